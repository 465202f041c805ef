/*
 * Handling: the unit speaks with the citizen, reports, pauses, extends and
 * answers; the citizen adds, hurries, withdraws; others remind and supervise.
 */
#include "feature/appeal/appeal_ask.h"
#include "feature/appeal/feeling/appeal_feeling.h"

struct verdict
appeal_contact(const struct ask *q)
{
    const struct appeal_contact *c = q->cmd->data;
    const struct appeal_contacted_v1 e = {
        .unit = q->s->lead,
        .reached = c->reached,
        .how = c->how,
    };

    return emit_appeal_contacted_v1(q->out, &e);
}

struct verdict
appeal_feedback(const struct ask *q)
{
    const struct appeal_feedback *c = q->cmd->data;
    const struct appeal_fed_back_v1 e = {
        .subject_id = q->s->subject_id,
        .unit = q->s->lead,
        .text = { .text = c->text },
    };

    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    return emit_appeal_fed_back_v1(q->out, &e);
}

/* Someone else must approve. */
static struct verdict
four_eyes(const struct ask *q, struct str approver)
{
    if (str_eq(approver, q->cmd->actor.id))
        return refuse(REFUSED_RULE, "four_eyes", "approver");
    return accept();
}

/* Is the case's level one of a list "L3;L4"? An empty list means none. */
static bool
level_in(const struct ask *q, struct str list)
{
    struct str rest = list, level;

    while (str_cut(&rest, ';', &level))
        if (str_eq(level, q->s->level))
            return true;
    return false;
}

struct verdict
appeal_pause(const struct ask *q)
{
    const struct appeal_pause *c = q->cmd->data;
    const struct reason_rule *why;
    struct rules r = q->rules->now;
    struct verdict v = four_eyes(q, c->approver);

    if (v.reason == ACCEPTED)
        v = ask_reason(q, "pause", c->reason);
    if (v.reason != ACCEPTED)
        return v;
    if (!level_in(q, rules_setting(r, STR("pause_levels"), STR("L3;L4"))))
        return refuse(REFUSED_RULE, "level_cannot_pause", NULL);
    if (c->days > rules_number(r, STR("pause_max_days"), 30))
        return refuse(REFUSED_RULE, "pause_too_long", "days");
    why = rules_reason(r, STR("pause"), c->reason);
    const struct appeal_paused_v1 e = {
        .reason = c->reason,
        .basis = why == NULL ? STR("") : why->basis.text,
        .approver = c->approver,
        .until = day_end(moment_day(q->cmd->now) + (int32_t)c->days),
        .rules = q->rules->now.book->hash,
    };
    return emit_appeal_paused_v1(q->out, &e);
}

static const struct deadline *
answer_term(const struct ask *q)
{
    return rules_deadline(
        q->rules->promised, str_of(appeal_regime_words[q->s->regime]),
        q->s->level, q->s->round > 1 ? STR("second") : STR("close"));
}

static bool
counts_days(const struct deadline *d)
{
    return d != NULL &&
           (d->term.unit == DUE_DAY || d->term.unit == DUE_WORKDAY);
}

/* The pre-warning keeps its share of the time that is left. */
static int64_t
new_warning(const struct ask *q, int64_t due)
{
    const struct deadline *d = answer_term(q);
    int64_t now = q->cmd->now;

    if (d == NULL || d->warn_percent == 0 || due <= now)
        return 0;
    return now + (due - now) / 100 * d->warn_percent;
}

/* The time of the pause is given back; a term of days ends with a day that is
 * worked. */
struct verdict
appeal_resume(const struct ask *q)
{
    int64_t stood = q->cmd->now - q->s->paused_at;
    int64_t due = answer_clock(q->s)->due + stood;
    const struct term whole_day = { 0, DUE_WORKDAY, true };
    int year;

    if (counts_days(answer_term(q)) &&
        !calendar_due(&q->rules->now.book->calendar, due, whole_day, &due,
                      &year))
        due = day_end(moment_day(due));
    const struct appeal_resumed_v1 e = {
        .paused = stood / MINUTE_MS,
        .due_at = due,
        .warn_at = new_warning(q, due),
        .rules = q->rules->now.book->hash,
    };
    return emit_appeal_resumed_v1(q->out, &e);
}

