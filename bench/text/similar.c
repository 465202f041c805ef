/*
 * similar: how well and how fast similar texts are found, beside FTS5 in the
 * same run.
 *
 *     SIZE=1000000 build/gongzhi-bench-similar [DATA_FOLDER] [SCRATCH_FOLDER]
 *
 * Relevance: the title of a message is the query, its own body among the
 * bodies of all messages of supported.csv and answered.csv is to be found; a
 * body that is the same, letter by letter, counts too. The weights of the
 * ranking were chosen on the odd rows; the even ones are what it is worth.
 * Speed: SIZE texts made of shuffled clauses of those bodies, each as long as
 * a real one, and the queries are titles, whole texts, both within a place and
 * time, and texts with edits that are to be found again. RELEVANCE=0 leaves out
 * the first part. FTS5 holds as many of the texts as FTS_SIZE says (200000):
 * beyond, its times are what one waits for.
 */
#include "similar.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "sys/clock.h"
#include "sys/file.h"

enum {
    PLACES = 100,
    QUERIES = 1000,
    FTS_QUERIES = 200,
    TEN = 10,
    NS_PER_MS = 1000000
};

static const struct term_key key = { { 11, 12 } };

struct bench {
    struct messages m;
    const char *scratch;
    long size, fts_size;
};

static const char *
in_scratch(const struct bench *b, const char *name)
{
    struct buf p = { .a = b->m.a };

    buf_addf(&p, "%s/%s", b->scratch, name);
    return buf_cstr(&p);
}

static struct similar_index *
open_index(const struct bench *b, const char *name)
{
    const struct similar_options o = { in_scratch(b, name), key, 0 };
    struct similar_index *ix;
    struct err err;
    bool anew;

    must(similar_open(&o, &ix, &anew, &err), &err);
    return ix;
}

static void
add(struct similar_index *ix, int64_t number, struct str body)
{
    char name[24], place[8];
    int n = snprintf(name, sizeof(name), "%lld", (long long)number);
    int m = snprintf(place, sizeof(place), "%02d", (int)(number % PLACES));
    const struct similar_doc doc = { .name = { name, (size_t)n },
                                     .title = STR(""),
                                     .body = body,
                                     .place = { place, (size_t)m },
                                     .matter = STR("m"),
                                     .at = number };

    similar_add(ix, &doc, true);
}

static int64_t
number_of(struct str name)
{
    int64_t n = -1;

    (void)str_i64(name, &n);
    return n;
}

static const struct similar_ask any = { .text = { "", 0 },
                                        .place = { "", 0 },
                                        .matter = { "", 0 },
                                        .from = INT64_MIN,
                                        .to = INT64_MAX,
                                        .k = TEN };

static void
count(struct recall halves[2], const struct bench *b, size_t i,
      const int64_t *found, size_t n)
{
    struct recall *r = &halves[i % 2];
    bool hit = false;

    r->asked++;
    for (size_t k = 0; k < n && !hit; k++) {
        hit = str_eq(b->m.at[found[k]].body, b->m.at[i].body);
        r->first += hit && k == 0;
    }
    r->ten += hit;
}

static void
say_recall(const char *who, const struct recall halves[2])
{
    static const char *const rows[2] = { "even rows", "odd rows" };

    for (size_t i = 0; i < 2; i++)
        (void)printf(
            "%-18s %-9s recall@1 %.4f  recall@10 %.4f  (%zu titles)\n", who,
            rows[i], (double)halves[i].first / (double)halves[i].asked,
            (double)halves[i].ten / (double)halves[i].asked, halves[i].asked);
}

static void
relevance(struct bench *b)
{
    struct similar_index *ix = open_index(b, "relevance");
    struct fts *f = fts_open(":memory:");
    struct recall ours[2] = { { 0 } }, theirs[2] = { { 0 } };
    struct arena *a = arena_open();

    for (size_t i = 0; i < b->m.n; i++) {
        arena_reset(a);
        add(ix, (int64_t)i, b->m.at[i].body);
        fts_add(f, (int64_t)i, pairs_of(a, b->m.at[i].body, false));
    }
    similar_commit(ix);
    fts_ready(f);
    for (size_t i = 0; i < b->m.n; i++) {
        struct similar_ask ask = any;
        struct similar_answers r;
        int64_t found[TEN];

        arena_reset(a);
        ask.text = b->m.at[i].title;
        r = similar_search(ix, a, &ask);
        for (size_t k = 0; k < r.n; k++)
            found[k] = number_of(r.at[k].name);
        count(ours, b, i, found, r.n);
        count(theirs, b, i, found,
              fts_find(f, pairs_of(a, ask.text, true), found));
    }
    say_recall("similar", ours);
    say_recall("FTS5 BM25, pairs", theirs);
    arena_close(a);
    fts_close(f);
    similar_close(ix);
}

