/* See page.h. */
#include "pages/page.h"

#include "pages/prefs.h"
#include "pages/staff/staff.h"
#include "sys/clock.h"
#include "sys/log.h"
#include "templates.h"

enum {
    PLACE_LEVELS = 8, /* more than any country has */
    CODE_BYTES = 40,  /* of a query code with blanks */
    MINUTE_SECONDS = 60
};

/* A page of ours loads our styles and pictures and sends forms to us. The
 * arrow of a choice list is a picture inside the style sheet. */
#define POLICY                                                                 \
    "default-src 'none'; style-src 'self'; img-src 'self' data:; "             \
    "media-src 'self'; "                                                       \
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

void
page_begin(struct page *p, const struct http_request *rq,
           struct http_response *rs)
{
    int64_t now = clock_now();

    *p = (struct page){
        .rq = rq,
        .rs = rs,
        .h = { .out = { .a = rq->a }, .now = now, .lang = prefs_lang(rq) },
        .rules = rulebooks_on(
            engine_rulebooks(((const struct api *)rq->context)->engine),
            moment_day(now)),
        .size = prefs_size(rq),
    };
    identity_visitor(((const struct api *)rq->context)->identity, rq,
                     &p->visitor);
    p->h.token = p->visitor.form_token;
}

struct str
page_name(const struct page *p, const struct name *name)
{
    switch (p->h.lang) {
    case LANG_HANT:
        return name->hant;
    case LANG_EN:
        return name->en;
    case LANG_HANS:
    case LANGS:
        break;
    }
    return name->hans;
}

struct str
page_words(const struct page *p, const char *prefix, struct str key)
{
    const struct name *name = rules_phrase(p->rules, str_of(prefix), key);

    return name == NULL ? key : page_name(p, name);
}

struct str
page_say(enum lang lang, enum say key)
{
    return str_of(phrases[key][lang]);
}

/* "~name" is what the rulebook does not know. */
static struct str
outside(struct str code)
{
    return str_starts(code, STR("~")) ? (struct str){ code.p + 1, code.n - 1 }
                                      : code;
}

struct str
page_unit(const struct page *p, struct str code)
{
    const struct unit *u = rules_unit(p->rules, code);

    return u == NULL ? outside(code) : page_name(p, &u->name);
}

struct str
page_matter(const struct page *p, struct str code)
{
    const struct matter *m = rules_matter(p->rules, code);

    return m == NULL ? code : page_name(p, &m->name);
}

/* "槐里街道 槐里社区": from the street down; a city or district by itself. */
struct str
page_place(const struct page *p, struct str code)
{
    const struct place *chain[PLACE_LEVELS];
    const struct place *at = rules_place(p->rules, code);
    struct buf b = { .a = p->rq->a };
    size_t n = 0;

    if (at == NULL)
        return outside(code);
    chain[n++] = at;
    while (n < PLACE_LEVELS && !str_eq(at->kind, STR("street")) &&
           !str_eq(at->kind, STR("town")) &&
           (at = rules_place(p->rules, at->parent)) != NULL &&
           !str_eq(at->kind, STR("city")) && !str_eq(at->kind, STR("district")))
        chain[n++] = at;
    while (n-- > 0) {
        if (b.n > 0)
            buf_add_char(&b, ' ');
        buf_add(&b, page_name(p, &chain[n]->name));
    }
    return buf_str(&b);
}

struct str
page_street(const struct page *p, struct str code)
{
    const struct place *place = rules_place(p->rules, code);

    while (place != NULL && !str_eq(place->kind, STR("street")) &&
           !str_eq(place->kind, STR("town")))
        place = rules_place(p->rules, place->parent);
    return place == NULL ? page_words(p, "site.", STR("city"))
                         : page_name(p, &place->name);
}

struct layout
page_layout(const struct page *p, enum say title)
{
    return (struct layout){
        .title = page_say(p->h.lang, title),
        .site = page_words(p, "site.", STR("name")),
        .owner = page_words(p, "site.", STR("owner")),
        .phone = rules_setting(p->rules, STR("hotline_phone"), STR("12345")),
        .lang = lang_tag(p->h.lang),
        .size = size_word(p->size),
        .large = p->size != SIZE_STANDARD,
        .here = p->rq->method == HTTP_GET && p->rs->status != 405 &&
                        p->rq->path.n > 0
                    ? p->rq->path
                    : STR("/"),
    };
}

void
page_send(struct page *p, unsigned status)
{
    p->rs->status = status;
    p->rs->type = "text/html; charset=utf-8";
    p->rs->body = p->h.out;
    http_add_header(p->rs, "Content-Security-Policy", STR(POLICY));
    http_add_header(p->rs, "Content-Language", lang_tag(p->h.lang));
    http_add_header(p->rs, "Vary", STR("Cookie, Accept-Language"));
}

struct str
page_site(const struct page *p)
{
    const struct api *api = p->rq->context;
    struct str origin = identity_origin(api->identity);
    struct buf b = { .a = p->rq->a };

    if (origin.n > 0 || !p->rq->local)
        return origin;
    buf_add(&b, STR("http://"));
    buf_add(&b, http_header(p->rq, "Host"));
    return buf_str(&b);
}

int64_t
page_turn(const struct http_request *rq, const char *name, int64_t least,
          int64_t most)
{
    int64_t n;

    return str_i64(http_query(rq, name), &n) && n >= least && n <= most ? n
                                                                        : least;
}

