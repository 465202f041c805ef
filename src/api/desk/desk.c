/* What the desk finds; see desk.h. */
#include "api/desk/desk.h"

#include "api/answer.h"
#include "app/suggest/suggest.h"

/* What a model in use says the matter is; false when none is sure of it. */
static bool
model_says(const struct http_request *rq, const struct desk_ask *ask,
           struct suggest_answer *ret_said)
{
    const struct suggest_ask question = { .title = STR(""),
                                          .body = ask->text,
                                          .place = ask->place,
                                          .now = ask->now };
    struct suggestion said;

    suggest(api_of(rq)->suggester, rq->a, &question, &said);
    *ret_said = said.of[MODEL_OF_MATTER];
    return ret_said->version.n > 0 && ret_said->n > 0 && ret_said->sure &&
           rules_matter_is_leaf(answer_rules(rq), ret_said->at[0].code);
}

/* With the matter that a model in use is sure of, when none was given. */
static struct prospect
foresee(const struct http_request *rq, const struct desk_ask *ask)
{
    struct rules r = answer_rules(rq);
    struct suggest_answer said;
    struct desk_ask told = *ask;
    struct prospect p;

    if (ask->matter.n > 0 || !model_says(rq, ask, &said))
        return prospect_of(rq->a, r, ask);
    told.matter = said.at[0].code;
    p = prospect_of(rq->a, r, &told);
    if (str_eq(p.matter, told.matter)) {
        p.confidence = (int64_t)(said.at[0].probability * 1000);
        p.because = said.because;
    }
    return p;
}

bool
desk_begin(const struct http_request *rq, const struct desk_ask *ask,
           struct desk_known *ret_known, struct err *err)
{
    struct desk_known *k = ret_known;
    struct similar_ask similar = {
        .text = ask->text,
        .from = INT64_MIN,
        .to = INT64_MAX,
        .k = SIMILAR_MOST,
        .near_at = ask->now,
    };

    k->ask = *ask;
    k->prospect = foresee(rq, ask);
    k->matter = ask->matter.n > 0 ? ask->matter : k->prospect.matter;
    similar.near_matter = k->matter;
    similar.near_place = k->prospect.place;
    return similar_follow_find(api_of(rq)->similar, rq->a, &similar, &k->like,
                               &k->behind, err);
}

bool
desk_find(const struct http_request *rq, const struct desk_known *known,
          struct desk_found *ret_found, struct err *err)
{
    struct desk_found *f = ret_found;
    const struct shelf_ask shelf = {
        .text = known->ask.text,
        .matter = known->ask.matter,
        .place = known->prospect.place,
        .now = known->ask.now,
        .k = DESK_KNOWLEDGE,
    };

    return similar_shown(rq, &known->like, DESK_SIMILAR, &f->similar, err) &&
           shelf_find(api_of(rq)->shelf, rq->a, &shelf, &f->knowledge, err);
}
