/*
 * What stands around the pages: styles and pictures, the choice of language
 * and text size.
 */
#include "pages/pages.h"
#include "pages/prefs.h"
#include "pages/resident/plain.h"
#include "templates.h"
#include "web/assets.h"

/* The form of the bytes that the browser takes. */
static struct asset_bytes
choose(const struct http_request *rq, struct http_response *rs,
       const struct asset *f)
{
    struct str accepted = http_header(rq, "Accept-Encoding"), one, coding;
    bool gzip = false, brotli = false;

    while (str_cut(&accepted, ',', &one)) {
        if (!str_cut(&one, ';', &coding) || str_eq(one, STR("q=0")))
            continue;
        gzip = gzip || str_eq(coding, STR("gzip"));
        brotli = brotli || str_eq(coding, STR("br"));
    }
    http_add_header(rs, "Vary", STR("Accept-Encoding"));
    if (brotli || gzip)
        http_add_header(rs, "Content-Encoding",
                        brotli ? STR("br") : STR("gzip"));
    return brotli ? f->brotli : gzip ? f->gzip : f->raw;
}

void
pages_asset(const struct http_request *rq, struct http_response *rs)
{
    const struct asset *f = asset_find(http_param(rq, "name"));
    struct asset_bytes bytes;
    struct page p;

    if (f == NULL) {
        page_begin(&p, rq, rs);
        page_problem(&p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return;
    }
    bytes = choose(rq, rs, f);
    rs->status = 200;
    rs->type = f->type;
    rs->body.n = 0;
    buf_add(&rs->body, (struct str){ bytes.p, bytes.n });
    http_add_header(rs, "Cache-Control",
                    STR("public, max-age=31536000, immutable"));
}

void
pages_prefs(const struct http_request *rq, struct http_response *rs)
{
    enum text_size size;
    enum lang lang;
    struct form form;
    struct page p;

    page_begin(&p, rq, rs);
    if (!page_form(&p, &form))
        return;
    if (size_parse(form_value(&form, "size"), &size))
        cookie_keep(rq, rs, "size", size_word(size));
    if (lang_parse(form_value(&form, "lang"), &lang))
        cookie_keep(rq, rs, "lang", lang_tag(lang));
    page_redirect(rs, back_address(form_value(&form, "back")));
}

static void
put_plain(const struct http_request *rq, struct http_response *rs,
          enum say title,
          void (*put)(struct html *h, const struct plain_view *v))
{
    struct page p;
    struct plain_view v;

    page_begin(&p, rq, rs);
    v = (struct plain_view){
        .layout = page_layout(&p, title),
        .back = back_address(http_query(rq, "back")),
    };
    put(&p.h, &v);
    page_send(&p, 200);
}

void
pages_lang(const struct http_request *rq, struct http_response *rs)
{
    put_plain(rq, rs, SAY_lang_title, html_resident_lang);
}

void
pages_a11y(const struct http_request *rq, struct http_response *rs)
{
    put_plain(rq, rs, SAY_a11y_title, html_resident_a11y);
}
