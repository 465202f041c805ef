/* See load.h. */
#include "load.h"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include "sys/clock.h"
#include "sys/file.h"

enum {
    ANSWER_BYTES = 512 * 1024,
    EVENTS = 256,
    MOST_NS = 1000000000,
    LINE_BYTES = 128
};

struct caller {
    int fd;
    bool waits;    /* for an answer */
    int64_t asked; /* when */
    size_t n;      /* bytes of the answer so far */
    char *answer;
};

struct run {
    const struct load_plan *p;
    struct load_result r;
    struct caller *callers;
    int *idle; /* a ring of callers that wait for nothing, longest first */
    int idle_first, idle_n, epoll;
    long asked;
    int64_t began, end;
    int64_t *took; /* of each answer, ns */
    size_t took_n, took_room;
    struct arena *a; /* of one request */
};

static bool
call_up(struct run *r, int i)
{
    struct sockaddr_in to = { .sin_family = AF_INET,
                              .sin_port = htons((uint16_t)r->p->port),
                              .sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
    struct epoll_event ev = { .events = EPOLLIN, .data.u32 = (uint32_t)i };
    struct caller *c = &r->callers[i];
    int one = 1;

    c->fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (c->fd < 0 ||
        connect(c->fd, (const struct sockaddr *)&to, sizeof(to)) != 0 ||
        epoll_ctl(r->epoll, EPOLL_CTL_ADD, c->fd, &ev) != 0)
        return false;
    (void)setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof(one));
    if (c->answer == NULL)
        c->answer = malloc(ANSWER_BYTES);
    return c->answer != NULL;
}

static void
rest(struct run *r, int i)
{
    r->callers[i].waits = false;
    r->idle[(r->idle_first + r->idle_n++) % r->p->connections] = i;
}

/* Whoever rested longest asks. */
static void
ask(struct run *r)
{
    int i = r->idle[r->idle_first];
    struct caller *c = &r->callers[i];
    struct buf out = { .a = r->a };

    arena_reset(r->a);
    r->idle_first = (r->idle_first + 1) % r->p->connections;
    r->idle_n--;
    r->p->put(r->p->context, &out, r->asked++);
    c->waits = true;
    c->n = 0;
    c->asked = clock_ticks();
    if (send(c->fd, out.p, out.n, MSG_NOSIGNAL) != (ssize_t)out.n)
        return; /* small ones always fit: the end of file follows */
}

/* The body of an answer, when all of it is there. */
static bool
whole(const struct caller *c, struct str *ret_body)
{
    struct str all = { c->answer, c->n };
    size_t head = str_find(all, STR("\r\n\r\n"));
    const char *length = strcasestr(c->answer, "\r\nContent-Length:");
    size_t n;

    if (head == SIZE_MAX || length == NULL)
        return false;
    n = strtoul(length + strlen("\r\nContent-Length:"), NULL, 10);
    *ret_body = (struct str){ c->answer + head + 4, n };
    return c->n >= head + 4 + n;
}

static void
note(struct run *r, const struct caller *c, struct str body)
{
    bool good = c->n > 9 && c->answer[9] == '2'; /* HTTP/1.1 2xx */

    r->r.done += good;
    r->r.failed += !good;
    if (good && r->p->got != NULL)
        r->p->got(r->p->context, body);
    if (r->took_n == r->took_room) {
        r->took_room = r->took_room * 2 + 1024;
        r->took = realloc(r->took, r->took_room * sizeof(*r->took));
        if (r->took == NULL)
            abort();
    }
    r->took[r->took_n++] = clock_ticks() - c->asked;
}

static bool
hear(struct run *r, int i)
{
    struct caller *c = &r->callers[i];
    ssize_t n = recv(c->fd, c->answer + c->n, ANSWER_BYTES - 1 - c->n, 0);
    struct str body;

    if (n <= 0) {
        (void)close(c->fd); /* one that rested long may go */
        r->r.failed += c->waits;
        if (c->waits)
            rest(r, i);
        return call_up(r, i);
    }
    c->n += (size_t)n;
    c->answer[c->n] = '\0';
    if (whole(c, &body)) {
        note(r, c, body);
        rest(r, i);
    }
    return true;
}

/* Those who wait for nothing ask, as far as the pace allows. Gives the
 * milliseconds until the next may. */
static int
ask_all(struct run *r, bool *ret_over)
{
    const struct load_plan *p = r->p;
    int64_t now = clock_ticks();

    *ret_over = now >= r->end || (p->requests > 0 && r->asked >= p->requests);
    while (!*ret_over && r->idle_n > 0) {
        double due = p->rate > 0 ? (double)r->asked / p->rate : 0;
        double is = (double)(now - r->began) / MOST_NS;

        if (due > is)
            return (int)((due - is) * 1000) + 1;
        ask(r);
        *ret_over = p->requests > 0 && r->asked >= p->requests;
    }
    return 100;
}

