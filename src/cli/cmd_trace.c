/*
 * trace: to whom a leaked list leads. Every export that was written down is
 * compared with the file: by the id in each row, and by the order of rows
 * (api/access/mark.h). It counts and does not judge: an id fits by chance once
 * in 2^48; of two neighbours about every third pair is in the order of any
 * mark.
 */
#include <stdio.h>
#include <stdlib.h>

#include "api/access/mark.h"
#include "cli/cli.h"
#include "sys/file.h"
#include "text/csv.h"

enum { FILE_BYTES = 8 * 1024 * 1024, SHOWN = 10 };

/* The list, as it was found. */
struct leak {
    int64_t *numbers, *sorted;
    struct str *ids; /* "" where the file has none */
    size_t n;
};

/* An export, and how much of the leak fits it. */
struct suspect {
    struct str mark, account, role, unit;
    int64_t taken_at;
    size_t ids, places;
};

struct suspects {
    struct suspect *at;
    size_t n, room;
};

static int
by_number(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

    return (x > y) - (x < y);
}

static int
best_first(const void *a, const void *b)
{
    const struct suspect *x = a, *y = b;

    if (x->ids != y->ids)
        return x->ids > y->ids ? -1 : 1;
    if (x->places != y->places)
        return x->places > y->places ? -1 : 1;
    return (x->taken_at < y->taken_at) - (x->taken_at > y->taken_at);
}

static bool
read_leak(struct arena *a, const char *path, struct leak *ret_leak,
          struct err *err)
{
    struct csv_table t;
    struct csv_fault fault;
    struct str bytes;
    struct leak l = { .n = 0 };
    size_t number, id;

    if (!file_read(a, path, FILE_BYTES, &bytes, err))
        return false;
    if (!csv_read(a, bytes, &t, &fault))
        return fail(err, ERR_INPUT, "%s:%zu: %.*s", path, fault.line,
                    STR_ARG(fault.text));
    number = csv_column(&t, STR("number"));
    id = csv_column(&t, STR("export"));
    if (number == SIZE_MAX)
        return fail(err, ERR_INPUT, "%s: there is no column number", path);
    l.numbers = arena_alloc(a, (t.rows_n + 1) * sizeof(*l.numbers));
    l.ids = arena_alloc(a, (t.rows_n + 1) * sizeof(*l.ids));
    for (size_t i = 0; i < t.rows_n; i++) {
        if (!str_i64(csv_text(&t.rows[i], number), &l.numbers[l.n]))
            continue;
        l.ids[l.n++] = str_trim(csv_text(&t.rows[i], id));
    }
    l.sorted = arena_copy(a, l.numbers, (l.n + 1) * sizeof(*l.sorted));
    qsort(l.sorted, l.n, sizeof(*l.sorted), by_number);
    *ret_leak = l;
    return true;
}

static bool
read_suspects(struct engine *e, struct arena *a, struct suspects *ret_list,
              struct err *err)
{
    struct suspects l = { NULL, 0, 0 };
    struct cursor *cur;

    if (!store_query(engine_store(e), QUERY_ACCESS_MARKS, NULL, 0, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct suspect *s;

        l.at = arena_grow(a, l.at, l.n, &l.room, sizeof(*l.at));
        s = &l.at[l.n++];
        *s = (struct suspect){ .mark = arena_str(a, cursor_text(cur)) };
        s->account = arena_str(a, cursor_text(cur));
        s->role = arena_str(a, cursor_text(cur));
        s->unit = arena_str(a, cursor_text(cur));
        s->taken_at = cursor_int(cur);
    }
    cursor_close(cur);
    *ret_list = l;
    return err->kind == ERR_NONE;
}

static void
compare(const struct store *st, struct arena *a, const struct leak *l,
        struct suspect *s)
{
    size_t *order = arena_alloc(a, (l->n + 1) * sizeof(*order));

    mark_order(st, s->mark, l->sorted, l->n, order);
    for (size_t i = 0; i < l->n; i++) {
        s->places += l->numbers[i] == l->sorted[order[i]];
        s->ids += l->ids[i].n > 0 &&
                  str_eq(l->ids[i], mark_row(st, a, s->mark, l->numbers[i]));
    }
}

static void
print(struct arena *a, const struct leak *l, const struct suspect *s)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%.*s %.*s %.*s ", STR_ARG(s->account), STR_ARG(s->role),
             STR_ARG(s->unit.n > 0 ? s->unit : STR("-")));
    moment_put(&b, s->taken_at);
    buf_addf(&b, "  编号 ids %zu/%zu  次序 places %zu/%zu\n", s->ids, l->n,
             s->places, l->n);
    (void)fwrite(b.p, 1, b.n, stdout);
}

static bool
trace(struct engine *e, struct arena *a, const struct leak *l, bool *ret_found,
      struct err *err)
{
    struct suspects suspects;

    if (!read_suspects(e, a, &suspects, err))
        return false;
    for (size_t i = 0; i < suspects.n; i++)
        compare(engine_store(e), a, l, &suspects.at[i]);
    if (suspects.n > 0)
        qsort(suspects.at, suspects.n, sizeof(*suspects.at), best_first);
    for (size_t i = 0; i < suspects.n && i < SHOWN; i++)
        print(a, l, &suspects.at[i]);
    *ret_found =
        suspects.n > 0 &&
        (suspects.at[0].ids > 0 || (l->n > 1 && suspects.at[0].places == l->n));
    return true;
}

int
cmd_trace(struct cli *c)
{
    struct leak leak = { .n = 0 };
    struct engine *e;
    struct err err;
    bool found, ok;

    if (!cli_words(c, 1, 1))
        return EXIT_USAGE;
    if (!read_leak(c->a, c->argv[0], &leak, &err))
        return cli_fail(c, &err);
    if (!cli_open(c, STORE_READ, 1, &e))
        return EXIT_FAILED;
    ok = trace(e, c->a, &leak, &found, &err);
    engine_close(e);
    if (!ok)
        return cli_fail(c, &err);
    return found ? EXIT_DONE : EXIT_REFUSED;
}
