/* similar_cli: what the files of the command similar share. */
#ifndef CLI_SIMILAR_CLI_H
#define CLI_SIMILAR_CLI_H

#include "base/buf.h"
#include "similar/disk/index.h"

struct add_done {
    size_t added, known, wrong; /* rows */
};

/*
 * Put the rows of a CSV file into the index: columns id, title, detail, and
 * place, matter, time where there are any. An id that is known is passed over;
 * a row that cannot be used is told on standard error by its line. Ends with a
 * flush; what was added before a failure stays.
 *
 * Fails: ERR_INPUT (no CSV, a column is missing), ERR_NOT_FOUND, ERR_IO,
 * ERR_FULL.
 */
bool similar_add_file(struct similar_index *ix, const char *path,
                      struct add_done *ret_done, struct err *err);

/* The answers to query number n (from 1), as rows or as a line of JSON. */
void similar_put_csv(struct buf *out, size_t n,
                     const struct similar_answers *answers);
void similar_put_json(struct buf *out, size_t n,
                      const struct similar_answers *answers);

#endif
