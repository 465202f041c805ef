/* Reading one case over HTTP: by staff, and a citizen's own. */
#include "api/access/look.h"
#include "api/answer.h"
#include "api/json.h"
#include "api/keep/register.h"
#include "app/appeal/appeal_file.h"

/* Answers itself when there is none. */
static bool
load(const struct http_request *rq, struct http_response *rs, struct str code,
     struct appeal_file *f)
{
    struct err err;

    if (appeal_file_load(api_of(rq)->engine, rq->a, code, f, &err))
        return true;
    answer_failed(rq, rs, &err);
    return false;
}

/* The version of a case is its tag. True when the asker has it already. */
static bool
not_modified(const struct http_request *rq, struct http_response *rs,
             const struct appeal_file *l)
{
    struct buf tag = { .a = rq->a };

    buf_addf(&tag, "%zu", l->records.n);
    return answer_has_tag(rq, rs, buf_str(&tag));
}

static void
put_word(struct buf *out, const char *name, struct str value)
{
    if (value.n > 0)
        json_text(out, name, value);
}

/* What everybody who may come here sees; the rest of put_state needs more. */
static void
put_open_state(struct buf *out, const struct appeal *s)
{
    json_text(out, "code", s->code);
    json_int(out, "version", s->version);
    json_text(out, "stage", appeal_stage_word(s->stage));
    json_bool(out, "open", appeal_is_open(s));
    put_word(out, "matter", s->matter);
    json_time(out, "received_at", s->received_at);
    json_time(out, "closed_at", s->closed_at);
}

static void
put_state(struct buf *out, const struct appeal *s, struct rules r)
{
    struct str path = rules_place_path(out->a, r, s->place);

    put_open_state(out, s);
    put_word(out, "channel", str_of(appeal_channel_words[s->channel]));
    put_word(out, "regime", str_of(appeal_regime_words[s->regime]));
    put_word(out, "kind", str_of(appeal_kind_words[s->kind]));
    put_word(out, "privacy", str_of(appeal_privacy_words[s->privacy]));
    put_word(out, "place", s->place);
    put_word(out, "place_path", path.n > 0 ? path : s->place_path);
    put_word(out, "level", s->level);
    put_word(out, "first_unit", s->first_unit);
    put_word(out, "lead", s->lead);
    json_int(out, "round", s->round);
    json_int(out, "nudges", s->nudges);
    put_word(out, "outcome", str_of(appeal_outcome_words[s->outcome]));
    put_word(out, "solved", str_of(appeal_solved_words[s->solved]));
    put_word(out, "satisfied", str_of(appeal_satisfied_words[s->satisfied]));
    put_word(out, "source", s->source);
    json_time(out, "replied_at", s->replied_at);
}

static void
put_clocks(struct buf *out, const struct appeal *s)
{
    json_name(out, "clocks");
    json_open(out, '{');
    for (int i = 1; i < APPEAL_CLOCKS; i++)
        json_time(out, appeal_warning_words[i], s->clock[i].due);
    buf_add_char(out, '}');
}

static void
put_field(struct buf *out, const struct field *f, const void *data)
{
    switch (f->kind) {
    case FIELD_TEXT:
        put_word(out, f->name, field_text(f, data));
        break;
    case FIELD_CHOICE:
        put_word(out, f->name, field_choice(f, data));
        break;
    case FIELD_INT:
        json_int(out, f->name, field_number(f, data));
        break;
    case FIELD_TIME:
        json_time(out, f->name, field_number(f, data));
        break;
    case FIELD_ID:
        if (id_is_none(field_id(f, data)))
            break;
        json_name(out, f->name);
        buf_add_char(out, '"');
        id_put(out, field_id(f, data));
        buf_add_char(out, '"');
        break;
    }
}

/* A personal text that the viewer may read; false on a failure. */
static bool
put_text(const struct http_request *rq, struct buf *out, const struct record *r,
         const struct field *f, struct err *err)
{
    const struct appeal_text wanted = { r, f->name, "show" };
    struct str text;
    bool erased;

    if (!appeal_file_text(api_of(rq)->engine, rq->a, &wanted, &text, &erased,
                          err))
        return false;
    put_word(out, f->name, text);
    return true;
}

/* The value of a fact, under the name of its field. */
static bool
put_value_of(const struct http_request *rq, struct buf *out,
             const struct record *r, const struct field *f, struct err *err)
{
    if ((f->flags & FIELD_PERSONAL) != 0)
        return put_text(rq, out, r, f, err);
    put_field(out, f, r->data);
    return true;
}

/* "handler@U_WATER" of "handler:h-1@U_WATER". */
static struct str
without_account(struct arena *a, struct str actor)
{
    size_t colon = str_find(actor, STR(":")), at = str_find(actor, STR("@"));
    struct buf b = { .a = a };

    if (colon == SIZE_MAX)
        return actor;
    buf_add(&b, (struct str){ actor.p, colon });
    if (at != SIZE_MAX)
        buf_add(&b, (struct str){ actor.p + at, actor.n - at });
    return buf_str(&b);
}

