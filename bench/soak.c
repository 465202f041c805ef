/*
 * soak: half of what the server can do, for many minutes. Prints a line a
 * part (a minute, when there are ten or more) and says at the end whether
 * memory or times grew: the last third beside the first.
 */
#include <stdio.h>

#include "bench.h"

enum { PARTS_LEAST = 6, PARTS_MOST = 1440, MINUTE = 60, CONNECTIONS = 64 };

/* What may grow by so much and is no leak: memory by the index of callers and
 * the tree, some 30 bytes a case; times by the noise of the machine. */
static const double MIB_SLACK = 16, MIB_A_CASE = 64.0 / 1024 / 1024,
                    TIME_FACTOR = 2.0;

struct part {
    double p50_ms, p99_ms, mib;
    long done;
};

static double
mean_mib(const struct part *p, int n)
{
    double sum = 0;

    for (int i = 0; i < n; i++)
        sum += p[i].mib;
    return sum / n;
}

static double
mean_p50(const struct part *p, int n)
{
    double sum = 0;

    for (int i = 0; i < n; i++)
        sum += p[i].p50_ms;
    return sum / n;
}

/* The first part warms up and counts in no third. */
static int
verdict(const struct part *p, int n)
{
    int third = (n - 1) / 3;
    const struct part *first = p + 1, *last = p + n - third;
    double mib = mean_mib(last, third) - mean_mib(first, third);
    double slower = mean_p50(last, third) / mean_p50(first, third);
    long cases = 0;
    bool leaks, slows;

    for (int i = 1; i < n; i++)
        cases += p[i].done;
    leaks = mib > MIB_SLACK + MIB_A_CASE * (double)cases;
    slows = slower > TIME_FACTOR;
    (void)printf("memory grew by %.1f MiB over %ld cases: %s\n", mib, cases,
                 leaks ? "TOO MUCH" : "fine");
    (void)printf("p50 of the last third is %.2f of the first: %s\n", slower,
                 slows ? "TOO SLOW" : "fine");
    return leaks || slows;
}

int
soak_run(struct bench *b)
{
    static struct part parts[PARTS_MOST];
    double whole = b->seconds, rate;
    int n = (int)(whole / MINUTE);
    struct load_result r;
    struct served s;
    int status;

    n = n < PARTS_LEAST ? PARTS_LEAST : n > PARTS_MOST ? PARTS_MOST : n;
    must_do(served_start("gongzhi", b->dir, &s), "gongzhi serve");
    b->seconds = whole / 60 < 5 ? 5 : 10;
    r = bench_intake(b, &s, CONNECTIONS, 0);
    rate = (double)r.done / r.seconds / 2;
    (void)printf("%.0f intakes a second, half of what it can do\n", rate);
    b->seconds = whole / n;
    for (int i = 0; i < n; i++) {
        r = bench_intake(b, &s, CONNECTIONS, rate);
        parts[i] = (struct part){ r.p50_ms, r.p99_ms, served_mib(&s), r.done };
        (void)printf("%3d of %d: %.0f a second, p50 %.2f ms, p99 %.2f ms, "
                     "resident %.1f MiB\n",
                     i + 1, n, (double)r.done / r.seconds, r.p50_ms, r.p99_ms,
                     parts[i].mib);
        (void)fflush(stdout);
    }
    status = verdict(parts, n);
    must_do(served_stop(&s), "the end of gongzhi serve");
    return status;
}
