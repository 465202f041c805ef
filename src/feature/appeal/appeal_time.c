/*
 * The clocks of a case: terms become moments, due timers become events. The
 * tick of the jobs thread lands here; whatever is due always yields an event,
 * so that nothing fires for ever.
 */
#include "feature/appeal/appeal_ask.h"
#include "feature/appeal/rights/appeal_release.h"

static struct str
regime_word(const struct ask *q)
{
    enum appeal_regime regime = q->s->regime;

    if (q->s->stage == APPEAL_STAGE_NONE)
        regime = ((const struct appeal_receive *)q->cmd->data)->regime;
    if (regime == APPEAL_REGIME_NONE)
        return rules_setting(q->rules->now, STR("default_regime"),
                             STR("hotline"));
    return str_of(appeal_regime_words[regime]);
}

bool
ask_times(const struct ask *q, struct str level, const char *step,
          int64_t start, struct times *ret_times, const char **ret_why)
{
    const struct deadline *d =
        rules_deadline(q->rules->now, regime_word(q), level, str_of(step));
    struct times t;
    int year;

    if (d == NULL) {
        *ret_why = "no_deadline";
        return false;
    }
    if (!calendar_due(&q->rules->now.book->calendar, start, d->term, &t.due,
                      &year)) {
        *ret_why = "calendar_missing";
        return false;
    }
    t.warn = d->warn_percent == 0
                 ? 0
                 : start + (t.due - start) / 100 * d->warn_percent;
    t.basis = d->basis.text;
    *ret_times = t;
    return true;
}

struct times
ask_times_or_none(const struct ask *q, struct str level, const char *step,
                  int64_t start)
{
    struct times t = { 0, 0, { NULL, 0 } };
    const char *why;

    (void)ask_times(q, level, step, start, &t, &why); /* none is fine */
    return t;
}

int64_t
minutes_late(int64_t due, int64_t now)
{
    return due == 0 || now <= due ? 0 : (now - due + MINUTE_MS - 1) / MINUTE_MS;
}

const struct appeal_clock *
answer_clock(const struct appeal *s)
{
    return &s->clock[s->round > 1 ? APPEAL_WARNING_SECOND
                                  : APPEAL_WARNING_CLOSE];
}

static bool
has_chain(enum appeal_warning which)
{
    return which == APPEAL_WARNING_CLOSE || which == APPEAL_WARNING_SECOND;
}

/* Does this clock stand still while the case is paused? */
static bool
stands_still(const struct appeal *s, enum appeal_warning which)
{
    return s->stage == APPEAL_STAGE_PAUSED && has_chain(which);
}

/*
 * When the next step of a clock fires, or 0. Step 0 is the pre-warning; an
 * answer's clock then follows the overdue chain of the rulebook, any other
 * fires once when its time has passed.
 */
static int64_t
clock_fires(const struct appeal *s, enum appeal_warning which, struct rules r)
{
    const struct appeal_clock *c = &s->clock[which];
    const struct escalation *e;
    int64_t at;
    int year;

    if (c->due == 0 || stands_still(s, which))
        return 0;
    if (c->step == 0)
        return c->warn;
    if (!has_chain(which))
        return c->step == 1 ? c->due + 1 : 0;
    e = rules_escalation(r, s->level, c->step);
    if (e == NULL)
        return 0;
    if (!calendar_due(&r.book->calendar, c->due, e->term, &at, &year))
        return 0; /* the alarm of the missing year is raised by check */
    return at > c->due ? at : c->due + 1;
}

static int64_t
sooner(int64_t a, int64_t b)
{
    if (a == 0 || b == 0)
        return a == 0 ? b : a;
    return a < b ? a : b;
}

int64_t
appeal_next_due(const struct appeal *s, struct rules promised)
{
    int64_t at = 0;

    for (int i = 0; i < APPEAL_CLOCKS; i++)
        at = sooner(at, clock_fires(s, (enum appeal_warning)i, promised));
    at = sooner(at, s->silence_at);
    at = sooner(at, s->release.lapses_at);
    at = sooner(at, s->release.until);
    at = sooner(at, s->hold.until);
    return sooner(at, s->pause_until);
}