struct verdict
appeal_extend(const struct ask *q)
{
    const struct appeal_extend *c = q->cmd->data;
    const struct deadline *d = answer_term(q);
    struct rules r = q->rules->now;
    struct term more = { c->days, DUE_DAY, true };
    int64_t due;
    int year;
    struct verdict v = four_eyes(q, c->approver);

    if (v.reason == ACCEPTED)
        v = ask_reason(q, "extend", c->reason);
    if (v.reason != ACCEPTED)
        return v;
    if (minutes_late(answer_clock(q->s)->due, q->cmd->now) > 0)
        return refuse(REFUSED_RULE, "extended_too_late", NULL);
    if (q->s->extensions >= rules_number(r, STR("extend_max_n"), 2))
        return refuse(REFUSED_RULE, "extended_too_often", NULL);
    if (c->days > rules_number(r, STR("extend_max_days"), 30))
        return refuse(REFUSED_RULE, "extension_too_long", "days");
    if (d != NULL && d->term.unit == DUE_WORKDAY)
        more.unit = DUE_WORKDAY;
    if (!calendar_due(&r.book->calendar, answer_clock(q->s)->due, more, &due,
                      &year))
        return refuse(REFUSED_RULE, "calendar_missing", "days");
    const struct appeal_extended_v1 e = {
        .reason = c->reason,
        .note = c->note,
        .approver = c->approver,
        .n = q->s->extensions + 1,
        .due_was = answer_clock(q->s)->due,
        .due_at = due,
        .warn_at = new_warning(q, due),
        .rules = q->rules->now.book->hash,
    };
    return emit_appeal_extended_v1(q->out, &e);
}

/* An assisting unit that is not done holds the answer up; one that a ruling
 * made the lead does not wait for itself. */
static bool
waits_for_helpers(const struct appeal *s)
{
    for (size_t i = 0; i < s->helpers_n; i++)
        if (!s->helpers[i].done && !str_eq(s->helpers[i].unit, s->lead))
            return true;
    return false;
}

/* May the answer be given now? */
static struct verdict
may_reply(const struct ask *q, const struct appeal_reply *c)
{
    struct rules r = q->rules->now;
    bool anonymous = q->s->privacy == APPEAL_PRIVACY_ANONYMOUS;

    if (is_role(q, STR("importer")))
        return accept();
    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    if (!q->s->contacted && !anonymous &&
        q->s->tries < rules_number(r, STR("unreached_tries"), 3) &&
        rules_number(r, STR("reply_needs_contact"), 1) != 0)
        return refuse(REFUSED_RULE, "contact_first", NULL);
    if (waits_for_helpers(q->s) &&
        rules_number(r, STR("reply_waits_for_assisting"), 1) != 0)
        return refuse(REFUSED_RULE, "assisting_not_done", NULL);
    if (!id_is_none(c->knowledge) && c->edition == 0)
        return refuse(REFUSED_VALUE, "no_such_knowledge", "knowledge");
    if (c->outcome == APPEAL_OUTCOME_SUPPORTED)
        return accept();
    if (c->outcome != APPEAL_OUTCOME_PARTLY && c->alternative.n == 0)
        return refuse(REFUSED_RULE, "explain_with_alternative", "alternative");
    return ask_reason(q, "explain", c->reason);
}

/* Without a rating the case is closed after the callback and some days. */
static int64_t
silence_after(const struct ask *q)
{
    int64_t from = q->cmd->now;
    struct times asked = ask_times_or_none(q, q->s->level, "callback", from);
    int64_t days = rules_number(q->rules->now, STR("silence_days"), 15);

    if (asked.due != 0)
        from = asked.due;
    return day_end(moment_day(from) + (int32_t)days);
}

static struct verdict
draw_on(const struct ask *q, const struct appeal_reply *c)
{
    const struct appeal_drew_on_v1 e = { c->knowledge, c->edition,
                                         q->s->round };

    return id_is_none(c->knowledge) ? accept()
                                    : emit_appeal_drew_on_v1(q->out, &e);
}

