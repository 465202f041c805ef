/* See own.h. */
#include "pages/own/own.h"

#include "api/answer.h"
#include "app/appeal/appeal_file.h"
#include "identity/phone/phone.h"

bool
own_resident(struct page *p)
{
    if (p->visitor.kind == VISITOR_RESIDENT)
        return true;
    if (p->visitor.kind == VISITOR_STAFF)
        page_redirect(p->rs, STR("/me/sessions"));
    else
        page_sign_in(p->rq, p->rs, STR("/me"));
    return false;
}

bool
own_cases(const struct page *p, struct person_cases *ret_cases,
          struct str *ret_phone, struct err *err)
{
    struct identity *id = api_of(p->rq)->identity;
    struct str account = p->visitor.account;

    *ret_cases = (struct person_cases){ .n = 0 };
    return phone_of(id, p->rq->a, account, ret_phone, err) &&
           person_cases_of(id, p->rq->a, account, *ret_phone, ret_cases, err);
}

bool
own_case_of(const struct page *p, struct id id, struct own_case *ret_case,
            struct err *err)
{
    struct engine *e = api_of(p->rq)->engine;
    struct buf code = { .a = p->rq->a };
    struct appeal_file file;

    if (!appeal_file_of(e, p->rq->a, id, &file, err))
        return false;
    engine_query_code(e, file.s.number, &code);
    *ret_case = (struct own_case){
        .code = buf_str(&code),
        .matter = page_matter(p, file.s.matter),
        .place = page_place(p, file.s.place),
        .stage = page_words(p, "stage.", appeal_stage_word(file.s.stage)),
        .received_at = file.s.received_at,
    };
    return true;
}
