/* See appeal_correct.h. */
#include "feature/appeal/correct/appeal_correct.h"

#include "feature/appeal/appeal_ask.h"

static struct verdict
correct_contact(const struct ask *q, const struct appeal_correct *c)
{
    const struct appeal_contact_corrected_v1 e = {
        .subject_id = q->s->subject_id,
        .contact_id =
            id_is_none(q->s->contact_id) ? q->s->subject_id : q->s->contact_id,
        .caller = { .text = c->caller },
        .contact = { .text = c->contact },
        .request = c->request,
        .basis = c->basis,
    };

    if (q->s->deidentified_at != 0)
        return refuse(REFUSED_RULE, "contact_removed", "contact");
    if (c->contact.n > 0 && q->s->privacy == APPEAL_PRIVACY_ANONYMOUS)
        return refuse(REFUSED_RULE, "is_anonymous", "contact");
    return emit_appeal_contact_corrected_v1(q->out, &e);
}

static struct verdict
correct_statement(const struct ask *q, const struct appeal_correct *c)
{
    const struct appeal_statement_corrected_v1 e = {
        .subject_id = q->s->subject_id,
        .statement = { .text = c->statement },
        .request = c->request,
        .basis = c->basis,
    };

    return emit_appeal_statement_corrected_v1(q->out, &e);
}

struct verdict
appeal_correct(const struct ask *q)
{
    const struct appeal_correct *c = q->cmd->data;
    bool who = c->caller.n > 0 || c->contact.n > 0;
    struct verdict v = accept();

    if (!who && c->statement.n == 0)
        return refuse(REFUSED_VALUE, "required", "statement");
    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    if (!id_is_none(c->request) && id_eq(c->request, q->s->corrected_for))
        return v; /* it was done before */
    if (who)
        v = correct_contact(q, c);
    if (v.reason == ACCEPTED && c->statement.n > 0)
        v = correct_statement(q, c);
    return v;
}

void
appeal_apply_correct(struct appeal *s, const struct event *ev)
{
    const struct id request =
        ev->type == &appeal_contact_corrected_v1_type
            ? ((const struct appeal_contact_corrected_v1 *)ev->data)->request
            : ((const struct appeal_statement_corrected_v1 *)ev->data)->request;

    if (!id_is_none(request)) /* else staff did, of their own accord */
        s->corrected_for = request;
}

const struct record *
appeal_contact_record(const struct record_list *records, const char *field)
{
    for (size_t i = records->n; i-- > 1;) {
        const struct record *r = &records->at[i];

        if (r->type == &appeal_contact_corrected_v1_type &&
            field_personal(payload_field(r->type, str_of(field)), r->data)
                    ->commitment.n > 0)
            return r;
    }
    return &records->at[0];
}

bool
appeal_changes_contact(const struct event_list *events)
{
    for (size_t i = 0; i < events->n; i++) {
        const struct appeal_contact_corrected_v1 *e = events->at[i].data;

        if (events->at[i].type == &appeal_contact_corrected_v1_type &&
            e->contact.text.n > 0)
            return true;
    }
    return false;
}
