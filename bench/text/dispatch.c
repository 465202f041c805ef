/*
 * dispatch: which unit gets a case. Learned from the first four fifths of the
 * cases in order of time, asked about the last fifth, beside those who always
 * say the units that are most frequent, as a whole and by type.
 */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { FIELDS_N = 7, MAIN_TYPE = 5, SUB_TYPE = 6, GUESSES = 3 };

static const char *const fields[FIELDS_N] = {
    "street", "community", "source", "property", "type", "main_type", "sub_type"
};

struct event {
    struct str date, unit;
    struct str values[FIELDS_N];
    size_t number; /* in the file */
};

struct events {
    struct event *at;
    size_t n, room, train_n;
};

static int
by_time(const void *x, const void *y)
{
    const struct event *a = x, *b = y;
    int order = str_cmp(a->date, b->date);

    return order != 0 ? order
                      : (a->number > b->number) - (a->number < b->number);
}

static struct events
read_events(struct arena *a, const char *path)
{
    struct events e = { .n = 0 };
    size_t columns[FIELDS_N], date, unit;
    struct sheet *s;
    struct csv_row row;
    struct err err;
    bool end = false;

    must(sheet_open(a, path, &s, &err), &err);
    must(sheet_need(s, STR("date"), &date, &err), &err);
    must(sheet_need(s, STR("dispose_unit"), &unit, &err), &err);
    for (size_t i = 0; i < FIELDS_N; i++)
        must(sheet_need(s, str_of(fields[i]), &columns[i], &err), &err);
    for (;;) {
        struct event *to;

        must(sheet_next(s, &row, &end, &err), &err);
        if (end)
            break;
        e.at = arena_grow(a, e.at, e.n, &e.room, sizeof(*e.at));
        to = &e.at[e.n];
        *to = (struct event){ .number = e.n++ };
        to->date = arena_str(a, csv_text(&row, date));
        to->unit = arena_str(a, str_trim(csv_text(&row, unit)));
        for (size_t i = 0; i < FIELDS_N; i++)
            to->values[i] = arena_str(a, csv_text(&row, columns[i]));
    }
    sheet_close(s);
    qsort(e.at, e.n, sizeof(*e.at), by_time);
    e.train_n = e.n * 4 / 5;
    return e;
}

/* What was asked and how it went. */
struct hits {
    size_t asked, first, three;
};

static void
count(struct hits *h, const struct str *guesses, size_t n, struct str truth)
{
    bool hit = false;

    h->asked++;
    for (size_t i = 0; i < n && !hit; i++) {
        hit = str_eq(guesses[i], truth);
        h->first += hit && i == 0;
    }
    h->three += hit;
}

static void
say(const char *who, const struct hits *h)
{
    (void)printf("  %-34s first %.4f  first three %.4f\n", who,
                 (double)h->first / (double)h->asked,
                 (double)h->three / (double)h->asked);
}

/* Units and how many training cases they got. */
struct unit_count {
    struct str unit;
    size_t n;
};

static int
most_first(const void *x, const void *y)
{
    const struct unit_count *a = x, *b = y;

    return (a->n < b->n) - (a->n > b->n);
}

/* Do two cases agree in the fields from first on? FIELDS_N: always. */
static bool
agree(const struct event *a, const struct event *b, size_t first)
{
    for (size_t i = first; i < FIELDS_N; i++)
        if (!str_eq(a->values[i], b->values[i]))
            return false;
    return true;
}

/* The units most frequent among the training cases that agree with event, put
 * behind those already there. */
static size_t
frequent(const struct events *e, struct arena *a, const struct event *event,
         size_t first, struct str guesses[GUESSES])
{
    struct unit_count *units = arena_alloc(a, e->train_n * sizeof(*units));
    size_t n = 0, got = 0;

    for (size_t i = 0; i < e->train_n; i++) {
        size_t u = 0;

        if (!agree(&e->at[i], event, first))
            continue;
        while (u < n && !str_eq(units[u].unit, e->at[i].unit))
            u++;
        if (u == n)
            units[n++].unit = e->at[i].unit;
        units[u].n++;
    }
    qsort(units, n, sizeof(*units), most_first);
    for (; got < n && got < GUESSES; got++)
        guesses[got] = units[got].unit;
    return got;
}

static void
ask_frequent(const struct events *e, bool by_type)
{
    struct hits h = { 0, 0, 0 };
    struct arena *a = arena_open();

    for (size_t i = e->train_n; i < e->n; i++) {
        struct str guesses[GUESSES] = { { NULL, 0 } };
        size_t n = 0;

        arena_reset(a);
        if (by_type)
            n = frequent(e, a, &e->at[i], MAIN_TYPE, guesses);
        if (n == 0)
            n = frequent(e, a, &e->at[i], FIELDS_N, guesses);
        count(&h, guesses, n, e->at[i].unit);
    }
    say(by_type ? "most frequent of main and sub type"
                : "always the most frequent",
        &h);
    arena_close(a);
}

static bool
is_new(const struct events *e, struct str unit)
{
    for (size_t i = 0; i < e->train_n; i++)
        if (str_eq(e->at[i].unit, unit))
            return false;
    return true;
}

static void
ask_model(const struct events *e, struct arena *a, const struct model *m)
{
    struct model_desk *desk = model_desk_new(a, m);
    struct hits all = { 0, 0, 0 }, known = { 0, 0, 0 };
    size_t sure = 0, wrong = 0;

    for (size_t i = e->train_n; i < e->n; i++) {
        struct prediction p = model_predict(m, desk, e->at[i].values);
        struct str guesses[GUESSES] = { { NULL, 0 } };

        for (size_t k = 0; k < p.top_n; k++)
            guesses[k] = model_label(m, p.top[k].label);
        count(&all, guesses, p.top_n, e->at[i].unit);
        if (!is_new(e, e->at[i].unit))
            count(&known, guesses, p.top_n, e->at[i].unit);
        sure += p.sure;
        wrong += p.sure && !str_eq(guesses[0], e->at[i].unit);
    }
    say("gongzhi train", &all);
    say("  units that were seen before", &known);
    (void)printf("  %zu of %zu cases went to units never seen before; sure "
                 "(5%% risk) of %.1f%%, %.1f%% of them wrong\n",
                 all.asked - known.asked, all.asked,
                 100 * (double)sure / (double)all.asked,
                 sure > 0 ? 100 * (double)wrong / (double)sure : 0);
}

static const struct model *
learn(const struct events *e, struct arena *a)
{
    const struct learn_how how = { 0.05, LEARN_COST, false };
    struct model_block blocks[FIELDS_N];
    struct learn_report r;
    const struct model *m;
    struct learner *l;
    struct err err;

    for (size_t i = 0; i < FIELDS_N; i++)
        blocks[i] = (struct model_block){ str_of(fields[i]), BLOCK_FIELD, 1 };
    l = learner_new(a, blocks, FIELDS_N);
    for (size_t i = 0; i < e->train_n; i++)
        must(learner_add(l, e->at[i].values, e->at[i].unit,
                         (struct learn_group){ .place = STR("") }, &err),
             &err);
    must(learner_fit(l, a, &how, &m, &r, &err), &err);
    return m;
}

void
bench_dispatch(const char *path)
{
    struct arena *a = arena_open();
    struct events e = read_events(a, path);

    (void)printf("unit of a case: %zu to learn from, the next %zu to ask\n",
                 e.train_n, e.n - e.train_n);
    ask_frequent(&e, false);
    ask_frequent(&e, true);
    ask_model(&e, a, learn(&e, a));
    arena_close(a);
}
