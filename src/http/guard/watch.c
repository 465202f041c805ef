/* See watch.h. One thread looks at everybody twice a second. */
#include "http/guard/watch.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#include "sys/clock.h"

enum { LOOK_MS = 500, LINGER_SECONDS = 2 };
#define SECOND_NS INT64_C(1000000000)

struct visit {
    struct visit *next, **at; /* at: what points here */
    int socket;
    enum watch_phase phase;
    int64_t from_ns, until_ns; /* until: 0 is for ever */
    bool over;                 /* it was ended */
};

struct watch {
    pthread_mutex_t lock;
    pthread_cond_t ends;
    pthread_t thread;
    int64_t limit_ns;
    unsigned most;
    struct visit *first;
    struct watch_figures figures;
    bool stop;
};

/* A problem of its own (RFC 9457), in one piece: nobody else writes to the
 * socket now. It fits into the buffer of any socket. */
static void
say(int socket, unsigned status, const char *name, const char *body)
{
    char text[512];
    int n = snprintf(text, sizeof(text),
                     "HTTP/1.1 %u %s\r\n"
                     "Content-Type: application/problem+json\r\n"
                     "Content-Length: %zu\r\n"
                     "%sConnection: close\r\n\r\n%s",
                     status, name, strlen(body),
                     status == 503 ? "Retry-After: 5\r\n" : "", body);

    (void)send(socket, text, (size_t)n, MSG_DONTWAIT | MSG_NOSIGNAL);
}

static void
end_slow(struct watch *w, struct visit *v)
{
    if (!v->over && v->phase != WATCH_ANSWER)
        say(v->socket, 408, "Request Timeout",
            "{\"type\":\"urn:gongzhi:rule:too_slow\",\"title\":\"Request "
            "Timeout\",\"status\":408,\"rule\":\"too_slow\",\"detail\":\""
            "请求太慢 the request took too long\"}\n");
    w->figures.slow += !v->over;
    v->over = true;
    v->until_ns = 0;
    (void)shutdown(v->socket, SHUT_RDWR); /* its owner closes it */
}

static void *
look(void *context)
{
    struct watch *w = context;
    struct timespec t;

    (void)pthread_mutex_lock(&w->lock);
    while (!w->stop) {
        int64_t now = clock_ticks();

        for (struct visit *v = w->first; v != NULL; v = v->next)
            if (v->until_ns != 0 && v->until_ns < now)
                end_slow(w, v);
        now += LOOK_MS * (SECOND_NS / 1000);
        t.tv_sec = (time_t)(now / SECOND_NS);
        t.tv_nsec = (long)(now % SECOND_NS);
        (void)pthread_cond_timedwait(&w->ends, &w->lock, &t);
    }
    (void)pthread_mutex_unlock(&w->lock);
    return NULL;
}

bool
watch_start(unsigned seconds, unsigned most, struct watch **ret_watch,
            struct err *err)
{
    struct watch *w = calloc(1, sizeof(*w));
    pthread_condattr_t monotonic;

    if (w == NULL)
        abort();
    w->limit_ns = (int64_t)seconds * SECOND_NS;
    w->most = most;
    (void)pthread_mutex_init(&w->lock, NULL); /* cannot fail on Linux */
    (void)pthread_condattr_init(&monotonic);
    (void)pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
    (void)pthread_cond_init(&w->ends, &monotonic);
    (void)pthread_condattr_destroy(&monotonic);
    if (pthread_create(&w->thread, NULL, look, w) != 0) {
        free(w);
        return fail(err, ERR_IO, "cannot start the thread that watches");
    }
    *ret_watch = w;
    return true;
}

void
watch_stop(struct watch *w)
{
    if (w == NULL)
        return;
    (void)pthread_mutex_lock(&w->lock);
    w->stop = true;
    (void)pthread_cond_signal(&w->ends);
    (void)pthread_mutex_unlock(&w->lock);
    (void)pthread_join(w->thread, NULL);
    (void)pthread_cond_destroy(&w->ends);
    (void)pthread_mutex_destroy(&w->lock);
    free(w);
}

/* Nothing is read from it: the sender learns that before it sends much. What
 * it sends is taken in for a moment, or the answer would be lost (RST). */
static void
turn_away(struct watch *w, struct visit *v)
{
    say(v->socket, 503, "Service Unavailable",
        "{\"type\":\"urn:gongzhi:rule:too_many_connections\",\"title\":\""
        "Service Unavailable\",\"status\":503,\"rule\":\""
        "too_many_connections\",\"detail\":\"访问的人太多，请稍后再试 too many "
        "connections; try again\"}\n");
    (void)shutdown(v->socket, SHUT_WR);
    v->over = true;
    v->until_ns = v->from_ns + LINGER_SECONDS * SECOND_NS;
    w->figures.turned_away++;
}

struct visit *
watch_enter(struct watch *w, int socket)
{
    struct visit *v = calloc(1, sizeof(*v));

    if (v == NULL)
        abort();
    v->socket = socket;
    v->from_ns = clock_ticks();
    v->until_ns = v->from_ns + w->limit_ns;
    (void)pthread_mutex_lock(&w->lock);
    v->next = w->first;
    v->at = &w->first;
    if (v->next != NULL)
        v->next->at = &v->next;
    w->first = v;
    if (++w->figures.connected > w->most)
        turn_away(w, v);
    (void)pthread_mutex_unlock(&w->lock);
    return v;
}

void
watch_leave(struct watch *w, struct visit *v)
{
    (void)pthread_mutex_lock(&w->lock);
    *v->at = v->next;
    if (v->next != NULL)
        v->next->at = v->at;
    w->figures.connected--;
    (void)pthread_mutex_unlock(&w->lock);
    free(v);
}

bool
watch_go_on(struct watch *w, struct visit *v, enum watch_phase phase,
            size_t bytes)
{
    int64_t now = clock_ticks();
    bool there;

    (void)pthread_mutex_lock(&w->lock);
    there = !v->over;
    if (there && phase == WATCH_WORK) {
        v->phase = phase;
        v->until_ns = 0;
    } else if (there) {
        if (v->phase != phase || phase == WATCH_HEAD)
            v->from_ns = now;
        v->phase = phase;
        v->until_ns = v->from_ns + w->limit_ns +
                      (int64_t)(bytes / WATCH_RATE) * SECOND_NS;
    }
    (void)pthread_mutex_unlock(&w->lock);
    return there;
}

struct watch_figures
watch_look(struct watch *w)
{
    struct watch_figures f;

    (void)pthread_mutex_lock(&w->lock);
    f = w->figures;
    (void)pthread_mutex_unlock(&w->lock);
    return f;
}
