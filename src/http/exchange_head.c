/*
 * exchange_head: the head of a request, before anything is done for it. What
 * can be read in two ways is refused: a proxy in front of us may read it in
 * the other one (request smuggling).
 */
#include <string.h>
#include <strings.h>

#include "http/server_internal.h"
#include "http/url.h"

static const struct head_fault faults[] = {
    { 431, "head_too_large",
      "请求头过大 the head of the request is too large" },
    { 400, "length_said_twice",
      "请求长度不明确 the length of the request is not clear" },
    { 400, "malformed_header", "请求头有误 a header is malformed" },
    { 413, "body_too_large", "请求内容过大 the body is too large" },
};

enum { TOO_LARGE, TWICE, MALFORMED, BODY };

/* What is gathered while the headers pass by. */
struct gather {
    struct http_request *rq;
    size_t bytes;
    int lengths, codings, hosts;
    bool bad, chunked;
    const char *end; /* of the piece before, where it lies */
};

static bool
is(struct str name, const char *word)
{
    return name.n == strlen(word) && strncasecmp(name.p, word, name.n) == 0;
}

/* A token of RFC 9110; a blank before the colon would be part of it. */
static bool
is_token(struct str s)
{
    return s.n > 0 && str_is_of(s, "!#$%&'*+-.^_`|~");
}

/* No controls; a NUL, CR or LF inside a value is a trick. */
static bool
is_value(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((unsigned char)s.p[i] < 0x20 && s.p[i] != '\t')
            return false;
    return true;
}

/*
 * libmicrohttpd 0.9.75 takes a head apart in its place, and lets some things
 * pass that others read differently: a NUL ends a text, a bare LF a line, a
 * folded line is joined, a line without a name is left out. None of them can
 * be seen in the pieces, but where the pieces lie: one behind the other, with
 * as many bytes between them as there must be. (Only a NUL that came in place
 * of a byte of a line end cannot be seen.) Later versions refuse these by
 * themselves and may lay the pieces elsewhere.
 */
static bool
is_in_place(void)
{
    return strcmp(MHD_get_version(), "0.9.75") == 0;
}

enum { LINE_END = 2, COLON = 1, BLANK = 1 };

/* libmicrohttpd has put NULs in place of all line ends: in place of two of
 * them, and nothing between? */
static bool
is_end(const char *end)
{
    for (int i = 0; i < LINE_END + LINE_END; i++)
        if (end[i] != '\0')
            return false;
    return true;
}

/* The request line before the headers, and the end behind them. */
static bool
line_fits(struct MHD_Connection *conn, const struct request_line *line,
          const char *end)
{
    size_t n =
        MHD_get_connection_info(conn, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)
            ->header_size;

    return line->uri == line->method + strlen(line->method) + BLANK &&
           line->version == line->uri + line->target.n + BLANK &&
           line->method + n == end + LINE_END + LINE_END && is_end(end);
}

static bool
header_fits(struct gather *g, struct http_pair p)
{
    const char *value = p.name.p + p.name.n + COLON;
    bool fit = p.name.p == g->end + LINE_END && p.value.p >= value;

    for (; fit && value < p.value.p; value++)
        fit = *value == ' ' || *value == '\t';
    g->end = p.value.p + p.value.n;
    return fit;
}

static enum MHD_Result
take_header(void *cls, enum MHD_ValueKind kind, const char *key, size_t key_n,
            const char *value, size_t value_n)
{
    struct gather *g = cls;
    struct http_pair p = { { key, key_n },
                           { value == NULL ? "" : value, value_n } };
    struct http_pairs *headers = &g->rq->headers;

    (void)kind; /* only headers were asked for */
    g->bytes += key_n + value_n + sizeof(": \r\n") - 1;
    g->bad = g->bad || !is_token(p.name) || !is_value(p.value) ||
             (g->end != NULL && !header_fits(g, p));
    p.value = str_trim(p.value);
    g->lengths += is(p.name, "Content-Length");
    g->hosts += is(p.name, "Host");
    if (is(p.name, "Transfer-Encoding")) {
        g->codings++;
        g->chunked = is(p.value, "chunked");
    }
    if (headers->n == headers->room)
        return MHD_NO;
    headers->at[headers->n++] = p;
    return MHD_YES;
}

/* Without ":8080". */
static struct str
without_port(struct str host)
{
    size_t n = host.n;

    while (n > 0 && host.p[n - 1] >= '0' && host.p[n - 1] <= '9')
        n--;
    return n > 0 && n < host.n && host.p[n - 1] == ':'
               ? (struct str){ host.p, n - 1 }
               : host;
}

/* A page from elsewhere whose name was made to point here still asks for its
 * own name. */
static bool
is_own_name(struct str host)
{
    host = without_port(host);
    return is(host, "localhost") || is(host, "127.0.0.1") || is(host, "[::1]");
}

static bool
is_local(struct MHD_Connection *conn, struct str target,
         const struct http_request *rq)
{
    static const char *const proxies[] = { "Forwarded", "X-Forwarded-For",
                                           "X-Forwarded-Host", "X-Real-IP",
                                           "Via" };
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    struct str host;

    if (info == NULL || !proxy_is_loopback(info->client_addr))
        return false;
    for (size_t i = 0; i < sizeof(proxies) / sizeof(proxies[0]); i++)
        if (http_header(rq, proxies[i]).n > 0)
            return false;
    host = url_host(target); /* it counts where there is one */
    return is_own_name(host.n > 0 ? host : http_header(rq, "Host"));
}

static bool
says_too_long(const struct http_request *rq, int64_t most)
{
    struct str length = http_header(rq, "Content-Length");
    int64_t n;

    return length.n > 0 && (!str_i64(length, &n) || n > most);
}

const struct head_fault *
head_read(struct MHD_Connection *conn, const struct request_line *line,
          struct http_request *rq)
{
    struct gather g = { .rq = rq, .bytes = line->target.n };
    bool old = strcmp(line->version, MHD_HTTP_VERSION_1_0) == 0;
    int n;

    if (is_in_place())
        g.end = line->version + strlen(line->version);
    n = MHD_get_connection_values_n(conn, MHD_HEADER_KIND, take_header, &g);
    if (n < 0 || (size_t)n > rq->headers.n || g.bytes > HTTP_HEAD_BYTES)
        return &faults[TOO_LARGE];
    if (g.bad || (g.end != NULL && !line_fits(conn, line, g.end)) ||
        g.hosts > 1 || (!old && g.hosts == 0))
        return &faults[MALFORMED];
    if (g.lengths + g.codings > 1 || (g.codings == 1 && (!g.chunked || old)))
        return &faults[TWICE];
    if (says_too_long(rq, line->body_most))
        return &faults[BODY];
    rq->local = is_local(conn, line->target, rq);
    rq->address = proxy_address(line->proxies, conn, rq);
    return NULL;
}
