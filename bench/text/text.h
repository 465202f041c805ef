/* text: what `make bench-text` measures on the models of src/learn. Each part
 * prints its figures; without its data it says so and measures nothing. */
#ifndef BENCH_TEXT_TEXT_H
#define BENCH_TEXT_TEXT_H

#include "cli/learn/cases.h"
#include "learn/learner.h"

/* Stop the program when the world failed. */
void must(bool ok, const struct err *err);

/* Seconds of this process on the processor. */
double cpu_seconds(void);

/* The path of a file of the data, or NULL (said) when it is not there. */
const char *data_file(struct arena *a, const char *data, const char *name);

/* From the rulebook's words alone to two thousand cases. l holds the cases,
 * each in its fold; book is the folder of the rulebook. */
void bench_curve(const struct learner *l, const char *book);

/* Which unit gets a case, learned from the first four fifths of the time. */
void bench_dispatch(const char *path);

#endif
