/*
 * Between units: sign in, object, rule; confer, assist, whistle. The first
 * receiver stays accountable (首接负责, 北京条例 art. 14); after a ruling
 * nothing is returned (潍坊条例); a unit that gets the same case again forces a
 * ruling.
 */
#include "feature/appeal/appeal_ask.h"

#include "base/utf8.h"
#include "feature/appeal/suggest/appeal_suggest.h"

struct verdict
ask_note_suggested(const struct ask *q, struct str suggested,
                   enum appeal_suggestion of, struct str chosen)
{
    struct appeal_suggested_v1 e;
    struct offer o;

    if (!offer_find(suggested, of, &o))
        return accept();
    e = offer_answered(&o, chosen);
    return emit_appeal_suggested_v1(q->out, &e);
}

bool
ask_knows_unit(const struct ask *q, struct str unit)
{
    return (unit.n > 1 && unit.p[0] == '~') ||
           rules_unit(q->rules->now, unit) != NULL;
}

struct verdict
ask_reason(const struct ask *q, const char *kind, struct str code)
{
    if (rules_reason(q->rules->now, str_of(kind), code) == NULL)
        return refuse(REFUSED_RULE, "reason_not_listed", "reason");
    return accept();
}

/* An imported case: no unit was asked to sign it in. */
bool
ask_is_history(const struct ask *q)
{
    if (q->s->stage == APPEAL_STAGE_NONE)
        return ((const struct appeal_receive *)q->cmd->data)->source.n > 0;
    return q->s->source.n > 0;
}

int64_t
ask_assist_by(const struct ask *q, struct str level)
{
    if (ask_is_history(q))
        return 0;
    return ask_times_or_none(q, level, "assist", q->cmd->now).due;
}

struct verdict
ask_handover(const struct ask *q, const struct handover *h)
{
    int64_t now = q->cmd->now;
    bool history = ask_is_history(q);
    const struct appeal_dispatched_v1 e = {
        .lead = h->lead,
        .hop = h->hop,
        .ruled = h->ruled,
        .how = h->how,
        .basis = utf8_head(h->basis, 200),
        .sign_by =
            history ? 0 : ask_times_or_none(q, h->level, "sign_in", now).due,
        .object_by =
            h->ruled ? 0 : ask_times_or_none(q, h->level, "object", now).due,
        .rules = q->rules->now.book->hash,
    };

    struct verdict v;

    if (ask_is_reported(q, h->lead))
        return refuse(REFUSED_RULE, "reported_unit", "lead");
    v = emit_appeal_dispatched_v1(q->out, &e);
    return v.reason == ACCEPTED ? ask_provide_lead(q, h->lead) : v;
}

