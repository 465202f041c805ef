/*
 * check: what the program can find out; each check prints what it found and
 * gives the exit status.
 */
#ifndef VERIFIER_CHECK_H
#define VERIFIER_CHECK_H

#include "note.h"

enum {
    EXIT_GOOD,
    EXIT_BAD,    /* something does not fit */
    EXIT_USAGE,  /* asked in a wrong way */
    EXIT_UNREAD, /* could not be read, or is not of its form */
    EXIT_FOREIGN /* of algorithms that are not known here */
};

struct checker {
    struct hasher *h;
    struct key key;
    bool verbose; /* print leaves word for word */
};

/* A note, or the note of a receipt. */
struct seen {
    char *bytes; /* of the file */
    size_t n;
    struct checkpoint c;
};
int seen_read(struct checker *k, const char *path, struct seen *ret_seen);
void seen_free(struct seen *s);

int check_checkpoint(struct checker *k, const char *note);
int check_size(struct checker *k, const char *note);
int check_receipt(struct checker *k, const char *bundle);
int check_consistency(struct checker *k, const char *old_note,
                      const char *new_note, const char *proof);
int check_remember(struct checker *k, const char *state, const char *note,
                   const char *proof); /* proof may be NULL */
int check_log(struct checker *k, const char *leaves, char *const *notes,
              int notes_n);

#endif
