/* One request in words; see request.h. */
#include "api/answer.h"
#include "app/appeal/appeal_file.h"
#include "pages/request/request.h"

/* What is being told. */
struct telling {
    const struct page *p;
    const struct request_telling *t;
    struct request_told *told;
    int64_t due_at; /* until now */
};

static struct str
reason_words(const struct page *p, struct str kind, struct str code)
{
    const struct reason_rule *r = rules_reason(p->rules, kind, code);

    return r == NULL ? code : page_name(p, &r->name);
}

/* A text, when it is shown. Erased is empty. */
static bool
read_text(const struct telling *x, const struct record *r, const char *field,
          struct str *ret_text, struct err *err)
{
    const struct appeal_text wanted = { r, field, "citizen" };
    bool erased;

    if ((x->t->groups & request_field_group(str_of(field))) == 0)
        return true;
    return appeal_file_text(api_of(x->p->rq)->engine, x->p->rq->a, &wanted,
                            ret_text, &erased, err);
}

/* A time, counted from start by the rules of the event. */
struct counting {
    const char *step;
    enum say what;
    int64_t start, due, at; /* at: of the event */
    struct str rules;
};

static void
put_term(const struct telling *x, const struct counting *c)
{
    struct rules r =
        rulebooks_promised(engine_rulebooks(api_of(x->p->rq)->engine), c->rules,
                           moment_day(c->at));
    struct request_term t = { .what = c->what, .at = c->due };
    struct buf b = { .a = x->p->rq->a };
    const struct deadline *d;
    int64_t due;
    int year;

    d = r.book == NULL ? NULL : request_deadline(r, c->step);
    if (d != NULL) {
        t.basis = d->basis.text;
        if (calendar_due(&r.book->calendar, c->start, d->term, &due, &year) &&
            due == c->due) {
            calendar_explain(&r.book->calendar, c->start, d->term, &b);
            t.arithmetic = buf_str(&b);
        }
    }
    if (x->told->terms_n < REQUEST_TERMS)
        x->told->terms[x->told->terms_n++] = t;
}

static bool
case_code(const struct page *p, struct id id, struct str *ret_code,
          struct err *err)
{
    struct appeal_file file;

    if (!appeal_file_of(api_of(p->rq)->engine, p->rq->a, id, &file, err))
        return false;
    *ret_code = file.s.code;
    return true;
}

static bool
tell_submitted(struct telling *x, const struct record *r, struct err *err)
{
    const struct request_submitted_v1 *e = r->data;
    const struct counting c = {
        "answer",  SAY_request_due, r->occurred_at,
        e->due_at, r->occurred_at,  e->rules,
    };

    put_term(x, &c);
    x->due_at = e->due_at;
    return (id_is_none(e->case_id) ||
            case_code(x->p, e->case_id, &x->told->case_code, err)) &&
           read_text(x, r, "body", &x->told->body, err) &&
           read_text(x, r, "name", &x->told->name, err) &&
           read_text(x, r, "agent", &x->told->agent, err) &&
           read_text(x, r, "contact", &x->told->contact, err);
}

static bool
tell_correction(const struct telling *x, const struct record *r,
                struct err *err)
{
    return read_text(x, r, "new_name", &x->told->new_name, err) &&
           read_text(x, r, "new_contact", &x->told->new_contact, err) &&
           read_text(x, r, "statement", &x->told->statement, err);
}

static void
tell_prolonged(struct telling *x, const struct record *r,
               struct request_step *step)
{
    const struct request_prolonged_v1 *e = r->data;
    const struct counting c = {
        "prolong", SAY_request_prolonged, x->due_at,
        e->due_at, r->occurred_at,        e->rules,
    };
    struct buf b = { .a = x->p->rq->a };

    put_term(x, &c);
    x->due_at = e->due_at;
    buf_add(&b, reason_words(x->p, STR("extend"), e->reason));
    if (e->because.n > 0) {
        buf_add(&b, STR("："));
        buf_add(&b, e->because);
    }
    step->detail = buf_str(&b);
}

static bool
tell_granted(struct telling *x, const struct record *r, struct err *err)
{
    const struct request_granted_v1 *e = r->data;
    const struct counting c = {
        "fetch",        SAY_request_fetch_until, r->occurred_at,
        e->fetch_until, r->occurred_at,          e->rules,
    };

    if (e->fetch_until != 0)
        put_term(x, &c);
    return read_text(x, r, "said", &x->told->said, err);
}

