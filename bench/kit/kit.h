/* kit: what all benchmarks share. */
#ifndef BENCH_KIT_KIT_H
#define BENCH_KIT_KIT_H

#include "base/arena.h"
#include "base/err.h"

/* A failure is said and ends the program with status 3. */
void must(bool ok, const struct err *err);
void must_do(bool ok, const char *what);

/* The number in a variable of the environment; otherwise when it is not set or
 * empty. */
long env_number(const char *name, long otherwise);

/* Seconds of this process on the processor. */
double cpu_seconds(void);

/* The path of a file of the data, or NULL (said) when it is not there. Owns:
 * a. */
const char *data_file(struct arena *a, const char *data, const char *name);

#endif
