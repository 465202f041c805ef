/*
 * POST /api/v1/similar: cases in which a citizen wrote what is like a text.
 *
 * That a case is like a text tells of its texts. So only those are given whose
 * texts the asker may read, for the purpose that he says, and each is written
 * down as a look at them; what he may not read is passed over, without a word.
 */
#include <jansson.h>

#include "api/access/look.h"
#include "api/answer.h"
#include "api/json.h"
#include "app/similar/similar_follow.h"

enum { LIMIT = 10, LIMIT_MOST = 20 };

/* What is asked, from the body. */
static bool
read_ask(json_t *body, struct similar_ask *ret_ask, struct verdict *ret_why)
{
    json_t *text = json_object_get(body, "text");
    json_t *place = json_object_get(body, "place");
    json_t *limit = json_object_get(body, "limit");
    int64_t most = limit == NULL ? LIMIT : json_integer_value(limit);

    *ret_ask = (struct similar_ask){
        .place = STR(""), .matter = STR(""), .from = INT64_MIN, .to = INT64_MAX
    };
    if (!json_is_string(text) || json_string_length(text) == 0)
        *ret_why = refuse(REFUSED_VALUE, "required", "text");
    else if (place != NULL && !json_is_string(place))
        *ret_why = refuse(REFUSED_VALUE, "want_text_or_number", "place");
    else if (most < 1 || most > LIMIT_MOST)
        *ret_why = refuse(REFUSED_VALUE, "out_of_range", "limit");
    else if (json_object_size(body) !=
             1 + (size_t)(place != NULL) + (size_t)(limit != NULL))
        *ret_why = refuse(REFUSED_VALUE, "unknown_field", NULL);
    else {
        ret_ask->text =
            (struct str){ json_string_value(text), json_string_length(text) };
        if (place != NULL)
            ret_ask->place = (struct str){ json_string_value(place),
                                           json_string_length(place) };
        ret_ask->k = (size_t)most;
        return true;
    }
    return false;
}

static void
put_case(struct buf *out, const struct appeal *s,
         const struct similar_answer *r)
{
    json_open(out, '{');
    json_text(out, "id", r->name);
    json_text(out, "code", s->code);
    json_text(out, "stage", appeal_stage_word(s->stage));
    json_text(out, "matter", s->matter);
    json_text(out, "place", s->place);
    json_time(out, "received_at", s->received_at);
    json_name(out, "share");
    buf_addf(out, "%.4f", r->jaccard);
    json_name(out, "shared");
    json_open(out, '[');
    for (size_t i = 0; i < r->shared_n; i++) {
        buf_add(out, i == 0 ? STR("") : STR(","));
        buf_add_json(out, r->shared[i]);
    }
    buf_add(out, STR("]}"));
}

/* Those of the answers that may be shown, at most most. */
static bool
put_cases(const struct http_request *rq, struct buf *out,
          const struct similar_answers *answers, size_t most, struct err *err)
{
    size_t n = 0;

    json_name(out, "similar");
    json_open(out, '[');
    for (size_t i = 0; i < answers->n && n < most; i++) {
        struct appeal_file file;
        bool shown;

        if (!appeal_file_load(api_of(rq)->engine, rq->a, answers->at[i].name,
                              &file, err) ||
            !look_texts(rq, &file, &shown, err))
            return false;
        if (!shown)
            continue;
        put_case(out, &file.s, &answers->at[i]);
        n++;
    }
    buf_add_char(out, ']');
    return true;
}

static void
find(const struct http_request *rq, struct http_response *rs,
     const struct similar_ask *ask)
{
    struct similar_ask wide = *ask;
    struct similar_answers answers;
    struct buf cases = { .a = rq->a }, *out;
    uint64_t behind;
    struct err err;

    wide.k = SIMILAR_MOST;
    if (!similar_follow_find(api_of(rq)->similar, rq->a, &wide, &answers,
                             &behind, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    json_open(&cases, '{');
    if (!put_cases(rq, &cases, &answers, ask->k, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add(out, buf_str(&cases));
    json_int(out, "behind", (int64_t)behind);
    buf_add_char(out, '}');
}

void
api_similar(const struct http_request *rq, struct http_response *rs)
{
    struct similar_ask ask;
    struct verdict why;
    json_t *body;

    if (!answer_object(rq, rs, &body))
        return;
    if (read_ask(body, &ask, &why))
        find(rq, rs, &ask);
    else
        answer_refused(rq, rs, &why);
    json_decref(body);
}
