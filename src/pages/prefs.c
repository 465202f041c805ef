/* See prefs.h. */
#include "pages/prefs.h"

#include <assert.h>

#include "api/answer.h"

enum {
    YEAR_SECONDS = 365 * 24 * 3600,
    SHIFT_SECONDS = 12 * 3600,
    BACK_BYTES = 512
};

/* Names, parted by colons. */
static bool
is_plain(struct str s)
{
    struct str name;

    while (str_cut(&s, ':', &name))
        if (!str_is_name(name))
            return false;
    return true;
}

static void
keep(const struct http_request *rq, struct http_response *rs, const char *name,
     struct str value, int seconds)
{
    struct buf b = { .a = rq->a };

    assert(is_plain(value));
    buf_addf(&b, "%s=%.*s; Path=/; Max-Age=%d; HttpOnly; SameSite=Lax%s", name,
             STR_ARG(value), seconds,
             identity_is_secure(api_of(rq)->identity) ? "; Secure" : "");
    http_add_header(rs, "Set-Cookie", buf_str(&b));
}

void
cookie_keep(const struct http_request *rq, struct http_response *rs,
            const char *name, struct str value)
{
    keep(rq, rs, name, value, YEAR_SECONDS);
}

void
cookie_keep_today(const struct http_request *rq, struct http_response *rs,
                  const char *name, struct str value)
{
    keep(rq, rs, name, value, value.n > 0 ? SHIFT_SECONDS : 0);
}

const struct http_request *
cookie_kept(const struct http_request *rq, const char *name, struct str value)
{
    struct http_request *kept = arena_copy(rq->a, rq, sizeof(*rq));
    struct http_pair *all =
        arena_alloc(rq->a, (rq->headers.n + 1) * sizeof(*all));
    struct buf cookies = { .a = rq->a };

    buf_addf(
        &cookies, "%s=%.*s; %.*s", name, STR_ARG(value),
        STR_ARG(http_header(rq, "Cookie"))); /* the first of a name counts */
    all[0] = (struct http_pair){ STR("Cookie"), buf_str(&cookies) };
    for (size_t i = 0; i < rq->headers.n; i++)
        all[i + 1] = rq->headers.at[i];
    kept->headers =
        (struct http_pairs){ all, rq->headers.n + 1, rq->headers.n + 1 };
    return kept;
}

enum lang
prefs_lang(const struct http_request *rq)
{
    enum lang lang;

    if (lang_parse(http_cookie(rq, "lang"), &lang))
        return lang;
    return lang_accepted(http_header(rq, "Accept-Language"));
}

enum text_size
prefs_size(const struct http_request *rq)
{
    enum text_size size = SIZE_STANDARD;

    (void)size_parse(http_cookie(rq, "size"), &size);
    return size;
}

struct str
back_address(struct str back)
{
    bool ours = back.n > 0 && back.n <= BACK_BYTES && back.p[0] == '/' &&
                !str_starts(back, STR("//"));

    for (size_t i = 0; i < back.n && ours; i++)
        ours = back.p[i] > ' ' && back.p[i] < '\x7f' && back.p[i] != '\\';
    return ours ? back : STR("/");
}
