/* topics_file: the rows of a CSV file as messages of topics, for the command
 * topics and for the benchmark. */
#ifndef CLI_TOPICS_TOPICS_FILE_H
#define CLI_TOPICS_TOPICS_FILE_H

#include <stdio.h>

#include "base/err.h"
#include "topic/topic.h"

struct topics_read {
    size_t rows, wrong;
    int64_t newest; /* moment; INT64_MIN without rows */
};

/*
 * Put the rows of a CSV file ("-" is standard input) into t and settle them:
 * columns id, title, time, and detail, user, place, matter, agree, against
 * where there are any. A row that cannot be used is told on wrong by its line;
 * wrong may be NULL.
 *
 * Fails: ERR_INPUT (no CSV, a column is missing), ERR_NOT_FOUND, ERR_IO.
 */
bool topics_read_file(struct topics *t, const char *path, FILE *wrong,
                      struct topics_read *ret_read, struct err *err);

#endif
