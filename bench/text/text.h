/* text: what `make bench-text` measures on the models of src/learn. Each part
 * prints its figures; without its data it says so and measures nothing. */
#ifndef BENCH_TEXT_TEXT_H
#define BENCH_TEXT_TEXT_H

#include "../kit/kit.h"
#include "cli/learn/cases.h"
#include "learn/learner.h"

/* From the rulebook's words alone to two thousand cases. l holds the cases,
 * each in its fold; book is the folder of the rulebook. */
void bench_curve(const struct learner *l, const char *book);

/* Which unit gets a case, learned from the first four fifths of the time. */
void bench_dispatch(const char *path);

/* What feelings.csv finds in messages that were marked by hand. data is the
 * folder of the data. */
void bench_feeling(const char *data);

/* Parts of addresses, learned from one file and asked about another. */
void bench_address(const char *train, const char *dev);

/* Whether replies are about their questions and complete. */
void bench_reply(const char *data);

/* Topics of supported.csv beside a single pass on titles. */
void bench_topics(const char *path);

#endif
