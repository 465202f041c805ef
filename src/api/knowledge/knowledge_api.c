/* Entries that people look up, for programs; see knowledge_list.h. */
#include "api/answer.h"
#include "api/command_in.h"
#include "api/json.h"
#include "api/knowledge/knowledge_command.h"
#include "api/knowledge/knowledge_list.h"
#include "app/knowledge/knowledge_file.h"
#include "sys/clock.h"

/* Answers of one look-up; how far one may page. */
enum { FOUND = 20, SKIP_MOST = 10000 };

static void
put_row(struct buf *out, const struct knowledge_row *r)
{
    json_open(out, '{');
    json_text(out, "id", r->hex);
    json_text(out, "title", r->title);
    json_text(out, "unit", r->unit);
    json_text(out, "matter", r->matter);
    json_text(out, "draft", r->draft);
    json_text(out, "live", r->live);
    json_time(out, "valid_until", r->over_at);
    json_time(out, "changed_at", r->changed_at);
    buf_add_char(out, '}');
}

void
api_knowledge_list(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "unit", "draft", "live",
                                         "soon", "after", NULL };
    static const struct number_range soon_range = { "soon", 0, 1, 0 };
    const struct verdict bad = refuse(REFUSED_VALUE, "not_a_number", "after");
    struct knowledge_rows_ask ask = { .unit = http_query(rq, "unit"),
                                      .draft = http_query(rq, "draft"),
                                      .live = http_query(rq, "live") };
    struct knowledge_rows l;
    struct str next;
    struct buf *out;
    int64_t soon;
    struct err err;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &soon_range, &soon))
        return;
    if (!knowledge_rows_after(http_query(rq, "after"), &ask)) {
        answer_refused(rq, rs, &bad);
        return;
    }
    if (soon != 0)
        ask.over_by = knowledge_soon(answer_rules(rq), clock_now());
    if (!knowledge_rows(rq, &ask, &l, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add(out, STR("{\"knowledge\":["));
    for (size_t i = 0; i < l.n; i++)
        put_row(out, &l.at[i]);
    buf_add_char(out, ']');
    next = knowledge_rows_next(rq, &l);
    if (next.n > 0)
        json_text(out, "next", next);
    buf_add(out, STR("}\n"));
}

void
api_knowledge_find(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "q", "matter", "place", "skip", NULL };
    static const struct number_range range = { "skip", 0, SKIP_MOST, 0 };
    struct shelf_ask ask = { .text = http_query(rq, "q"),
                             .matter = http_query(rq, "matter"),
                             .place = http_query(rq, "place"),
                             .now = clock_now(),
                             .k = FOUND };
    struct shelf_answers found;
    struct buf *out;
    int64_t skip;
    struct err err;

    if (!answer_query_ok(rq, rs, names) ||
        !answer_number(rq, rs, &range, &skip))
        return;
    ask.skip = (size_t)skip;
    if (!shelf_find(api_of(rq)->shelf, rq->a, &ask, &found, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add(out, STR("{\"knowledge\":["));
    for (size_t i = 0; i < found.n; i++)
        knowledge_put(out, &found.at[i]);
    buf_add_char(out, ']');
    json_bool(out, "more", found.more);
    buf_add(out, STR("}\n"));
}

static void
put_text(struct buf *out, const char *name, const struct knowledge_text *t)
{
    if (t->title.n == 0)
        return;
    json_name(out, name);
    json_open(out, '{');
    json_text(out, "title", t->title);
    json_text(out, "question", t->question);
    json_text(out, "answer", t->answer);
    json_text(out, "matter", t->matter);
    json_text(out, "place", t->place);
    json_text(out, "basis", t->basis);
    json_text(out, "unit", t->unit);
    json_time(out, "valid_from", t->valid_from);
    json_time(out, "valid_until", t->valid_until);
    buf_add_char(out, '}');
}

static void
put_events(struct buf *out, const struct knowledge_file *file)
{
    json_name(out, "events");
    json_open(out, '[');
    for (size_t i = 0; i < file->records.n; i++) {
        const struct record *r = &file->records.at[i];

        json_open(out, '{');
        json_text(out, "type", str_of(r->type->name));
        json_time(out, "at", r->occurred_at);
        json_text(out, "by", r->actor);
        json_int(out, "position", (int64_t)r->position);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static bool
load(const struct http_request *rq, struct http_response *rs, struct str hex,
     struct knowledge_file *ret_file)
{
    struct err err;

    if (knowledge_file_load(api_of(rq)->engine, rq->a, hex, ret_file, &err))
        return true;
    if (err.kind == ERR_NOT_FOUND)
        answer_missing(rq, rs, "no_such_knowledge", "id");
    else
        answer_failed(rq, rs, &err);
    return false;
}

static void
put_file(const struct http_request *rq, struct http_response *rs,
         const struct knowledge_file *file)
{
    const struct knowledge *s = &file->s;
    struct buf *out;
    int64_t used;
    struct err err;

    if (!knowledge_used(rq, file->id, &used, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add_char(out, '{');
    json_text(out, "id", file->hex);
    json_int(out, "version", s->version);
    json_text(out, "draft", knowledge_draft_word(s->draft));
    json_text(out, "live", knowledge_live_word(s->live));
    json_int(out, "edition", s->edition);
    json_text(out, "note", s->note);
    json_int(out, "used", used);
    if (s->draft != KNOWLEDGE_DRAFT_NONE)
        put_text(out, "drafted", &s->drafted);
    put_text(out, "published", &s->published);
    put_events(out, file);
    buf_add(out, STR("}\n"));
}

void
api_knowledge(const struct http_request *rq, struct http_response *rs)
{
    struct knowledge_file file;

    if (load(rq, rs, http_param(rq, "id"), &file))
        put_file(rq, rs, &file);
}

/* Then tell of the entry as it is; is_new: it had none before. */
static void
carry_out(const struct http_request *rq, struct http_response *rs,
          const struct command_in *c, bool is_new)
{
    struct order order = { c->stream, &c->cmd, c->once };
    struct buf hex = { .a = rq->a };
    struct knowledge_file after;
    struct outcome o;
    struct err err;

    if (is_new)
        order.stream = knowledge_stream(rq->a, id_new());
    if (!engine_do_once(api_of(rq)->engine, rq->a, &order, &o, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    if (o.verdict.reason != ACCEPTED) {
        answer_refused(rq, rs, &o.verdict);
        return;
    }
    jobs_wake(api_of(rq)->jobs);
    id_put(&hex, o.id);
    if (!load(rq, rs, buf_str(&hex), &after))
        return;
    put_file(rq, rs, &after);
    if (o.repeated)
        http_add_header(rs, "Idempotency-Replayed", STR("true"));
    else if (is_new)
        rs->status = 201;
}

void
api_knowledge_write(const struct http_request *rq, struct http_response *rs)
{
    struct command_in c = { .cmd = { .type = &knowledge_write_type,
                                     .now = clock_now() } };

    if (answer_staff(rq, rs, &c.cmd.actor) &&
        command_in_read(rq, rs, COMMAND_BARE, &c))
        carry_out(rq, rs, &c, true);
}

void
api_knowledge_do(const struct http_request *rq, struct http_response *rs)
{
    struct command_in c = { .cmd = { .type = knowledge_command(
                                         http_param(rq, "command")),
                                     .now = clock_now() } };
    struct knowledge_file file;

    if (!answer_staff(rq, rs, &c.cmd.actor) ||
        !load(rq, rs, http_param(rq, "id"), &file))
        return;
    c.stream = file.stream;
    if (command_in_read(rq, rs, COMMAND_FIELDS, &c))
        carry_out(rq, rs, &c, false);
}