/* The unit led before: no further round, a ruling is due. */
static struct verdict
circle(const struct ask *q, struct str unit)
{
    const struct appeal_circled_v1 e = {
        .unit = unit,
        .hop = q->s->hops + 1,
        .rule_by = ask_times_or_none(q, q->s->level, "rule", q->cmd->now).due,
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_circled_v1(q->out, &e);
}

static struct verdict
add_helpers(const struct ask *q, struct str lead, struct str units)
{
    struct str rest = units, unit;
    struct verdict v = accept();

    while (v.reason == ACCEPTED && rest.n > 0 && str_cut(&rest, ';', &unit)) {
        if (unit.n == 0 || str_eq(unit, lead) ||
            helps(q->s->helpers, q->s->helpers_n, unit))
            continue;
        if (!ask_knows_unit(q, unit))
            return refuse(REFUSED_VALUE, "unknown_unit", "units");
        if (ask_is_reported(q, unit))
            return refuse(REFUSED_RULE, "reported_unit", "units");
        const struct appeal_assisting_v1 e = {
            .unit = unit,
            .due_at = ask_assist_by(q, q->s->level),
        };
        v = emit_appeal_assisting_v1(q->out, &e);
    }
    return v;
}

/* The catalogue's unit when the person names none. */
static struct verdict
by_catalogue(const struct ask *q)
{
    const struct placing p = {
        .matter = q->s->matter,
        .place = q->s->place,
        .level = q->s->level,
        .how = APPEAL_HOW_PERSON,
        .hop = q->s->hops + 1,
    };

    return ask_dispatch(q, &p);
}

struct verdict
appeal_dispatch(const struct ask *q)
{
    const struct appeal_dispatch *c = q->cmd->data;
    struct verdict v;

    if (c->lead.n == 0 && q->s->hops == 0)
        return by_catalogue(q);
    if (c->lead.n == 0)
        return refuse(REFUSED_VALUE, "required", "lead");
    if (!ask_knows_unit(q, c->lead))
        return refuse(REFUSED_VALUE, "unknown_unit", "lead");
    if (q->s->ruled)
        return refuse(REFUSED_RULE, "no_return_after_ruling", "lead");
    if (q->s->circled)
        return refuse(REFUSED_RULE, "ruling_is_due", NULL);
    if (str_eq(c->lead, q->s->lead))
        return refuse(REFUSED_RULE, "same_unit", "lead");
    if (has_text(q->s->led, q->s->led_n, c->lead))
        return circle(q, c->lead);
    const struct handover h = {
        .lead = c->lead,
        .basis = c->basis,
        .how = is_role(q, STR("importer")) ? APPEAL_HOW_HISTORY
                                           : APPEAL_HOW_PERSON,
        .hop = q->s->hops + 1,
        .level = q->s->level,
    };
    v = ask_handover(q, &h);
    if (v.reason == ACCEPTED)
        v = add_helpers(q, c->lead, c->assisting);
    return v.reason == ACCEPTED
               ? ask_note_suggested(q, c->suggested, APPEAL_SUGGESTION_UNIT,
                                    c->lead)
               : v;
}

struct verdict
appeal_sign_in(const struct ask *q)
{
    const struct appeal_signed_in_v1 e = { .unit = q->s->lead };

    return emit_appeal_signed_in_v1(q->out, &e);
}

struct verdict
appeal_object(const struct ask *q)
{
    const struct appeal_object *c = q->cmd->data;
    int64_t object_by = q->s->clock[APPEAL_WARNING_OBJECT].due;
    struct verdict v;

    if (q->s->ruled)
        return refuse(REFUSED_RULE, "no_return_after_ruling", NULL);
    if (has_text(q->s->objected, q->s->objected_n, q->s->lead))
        return refuse(REFUSED_RULE, "one_objection_per_unit", NULL);
    if (q->s->round > 1 || (object_by != 0 && q->cmd->now > object_by))
        return refuse(REFUSED_RULE, "objection_too_late", NULL);
    v = ask_reason(q, "return", c->reason);
    if (v.reason != ACCEPTED)
        return v;
    if (c->proposed.n > 0 && !ask_knows_unit(q, c->proposed))
        return refuse(REFUSED_VALUE, "unknown_unit", "proposed");
    const struct appeal_objected_v1 e = {
        .unit = q->s->lead,
        .reason = c->reason,
        .basis = c->basis,
        .proposed = c->proposed,
        .note = c->note,
        .rule_by = ask_times_or_none(q, q->s->level, "rule", q->cmd->now).due,
        .rules = q->rules->now.book->hash,
    };
    return emit_appeal_objected_v1(q->out, &e);
}

struct verdict
appeal_rule(const struct ask *q)
{
    const struct appeal_rule *c = q->cmd->data;
    const struct appeal_ruled_v1 e = {
        .lead = c->lead,
        .basis = c->basis,
        .note = c->note,
        .lost = (q->cmd->now - q->s->dispatched_at) / MINUTE_MS,
        .rules = q->rules->now.book->hash,
    };
    const struct handover h = {
        .lead = c->lead,
        .basis = c->basis,
        .how = APPEAL_HOW_PERSON,
        .hop = str_eq(c->lead, q->s->lead) ? q->s->hops : q->s->hops + 1,
        .ruled = true,
        .level = q->s->level,
    };
    struct verdict v;

    if (!ask_knows_unit(q, c->lead))
        return refuse(REFUSED_VALUE, "unknown_unit", "lead");
    v = emit_appeal_ruled_v1(q->out, &e);
    if (v.reason == ACCEPTED)
        v = ask_handover(q, &h);
    return v.reason == ACCEPTED
               ? ask_note_suggested(q, c->suggested, APPEAL_SUGGESTION_UNIT,
                                    c->lead)
               : v;
}

struct verdict
appeal_confer(const struct ask *q)
{
    const struct appeal_confer *c = q->cmd->data;
    const struct appeal_conferred_v1 e = {
        .topic = c->topic,
        .due_at = ask_times_or_none(q, q->s->level, "confer", q->cmd->now).due,
    };
    struct verdict v;

    if (q->s->conferring)
        return refuse(REFUSED_RULE, "conference_is_open", NULL);
    v = emit_appeal_conferred_v1(q->out, &e);
    return v.reason == ACCEPTED ? add_helpers(q, q->s->lead, c->units) : v;
}

struct verdict
appeal_conclude(const struct ask *q)
{
    const struct appeal_conclude *c = q->cmd->data;
    const struct appeal_concluded_v1 e = { .agreement = c->agreement };

    if (!q->s->conferring)
        return refuse(REFUSED_RULE, "no_conference", NULL);
    return emit_appeal_concluded_v1(q->out, &e);
}

static bool
is_done(const struct appeal_helper *list, size_t n, struct str unit)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i].unit, unit) && list[i].done)
            return true;
    return false;
}

