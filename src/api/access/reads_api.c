/* Who looked at what, for programs: GET /api/v1/access. */
#include <string.h>

#include "api/access/reads.h"
#include "api/answer.h"
#include "api/json.h"

static void
put_who(struct buf *out, struct str account, struct str role, struct str unit)
{
    json_text(out, "account", account);
    json_text(out, "role", role);
    json_text(out, "unit", unit);
}

static void
put_what(struct buf *out, struct str id, struct str code, struct str request)
{
    if (id.n > 0)
        json_text(out, request.n > 0 ? "request" : "case", id);
    if (code.n > 0)
        json_text(out, "code", code);
}

static void
put_reads(struct buf *out, const struct read_list *l)
{
    json_name(out, "reads");
    json_open(out, '[');
    for (size_t i = 0; i < l->n; i++) {
        const struct read_row *r = &l->at[i];

        json_open(out, '{');
        json_time(out, "hour", r->hour);
        put_what(out, r->id, r->code, r->request);
        put_who(out, r->account, r->role, r->unit);
        json_text(out, "purpose", r->purpose);
        json_text(out, "relation", r->relation);
        json_text(out, "fields", r->fields);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void
put_flags(struct buf *out, const struct flag_list *l)
{
    json_name(out, "flags");
    json_open(out, '[');
    for (size_t i = 0; i < l->n; i++) {
        const struct flag_row *f = &l->at[i];

        json_open(out, '{');
        json_time(out, "day", f->day);
        json_text(out, "why", f->why);
        put_who(out, f->account, f->role, f->unit);
        put_what(out, f->id, f->code, f->request);
        json_int(out, "n", f->n);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void
put_taken(struct buf *out, const struct taken_list *l)
{
    json_name(out, "exports");
    json_open(out, '[');
    for (size_t i = 0; i < l->n; i++) {
        const struct taken_row *t = &l->at[i];

        json_open(out, '{');
        json_time(out, "at", t->at);
        json_text(out, "mark", t->mark);
        put_who(out, t->account, t->role, t->unit);
        json_int(out, "rows", t->rows);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void
put_wrong(const struct http_request *rq, struct http_response *rs,
          const char *wrong, const struct err *err)
{
    const struct verdict v =
        refuse(REFUSED_VALUE,
               wrong != NULL && strcmp(wrong, "day") == 0 ? "not_a_time"
                                                          : "malformed_name",
               wrong);

    if (wrong == NULL || strcmp(wrong, "case") == 0)
        answer_failed(rq, rs, err);
    else
        answer_refused(rq, rs, &v);
}

void
api_access(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "account", "case", "day", NULL };
    struct read_list reads;
    struct flag_list flags;
    struct taken_list taken;
    struct read_ask ask;
    const char *wrong;
    struct buf *out;
    struct err err = { .kind = ERR_NONE };

    if (!answer_query_ok(rq, rs, names))
        return;
    if (!reads_ask(rq, &ask, &wrong, &err)) {
        put_wrong(rq, rs, wrong, &err);
        return;
    }
    if (!reads_find(rq, &ask, &reads, &err) ||
        !reads_flags(rq, ask.account, &flags, &err) ||
        !reads_taken(rq, ask.account, &taken, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    buf_add_char(out, '{');
    put_reads(out, &reads);
    put_flags(out, &flags);
    put_taken(out, &taken);
    buf_add(out, STR("}\n"));
}
