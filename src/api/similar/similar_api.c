/* POST /api/v1/similar: cases in which a citizen wrote what is like a text; see
 * shown.h. */
#include <jansson.h>

#include "api/answer.h"
#include "api/json.h"
#include "api/similar/shown.h"

enum { LIMIT = 10, LIMIT_MOST = SHOWN_MOST };

/* What is asked, from the body; *ret_most: how many are to be shown. */
static bool
read_ask(json_t *body, struct similar_ask *ret_ask, size_t *ret_most,
         struct verdict *ret_why)
{
    static const char *const names[] = { "text", "place", "limit", NULL };
    const char *other = answer_unknown(body, names);
    json_t *text = json_object_get(body, "text");
    json_t *place = json_object_get(body, "place");
    json_t *limit = json_object_get(body, "limit");
    int64_t most = limit == NULL ? LIMIT : json_integer_value(limit);

    *ret_ask = (struct similar_ask){ .place = STR(""),
                                     .matter = STR(""),
                                     .from = INT64_MIN,
                                     .to = INT64_MAX,
                                     .k = SIMILAR_MOST };
    if (text != NULL && !json_is_string(text))
        *ret_why = refuse(REFUSED_VALUE, "want_text_or_number", "text");
    else if (text == NULL || json_string_length(text) == 0)
        *ret_why = refuse(REFUSED_VALUE, "required", "text");
    else if (place != NULL && !json_is_string(place))
        *ret_why = refuse(REFUSED_VALUE, "want_text_or_number", "place");
    else if (most < 1 || most > LIMIT_MOST)
        *ret_why = refuse(REFUSED_VALUE, "out_of_range", "limit");
    else if (other != NULL)
        *ret_why = refuse(REFUSED_VALUE, "unknown_field", other);
    else {
        ret_ask->text =
            (struct str){ json_string_value(text), json_string_length(text) };
        if (place != NULL)
            ret_ask->place = (struct str){ json_string_value(place),
                                           json_string_length(place) };
        *ret_most = (size_t)most;
        return true;
    }
    return false;
}

static void
find(const struct http_request *rq, struct http_response *rs,
     const struct similar_ask *ask, size_t most)
{
    struct shown_cases *cases = arena_new(rq->a, struct shown_cases);
    struct similar_answers answers;
    uint64_t behind;
    struct buf *out;
    struct err err;

    if (!similar_follow_find(api_of(rq)->similar, rq->a, ask, &answers, &behind,
                             &err) ||
        !similar_shown(rq, &answers, most, cases, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    json_open(out, '{');
    similar_shown_put(out, cases);
    json_int(out, "behind", (int64_t)behind);
    buf_add_char(out, '}');
}

void
api_similar(const struct http_request *rq, struct http_response *rs)
{
    struct similar_ask ask;
    struct verdict why;
    size_t most;
    json_t *body;

    if (!answer_object(rq, rs, &body))
        return;
    if (read_ask(body, &ask, &most, &why))
        find(rq, rs, &ask, most);
    else
        answer_refused(rq, rs, &why);
    json_decref(body);
}
