/* What the desk finds; see desk.h. */
#include "api/desk/desk.h"

#include "api/answer.h"

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

    f->suggestion = suggestion_of(rq->a, answer_rules(rq), ask);
    similar.near_matter =
        ask->matter.n > 0 ? ask->matter : f->suggestion.matter;
    similar.near_place = f->suggestion.place;
    shelf.place = f->suggestion.place;
    return similar_shown(rq, &similar, &f->similar, err) &&
           shelf_find(api_of(rq)->shelf, rq->a, &shelf, &f->knowledge, err);
}
