/*
 * cases: confirmed cases from a CSV file, for what learns from them. Columns
 * become blocks of the model: texts, all of them joined, and fields.
 */
#ifndef CLI_LEARN_CASES_H
#define CLI_LEARN_CASES_H

#include "cli/learn/sheet.h"
#include "learn/learn.h"

/* Lists are names of columns, parted by commas; NULL is none. */
struct cases_from {
    const char *path, *texts, *fields, *label;
    const char *place, *channel; /* NULL: columns of that name, if any */
    const char *folds; /* a CSV file of row and fold (0 to 4), or NULL */
    bool apart;        /* no joined block */
};

struct cases {
    struct learner *learner;
    size_t bad_rows;
    int32_t first_day, last_day; /* of the column time or date */
    bool has_days;
};

/* A case of this day (base/date.h) is among them. */
void cases_note_day(struct cases *c, int32_t day);

/*
 * Blocks of the named columns, a joined one behind two texts or more.
 *
 * Owns:  the names borrow from the lists.
 * Fails: ERR_INPUT when there are none or more than MODEL_BLOCKS.
 */
bool cases_blocks(const struct cases_from *from,
                  struct model_block ret_blocks[MODEL_BLOCKS], size_t *ret_n,
                  struct err *err);

/* The number of the column of each block; SIZE_MAX for a joined one. */
bool cases_columns(const struct sheet *s, const struct model_block *blocks,
                   size_t n, size_t *ret_columns, struct err *err);

/*
 * Read all. A row that says nothing usable is told on standard error with its
 * line and counted.
 *
 * Owns:  a.
 * Fails: ERR_INPUT, ERR_NOT_FOUND, ERR_IO.
 */
bool cases_read(struct arena *a, const struct cases_from *from,
                struct cases *ret_cases, struct err *err);

#endif
