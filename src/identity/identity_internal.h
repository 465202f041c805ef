/* identity_internal: what the files of identity/ share. Not for others. */
#ifndef IDENTITY_INTERNAL_H
#define IDENTITY_INTERNAL_H

#include <pthread.h>

#include "identity/identity.h"
#include "identity/proof/gate.h"
#include "identity/proof/pace.h"

struct identity {
    struct engine *e;
    const struct config *c;
    struct gate *hashing; /* Argon2id: 64 MiB each */
    struct gate *sending; /* codes to phones */
    struct pace *pace;    /* of whoever asks, and of phones */
    pthread_mutex_t lock; /* around look-and-change of counters and codes */
    struct provider *provider; /* of a sign-on elsewhere, or NULL */
    bool demo;
};

/* Rows beside the log, committed together. */
bool identity_write(struct identity *id, const struct row_list *rows,
                    struct err *err);

/* A command to account/CODE, given by the program. A refusal is a failure
 * ERR_INPUT here. */
bool identity_tell(struct identity *id, struct arena *a, struct str account,
                   const struct payload_type *type, const void *data,
                   struct err *err);

/* What the readings say of an account. */
struct account_look {
    bool found, staff, open;
    int64_t rights;
    unsigned factors;
};
bool identity_account(struct identity *id, struct str account,
                      struct account_look *ret_look, struct err *err);

#endif