int64_t
page_query_number(const struct page *p, struct str typed)
{
    struct engine *e = ((const struct api *)p->rq->context)->engine;
    struct buf code = { .a = p->rq->a };

    for (size_t i = 0; i < typed.n && i < CODE_BYTES; i++)
        if (typed.p[i] != ' ')
            buf_add_char(&code, typed.p[i]);
    return engine_query_number(e, buf_str(&code));
}

void
page_redirect(struct http_response *rs, struct str path)
{
    rs->status = 303;
    http_add_header(rs, "Location", path);
}

void
page_sign_in(const struct http_request *rq, struct http_response *rs,
             struct str otherwise)
{
    struct buf at = { .a = rq->a };

    buf_add(&at, STR("/in?back="));
    buf_add_url(&at, rq->method == HTTP_POST ? otherwise : rq->path);
    page_redirect(rs, buf_str(&at));
}

void
page_problem(struct page *p, unsigned status, enum say title, enum say text)
{
    const struct problem_view v = {
        .layout = page_layout(p, title),
        .text = page_say(p->h.lang, text),
    };

    p->h.out.n = 0;
    html_layout_problem(&p->h, &v);
    page_send(p, status);
}

void
page_failed(struct page *p, const struct err *err)
{
    if (err->kind == ERR_NOT_FOUND) {
        page_problem(p, 404, SAY_problem_no_case, SAY_problem_no_case_text);
        return;
    }
    log_failure("page", err);
    if (err->kind == ERR_FULL || err->kind == ERR_READ_ONLY ||
        err->kind == ERR_BUSY || err->kind == ERR_CONFLICT) {
        http_add_header(p->rs, "Retry-After", STR("30"));
        page_problem(p, 503, SAY_problem_later, SAY_problem_later_text);
    } else {
        page_problem(p, 500, SAY_problem_broken, SAY_problem_broken_text);
    }
}

static void
put_often(struct page *p)
{
    struct often_view v = { page_layout(p, SAY_problem_often), 1 };
    int64_t seconds;

    for (size_t i = 0; i < p->rs->headers_n; i++)
        if (str_eq(p->rs->headers[i].name, STR("Retry-After")) &&
            str_i64(p->rs->headers[i].value, &seconds))
            v.minutes = (seconds + MINUTE_SECONDS - 1) / MINUTE_SECONDS;
    p->h.out.n = 0;
    html_layout_often(&p->h, &v);
    page_send(p, 429);
}

/* A browser, that is: not a program that takes a page too. */
static bool
wants_page(const struct http_request *rq)
{
    struct str accept = http_header(rq, "Accept");
    int page = accept_weight(accept, "text/html");

    return page > 0 && page >= accept_weight(accept, "application/json") &&
           page >= accept_weight(accept, "application/problem+json");
}

void
page_dress(const struct http_request *rq, struct http_response *rs)
{
    struct page p;

    if (!wants_page(rq))
        return;
    page_begin(&p, rq, rs);
    if (rs->status == 403 && (rq->local || p.visitor.kind == VISITOR_STAFF)) {
        rs->body.n = 0;
        staff_refused(rq, rs);
        return;
    }
    if (rs->status == 404)
        page_problem(&p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
    else if (rs->status == 403)
        page_problem(&p, 403, SAY_problem_local, SAY_problem_local_text);
    else if (rs->status == 405)
        page_problem(&p, 405, SAY_problem_method, SAY_problem_method_text);
    else if (rs->status == 413)
        page_problem(&p, 413, SAY_problem_large, SAY_problem_large_text);
    else if (rs->status == 429)
        put_often(&p);
    else if (rs->status == 503)
        page_problem(&p, 503, SAY_problem_later, SAY_problem_later_text);
    else
        page_problem(&p, rs->status, SAY_problem_bad, SAY_problem_bad_text);
}

/* "https://city.example" is the origin of the host "city.example". */
static bool
is_origin_of(struct str origin, struct str host)
{
    static const char *const schemes[] = { "https://", "http://" };

    for (int i = 0; i < 2; i++) {
        struct str s = str_of(schemes[i]);

        if (str_starts(origin, s) &&
            str_eq((struct str){ origin.p + s.n, origin.n - s.n }, host))
            return true;
    }
    return false;
}

/* Browsers say where a form came from; a program that is none says nothing,
 * and has no visitor's rights to misuse. */
static bool
is_ours(const struct http_request *rq)
{
    struct str site = http_header(rq, "Sec-Fetch-Site");
    struct str origin = http_header(rq, "Origin");

    if (site.n > 0)
        return str_eq(site, STR("same-origin")) || str_eq(site, STR("none"));
    return origin.n == 0 || is_origin_of(origin, http_header(rq, "Host"));
}

/* It is no field of the page. */
static void
drop_token(struct http_pairs *fields)
{
    size_t kept = 0;

    for (size_t i = 0; i < fields->n; i++)
        if (!str_eq(fields->at[i].name, STR("csrf")))
            fields->at[kept++] = fields->at[i];
    fields->n = kept;
}

bool
page_form(struct page *p, struct form *ret_form)
{
    struct http_problem problem;

    if (!is_ours(p->rq)) {
        page_problem(p, 403, SAY_problem_foreign, SAY_problem_foreign_text);
        return false;
    }
    if (!form_read(p->rq, ret_form, &problem)) {
        page_problem(p, problem.status, SAY_problem_bad, SAY_problem_bad_text);
        return false;
    }
    if (!identity_form_is_his(&p->visitor, form_value(ret_form, "csrf"))) {
        page_problem(p, 403, SAY_problem_foreign, SAY_problem_foreign_text);
        return false;
    }
    drop_token(&ret_form->fields);
    return true;
}