static bool
tell_refused(struct telling *x, const struct record *r, struct err *err)
{
    const struct request_refused_v1 *e = r->data;

    x->told->refused = true;
    x->told->reason = reason_words(x->p, STR("deny"), e->reason);
    x->told->basis = e->basis;
    x->told->remedy = e->remedy;
    return read_text(x, r, "said", &x->told->said, err);
}

/* A case, and what was to be done to it: charged, acted and hindered begin
 * alike. */
static bool
tell_acted(const struct telling *x, const struct record *r,
           struct request_step *step, struct err *err)
{
    const struct field *id = payload_field(r->type, STR("case_id"));
    const struct field *command = payload_field(r->type, STR("command"));
    const struct field *rule = payload_field(r->type, STR("rule"));
    struct buf b = { .a = x->p->rq->a };
    struct str code;

    if (!case_code(x->p, field_id(id, r->data), &code, err))
        return false;
    buf_add(&b, code);
    buf_add(&b, STR(" "));
    buf_add(&b, page_words(x->p, "command.", field_text(command, r->data)));
    if (rule != NULL) {
        buf_add(&b, STR(" "));
        buf_add(&b, page_words(x->p, "refusal.", field_text(rule, r->data)));
    }
    step->detail = buf_str(&b);
    return true;
}

static bool
tell_record(struct telling *x, const struct record *r,
            struct request_step *step, struct err *err)
{
    const struct request_confirmed_v1 *confirmed = r->data;

    if (r->type == &request_submitted_v1_type)
        return tell_submitted(x, r, err);
    if (r->type == &request_correction_v1_type)
        return tell_correction(x, r, err);
    if (r->type == &request_acted_v1_type ||
        r->type == &request_hindered_v1_type)
        return tell_acted(x, r, step, err);
    if (r->type == &request_granted_v1_type)
        return tell_granted(x, r, err);
    if (r->type == &request_refused_v1_type)
        return tell_refused(x, r, err);
    if (r->type == &request_prolonged_v1_type)
        tell_prolonged(x, r, step);
    else if (r->type == &request_confirmed_v1_type)
        step->detail = page_words(x->p, "request_proof.",
                                  str_of(request_proof_words[confirmed->how]));
    return true;
}

/* The person reads what was done to which case, not that it was to be done;
 * that he said how it should read stands above. */
static bool
is_told(const struct record *r, bool inner)
{
    return r->type != &request_correction_v1_type &&
           (inner || (r->type != &request_warned_v1_type &&
                      r->type != &request_charged_v1_type));
}

bool
request_tell(const struct page *p, const struct request_telling *t,
             struct request_told *ret_told, struct err *err)
{
    const struct request_file *file = t->file;
    struct telling x = { p, t, ret_told, 0 };
    struct request_step *steps =
        arena_alloc(p->rq->a, (file->records.n + 1) * sizeof(*steps));

    *ret_told = (struct request_told){
        .hex = file->hex,
        .kind = page_words(p, "request_kind.",
                           str_of(request_kind_words[file->s.kind])),
        .way = page_words(p, "request_way.",
                          str_of(request_way_words[file->s.way])),
        .stage =
            page_words(p, "request_stage.", request_stage_word(file->s.stage)),
        .open = request_is_open(&file->s),
        .steps = steps,
    };
    for (size_t i = 0; i < file->records.n; i++) {
        const struct record *r = &file->records.at[i];
        struct request_step step = {
            r->occurred_at,
            page_words(p, "request_event.", str_of(r->type->name)),
            { NULL, 0 },
        };

        if (!tell_record(&x, r, &step, err))
            return false;
        if (is_told(r, t->inner))
            steps[ret_told->steps_n++] = step;
    }
    return true;
}

struct request_line
request_line_of(const struct page *p, const struct request_row *r)
{
    return (struct request_line){
        .hex = r->hex,
        .kind = page_words(p, "request_kind.", r->kind),
        .way = page_words(p, "request_way.", r->way),
        .stage = page_words(p, "request_stage.", r->stage),
        .submitted_at = r->submitted_at,
        .due_at = r->due_at,
        .open = r->open,
        .left = left_until(p->h.now, r->open ? r->due_at : 0, 0),
    };
}