static int
by_time(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static void
say_times(const char *what, int64_t *ns, size_t n, clock_t cpu)
{
    double each = (double)cpu / CLOCKS_PER_SEC * 1000 / (double)n;
    size_t half = n / 2, most = n * 99 / 100;

    qsort(ns, n, sizeof(*ns), by_time);
    (void)printf("%-28s p50 %8.3f ms  p99 %8.3f ms  most %8.3f ms  CPU "
                 "%.3f ms each  (%zu)\n",
                 what, (double)ns[half] / NS_PER_MS,
                 (double)ns[most] / NS_PER_MS, (double)ns[n - 1] / NS_PER_MS,
                 each, n);
    (void)fflush(stdout);
}

static void
fill(struct bench *b, struct similar_index *ix)
{
    struct arena *a = arena_open();
    int64_t began = clock_ticks();
    clock_t before = clock();
    struct similar_size size;
    bool more = true;
    struct err err;

    for (long i = 0; i < b->size; i++) {
        arena_reset(a);
        add(ix, i, messages_shuffled(&b->m, a, (uint64_t)i));
        if (i % 1000 == 0 && similar_is_full(ix))
            must(similar_flush(ix, (uint64_t)i, &err), &err);
        while (i % 1000 == 0 && more)
            must(similar_tend(ix, 0, &more, &err), &err);
        more = true;
    }
    must(similar_flush(ix, (uint64_t)b->size, &err), &err);
    while (more)
        must(similar_tend(ix, 0, &more, &err), &err);
    size = similar_size(ix);
    (void)printf("%ld texts: filled in %.1f s (CPU %.1f s), %zu files, %.1f "
                 "MB, %.0f bytes "
                 "a text\n",
                 b->size, (double)(clock_ticks() - began) / 1e9,
                 (double)(clock() - before) / CLOCKS_PER_SEC, size.files,
                 (double)size.file_bytes / 1e6,
                 (double)size.file_bytes / (double)b->size);
    (void)fflush(stdout);
    arena_close(a);
}

/* A text pasted again; so many of a thousand characters are taken out, doubled
 * or made another. */
static struct str
edited(struct arena *a, struct str s, uint64_t *state, unsigned edits)
{
    struct buf b = { .a = a };
    size_t used;

    for (size_t i = 0; i < s.n; i += used) {
        bool edit = chance(state) % 1000 < edits;
        uint64_t how = edit ? chance(state) % 3 : 3;
        uint32_t character;

        used = utf8_next((struct str){ s.p + i, s.n - i }, &character);
        used = used == 0 ? 1 : used;
        if (how == 0)
            continue;
        if (how == 1)
            buf_add(&b, STR("\xE7\x9A\x84"));
        else
            buf_add(&b, (struct str){ s.p + i, used });
        if (how == 2)
            buf_add(&b, (struct str){ s.p + i, used });
    }
    return buf_str(&b);
}

enum asking { ASK_TITLE, ASK_BODY };

#define REPEATS_FROM 0.5 /* Jaccard index */

/* How many of the ten are the same when no posting is spared. */
static size_t
same_as_all(struct similar_index *ix, struct arena *a,
            const struct similar_ask *ask, const struct similar_answers *r)
{
    struct similar_ask all = *ask;
    struct similar_answers full;
    size_t same = 0;

    all.budget = SIZE_MAX;
    full = similar_search(ix, a, &all);
    for (size_t i = 0; i < r->n; i++)
        for (size_t k = 0; k < full.n; k++)
            same += str_eq(r->at[i].name, full.at[k].name);
    return same;
}

/* One of a hundred places, and the last tenth of the time. */
static void
narrow(const struct bench *b, struct similar_ask *ask)
{
    ask->place = STR("07");
    ask->from = b->size - b->size / TEN;
}

static void
ask_many(struct bench *b, struct similar_index *ix, enum asking how,
         bool narrowly, const char *what)
{
    static int64_t ns[QUERIES];
    struct arena *a = arena_open();
    uint64_t state = 99;
    clock_t cpu = 0, before;
    size_t same = 0, of = 0;

    for (size_t i = 0; i < QUERIES; i++) {
        struct similar_ask ask = any;
        uint64_t number = chance(&state) % (uint64_t)b->size;
        struct similar_answers r;
        int64_t began;

        arena_reset(a);
        if (narrowly)
            narrow(b, &ask);
        ask.text = how == ASK_TITLE ? b->m.at[chance(&state) % b->m.n].title
                                    : messages_shuffled(&b->m, a, number);
        before = clock();
        began = clock_ticks();
        r = similar_search(ix, a, &ask);
        ns[i] = clock_ticks() - began;
        cpu += clock() - before;
        if (i % 20 != 0)
            continue;
        same += same_as_all(ix, a, &ask, &r);
        of += r.n;
    }
    say_times(what, ns, QUERIES, cpu);
    if (of > 0)
        (void)printf("%-28s %.4f\n", "  of the ten without budget",
                     (double)same / (double)of);
    arena_close(a);
}

/* Texts pasted again with edits are to be found; what else is found is none of
 * them, though it may be as like. */
static void
ask_repeats(struct bench *b, struct similar_index *ix, unsigned edits)
{
    static int64_t ns[QUERIES];
    struct arena *a = arena_open();
    uint64_t state = 99;
    clock_t cpu = 0, before;
    size_t found = 0, all = 0;

    for (size_t i = 0; i < QUERIES; i++) {
        struct similar_ask ask = any;
        int64_t began, number = (int64_t)(chance(&state) % (uint64_t)b->size);
        struct similar_answers r;

        arena_reset(a);
        ask.text = messages_shuffled(&b->m, a, (uint64_t)number);
        ask.text = edited(a, ask.text, &state, edits);
        before = clock();
        began = clock_ticks();
        r = similar_search_repeats(ix, a, &ask, REPEATS_FROM);
        ns[i] = clock_ticks() - began;
        cpu += clock() - before;
        all += r.n;
        for (size_t k = 0; k < r.n; k++)
            found += number_of(r.at[k].name) == number;
    }
    (void)printf(
        "pasted again, %u of 1000 characters changed: %zu of %d found, "
        "%zu others\n",
        edits, found, QUERIES, all - found);
    say_times("  time", ns, QUERIES, cpu);
    arena_close(a);
}

static void
ask_fts(struct bench *b, struct fts *f, enum asking how, const char *what)
{
    static int64_t ns[FTS_QUERIES];
    struct arena *a = arena_open();
    uint64_t state = 99;
    clock_t cpu = 0, before;
    int64_t found[TEN];

    for (size_t i = 0; i < FTS_QUERIES; i++) {
        uint64_t number = chance(&state) % (uint64_t)b->fts_size;
        struct str text;
        int64_t began;

        arena_reset(a);
        text = how == ASK_TITLE ? b->m.at[chance(&state) % b->m.n].title
                                : messages_shuffled(&b->m, a, number);
        text = pairs_of(a, text, true);
        before = clock();
        began = clock_ticks();
        (void)fts_find(f, text, found);
        ns[i] = clock_ticks() - began;
        cpu += clock() - before;
    }
    say_times(what, ns, FTS_QUERIES, cpu);
    arena_close(a);
}

static void
beside(struct bench *b)
{
    const char *path = in_scratch(b, "fts.db");
    struct arena *a = arena_open();
    struct fts *f = fts_open(path);

    for (long i = 0; i < b->fts_size; i++) {
        arena_reset(a);
        fts_add(f, i,
                pairs_of(a, messages_shuffled(&b->m, a, (uint64_t)i), false));
    }
    fts_ready(f);
    (void)printf("FTS5 with %ld texts\n", b->fts_size);
    ask_fts(b, f, ASK_TITLE, "  FTS5: titles");
    ask_fts(b, f, ASK_BODY, "  FTS5: whole texts");
    fts_close(f);
    (void)unlink(path);
    arena_close(a);
}

static void
speed(struct bench *b)
{
    struct buf name = { .a = b->m.a };
    struct similar_index *ix;

    buf_addf(&name, "speed-%ld", b->size);
    ix = open_index(b, buf_cstr(&name));
    if (similar_position(ix) != (uint64_t)b->size)
        fill(b, ix);
    ask_many(b, ix, ASK_TITLE, false, "titles, first time");
    ask_many(b, ix, ASK_TITLE, false, "titles");
    ask_many(b, ix, ASK_TITLE, true, "titles, a place and time");
    ask_many(b, ix, ASK_BODY, false, "whole texts");
    ask_many(b, ix, ASK_BODY, true, "whole, a place and time");
    for (unsigned edits = 0; edits <= 150; edits += 50)
        ask_repeats(b, ix, edits);
    similar_close(ix);
}

int
main(int argc, char **argv)
{
    const char *data = argc > 1 ? argv[1] : "../shared/data";
    struct bench b = { .scratch = argc > 2 ? argv[2] : "build/bench-similar" };
    const char *supported, *answered;
    struct err err;

    b.m.a = arena_open();
    b.size = env_number("SIZE", 1000000);
    b.fts_size = env_number("FTS_SIZE", 200000);
    supported = data_file(b.m.a, data, "messages/supported.csv");
    answered = data_file(b.m.a, data, "messages/answered.csv");
    if (supported == NULL || answered == NULL)
        return 0;
    must(file_make_dir(b.scratch, &err), &err);
    messages_read(&b.m, supported);
    messages_read(&b.m, answered);
    (void)printf("%zu messages, %zu clauses\n", b.m.n, b.m.clauses_n);
    if (env_number("RELEVANCE", 1) > 0)
        relevance(&b);
    if (b.size > 0)
        speed(&b);
    if (b.fts_size > 0)
        beside(&b);
    arena_close(b.m.a);
    return 0;
}
