/* outbox_internal: what the files of the outbox share. Not for others. */
#ifndef OUTBOX_OUTBOX_INTERNAL_H
#define OUTBOX_OUTBOX_INTERNAL_H

#include <pthread.h>

#include "event/codec.h"
#include "outbox/outbox.h"
#include "outbox/peer.h"
#include "sys/loop/loop.h"

/* Seconds to wait after n failures: doubled each time, up to the longest,
 * give or take a quarter by chance. */
int64_t backoff_ms(const struct config_outbox *o, int64_t n);

/* A gateway or mail server. */
struct channel {
    int64_t pause_until;
    int64_t failures; /* in a row */
};

struct sender {
    struct loop loop;
    struct engine *e;
    const struct config *c;
    struct channel mail, sms;
    int64_t after; /* the row looked at last in this pass */
    atomic_ullong sent, failed, dropped, retries;
};
void sender_init(struct sender *s, struct engine *e, const struct config *c);

enum { HOOK_SECRET_LEAST = 24, HOOK_SECRET_MOST = 64 };

struct hook {
    struct loop loop;
    struct engine *e;
    const struct config *config;
    const struct config_hook *c;
    unsigned char secret[HOOK_SECRET_MOST];
    size_t secret_n;
    bool loaded;
    const struct sharing *row; /* of sharing.csv, which lists it */
    atomic_bool again;         /* its row was changed by a person: load it */
    pthread_mutex_t lock;      /* of what follows, when others look */
    uint64_t position;
    int64_t failures, failing_since, next_try_at;
    bool disabled;
    const char *reason;
};
bool hook_init(struct hook *h, struct engine *e, const struct config *c,
               size_t i, struct err *err);
bool hook_secret(const struct config *c, const struct config_hook *h,
                 struct hook *ret_hook, struct err *err);
bool hook_events(const struct config *c, const struct config_hook *h,
                 struct err *err);

/* One change of a row beside the log. */
bool write_row(struct engine *e, const struct row *row, struct err *err);

/* The body of a webhook: what happened, without anything personal and without
 * words that people wrote; see gongzhi-api(7). */
void hook_body_put(struct buf *out, const struct record *r);

#endif
