/* What the engine notes beside a person's decision; see suggest.h and
 * feature/appeal/suggest. */
#include "app/suggest/suggest.h"
#include "feature/appeal/suggest/appeal_suggest.h"

#include <math.h>

enum { PERMILLE = 1000 };

static void
put_answer(struct arena *a, enum suggest_of of, const struct suggest_answer *s,
           struct buf *out)
{
    struct offer o = {
        .of = (enum appeal_suggestion)(APPEAL_SUGGESTION_KIND + (int)of),
        .version = s->version,
        .sure = s->sure,
    };
    struct buf model = { .a = a };

    if (s->n == 0)
        return;
    if (s->version.n > 0)
        buf_addf(&model, "model/%.*s", STR_ARG(suggest_name(of)));
    o.model = buf_str(&model);
    for (; o.n < s->n; o.n++) {
        o.at[o.n].code = s->at[o.n].code;
        o.at[o.n].permille = (int)lround(s->at[o.n].probability * PERMILLE);
    }
    offer_put(out, &o);
}

bool
suggest_offer(void *suggester, const struct record_list *records,
              struct str place, struct buf *out)
{
    struct suggestion s;
    struct err err;

    if (!suggest_records(suggester, out->a, records, place, &s, &err))
        return false;
    for (int of = SUGGEST_KIND; of < SUGGEST_OF_N; of++)
        put_answer(out->a, (enum suggest_of)of, &s.of[of], out);
    return true;
}
