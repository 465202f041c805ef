/*
 * sms: one short message to a gateway, as gongzhi-api(7) says.
 */
#ifndef OUTBOX_SMS_H
#define OUTBOX_SMS_H

#include "outbox/peer.h"
#include "sys/config.h"

struct sms {
    struct str to;   /* E.164 */
    struct str text; /* without the sign in front */
    struct str key;  /* the same for every attempt */
};

/* p->url and p->ca_file are those of c. Uses a for what is sent. */
struct attempt sms_hand(const struct config_sms *c, const struct peer *p,
                        struct arena *a, const struct sms *m);

#endif