struct verdict
appeal_assist_done(const struct ask *q)
{
    const struct appeal_assist_done *c = q->cmd->data;
    struct str unit = q->cmd->actor.unit;
    const struct appeal_assist_done_v1 e = { .unit = unit, .note = c->note };

    if (!helps(q->s->helpers, q->s->helpers_n, unit))
        return refuse(REFUSED_RULE, "not_assisting", NULL);
    if (is_done(q->s->helpers, q->s->helpers_n, unit))
        return refuse(REFUSED_RULE, "already_done", NULL);
    return emit_appeal_assist_done_v1(q->out, &e);
}

struct verdict
appeal_whistle(const struct ask *q)
{
    const struct appeal_whistle *c = q->cmd->data;
    const struct appeal_whistled_v1 e = {
        .street = q->cmd->actor.unit,
        .need = c->need,
    };
    struct str rest = c->units, unit;
    struct verdict v = emit_appeal_whistled_v1(q->out, &e);

    while (v.reason == ACCEPTED && str_cut(&rest, ';', &unit)) {
        const struct appeal_summoned_v1 s = { .unit = unit };

        if (rules_unit(q->rules->now, unit) == NULL)
            return refuse(REFUSED_VALUE, "unknown_unit", "units");
        if (ask_is_reported(q, unit))
            return refuse(REFUSED_RULE, "reported_unit", "units");
        if (!helps(q->s->summoned, q->s->summoned_n, unit))
            v = emit_appeal_summoned_v1(q->out, &s);
    }
    return v;
}

struct verdict
appeal_answer_whistle(const struct ask *q)
{
    const struct appeal_answer_whistle *c = q->cmd->data;
    struct str unit = q->cmd->actor.unit;
    const struct appeal_whistle_answered_v1 e = {
        .unit = unit,
        .note = c->note,
    };

    if (!helps(q->s->summoned, q->s->summoned_n, unit))
        return refuse(REFUSED_RULE, "not_summoned", NULL);
    if (is_done(q->s->summoned, q->s->summoned_n, unit))
        return refuse(REFUSED_RULE, "already_done", NULL);
    return emit_appeal_whistle_answered_v1(q->out, &e);
}
