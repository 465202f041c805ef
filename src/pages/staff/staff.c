/* Who acts, and what stands around the pages; see staff.h. */
#include "pages/staff/staff.h"

#include "api/access/viewer.h"
#include "api/answer.h"
#include "identity/session.h"
#include "pages/pages.h"
#include "pages/prefs.h"
#include "rulebook/access/access.h"
#include "sys/log.h"
#include "templates.h"

void
staff_begin(struct staff *s, const struct http_request *rq,
            struct http_response *rs)
{
    struct viewer who;

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
add_role(const struct page *p, struct option_list *list, struct str role,
         struct str chosen)
{
    if (access_is_staff(p->rules, role) && !has_option(list, role))
        option_add(p, list,
                   (struct option){ role, page_words(p, "role.", role),
                                    str_eq(role, chosen) });
}

struct option_list
staff_roles(const struct page *p, struct str chosen)
{
    const struct rulebook *book = p->rules.book;
    struct option_list list = { NULL, 0, 0 };

    for (size_t i = 0; i < book->rights_n; i++)
        add_role(p, &list, book->rights[i].role, chosen);
    for (size_t i = 0; i < book->access_n; i++)
        add_role(p, &list, book->access[i].role, chosen);
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

struct str
staff_actor_words(const struct page *p, const struct actor *actor)
{
    struct buf b = { .a = p->rq->a };

    if (actor->role.n > 0)
        buf_add(&b, page_words(p, "role.", actor->role));
    if (actor->unit.n > 0) {
        buf_add(&b, STR(" · "));
        buf_add(&b, page_unit(p, actor->unit));
    }
    if (actor->id.n > 0) {
        buf_add(&b, b.n > 0 ? STR(" · ") : STR(""));
        buf_add(&b, actor->id);
    }
    return buf_str(&b);
}

/* The other roles and units of his account; "role:unit" is what is sent. */
static struct option_list
grants(const struct staff *s)
{
    const struct page *p = &s->p;
    struct option_list list = { NULL, 0, 0 };
    struct actor *all;
    struct err err;
    size_t n;

    if (!session_grants(api_of(p->rq)->identity, p->rq->a, s->actor.id, &all,
                        &n, &err)) {
        log_failure("staff", &err);
        return list;
    }
    for (size_t i = 0; i < n; i++) {
        const struct actor shown = { all[i].role, STR(""), all[i].unit };
        struct buf value = { .a = p->rq->a };

        buf_addf(&value, "%.*s:%.*s", STR_ARG(all[i].role),
                 STR_ARG(all[i].unit));
        option_add(p, &list,
                   (struct option){ buf_str(&value),
                                    staff_actor_words(p, &shown),
                                    str_eq(all[i].role, s->actor.role) &&
                                        str_eq(all[i].unit, s->actor.unit) });
    }
    return list;
}

bool
staff_lists_all(const struct staff *s)
{
    const struct access_lister who = { s->actor.role, s->actor.unit, "list" };
    struct str unit;

    return access_list(s->p.rules, &who, STR(""), &unit) && unit.n == 0;
}

struct staff_frame
staff_frame(const struct staff *s, enum say title)
{
    struct staff_frame f = {
        .layout = page_layout(&s->p, title),
        .acting = staff_actor_words(&s->p, &s->actor),
        .account = s->actor.id,
        .demo = identity_is_demo(api_of(s->p.rq)->identity),
        .idle = s->actor.role.n == 0,
        .purposes = purposes(s),
        .purpose = s->purpose.n == 0
                       ? s->purpose
                       : page_words(&s->p, "purpose.", s->purpose),
        .audits = access_right(s->p.rules, s->actor.role, STR("audit reads")),
        .answers =
            access_right(s->p.rules, s->actor.role, STR("list requests")),
        .takes = access_command(
            s->p.rules,
            &(struct access_order){ STR("request_submit"), s->actor.role, 0 }),
        .keeps = access_right(s->p.rules, s->actor.role, STR("see sharing")),
        .lists = staff_lists_all(s),
        .gathers = access_right(s->p.rules, s->actor.role, STR("list topics")),
        .administers =
            access_right(s->p.rules, s->actor.role, STR("see accounts")),
        .looks_up = access_right(s->p.rules, s->actor.role, STR("see public")),
        .receives = access_right(s->p.rules, s->actor.role, STR("see texts")) &&
                    access_right(s->p.rules, s->actor.role, STR("do receive")),
    };

    if (f.demo) {
        f.roles = staff_roles(&s->p, s->actor.role);
        f.units = staff_units(&s->p, s->actor.unit);
    } else {
        f.grants = grants(s);
    }
    if (s->p.rq->method != HTTP_GET)
        f.layout.here = STR("/w");
    return f;
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

bool
staff_keep_purpose(struct staff *s, struct str purpose)
{
    struct page *p = &s->p;

    if (purpose.n > 0 && !access_has_purpose(p->rules, s->actor.role, purpose))
        return false;
    cookie_keep_today(p->rq, p->rs, "purpose", purpose);
    p->rq = cookie_kept(p->rq, "purpose", purpose);
    s->purpose = viewer_of(p->rq, p->rules).purpose;
    return true;
}

void
pages_purpose(const struct http_request *rq, struct http_response *rs)
{
    struct form form;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form))
        return;
    if (!staff_keep_purpose(&s, form_value(&form, "purpose"))) {
        page_problem(&s.p, 422, SAY_staff_purpose_bad,
                     SAY_staff_purpose_bad_text);
        return;
    }
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
