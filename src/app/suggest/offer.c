/* What the engine notes beside a person's decision; see suggest.h and
 * feature/appeal/suggest. */
#include "app/model/models.h"
#include "app/suggest/suggest.h"
#include "feature/appeal/suggest/appeal_suggest.h"

#include <assert.h>
#include <math.h>

enum { PERMILLE = 1000 };

static_assert((int)APPEAL_SUGGESTION_UNIT == (int)MODEL_OF_UNIT,
              "the same things in the same order");

static void
put_answer(enum model_of of, const struct suggest_answer *s, struct buf *out)
{
    struct offer o = {
        .of = (enum appeal_suggestion)of,
        .model = s->version.n > 0 ? model_stream(out->a, of) : STR(""),
        .version = s->version,
        .sure = s->sure,
    };

    if (s->n == 0)
        return;
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
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        put_answer(of, &s.of[of], out);
    return true;
}
