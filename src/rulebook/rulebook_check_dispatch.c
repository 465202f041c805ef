/*
 * rulebook_check_dispatch: does every matter find somebody who leads wherever
 * it happens, and is every row of dispatch.csv of use? Both follow from one
 * walk on each day of change: from every leaf up through its parents, as
 * rules_dispatch goes. See rulebook_sheet.h.
 */
#include "rulebook/rulebook_sheet.h"

static const size_t NONE = SIZE_MAX;

/* The matters and rows that hold on one day, linked by index. */
struct day_tree {
    struct rules rules;
    size_t *parent;    /* of a matter; NONE at the top */
    bool *is_leaf;     /* of a matter that holds and has no child */
    size_t *first_row; /* of a matter; NONE when it has no row */
    size_t *next_row;  /* of the same matter, behind a row */
};

/* What is known so far about matters and rows. */
struct findings {
    bool *told; /* a matter without lead was reported */
    bool *seen; /* a row held on a day */
    bool *used; /* and was met */
};

static size_t *
indexes(struct arena *a, size_t n)
{
    size_t *at = arena_alloc(a, (n + 1) * sizeof(*at));

    for (size_t i = 0; i < n; i++)
        at[i] = NONE;
    return at;
}

/* The row of matters.csv with this code that holds on the day, or NONE. */
static size_t
find_matter(const struct checking *c, struct str code, int32_t day)
{
    const struct key_list *k = &c->keys[SHEET_MATTERS];
    size_t first, n = find_key(k, code, &first);

    for (size_t i = 0; i < n; i++)
        if (holds(&c->book->matters[k->at[first + i].row].basis, day))
            return k->at[first + i].row;
    return NONE;
}

static void
link_matters(const struct checking *c, struct day_tree *t)
{
    const struct rulebook *book = c->book;

    for (size_t i = 0; i < book->matters_n; i++)
        t->is_leaf[i] = holds(&book->matters[i].basis, t->rules.day);
    for (size_t i = 0; i < book->matters_n; i++) {
        const struct matter *m = &book->matters[i];

        if (!holds(&m->basis, t->rules.day) || m->parent.n == 0)
            continue;
        t->parent[i] = find_matter(c, m->parent, t->rules.day);
        if (t->parent[i] != NONE)
            t->is_leaf[t->parent[i]] = false;
    }
}

static void
link_rows(const struct checking *c, struct day_tree *t, struct findings *f)
{
    for (size_t i = c->book->dispatch_n; i-- > 0;) {
        const struct dispatch *d = &c->book->dispatch[i];
        size_t m;

        if (!holds(&d->basis, t->rules.day))
            continue;
        m = find_matter(c, d->matter, t->rules.day);
        if (m == NONE) /* reported as an unknown matter */
            continue;
        f->seen[i] = true;
        t->next_row[i] = t->first_row[m];
        t->first_row[m] = i;
    }
}

static struct day_tree
tree_of(const struct checking *c, int32_t day, struct findings *f)
{
    struct day_tree t = {
        .rules = { c->book, day },
        .parent = indexes(c->a, c->book->matters_n),
        .is_leaf = arena_alloc(c->a, c->book->matters_n * sizeof(bool) + 1),
        .first_row = indexes(c->a, c->book->matters_n),
        .next_row = indexes(c->a, c->book->dispatch_n),
    };

    link_matters(c, &t);
    link_rows(c, &t, f);
    return t;
}

/* Does a row of the matter serve this place, or a wider one? */
static bool
is_served(const struct day_tree *t, size_t matter, struct str place)
{
    const struct dispatch *rows = t->rules.book->dispatch;

    for (size_t i = t->first_row[matter]; i != NONE; i = t->next_row[i])
        if (place_distance(t->rules, place, rows[i].place) != SIZE_MAX)
            return true;
    return false;
}

/* Coming from leaf, is a row of matter met: does no nearer matter serve? */
static bool
is_met(const struct day_tree *t, size_t leaf, size_t matter, size_t row)
{
    struct str place = t->rules.book->dispatch[row].place;

    for (size_t m = leaf; m != matter; m = t->parent[m])
        if (is_served(t, m, place))
            return false;
    return true;
}

/* Mark the rows that leaf meets; say whether one of them is for every place.
 * A circle of parents ends the walk after as many steps as there are
 * matters. */
static bool
walk_up(const struct day_tree *t, size_t leaf, struct findings *f)
{
    size_t left = t->rules.book->matters_n;
    bool everywhere = false;

    for (size_t m = leaf; m != NONE && left-- > 0; m = t->parent[m]) {
        for (size_t i = t->first_row[m]; i != NONE; i = t->next_row[i])
            f->used[i] = f->used[i] || is_met(t, leaf, m, i);
        everywhere = everywhere || is_served(t, m, STR("*"));
    }
    return everywhere;
}

static void
check_day(const struct checking *c, int32_t day, struct findings *f)
{
    struct day_tree t = tree_of(c, day, f);

    for (size_t i = 0; i < c->book->matters_n; i++) {
        struct buf b = { .a = c->a };

        if (!t.is_leaf[i] || walk_up(&t, i, f) || f->told[i])
            continue;
        f->told[i] = true;
        add_day(&b, day);
        buf_add(&b, STR("没有适用于所有地点的派单行：请在 dispatch.csv 为它"
                        "或它的上级补一行，place 填 *"));
        fault_at(c, SHEET_MATTERS, i, "code", buf_str(&b));
    }
}

void
check_dispatch(const struct checking *c)
{
    const unsigned sheets =
        1U << SHEET_DISPATCH | 1U << SHEET_MATTERS | 1U << SHEET_PLACES;
    struct findings f = {
        .told = arena_alloc(c->a, c->book->matters_n * sizeof(bool) + 1),
        .seen = arena_alloc(c->a, c->book->dispatch_n * sizeof(bool) + 1),
        .used = arena_alloc(c->a, c->book->dispatch_n * sizeof(bool) + 1),
    };
    size_t n;
    const int32_t *days = days_of_change(c, sheets, &n);

    for (size_t i = 0; i < n; i++)
        check_day(c, days[i], &f);
    for (size_t i = 0; i < c->book->dispatch_n; i++) {
        const struct dispatch *d = &c->book->dispatch[i];

        if (f.seen[i] && !f.used[i])
            fault_at(c, SHEET_DISPATCH, i, "matter",
                     STR("这一行永远用不到：下级事项都有自己的行，请删除"));
        if (str_starts(d->lead, STR("@")) && d->fallback.n == 0)
            fault_at(c, SHEET_DISPATCH, i, "fallback",
                     STR("lead 随地点而定，还需写明地点不明时由谁负责"));
    }
}
