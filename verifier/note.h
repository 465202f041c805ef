/*
 * note: the key of a log, and its signed checkpoints (C2SP signed-note and
 * tlog-checkpoint).
 */
#ifndef VERIFIER_NOTE_H
#define VERIFIER_NOTE_H

#include "tree.h"

enum {
    KEY_BYTES = 1024,
    NAME_BYTES = 200,
    NOTE_BYTES = 64 * 1024,
    KEY_ID = 4,
    PUBLIC_KEY_MOST = 65
};

/* What a key signs with; the hash of its log goes with it. SM2 is GB/T
 * 32918.2-2016 over SM3 with the identity 1234567812345678. */
enum signature_kind { SIGNED_ED25519, SIGNED_SM2, SIGNATURE_KINDS };

/* "name+12345678+base64": name of the log, id, and kind and public key. */
struct key {
    char name[NAME_BYTES + 1];
    unsigned char id[KEY_ID];
    enum signature_kind kind;
    unsigned char public_key[PUBLIC_KEY_MOST];
};

/* Read a key; blanks and line ends around it do not matter. The hasher is then
 * one of its log's hash. False when it is none, or when the id is not that of
 * name and key. */
bool key_read(struct hasher *h, const char *text, size_t n,
              struct key *ret_key);

/* Is it a key of its form, but of an algorithm that is not known here? */
bool key_is_foreign(const char *text, size_t n);

/* What a checkpoint says: the first size leaves have this root. */
struct checkpoint {
    uint64_t size;
    struct digest root;
};

enum note_fault {
    NOTE_GOOD,
    NOTE_MALFORMED,    /* no signed note, or no checkpoint */
    NOTE_OTHER_LOG,    /* a checkpoint, but of another name */
    NOTE_OTHER_KEY,    /* not signed by this key */
    NOTE_BAD_SIGNATURE /* said to be signed by this key, and is not */
};

/* Read a note of at most NOTE_BYTES and check its signature. */
enum note_fault note_read(const struct key *key, const char *text, size_t n,
                          struct checkpoint *ret_checkpoint);

/* What is wrong, for people. */
const char *note_fault_words(enum note_fault fault);

/* Read n bytes from 2n lower-case hex digits. */
bool hex_read(const char *text, size_t n, unsigned char *ret_bytes);

#endif
