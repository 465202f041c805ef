/* Places and matters by code; see feed.h. */
#include <stdlib.h>

#include "api/feed/feed.h"

static int
by_code(const void *a, const void *b)
{
    const struct feed_node *x = a, *y = b;
    int c = str_cmp(x->code, y->code);

    return c != 0 ? c : (int)y->holds - (int)x->holds;
}

const struct feed_node *
feed_find(const struct feed_tree *t, struct str code)
{
    size_t low = 0, high = t->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (str_cmp(t->at[middle].code, code) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->n && str_eq(t->at[low].code, code) ? &t->at[low] : NULL;
}

bool
feed_is_below(const struct feed_node *n, const struct feed_node *top)
{
    while (n != NULL && n != top)
        n = n->up;
    return n != NULL;
}

static void
tie(struct feed_tree *t)
{
    if (t->n > 0)
        qsort(t->at, t->n, sizeof(*t->at), by_code);
    for (size_t i = 0; i < t->n; i++)
        t->at[i].up = feed_find(t, t->at[i].parent);
}

static bool
is_street(const struct feed_node *n)
{
    return str_eq(n->place->kind, STR("street")) ||
           str_eq(n->place->kind, STR("town"));
}

static struct feed_tree
places(struct arena *a, struct rules r)
{
    struct feed_tree t = { arena_alloc(a, r.book->places_n * sizeof(*t.at) + 1),
                           r.book->places_n };

    for (size_t i = 0; i < t.n; i++) {
        const struct place *p = &r.book->places[i];

        t.at[i] = (struct feed_node){
            .code = p->code,
            .parent = p->parent,
            .name = &p->name,
            .place = p,
            .holds = p->basis.from <= r.day && r.day <= p->basis.to,
        };
    }
    tie(&t);
    for (size_t i = 0; i < t.n; i++) {
        const struct feed_node *n = &t.at[i];

        while (n != NULL && !is_street(n))
            n = n->up;
        t.at[i].street = n;
    }
    return t;
}

/* Hide the matters of a list joined by ; and all below them. */
static void
hide(struct feed_tree *t, struct str list)
{
    struct str code;

    while (str_cut(&list, ';', &code)) {
        const struct feed_node *top = feed_find(t, code);

        for (size_t i = 0; top != NULL && i < t->n; i++)
            if (feed_is_below(&t->at[i], top))
                t->at[i].hidden = true;
    }
}

static struct feed_tree
matters(struct arena *a, struct rules r)
{
    struct feed_tree t = {
        arena_alloc(a, r.book->matters_n * sizeof(*t.at) + 1), r.book->matters_n
    };

    for (size_t i = 0; i < t.n; i++) {
        const struct matter *m = &r.book->matters[i];

        t.at[i] = (struct feed_node){
            .code = m->code,
            .parent = m->parent,
            .name = &m->name,
            .holds = m->basis.from <= r.day && r.day <= m->basis.to,
        };
    }
    tie(&t);
    hide(&t, rules_setting(r, STR("public_matters_hidden"), STR("")));
    return t;
}

struct feed_names
feed_names(struct arena *a, struct rules r)
{
    return (struct feed_names){ places(a, r), matters(a, r) };
}
