/* See topic_follow.h. */
#include "app/topics/topic_follow.h"

#include <pthread.h>
#include <stdlib.h>

#include "app/follow/case_follow.h"
#include "base/date.h"
#include "sys/clock.h"

enum {
    NICE = 15,
    WINDOW_DAYS = 90,
    HALF_LIFE_DAYS = 14,
    SUPPORT_PERMILLE = 500,
    PERMILLE = 1000,
    SECONDS_LATE = 2 /* a second is over then */
};
#define PURPOSE "find topics" /* docs/privacy.md */

struct topic_follower {
    struct case_follow follow;
    const struct masker *masker;
    int64_t window_ms;
    pthread_mutex_t reading; /* of topics */
    struct topics *topics;
};

/* The text without what tells who somebody is. What cannot be looked through
 * is left out. */
static struct str
masked(struct topic_follower *f, struct str text)
{
    struct buf out = { .a = f->follow.work };
    struct mask_spans spans;
    struct mask_span *keep;
    size_t n = 0;

    if (!mask_find(f->masker, f->follow.work, text, &spans))
        return STR("");
    /* names of compounds are what a topic is about */
    keep = arena_alloc(f->follow.work, (spans.n + 1) * sizeof(*keep));
    for (size_t i = 0; i < spans.n; i++)
        if (spans.at[i].kind != MASK_COMPOUND)
            keep[n++] = spans.at[i];
    spans.at = keep;
    spans.n = n;
    mask_put(&out, text, &spans);
    return buf_str(&out);
}

/* The same for everyone who has the contact; 0 without one. */
static bool
person_of(struct topic_follower *f, const struct appeal_file *file,
          uint64_t *ret_person, struct err *err)
{
    const struct appeal_text wanted = { &file->records.at[0], "contact",
                                        PURPOSE };
    struct engine *e = f->follow.e;
    struct str contact;
    bool erased;

    if (!appeal_file_text(e, f->follow.work, &wanted, &contact, &erased, err))
        return false;
    *ret_person = 0;
    if (contact.n > 0)
        store_keyed_hash(engine_store(e), STR("topics"), contact,
                         (unsigned char *)ret_person, sizeof(*ret_person));
    return true;
}

static bool
add(void *context, struct str id, int64_t at, struct err *err)
{
    struct topic_follower *f = context;
    struct case_follow *cf = &f->follow;
    struct topic_message m = { .id = id };
    struct appeal_words words;
    struct appeal_file file;

    if (at < clock_now() - f->window_ms)
        return true;
    if (!appeal_file_load(cf->e, cf->work, id, &file, err))
        return false;
    if (file.s.privacy == APPEAL_PRIVACY_CONFIDENTIAL ||
        file.s.kind == APPEAL_KIND_REPORT)
        return true;
    if (!appeal_file_words(cf->e, cf->work, &file.records, PURPOSE, &words,
                           err) ||
        !person_of(f, &file, &m.person, err))
        return false;
    m.title = masked(f, words.title);
    m.body = masked(f, words.body);
    m.place = file.s.place;
    m.matter = file.s.matter;
    m.at = file.s.received_at;
    (void)pthread_mutex_lock(&f->reading);
    (void)topics_add(f->topics, &m); /* an erased one has no text */
    (void)pthread_mutex_unlock(&f->reading);
    return true;
}

static bool
drop(void *context, struct str id, int64_t at, struct err *err)
{
    struct topic_follower *f = context;

    (void)at;
    (void)err;
    (void)pthread_mutex_lock(&f->reading);
    (void)topics_remove(f->topics, id);
    (void)pthread_mutex_unlock(&f->reading);
    return true;
}

/* What came before this second finds its topic. */
static bool
settle(void *context, uint64_t at, struct err *err)
{
    struct topic_follower *f = context;

    (void)at;
    (void)err;
    (void)pthread_mutex_lock(&f->reading);
    topics_settle(f->topics, clock_now() - SECONDS_LATE * SECOND_MS);
    (void)pthread_mutex_unlock(&f->reading);
    return true;
}

static const struct case_follow_hooks hooks = {
    .name = "topics",
    .nice = NICE,
    .came = add,
    .erased = drop,
    .batch = settle,
};

static void
free_follower(struct topic_follower *f)
{
    (void)pthread_mutex_destroy(&f->reading);
    topics_close(f->topics);
    free(f);
}

static struct topics *
new_topics(struct topic_follower *f)
{
    struct rules r = engine_rules(f->follow.e, clock_now());
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

    if (f == NULL)
        abort(); /* as the arena does */
    f->follow = (struct case_follow){ .e = e, .hooks = &hooks, .context = f };
    f->masker = masker;
    f->topics = new_topics(f);
    (void)pthread_mutex_init(&f->reading, NULL); /* cannot fail on Linux */
    if (!case_follow_start(&f->follow, err)) {
        free_follower(f);
        return false;
    }
    *ret_follower = f;
    return true;
}

void
topic_follow_stop(struct topic_follower *f)
{
    if (f == NULL)
        return;
    case_follow_stop(&f->follow);
    free_follower(f);
}

const struct topics *
topic_follow_take(struct topic_follower *f, uint64_t *ret_behind)
{
    (void)pthread_mutex_lock(&f->reading);
    *ret_behind = case_follow_behind(&f->follow);
    return f->topics;
}

void
topic_follow_give_back(struct topic_follower *f)
{
    (void)pthread_mutex_unlock(&f->reading);
}
