/*
 * What comes next for a case: placing, taking it or quarrelling about it, and
 * what citizens do meanwhile. demo_handle.c has the handling, demo_end.c the
 * end.
 */
#include "cli/demo/demo_internal.h"

enum { CALLS_MAX = 60 };

bool
demo_is_slow(struct str unit)
{
    static const char *const slow[] = { "U_URBAN", "E_HEAT", "S_990101010" };

    for (size_t i = 0; i < sizeof(slow) / sizeof(slow[0]); i++)
        if (str_eq(unit, str_of(slow[i])))
            return true;
    return false;
}

int64_t
demo_office(const struct demo *d, const struct appeal *s, int64_t at)
{
    const struct calendar *c = &d->city.rules.book->calendar;
    int32_t day = moment_day(at);
    int64_t rest = at - day_start(day);

    if (demo_is_lively(d))
        return at;
    if (str_eq(s->level, STR("L1")) || str_eq(s->level, STR("L2")))
        return at;
    if (rest >= 18 * HOUR_MS)
        day++;
    for (int i = 0; i < 14 && !calendar_is_workday(c, day); i++)
        day++;
    if (day != moment_day(at))
        return day_start(day) + 9 * HOUR_MS + rest % (2 * HOUR_MS);
    return rest < 9 * HOUR_MS
               ? day_start(day) + 9 * HOUR_MS + rest % (2 * HOUR_MS)
               : at;
}

static void
work_in(struct demo *d, size_t index, int64_t least, int64_t most)
{
    struct demo_random *r = &d->cases[index].chance;

    demo_later(d, STEP_WORK, index,
               d->now + demo_wait(d, demo_between(r, least, most) * MINUTE_MS));
}

/* In office hours unless it is urgent. */
static void
work_in_office(struct demo *d, size_t index, const struct appeal *s,
               int64_t least, int64_t most)
{
    struct demo_random *r = &d->cases[index].chance;
    int64_t wait = demo_between(r, least, most) * MINUTE_MS;

    demo_later(d, STEP_WORK, index,
               demo_office(d, s, d->now + demo_wait(d, wait)));
}

static struct actor
handler(struct str unit)
{
    return demo_actor("handler", "h-1", unit);
}

/* An operator reads it, calls back, and places it or says who else helps. */
static bool
read_queued(struct demo *d, size_t index, const struct appeal *s,
            struct err *err)
{
    struct demo_case *c = &d->cases[index];
    const struct matter *m =
        rules_matter(d->city.rules, str_of(c->about.words->matter));
    const struct appeal_place place = {
        .matter = m->code,
        .place = s->place.n > 0 ? STR("") : c->about.where->code,
        .urgency = m->urgency,
        .risk = m->risk,
        .clarity = m->clarity,
        .difficulty = m->difficulty,
    };
    const struct appeal_divert divert = {
        .exit = STR("E5"),
        .because = STR("电话核实为双方合同约定的事，建议协商或调解"),
    };
    bool out = c->about.flavour == DEMO_VAGUE && s->reopened == 0 &&
               demo_chance(&c->chance, 8);
    struct command cmd =
        demo_command(d, out ? &appeal_divert_type : &appeal_place_type,
                     out ? (const void *)&divert : &place,
                     demo_actor("operator", "op-2", STR("U_HOTLINE")));
    bool ok;

    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    work_in(d, index, 5, 60);
    return true;
}

/* What a visitor wrote and no rule knows is left to the visitor. */
static bool
at_queued(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    if (d->cases[index].about.words != NULL)
        return read_queued(d, index, s, err);
    d->cases[index].calls = 0;
    demo_later(d, STEP_WORK, index, d->now + 10 * MINUTE_MS);
    return true;
}

static bool
at_placed(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    const struct appeal_dispatch m = { .lead = STR("") };
    struct command cmd =
        demo_command(d, &appeal_dispatch_type, &m,
                     demo_actor("dispatcher", "dp-1", STR("U_HOTLINE")));
    bool ok;

    (void)s; /* the catalogue knows the unit */
    if (!demo_send(d, &d->cases[index], &cmd, &ok, err))
        return false;
    work_in(d, index, 5, 60);
    return true;
}

/* Whom a unit that does not want a case would name. */
static struct str
other_unit(const struct demo *d, const struct appeal *s)
{
    struct rules r = d->city.rules;
    struct str street = rules_street_unit(r, s->place);
    struct str other = str_starts(s->lead, STR("S_")) ? STR("U_URBAN") : street;

    if (other.n == 0 || rules_unit(r, other) == NULL)
        other = STR("D_990101");
    return str_eq(other, s->lead) || rules_unit(r, other) == NULL ? STR("")
                                                                  : other;
}

static bool
has(const struct str *list, size_t n, struct str unit)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i], unit))
            return true;
    return false;
}

