/*
 * message: a row of the outbox becomes a letter with an address, at the moment
 * it is sent: from the log, the sealed texts and the rulebook of that day.
 * Nothing of it is kept.
 */
#ifndef OUTBOX_MESSAGE_H
#define OUTBOX_MESSAGE_H

#include "app/engine.h"

enum {
    NOTICES_A_LEAF = 16, /* the id of a row is its leaf * 16 + its turn */
    KEY_HEX = 32
};

struct outbox_row {
    int64_t id;
    struct str recipient, letter, stream;
    int64_t created_at, attempts;
};

/* What is known of a message before it is written. */
struct message {
    struct arena *a;
    struct engine *e;
    const struct outbox_row *row;
    int64_t now;
    struct rules rules;         /* of today */
    struct record_list records; /* of the stream */
    const struct record *cause; /* the event it is about */
    const void *state;          /* after the append of the cause */
    const struct unit *unit;    /* to whom; NULL: to the citizen */
    struct str key;             /* the same for every attempt, 32 hex digits */
    struct str email, phone;    /* checked; empty: cannot be sent so */
    const char *drop;           /* why nobody gets it, or NULL */
};

/*
 * Look a row up: whom it goes to. A message that cannot be sent to anybody has
 * drop set to a word: erased no_contact not_sendable unknown_unit no_address
 * superseded no_cause.
 *
 * Owns: all in a. Fails: as store_load and store_text.
 */
bool message_load(struct engine *e, struct arena *a,
                  const struct outbox_row *row, int64_t now,
                  struct message *ret_message, struct err *err);

/* The words of a message; drop is no_letter or bad_letter when the rulebook
 * has none, or none that can be filled. */
struct words {
    struct str subject, body; /* of a mail */
    struct str text;          /* of an SMS */
    const char *drop;
};
bool message_mail(const struct message *m, struct words *ret_words,
                  struct err *err);

/* An SMS says what happened and where to look, and nothing that the citizen or
 * a unit wrote. */
bool message_sms(const struct message *m, struct words *ret_words,
                 struct err *err);

#endif
