/* POST /api/v1/reply_check: what a reply lacks, before it is sent. Nothing is
 * kept, and nothing read: the question comes with it. */
#include <jansson.h>

#include "api/answer.h"
#include "api/json.h"
#include "api/publish/publish.h"
#include "rulebook/reply/reply.h"
#include "sys/clock.h"

static void
put_check(struct buf *out, const struct reply_check *c)
{
    json_open(out, '{');
    for (int k = 0; k < REPLY_PARTS; k++)
        json_bool(out, reply_part_word((enum reply_part)k).p, c->has[k]);
    json_int(out, "about", c->about);
    json_bool(out, "elsewhere", c->elsewhere);
    json_int(out, "long_sentences", (int64_t)c->sentences_long);
    json_name(out, "jargon");
    json_open(out, '[');
    for (size_t i = 0; i < c->jargon_n; i++) {
        json_open(out, '{');
        json_text(out, "word", c->jargon[i]->word);
        json_text(out, "instead", c->jargon[i]->instead);
        buf_add_char(out, '}');
    }
    buf_add(out, STR("]}"));
}

/* A member that is a text; "" when it is missing. */
static struct str
member(json_t *body, const char *name)
{
    json_t *text = json_object_get(body, name);

    return (struct str){ json_string_value(text), json_string_length(text) };
}

static struct verdict
read_body(json_t *body, struct question *ret_question, struct str *ret_text)
{
    static const char *const names[] = { "title", "body", "text", NULL };
    const char *other = answer_unknown(body, names);

    for (size_t i = 0; names[i] != NULL; i++) {
        json_t *text = json_object_get(body, names[i]);

        if (text != NULL && !json_is_string(text))
            return refuse(REFUSED_VALUE, "want_text_or_number", names[i]);
    }
    if (member(body, "text").n == 0)
        return refuse(REFUSED_VALUE, "required", "text");
    if (other != NULL)
        return refuse(REFUSED_VALUE, "unknown_field", other);
    *ret_question =
        (struct question){ member(body, "title"), member(body, "body") };
    *ret_text = member(body, "text");
    return accept();
}

void
api_reply_check(const struct http_request *rq, struct http_response *rs)
{
    const struct rules rules = engine_rules(api_of(rq)->engine, clock_now());
    struct question question;
    struct reply_check check;
    struct verdict why;
    struct str text;
    json_t *body;

    if (!answer_object(rq, rs, &body))
        return;
    why = read_body(body, &question, &text);
    if (why.reason == ACCEPTED) {
        rules_check_reply(rq->a, rules, &question, text, &check);
        put_check(answer_json(rs), &check);
    } else {
        answer_refused(rq, rs, &why);
    }
    json_decref(body);
}
