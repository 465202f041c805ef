/* The reading of what was suggested and what people made of it: a row an
 * answer. See appeal_suggest.h. */
#include "feature/appeal/appeal_module.h"
#include "feature/appeal/suggest/appeal_suggest.h"

enum { DAYS_A_WEEK = 7, MONDAY = 3 /* days from a Monday to 1970-01-01 */ };

void
appeal_suggest_rows(const struct change *c, struct row_list *out)
{
    for (size_t i = 0; i < c->happened_n; i++) {
        const struct happened *h = &c->happened[i];
        const struct appeal_suggested_v1 *e = h->event.data;
        struct row *r;

        if (h->event.type != &appeal_suggested_v1_type)
            continue;
        r = row_add(out, QUERY_SUGGESTION_ADD);
        row_bytes(r, arena_copy(out->a, c->id.b, ID_BYTES), ID_BYTES);
        row_int(r, c->first + (int64_t)i);
        row_text(r, str_of(appeal_suggestion_words[e->thing]));
        row_text(r, e->model);
        row_text(r, e->version);
        row_text(r, e->first);
        row_text(r, e->chosen);
        row_int(r, e->probability);
        row_int(r, e->sure);
        row_int(r, e->rank);
        row_int(r, h->at);
        row_int(r, (moment_day(h->at) + MONDAY) / DAYS_A_WEEK);
    }
}
