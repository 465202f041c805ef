/* See password.h. A process that cannot hash stops: it would let nobody in. */
#include "crypto/password.h"

#include <argon2.h>
#include <stdio.h>
#include <stdlib.h>

#include "sys/random.h"

enum {
    SALT_BYTES = 16,
    HASH_BYTES = 32,
    LANES = 1,
    ENCODED_BYTES = 160,
    NUMBER_MOST = 1 << 24
};

void
password_hash(struct buf *out, struct str password)
{
    unsigned char salt[SALT_BYTES];
    char encoded[ENCODED_BYTES];
    int code;

    random_bytes(salt, sizeof(salt));
    code = argon2id_hash_encoded(PASSWORD_PASSES, PASSWORD_MEMORY_KIB, LANES,
                                 password.p, password.n, salt, sizeof(salt),
                                 HASH_BYTES, encoded, sizeof(encoded));
    if (code != ARGON2_OK) {
        (void)fprintf(stderr, "libargon2: %s\n", argon2_error_message(code));
        abort();
    }
    buf_add(out, str_of(encoded));
}

/* The number behind "m=" or "t=", or 0. */
static int64_t
parameter(struct str encoded, struct str name)
{
    size_t at = str_find(encoded, name);
    int64_t v = 0;
    struct str rest;

    if (at == SIZE_MAX)
        return 0;
    rest = (struct str){ encoded.p + at + name.n, encoded.n - at - name.n };
    for (size_t i = 0;
         i < rest.n && rest.p[i] >= '0' && rest.p[i] <= '9' && v < NUMBER_MOST;
         i++)
        v = v * 10 + rest.p[i] - '0';
    return v;
}

bool
password_verify(struct arena *a, struct str encoded, struct str password,
                bool *ret_old)
{
    *ret_old = false;
    if (encoded.n == 0 || encoded.n >= ENCODED_BYTES ||
        argon2id_verify(arena_cstr(a, encoded), password.p, password.n) !=
            ARGON2_OK)
        return false;
    *ret_old = parameter(encoded, STR("m=")) < PASSWORD_MEMORY_KIB ||
               parameter(encoded, STR(",t=")) < PASSWORD_PASSES;
    return true;
}