static bool
go(struct run *r)
{
    bool over = false;
    struct epoll_event ev[EVENTS];

    while (!over || r->idle_n < r->p->connections) {
        int ms = ask_all(r, &over);
        int n = epoll_wait(r->epoll, ev, EVENTS, ms);

        for (int i = 0; i < n; i++)
            if (!hear(r, (int)ev[i].data.u32))
                return false;
        if (over && clock_ticks() > r->end + 20 * (int64_t)MOST_NS)
            return false; /* somebody waits for ever */
    }
    return true;
}

static int
by_size(const void *a, const void *b)
{
    const int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static double
cpu_seconds(void)
{
    struct rusage u;

    (void)getrusage(RUSAGE_SELF, &u);
    return (double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) +
           (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e6;
}

/* What so many percent of the answers did not exceed. */
static double
percentile_ms(const struct run *r, size_t percent)
{
    size_t at = r->took_n * percent / 100;

    return (double)r->took[at] / 1e6;
}

static void
sum_up(struct run *r)
{
    r->r.seconds = (double)(clock_ticks() - r->began) / MOST_NS;
    if (r->took_n == 0)
        return;
    qsort(r->took, r->took_n, sizeof(*r->took), by_size);
    r->r.p50_ms = percentile_ms(r, 50);
    r->r.p99_ms = percentile_ms(r, 99);
}

bool
load_run(const struct load_plan *p, struct load_result *ret_result)
{
    struct run r = { .p = p, .epoll = epoll_create1(EPOLL_CLOEXEC) };
    double cpu = cpu_seconds();
    bool ok = r.epoll >= 0;

    r.a = arena_open();
    r.callers = calloc((size_t)p->connections, sizeof(*r.callers));
    r.idle = calloc((size_t)p->connections, sizeof(*r.idle));
    for (int i = 0; ok && i < p->connections; i++) {
        ok = call_up(&r, i);
        rest(&r, i);
    }
    r.began = clock_ticks();
    r.end = r.began + (int64_t)(p->seconds * MOST_NS);
    ok = ok && go(&r);
    sum_up(&r);
    r.r.cpu_s = cpu_seconds() - cpu;
    for (int i = 0; i < p->connections; i++) {
        if (r.callers[i].fd > 0)
            (void)close(r.callers[i].fd);
        free(r.callers[i].answer);
    }
    free(r.callers);
    free(r.idle);
    free(r.took);
    (void)close(r.epoll);
    arena_close(r.a);
    *ret_result = r.r;
    return ok;
}

/* "Authorization: Bearer ...", a whole line; of the server that is asked. */
static char belief[LINE_BYTES] = "";

bool
load_believe(const char *dir)
{
    struct arena *a = arena_open();
    struct buf path = { .a = a };
    struct str token;
    struct err err;
    bool ok;

    buf_addf(&path, "%s/programs.token", dir);
    ok = file_read(a, buf_cstr(&path), LINE_BYTES, &token, &err);
    if (ok) {
        token = str_trim(token);
        (void)snprintf(belief, sizeof(belief), "Authorization: Bearer %.*s\r\n",
                       STR_ARG(token));
    }
    arena_close(a);
    return ok;
}

void
load_put_post(struct buf *out, const char *path, struct str body)
{
    buf_addf(out,
             "POST %s HTTP/1.1\r\nHost: localhost\r\n%s"
             "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
             path, belief, body.n);
    buf_add(out, body);
}

void
load_put_ask(struct buf *out, const char *path, struct str body)
{
    buf_addf(out,
             "POST %s HTTP/1.1\r\nHost: localhost\r\n%s"
             "X-Gongzhi-Role: operator\r\nX-Gongzhi-User: bench\r\n"
             "X-Gongzhi-Unit: U_HOTLINE\r\nX-Gongzhi-Purpose: intake\r\n"
             "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n",
             path, belief, body.n);
    buf_add(out, body);
}

void
load_put_get(struct buf *out, const char *path)
{
    buf_addf(out,
             "GET %s HTTP/1.1\r\nHost: localhost\r\n%s"
             "X-Gongzhi-Role: adjudicator\r\nX-Gongzhi-User: bench\r\n"
             "X-Gongzhi-Unit: U_HOTLINE\r\n"
             "X-Gongzhi-Purpose: dispatching\r\n\r\n",
             path, belief);
}