static bool
object(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    const struct appeal_object m = {
        .reason = STR("not_competent"),
        .basis = STR("本单位职能配置规定中没有这一项"),
        .proposed = other_unit(d, s),
        .note = STR("经核对权责清单，建议由所提单位办理。"),
    };
    struct command cmd =
        demo_command(d, &appeal_object_type, &m, handler(s->lead));
    bool ok;

    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    if (ok && (c->todo & TODO_TUG) == 0)
        c->todo &= ~(unsigned)TODO_OBJECT;
    work_in_office(d, index, s, 40, 300);
    return true;
}

/* Somebody else's case: the rules say no, and the story goes on. */
static bool
stranger_signs(struct demo *d, struct demo_case *c, const struct appeal *s,
               struct err *err)
{
    const struct appeal_sign_in nothing = { 0 };
    struct str unit =
        str_eq(s->lead, STR("U_CULTURE")) ? STR("U_PARKS") : STR("U_CULTURE");
    struct command cmd =
        demo_command(d, &appeal_sign_in_type, &nothing, handler(unit));
    bool ok;

    c->todo &= ~(unsigned)TODO_STRANGER;
    d->refusal_is_story = true;
    return demo_send(d, c, &cmd, &ok, err);
}

static bool
sign_in(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    const struct appeal_sign_in nothing = { 0 };
    struct demo_case *c = &d->cases[index];
    bool urgent = str_eq(s->level, STR("L1")) || str_eq(s->level, STR("L2"));
    struct command cmd =
        demo_command(d, &appeal_sign_in_type, &nothing, handler(s->lead));
    bool ok;

    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    if (urgent)
        work_in(d, index, 4, 25);
    else
        work_in_office(d, index, s, 20, 600);
    return true;
}

static bool
at_dispatched(struct demo *d, size_t index, const struct appeal *s,
              struct err *err)
{
    struct demo_case *c = &d->cases[index];
    int64_t object_by = s->clock[APPEAL_WARNING_OBJECT].due;
    bool may_object = !s->ruled && !has(s->objected, s->objected_n, s->lead) &&
                      (object_by == 0 || d->now <= object_by);

    if (s->ruled && (c->todo & TODO_AFTER_RULING) != 0) {
        c->todo &= ~(unsigned)TODO_AFTER_RULING;
        d->refusal_is_story = true;
        return object(d, index, s, err);
    }
    if ((c->todo & TODO_OBJECT) != 0 && may_object)
        return object(d, index, s, err);
    if ((c->todo & TODO_STRANGER) != 0 && !stranger_signs(d, c, s, err))
        return false;
    d->refusal_is_story = false;
    return sign_in(d, index, s, err);
}

/* Send it to the unit that was named; it objects as well, and the third
 * dispatch comes round to the first. */
static bool
pass_on(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    bool back = s->hops > 1;
    const struct appeal_dispatch m = {
        .lead = back ? s->first_unit : other_unit(d, s),
        .basis = STR("按异议所提单位转派"),
    };
    struct command cmd =
        demo_command(d, &appeal_dispatch_type, &m,
                     demo_actor("dispatcher", "dp-1", STR("U_HOTLINE")));
    bool ok;

    if (back)
        c->todo &= ~(unsigned)(TODO_TUG | TODO_OBJECT);
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    work_in_office(d, index, s, 30, 180);
    return true;
}

static bool
at_disputed(struct demo *d, size_t index, const struct appeal *s,
            struct err *err)
{
    struct demo_case *c = &d->cases[index];
    struct str other = other_unit(d, s);
    bool first = other.n == 0 || demo_chance(&c->chance, 60);
    const struct appeal_rule m = {
        .lead = first ? s->first_unit : other,
        .basis = STR("首接负责，权责清单"),
        .note = STR("裁定后不再退回，需要配合的单位列为协办。"),
    };
    struct command cmd =
        demo_command(d, &appeal_rule_type, &m,
                     demo_actor("adjudicator", "adj-1", STR("U_HOTLINE")));
    bool ok;

    if ((c->todo & TODO_TUG) != 0 && other.n > 0)
        return pass_on(d, index, s, err);
    c->todo &= ~(unsigned)TODO_OBJECT;
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    work_in(d, index, 5, 50);
    return true;
}

static bool
at_paused(struct demo *d, size_t index, const struct appeal *s, struct err *err)
{
    const struct appeal_resume nothing = { 0 };
    struct demo_case *c = &d->cases[index];
    struct command cmd =
        demo_command(d, &appeal_resume_type, &nothing, handler(s->lead));
    bool ok;

    if (!demo_chance(&c->chance, 50)) { /* the timer will */
        demo_later(d, STEP_WORK, index,
                   demo_office(d, s, s->pause_until + demo_wait(d, HOUR_MS)));
        return true;
    }
    if (!demo_send(d, c, &cmd, &ok, err))
        return false;
    work_in(d, index, 60, 600);
    return true;
}

