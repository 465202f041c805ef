/*
 * note: signed statements about the log (C2SP signed-note and tlog-checkpoint).
 *
 *     origin \n size \n base64(root) \n
 *     \n
 *     — name base64(key id || signature) \n
 *
 * Only text: hashing and signing are the caller's.
 */
#ifndef EVENT_NOTE_H
#define EVENT_NOTE_H

#include "event/merkle.h"

struct buf;

enum {
    NOTE_KEY_ID_BYTES = 4,
    NOTE_SIGNATURE_BYTES = 64,
    NOTE_LIMIT_BYTES = 64 * 1024,
    NOTE_SIGNATURES_MAX = 16
};

struct checkpoint {
    struct str origin;
    uint64_t size; /* leaves */
    struct hash root;
};

struct note_signature {
    struct str name;
    unsigned char key_id[NOTE_KEY_ID_BYTES];
    unsigned char bytes[NOTE_SIGNATURE_BYTES];
};

/* A key: type is the bytes that stand for its kind of signature. */
struct note_key {
    struct str name, type, public_key;
};

/* First bytes of H(name || 0x0A || type || public key). */
void note_key_id_of(merkle_hash *h, struct arena *scratch,
                    const struct note_key *key,
                    unsigned char ret_id[NOTE_KEY_ID_BYTES]);

/* Of an Ed25519 key, whose type is 0x01. */
void note_key_id(merkle_hash *h, struct arena *scratch, struct str name,
                 struct str public_key,
                 unsigned char ret_id[NOTE_KEY_ID_BYTES]);

/* The key for those who check: name+hex(key id)+base64(type || public key). */
void note_put_key(struct buf *out, const struct note_key *key,
                  const unsigned char key_id[NOTE_KEY_ID_BYTES]);

/* Can this be the name of a log or key: not empty, at most 200 bytes, UTF-8,
 * without blanks, controls and '+'? */
bool note_name_ok(struct str name);

/* The text that is signed, up to and with its last newline. */
void checkpoint_put(struct buf *out, const struct checkpoint *c);

/* Behind the text: the empty line, or one signature more. */
void note_put_separator(struct buf *out);
void note_put_signature(struct buf *out, const struct note_signature *s);

/*
 * Take a note apart into its text and the line of a name and key id.
 * False when it is malformed, too large, or carries no such signature.
 */
bool note_parse(struct str note, struct str name,
                const unsigned char key_id[NOTE_KEY_ID_BYTES],
                struct str *ret_text, struct note_signature *ret_signature);

/* The three lines of a checkpoint; lines after them are allowed and skipped.
 * Borrows text. */
bool checkpoint_parse(struct str text, struct checkpoint *ret_checkpoint);

#endif
