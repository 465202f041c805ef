/*
 * The queue of the demo city, the earliest step first; and its tempo: while
 * somebody watches, people wait less for each other than in the history, and
 * some cases are left lying so that there is something to see of each kind.
 */
#include "cli/demo/demo_internal.h"

enum { LEAST_MS = 1000 };

static bool
is_before(const struct demo_step *a, const struct demo_step *b)
{
    return a->at != b->at ? a->at < b->at : a->order < b->order;
}

void
demo_later(struct demo *d, enum demo_what what, size_t index, int64_t at)
{
    size_t i = d->steps_n;
    struct demo_step s = { at > d->now ? at : d->now + 1, d->order++, what,
                           index };

    if (s.at > d->o->until)
        return;
    d->steps = arena_grow(d->life, d->steps, d->steps_n, &d->steps_room,
                          sizeof(*d->steps));
    d->steps_n++;
    for (; i > 0 && is_before(&s, &d->steps[(i - 1) / 2]); i = (i - 1) / 2)
        d->steps[i] = d->steps[(i - 1) / 2];
    d->steps[i] = s;
}

struct demo_step
demo_first(struct demo *d)
{
    struct demo_step first = d->steps[0], last = d->steps[--d->steps_n];
    size_t i = 0;

    for (;;) {
        size_t child = 2 * i + 1;

        if (child + 1 < d->steps_n &&
            is_before(&d->steps[child + 1], &d->steps[child]))
            child++;
        if (child >= d->steps_n || is_before(&last, &d->steps[child]))
            break;
        d->steps[i] = d->steps[child];
        i = child;
    }
    if (d->steps_n > 0)
        d->steps[i] = last;
    return first;
}

bool
demo_is_lively(const struct demo *d)
{
    return d->lively_from != 0 && d->now >= d->lively_from;
}

int64_t
demo_wait(const struct demo *d, int64_t ms)
{
    int64_t less = d->hurry > 1 ? ms / d->hurry : ms;

    if (!demo_is_lively(d))
        return ms;
    if (less < LEAST_MS)
        less = LEAST_MS;
    return less < ms ? less : ms;
}

/* Whatever one looks at, there is some of it: so many are let lie. */
static int64_t
kept(enum appeal_stage stage)
{
    return stage == APPEAL_STAGE_QUEUED     ? 6
           : stage == APPEAL_STAGE_DISPUTED ? 3
           : stage == APPEAL_STAGE_REVIEW   ? 2
                                            : 0;
}

static bool
more_than_kept(struct demo *d, enum appeal_stage stage, bool *ret_more,
               struct err *err)
{
    const struct value v[] = { value_int(0),
                               value_text(appeal_stage_word(stage)),
                               value_text(STR("")), value_text(STR("")),
                               value_int(kept(stage) + 1) };
    struct cursor *c;
    int64_t n = 0;

    if (!store_query(engine_store(d->e), QUERY_APPEAL_LIST, v, 5, &c, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(c, err))
        n++;
    cursor_close(c);
    *ret_more = n > kept(stage);
    return err->kind == ERR_NONE;
}

/* A slow unit signs some in long after the term for it; the same ones however
 * often it is asked. */
static int64_t
signs_at(const struct demo *d, const struct appeal *s)
{
    struct demo_random r = { d->o->seed + (uint64_t)s->number };

    (void)demo_draw(&r);
    if (!demo_is_slow(s->lead) || demo_chance(&r, 40))
        return s->dispatched_at;
    return s->dispatched_at + demo_between(&r, 20, 240) * MINUTE_MS;
}

bool
demo_is_left_waiting(struct demo *d, size_t index, const struct appeal *s,
                     bool *ret_wait, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    int64_t at = d->now + demo_between(&c->chance, 1, 5) * MINUTE_MS;
    bool more = true;

    if (s->stage == APPEAL_STAGE_DISPATCHED && d->now < signs_at(d, s)) {
        at = signs_at(d, s);
        more = false;
    }
    if (kept(s->stage) > 0 && !more_than_kept(d, s->stage, &more, err))
        return false;
    *ret_wait = !more;
    if (!more) {
        c->calls--;
        demo_later(d, STEP_WORK, index, at);
    }
    return true;
}
