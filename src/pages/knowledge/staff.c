/* What staff does with entries; see knowledge.h. */
#include "api/answer.h"
#include "pages/command_form.h"
#include "pages/knowledge/knowledge.h"
#include "pages/pages.h"
#include "sys/clock.h"

void
pages_knowledge_one(const struct http_request *rq, struct http_response *rs)
{
    struct knowledge_file file;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (knowledge_load(&s.p, &file))
        knowledge_put_one(&s, &file, NULL);
}

void
pages_knowledge_new(const struct http_request *rq, struct http_response *rs)
{
    struct staff s;

    staff_begin(&s, rq, rs);
    knowledge_put_form(&s, NULL, NULL, NULL);
}

void
pages_knowledge_revise(const struct http_request *rq, struct http_response *rs)
{
    struct knowledge_file file;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (knowledge_load(&s.p, &file))
        knowledge_put_form(&s, &file, NULL, NULL);
}

/* Carry it out; *ret_id: of the entry. False: failed, and the page is written.
 */
static bool
carry_out(struct staff *s, const struct knowledge_file *file,
          const struct payload_type *type, const struct form *form,
          struct verdict *ret_verdict, struct id *ret_id)
{
    struct form filled = knowledge_filled(&s->p, form);
    struct page_order order = {
        file == NULL ? knowledge_stream(s->p.rq->a, id_new()) : file->stream,
        type,
        NULL,
        s->actor,
        form,
    };
    struct outcome o;

    *ret_verdict = command_form(&s->p, type, &filled, &order.data);
    if (ret_verdict->reason != ACCEPTED)
        return true;
    if (!page_do(&s->p, &order, &o))
        return false;
    *ret_verdict = o.verdict;
    *ret_id = o.id;
    return true;
}

static void
go_to(struct http_response *rs, struct arena *a, struct id id)
{
    struct buf to = { .a = a };

    buf_add(&to, STR("/w/knowledge/"));
    id_put(&to, id);
    buf_add(&to, STR("?done=1"));
    page_redirect(rs, buf_str(&to));
}

void
pages_knowledge_write(const struct http_request *rq, struct http_response *rs)
{
    struct verdict v;
    struct staff s;
    struct form form;
    struct id id;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form) ||
        !carry_out(&s, NULL, &knowledge_write_type, &form, &v, &id))
        return;
    if (v.reason != ACCEPTED)
        knowledge_put_form(&s, NULL, &form, &v);
    else
        go_to(rs, rq->a, id);
}

void
pages_knowledge_do(const struct http_request *rq, struct http_response *rs)
{
    const struct payload_type *type =
        knowledge_command(http_param(rq, "command"));
    struct knowledge_file file;
    struct verdict v;
    struct staff s;
    struct form form;
    struct id id;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form) || !knowledge_load(&s.p, &file))
        return;
    if (type == NULL) {
        page_problem(&s.p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return;
    }
    if (!carry_out(&s, &file, type, &form, &v, &id))
        return;
    if (v.reason == ACCEPTED) {
        jobs_wake(api_of(rq)->jobs);
        go_to(rs, rq->a, file.id);
    } else if (type == &knowledge_revise_type) {
        knowledge_put_form(&s, &file, &form, &v);
    } else {
        knowledge_put_one(&s, &file, &v);
    }
}
