/*
 * secret: what an account is signed in with, as it lies beside the log: the
 * hash of the password, the sealed secret of the second factor, hashes of the
 * recovery codes. Not for pages.
 */
#ifndef IDENTITY_SECRET_H
#define IDENTITY_SECRET_H

#include "crypto/otp.h"
#include "identity/identity.h"

enum { RECOVERY_CODES = 10 };

struct secret {
    struct str password; /* encoded hash; empty: none, or no such account */
    bool has_totp;
    unsigned char totp[OTP_SECRET_BYTES];
    int64_t totp_used;
};

/* All empty when there is none. Owns: a. Fails: also ERR_KEY. */
bool secret_find(struct identity *id, struct arena *a, struct str account,
                 struct secret *ret_secret, struct err *err);

/* Rows that set it anew: password is an encoded hash; totp NULL for none. */
void secret_rows(struct identity *id, struct str account, struct str password,
                 const unsigned char *totp, struct row_list *rows);

/* New recovery codes ("ABCD-EFGH-JKLM-NPQR", 80 bits), shown once, and the
 * rows that replace those before. */
void recovery_rows(struct identity *id, struct str account,
                   struct str ret_codes[RECOVERY_CODES], struct row_list *rows);

/* Use one up. Blanks, hyphens and case do not count. */
bool recovery_use(struct identity *id, struct arena *a, struct str account,
                  struct str code, bool *ret_right, struct err *err);

/* How many are left. */
bool recovery_left(struct identity *id, struct str account, int64_t *ret_n,
                   struct err *err);

#endif
