/*
 * shelf_index: one state of the shelf, never changed once it is made: the
 * entries and what they are found by. Not for others.
 */
#ifndef APP_KNOWLEDGE_SHELF_INDEX_H
#define APP_KNOWLEDGE_SHELF_INDEX_H

#include "app/knowledge/shelf.h"
#include "similar/similar.h"

/* Different pairs in order of their hash. */
struct pair_set {
    uint64_t *at;
    size_t n;
    float *weight; /* of each; NULL where nobody asks: of whole entries */
    double whole;  /* their sum */
};

struct shelf_index {
    struct arena *a;             /* owns all of it */
    struct shelf_entry *entries; /* by published_at, oldest first */
    struct pair_set *pairs;      /* of the whole entry */
    struct pair_set *titles;     /* of the title */
    struct pair_set *questions;  /* of the question */
    size_t n;
    uint64_t *hashes; /* of all pairs, in order; counts[i] entries have it */
    uint32_t *counts;
    size_t hashes_n;
    struct term_key key;
    struct segment_part part; /* texts in order of the entries */
    unsigned users;           /* of shelf.c */
};

/* entries live in a. Owns: a. */
struct shelf_index *shelf_index_make(struct arena *a,
                                     struct shelf_entry *entries, size_t n);

/* Entries that fit, best first, as numbers. least: part of the weight, 0..1.
 * Owns: a. */
struct shelf_found {
    size_t *at;
    size_t n;
};
struct shelf_found shelf_index_find(const struct shelf_index *ix,
                                    struct arena *a, struct str text,
                                    double least);

#endif
