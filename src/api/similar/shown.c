/* See shown.h. */
#include "api/similar/shown.h"

#include <string.h>

#include "api/access/look.h"
#include "api/answer.h"
#include "api/json.h"

/* From this share on a text counts as a repeat (docs/glossary.md). */
static const double repeat_share = .7;

static struct shown_case
case_of(const struct appeal *s, const struct similar_answer *r)
{
    struct shown_case c = {
        .id = r->name,
        .code = s->code,
        .matter = s->matter,
        .place = s->place,
        .stage = appeal_stage_word(s->stage),
        .received_at = s->received_at,
        .share = r->jaccard,
        .repeat = r->jaccard >= repeat_share,
        .shared_n = r->shared_n,
    };

    memcpy(c.shared, r->shared, sizeof(c.shared));
    return c;
}

bool
similar_shown(const struct http_request *rq,
              const struct similar_answers *answers, size_t most,
              struct shown_cases *ret_cases, struct err *err)
{
    most = most < SHOWN_MOST ? most : SHOWN_MOST;
    ret_cases->n = 0;
    for (size_t i = 0; i < answers->n && ret_cases->n < most; i++) {
        struct appeal_file file;
        bool shown;

        if (!appeal_file_load(api_of(rq)->engine, rq->a, answers->at[i].name,
                              &file, err) ||
            !look_texts(rq, &file, &shown, err))
            return false;
        if (shown)
            ret_cases->at[ret_cases->n++] = case_of(&file.s, &answers->at[i]);
    }
    return true;
}

static void
put_case(struct buf *out, const struct shown_case *c)
{
    json_open(out, '{');
    json_text(out, "id", c->id);
    json_text(out, "code", c->code);
    json_text(out, "stage", c->stage);
    json_text(out, "matter", c->matter);
    json_text(out, "place", c->place);
    json_time(out, "received_at", c->received_at);
    json_name(out, "share");
    buf_addf(out, "%.4f", c->share);
    json_bool(out, "repeat", c->repeat);
    json_name(out, "shared");
    json_open(out, '[');
    for (size_t i = 0; i < c->shared_n; i++) {
        buf_add(out, i == 0 ? STR("") : STR(","));
        buf_add_json(out, c->shared[i]);
    }
    buf_add(out, STR("]}"));
}

void
similar_shown_put(struct buf *out, const struct shown_cases *cases)
{
    json_name(out, "similar");
    json_open(out, '[');
    for (size_t i = 0; i < cases->n; i++)
        put_case(out, &cases->at[i]);
    buf_add_char(out, ']');
}
