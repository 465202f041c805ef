/* server_internal: what the files of the server share. Not for others. */
#ifndef HTTP_SERVER_INTERNAL_H
#define HTTP_SERVER_INTERNAL_H

#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>

#include "http/guard/proxy.h"
#include "http/guard/watch.h"
#include "http/server.h"

/* pool.c: threads that work on whole requests, first come, first served. */
struct pool;

/* One piece of work; the first member of what is worked on. */
struct task {
    void (*run)(struct task *t);
    struct task *next;
};

bool pool_start(unsigned threads, struct pool **ret_pool, struct err *err);

/* False when the pool was stopped: t was not taken. */
bool pool_give(struct pool *p, struct task *t);

/* A task that a thread of the pool works on goes away, to be given back by
 * whatever it waits for; that is taken even when the pool was stopped. */
void pool_send_away(struct pool *p);
void pool_give_back(struct pool *p, struct task *t);

/* Take nothing more, finish what was given or is away, end the threads. */
void pool_stop(struct pool *p); /* NULL is fine */

enum { SERVER_ARENAS = 512 };

struct http_server {
    struct http_options o;
    struct proxies proxies;
    struct MHD_Daemon *daemon;
    struct pool *pool;
    struct watch *watch;
    atomic_int in_flight; /* requests begun and not yet written */
    atomic_size_t large;  /* bytes of large bodies that are held */
    int port;
    pthread_mutex_t arenas_lock;
    struct arena *arenas[SERVER_ARENAS]; /* for requests; empty */
    size_t arenas_n;
};

/* large.c: a body with files. p is NULL for an ordinary one. */
struct large {
    char *p;
    size_t n, kept; /* announced, and held */
    bool full;      /* all others hold as much as may be held */
};

/* May this address have one? */
bool large_may(const struct http_server *s, const struct http_request *rq,
               struct str uri);

/* Room, when the request says that it is large. False: no memory. */
bool large_begin(const struct http_request *rq, struct large *l);
void large_add(struct http_server *s, struct large *l, struct str bytes);
void large_end(struct http_server *s, struct large *l);

/* The doors of libmicrohttpd; cls is the server. */
void exchange_connected(void *cls, struct MHD_Connection *conn, void **visit,
                        enum MHD_ConnectionNotificationCode how);
void *exchange_begin(void *cls, const char *uri, struct MHD_Connection *conn);
enum MHD_Result exchange_go_on(void *cls, struct MHD_Connection *conn,
                               const char *url, const char *method,
                               const char *version, const char *upload,
                               size_t *upload_bytes, void **state);
void exchange_end(void *cls, struct MHD_Connection *conn, void **state,
                  enum MHD_RequestTerminationCode how);

/* exchange_head.c: what is wrong with a head, or NULL. Fills in headers and
 * local of the request. */
struct head_fault {
    unsigned status;
    const char *rule, *detail;
};
struct request_line {
    const char *method, *uri, *version; /* where libmicrohttpd has them */
    struct str target;                  /* the same as uri */
    int64_t body_most;                  /* bytes that are taken here */
    const struct proxies *proxies;
};
const struct head_fault *head_read(struct MHD_Connection *conn,
                                   const struct request_line *line,
                                   struct http_request *rq);

#endif
