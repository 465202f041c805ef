/*
 * tree: the Merkle tree of RFC 6962 with the hash of the log, and the checks of
 * its proofs as RFC 9162 writes them down.
 */
#ifndef VERIFIER_TREE_H
#define VERIFIER_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { DIGEST = 32, TREE_HEIGHT = 64 };

struct digest {
    unsigned char b[DIGEST];
};

bool digest_same(const struct digest *x, const struct digest *y);

/* Of 32 bytes both; SM3 is GB/T 32905-2016. */
enum hash { HASH_SHA256, HASH_SM3 };

/* A hash that takes its bytes piece by piece. Ends the program when libcrypto
 * has it not. */
struct hasher;
struct hasher *hasher_new(enum hash hash);
struct hasher *hasher_like(const struct hasher *h);
void hasher_use(struct hasher *h, enum hash hash); /* from the next begin on */
void hasher_free(struct hasher *h);                /* NULL is fine */
void hasher_begin(struct hasher *h);
void hasher_add(struct hasher *h, const void *p, size_t n);
struct digest hasher_end(struct hasher *h);

/* A tree that grows leaf by leaf (RFC 9162, section 2.1.2). Start from a zeroed
 * one. */
struct forest {
    uint64_t size;
    unsigned n;                      /* full trees, the largest first */
    struct digest root[TREE_HEIGHT]; /* of each */
};
struct digest leaf_digest(struct hasher *h, const void *p, size_t n);
void forest_add(struct hasher *h, struct forest *f, struct digest leaf);
struct digest forest_root(struct hasher *h, const struct forest *f);

/* The hashes of a proof, from the bottom up. */
struct path {
    struct digest at[2 * TREE_HEIGHT];
    size_t n;
};

/* RFC 9162, section 2.1.3.2. */
struct inclusion {
    uint64_t position, size;
    struct digest leaf, root;
};
bool proves_inclusion(struct hasher *h, const struct inclusion *what,
                      const struct path *path);

/* RFC 9162, section 2.1.4.2. Sizes are at least 1. */
struct consistency {
    uint64_t old_size, new_size;
    struct digest old_root, new_root;
};
bool proves_consistency(struct hasher *h, const struct consistency *what,
                        const struct path *path);

#endif
