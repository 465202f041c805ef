/*
 * receipt: some leaves with their proofs and the signed checkpoint these lead
 * to, as docs/log-format.md describes it ("Receipts"). Made for whoever has
 * the query code of a case, read again and checked for whoever brings one.
 */
#ifndef API_LOG_RECEIPT_H
#define API_LOG_RECEIPT_H

#include "app/appeal/appeal_file.h"
#include "event/note.h"

enum {
    RECEIPT_FORMAT = 1,
    RECEIPT_BYTES = 1024 * 1024,
    RECEIPT_LEAVES = 2000,
    RECEIPT_TEXTS = 16, /* of a leaf */
    RECEIPT_SALT = 32   /* bytes at most */
};

/* A personal text, with the salt that shows that the leaf is about it. */
struct receipt_text {
    struct str field, salt, text;
};

struct receipt_leaf {
    uint64_t position;
    struct str leaf;  /* word for word; empty when only its hash is known */
    struct hash hash; /* of the leaf */
    struct str path;  /* hashes one after another, from the bottom up */
    struct receipt_text *texts; /* of the citizen; may be left out */
    size_t texts_n;
};

struct receipt {
    struct str checkpoint; /* a signed note */
    struct receipt_leaf *leaves;
    size_t n;
};

/* All leaves of a case. Owns: a. Fails: as store_inclusion. */
bool receipt_make(struct store *st, struct arena *a,
                  const struct appeal_file *file, struct receipt *ret_receipt,
                  struct err *err);

/* Add to such a receipt the citizen's own texts that were not erased, but for
 * name and number, which the query code does not tell. */
bool receipt_add_texts(struct store *st, struct arena *a,
                       const struct appeal_file *file, struct receipt *r,
                       struct err *err);

/* Are the texts of a leaf those that it promises? True without any. Owns: a. */
bool receipt_texts_fit(struct arena *a, const struct suite *suite,
                       const struct receipt_leaf *l);

/* A receipt for one leaf of which only number and hash are known. Fails:
 * ERR_NOT_FOUND when there is no such number. */
bool receipt_of_hash(struct store *st, struct arena *a, uint64_t position,
                     struct hash hash, struct receipt *ret_receipt,
                     struct err *err);

/* As JSON, and back; at most RECEIPT_BYTES and RECEIPT_LEAVES are read, one
 * leaf at least. Owns: a. False when it is no receipt. */
void receipt_put(struct buf *out, const struct receipt *r);
bool receipt_read(struct arena *a, const struct suite *suite, struct str json,
                  struct receipt *ret_receipt);

/* Find "12 ... 0a1b..." in a text: the first number and the first 64
 * hexadecimal digits. Other words around them do not matter. */
bool receipt_find_hash(struct str text, uint64_t *ret_position,
                       struct hash *ret_hash);

/* What holds of a receipt. Without a good signature nothing else is looked
 * at. */
struct receipt_findings {
    bool is_signed;
    struct checkpoint c;
    int64_t newest;  /* when the newest leaf it covers was written, ms; 0 when
                        the log of today has no such leaf */
    bool *leads;     /* of each leaf: its path leads to the signed root */
    bool *texts_fit; /* of each leaf */
    bool all_lead, all_texts_fit;
    bool one_case;     /* no leaf is left out or of another case */
    bool stands;       /* the log of today goes on from that checkpoint */
    uint64_t size_now; /* of the log of today */
};
/* Owns: a. Fails: the log could not be read. */
bool receipt_check(struct store *st, struct arena *a, const struct receipt *r,
                   struct receipt_findings *ret_findings, struct err *err);

#endif
