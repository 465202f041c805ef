/* Everything that is kept about a person, as JSON; see request_data.h. */
#include "api/json.h"
#include "api/request/request_data.h"

static void
put_texts(struct buf *out, const struct data_texts *texts)
{
    json_name(out, "texts");
    json_open(out, '[');
    for (size_t i = 0; i < texts->n; i++) {
        const struct data_text *t = &texts->at[i];

        json_open(out, '{');
        json_time(out, "at", t->at);
        json_text(out, "event", t->event);
        json_text(out, "field", t->field);
        if (t->erased)
            json_bool(out, "erased", true);
        else
            json_text(out, "text", t->text);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

static void
put_looks(struct buf *out, const struct read_list *looks)
{
    json_name(out, "looks");
    json_open(out, '[');
    for (size_t i = 0; i < looks->n; i++) {
        const struct read_row *r = &looks->at[i];

        json_open(out, '{');
        json_time(out, "hour", r->hour);
        json_text(out, "role", r->role);
        json_text(out, "unit", r->unit);
        json_text(out, "purpose", r->purpose);
        json_text(out, "fields", r->fields);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

/* As they stand now: what was taken back is no consent any more. */
static void
put_consents(struct buf *out, const struct data_case *c)
{
    json_name(out, "consents");
    json_open(out, '{');
    json_text(out, "notice", c->notice);
    json_bool(out, "publish", c->agreed_publish);
    json_bool(out, "sensitive", c->agreed_sensitive);
    buf_add_char(out, '}');
}

static void
put_case(struct buf *out, const struct data_case *c)
{
    json_open(out, '{');
    json_text(out, "code", c->code);
    json_text(out, "query_code", c->query_code);
    json_text(out, "matter", c->matter);
    json_text(out, "place", c->place);
    json_text(out, "stage", c->stage);
    json_time(out, "received_at", c->received_at);
    json_time(out, "closed_at", c->closed_at);
    if (c->was_asked)
        put_consents(out, c);
    put_texts(out, &c->texts);
    put_looks(out, &c->looks);
    buf_add_char(out, '}');
}

static void
put_sessions(struct buf *out, const struct session_list *sessions)
{
    json_name(out, "sessions");
    json_open(out, '[');
    for (size_t i = 0; i < sessions->at_n; i++) {
        json_open(out, '{');
        json_text(out, "browser", sessions->at[i].agent);
        json_time(out, "began_at", sessions->at[i].made_at);
        json_time(out, "seen_at", sessions->at[i].seen_at);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

void
request_data_json(struct buf *out, const struct person_data *d)
{
    buf_add_char(out, '{');
    json_text(out, "format", STR("gongzhi-person/1"));
    json_time(out, "made_at", d->made_at);
    if (d->account.n > 0) {
        json_name(out, "account");
        json_open(out, '{');
        json_text(out, "code", d->account);
        json_text(out, "name", d->name);
        json_text(out, "phone", d->phone);
        buf_add_char(out, '}');
        put_sessions(out, &d->sessions);
    }
    if (d->more)
        json_bool(out, "more", true);
    json_name(out, "cases");
    json_open(out, '[');
    for (size_t i = 0; i < d->cases_n; i++)
        put_case(out, &d->cases[i]);
    buf_add(out, STR("]}\n"));
}
