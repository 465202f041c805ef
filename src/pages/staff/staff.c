/* Who acts, and what stands around the pages; see staff.h. */
#include "pages/staff/staff.h"

#include "api/access/viewer.h"
#include "pages/pages.h"
#include "pages/prefs.h"
#include "rulebook/access/access.h"
#include "templates.h"

void
staff_begin(struct staff *s, const struct http_request *rq,
            struct http_response *rs)
{
    struct viewer who;

    *s = (struct staff){ .actor = { .role = STR("") } };
    page_begin(&s->p, rq, rs);
    who = viewer_of(rq, s->p.rules);
    s->actor = who.actor;
    s->purpose = who.purpose;
}

static bool
has_option(const struct option_list *list, struct str value)
{
    for (size_t i = 0; i < list->at_n; i++)
        if (str_eq(list->at[i].value, value))
            return true;
    return false;
}

static void
add_role(const struct staff *s, struct option_list *list, struct str role)
{
    if (access_is_staff(s->p.rules, role) && !has_option(list, role))
        option_add(&s->p, list,
                   (struct option){ role, page_words(&s->p, "role.", role),
                                    str_eq(role, s->actor.role) });
}

static struct option_list
roles(const struct staff *s)
{
    const struct rulebook *book = s->p.rules.book;
    struct option_list list = { NULL, 0, 0 };

    for (size_t i = 0; i < book->rights_n; i++)
        add_role(s, &list, book->rights[i].role);
    for (size_t i = 0; i < book->access_n; i++)
        add_role(s, &list, book->access[i].role);
    return list;
}

/* What somebody of this role may be looking for. */
static struct option_list
purposes(const struct staff *s)
{
    const struct rulebook *book = s->p.rules.book;
    struct option_list list = { NULL, 0, 0 };

    for (size_t i = 0; i < book->access_n; i++) {
        struct str purpose = book->access[i].purpose;

        if (!str_eq(purpose, STR("any")) && !has_option(&list, purpose) &&
            access_has_purpose(s->p.rules, s->actor.role, purpose))
            option_add(&s->p, &list,
                       (struct option){ purpose,
                                        page_words(&s->p, "purpose.", purpose),
                                        str_eq(purpose, s->purpose) });
    }
    return list;
}

/* "承办人员 · 市水务局 · h-1" */
static struct str
acting_words(const struct staff *s)
{
    struct buf b = { .a = s->p.rq->a };

    if (s->actor.role.n == 0)
        return STR("");
    buf_add(&b, page_words(&s->p, "role.", s->actor.role));
    if (s->actor.unit.n > 0) {
        buf_add(&b, STR(" · "));
        buf_add(&b, page_unit(&s->p, s->actor.unit));
    }
    buf_add(&b, STR(" · "));
    buf_add(&b, s->actor.id);
    return buf_str(&b);
}

struct staff_frame
staff_frame(const struct staff *s, enum say title)
{
    struct staff_frame f = {
        .layout = page_layout(&s->p, title),
        .roles = roles(s),
        .units = staff_units(&s->p, s->actor.unit),
        .acting = acting_words(s),
        .account = s->actor.id,
        .nobody = s->actor.role.n == 0,
        .purposes = purposes(s),
        .purpose = s->purpose.n == 0
                       ? s->purpose
                       : page_words(&s->p, "purpose.", s->purpose),
        .audits = access_right(s->p.rules, s->actor.role, STR("audit reads")),
    };

    if (s->p.rq->method != HTTP_GET)
        f.layout.here = STR("/w");
    return f;
}

void
pages_acting(const struct http_request *rq, struct http_response *rs)
{
    struct buf said = { .a = rq->a }, kept = { .a = rq->a };
    struct actor actor;
    struct form form;
    struct page p;

    page_begin(&p, rq, rs);
    if (!page_form(&p, &form))
        return;
    buf_add(&said, form_value(&form, "role"));
    buf_add_char(&said, ':');
    buf_add(&said, form_value(&form, "unit"));
    buf_add_char(&said, ':');
    buf_add(&said, str_trim(form_value(&form, "account")));
    if (!viewer_actor(p.rules, buf_str(&said), &actor)) {
        page_problem(&p, 422, SAY_staff_as_bad, SAY_staff_as_bad_text);
        return;
    }
    buf_addf(&kept, "%.*s:%.*s:%.*s", STR_ARG(actor.role), STR_ARG(actor.unit),
             STR_ARG(actor.id));
    cookie_keep(rq, rs, "acting", buf_str(&kept));
    cookie_keep_today(rq, rs, "purpose", STR("")); /* his own task begins */
    page_redirect(rs, back_address(form_value(&form, "back")));
}

struct left
left_until(int64_t now, int64_t due, int64_t warn)
{
    struct left l = { .due = due };

    l.none = due == 0;
    l.late = due != 0 && due < now;
    l.soon = due >= now && due != 0 && warn != 0 && warn <= now;
    l.fine = !l.none && !l.late && !l.soon;
    l.span = l.late ? now - due : due - now;
    return l;
}

bool
staff_is_urgent(struct str level)
{
    return str_eq(level, STR("L1")) || str_eq(level, STR("L2"));
}

/* For what somebody looks from now on: until he says otherwise, or the day's
 * work is over. */
void
pages_purpose(const struct http_request *rq, struct http_response *rs)
{
    struct str purpose;
    struct form form;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    purpose = form_value(&form, "purpose");
    if (purpose.n > 0 &&
        !access_has_purpose(s.p.rules, s.actor.role, purpose)) {
        page_problem(&s.p, 422, SAY_staff_purpose_bad,
                     SAY_staff_purpose_bad_text);
        return;
    }
    cookie_keep_today(rq, rs, "purpose", purpose);
    page_redirect(rs, back_address(form_value(&form, "back")));
}

/* Somebody may not come to a page of the staff: who he is, and how to change
 * it. */
void
staff_refused(const struct http_request *rq, struct http_response *rs)
{
    struct refused_view v = { .text = STR("") };
    struct staff s;

    staff_begin(&s, rq, rs);
    v.frame = staff_frame(&s, SAY_staff_refused);
    if (s.p.rq->method != HTTP_GET || !str_starts(rq->path, STR("/w")))
        v.frame.layout.here = STR("/w");
    v.text = page_say(s.p.h.lang, s.actor.role.n == 0 ? SAY_staff_refused_nobody
                                                      : SAY_staff_refused_text);
    html_staff_refused(&s.p.h, &v);
    page_send(&s.p, 403);
}
