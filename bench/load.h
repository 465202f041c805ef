/*
 * load: many callers of a server on this machine. One thread, epoll, HTTP/1.1
 * with keep-alive; the server is another process, so that the processor time
 * of both can be told apart.
 */
#ifndef BENCH_LOAD_H
#define BENCH_LOAD_H

#include <stdbool.h>

#include "base/buf.h"

struct load_plan {
    int port;
    int connections;
    double seconds; /* at most */
    long requests;  /* at most; 0: as many as there is time for */
    double rate;    /* requests a second; 0: each connection at once again */
    void (*put)(void *context, struct buf *out, long n); /* whole request n */
    void (*got)(void *context, struct str answer); /* its body; may be NULL */
    void *context;
};

struct load_result {
    long done, failed; /* failed: any status but 2xx; or the connection broke */
    double seconds, p50_ms, p99_ms;
    double cpu_s; /* of this process */
};

bool load_run(const struct load_plan *p, struct load_result *ret_result);

/* Requests bring the token of the server of this data folder from now on (its
 * start has written it); before, none is believed. False: there is none. */
bool load_believe(const char *dir);

/* Requests, ready to send; the one that reads is of the staff. */
void load_put_post(struct buf *out, const char *path, struct str body);
/* By an operator who takes a message in. */
void load_put_ask(struct buf *out, const char *path, struct str body);
void load_put_get(struct buf *out, const char *path);

#endif
