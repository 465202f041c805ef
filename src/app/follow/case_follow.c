/* See case_follow.h. */
#include "app/follow/case_follow.h"

enum { LEAVES = 500 /* a batch */ };

/* Most leaves do not concern us: they are not decoded. A text of JSON cannot
 * hold these words unescaped. */
static bool
follow(struct case_follow *f, struct str leaf, struct err *err)
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
    return came ? f->hooks->came(f->context, id, r.occurred_at, err)
                : f->hooks->erased(f->context, id, r.occurred_at, err);
}

static bool
open_once(struct case_follow *f, struct err *err)
{
    uint64_t at = 0;

    if (f->opened || f->hooks->open == NULL)
        return true;
    if (!f->hooks->open(f->context, &at, err))
        return false;
    atomic_store(&f->next, at);
    f->opened = true;
    return true;
}

static bool
one_batch(void *context, bool *ret_more, struct err *err)
{
    struct case_follow *f = context;
    struct leaf_list leaves;
    size_t done = 0;
    uint64_t at;
    bool ok;

    if (!open_once(f, err))
        return false;
    at = atomic_load(&f->next);
    arena_reset(f->work);
    if (!store_leaves(engine_store(f->e), f->work, at, LEAVES, &leaves, err))
        return false;
    while (done < leaves.n && follow(f, leaves.at[done], err))
        done++;
    ok = done == leaves.n;
    *ret_more = ok && leaves.n > 0;
    if (!f->hooks->batch(f->context, at + done, err))
        ok = false;
    atomic_store(&f->next, at + done);
    return ok;
}

bool
case_follow_start(struct case_follow *f, struct err *err)
{
    f->work = arena_open();
    f->loop = (struct loop){ .name = f->hooks->name,
                             .round = one_batch,
                             .context = f,
                             .nice = f->hooks->nice };
    if (loop_start(&f->loop, err))
        return true;
    arena_close(f->work);
    return false;
}

void
case_follow_stop(struct case_follow *f)
{
    loop_stop(&f->loop);
    arena_close(f->work);
}

uint64_t
case_follow_behind(const struct case_follow *f)
{
    uint64_t at = atomic_load(&f->next), size = store_size(engine_store(f->e));

    return size > at ? size - at : 0;
}
