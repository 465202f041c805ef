/*
 * After the answer: the citizen rates it, a failed one is done again, the
 * panel judges the unit, files are closed and sometimes opened again.
 */
#include "cli/demo/demo_internal.h"

int64_t
demo_by_day(const struct demo *d, int64_t at)
{
    int64_t rest = at - day_start(moment_day(at));

    if (demo_is_lively(d))
        return at;
    if (rest < 8 * HOUR_MS)
        return at + 9 * HOUR_MS;
    return rest > 21 * HOUR_MS + 30 * MINUTE_MS ? at + 12 * HOUR_MS : at;
}

/* How it went, as the citizen sees it. */
static enum appeal_satisfied
judge(struct demo_random *r, const struct appeal *s)
{
    int64_t no = s->outcome == APPEAL_OUTCOME_SUPPORTED ? 5
                 : s->outcome == APPEAL_OUTCOME_PARTLY  ? 14
                                                        : 30;

    no += s->late > 0 ? 14 : 0;
    no += s->round > 1 ? 22 : 0;
    if (demo_between(r, 1, 100) <= no)
        return APPEAL_SATISFIED_NO;
    return demo_chance(r, 45) ? APPEAL_SATISFIED_YES : APPEAL_SATISFIED_MOSTLY;
}

static enum appeal_solved
solved(struct demo_random *r, const struct appeal *s)
{
    if (s->outcome == APPEAL_OUTCOME_SUPPORTED)
        return demo_chance(r, 94) ? APPEAL_SOLVED_YES : APPEAL_SOLVED_NO;
    if (s->outcome == APPEAL_OUTCOME_PARTLY)
        return APPEAL_SOLVED_PARTLY;
    return demo_chance(r, 80) ? APPEAL_SOLVED_PARTLY : APPEAL_SOLVED_NO;
}

/* The citizen rates, the hotline calls, or nobody says anything. */
bool
demo_after_reply(struct demo *d, size_t index, const struct appeal *s,
                 struct err *err)
{
    struct demo_case *c = &d->cases[index];
    struct demo_random *r = &c->chance;
    int64_t draw = s->unreached > 0 ? 60 : demo_between(r, 1, 100);
    bool calls = draw > 52, nobody = calls && demo_chance(r, 14);
    enum appeal_satisfied how = judge(r, s);
    const struct appeal_rate rate = {
        .solved = solved(r, s),
        .satisfied = how,
        .words = how == APPEAL_SATISFIED_NO
                     ? demo_one_of(r, "问题没有解决。|答复和实际不一样。|"
                                      "说了要来，一直没来。")
                     : demo_one_of(r, "谢谢。|处理得很快。|||"),
    };
    const struct appeal_callback call = {
        .solved = nobody ? APPEAL_SOLVED_UNREACHED : rate.solved,
        .satisfied = nobody ? APPEAL_SATISFIED_UNREACHED : rate.satisfied,
        .words = nobody ? STR("") : rate.words,
    };
    struct command cmd = demo_command(
        d, calls ? &appeal_callback_type : &appeal_rate_type,
        calls ? (const void *)&call : &rate,
        demo_actor(calls ? "operator" : "citizen", calls ? "op-3" : "",
                   calls ? STR("U_HOTLINE") : STR("")));
    bool ok;

    if (draw > 80 || s->privacy == APPEAL_PRIVACY_ANONYMOUS) {
        demo_later(d, STEP_WORK, index, s->silence_at + demo_wait(d, HOUR_MS));
        return true;
    }
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    demo_later(
        d, STEP_WORK, index,
        demo_office(
            d, s, d->now + demo_wait(d, demo_between(r, 60, 900) * MINUTE_MS)));
    return true;
}

bool
demo_in_review(struct demo *d, size_t index, const struct appeal *s,
               struct err *err)
{
    struct demo_case *c = &d->cases[index];
    bool fails = demo_chance(&c->chance, demo_is_slow(s->lead) ? 75 : 35);
    const struct appeal_review m = {
        .result =
            fails ? APPEAL_REVIEW_RESULT_COUNT : APPEAL_REVIEW_RESULT_PASS,
        .reasons =
            fails ? STR("能够解决而没有解决，二次办理仍未到现场，计入一次。")
                  : STR("单位已尽责，要求超出现行规定，予以通过。"),
    };
    struct command cmd =
        demo_command(d, &appeal_review_type, &m,
                     demo_actor("reviewer", "rv-1", STR("U_REVIEW")));
    bool ok;

    if (!c->slept) {
        c->slept = true;
        demo_later(
            d, STEP_WORK, index,
            demo_office(d, s,
                        d->now + demo_wait(d, demo_between(&c->chance, 1, 4) *
                                                  DAY_MS)));
        return true;
    }
    c->slept = false;
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    demo_later(d, STEP_WORK, index, d->now + demo_wait(d, HOUR_MS));
    return true;
}

/* New facts for a few; the archive for the rest. */
bool
demo_after_end(struct demo *d, size_t index, const struct appeal *s,
               struct err *err)
{
    struct demo_case *c = &d->cases[index];
    struct demo_random *r = &c->chance;
    bool again = (c->todo & TODO_REOPEN) != 0;
    const struct appeal_reopen reopen = { .reason = STR("new_facts") };
    const struct appeal_archive nothing = { 0 };
    struct command cmd =
        demo_command(d, again ? &appeal_reopen_type : &appeal_archive_type,
                     again ? (const void *)&reopen : &nothing,
                     again ? demo_actor("citizen", "", STR(""))
                           : demo_actor("officer", "of-1", STR("U_HOTLINE")));
    bool ok;

    if (!c->slept) {
        c->slept = true;
        demo_later(d, STEP_WORK, index,
                   d->now + (again
                                 ? demo_wait(d, demo_between(r, 1, 5) * DAY_MS)
                                 : demo_between(r, 24, 30) * DAY_MS));
        return true;
    }
    if (again) {
        c->todo &= ~(unsigned)TODO_REOPEN;
        c->planned = 0;
        c->slept = false;
    }
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    if (again && ok)
        demo_later(d, STEP_WORK, index, d->now + demo_wait(d, HOUR_MS));
    (void)s; /* asked for its stage before */
    return true;
}
