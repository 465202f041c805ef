/*
 * cost: what sealing, rights and the log of looks take from the rate of
 * intake. Two programs take turns, each on an empty folder of its own: ours,
 * and the same without them (without/without.c). 64 connections send intakes;
 * every tenth request is a member of staff who opens one of the new cases.
 */
#include <stdio.h>

#include "bench.h"

enum { CONNECTIONS = 64, LOOK_EVERY = 10 };

enum program { WITH, WITHOUT, PROGRAMS };

static const char *const names[PROGRAMS] = { "gongzhi", "gongzhi-without" };

static void
put_mixed(void *context, struct buf *out, long n)
{
    struct bench *b = context;
    struct buf path = { .a = out->a };

    if (n % LOOK_EVERY != 0 || b->cases_n == 0) {
        bench_put_intake(b, out, n);
        return;
    }
    buf_addf(&path, "/w/%s", b->cases[n / LOOK_EVERY % bench_kept(b)].id);
    load_put_get(out, buf_cstr(&path));
}

/* Intakes a second. */
static double
mixed_rate(struct bench *b, const struct served *s)
{
    const struct load_plan p = {
        .port = s->port,
        .connections = CONNECTIONS,
        .seconds = b->seconds,
        .put = put_mixed,
        .got = bench_keep_case,
        .context = b,
    };
    struct load_result r;

    must_do(load_run(&p, &r) && r.failed == 0, "intakes and looks");
    return (double)r.done / r.seconds * (LOOK_EVERY - 1) / LOOK_EVERY;
}

static double
one_turn(struct bench *b, const char *dir, enum program which)
{
    struct served s;
    double rate;

    b->cases_n = 0; /* those of the other folder */
    must_do(served_start(names[which], dir, &s), names[which]);
    rate = mixed_rate(b, &s);
    must_do(served_stop(&s), names[which]);
    return rate;
}

void
cost_measure(struct bench *b)
{
    struct arena *a = arena_open();
    double rate[PROGRAMS][ROUNDS_MOST], ratio[ROUNDS_MOST];
    const char *dir[PROGRAMS];

    for (int i = 0; i < PROGRAMS; i++) {
        struct buf path = { .a = a };

        buf_addf(&path, "%s/%s", b->scratch, names[i]);
        dir[i] = buf_cstr(&path);
        must_do(served_init(names[i], dir[i]), names[i]);
    }
    for (int k = 0; k < b->rounds; k++) {
        for (int i = 0; i < PROGRAMS; i++)
            rate[i][k] = one_turn(b, dir[i], (enum program)i);
        ratio[k] = rate[WITH][k] / rate[WITHOUT][k];
    }
    (void)printf("sealing, rights and the log of looks: intake at %.2f of its "
                 "rate without them (limit 0.85); %.0f and %.0f a second, 64 "
                 "connections, every tenth request a look\n",
                 bench_median(ratio, b->rounds),
                 bench_median(rate[WITH], b->rounds),
                 bench_median(rate[WITHOUT], b->rounds));
    for (int i = 0; i < PROGRAMS; i++)
        bench_clear(a, dir[i]);
    arena_close(a);
}
