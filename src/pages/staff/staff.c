/* Who acts, and what stands around the pages; see staff.h. */
#include "pages/staff/staff.h"

#include "pages/pages.h"
#include "pages/prefs.h"

enum { ACCOUNT_BYTES = 32, CODE_BYTES = 40 };

static bool
is_name(struct str s, size_t most)
{
    return s.n <= most && str_is_name(s);
}

/* Roles that people take; the others are citizens and programs. */
static bool
is_staff_role(struct str role)
{
    return !str_eq(role, STR("citizen")) && !str_eq(role, STR("system")) &&
           !str_eq(role, STR("importer"));
}

static bool
is_role(struct rules r, struct str role)
{
    for (size_t i = 0; i < r.book->rights_n; i++)
        if (str_eq(r.book->rights[i].role, role))
            return is_staff_role(role);
    return false;
}

bool
staff_actor(struct rules r, struct str said, struct actor *ret_actor)
{
    struct actor a = { { NULL, 0 }, { NULL, 0 }, { NULL, 0 } };

    if (!str_cut(&said, ':', &a.role) || !str_cut(&said, ':', &a.unit) ||
        !str_cut(&said, ':', &a.id) || said.p != NULL)
        return false;
    if (!is_name(a.role, CODE_BYTES) || !is_role(r, a.role) ||
        !is_name(a.unit, CODE_BYTES) || a.id.n == 0 ||
        !is_name(a.id, ACCOUNT_BYTES))
        return false;
    if (a.unit.n > 0 && rules_unit(r, a.unit) == NULL)
        return false;
    *ret_actor = a;
    return true;
}

void
staff_begin(struct staff *s, const struct http_request *rq,
            struct http_response *rs)
{
    *s = (struct staff){ .actor = { .role = STR("") } };
    page_begin(&s->p, rq, rs);
    (void)staff_actor(s->p.rules, cookie_value(rq, "acting"), &s->actor);
}

static bool
has_option(const struct option_list *list, struct str value)
{
    for (size_t i = 0; i < list->at_n; i++)
        if (str_eq(list->at[i].value, value))
            return true;
    return false;
}

static struct option_list
roles(const struct staff *s)
{
    const struct rulebook *book = s->p.rules.book;
    struct option_list list = { NULL, 0, 0 };

    for (size_t i = 0; i < book->rights_n; i++) {
        struct str role = book->rights[i].role;

        if (!is_staff_role(role) || has_option(&list, role))
            continue;
        option_add(&s->p, &list,
                   (struct option){ role, page_words(&s->p, "role.", role),
                                    str_eq(role, s->actor.role) });
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
    if (!staff_actor(p.rules, buf_str(&said), &actor)) {
        page_problem(&p, 422, SAY_staff_as_bad, SAY_staff_as_bad_text);
        return;
    }
    buf_addf(&kept, "%.*s:%.*s:%.*s", STR_ARG(actor.role), STR_ARG(actor.unit),
             STR_ARG(actor.id));
    cookie_keep(rq, rs, "acting", buf_str(&kept));
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
