/*
 * mail: one message in the form of RFC 5322, all ASCII: the subject in
 * encoded words (RFC 2047), the body in UTF-8 as base64 (RFC 2045).
 */
#ifndef OUTBOX_MAIL_H
#define OUTBOX_MAIL_H

#include "base/buf.h"

struct mail {
    struct str from;      /* address */
    struct str from_name; /* for people, or empty */
    struct str to;        /* address; must pass address_is_mail */
    struct str key;       /* left half of the Message-ID */
    struct str subject;
    struct str body; /* lines end in \n */
    int64_t at;      /* the Date */
};

/* Controls of a name or subject become blanks; nothing that is filled in can
 * begin a header or end the head. */
void mail_put(struct buf *out, const struct mail *m);

#endif
