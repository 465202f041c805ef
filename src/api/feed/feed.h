/*
 * feed: data for other programs. Two faces:
 *
 *   for anyone   public cases as GeoJSON and Atom: matter, street, stage and
 *                days, never a text, a code, a unit or an exact point
 *   for staff    the list as CSV, deadlines of a unit as a calendar
 *
 * What is public. A case that the rule of appeal_rows.c does not withhold, on
 * a matter that the rulebook does not hide (setting public_matters_hidden),
 * in a known street. Matter and street are told together only when at least
 * public_group_min cases share them in one week; else the street alone is
 * told, and the case is left out wherever the matter was asked for.
 *
 * Nothing looks over all cases. Numbers of cases are cut into blocks of
 * FEED_BLOCK; one request reads one block, the feeds the newest two. Groups
 * are counted inside a block, which can only make them smaller.
 */
#ifndef API_FEED_FEED_H
#define API_FEED_FEED_H

#include "api/answer.h"

enum {
    FEED_BLOCK = 20000,
    FEED_PAGE = 500, /* numbers; FEED_BLOCK is a multiple */
    FEED_FEATURES = 1000,
    FEED_ENTRIES = 50,
    FEED_DEADLINES = 200 /* cases in a calendar */
};

/* names.c: the places or matters of a rulebook as a tree, found by code. */
struct feed_node {
    struct str code, parent;
    const struct name *name;
    const struct place *place;      /* NULL for a matter */
    const struct feed_node *up;     /* NULL at the top */
    const struct feed_node *street; /* of a place: itself or above, or NULL */
    bool holds;                     /* on the day of the rules */
    bool hidden;                    /* of a matter: never public */
};

struct feed_tree {
    struct feed_node *at;
    size_t n;
};

struct feed_names {
    struct feed_tree places, matters;
};

/* Owns: in a; names are those of the rulebook. */
struct feed_names feed_names(struct arena *a, struct rules r);

/* The node of a code, one that holds before one that does not; or NULL. */
const struct feed_node *feed_find(const struct feed_tree *t, struct str code);

/* Is it this node, or below it? */
bool feed_is_below(const struct feed_node *n, const struct feed_node *top);

/* public.c: the public cases of a block, newest first. */
enum feed_stage { FEED_RECEIVED, FEED_HANDLING, FEED_ANSWERED, FEED_CLOSED };
extern const char *const feed_stage_words[FEED_CLOSED + 1];

struct feed_case {
    int64_t number;
    const struct feed_node *street, *matter;
    enum feed_stage stage;
    const char *solved; /* "" when nobody was asked */
    int64_t received_at, replied_at, closed_at;
    bool alone; /* too few share street, matter and week: no matter is told */
};

struct feed_block {
    struct feed_case *at;
    size_t n;
};

/* Block 0 holds the numbers 1..FEED_BLOCK. Owns: rq->a. */
bool feed_block(const struct http_request *rq, const struct feed_names *names,
                int64_t block, struct feed_block *ret_block, struct err *err);

/* What is asked for; NULL and 0: anything. */
struct feed_asked {
    const struct feed_node *street, *matter;
    int32_t since; /* day of receipt */
};
bool feed_fits(const struct feed_case *c, const struct feed_asked *asked);

/* A name for what must not be told by its number, the same each time:
 * urn:uuid: and a keyed hash (UUID version 8, RFC 9562). */
void feed_put_uuid(const struct http_request *rq, struct buf *out,
                   struct str of);

/* &name=value of an address that goes on; nothing when the value is empty. */
void feed_put_argument(struct buf *out, const char *name, struct str value);

/* table.c: the columns of the list as CSV (RFC 4180), without line ends; of
 * the cursor of list_run, after its number. */
void feed_put_header(struct buf *out);
void feed_put_row(struct buf *out, int64_t number, struct cursor *cur);

#endif
