/* See similar_follow.h. */
#include "app/similar/similar_follow.h"

#include <stdlib.h>

#include "app/follow/case_follow.h"
#include "sys/clock.h"
#include "sys/log.h"

enum {
    FLUSH_MS = 60 * 1000,
    NICE = 10 /* who sends a message comes first */
};

struct similar_follower {
    struct case_follow follow;
    struct arena *a;
    const char *dir;                    /* of the index */
    _Atomic(struct similar_index *) ix; /* NULL: not open yet */
    /* of the thread alone */
    uint64_t at; /* next leaf */
    int64_t flushed_at;
};

static bool
open_index(void *context, uint64_t *at, struct err *err)
{
    struct similar_follower *f = context;
    struct store *st = engine_store(f->follow.e);
    struct similar_options o = { .dir = f->dir };
    struct similar_index *ix;
    bool anew;

    store_keyed_hash(st, STR("similar"), STR(""), (unsigned char *)&o.key,
                     sizeof(o.key));
    if (!similar_open(&o, &ix, &anew, err))
        return false;
    if (similar_position(ix) > store_size(st)) {
        similar_close(ix);
        return fail(err, ERR_CORRUPT, "%s is ahead of the log: remove it",
                    f->dir);
    }
    if (anew)
        log_event("the index of similar texts is made anew");
    *at = f->at = similar_position(ix);
    atomic_store(&f->ix, ix);
    return true;
}

static bool
add(void *context, struct str id, int64_t at, struct err *err)
{
    struct similar_follower *f = context;
    struct case_follow *cf = &f->follow;
    struct similar_doc doc = { .name = id };
    struct appeal_words words;
    struct appeal_file file;

    (void)at;
    if (!appeal_file_load(cf->e, cf->work, id, &file, err) ||
        !appeal_file_words(cf->e, cf->work, &file.records, "find similar",
                           &words, err))
        return false;
    doc.title = words.title;
    doc.body = words.body;
    doc.place = file.s.place;
    doc.matter = file.s.matter;
    doc.at = file.s.received_at;
    if (doc.title.n + doc.body.n > 0)
        similar_add(atomic_load(&f->ix), &doc, true);
    return true;
}

static bool
drop(void *context, struct str id, int64_t at, struct err *err)
{
    struct similar_follower *f = context;

    (void)err;
    similar_drop(atomic_load(&f->ix), id, at);
    return true;
}

static bool
flush(struct similar_follower *f, int64_t now, struct err *err)
{
    bool more = true;

    f->flushed_at = now;
    if (!similar_flush(atomic_load(&f->ix), f->at, err))
        return false;
    while (more)
        if (!similar_tend(atomic_load(&f->ix), now, &more, err))
            return false;
    return true;
}

static bool
commit(void *context, uint64_t at, struct err *err)
{
    struct similar_follower *f = context;
    int64_t now = clock_now();

    similar_commit(atomic_load(&f->ix));
    f->at = at;
    return (now - f->flushed_at < FLUSH_MS &&
            !similar_is_full(atomic_load(&f->ix))) ||
           flush(f, now, err);
}

static const struct case_follow_hooks hooks = {
    .name = "similar",
    .nice = NICE,
    .open = open_index,
    .came = add,
    .erased = drop,
    .batch = commit,
};

static void
free_follower(struct similar_follower *f)
{
    similar_close(atomic_load(&f->ix));
    arena_close(f->a);
    free(f);
}

bool
similar_follow_start(struct engine *e, const char *dir,
                     struct similar_follower **ret_follower, struct err *err)
{
    struct similar_follower *f = calloc(1, sizeof(*f));
    struct buf path;

    if (f == NULL)
        abort(); /* as the arena does */
    f->a = arena_open();
    path = (struct buf){ .a = f->a };
    buf_addf(&path, "%s/similar", dir);
    f->dir = buf_cstr(&path);
    f->flushed_at = clock_now();
    f->follow = (struct case_follow){ .e = e, .hooks = &hooks, .context = f };
    if (!case_follow_start(&f->follow, err)) {
        free_follower(f);
        return false;
    }
    *ret_follower = f;
    return true;
}

void
similar_follow_stop(struct similar_follower *f)
{
    struct err err;

    if (f == NULL)
        return;
    case_follow_stop(&f->follow);
    if (atomic_load(&f->ix) != NULL && !flush(f, clock_now(), &err))
        log_failure("similar", &err);
    free_follower(f);
}

bool
similar_follow_find(struct similar_follower *f, struct arena *a,
                    const struct similar_ask *ask,
                    struct similar_answers *ret_answers, uint64_t *ret_behind,
                    struct err *err)
{
    struct similar_index *ix = atomic_load(&f->ix);

    if (ix == NULL)
        return fail(err, ERR_BUSY, "the index of similar texts is not open");
    *ret_answers = similar_search(ix, a, ask);
    *ret_behind = case_follow_behind(&f->follow);
    return true;
}
