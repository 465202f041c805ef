/* See appeal_keep.h. */
#include "feature/appeal/keep/appeal_keep.h"

#include "feature/appeal/appeal_ask.h"

bool
appeal_is_held(const struct appeal *s, int64_t at)
{
    return at < s->hold.until;
}

/* The row of a class and what its time is counted to. */
static struct appeal_term
term_of(const struct appeal *s, struct rules now, const char *class,
        const char *action)
{
    const struct retention_ask ask = { class, action,
                                       str_of(appeal_regime_words[s->regime]) };
    struct appeal_term t = { rules_retention(now, &ask), 0 };
    bool closing;

    if (t.row == NULL)
        return t;
    closing = str_eq(t.row->trigger, STR("closing"));
    if (!closing || (!appeal_is_open(s) && s->closed_at != 0))
        t.at = retention_end(t.row, closing ? s->closed_at : s->received_at);
    return t;
}

struct appeal_term
appeal_contact_term(const struct appeal *s, struct rules now)
{
    struct appeal_term t = term_of(s, now, "contact", "deidentify");

    if (s->erased || s->deidentified_at != 0)
        t.at = 0;
    return t;
}

struct appeal_term
appeal_texts_term(const struct appeal *s, struct rules now)
{
    struct appeal_term t = term_of(s, now, "texts", "erase");

    if (s->erased)
        t.at = 0;
    return t;
}

/* A time for which a class must be kept, when it is not over. */
static bool
must_keep(const struct appeal *s, struct rules now, const char *class,
          int64_t at, struct appeal_bar *ret)
{
    struct appeal_term t = term_of(s, now, class, "keep");

    if (t.row == NULL || (t.at != 0 && t.at < at))
        return false;
    *ret = (struct appeal_bar){ "must_be_kept", t.row->basis.text, t.at };
    return true;
}

static bool
is_barred(const struct appeal *s, int64_t at, struct appeal_bar *ret)
{
    if (!appeal_is_held(s, at))
        return false;
    *ret = (struct appeal_bar){ "legal_hold", s->hold.basis, s->hold.until };
    return true;
}

bool
appeal_may_erase(const struct appeal *s, struct rules now, int64_t at,
                 struct appeal_bar *ret)
{
    *ret = (struct appeal_bar){ NULL, { NULL, 0 }, 0 };
    if (s->erased)
        ret->rule = "person_erased";
    else if (!is_barred(s, at, ret) && !must_keep(s, now, "texts", at, ret))
        (void)must_keep(s, now, "contact", at, ret);
    return ret->rule == NULL;
}

static struct verdict
destroy(const struct ask *q, struct str basis)
{
    const struct appeal_erased_v1 e = {
        .subject_id = q->s->subject_id,
        .basis = basis,
    };

    return emit_appeal_erased_v1(q->out, &e);
}

struct verdict
appeal_erase(const struct ask *q)
{
    const struct appeal_erase *c = q->cmd->data;
    struct appeal_bar bar;
    struct verdict v;

    if (!appeal_may_erase(q->s, q->rules->now, q->cmd->now, &bar))
        return refuse(REFUSED_RULE, bar.rule, NULL);
    v = destroy(q, c->basis);
    if (v.reason != ACCEPTED || !appeal_is_open(q->s))
        return v;
    return ask_close(q, APPEAL_CLOSE_REASON_ERASED); /* nobody to answer */
}

static bool
is_over(struct appeal_term t, int64_t now)
{
    return t.row != NULL && t.at != 0 && t.at < now;
}

