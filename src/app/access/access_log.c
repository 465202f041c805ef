/* See access_log.h. */
#include "app/access/access_log.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "app/engine_internal.h"
#include "crypto/digest.h"
#include "feature/access/access_module.h"
#include "rulebook/access/access.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    GATHER_MS = 500,
    KEY = 16,
    SEEN_MOST = ACCESS_SEEN / 4 * 3,
    PATIENCE = 60, /* failures in a row between two words about them */
    SECOND_NS = 1000000000,
    MS_NS = 1000000
};

/* A viewer, case and purpose of this hour, by their digest. */
struct seen {
    unsigned char key[KEY];
    unsigned groups; /* already written or waiting; 0: an empty place */
};

struct access_log {
    struct engine *e;
    pthread_t thread;
    pthread_mutex_t lock;  /* of what follows */
    pthread_cond_t filled; /* by the monotonic clock */
    bool stop;
    int64_t hour; /* of the seen */
    struct seen *seen;
    size_t seen_n;
    struct event_list waiting; /* its texts live in its arena */
    struct access_log_state state;
    /* of the thread alone */
    unsigned failed_in_a_row;
};

bool
access_append(struct engine *e, struct str stream,
              const struct event_list *events, int64_t now, struct err *err)
{
    struct arena *a = events->a;
    struct access_state *state = arena_new(a, struct access_state);
    struct change c = { .state = state, .is_new = true, .events = events };
    struct row_list rows = { .a = a };
    struct append ap = {
        .stream = stream,
        .events = events,
        .actor = STR("system"),
        .occurred_at = now,
        .recorded_at = e->recorded_at != 0 ? e->recorded_at : clock_now(),
    };
    struct appended done;

    for (size_t i = 0; i < events->n; i++)
        access_module.apply(state, &events->at[i], now);
    access_module.rows(&c, &rows);
    ap.rows = rows.at;
    ap.rows_n = rows.n;
    return store_append(e->store, &ap, &done, err);
}

static void
key_of(const struct access_look *look, unsigned char key[KEY])
{
    unsigned char digest[DIGEST_BYTES];
    const struct str joint = STR("\x1f");
    const struct str parts[] = {
        { (const char *)look->case_id.b, ID_BYTES },
        look->viewer.id,
        joint,
        look->viewer.role,
        joint,
        look->viewer.unit,
        joint,
        look->purpose,
    };

    digest_parts(parts, sizeof(parts) / sizeof(parts[0]), digest);
    memcpy(key, digest, KEY);
}

/* The place of a key, or the empty one where it belongs. */
static struct seen *
place_of(struct access_log *log, const unsigned char key[KEY])
{
    uint32_t at;

    memcpy(&at, key, sizeof(at));
    for (at %= ACCESS_SEEN; log->seen[at].groups != 0;
         at = (at + 1) % ACCESS_SEEN)
        if (memcmp(log->seen[at].key, key, KEY) == 0)
            break;
    return &log->seen[at];
}

static void
forget(struct access_log *log)
{
    memset(log->seen, 0, ACCESS_SEEN * sizeof(*log->seen));
    log->seen_n = 0;
}

/* Groups of the look that were not noted in this hour; they are now. */
static unsigned
fresh_groups(struct access_log *log, const struct access_look *look)
{
    int64_t hour = look->now / HOUR_MS * HOUR_MS;
    unsigned char key[KEY];
    struct seen *s;
    unsigned fresh;

    if (hour != log->hour || log->seen_n >= SEEN_MOST) {
        forget(log);
        log->hour = hour;
    }
    key_of(look, key);
    s = place_of(log, key);
    fresh = look->groups & ~s->groups;
    if (s->groups == 0) {
        memcpy(s->key, key, KEY);
        log->seen_n++;
    }
    s->groups |= look->groups;
    return fresh;
}

static struct str
kept(struct access_log *log, struct str s)
{
    return arena_str(log->waiting.a, s);
}

static struct verdict
wait_look(struct access_log *log, const struct access_look *look,
          unsigned groups)
{
    const struct access_read_v1 e = {
        .case_id = look->case_id,
        .account = kept(log, look->viewer.id),
        .role = kept(log, look->viewer.role),
        .unit = kept(log, look->viewer.unit),
        .purpose = kept(log, look->purpose),
        .relation = str_of(look->relation),
        .fields = access_words(log->waiting.a, groups),
        .hour = look->now / HOUR_MS * HOUR_MS,
    };

    return emit_access_read_v1(&log->waiting, &e);
}

static bool
has_room(const struct access_log *log, struct err *err)
{
    return log->waiting.n < ACCESS_WAITING ||
           fail(err, ERR_BUSY, "too many looks wait to be written down");
}

static bool
taken_in(struct access_log *log, struct verdict v, struct err *err)
{
    if (v.reason != ACCEPTED)
        return fail(err, ERR_INPUT, "a look cannot be written down: %s",
                    v.rule);
    (void)pthread_cond_signal(&log->filled);
    return true;
}

bool
access_note(struct access_log *log, const struct access_look *look,
            struct err *err)
{
    unsigned fresh;
    bool ok;

    (void)pthread_mutex_lock(&log->lock);
    ok = has_room(log, err);
    fresh = ok ? fresh_groups(log, look) : 0;
    if (fresh != 0)
        ok = taken_in(log, wait_look(log, look, fresh), err);
    else if (ok)
        log->state.repeated++;
    (void)pthread_mutex_unlock(&log->lock);
    return ok;
}

bool
access_note_export(struct access_log *log, const struct access_export *taken,
                   struct err *err)
{
    bool ok;

