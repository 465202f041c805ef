/*
 * POST /api/v1/suggest: what a text, or a case, may be. For people who decide;
 * the answer decides nothing.
 */
#include <jansson.h>

#include "api/access/look.h"
#include "api/answer.h"
#include "api/json.h"
#include "api/model/model_view.h"
#include "sys/clock.h"

static void
put_probability(struct buf *out, double p)
{
    json_name(out, "probability");
    buf_addf(out, "%.4f", p);
}

/* The name of a code in the language of the asker. */
static struct str
name_of(const struct http_request *rq, enum model_of of, struct str code)
{
    struct rules r = answer_rules(rq);
    const struct matter *m;
    const struct unit *u;

    switch (of) {
    case MODEL_OF_MATTER:
        m = rules_matter(r, code);
        return m == NULL ? code : answer_name(rq, &m->name);
    case MODEL_OF_UNIT:
        u = rules_unit(r, code);
        return u == NULL ? code : answer_name(rq, &u->name);
    case MODEL_OF_KIND:
        return answer_phrase(rq, "kind.", code);
    case MODEL_OF_LEVEL:
        return answer_phrase(rq, "level.", code);
    case MODEL_OF_NONE:
        break;
    }
    return code;
}

static void
put_answer(const struct http_request *rq, struct buf *out, enum model_of of,
           const struct suggest_answer *s)
{
    json_name(out, model_of_words[of]);
    buf_add_char(out, '{');
    json_bool(out, "sure", s->sure);
    json_name(out, "choices");
    json_open(out, '[');
    for (size_t i = 0; i < s->n; i++) {
        json_open(out, '{');
        json_text(out, "code", s->at[i].code);
        json_text(out, "name", name_of(rq, of, s->at[i].code));
        put_probability(out, s->at[i].probability);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    json_text(out, "because", s->because);
    json_text(out, "source", s->version.n > 0 ? STR("model") : STR("rulebook"));
    json_text(out, "version", s->version);
    buf_add_char(out, '}');
}

static void
put_suggestion(const struct http_request *rq, struct buf *out,
               const struct suggestion *s)
{
    json_open(out, '{');
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        put_answer(rq, out, of, &s->of[of]);
    json_text(out, "place", s->place);
    json_text(out, "rules", s->rules);
    buf_add(out, STR("}\n"));
}

/* {"case": ...} or {"title", "body", "place"}; what is none is refused. */
struct suggest_body {
    struct str code, title, body, place;
};

static bool
read_body(json_t *body, struct suggest_body *ret, struct verdict *ret_why)
{
    struct {
        const char *name;
        struct str *to;
    } members[] = {
        { "case", &ret->code },
        { "title", &ret->title },
        { "body", &ret->body },
        { "place", &ret->place },
    };
    static const char *const names[] = { "case", "title", "body", "place",
                                         NULL };
    const char *other = answer_unknown(body, names);
    size_t known = 0;

    *ret = (struct suggest_body){ STR(""), STR(""), STR(""), STR("") };
    for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
        const json_t *v = json_object_get(body, members[i].name);

        known += v != NULL;
        *ret_why =
            refuse(REFUSED_VALUE, "want_text_or_number", members[i].name);
        if (v != NULL && !json_is_string(v))
            return false;
        if (v != NULL)
            *members[i].to =
                (struct str){ json_string_value(v), json_string_length(v) };
    }
    if (other != NULL)
        *ret_why = refuse(REFUSED_VALUE, "unknown_field", other);
    else if (ret->code.n == 0 && ret->title.n + ret->body.n == 0)
        *ret_why = refuse(REFUSED_VALUE, "required", "body");
    else if (ret->code.n > 0 && known > 1)
        *ret_why = refuse(REFUSED_VALUE, "unknown_field", "case");
    else
        return true;
    return false;
}

/* Of a case whose texts the asker may read; that he looked is written down. */
static bool
of_case(const struct http_request *rq, struct str code,
        struct suggestion *ret_suggestion, struct err *err)
{
    struct appeal_file file;
    bool shown;

    if (!appeal_file_load(api_of(rq)->engine, rq->a, code, &file, err) ||
        !look_texts(rq, &file, &shown, err))
        return false;
    if (!shown) /* as if there were none */
        return fail(err, ERR_NOT_FOUND, "no such case");
    return suggest_records(api_of(rq)->suggester, rq->a, &file.records,
                           file.s.place, ret_suggestion, err);
}

static void
answer(const struct http_request *rq, struct http_response *rs,
       const struct suggest_body *b)
{
    const struct suggest_ask ask = { b->title, b->body, b->place, clock_now() };
    struct suggestion s;
    struct err err;

    if (b->code.n > 0 && !of_case(rq, b->code, &s, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    if (b->code.n == 0)
        suggest(api_of(rq)->suggester, rq->a, &ask, &s);
    put_suggestion(rq, answer_json(rs), &s);
}

void
api_suggest(const struct http_request *rq, struct http_response *rs)
{
    struct suggest_body b;
    struct verdict why;
    json_t *body;

    if (!answer_object(rq, rs, &body))
        return;
    if (read_body(body, &b, &why))
        answer(rq, rs, &b);
    else
        answer_refused(rq, rs, &why);
    json_decref(body);
}
