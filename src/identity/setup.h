/*
 * setup: how an account gets its password and second factor: by a link that
 * serves once and not for long. There is no default password; the first start
 * of a folder gives such a link for the account of the system administrator.
 */
#ifndef IDENTITY_SETUP_H
#define IDENTITY_SETUP_H

#include "identity/proof/password_rule.h"
#include "identity/secret.h"

/* The account that the first link opens. */
#define SETUP_FIRST_ACCOUNT "admin"

/* Where the first link waits, in the data folder. */
#define SETUP_FIRST_FILE "first-setup.link"

enum setup_purpose {
    SETUP_NEW,
    SETUP_RESET,
    SETUP_FIRST /* the account is opened when the link is used */
};

/*
 * A new link for an account; those before serve no more. A reset leaves
 * password and sessions as they are until the link is used.
 *
 * *ret_path is "/setup/" and 64 hex digits. Owns: a. Fails: ERR_NOT_FOUND (no
 * such account, or it is closed).
 */
bool setup_link(struct identity *id, struct arena *a, struct str account,
                enum setup_purpose purpose, struct str *ret_path,
                struct err *err);

/* For how many hours a link serves. */
int64_t setup_hours(const struct identity *id);

/* When nobody can sign in as system administrator: a link for the first
 * account, which is opened when it is used. *ret_path is empty otherwise. A
 * link that was kept before serves no more, and its file is removed.
 * Owns: a. */
bool setup_first(struct identity *id, struct arena *a, struct str *ret_path,
                 struct err *err);

/* Keep the whole address of the first link in SETUP_FIRST_FILE, which only the
 * owner of the folder can read; it is removed when the link is used. *ret_file
 * is its path. Owns: a. Fails: as file_write. */
bool setup_first_keep(struct identity *id, struct arena *a, struct str address,
                      const char **ret_file, struct err *err);

/* What a link is for. */
struct setup {
    bool found; /* it is there and has not run out */
    bool staff; /* a second factor is needed */
    struct str account;
    enum setup_purpose purpose;
    unsigned char totp[OTP_SECRET_BYTES]; /* to be shown; follows from the
                                             link, kept nowhere */
};
bool setup_find(struct identity *id, struct arena *a, struct str token,
                struct setup *ret_setup, struct err *err);

enum setup_result {
    SETUP_DONE,
    SETUP_BAD_PASSWORD,
    SETUP_BAD_CODE,
    SETUP_BUSY
};

struct setup_answer {
    enum setup_result result;
    enum password_fault fault;
    struct str codes[RECOVERY_CODES]; /* of staff, when done; shown once */
};

/* Use the link: set the password and, for staff, the second factor, whose code
 * must be right. All sessions of the account end. Owns: a. */
struct setup_wish {
    struct str password, code;
};
bool setup_use(struct identity *id, struct arena *a, const struct setup *s,
               const struct setup_wish *wish, struct setup_answer *ret_answer,
               struct err *err);

/* The links of an account serve no more. */
bool setup_spend(struct identity *id, struct str account, struct err *err);

/* Forget everything an account was signed in with (it was closed). */
bool setup_forget(struct identity *id, struct str account, struct err *err);

#endif
