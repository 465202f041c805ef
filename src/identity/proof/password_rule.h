/*
 * password_rule: which passwords are taken. Length counts, and that nobody
 * guesses it first; no kinds of characters are asked for, and it never runs
 * out (after NIST SP 800-63B, 5.1.1.2).
 */
#ifndef PROOF_PASSWORD_RULE_H
#define PROOF_PASSWORD_RULE_H

#include "base/str.h"

enum { PASSWORD_LEAST = 10, PASSWORD_MOST = 128 }; /* characters */

enum password_fault {
    PASSWORD_FINE,
    PASSWORD_SHORT,
    PASSWORD_LONG,
    PASSWORD_COMMON, /* in lists of guesses: a row, a repetition, a known one */
    PASSWORD_OF_ACCOUNT /* the account's code, perhaps with digits around it */
};

enum password_fault password_fault(struct str account, struct str password);

#endif
