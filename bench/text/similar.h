/* similar: what the files of the benchmark of similar texts share; see
 * similar.c. */
#ifndef BENCH_TEXT_SIMILAR_H
#define BENCH_TEXT_SIMILAR_H

#include "../kit/kit.h"
#include "similar/disk/index.h"

/* Real messages. */
struct message {
    struct str title, body;
};

struct messages {
    struct arena *a;
    struct message *at;
    size_t n, room;
    struct str *clauses; /* of all bodies */
    size_t clauses_n, clauses_room;
};

/* Read the columns title and detail of a file. */
void messages_read(struct messages *m, const char *path);

/* A made-up text: clauses of real ones in a new order. The same number gives
 * the same text. Owns: a. */
struct str messages_shuffled(const struct messages *m, struct arena *a,
                             uint64_t number);

/* Numbers that look like chance, the same each time (splitmix64). */
uint64_t chance(uint64_t *state);

/* Found at place 1, and among the first ten. */
struct recall {
    size_t asked, first, ten;
};

/* FTS5 on pairs of characters, its BM25; in memory. rows: texts, made of pairs
 * already. */
struct fts;
struct fts *fts_open(const char *path);
void fts_add(struct fts *f, int64_t number, struct str pairs);
void fts_ready(struct fts *f);
/* The ten best of a query of pairs; how many. */
size_t fts_find(struct fts *f, struct str pairs, int64_t ret_numbers[10]);
void fts_close(struct fts *f);

/* A text as pairs with blanks between, for FTS5; quoted and joined by OR when
 * it is a query. Owns: a. */
struct str pairs_of(struct arena *a, struct str text, bool query);

#endif
