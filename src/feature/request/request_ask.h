/* request_ask: the answers to the commands of a request; request_decide.c
 * chooses among them. Not for others. */
#ifndef REQUEST_REQUEST_ASK_H
#define REQUEST_REQUEST_ASK_H

#include "feature/request/request.h"

/* A command that fits stage and rights. */
struct request_ask {
    const struct request *s;
    const struct command *cmd;
    struct rules now;
    struct event_list *out;
};

struct verdict request_submit(const struct request_ask *q);
struct verdict request_confirm(const struct request_ask *q);
struct verdict request_prolong(const struct request_ask *q);
struct verdict request_act(const struct request_ask *q);
struct verdict request_grant(const struct request_ask *q);
struct verdict request_deny(const struct request_ask *q);
struct verdict request_drop(const struct request_ask *q);
struct verdict request_tick(const struct request_ask *q);
struct verdict request_erase(const struct request_ask *q);

#endif
