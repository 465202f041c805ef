/*
 * store_bench: what the machine can do at best: rows of given size put into a
 * bare SQLite database by group commit, with the settings of our store (WAL,
 * synchronous=FULL, 4 KiB pages). Our own rates are told as a share of it.
 */
#ifndef BENCH_STORE_BENCH_H
#define BENCH_STORE_BENCH_H

#include <stddef.h>

/* Rows a second, made durable for threads that each wait for their row, in a
 * fresh database DIR/bare.db (removed afterwards); 0 when it fails. */
double bare_commit_rate(const char *dir, size_t row_bytes, int threads,
                        double seconds);

#endif
