/*
 * shelf: looking up what is published (feature/knowledge), in memory. It is
 * made from the readings when they changed since the last look-up; a look-up
 * while nothing was appended to the log asks no database.
 *
 * Candidates come from an index of pairs (similar/similar.h). Of those only
 * what fits is given: pairs weigh ln(1 + N / n) when n of the N entries have
 * them, and either the entry has a good part of the weight of the query, or
 * the query has a good part of that of the entry's title or question (setting
 * knowledge_fit_percent). So a word that all entries share finds none, and a
 * long complaint finds what its matter is called.
 */
#ifndef APP_KNOWLEDGE_SHELF_H
#define APP_KNOWLEDGE_SHELF_H

#include "app/engine.h"
#include "feature/knowledge/knowledge.h"

enum {
    SHELF_MOST = 50,        /* answers of one look-up */
    SHELF_QUERY_MOST = 4000 /* characters; the rest is not looked at */
};

struct shelf_entry {
    struct id id;
    struct str hex; /* of the id */
    struct knowledge_text text;
    int64_t edition, published_at; /* ms since 1970 UTC */
};

struct shelf_ask {
    struct str text;   /* "": all, newest first */
    struct str matter; /* only of this or below; "" any */
    struct str place;  /* only what holds there; "" any */
    int64_t now;       /* only what holds then */
    size_t skip, k;    /* answers passed over, and wanted */
};

struct shelf_answers {
    struct shelf_entry *at; /* best first */
    size_t n;
    bool more;
};

struct shelf;

/* The engine outlives it. */
struct shelf *shelf_open(struct engine *e);
void shelf_close(struct shelf *s); /* NULL is fine */

/* Any thread. k: at most SHELF_MOST. Owns: a. */
bool shelf_find(struct shelf *s, struct arena *a, const struct shelf_ask *ask,
                struct shelf_answers *ret_answers, struct err *err);

/* What is published under an id and holds then; NULL: nothing. Owns: a. */
bool shelf_one(struct shelf *s, struct arena *a, struct id id, int64_t now,
               const struct shelf_entry **ret_entry, struct err *err);

#endif
