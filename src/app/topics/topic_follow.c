/* See topic_follow.h. */
#include "app/topics/topic_follow.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "app/appeal/appeal_file.h"
#include "base/date.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    LEAVES = 500, /* at once */
    NICE = 15,
    PATIENCE = 60, /* failures in a row between two words about them */
    WINDOW_DAYS = 90,
    HALF_LIFE_DAYS = 14,
    SUPPORT_PERMILLE = 500,
    PERMILLE = 1000,
    SECONDS_LATE = 2 /* a second is over then */
};

struct topic_follower {
    struct engine *e;
    const struct masker *masker;
    struct arena *work;
    pthread_t thread;
    pthread_mutex_t lock; /* of stop */
    pthread_cond_t stopped;
    bool stop;
    pthread_mutex_t reading; /* of topics and at */
    struct topics *topics;
    uint64_t at; /* next leaf */
    int64_t window_ms;
    unsigned failed_in_a_row; /* of the thread alone */
};

/* The text without what tells who somebody is. What cannot be looked through
 * is left out. */
static struct str
masked(struct topic_follower *f, struct str text)
{
    struct buf out = { .a = f->work };
    struct mask_spans spans;
    struct mask_span *keep;
    size_t n = 0;

    if (!mask_find(f->masker, f->work, text, &spans))
        return STR("");
    /* names of compounds are what a topic is about */
    keep = arena_alloc(f->work, (spans.n + 1) * sizeof(*keep));
    for (size_t i = 0; i < spans.n; i++)
        if (spans.at[i].kind != MASK_COMPOUND)
            keep[n++] = spans.at[i];
    spans.at = keep;
    spans.n = n;
    mask_put(&out, text, &spans);
    return buf_str(&out);
}

static bool
read_text(struct topic_follower *f, const struct appeal_file *file,
          const char *field, struct str *ret_text, struct err *err)
{
    const struct appeal_text wanted = { .record = &file->records.at[0],
                                        .field = field,
                                        .purpose = "find topics" };
    bool erased;

    return appeal_file_text(f->e, f->work, &wanted, ret_text, &erased, err);
}

/* The same for everyone who has the contact; 0 without one. */
static uint64_t
person_of(struct topic_follower *f, struct str contact)
{
    uint64_t person = 0;

    if (contact.n > 0)
        store_keyed_hash(engine_store(f->e), STR("topics"), contact,
                         (unsigned char *)&person, sizeof(person));
    return person;
}

static bool
add(struct topic_follower *f, struct str id, struct err *err)
{
    struct appeal_file file;
    struct topic_message m = { .id = id };
    struct str title, body, contact;

    if (!appeal_file_load(f->e, f->work, id, &file, err))
        return false;
    if (file.s.privacy == APPEAL_PRIVACY_CONFIDENTIAL ||
        file.s.kind == APPEAL_KIND_REPORT)
        return true;
    if (!read_text(f, &file, "title", &title, err) ||
        !read_text(f, &file, "body", &body, err) ||
        !read_text(f, &file, "contact", &contact, err))
        return false;
    m.title = masked(f, title);
    m.body = masked(f, body);
    m.place = file.s.place;
    m.matter = file.s.matter;
    m.at = file.s.received_at;
    m.person = person_of(f, contact);
    (void)pthread_mutex_lock(&f->reading);
    (void)topics_add(f->topics, &m); /* an erased one has no text */
    (void)pthread_mutex_unlock(&f->reading);
    return true;
}

/* Most leaves do not concern us: they are not decoded. A text of JSON cannot
 * hold these words unescaped. */
static bool
follow(struct topic_follower *f, struct str leaf, struct err *err)
{
    const struct str stream = STR("appeal/");
    bool came = str_find(leaf, STR("\"type\":\"appeal_received\"")) != SIZE_MAX;
    bool gone = str_find(leaf, STR("\"type\":\"appeal_erased\"")) != SIZE_MAX;
    struct record r;
    struct str id;

    if (!came && !gone)
        return true;
    if (!record_decode(f->work, modules_registry(), leaf, &r) ||
        !str_starts(r.stream, stream))
        return fail(err, ERR_CORRUPT,
                    "a leaf of the log cannot be read; run `gongzhi verify`");
    id = (struct str){ r.stream.p + stream.n, r.stream.n - stream.n };
    if (came)
        return r.occurred_at < clock_now() - f->window_ms || add(f, id, err);
    (void)pthread_mutex_lock(&f->reading);
    (void)topics_remove(f->topics, id);
    (void)pthread_mutex_unlock(&f->reading);
    return true;
}