/* Who is told: the words of the rulebook become units. */
static struct str
whom(const struct ask *q, struct str to)
{
    struct rules r = q->rules->promised;
    const struct unit *lead = rules_unit(r, q->s->lead);

    if (str_eq(to, STR("@street"))) {
        struct str street = rules_street_unit(r, q->s->place);

        return street.n > 0 ? street : q->s->lead;
    }
    if (str_eq(to, STR("@parent")))
        return lead != NULL && lead->parent.n > 0 ? lead->parent : q->s->lead;
    if (str_eq(to, STR("@supervision")))
        return rules_setting(r, STR("supervision_unit"), STR("U_SUPERVISION"));
    return to;
}

/* The units that assist and let their own time pass. */
static struct verdict
fire_assist(const struct ask *q)
{
    const struct appeal_clock *c = &q->s->clock[APPEAL_WARNING_ASSIST];
    struct verdict v = accept();

    for (size_t i = 0; i < q->s->helpers_n && v.reason == ACCEPTED; i++) {
        const struct appeal_helper *h = &q->s->helpers[i];
        const struct appeal_warned_v1 e = {
            .what = APPEAL_WARNING_ASSIST,
            .step = c->step,
            .due_at = c->due,
            .unit = h->unit,
            .kind = STR("remind"),
            .to = h->unit,
            .rules = q->rules->promised.book->hash,
        };

        if (!h->done && !h->warned && h->due == c->due)
            v = emit_appeal_warned_v1(q->out, &e);
    }
    return v;
}

static struct verdict
fire(const struct ask *q, enum appeal_warning which)
{
    const struct appeal_clock *c = &q->s->clock[which];
    struct appeal_warned_v1 e = {
        .what = which,
        .step = c->step,
        .due_at = c->due,
        .unit = q->s->lead,
        .kind = STR("remind"),
        .to = q->s->lead,
        .rules = q->rules->promised.book->hash,
    };
    const struct escalation *row;

    if (which == APPEAL_WARNING_ASSIST)
        return fire_assist(q);
    if (has_chain(which) && c->step > 0) {
        row = rules_escalation(q->rules->promised, q->s->level, c->step);
        if (row != NULL) {
            e.kind = row->kind;
            e.to = whom(q, row->to);
        }
    }
    if (which == APPEAL_WARNING_REVIEW)
        e.unit = e.to = rules_setting(q->rules->promised, STR("review_unit"),
                                      STR("U_REVIEW"));
    if (which == APPEAL_WARNING_RULE || which == APPEAL_WARNING_DISPATCH ||
        e.to.n == 0) /* with no unit, it is the hotline's */
        e.unit = e.to = rules_setting(q->rules->promised, STR("hotline_unit"),
                                      STR("U_HOTLINE"));
    return emit_appeal_warned_v1(q->out, &e);
}

static struct verdict
close_in_silence(const struct ask *q)
{
    const struct appeal_closed_v1 e = {
        .reason = APPEAL_CLOSE_REASON_SILENCE,
        .late = q->s->late,
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_closed_v1(q->out, &e);
}

struct verdict
appeal_tick(const struct ask *q)
{
    int64_t now = q->cmd->now;
    struct verdict v = accept();

    if (appeal_release_due(q->s, now))
        return ask_end_release(q);
    if (q->s->hold.until != 0 && q->s->hold.until <= now)
        return ask_end_hold(q);
    if (q->s->pause_until != 0 && q->s->pause_until <= now)
        return appeal_resume(q);
    if (q->s->silence_at != 0 && q->s->silence_at <= now)
        return close_in_silence(q);
    for (int i = 0; i < APPEAL_CLOCKS && v.reason == ACCEPTED; i++) {
        int64_t at =
            clock_fires(q->s, (enum appeal_warning)i, q->rules->promised);

        if (at != 0 && at <= now)
            v = fire(q, (enum appeal_warning)i);
    }
    return v;
}
