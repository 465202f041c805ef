/*
 * The head of a request, as libmicrohttpd hands it over: it is taken apart in
 * its place by a reader that is as lax as libmicrohttpd 0.9.75 (a NUL ends a
 * text, a bare LF a line, a folded line is passed over). Whatever head_read
 * accepts must be a head that a strict reader (RFC 9112) reads as the same: no
 * NUL, each line ended by CR LF, one host, one length. Its address then goes
 * through the checks of addresses.
 *
 * One thing cannot be seen behind libmicrohttpd: a NUL that came in place of a
 * byte of a line end. Here it is one, too.
 *
 * Input: a head. This file stands in for libmicrohttpd.
 */
#include <arpa/inet.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "http/server_internal.h"
#include "http/url.h"

enum { LINES = 100, PARTS = 3 };

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

/* A head that was taken apart. */
struct MHD_Connection {
    size_t bytes;
    struct {
        const char *name, *value;
    } at[LINES];
    size_t n;
    union MHD_ConnectionInfo size, address;
    struct sockaddr_in loopback;
};

const char *
MHD_get_version(void)
{
    return "0.9.75";
}

int
MHD_get_connection_values_n(struct MHD_Connection *c, enum MHD_ValueKind kind,
                            MHD_KeyValueIteratorN take, void *cls)
{
    (void)kind;
    for (size_t i = 0; i < c->n; i++)
        if (take(cls, MHD_HEADER_KIND, c->at[i].name, strlen(c->at[i].name),
                 c->at[i].value, strlen(c->at[i].value)) != MHD_YES)
            return (int)i + 1;
    return (int)c->n;
}

const union MHD_ConnectionInfo *
MHD_get_connection_info(struct MHD_Connection *c,
                        enum MHD_ConnectionInfoType what, ...)
{
    return what == MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE ? &c->size
                                                           : &c->address;
}

/* Cut a line off in its place: it ends at CR LF or LF. NULL at the end. */
static char *
cut_line(char **rest, char *end)
{
    char *line = *rest;
    char *at = line < end ? memchr(line, '\n', (size_t)(end - line)) : NULL;

    if (at == NULL)
        return NULL;
    *at = '\0';
    if (at > line && at[-1] == '\r')
        at[-1] = '\0';
    *rest = at + 1;
    return line;
}

/* A folded line is left out; one without a name or colon is handed on. */
static bool
take_header(struct MHD_Connection *c, char *line)
{
    char *colon = strchr(line, ':'), *value;

    if (c->n == LINES)
        return false;
    if (*line == ' ' || *line == '\t')
        return true;
    value = colon == NULL ? line + strlen(line) : colon + 1;
    if (colon != NULL)
        *colon = '\0';
    while (*value == ' ' || *value == '\t')
        value++;
    c->at[c->n].name = line;
    c->at[c->n++].value = value;
    return true;
}

/* "GET /x HTTP/1.1" in its place. Other methods and versions, and targets that
 * are not clean, get no further: others see to that. */
static bool
take_first(char *line, char *part[PARTS])
{
    part[0] = line;
    for (int i = 1; i < PARTS; i++) {
        part[i] = strchr(part[i - 1], ' ');
        if (part[i] == NULL)
            return false;
        *part[i]++ = '\0';
        while (*part[i] == ' ')
            part[i]++;
    }
    return (strcmp(part[0], "GET") == 0 || strcmp(part[0], "POST") == 0) &&
           url_is_clean(str_of(part[1])) &&
           (strcmp(part[2], "HTTP/1.1") == 0 ||
            strcmp(part[2], "HTTP/1.0") == 0);
}

/* Take the head apart; false when libmicrohttpd itself would refuse it. */
static bool
take_apart(struct MHD_Connection *c, char *head, size_t n, char *part[PARTS])
{
    char *rest = head, *line = cut_line(&rest, head + n);

    if (line == NULL || !take_first(line, part))
        return false;
    while ((line = cut_line(&rest, head + n)) != NULL && *line != '\0')
        if (!take_header(c, line))
            return false;
    c->bytes = (size_t)(rest - head);
    c->size.header_size = c->bytes;
    return line != NULL;
}

static void
bug(bool wrong)
{
    if (wrong)
        abort();
}

static bool
is_end(char c)
{
    return c == '\0' || c == '\r' || c == '\n';
}

/* The bytes as they came; two or four NULs, CRs and LFs in a row are line ends
 * when one of them is a NUL. */
static struct str
as_came(struct arena *a, const unsigned char *bytes, size_t n)
{
    char *raw = arena_alloc(a, n + 1);
    size_t run;

    memcpy(raw, bytes, n);
    for (size_t i = 0; i < n; i += run + 1) {
        for (run = 0; i + run < n && is_end(raw[i + run]); run++)
            continue;
        if ((run == 2 || run == 4) && memchr(raw + i, '\0', run) != NULL)
            memcpy(raw + i, "\r\n\r\n", run);
    }
    return (struct str){ raw, n };
}

/* What a strict reader asks of the same bytes. */
static void
check_strictly(struct str raw, const struct http_request *rq)
{
    struct str line;
    size_t lines = 0, lengths = 0, hosts = 0;

    bug(memchr(raw.p, '\0', raw.n) != NULL);
    for (size_t i = 0; i < raw.n; i++) {
        bug(raw.p[i] == '\n' && (i == 0 || raw.p[i - 1] != '\r'));
        bug(raw.p[i] == '\r' && (i + 1 == raw.n || raw.p[i + 1] != '\n'));
    }
    bug(!str_ends(raw, STR("\r\n\r\n")));
    line = raw; /* the request line */
    url_split(&line, '\n', &raw);
    while (raw.n > 2) {
        struct str rest, value;

        line = raw;
        url_split(&line, '\n', &rest);
        raw = rest;
        url_split(&line, ':', &value);
        bug(lines >= rq->headers.n ||
            !str_eq(line, rq->headers.at[lines].name));
        lengths +=
            line.n == 14 && strncasecmp(line.p, "Content-Length", 14) == 0;
        lengths +=
            line.n == 17 && strncasecmp(line.p, "Transfer-Encoding", 17) == 0;
        hosts += line.n == 4 && strncasecmp(line.p, "Host", 4) == 0;
        bug(!str_eq(str_trim(value), rq->headers.at[lines].value));
        lines++;
    }
    bug(lines != rq->headers.n || lengths > 1 || hosts > 1);
}

static void
check_address(struct arena *a, struct str target)
{
    struct str path = target, query;
    struct str host = url_host(target);

    url_split(&path, '?', &query);
    path = url_path(path);
    bug(path.n > target.n + 1 || host.n > target.n);
    if (url_is_clean(target) && url_decode(a, path, false, &path))
        bug(path.n > target.n + 1);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct arena *a = arena_open();
    struct MHD_Connection *c = arena_new(a, struct MHD_Connection);
    struct http_pair headers[HTTP_HEADERS];
    struct http_request rq = { .a = a,
                               .headers = { headers, 0, HTTP_HEADERS } };
    char *head = arena_alloc(a, n + 1), *part[PARTS];

    if (n > 0)
        memcpy(head, bytes, n);
    c->loopback.sin_family = AF_INET;
    c->loopback.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    c->address.client_addr = (struct sockaddr *)&c->loopback;
    if (take_apart(c, head, n, part)) {
        const struct request_line line = { part[0], part[1], part[2],
                                           str_of(part[1]) };

        if (head_read(c, &line, &rq) == NULL) {
            check_strictly(as_came(a, bytes, c->bytes), &rq);
            check_address(a, line.target);
        }
    }
    arena_close(a);
    return 0;
}
