/*
 * feeling: how well the words of feelings.csv find what a person marked, on the
 * messages of tests/labels/feeling.csv, beside the same words without negation,
 * degree and exceptions; and how far a second reader agreed with the first.
 */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "app/rules.h"
#include "rulebook/feeling/feeling.h"

enum { SETS = 3, DRAWS = 2000 };

static const struct {
    const char *name, *file, *key;
} sets[SETS] = {
    { "labelled", "messages/labelled.csv", "row" },
    { "supported", "messages/supported.csv", "id" },
    { "answered", "messages/answered.csv", "id" },
};

/* A message, what a person marked and what was found; kinds as bits. */
struct marked {
    struct str set, id, title, detail;
    unsigned truth, second, found, plain;
    bool drawn_at_random, read_twice;
};

struct sample {
    struct marked *at;
    size_t n, room;
    struct str reading; /* name of the set that is being read */
};

static unsigned
kinds_of(struct str list)
{
    unsigned bits = 0;
    struct str word;

    while (str_cut(&list, ';', &word)) {
        enum feeling_kind kind;

        if (feeling_named(str_trim(word), &kind))
            bits |= 1U << kind;
    }
    return bits;
}

static struct marked *
find(struct sample *s, struct str set, struct str id)
{
    for (size_t i = 0; i < s->n; i++)
        if (str_eq(s->at[i].set, set) && str_eq(s->at[i].id, id))
            return &s->at[i];
    return NULL;
}

/* Called with each row of a file: its cells in the columns named. */
typedef void take(struct sample *s, struct arena *a, const struct str *cells);

static void
read_rows(struct arena *a, const char *path, const char *const names[4],
          take *t, struct sample *s)
{
    size_t columns[4];
    struct sheet *sheet;
    struct csv_row row;
    struct err err;
    bool end = false;

    must(sheet_open(a, path, &sheet, &err), &err);
    for (size_t i = 0; i < 4; i++)
        must(sheet_need(sheet, str_of(names[i]), &columns[i], &err), &err);
    for (;;) {
        struct str cells[4];

        must(sheet_next(sheet, &row, &end, &err), &err);
        if (end)
            break;
        for (size_t i = 0; i < 4; i++)
            cells[i] = csv_text(&row, columns[i]);
        t(s, a, cells);
    }
    sheet_close(sheet);
}

static void
take_label(struct sample *s, struct arena *a, const struct str *cells)
{
    s->at = arena_grow(a, s->at, s->n, &s->room, sizeof(*s->at));
    s->at[s->n++] = (struct marked){
        .set = arena_str(a, cells[0]),
        .id = arena_str(a, cells[1]),
        .drawn_at_random = str_eq(cells[2], STR("random")),
        .truth = kinds_of(cells[3]),
    };
}

static void
take_second(struct sample *s, struct arena *a, const struct str *cells)
{
    struct marked *m = find(s, cells[0], cells[1]);

    (void)a;
    if (m == NULL)
        return;
    m->read_twice = true;
    m->second = kinds_of(cells[2]);
}

static void
take_text(struct sample *s, struct arena *a, const struct str *cells)
{
    struct marked *m = find(s, s->reading, cells[0]);

    if (m == NULL)
        return;
    m->title = arena_str(a, cells[1]);
    m->detail = arena_str(a, cells[2]);
}

static bool
read_texts(struct arena *a, const char *data, struct sample *s)
{
    for (size_t i = 0; i < SETS; i++) {
        const char *path = data_file(a, data, sets[i].file);
        const char *const names[] = { sets[i].key, "title", "detail", "time" };

        if (path == NULL)
            return false;
        s->reading = str_of(sets[i].name);
        read_rows(a, path, names, take_text, s);
    }
    return true;
}

static unsigned
look(struct arena *a, const struct rulebook *book, const struct marked *m)
{
    const struct str texts[] = { m->title, m->detail };
    struct feeling f;
    unsigned bits = 0;

    rules_feel(a, (struct rules){ book, 0 }, texts, 2, &f);
    for (int k = 0; k < FEELING_KINDS; k++)
        bits |= f.level[k] > 0 ? 1U << k : 0;
    return bits;
}

/* The same words, and none that change what others mean. */
static struct rulebook
plain_book(struct arena *a, const struct rulebook *book)
{
    struct rulebook plain = *book;
    struct feeling_row *rows =
        arena_alloc(a, (book->feelings_n + 1) * sizeof(*rows));

    plain.feelings_n = 0;
    for (size_t i = 0; i < book->feelings_n; i++) {
        enum feeling_kind kind;

        if (feeling_named(book->feelings[i].kind, &kind))
            rows[plain.feelings_n++] = book->feelings[i];
    }
    plain.feelings = rows;
    plain.finder = feeling_finder_new(a, &plain);
    return plain;
}

struct counts {
    double hit, extra, missed;
};

static double
share(double part, double whole)
{
    return whole > 0 ? part / whole : 0;
}

static double
f1(const struct counts *c)
{
    return share(2 * c->hit, 2 * c->hit + c->extra + c->missed);
}

static void
count(struct counts *c, unsigned truth, unsigned found, unsigned bit)
{
    bool is = (truth & bit) != 0, told = (found & bit) != 0;

    c->hit += is && told;
    c->extra += !is && told;
    c->missed += is && !told;
}

