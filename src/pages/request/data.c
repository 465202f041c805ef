/* What is kept of a person, in words, to be read and printed; see request.h. */
#include "api/answer.h"
#include "pages/pages.h"
#include "pages/request/request.h"
#include "rulebook/access/access.h"
#include "templates.h"

/* What a field of a case is called. */
static const struct {
    const char *field;
    enum say say;
} names[] = {
    { "title", SAY_staff_text_title },
    { "body", SAY_staff_text_body },
    { "place_text", SAY_staff_text_place },
    { "point", SAY_data_point },
    { "caller", SAY_staff_text_caller },
    { "contact", SAY_staff_text_contact },
    { "answers", SAY_staff_text_answers },
    { "alternative", SAY_data_alternative },
    { "shows", SAY_data_shows },
    { "statement", SAY_request_statement },
};

/* "What happened: what of it"; of a field without a name of its own the event
 * says enough. */
static struct str
label_of(const struct page *p, const struct data_text *t)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, page_words(p, "event.", t->event));
    for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
        if (str_eq(str_of(names[i].field), t->field)) {
            buf_add(&b, STR(" · "));
            buf_add(&b, page_say(p->h.lang, names[i].say));
        }
    return buf_str(&b);
}

static struct str
agreed_words(const struct page *p, bool agreed)
{
    return page_say(p->h.lang, agreed ? SAY_data_agreed : SAY_data_not_agreed);
}

static struct data_section
section_of(const struct page *p, const struct data_case *c)
{
    struct data_line *lines =
        arena_alloc(p->rq->a, (c->texts.n + 1) * sizeof(*lines));

    for (size_t i = 0; i < c->texts.n; i++) {
        const struct data_text *t = &c->texts.at[i];

        lines[i] =
            (struct data_line){ label_of(p, t), t->text, t->at, t->erased };
    }
    return (struct data_section){
        .code = c->code,
        .matter = page_matter(p, c->matter),
        .place = page_place(p, c->place),
        .stage = page_words(p, "stage.", c->stage),
        .received_at = c->received_at,
        .closed_at = c->closed_at,
        .was_asked = c->was_asked,
        .notice = c->notice,
        .publish = agreed_words(p, c->agreed_publish),
        .sensitive = agreed_words(p, c->agreed_sensitive),
        .texts = lines,
        .texts_n = c->texts.n,
        .looks = look_lines(p, &c->looks),
        .cut = c->looks.n == READS_MOST,
    };
}

struct data_told
request_data_told(const struct page *p, const struct person_data *d)
{
    struct arena *a = p->rq->a;
    struct data_told told = {
        .account = d->account,
        .name = d->name,
        .phone = d->phone,
        .has_account = d->account.n > 0,
        .more = d->more,
        .made_at = d->made_at,
        .sessions =
            arena_alloc(a, (d->sessions.at_n + 1) * sizeof(*told.sessions)),
        .sessions_n = d->sessions.at_n,
        .cases = arena_alloc(a, (d->cases_n + 1) * sizeof(*told.cases)),
        .cases_n = d->cases_n,
    };

    for (size_t i = 0; i < d->sessions.at_n; i++)
        told.sessions[i] = (struct data_session){ d->sessions.at[i].agent,
                                                  d->sessions.at[i].made_at,
                                                  d->sessions.at[i].seen_at };
    for (size_t i = 0; i < d->cases_n; i++)
        told.cases[i] = section_of(p, &d->cases[i]);
    return told;
}

/* May whoever looks print this for somebody at the counter: who answers such
 * requests, with a purpose for which he is shown their texts? The look is
 * noted. False: it was answered. */
static bool
may_print(struct staff *s, struct request_file *ret_file)
{
    struct page *p = &s->p;
    const struct access_order order = { STR("request_grant"), s->actor.role,
                                        0 };
    unsigned groups;
    struct err err;

    if (!request_page_load(p, ret_file))
        return false;
    if (ret_file->s.way != REQUEST_WAY_COUNTER ||
        !access_command(p->rules, &order)) {
        page_problem(p, 403, SAY_data_not_yours, SAY_data_not_yours_text);
        return false;
    }
    if (!request_may_fetch(&ret_file->s, p->h.now)) {
        page_problem(p, 410, SAY_request_over, SAY_request_over_text);
        return false;
    }
    if (!request_look(p->rq, ret_file, &groups, &err)) {
        page_failed(p, &err);
        return false;
    }
    if ((groups & ACCESS_TEXTS) != 0)
        return true;
    page_problem(p, 403, SAY_data_not_yours, SAY_request_no_purpose);
    return false;
}

void
pages_request_data(const struct http_request *rq, struct http_response *rs)
{
    struct counter_data_view v = { .hex = STR("") };
    struct request_file file;
    struct person_data data;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!may_print(&s, &file))
        return;
    if (!request_data_at_counter(rq, &file, &data, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    v.frame = staff_frame(&s, SAY_data_title);
    v.frame.requests = true;
    v.hex = file.hex;
    v.told = request_data_told(&s.p, &data);
    http_add_header(rs, "Cache-Control", STR("no-store"));
    html_request_counter(&s.p.h, &v);
    page_send(&s.p, 200);
}

void
pages_request_json(const struct http_request *rq, struct http_response *rs)
{
    struct request_file file;
    struct person_data data;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!may_print(&s, &file))
        return;
    if (!request_data_at_counter(rq, &file, &data, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    request_data_json(answer_body(rs, "application/json"), &data);
    http_add_header(rs, "Content-Disposition",
                    STR("attachment; filename=\"data.json\""));
    http_add_header(rs, "Cache-Control", STR("no-store"));
}
