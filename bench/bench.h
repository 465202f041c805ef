/* bench: what the files of the benchmark share; see bench.c. */
#ifndef BENCH_BENCH_H
#define BENCH_BENCH_H

#include <stdatomic.h>

#include "app/engine.h"
#include "kit/kit.h"
#include "load.h"
#include "served.h"

enum { CODES = 1024, CODE_BYTES = 40, ROUNDS_MOST = 15 };

/* How to ask for a case; both as the receipt says them. */
struct bench_case {
    char code[CODE_BYTES]; /* its query code */
    char id[CODE_BYTES];
};

struct bench {
    const char *scratch, *dir; /* dir: the data folder in scratch */
    struct engine *e;          /* while it is open */
    double seconds;            /* of a part of a round, or of the soak */
    int rounds;
    double bytes; /* a case took */
    atomic_bool stop;
    atomic_long done; /* messages made so far */
    struct bench_case cases[CODES];
    long cases_n; /* kept, also those that were overwritten */
};

void bench_open(struct bench *b);
void bench_close(struct bench *b);

/* Fill the folder in bulk; cases a second. */
double bench_fill(struct bench *b, long upto);

/* Take in over HTTP for b->seconds. */
struct load_result bench_intake(struct bench *b, const struct served *s,
                                int connections, double rate);

/* The same in pieces, for struct load_plan; the context is the bench. */
void bench_put_intake(void *context, struct buf *out, long n);
void bench_keep_case(void *context, struct str answer);

/* How many of cases are there. */
static inline long
bench_kept(const struct bench *b)
{
    return b->cases_n < CODES ? b->cases_n : CODES;
}

double bench_median(double *at, int n); /* sorts */

/* Remove the files of a folder and the folder. */
void bench_clear(struct arena *a, const char *dir);

/* cost.c: what sealing, rights and the log of looks cost, printed. */
void cost_measure(struct bench *b);

/* pages.c: how long pages take, printed. */
void pages_measure(struct bench *b, const struct served *s);

/* soak.c: half load for b->seconds; 0 when neither memory nor times grew. */
int soak_run(struct bench *b);

#endif
