/* Requests about one's own data, for the data officer; see request.h. */
#include "api/answer.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/request/request.h"
#include "rulebook/access/access.h"
#include "templates.h"

static struct str
next_address(const struct page *p, const struct request_rows *rows,
             bool answered)
{
    struct str next = request_rows_next(p->rq, rows);
    struct buf b = { .a = p->rq->a };

    if (next.n > 0)
        buf_addf(&b, "/w/requests?%safter=%.*s", answered ? "answered=1&" : "",
                 STR_ARG(next));
    return buf_str(&b);
}

void
pages_requests(const struct http_request *rq, struct http_response *rs)
{
    struct request_rows_ask ask = {
        .answered = str_eq(http_query(rq, "answered"), STR("1")),
    };
    struct requests_view v = { .answered = ask.answered };
    struct request_line *lines;
    struct request_rows rows;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    v.frame = staff_frame(&s, SAY_request_all);
    v.frame.requests = true;
    (void)request_rows_after(http_query(rq, "after"), &ask); /* or the first */
    if (!request_rows_all(rq, &ask, &rows, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    lines = arena_alloc(rq->a, (rows.n + 1) * sizeof(*lines));
    for (size_t i = 0; i < rows.n; i++)
        lines[i] = request_line_of(&s.p, &rows.at[i]);
    v.lines = lines;
    v.lines_n = rows.n;
    v.next = next_address(&s.p, &rows, ask.answered);
    html_request_list(&s.p.h, &v);
    page_send(&s.p, 200);
}

static void
put_reasons(const struct page *p, const char *kind, struct str chosen,
            struct option_list *list)
{
    for (size_t i = 0; i < p->rules.book->reasons_n; i++) {
        const struct reason_rule *r = &p->rules.book->reasons[i];

        if (str_eq(r->kind, str_of(kind)) &&
            rules_reason(p->rules, r->kind, r->code) == r)
            option_add(p, list,
                       (struct option){ r->code, page_name(p, &r->name),
                                        str_eq(r->code, chosen) });
    }
}

static void
put_acts(const struct staff *s, const struct request *r,
         const struct form *form, struct request_view *v)
{
    static const char *const proofs[] = { "document", "call" };
    const struct page *p = &s->p;
    struct str reason = form == NULL ? STR("") : form_value(form, "reason");

    v->may_confirm = request_may(r, &request_confirm_type, &s->actor, p->rules);
    v->may_prolong = !r->prolonged &&
                     request_may(r, &request_prolong_type, &s->actor, p->rules);
    v->may_grant = request_may(r, &request_grant_type, &s->actor, p->rules);
    v->may_deny = request_may(r, &request_deny_type, &s->actor, p->rules);
    v->may_erase =
        !r->erased && request_may(r, &request_erase_type, &s->actor, p->rules);
    v->may_print =
        r->way == REQUEST_WAY_COUNTER && request_may_fetch(r, p->h.now);
    v->may_any = v->may_confirm || v->may_prolong || v->may_grant ||
                 v->may_deny || v->may_erase;
    for (int i = 0; i < 2; i++)
        option_add(
            p, &v->proofs,
            (struct option){ str_of(proofs[i]),
                             page_words(p, "request_proof.", str_of(proofs[i])),
                             false });
    put_reasons(p, "extend", reason, &v->extend_reasons);
    put_reasons(p, "deny", reason, &v->deny_reasons);
    if (form == NULL)
        return;
    v->because = form_value(form, "because");
    v->said = form_value(form, "said");
    v->basis = form_value(form, "basis");
}

/* What a deletion is about, and what must stay. */
static bool
put_bars(const struct page *p, const struct request_file *file,
         struct request_view *v, struct err *err)
{
    struct request_bars *bars = arena_new(p->rq->a, struct request_bars);
    struct bar_line *lines;

    v->deletes = file->s.kind == REQUEST_KIND_DELETE && v->told.open;
    if (!v->deletes)
        return true;
    if (!request_bars(p->rq, file, bars, err))
        return false;
    lines = arena_alloc(p->rq->a, (bars->n + 1) * sizeof(*lines));
    for (size_t i = 0; i < bars->n; i++) {
        const struct appeal_bar *bar = &bars->at[i].bar;

        lines[i] = (struct bar_line){
            bars->at[i].code,
            page_words(p, "refusal.", str_of(bar->rule)),
            bar->basis,
            bar->until,
        };
    }
    v->cases = (int64_t)bars->cases.n;
    v->bars = lines;
    v->bars_n = bars->n;
    return true;
}

/* form: what was sent and refused, or NULL. */
static void
put_one(struct staff *s, const struct request_file *file,
        const struct form *form, struct verdict verdict)
{
    struct request_telling telling = { .file = file, .inner = true };
    struct request_view v = { .frame = staff_frame(s, SAY_request_one) };
    struct buf here = { .a = s->p.rq->a };
    struct page *p = &s->p;
    struct err err;

    if (!request_look(p->rq, file, &telling.groups, &err) ||
        !request_tell(p, &telling, &v.told, &err) ||
        !put_bars(p, file, &v, &err)) {
        page_failed(p, &err);
        return;
    }
    v.frame.requests = true;
    buf_add(&here, STR("/w/requests/"));
    buf_add(&here, file->hex);
    v.frame.layout.here = buf_str(&here);
    v.left =
        left_until(p->h.now, v.told.open ? file->s.due_at : 0, file->s.warn_at);
    v.no_purpose = telling.groups == 0 && !file->s.erased;
    put_acts(s, &file->s, form, &v);
    v.done = http_query(p->rq, "done").n > 0 && form == NULL;
    if (form != NULL) {
        v.fault = refusal_words(p, &verdict);
        v.frame.layout.wrong = true;
    }
    html_request_one(&p->h, &v);
    page_send(p, form == NULL                      ? 200
                 : verdict.reason == REFUSED_STAGE ? 409
                                                   : 422);
}

bool
request_page_load(struct page *p, struct request_file *ret_file)
{
    struct err err;

    if (request_file_load(api_of(p->rq)->engine, p->rq->a,
                          http_param(p->rq, "id"), ret_file, &err))
        return true;
    if (err.kind == ERR_NOT_FOUND)
        page_problem(p, 404, SAY_request_none_such, SAY_request_none_such_text);
    else
        page_failed(p, &err);
    return false;
}

void
pages_request(const struct http_request *rq, struct http_response *rs)
{
    struct request_file file;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (request_page_load(&s.p, &file))
        put_one(&s, &file, NULL, accept());
}

/* A refusal has the basis of its reason, unless another was written. */
static void
fill_basis(const struct page *p, const struct payload_type *type, void *data)
{
    struct request_deny *deny = data;
    const struct reason_rule *r;

    if (type != &request_deny_type || deny->basis.n > 0)
        return;
    r = rules_reason(p->rules, STR("deny"), deny->reason);
    if (r != NULL)
        deny->basis = r->basis.text;
}

static bool
carry_out(struct staff *s, const struct request_file *file, struct command *cmd,
          const struct form *form, struct verdict *ret_verdict)
{
    const struct request_order order = { file, cmd, NULL };
    struct outcome o;
    struct err err;
    void *data;

    *ret_verdict = command_form(&s->p, cmd->type, form, &cmd->data);
    if (ret_verdict->reason != ACCEPTED)
        return true;
    data = arena_copy(s->p.rq->a, cmd->data, cmd->type->size);
    fill_basis(&s->p, cmd->type, data);
    cmd->data = data;
    if (!request_do(s->p.rq, &order, &o, &err)) {
        page_failed(&s->p, &err);
        return false;
    }
    *ret_verdict = o.verdict;
    return true;
}

void
pages_request_do(const struct http_request *rq, struct http_response *rs)
{
    struct command cmd = { .type = request_command(http_param(rq, "command")) };
    struct buf to = { .a = rq->a };
    struct request_file file;
    struct verdict verdict;
    struct staff s;
    struct form form;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form) || !request_page_load(&s.p, &file))
        return;
    if (cmd.type == NULL) {
        page_problem(&s.p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return;
    }
    cmd.actor = s.actor;
    cmd.now = s.p.h.now;
    if (!carry_out(&s, &file, &cmd, &form, &verdict))
        return;
    if (verdict.reason != ACCEPTED) {
        put_one(&s, &file, &form, verdict);
        return;
    }
    jobs_wake(api_of(rq)->jobs);
    buf_add(&to, STR("/w/requests/"));
    buf_add(&to, file.hex);
    buf_add(&to, STR("?done=1"));
    page_redirect(rs, buf_str(&to));
}