/* What follows, by stage; nothing does where nothing stands. */
static demo_do *const next[] = {
    [APPEAL_STAGE_QUEUED] = at_queued,
    [APPEAL_STAGE_PLACED] = at_placed,
    [APPEAL_STAGE_DISPATCHED] = at_dispatched,
    [APPEAL_STAGE_DISPUTED] = at_disputed,
    [APPEAL_STAGE_HANDLING] = demo_handle,
    [APPEAL_STAGE_PAUSED] = at_paused,
    [APPEAL_STAGE_REPLIED] = demo_after_reply,
    [APPEAL_STAGE_REVIEW] = demo_in_review,
    [APPEAL_STAGE_CLOSED] = demo_after_end,
    [APPEAL_STAGE_DIVERTED] = demo_after_end,
    [APPEAL_STAGE_WITHDRAWN] = demo_after_end,
    [APPEAL_STAGE_ARCHIVED] = NULL,
};

/* Nobody of the demo saw it arrive, perhaps. */
static bool
know(struct demo *d, size_t index, struct err *err)
{
    return d->cases[index].known || d->recall(d, index, err);
}

bool
demo_work(struct demo *d, size_t index, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    const struct appeal *s;
    bool wait = false;

    d->refusal_is_story = false;
    if (++c->calls > CALLS_MAX)
        return true;
    if (!know(d, index, err) || !demo_load(d, c, &s, err))
        return false;
    if (s == NULL || next[s->stage] == NULL)
        return true;
    if (demo_is_lively(d) && !demo_is_left_waiting(d, index, s, &wait, err))
        return false;
    if (wait)
        return true;
    return next[s->stage](d, index, s, err);
}

static bool
send_plain(struct demo *d, const struct demo_case *c, const struct command *cmd,
           struct err *err)
{
    bool ok;

    return demo_send(d, c, cmd, &ok, err);
}

/* The citizen hurries, and the hotline reminds the unit. */
static bool
nudge(struct demo *d, struct demo_case *c, const struct appeal *s,
      struct err *err)
{
    const struct appeal_nudge nothing = { 0 };
    const struct appeal_remind remind = {
        .note = STR("诉求人来电催办，请尽快联系。"),
    };
    struct command hurry = demo_command(d, &appeal_nudge_type, &nothing,
                                        demo_actor("citizen", "", STR("")));
    struct command then =
        demo_command(d, &appeal_remind_type, &remind,
                     demo_actor("operator", "op-1", STR("U_HOTLINE")));
    bool with_unit = s->stage == APPEAL_STAGE_DISPATCHED ||
                     s->stage == APPEAL_STAGE_HANDLING;

    if (!send_plain(d, c, &hurry, err))
        return false;
    return !with_unit || !demo_chance(&c->chance, 60) ||
           send_plain(d, c, &then, err);
}

static bool
merge(struct demo *d, struct demo_case *c, const struct appeal *s,
      struct err *err)
{
    const struct demo_case *old = &d->cases[c->same_as - 1];
    const struct appeal_merge m = {
        .into = old->id,
        .basis = STR("同一地点、同一事项、同一事实"),
    };
    struct command cmd =
        demo_command(d, &appeal_merge_type, &m,
                     demo_actor("operator", "op-2", STR("U_HOTLINE")));
    const struct appeal *into;

    (void)s; /* not answered: asked before */
    if (id_is_none(old->id))
        return true;
    if (!demo_load(d, old, &into, err))
        return false;
    if (into == NULL || !appeal_is_open(into) || into->replied_at != 0)
        return true;
    return send_plain(d, c, &cmd, err);
}

bool
demo_side(struct demo *d, const struct demo_step *step, struct err *err)
{
    struct demo_case *c = &d->cases[step->index];
    const struct appeal_add_material more = {
        .text = demo_one_of(&c->chance,
                            "补充一下：我拍了照片，上午九点以后方便联系。|"
                            "补充：又发生了一次，时间是昨天晚上。|补充说明："
                            "同单元还有几户愿意一起作证。"),
    };
    const struct appeal_withdraw back = {
        .reason = demo_one_of(&c->chance, "solved|solved|settled|no_longer"),
    };
    struct actor citizen = demo_actor("citizen", "", STR(""));
    const struct command add =
        demo_command(d, &appeal_add_material_type, &more, citizen);
    const struct command withdraw =
        demo_command(d, &appeal_withdraw_type, &back, citizen);
    const struct appeal *s;

    d->refusal_is_story = false;
    if (!know(d, step->index, err) || !demo_load(d, c, &s, err))
        return false;
    if (s == NULL || !appeal_is_open(s) || s->stage == APPEAL_STAGE_REVIEW ||
        s->stage == APPEAL_STAGE_REPLIED)
        return true;
    if (step->what == STEP_NUDGE)
        return nudge(d, c, s, err);
    if (step->what == STEP_ADD)
        return send_plain(d, c, &add, err);
    if (step->what == STEP_WITHDRAW)
        return send_plain(d, c, &withdraw, err);
    return s->stage == APPEAL_STAGE_DISPUTED || merge(d, c, s, err);
}
