/*
 * erasure_kit: does anything in a folder open what one person wrote, for
 * somebody who holds the master key?
 *
 * The scan tries each place of each file as a wrapped key, so it needs no
 * knowledge of where keys are kept. It runs before the erasure too and must
 * find the key then.
 */
#ifndef CONTRACT_ERASURE_KIT_H
#define CONTRACT_ERASURE_KIT_H

#include "crypto/seal.h"
#include "store_kit.h"

/* The case whose citizen is erased, and the bytes of a wrapped key. */
enum { ERASED = 7, WRAPPED = 61 };

/* What somebody knows who copied the folder before the erasure, but for the
 * key: where it lay, and what it opens. */
struct erasure_target {
    int64_t slot;
    struct str envelope;
    unsigned char key[SEAL_KEY_BYTES];
};

/* Of the kit's open or closed folder, while the key is there. */
struct erasure_target erasure_target(struct kit *k);

/* In how many places of its files does a key lie that opens the envelope, or
 * the key itself, or the text? */
size_t keys_in_folder(struct kit *k, const struct erasure_target *t);
size_t keys_in_copy(struct kit *k, const char *dir,
                    const struct erasure_target *t);

/* Erase that case's citizen as `gongzhi erase` does. */
bool kit_erase(struct kit *k, struct err *err);

/* Fails the test unless the log verifies. */
void assert_verifies(struct kit *k);

/* The number that a query gives as text. */
int64_t kit_number(struct kit *k, const char *sql);

#endif
