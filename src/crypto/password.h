/*
 * password: Argon2id (RFC 9106) by libargon2. A hash carries its parameters
 * and salt in itself ("$argon2id$v=19$m=65536,t=3,p=1$..."), so that they can
 * rise: a password that is right under older ones is hashed anew.
 *
 * One hash costs a third of a second and 64 MiB; who calls this many times at
 * once needs a gate (identity/proof/gate.h).
 */
#ifndef CRYPTO_PASSWORD_H
#define CRYPTO_PASSWORD_H

#include <stdbool.h>

#include "base/buf.h"

enum { PASSWORD_MEMORY_KIB = 64 * 1024, PASSWORD_PASSES = 3 };

/* The encoded hash of a password under a new salt. */
void password_hash(struct buf *out, struct str password);

/* False also for a text that is no such hash. *ret_old is set when it is right
 * and its parameters are below those of today. */
bool password_verify(struct arena *a, struct str encoded, struct str password,
                     bool *ret_old);

#endif
