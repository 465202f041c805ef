/*
 * merkle: the hash tree over the log (RFC 6962 section 2.1).
 *
 *     leaf  H(0x00 || bytes)      node  H(0x01 || left || right)
 *
 * A tree of n leaves splits at the largest power of two below n. The hash H
 * is a parameter; hashes are 32 bytes.
 */
#ifndef EVENT_MERKLE_H
#define EVENT_MERKLE_H

#include "base/arena.h"

enum { HASH_BYTES = 32, MERKLE_HEIGHT = 64 };

typedef void merkle_hash(const void *p, size_t n,
                         unsigned char out[HASH_BYTES]);

struct hash {
    unsigned char b[HASH_BYTES];
};

struct hash merkle_empty(merkle_hash *h); /* the root of no leaves */
struct hash merkle_node(merkle_hash *h, struct hash left, struct hash right);

/* scratch holds a copy of the leaf for the call. */
struct hash merkle_leaf(merkle_hash *h, struct arena *scratch, struct str leaf);

/* The roots of the full trees that make up size leaves: a new leaf needs
 * nothing else. Start from a zeroed one. */
struct merkle_range {
    uint64_t size;
    struct hash peak[MERKLE_HEIGHT]; /* peak[h] when bit h of size is set */
};
void merkle_append(merkle_hash *h, struct merkle_range *r, struct hash leaf);
struct hash merkle_root(merkle_hash *h, const struct merkle_range *r);

/* The root of a power of two of hashes. */
struct hash merkle_full_root(merkle_hash *h, const struct hash *at, size_t n);

/* Do the n hashes of a proof, one after another, prove it? */
struct merkle_inclusion {
    uint64_t position, size;
    struct hash leaf, root;
};
bool merkle_verify_inclusion(merkle_hash *h, const struct merkle_inclusion *c,
                             struct str path);

struct merkle_consistency {
    uint64_t size1, size2;
    struct hash root1, root2;
};
bool merkle_verify_consistency(merkle_hash *h,
                               const struct merkle_consistency *c,
                               struct str path);

/*
 * Where the nodes of the tree are kept: the root of the 2^height leaves that
 * begin at leaf index * 2^height. False when it cannot be read.
 */
struct merkle_nodes {
    merkle_hash *h;
    bool (*get)(void *context, unsigned height, uint64_t index,
                struct hash *ret_node);
    void *context;
};

/* The root of a tree of size leaves. False when a node cannot be read. */
bool merkle_root_at(const struct merkle_nodes *t, uint64_t size,
                    struct hash *ret_root);

/* Build proofs. Owns: a. False when a node cannot be read, or there is no
 * such proof (position >= size; size1 == 0 or > size2). */
bool merkle_inclusion_path(const struct merkle_nodes *t, struct arena *a,
                           uint64_t position, uint64_t size,
                           struct str *ret_path);
bool merkle_consistency_path(const struct merkle_nodes *t, struct arena *a,
                             uint64_t size1, uint64_t size2,
                             struct str *ret_path);

#endif
