/*
 * serving: an engine on the air: timers, messages, HTTP and signals, for the
 * commands that serve.
 *
 *     serving_config -> serving_options -> serving_hold_signals -> open the
 * engine
 *         -> serving_start -> serving_wait -> serving_stop -> engine_close
 */
#ifndef SERVING_H
#define SERVING_H

#include "cli/cli.h"
#include "sys/config.h"

struct serving;

struct serving_options {
    const char *dir;     /* the data folder */
    const char *address; /* a number: 127.0.0.1 or ::1 */
    int port;            /* 0: any free one */
    unsigned workers;
    unsigned request_seconds, connections; /* see http/server.h */
    bool demo;                             /* see identity/identity.h */
    struct config config;
};

/* Reads the file of --config, else DIR.conf when it is there; see
 * gongzhi.conf(5). Fails: as config_read and outbox_check. Owns: as below. */
bool serving_config(struct cli *c, struct serving_options *ret_options,
                    struct err *err);

/* Reads --listen ADDRESS:PORT, --workers, --request-seconds and --connections
 * (numbers); what they do not say is said by the configuration. Says what is
 * wrong and returns false. Owns: the arena of c, which outlives the serving. */
bool serving_options(struct cli *c, struct serving_options *ret_options);

/* SIGTERM, SIGINT and SIGHUP wait for serving_wait, in this thread and all
 * that are started from here on. */
void serving_hold_signals(void);

/* Fails: as program_token, http_start, jobs_start and outbox_start. The engine
 * outlives the serving. */
bool serving_start(struct engine *e, const struct serving_options *o,
                   struct serving **ret_serving, struct err *err);

/* "http://127.0.0.1:8080", "http://[::1]:8080" */
void serving_put_address(const struct serving *s, struct buf *out);

/* The address by which the first administrator is set up, or, keep, the file
 * of the data folder it was put into; empty when there is one, or the folder is
 * a demo. */
void serving_put_setup(const struct serving *s, bool keep, struct buf *out);

/* Until SIGTERM or SIGINT. SIGHUP looks for newly enacted rulebooks. */
void serving_wait(struct serving *s);

/* Finish what was begun, and end. NULL is fine. */
void serving_stop(struct serving *s);

#endif