/* What happened, as far as the viewer may see it. */
static bool
put_event(const struct http_request *rq, struct buf *out,
          const struct record *r, const struct appeal_view *view,
          struct err *err)
{
    json_open(out, '{');
    json_int(out, "version", r->version);
    json_text(out, "type", str_of(r->type->name));
    json_time(out, "at", r->occurred_at);
    json_text(out, "actor",
              (view->groups & ACCESS_NOTES) != 0
                  ? r->actor
                  : without_account(out->a, r->actor));
    json_int(out, "position", (int64_t)r->position);
    json_name(out, "fields");
    json_open(out, '{');
    for (size_t i = 0; i < r->type->fields_n; i++) {
        const struct field *f = &r->type->fields[i];

        if (!appeal_view_shows(view, f))
            continue;
        if ((f->flags & FIELD_PERSONAL) == 0)
            put_field(out, f, r->data);
        else if (!put_text(rq, out, r, f, err))
            return false;
    }
    buf_add(out, STR("}}"));
    return true;
}

static bool
put_events(const struct http_request *rq, struct buf *out,
           const struct appeal_file *l, const struct appeal_view *view,
           struct err *err)
{
    put_clocks(out, &l->s);
    json_name(out, "events");
    json_open(out, '[');
    for (size_t i = 0; i < l->records.n; i++)
        if (!put_event(rq, out, &l->records.at[i], view, err))
            return false;
    buf_add_char(out, ']');
    return register_facts(rq, out, &l->records, view, put_value_of, err);
}

void
api_case(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    const struct verdict no_case = refuse(REFUSED_VALUE, "no_such_case", NULL);
    struct appeal_view view;
    struct appeal_file l;
    struct buf *out;
    struct err err;

    if (!answer_query_ok(rq, rs, none) ||
        !load(rq, rs, http_param(rq, "id"), &l))
        return;
    if (!look_begin(rq, &l, &view, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    if ((view.groups & ACCESS_PUBLIC) == 0) {
        answer_refused(rq, rs, &no_case);
        return;
    }
    if (appeal_view_personal(&view) == 0 && not_modified(rq, rs, &l))
        return;
    out = answer_json(rs);
    buf_add(out, STR("{\"id\":\""));
    id_put(out, l.id);
    buf_add_char(out, '"');
    json_text(out, "shown", access_words(rq->a, view.groups));
    if ((view.groups & ACCESS_CASE) == 0)
        put_open_state(out, &l.s);
    else
        put_state(out, &l.s,
                  engine_rules(api_of(rq)->engine,
                               l.records.at[l.records.n - 1].occurred_at));
    if ((view.groups & ACCESS_CASE) != 0 &&
        !put_events(rq, out, &l, &view, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    buf_add(out, STR("}\n"));
}

static void
put_unit(const struct http_request *rq, struct buf *out, struct str code)
{
    const struct unit *u =
        rules_unit(rulebooks_on(engine_rulebooks(api_of(rq)->engine), 0), code);

    if (code.n == 0)
        return;
    json_name(out, "unit");
    json_open(out, '{');
    json_text(out, "code", code);
    json_text(out, "name", u == NULL ? code : u->name.hans);
    buf_add_char(out, '}');
}

/* The citizen sees that something happened and when, not who or why. */
static void
put_public(const struct http_request *rq, struct buf *out,
           const struct appeal_file *l)
{
    const struct appeal *s = &l->s;

    json_text(out, "code", s->code);
    json_text(out, "stage", appeal_stage_word(s->stage));
    json_bool(out, "open", appeal_is_open(s));
    put_unit(rq, out, s->lead);
    json_time(out, "received_at", s->received_at);
    json_time(out, "contact_by", s->clock[APPEAL_WARNING_CONTACT].due);
    json_time(out, "due_at", s->clock[APPEAL_WARNING_CLOSE].due);
    json_time(out, "second_due_at", s->clock[APPEAL_WARNING_SECOND].due);
    json_time(out, "replied_at", s->replied_at);
    json_time(out, "closed_at", s->closed_at);
    json_name(out, "events");
    json_open(out, '[');
    for (size_t i = 0; i < l->records.n; i++) {
        json_open(out, '{');
        json_text(out, "type", str_of(l->records.at[i].type->name));
        json_time(out, "at", l->records.at[i].occurred_at);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
}

void
api_progress(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    const struct verdict no_case = refuse(REFUSED_VALUE, "no_such_case", NULL);
    struct str code = http_param(rq, "query_code");
    struct appeal_file l;
    struct buf *out;

    if (!answer_query_ok(rq, rs, none))
        return;
    if (engine_query_number(api_of(rq)->engine, code) == 0) {
        answer_refused(rq, rs, &no_case); /* a case code opens nothing */
        return;
    }
    if (!load(rq, rs, code, &l) || not_modified(rq, rs, &l))
        return;
    out = answer_json(rs);
    buf_add_char(out, '{');
    put_public(rq, out, &l);
    buf_add(out, STR("}\n"));
}