struct verdict
appeal_reply(const struct ask *q)
{
    const struct appeal_reply *c = q->cmd->data;
    struct verdict v = may_reply(q, c);
    const struct appeal_replied_v1 e = {
        .subject_id = q->s->subject_id,
        .unit = q->s->lead.n > 0 ? q->s->lead : STR("~history"),
        .outcome = c->outcome,
        .reason = c->reason,
        .text = { .text = c->text },
        .alternative = { .text = c->alternative },
        .late = minutes_late(answer_clock(q->s)->due, q->cmd->now),
        .round = q->s->round,
        .silence_at = silence_after(q),
    };

    if (v.reason == ACCEPTED)
        v = emit_appeal_replied_v1(q->out, &e);
    return v.reason == ACCEPTED ? draw_on(q, c) : v;
}

struct verdict
appeal_add_material(const struct ask *q)
{
    const struct appeal_add_material *c = q->cmd->data;
    const struct appeal_material_added_v1 e = {
        .subject_id = q->s->subject_id,
        .text = { .text = c->text },
    };
    struct feeling found;
    struct verdict v;

    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    v = emit_appeal_material_added_v1(q->out, &e);
    if (v.reason != ACCEPTED)
        return v;
    ask_look(q, &c->text, 1, &found);
    return ask_feel(q, &found);
}

static bool
is_attached(const struct appeal *s, struct id file)
{
    for (size_t i = 0; i < s->attached_n; i++)
        if (id_eq(s->attached[i], file))
            return true;
    return false;
}

/* A file that is attached already was sent twice: it is there once. */
struct verdict
appeal_attach(const struct ask *q)
{
    const struct appeal_attach *c = q->cmd->data;
    const int64_t most = rules_number(q->rules->now, STR("attachments_most"),
                                      APPEAL_ATTACHMENTS / 2);
    const struct appeal_attached_v1 e = {
        .subject_id = q->s->subject_id,
        .file_id = c->file_id,
        .kind = c->kind,
        .bytes = c->bytes,
        .thumb = c->thumb,
        .hash = c->hash,
        .file_key = { .text = c->file_key },
        .shows = { .text = c->shows },
    };

    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    if (is_attached(q->s, c->file_id))
        return accept();
    if (q->s->attached_n >= APPEAL_ATTACHMENTS ||
        (int64_t)q->s->attached_n >= most)
        return refuse(REFUSED_RULE, "too_many_attachments", NULL);
    return emit_appeal_attached_v1(q->out, &e);
}

struct verdict
appeal_nudge(const struct ask *q)
{
    const struct appeal_nudged_v1 e = { .n = q->s->nudges + 1 };

    return emit_appeal_nudged_v1(q->out, &e);
}

struct verdict
appeal_withdraw(const struct ask *q)
{
    const struct appeal_withdraw *c = q->cmd->data;
    const struct appeal_withdrawn_v1 e = { .reason = c->reason };
    struct verdict v =
        c->reason.n == 0 ? accept() : ask_reason(q, "withdraw", c->reason);

    return v.reason == ACCEPTED ? emit_appeal_withdrawn_v1(q->out, &e) : v;
}

struct verdict
appeal_remind(const struct ask *q)
{
    const struct appeal_remind *c = q->cmd->data;
    const struct appeal_reminded_v1 e = { .unit = q->s->lead, .note = c->note };

    return emit_appeal_reminded_v1(q->out, &e);
}

struct verdict
appeal_supervise(const struct ask *q)
{
    const struct appeal_supervise *c = q->cmd->data;
    const struct appeal_supervised_v1 e = {
        .unit = q->s->lead.n > 0
                    ? q->s->lead
                    : rules_setting(q->rules->now, STR("hotline_unit"),
                                    STR("U_HOTLINE")),
        .cause = c->cause,
        .answer_by =
            ask_times_or_none(q, q->s->level, "feedback", q->cmd->now).due,
    };

    return emit_appeal_supervised_v1(q->out, &e);
}

struct verdict
appeal_escalate(const struct ask *q)
{
    const struct appeal_escalate *c = q->cmd->data;
    const struct appeal_escalated_v1 e = { .to = c->to, .cause = c->cause };

    if (!ask_knows_unit(q, c->to))
        return refuse(REFUSED_VALUE, "unknown_unit", "to");
    return emit_appeal_escalated_v1(q->out, &e);
}
