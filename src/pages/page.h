/*
 * page: what the handlers of pages share: a page is begun in the language and
 * text size of the visitor, written by a template, and sent with headers that
 * let nothing else run or be loaded.
 *
 *     struct page p;
 *     struct home_view v;
 *
 *     page_begin(&p, rq, rs);
 *     v.layout = page_layout(&p, SAY_home_title);
 *     ...
 *     html_resident_home(&p.h, &v);
 *     page_send(&p, 200);
 */
#ifndef PAGES_PAGE_H
#define PAGES_PAGE_H

#include "api/api.h"
#include "http/form/form.h"
#include "web/layout.h"

struct page {
    const struct http_request *rq;
    struct http_response *rs;
    struct html h;
    struct rules rules; /* of today */
    enum text_size size;
    struct visitor visitor; /* who asks */
};

void page_begin(struct page *p, const struct http_request *rq,
                struct http_response *rs);

/* The layout of the page under a title; all else as the visitor wants it. */
struct layout page_layout(const struct page *p, enum say title);

/* Send what was written to p->h. */
void page_send(struct page *p, unsigned status);

/* "https://city.example": the origin of the configuration; without one, what a
 * visitor on this machine itself asked for, and nothing for others: what they
 * say in Host may be anything. */
struct str page_site(const struct page *p);

/* A number of the query; the least one for whatever is none, or not of the
 * range. Of lists by page and by place behind which they go on. */
enum { PAGE_TURNS_MOST = 100000 };
int64_t page_turn(const struct http_request *rq, const char *name,
                  int64_t least, int64_t most);

/* The number of the case whose query code somebody typed; 0 for none. */
int64_t page_query_number(const struct page *p, struct str typed);

/* To another address of ours: 303 See Other. */
void page_redirect(struct http_response *rs, struct str path);

/* To signing in, and from there back to the page that was asked for; to
 * otherwise, when it was a form. */
void page_sign_in(const struct http_request *rq, struct http_response *rs,
                  struct str otherwise);

/* A page that says what is wrong and where to go. */
struct problem_view {
    struct layout layout;
    struct str text;
};
void page_problem(struct page *p, unsigned status, enum say title,
                  enum say text);

/* Whoever comes too often: what happened, and when to come again. */
struct often_view {
    struct layout layout;
    int64_t minutes;
};

/* The page for a failure; logs it once. ERR_NOT_FOUND: no such case. */
void page_failed(struct page *p, const struct err *err);

/* In place of a problem for programs (RFC 9457), when a browser asked. */
void page_dress(const struct http_request *rq, struct http_response *rs);

/*
 * Read the form a page of ours sent. A form of another site is refused (by
 * Sec-Fetch-Site or Origin, as browsers send them, and by the token of the
 * visitor's session when he has one), and one that is not well-formed; false
 * then, and the answer is written.
 */
bool page_form(struct page *p, struct form *ret_form);

/* Words in the visitor's language. */
struct str page_name(const struct page *p, const struct name *name);
struct str page_words(const struct page *p, const char *prefix,
                      struct str key); /* of the rulebook's phrases */
struct str page_say(enum lang lang, enum say key);
struct str page_unit(const struct page *p, struct str code);
struct str page_place(const struct page *p, struct str code);  /* with street */
struct str page_street(const struct page *p, struct str code); /* alone */
struct str page_matter(const struct page *p, struct str code);

#endif
