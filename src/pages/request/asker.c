/* Who asks about his own data: who is signed on, or who has the query code of
 * a case; see request.h. */
#include "pages/request/request.h"

static void
by_code(struct request_asker *x)
{
    struct buf base = { .a = x->c.p.rq->a }, back = { .a = x->c.p.rq->a };

    buf_addf(&back, "/c/%.*s", STR_ARG(x->c.code));
    buf_addf(&base, "%.*s/requests", STR_ARG(buf_str(&back)));
    x->way = REQUEST_WAY_CODE;
    x->base = buf_str(&base);
    x->back = buf_str(&back);
    x->back_name = page_say(x->c.p.h.lang, SAY_audit_back);
}

bool
request_asker_begin(struct request_asker *x, const struct http_request *rq,
                    struct http_response *rs)
{
    *x = (struct request_asker){ .way = REQUEST_WAY_ACCOUNT };
    if (http_param(rq, "code").n > 0) {
        if (!case_begin(&x->c, rq, rs))
            return false;
        by_code(x);
        return true;
    }
    page_begin(&x->c.p, rq, rs);
    x->base = STR("/me/requests");
    x->back = STR("/me");
    x->back_name = page_say(x->c.p.h.lang, SAY_me_title);
    return own_resident(&x->c.p);
}
