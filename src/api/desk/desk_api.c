/* POST /api/v1/desk and /api/v1/path; see desk.h. */
#include "api/answer.h"
#include "api/desk/desk.h"
#include "api/json.h"
#include "api/knowledge/knowledge_list.h"
#include "sys/clock.h"

static void
put_suggestion(struct buf *out, const struct prospect *s)
{
    json_name(out, "suggestion");
    json_open(out, '{');
    if (s->exit.n > 0) {
        json_text(out, "exit", s->exit);
        json_text(out, "exit_because", s->exit_because);
    }
    json_text(out, "matter", s->matter);
    if (s->why.n > 0) {
        json_text(out, "why", s->why);
        json_text(out, "candidates", s->candidates);
    }
    json_int(out, "confidence", s->confidence);
    json_text(out, "because", s->because);
    json_text(out, "place", s->place);
    json_text(out, "level", s->level);
    json_text(out, "unit", s->unit);
    json_text(out, "basis", s->basis);
    json_time(out, "due_at", s->due_at);
    buf_add_char(out, '}');
}

static bool
any_repeat(const struct shown_cases *cases)
{
    for (size_t i = 0; i < cases->n; i++)
        if (cases->at[i].repeat)
            return true;
    return false;
}

static void
answer_desk(const struct http_request *rq, struct http_response *rs,
            const struct desk_ask *ask)
{
    struct desk_known *known = arena_new(rq->a, struct desk_known);
    struct desk_found *f = arena_new(rq->a, struct desk_found);
    struct buf *out;
    struct err err;

    if (!desk_begin(rq, ask, known, &err) || !desk_find(rq, known, f, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    json_open(out, '{');
    put_suggestion(out, &known->prospect);
    json_bool(out, "repeat", any_repeat(&f->similar));
    similar_shown_put(out, &f->similar);
    json_name(out, "knowledge");
    json_open(out, '[');
    for (size_t i = 0; i < f->knowledge.n; i++)
        knowledge_put(out, &f->knowledge.at[i]);
    buf_add_char(out, ']');
    json_int(out, "behind", (int64_t)known->behind);
    buf_add(out, STR("}\n"));
}

static void
put_unit(struct buf *out, const struct path_unit *u)
{
    json_open(out, '{');
    json_text(out, "unit", u->unit);
    json_int(out, "cases", (int64_t)u->cases);
    json_int(out, "on_time", (int64_t)u->on_time);
    json_int(out, "timed", (int64_t)u->worked_n);
    if (u->worked_n > 0)
        json_int(out, "median_minutes", u->median_ms / MINUTE_MS);
    json_int(out, "satisfied_yes", (int64_t)u->yes);
    json_int(out, "satisfied_mostly", (int64_t)u->mostly);
    json_int(out, "satisfied_no", (int64_t)u->no);
    if (u->satisfied >= 0)
        json_int(out, "satisfied_permille", u->satisfied);
    buf_add_char(out, '}');
}

static void
put_path(struct buf *out, const struct path_found *f)
{
    json_int(out, "looked", (int64_t)f->looked);
    json_int(out, "answered", (int64_t)f->sum.answered);
    json_name(out, "units");
    json_open(out, '[');
    for (size_t i = 0; i < f->sum.units_n; i++)
        put_unit(out, &f->sum.units[i]);
    buf_add_char(out, ']');
    json_int(out, "others", (int64_t)f->sum.others);
    json_name(out, "replies");
    json_open(out, '[');
    for (size_t i = 0; i < f->replies_n; i++) {
        json_open(out, '{');
        json_text(out, "code", f->replies[i].code);
        json_text(out, "unit", f->replies[i].unit);
        json_time(out, "at", f->replies[i].at);
        json_text(out, "text", f->replies[i].text);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    json_name(out, "knowledge");
    json_open(out, '[');
    for (size_t i = 0; i < f->knowledge_n; i++) {
        json_open(out, '{');
        json_text(out, "id", f->knowledge[i].entry.hex);
        json_text(out, "title", f->knowledge[i].entry.text.title);
        json_int(out, "used", (int64_t)f->knowledge[i].used);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void
answer_path(const struct http_request *rq, struct http_response *rs,
            const struct desk_ask *ask)
{
    struct desk_known *known = arena_new(rq->a, struct desk_known);
    struct path_found *f = arena_new(rq->a, struct path_found);
    struct buf *out;
    struct err err;

    if (!desk_begin(rq, ask, known, &err) ||
        !path_find(rq, known, STR(""), f, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    json_open(out, '{');
    put_path(out, f);
    json_int(out, "behind", (int64_t)known->behind);
    buf_add(out, STR("}\n"));
}

static void
ask_and(const struct http_request *rq, struct http_response *rs,
        void (*answer)(const struct http_request *rq, struct http_response *rs,
                       const struct desk_ask *ask))
{
    struct desk_ask ask = { .now = clock_now() };
    struct verdict v;
    json_t *body;

    if (!answer_object(rq, rs, &body))
        return;
    v = desk_ask_read(body, answer_rules(rq), &ask);
    if (v.reason == ACCEPTED)
        answer(rq, rs, &ask);
    else
        answer_refused(rq, rs, &v);
    json_decref(body);
}

void
api_desk(const struct http_request *rq, struct http_response *rs)
{
    ask_and(rq, rs, answer_desk);
}

void
api_path(const struct http_request *rq, struct http_response *rs)
{
    ask_and(rq, rs, answer_path);
}