static int
by_value(const void *x, const void *y)
{
    const double *a = x, *b = y;

    return (*a > *b) - (*a < *b);
}

static uint64_t
next(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407U;
    return *state >> 33;
}

/* 2.5 and 97.5 hundredths of F1 when the messages are drawn again. */
static void
interval(const struct sample *s, unsigned bit, double ret[2])
{
    static double values[DRAWS];
    uint64_t state = 20261124;

    for (size_t d = 0; d < DRAWS; d++) {
        struct counts c = { 0 };

        for (size_t i = 0; i < s->n; i++) {
            const struct marked *m = &s->at[next(&state) % s->n];

            count(&c, m->truth, m->found, bit);
        }
        values[d] = f1(&c);
    }
    qsort(values, DRAWS, sizeof(*values), by_value);
    ret[0] = values[DRAWS / 40];
    ret[1] = values[DRAWS - 1 - DRAWS / 40];
}

static void
say_kind(const struct sample *s, int kind)
{
    const unsigned bit = 1U << kind;
    struct counts all = { 0 }, random = { 0 }, plain = { 0 };
    double span[2];

    for (size_t i = 0; i < s->n; i++) {
        const struct marked *m = &s->at[i];

        count(&all, m->truth, m->found, bit);
        count(&plain, m->truth, m->plain, bit);
        if (m->drawn_at_random)
            count(&random, m->truth, m->found, bit);
    }
    interval(s, bit, span);
    (void)printf("  %-10.*s %3.0f marked: precision %.3f, recall %.3f, F1 %.3f "
                 "(%.3f to %.3f); plain words F1 %.3f (%.3f, %.3f); random "
                 "part %.0f marked, F1 %.3f\n",
                 STR_ARG(feeling_word((enum feeling_kind)kind)),
                 all.hit + all.missed, share(all.hit, all.hit + all.extra),
                 share(all.hit, all.hit + all.missed), f1(&all), span[0],
                 span[1], f1(&plain), share(plain.hit, plain.hit + plain.extra),
                 share(plain.hit, plain.hit + plain.missed),
                 random.hit + random.missed, f1(&random));
}

/* Cohen's kappa of both readers (1960). */
static void
say_agreement(const struct sample *s, int kind)
{
    const unsigned bit = 1U << kind;
    double n = 0, same = 0, first = 0, second = 0, chance;

    for (size_t i = 0; i < s->n; i++) {
        const struct marked *m = &s->at[i];
        bool a = (m->truth & bit) != 0, b = (m->second & bit) != 0;

        if (!m->read_twice)
            continue;
        n++;
        same += a == b;
        first += a;
        second += b;
    }
    chance = (first * second + (n - first) * (n - second)) / (n * n);
    (void)printf("  %-10.*s read twice: %.0f messages, equal %.1f%%, kappa "
                 "%.3f (marked %.0f and %.0f times)\n",
                 STR_ARG(feeling_word((enum feeling_kind)kind)), n,
                 100 * same / n, (same / n - chance) / (1 - chance), first,
                 second);
}

static bool
read_labels(struct arena *a, struct sample *s)
{
    const char *const names[] = { "dataset", "id", "part", "kinds" };
    const char *const twice[] = { "dataset", "id", "kinds", "kinds" };
    const char *path = data_file(a, "tests/labels", "feeling.csv");

    if (path == NULL)
        return false;
    read_rows(a, path, names, take_label, s);
    path = data_file(a, "tests/labels", "feeling_second.csv");
    if (path == NULL)
        return true;
    read_rows(a, path, twice, take_second, s);
    return true;
}

/* What both rulebooks find in each message. */
static void
look_at_all(struct sample *s, const struct rulebook *book,
            const struct rulebook *plain)
{
    struct arena *work = arena_open();
    double start = cpu_seconds();

    for (size_t i = 0; i < s->n; i++) {
        s->at[i].found = look(work, book, &s->at[i]);
        arena_reset(work);
    }
    (void)printf("feeling and risk: %zu messages marked by hand, %.1f us a "
                 "message\n",
                 s->n, (cpu_seconds() - start) * 1e6 / (double)s->n);
    for (size_t i = 0; i < s->n; i++) {
        s->at[i].plain = look(work, plain, &s->at[i]);
        arena_reset(work);
    }
    arena_close(work);
}

static bool
any_read_twice(const struct sample *s)
{
    for (size_t i = 0; i < s->n; i++)
        if (s->at[i].read_twice)
            return true;
    return false;
}

void
bench_feeling(const char *data)
{
    struct arena *a = arena_open();
    struct fault_list faults = { .a = a };
    struct sample s = { .n = 0 };
    struct rulebook_files files;
    struct rulebook book, plain;
    struct err err;

    must(rulebook_folder(a, "rulebook/default", &files, &err), &err);
    must_do(rulebook_read(a, files.at, files.n, &book, &faults),
            "rulebook/default");
    if (read_labels(a, &s) && read_texts(a, data, &s)) {
        plain = plain_book(a, &book);
        look_at_all(&s, &book, &plain);
        for (int k = 0; k < FEELING_KINDS; k++)
            say_kind(&s, k);
        for (int k = 0; k < FEELING_KINDS && any_read_twice(&s); k++)
            say_agreement(&s, k);
    }
    arena_close(a);
}
