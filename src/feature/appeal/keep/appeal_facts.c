/* See appeal_facts.h. */
#include "feature/appeal/keep/appeal_facts.h"

/* Which field of which event is which fact. */
struct telling {
    const char *event, *field, *fact;
    bool adds; /* it comes beside earlier ones, not in their place */
};

static const struct telling tellings[] = {
    { "appeal_received", "kind", "kind", false },
    { "appeal_received", "place", "place", false },
    { "appeal_received", "title", "title", false },
    { "appeal_received", "body", "text", false },
    { "appeal_received", "place_text", "place_text", false },
    { "appeal_received", "point", "point", false },
    { "appeal_received", "caller", "caller", false },
    { "appeal_received", "contact", "contact", false },
    { "appeal_contact_corrected", "caller", "caller", false },
    { "appeal_contact_corrected", "contact", "contact", false },
    { "appeal_statement_corrected", "statement", "statement", true },
    { "appeal_placed", "matter", "matter", false },
    { "appeal_placed", "place", "place", false },
    { "appeal_placed", "level", "level", false },
    { "appeal_dispatched", "lead", "lead", false },
    { "appeal_ruled", "lead", "lead", false },
    { "appeal_contacted", "reached", "reached", false },
    { "appeal_fed_back", "text", "feedback", true },
    { "appeal_material_added", "text", "material", true },
    { "appeal_assist_done", "note", "assistance", true },
    { "appeal_replied", "outcome", "outcome", false },
    { "appeal_replied", "text", "reply", false },
    { "appeal_rated", "solved", "solved", false },
    { "appeal_reviewed", "result", "review", false },
};

/* Was something said in the field? */
static bool
is_said(const struct field *f, const void *data)
{
    switch (f->kind) {
    case FIELD_TEXT:
        return (f->flags & FIELD_PERSONAL) != 0
                   ? field_personal(f, data)->commitment.n > 0
                   : field_text(f, data).n > 0;
    case FIELD_CHOICE:
        return field_choice(f, data).n > 0;
    case FIELD_INT:
    case FIELD_TIME:
    case FIELD_ID:
        return true;
    }
    return false;
}

static enum appeal_source
source_of(const struct record *r)
{
    const struct field *how = payload_field(r->type, STR("how"));

    if (how != NULL && how->kind == FIELD_CHOICE) {
        struct str word = field_choice(how, r->data);

        if (str_eq(word, STR("keywords")))
            return APPEAL_SOURCE_RULES;
        if (str_eq(word, STR("history")))
            return APPEAL_SOURCE_HISTORY;
        return APPEAL_SOURCE_STAFF;
    }
    if (str_starts(r->actor, STR("importer")))
        return APPEAL_SOURCE_HISTORY;
    /* an operator writes down what the citizen says */
    return str_starts(r->actor, STR("citizen")) ||
                   str_eq(str_of(r->type->name), STR("appeal_received"))
               ? APPEAL_SOURCE_CITIZEN
               : APPEAL_SOURCE_STAFF;
}

static void
add(struct arena *a, struct appeal_fact_list *l, const struct telling *t,
    const struct record *r)
{
    const struct field *f = payload_field(r->type, str_of(t->field));
    struct appeal_fact fact = { t->fact, r, f, source_of(r), 1, true };

    if (f == NULL || !is_said(f, r->data))
        return;
    for (size_t i = 0; i < l->n; i++)
        if (str_eq(str_of(l->at[i].name), str_of(t->fact))) {
            fact.version = l->at[i].version + 1;
            l->at[i].current = l->at[i].current && t->adds;
        }
    l->at = arena_grow(a, l->at, l->n, &l->room, sizeof(*l->at));
    l->at[l->n++] = fact;
}

struct appeal_fact_list
appeal_facts(struct arena *a, const struct record_list *records)
{
    struct appeal_fact_list l = { NULL, 0, 0 };

    for (size_t i = 0; i < records->n; i++) {
        const struct record *r = &records->at[i];

        for (size_t k = 0; k < sizeof(tellings) / sizeof(tellings[0]); k++)
            if (str_eq(str_of(tellings[k].event), str_of(r->type->name)))
                add(a, &l, &tellings[k], r);
    }
    return l;
}

const char *
appeal_source_word(enum appeal_source source)
{
    static const char *const words[] = { "citizen", "staff", "rules",
                                         "history" };

    return words[source];
}
