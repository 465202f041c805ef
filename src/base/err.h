/*
 * err: a failure, the world's fault. Filled where it happened, logged once by
 * whoever answers. Never holds personal data.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

#include <stdbool.h>

#include "base/attr.h"

enum err_kind {
    ERR_NONE,
    ERR_INPUT,     /* what came in is not readable; text says where */
    ERR_NOT_FOUND, /* no such file, case, rulebook */
    ERR_CONFLICT,  /* another writer was first: load again */
    ERR_TAKEN,     /* the source key was imported before */
    ERR_BUSY,      /* another process writes this folder */
    ERR_READ_ONLY, /* the folder or file may not be written */
    ERR_FULL,      /* the disk is full */
    ERR_CORRUPT,   /* what is on disk is not what we wrote */
    ERR_KEY,       /* a key is missing, wrong, or open to others */
    ERR_CLOCK,     /* the clock went back */
    ERR_IO         /* anything else the world refused */
};

struct err {
    enum err_kind kind;
    char text[480]; /* one line for a person: what, where, what to do */
};

/* Fill err and return false, so that a caller can `return fail(...)`. */
bool fail(struct err *err, enum err_kind kind, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

#endif
