/*
 * peer: one attempt to hand something to another machine: HTTP and SMTP, both
 * through libcurl. Certificates are verified, redirects not followed, proxies
 * of the environment not used; time and size of an answer are bounded.
 */
#ifndef OUTBOX_PEER_H
#define OUTBOX_PEER_H

#include <stdatomic.h>

#include "base/arena.h"
#include "base/err.h"

enum { PEER_ANSWER_BYTES = 64 * 1024 };

/* What became of an attempt. */
enum sent {
    SENT_ACCEPTED, /* the peer has it */
    SENT_LATER,    /* not now: this one may be tried again */
    SENT_NOT_NOW,  /* the same, and the fault is the peer's: others wait too */
    SENT_REFUSED,  /* never: this one is refused for good */
    SENT_STOPPED   /* we are stopping; nothing is known */
};

struct attempt {
    enum sent sent;
    const char *reason; /* a word: connect tls timeout auth busy server_error
                           rejected gone bad_answer; never the peer's words */
    int64_t wait;       /* seconds the peer asks to wait, or 0 */
};

struct peer {
    const char *url;
    const char *ca_file;     /* "": those of the system */
    int64_t timeout;         /* seconds */
    const atomic_bool *stop; /* gives an attempt up */
};

/* Once, before threads. Fails: ERR_IO. */
bool peer_start(struct err *err);
void peer_end(void);

/* POST a JSON body. headers are whole lines, ended by NULL. */
struct post {
    const char *const *headers;
    struct str body;
};
struct attempt peer_post(const struct peer *p, const struct post *post);

/*
 * Ask for a document: GET, or POST of form (application/x-www-form-urlencoded)
 * when it is not empty. The answer is kept: up to PEER_ANSWER_BYTES.
 *
 * Owns:  *ret_body is in a, also of an answer that is an error.
 * Fails: false with a word as in struct attempt; too_large. *ret_status is 0
 *        when there was no answer.
 */
struct fetch {
    struct str form;
    const char *user, *password; /* Basic; "" for none */
};
bool peer_fetch(const struct peer *p, const struct fetch *f, struct arena *a,
                long *ret_status, struct str *ret_body, const char **ret_why);

/* Hand a mail (all of it, head and body) to a server. */
struct handing {
    bool tls; /* STARTTLS must succeed */
    const char *user, *password;
    const char *from, *to; /* addresses */
    struct str mail;
};
struct attempt peer_mail(const struct peer *p, const struct handing *h);

#endif
