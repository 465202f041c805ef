/*
 * To whom personal data of a case were given (共享登记): only as sharing.csv
 * lists it, and each time an event. See rulebook/keep/keep.h.
 */
#include "feature/appeal/appeal_ask.h"
#include "rulebook/access/access.h"
#include "rulebook/keep/keep.h"

/* One entry of the register. */
static struct verdict
provided(const struct ask *q, const struct appeal_provide *c, unsigned bits,
         struct str basis)
{
    const struct appeal_provided_v1 e = {
        .receiver = c->receiver,
        .way = c->way,
        .fields = access_words(q->out->a, bits),
        .purpose = c->purpose,
        .basis = basis,
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_provided_v1(q->out, &e);
}

/* Groups joined by blanks, as bits; false when one is none. */
static bool
groups_of(struct str words, unsigned *ret_bits)
{
    struct str rest = words, one;

    *ret_bits = 0;
    while (str_cut(&rest, ' ', &one)) {
        unsigned bit = access_group(one);

        if (one.n > 0 && bit == 0)
            return false;
        *ret_bits |= bit;
    }
    return *ret_bits != 0;
}

/* The lead of the case is listed by its code, or as "lead". */
static const struct sharing *
row_for(const struct ask *q, const struct appeal_provide *c)
{
    struct sharing_ask ask = { c->receiver, str_of(appeal_way_words[c->way]),
                               c->purpose };
    const struct sharing *row = rules_sharing(q->rules->now, &ask);

    if (row != NULL || !str_eq(c->receiver, q->s->lead))
        return row;
    ask.receiver = STR("lead");
    return rules_sharing(q->rules->now, &ask);
}

struct verdict
appeal_provide(const struct ask *q)
{
    const struct appeal_provide *c = q->cmd->data;
    const struct sharing *row = row_for(q, c);
    unsigned bits;

    if (!groups_of(c->fields, &bits))
        return refuse(REFUSED_VALUE, "unknown_fields", "fields");
    if (row == NULL)
        return refuse(REFUSED_RULE, "sharing_not_listed", "receiver");
    if ((bits & ~sharing_fields(row)) != 0)
        return refuse(REFUSED_RULE, "sharing_not_listed", "fields");
    if (ask_is_reported(q, c->receiver))
        return refuse(REFUSED_RULE, "reported_unit", "receiver");
    if (q->s->erased)
        return refuse(REFUSED_RULE, "person_erased", NULL);
    return provided(q, c, bits, row->basis.text);
}

/* A unit that the rulebook does not know works with its own means. */
struct verdict
ask_provide_lead(const struct ask *q, struct str lead)
{
    const struct sharing_ask ask = { lead, STR("dispatch"), STR("") };
    struct appeal_provide c = { .receiver = lead, .way = APPEAL_WAY_DISPATCH };
    const struct sharing *row;

    if (!str_starts(lead, STR("~")) || ask_is_history(q))
        return accept();
    row = rules_sharing(q->rules->now, &ask);
    if (row == NULL)
        return refuse(REFUSED_RULE, "sharing_not_listed", "lead");
    c.purpose = row->purpose;
    return provided(q, &c, sharing_fields(row), row->basis.text);
}
