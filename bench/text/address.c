/*
 * address: the parts of addresses. Learned from train.txt, asked about
 * dev.txt, which no choice was made on; beside it the rules, which need no
 * data. Two measures: F1 of whole parts (bounds and tag right, as conlleval)
 * and of tokens (micro; every token has one tag).
 */
#include "text.h"

#include <stdio.h>

#include "app/place/place.h"
#include "learn/address/lines.h"
#include "sys/file.h"

static struct corpus
corpus_of(struct arena *a, const char *path)
{
    enum { BYTES = 64 * 1024 * 1024 };
    struct corpus c;
    struct str bytes;
    struct err err;

    must(file_read(a, path, BYTES, &bytes, &err), &err);
    must(corpus_read(a, bytes, &c, &err), &err);
    return c;
}

static void
say(const char *who, const struct part_score *s)
{
    (void)printf("  %-34s F1 of parts %.4f  of tokens %.4f  whole addresses "
                 "%.4f\n",
                 who, score_f1(s), score_tokens(s), score_lines(s));
}

void
bench_address(const char *train, const char *dev)
{
    struct arena *a = arena_open();
    const struct gazette *g = gazette_new(a, place_divisions());
    struct corpus told = corpus_of(a, train), asked = corpus_of(a, dev);
    struct buf bytes = { .a = a };
    double start = cpu_seconds(), taken;
    const struct parser *p = fit_parser(a, g, told.at, told.n, &fit_usual);
    struct part_score s;

    (void)printf("parts of an address: %zu to learn from, %zu to ask\n", told.n,
                 asked.n);
    taken = cpu_seconds() - start;
    s = lines_measure(NULL, g, asked.at, asked.n, NULL);
    say("by rules and division names", &s);
    (void)puts("  averaged perceptron (test part)    F1 of parts 0.871, a "
               "neural parser 0.899 (published, test part)");
    start = cpu_seconds();
    s = lines_measure(p, g, asked.at, asked.n, NULL);
    start = cpu_seconds() - start;
    say("gongzhi train --addresses", &s);
    parser_write(p, &bytes);
    (void)printf("  training %.1f s on the processor; one core: %.0f "
                 "addresses/s; model %.1f MB, %zu weights\n",
                 taken, (double)asked.n / start, (double)bytes.n / 1e6,
                 parser_weights(p));
    arena_close(a);
}