static bool
is_stopped(struct topic_follower *f)
{
    bool stop;

    (void)pthread_mutex_lock(&f->lock);
    stop = f->stop;
    (void)pthread_mutex_unlock(&f->lock);
    return stop;
}

/* What came before this second finds its topic; move on to leaf at. */
static void
settle(struct topic_follower *f, uint64_t at)
{
    (void)pthread_mutex_lock(&f->reading);
    topics_settle(f->topics, clock_now() - SECONDS_LATE * SECOND_MS);
    f->at = at;
    (void)pthread_mutex_unlock(&f->reading);
}

/* Follow to the end of the log, or as far as there is no failure. */
static bool
catch_up(struct topic_follower *f, struct err *err)
{
    struct leaf_list leaves = { NULL, 1 };

    while (leaves.n > 0 && !is_stopped(f)) {
        size_t done = 0;

        arena_reset(f->work);
        if (!store_leaves(engine_store(f->e), f->work, f->at, LEAVES, &leaves,
                          err))
            return false;
        while (done < leaves.n && follow(f, leaves.at[done], err))
            done++;
        settle(f, f->at + done);
        if (done < leaves.n)
            return false;
    }
    return true;
}

static void
wait_a_second(struct topic_follower *f)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* cannot fail on Linux */
    until.tv_sec++;
    while (!f->stop &&
           pthread_cond_timedwait(&f->stopped, &f->lock, &until) == 0)
        continue;
}

static void *
run(void *context)
{
    struct topic_follower *f = context;
    struct err err;

    (void)setpriority(PRIO_PROCESS, (id_t)gettid(), NICE);
    (void)pthread_mutex_lock(&f->lock);
    while (!f->stop) {
        (void)pthread_mutex_unlock(&f->lock);
        if (catch_up(f, &err))
            f->failed_in_a_row = 0;
        else if (f->failed_in_a_row++ % PATIENCE == 0)
            log_failure("topics", &err);
        (void)pthread_mutex_lock(&f->lock);
        wait_a_second(f);
    }
    (void)pthread_mutex_unlock(&f->lock);
    return NULL;
}

static void
free_follower(struct topic_follower *f)
{
    (void)pthread_mutex_destroy(&f->lock);
    (void)pthread_mutex_destroy(&f->reading);
    (void)pthread_cond_destroy(&f->stopped);
    topics_close(f->topics);
    arena_close(f->work);
    free(f);
}

static struct topics *
new_topics(struct topic_follower *f)
{
    struct rules r = engine_rules(f->e, clock_now());
    struct topic_options o = { 0 };

    f->window_ms =
        rules_number(r, STR("topic_window_days"), WINDOW_DAYS) * DAY_MS;
    o.window_ms = f->window_ms;
    o.half_life_ms =
        rules_number(r, STR("topic_half_life_days"), HALF_LIFE_DAYS) * DAY_MS;
    o.support_weight = (double)rules_number(r, STR("topic_support_permille"),
                                            SUPPORT_PERMILLE) /
                       PERMILLE;
    return topics_new(&o);
}

bool
topic_follow_start(struct engine *e, const struct masker *masker,
                   struct topic_follower **ret_follower, struct err *err)
{
    struct topic_follower *f = calloc(1, sizeof(*f));
    pthread_condattr_t monotonic;

    if (f == NULL)
        abort(); /* as the arena does */
    f->e = e;
    f->masker = masker;
    f->work = arena_open();
    f->topics = new_topics(f);
    /* none of these can fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&f->lock, NULL);
    (void)pthread_mutex_init(&f->reading, NULL);
    (void)pthread_cond_init(&f->stopped, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&f->thread, NULL, run, f) != 0) {
        free_follower(f);
        return fail(err, ERR_IO, "cannot start the thread of the topics");
    }
    *ret_follower = f;
    return true;
}

void
topic_follow_stop(struct topic_follower *f)
{
    if (f == NULL)
        return;
    (void)pthread_mutex_lock(&f->lock);
    f->stop = true;
    (void)pthread_cond_signal(&f->stopped);
    (void)pthread_mutex_unlock(&f->lock);
    (void)pthread_join(f->thread, NULL); /* cannot fail: it is ours */
    free_follower(f);
}

const struct topics *
topic_follow_take(struct topic_follower *f, uint64_t *ret_behind)
{
    uint64_t size = store_size(engine_store(f->e));

    (void)pthread_mutex_lock(&f->reading);
    *ret_behind = size > f->at ? size - f->at : 0;
    return f->topics;
}

void
topic_follow_give_back(struct topic_follower *f)
{
    (void)pthread_mutex_unlock(&f->reading);
}
