/*
 * html: put values into a page. The type of a value decides how it is
 * written: text is always escaped, and only struct safe_html is not.
 * Templates (templates/, tools/gen_html.c) call these functions.
 */
#ifndef WEB_HTML_H
#define WEB_HTML_H

#include "assets_gen.h" /* ASSET_name, ICON_name */
#include "base/buf.h"
#include "phrases.h" /* enum say: the keys of locale/ */

enum lang { LANG_HANS, LANG_HANT, LANG_EN, LANGS };

/* A page that is being written. */
struct html {
    struct buf out;
    enum lang lang;
    int64_t now;      /* ms since 1970 UTC: what "today" is */
    struct str token; /* of the visitor's session, for forms; or empty */
};

/* HTML that is safe already. Only this folder makes one. */
struct safe_html {
    struct str raw;
};

void html_text(struct html *h, struct str s);
void html_number(struct html *h, int64_t n);
void html_count(struct html *h, size_t n);
void html_safe(struct html *h, struct safe_html s);
void html_phrase(struct html *h, enum say key);

/* clang-format off */
#define html_put(h, value)                                                     \
    _Generic((value),                                                          \
        struct str: html_text,                                                 \
        int64_t: html_number,                                                  \
        size_t: html_count,                                                   \
        int: html_number,                                                      \
        enum say: html_phrase,                                                 \
        struct safe_html: html_safe)((h), (value))
/* clang-format on */

/* Paragraphs and lines of a plain text. */
void html_prose(struct html *h, struct str s);

/* A moment for people: "今天 18:00", "11 月 27 日（周五）18:00"; with the year
 * when it is another one; the last moment of a day without its time. */
void html_date(struct html *h, int64_t at);

/* A day: "11 月 27 日（周五）". */
void html_day(struct html *h, int64_t at);

/* A moment for programs, RFC 3339: <time datetime>. */
void html_iso(struct html *h, int64_t at);

/* A span of milliseconds in its largest units: "3 天 4 小时", "18 分钟". */
void html_span(struct html *h, int64_t ms);

/* Percent-encoded, for a query. */
void html_url(struct html *h, struct str s);

/* A query code in groups of four: "AL26 1124 7K3Q ...". */
void html_code(struct html *h, struct str s);

/* A phrase without values. */
void html_say(struct html *h, enum say key);

/*
 * Write a phrase up to its next value {n} from *at on, and return n; 0 when
 * it is written to its end.
 */
size_t html_say_to(struct html *h, enum say key, size_t *at);

/* The token as a hidden field of a form; nothing when there is none. */
void html_token(struct html *h);

/* An icon; it says nothing to those who do not see it. */
void html_icon(struct html *h, const char *name);

/* zh-Hans, zh-Hant, en. */
struct str lang_tag(enum lang lang);

/* Read such a tag, or the best of an Accept-Language header (RFC 9110). */
bool lang_parse(struct str tag, enum lang *ret_lang);
enum lang lang_accepted(struct str header);

/* How much a media type is wanted by a header Accept that names it, in
 * thousandths; 0 when it does not, or wants it not. */
int accept_weight(struct str header, const char *type);

#endif
