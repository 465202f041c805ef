/* See router.h. */
#include "http/router.h"

#include "http/url.h"

/* Cut the first segment off a path that begins with a slash. */
static struct str
segment(struct str *path)
{
    struct str s = { path->p + 1, path->n - 1 }, rest;

    url_split(&s, '/', &rest);
    *path = (struct str){ s.p + s.n, path->n - 1 - s.n };
    return s;
}

/* Do pattern and path have the same shape? No decoding yet. */
static bool
fits(struct str pattern, struct str path)
{
    while (pattern.n > 0 && path.n > 0) {
        struct str want, got;

        if (path.p[0] != '/')
            return false;
        want = segment(&pattern);
        got = segment(&path);
        if ((want.n == 0 || want.p[0] != '{') && !str_eq(want, got))
            return false;
    }
    return pattern.n == 0 && path.n == 0;
}

static bool
take_params(struct arena *a, struct str pattern, struct str path,
            struct http_pairs *params)
{
    params->n = 0;
    while (pattern.n > 0) {
        struct str want = segment(&pattern), got = segment(&path);
        struct http_pair p;

        if (want.n < 3 || want.p[0] != '{')
            continue;
        p.name = (struct str){ want.p + 1, want.n - 2 };
        if (params->n == params->room || !url_decode(a, got, false, &p.value) ||
            p.value.n == 0)
            return false;
        params->at[params->n++] = p;
    }
    return true;
}

static bool
answers(const struct route *r, enum http_method m)
{
    return r->method == m || (r->method == HTTP_GET && m == HTTP_HEAD);
}

static void
add_allowed(struct buf *allow, const struct route *r)
{
    if (str_find(buf_str(allow),
                 r->method == HTTP_GET ? STR("GET") : STR("POST")) != SIZE_MAX)
        return;
    buf_add(allow, r->method == HTTP_GET ? STR("GET, HEAD, ") : STR("POST, "));
}

enum route_found
route_find(const struct route_table *t, struct arena *a,
           const struct route_asked *asked, struct http_pairs *params,
           const struct route **ret_route, struct buf *allow)
{
    allow->n = 0;
    for (size_t i = 0; i < t->n; i++) {
        const struct route *r = &t->at[i];

        if (!fits(str_of(r->path), asked->path))
            continue;
        if (!answers(r, asked->method)) {
            add_allowed(allow, r);
            continue;
        }
        *ret_route = r;
        return take_params(a, str_of(r->path), asked->path, params)
                   ? ROUTE_FOUND
                   : ROUTE_BAD_PATH;
    }
    if (allow->n == 0)
        return ROUTE_NONE;
    buf_add(allow, STR("OPTIONS"));
    return ROUTE_OTHER_METHOD;
}
