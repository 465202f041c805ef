/*
 * prefs: the language and text size of a visitor, kept in two cookies that say
 * nothing else about him.
 */
#ifndef PAGES_PREFS_H
#define PAGES_PREFS_H

#include "pages/page.h"

/* The cookie, else what the browser accepts. */
enum lang prefs_lang(const struct http_request *rq);
enum text_size prefs_size(const struct http_request *rq);

/* Keep a value of ours in a cookie for a year. The value has letters, digits
 * and - _ . : only. */
void cookie_keep(const struct http_request *rq, struct http_response *rs,
                 const char *name, struct str value);

/* The same for twelve hours, a day's work; an empty value takes it away. */
void cookie_keep_today(const struct http_request *rq, struct http_response *rs,
                       const char *name, struct str value);

/* The request as the browser will send it from now on: with a cookie that was
 * just kept. For who goes on to answer by it. Owns: arena of rq. */
const struct http_request *cookie_kept(const struct http_request *rq,
                                       const char *name, struct str value);

/* An address of ours to go back to; / for any other. */
struct str back_address(struct str back);

#endif
