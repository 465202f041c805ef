/* What the desk finds; see desk.h. */
#include "api/desk/desk.h"

#include "api/answer.h"
#include "app/suggest/suggest.h"

/* With the matter that a model in use is sure of, when none was given. */
static struct prospect
foresee(const struct http_request *rq, const struct desk_ask *ask)
{
    const struct suggest_ask question = { .title = STR(""),
                                          .body = ask->text,
                                          .place = ask->place,
                                          .now = ask->now };
    struct rules r = answer_rules(rq);
    struct suggestion said;
    const struct suggest_answer *m = &said.of[MODEL_OF_MATTER];
    struct desk_ask told = *ask;
    struct prospect p;

    suggest(api_of(rq)->suggester, rq->a, &question, &said);
    if (ask->matter.n > 0 || m->version.n == 0 || m->n == 0 || !m->sure ||
        !rules_matter_is_leaf(r, m->at[0].code))
        return prospect_of(rq->a, r, ask);
    told.matter = m->at[0].code;
    p = prospect_of(rq->a, r, &told);
    p.confidence = (int64_t)(m->at[0].probability * 1000);
    p.because = m->because;
    return p;
}

bool
desk_find(const struct http_request *rq, const struct desk_ask *ask,
          struct desk_found *ret_found, struct err *err)
{
    struct desk_found *f = ret_found;
    struct similar_ask similar = {
        .text = ask->text,
        .from = INT64_MIN,
        .to = INT64_MAX,
        .k = DESK_SIMILAR,
        .near_at = ask->now,
    };
    struct shelf_ask shelf = {
        .text = ask->text,
        .matter = ask->matter,
        .now = ask->now,
        .k = DESK_KNOWLEDGE,
    };

    f->prospect = foresee(rq, ask);
    similar.near_matter = ask->matter.n > 0 ? ask->matter : f->prospect.matter;
    similar.near_place = f->prospect.place;
    shelf.place = f->prospect.place;
    return similar_shown(rq, &similar, &f->similar, err) &&
           shelf_find(api_of(rq)->shelf, rq->a, &shelf, &f->knowledge, err);
}