    (void)pthread_mutex_lock(&log->lock);
    ok = has_room(log, err);
    if (ok) {
        const struct access_exported_v1 e = {
            .account = kept(log, taken->viewer.id),
            .role = kept(log, taken->viewer.role),
            .unit = kept(log, taken->viewer.unit),
            .mark = kept(log, taken->mark),
            .rows = taken->rows,
            .taken_at = taken->now,
        };

        ok = taken_in(log, emit_access_exported_v1(&log->waiting, &e), err);
    }
    (void)pthread_mutex_unlock(&log->lock);
    return ok;
}

/* One stream a batch; a moment that is taken moves on. */
static bool
write_batch(struct access_log *log, const struct event_list *batch)
{
    int64_t now = clock_now();
    struct err err = { .kind = ERR_CONFLICT };

    for (int64_t at = now; err.kind == ERR_CONFLICT && at < now + GATHER_MS;
         at++) {
        struct buf stream = { .a = batch->a };

        buf_addf(&stream, "access/%lld", (long long)at);
        if (access_append(log->e, buf_str(&stream), batch, now, &err)) {
            log->failed_in_a_row = 0;
            return true;
        }
    }
    if (log->failed_in_a_row++ % PATIENCE == 0)
        log_failure("access log", &err);
    return false;
}

/* Write all of the list; *ret_done is how many were written. */
static bool
write_all(struct access_log *log, const struct event_list *all,
          size_t *ret_done)
{
    bool ok = true;

    for (*ret_done = 0; ok && *ret_done < all->n;) {
        size_t n = all->n - *ret_done;
        struct event_list batch = {
            .a = all->a,
            .at = all->at + *ret_done,
            .n = n < ACCESS_BATCH ? n : ACCESS_BATCH,
        };

        ok = write_batch(log, &batch);
        *ret_done += ok ? batch.n : 0;
    }
    return ok;
}

/* Put back what could not be written, with its texts. */
static void
put_back(struct access_log *log, const struct event_list *rest)
{
    for (size_t i = 0; i < rest->n; i++) {
        const struct payload_type *type = rest->at[i].type;
        char *data = arena_copy(log->waiting.a, rest->at[i].data, type->size);

        for (size_t k = 0; k < type->fields_n; k++) {
            const struct field *f = &type->fields[k];
            struct str text;

            if (f->kind != FIELD_TEXT)
                continue;
            text = kept(log, field_text(f, data));
            memcpy(data + f->offset, &text, sizeof(text));
        }
        (void)event_emit(&log->waiting, type, data); /* it was right before */
    }
}

/* The lock is held; it is let go while the log is written. */
static bool
flush(struct access_log *log)
{
    struct event_list all = log->waiting;
    size_t done;
    bool ok;

    log->waiting = (struct event_list){ .a = arena_open() };
    (void)pthread_mutex_unlock(&log->lock);
    ok = write_all(log, &all, &done);
    (void)pthread_mutex_lock(&log->lock);
    log->state.written += done;
    log->state.failed += !ok;
    all.at += done;
    all.n -= done;
    put_back(log, &all);
    arena_close(all.a);
    return ok;
}

static void
wait_ms(struct access_log *log, int ms)
{
    struct timespec until;

    (void)clock_gettime(CLOCK_MONOTONIC, &until); /* cannot fail on Linux */
    until.tv_nsec += (long)ms * MS_NS;
    until.tv_sec += until.tv_nsec / SECOND_NS;
    until.tv_nsec %= SECOND_NS;
    while (!log->stop &&
           pthread_cond_timedwait(&log->filled, &log->lock, &until) == 0)
        continue;
}

static void *
run(void *context)
{
    struct access_log *log = context;

    (void)pthread_mutex_lock(&log->lock);
    while (!log->stop || log->waiting.n > 0) {
        while (!log->stop && log->waiting.n == 0)
            (void)pthread_cond_wait(&log->filled, &log->lock);
        wait_ms(log, GATHER_MS);
        if (log->waiting.n > 0 && !flush(log) && log->stop)
            break; /* it was told */
    }
    (void)pthread_mutex_unlock(&log->lock);
    return NULL;
}

bool
access_log_start(struct engine *e, struct access_log **ret_log, struct err *err)
{
    struct access_log *log = calloc(1, sizeof(*log));
    pthread_condattr_t monotonic;

    if (log == NULL ||
        (log->seen = calloc(ACCESS_SEEN, sizeof(*log->seen))) == NULL)
        abort();
    log->e = e;
    log->waiting.a = arena_open();
    /* none of these can fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_mutex_init(&log->lock, NULL);
    (void)pthread_cond_init(&log->filled, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&log->thread, NULL, run, log) == 0) {
        *ret_log = log;
        return true;
    }
    arena_close(log->waiting.a);
    free(log->seen);
    free(log);
    return fail(err, ERR_IO, "cannot start the thread of the access log");
}

void
access_log_stop(struct access_log *log)
{
    if (log == NULL)
        return;
    (void)pthread_mutex_lock(&log->lock);
    log->stop = true;
    (void)pthread_cond_signal(&log->filled);
    (void)pthread_mutex_unlock(&log->lock);
    (void)pthread_join(log->thread, NULL); /* cannot fail: it is ours */
    (void)pthread_mutex_destroy(&log->lock);
    (void)pthread_cond_destroy(&log->filled);
    arena_close(log->waiting.a);
    free(log->seen);
    free(log);
}

struct access_log_state
access_log_look(struct access_log *log)
{
    struct access_log_state state;

    (void)pthread_mutex_lock(&log->lock);
    state = log->state;
    state.waiting = log->waiting.n;
    (void)pthread_mutex_unlock(&log->lock);
    return state;
}