static struct verdict
deidentify(const struct ask *q, const struct retention *row)
{
    bool apart = !id_is_none(q->s->contact_id);
    const struct appeal_deidentified_v1 e = {
        .contact_id = q->s->contact_id,
        .how = apart ? APPEAL_CONTACT_END_DESTROYED : APPEAL_CONTACT_END_HIDDEN,
        .rule = retention_name(q->out->a, row),
        .basis = row->basis.text,
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_deidentified_v1(q->out, &e);
}

struct verdict
appeal_expire(const struct ask *q)
{
    struct rules r = q->rules->now;
    int64_t now = q->cmd->now;
    struct appeal_term contact = appeal_contact_term(q->s, r);
    struct appeal_term texts = appeal_texts_term(q->s, r);
    struct appeal_bar bar = { .rule = "retention_not_over" };

    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    if (is_barred(q->s, now, &bar))
        return refuse(REFUSED_RULE, bar.rule, NULL);
    if (is_over(texts, now) && appeal_may_erase(q->s, r, now, &bar))
        return destroy(q, texts.row->basis.text); /* name and number with it */
    if (is_over(contact, now) && !must_keep(q->s, r, "contact", now, &bar))
        return deidentify(q, contact.row);
    return refuse(REFUSED_RULE, bar.rule, NULL);
}

struct verdict
appeal_hold(const struct ask *q)
{
    const struct appeal_hold *c = q->cmd->data;
    int64_t most = rules_number(q->rules->now, STR("hold_days_most"), 3660);
    const struct appeal_held_v1 e = {
        .account = q->cmd->actor.id,
        .unit = q->cmd->actor.unit,
        .basis = c->basis,
        .until = day_end(moment_day(q->cmd->now) + (int32_t)c->days),
        .rules = q->rules->now.book->hash,
    };

    if (q->cmd->actor.id.n == 0)
        return refuse(REFUSED_VALUE, "account_needed", NULL);
    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    if (q->s->hold.until != 0)
        return refuse(REFUSED_RULE, "legal_hold", NULL);
    if (c->days > most)
        return refuse(REFUSED_RULE, "hold_too_long", "days");
    return emit_appeal_held_v1(q->out, &e);
}

struct verdict
appeal_lift_hold(const struct ask *q)
{
    const struct appeal_lift_hold *c = q->cmd->data;
    const struct appeal_hold_ended_v1 e = {
        .how = APPEAL_HOLD_END_RELEASED,
        .account = q->cmd->actor.id,
        .basis = c->basis,
    };

    if (q->cmd->actor.id.n == 0)
        return refuse(REFUSED_VALUE, "account_needed", NULL);
    if (q->s->hold.until == 0)
        return refuse(REFUSED_RULE, "no_hold", NULL);
    if (str_eq(q->s->hold.account, q->cmd->actor.id))
        return refuse(REFUSED_RULE, "four_eyes", NULL);
    return emit_appeal_hold_ended_v1(q->out, &e);
}

struct verdict
ask_end_hold(const struct ask *q)
{
    const struct appeal_hold_ended_v1 e = { .how = APPEAL_HOLD_END_EXPIRED };

    return emit_appeal_hold_ended_v1(q->out, &e);
}

static void
held(struct appeal *s, const struct appeal_held_v1 *e, int64_t at)
{
    s->hold = (struct appeal_held){
        .account = e->account,
        .unit = e->unit,
        .basis = e->basis,
        .since = at,
        .until = e->until,
    };
}

static void
attached(struct appeal *s, const struct appeal_attached_v1 *e)
{
    if (s->attached_n < APPEAL_ATTACHMENTS)
        s->attached[s->attached_n++] = e->file_id;
}

void
appeal_apply_keep(struct appeal *s, const struct event *ev, int64_t occurred_at)
{
    switch (ev->type->tag) {
    case APPEAL_DEIDENTIFIED_V1:
        s->deidentified_at = occurred_at;
        break;
    case APPEAL_HELD_V1:
        held(s, ev->data, occurred_at);
        break;
    case APPEAL_HOLD_ENDED_V1:
        s->hold = (struct appeal_held){ .until = 0 };
        break;
    case APPEAL_ATTACHED_V1:
        attached(s, ev->data);
        break;
    default: /* provided: a fact of the register alone */
        break;
    }
}
