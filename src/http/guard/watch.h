/*
 * watch: how long those who are connected may take. Without it one who sends a
 * byte every few seconds would hold a connection for ever, and a thousand of
 * them the server.
 *
 * A head has so many seconds from the moment the connection was free for it.
 * A body and an answer have as many, and one more for every WATCH_RATE bytes
 * that came or go. Who is too slow gets 408 as long as nothing was answered,
 * and the connection ends; so does who comes when there is no room (503).
 */
#ifndef HTTP_GUARD_WATCH_H
#define HTTP_GUARD_WATCH_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum { WATCH_RATE = 4096 }; /* bytes a second */

enum watch_phase {
    WATCH_HEAD,
    WATCH_BODY,
    WATCH_WORK, /* ours to do: no limit */
    WATCH_ANSWER
};

struct watch;
struct visit; /* one connection */

/* seconds: see above; most: connections at once. */
bool watch_start(unsigned seconds, unsigned most, struct watch **ret_watch,
                 struct err *err);

/* When nobody is connected any more. NULL is fine. */
void watch_stop(struct watch *w);

/* A connection came, and went. Between the two the socket stays open. */
struct visit *watch_enter(struct watch *w, int socket);
void watch_leave(struct watch *w, struct visit *v);

/*
 * The connection has come so far; bytes: of the body until now, or of the
 * answer. False when it was ended meanwhile: then nothing may be done for it.
 */
bool watch_go_on(struct watch *w, struct visit *v, enum watch_phase phase,
                 size_t bytes);

struct watch_figures {
    unsigned connected;
    uint64_t slow, turned_away; /* ended for it, since the start */
};
struct watch_figures watch_look(struct watch *w);

#endif
