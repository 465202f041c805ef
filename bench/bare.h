/*
 * bare: what the machine can do without us. Rows of equal bytes go through a
 * bare SQLite database with the same settings (WAL, synchronous=FULL, 4 KiB
 * pages) and the same kind of group commit: callers wait in a queue, one
 * thread commits all that wait in one transaction.
 */
#ifndef BENCH_BARE_H
#define BENCH_BARE_H

#include <stddef.h>

/* Rows a second over so many seconds from so many threads; -1 on failure. */
double bare_commit_rate(const char *path, size_t row_bytes, int threads,
                        double seconds);

#endif
