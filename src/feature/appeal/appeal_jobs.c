/*
 * Whom a change of an appeal is told to: rows of the outbox, by reference to
 * the event that caused them. Imported history tells nobody; an erased or
 * anonymous citizen cannot be told.
 */
#include "feature/appeal/appeal.h"
#include "feature/appeal/appeal_module.h"

struct list {
    struct arena *a;
    struct notice *at;
    size_t n, room;
    const struct appeal *s;
    size_t event;
};

static void
tell(struct list *l, struct str recipient, const char *letter)
{
    l->at = arena_grow(l->a, l->at, l->n, &l->room, sizeof(*l->at));
    l->at[l->n++] = (struct notice){
        .kind = STR("message"),
        .recipient = recipient,
        .letter = str_of(letter),
        .event = l->event,
    };
}

static void
tell_citizen(struct list *l, const char *letter)
{
    if (!l->s->erased && l->s->deidentified_at == 0 &&
        l->s->privacy != APPEAL_PRIVACY_ANONYMOUS)
        tell(l, STR("citizen"), letter);
}

static void
tell_unit(struct list *l, struct str unit, const char *letter)
{
    struct buf b = { .a = l->a };

    if (unit.n == 0 || unit.p[0] == '~')
        return;
    if (unit.p[0] == '@') { /* a post of the lead, see escalation.csv */
        buf_add(&b, STR("leader:"));
        unit = l->s->lead;
    } else {
        buf_add(&b, STR("unit:"));
    }
    buf_add(&b, unit);
    tell(l, buf_str(&b), letter);
}

/* @leader is the post that answers for the unit (units.csv, leader). */
static void
tell_warned(struct list *l, const struct appeal_warned_v1 *e)
{
    struct buf b = { .a = l->a };

    if (!str_eq(e->to, STR("@leader"))) {
        tell_unit(l, e->to, "warning");
        return;
    }
    if (e->unit.n == 0 || e->unit.p[0] == '~')
        return;
    buf_add(&b, STR("post:"));
    buf_add(&b, e->unit);
    tell(l, buf_str(&b), "warning");
}

/* Letters that go to the citizen, by event. */
static const char *
citizen_letter(int tag)
{
    switch (tag) {
    case APPEAL_RECEIVED_V1:
    case APPEAL_RECEIVED_V2:
    case APPEAL_RECEIVED_V3:
        return "receipt";
    case APPEAL_DIVERTED_V1:
        return "divert";
    case APPEAL_FED_BACK_V1:
        return "feedback";
    case APPEAL_PAUSED_V1:
        return "pause";
    case APPEAL_EXTENDED_V1:
        return "extension";
    case APPEAL_REPLIED_V1:
        return "reply";
    case APPEAL_SECOND_OPENED_V1:
        return "second";
    case APPEAL_MERGED_V1:
        return "merge";
    case APPEAL_INFORMED_V1:
        return "informed";
    case APPEAL_REOPENED_V1:
        return "reopened";
    default:
        return NULL;
    }
}

static void
tell_units(struct list *l, const struct event *ev)
{
    const void *e = ev->data;

    switch (ev->type->tag) {
    case APPEAL_DISPATCHED_V1:
        tell_unit(l, ((const struct appeal_dispatched_v1 *)e)->lead,
                  "dispatch");
        break;
    case APPEAL_ASSISTING_V1:
        tell_unit(l, ((const struct appeal_assisting_v1 *)e)->unit, "assist");
        break;
    case APPEAL_SECOND_OPENED_V1:
        tell_unit(l, ((const struct appeal_second_opened_v1 *)e)->unit,
                  "second");
        break;
    case APPEAL_NUDGED_V1:
        tell_unit(l, l->s->lead, "nudge");
        break;
    case APPEAL_REMINDED_V1:
        tell_unit(l, ((const struct appeal_reminded_v1 *)e)->unit, "remind");
        break;
    case APPEAL_SUPERVISED_V1:
        tell_unit(l, ((const struct appeal_supervised_v1 *)e)->unit,
                  "supervise");
        break;
    case APPEAL_ESCALATED_V1:
        tell_unit(l, ((const struct appeal_escalated_v1 *)e)->to, "escalate");
        break;
    case APPEAL_WARNED_V1:
        tell_warned(l, e);
        break;
    case APPEAL_SUMMONED_V1:
        tell_unit(l, ((const struct appeal_summoned_v1 *)e)->unit, "whistle");
        break;
    default:
        break;
    }
}

size_t
appeal_notices(struct arena *a, const struct change *c,
               struct notice **ret_notices)
{
    struct list l = { .a = a, .s = c->state };

    if (l.s->source.n > 0)
        return 0;
    for (size_t i = 0; i < c->events->n; i++) {
        const char *letter = citizen_letter(c->events->at[i].type->tag);

        l.event = i;
        if (letter != NULL)
            tell_citizen(&l, letter);
        tell_units(&l, &c->events->at[i]);
    }
    *ret_notices = l.at;
    return l.n;
}
