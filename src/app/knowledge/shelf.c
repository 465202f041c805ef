/* See shelf.h. */
#include "app/knowledge/shelf.h"

#include <pthread.h>
#include <stdlib.h>

#include "app/knowledge/shelf_index.h"
#include "base/utf8.h"

struct shelf {
    struct engine *e;
    pthread_mutex_t lock;
    struct shelf_index *now;   /* NULL: not made yet */
    uint64_t size;             /* of the log when it was looked at last */
    int64_t entries, versions; /* the stamp of the readings then */
};

struct shelf *
shelf_open(struct engine *e)
{
    struct shelf *s = calloc(1, sizeof(*s));

    if (s == NULL)
        abort(); /* as the arena does */
    s->e = e;
    (void)pthread_mutex_init(&s->lock, NULL); /* cannot fail on Linux */
    return s;
}

/* With the lock held. */
static void
let_go(struct shelf_index *ix)
{
    if (ix != NULL && --ix->users == 0)
        arena_close(ix->a);
}

void
shelf_close(struct shelf *s)
{
    if (s == NULL)
        return;
    let_go(s->now);
    (void)pthread_mutex_destroy(&s->lock);
    free(s);
}

static struct shelf_entry
read_entry(struct cursor *c, struct arena *a)
{
    struct shelf_entry e = { .id = cursor_id(c) };
    struct buf hex = { .a = a };

    id_put(&hex, e.id);
    e.hex = buf_str(&hex);
    e.edition = cursor_int(c);
    e.text.title = arena_str(a, cursor_text(c));
    e.text.question = arena_str(a, cursor_text(c));
    e.text.answer = arena_str(a, cursor_text(c));
    e.text.matter = arena_str(a, cursor_text(c));
    e.text.place = arena_str(a, cursor_text(c));
    e.text.basis = arena_str(a, cursor_text(c));
    e.text.unit = arena_str(a, cursor_text(c));
    e.text.valid_from = cursor_int(c);
    e.text.valid_until = cursor_int(c);
    e.published_at = cursor_int(c);
    return e;
}

static bool
make(struct shelf *s, struct err *err)
{
    struct arena *a = arena_open();
    struct shelf_entry *at = NULL;
    struct shelf_index *ix;
    struct cursor *c;
    size_t n = 0, room = 0;

    if (!store_query(engine_store(s->e), QUERY_KNOWLEDGE_LIVE_ALL, NULL, 0, &c,
                     err)) {
        arena_close(a);
        return false;
    }
    err->kind = ERR_NONE;
    while (cursor_next(c, err)) {
        at = arena_grow(a, at, n, &room, sizeof(*at));
        at[n++] = read_entry(c, a);
    }
    cursor_close(c);
    if (err->kind != ERR_NONE) {
        arena_close(a);
        return false;
    }
    ix = shelf_index_make(a, at, n);
    ix->users = 1;
    let_go(s->now);
    s->now = ix;
    return true;
}

/* With the lock held. What is appended between the two questions is seen at
 * the next look-up, as the size was read before. */
static bool
follow(struct shelf *s, struct err *err)
{
    uint64_t size = store_size(engine_store(s->e));
    int64_t entries = 0, versions = 0;
    struct cursor *c;

    if (s->now != NULL && size == s->size)
        return true;
    if (!store_query(engine_store(s->e), QUERY_KNOWLEDGE_STAMP, NULL, 0, &c,
                     err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(c, err)) {
        entries = cursor_int(c);
        versions = cursor_int(c);
    }
    cursor_close(c);
    if (err->kind != ERR_NONE)
        return false;
    if ((s->now == NULL || entries != s->entries || versions != s->versions) &&
        !make(s, err))
        return false;
    s->size = size;
    s->entries = entries;
    s->versions = versions;
    return true;
}

/* To be given back by put_back. */
static struct shelf_index *
take(struct shelf *s, struct err *err)
{
    struct shelf_index *ix = NULL;

    (void)pthread_mutex_lock(&s->lock);
    if (follow(s, err)) {
        ix = s->now;
        ix->users++;
    }
    (void)pthread_mutex_unlock(&s->lock);
    return ix;
}

static void
put_back(struct shelf *s, struct shelf_index *ix)
{
    (void)pthread_mutex_lock(&s->lock);
    let_go(ix);
    (void)pthread_mutex_unlock(&s->lock);
}

/* Is it the place itself or one around it, or is either not known? */
static bool
holds_at(struct rules r, struct str area, struct str place)
{
    enum { PLACES_DEEP = 8 };
    const struct place *p = rules_place(r, place);

    if (area.n == 0 || place.n == 0 || str_eq(area, place))
        return true;
    for (int i = 0; p != NULL && i < PLACES_DEEP; i++) {
        if (str_eq(p->code, area))
            return true;
        p = rules_place(r, p->parent);
    }
    return false;
}

static bool
is_of_matter(struct rules r, struct str of, struct str matter)
{
    enum { MATTERS_DEEP = 4 };
    const struct matter *m = rules_matter(r, of);

    if (matter.n == 0 || str_eq(of, matter))
        return true;
    for (int i = 0; m != NULL && i < MATTERS_DEEP; i++) {
        if (str_eq(m->code, matter))
            return true;
        m = rules_matter(r, m->parent);
    }
    return false;
}

static bool
lets(const struct shelf_entry *e, const struct shelf_ask *ask, struct rules r)
{
    return knowledge_holds(e->text.valid_from, e->text.valid_until, ask->now) &&
           holds_at(r, e->text.place, ask->place) &&
           is_of_matter(r, e->text.matter, ask->matter);
}

static struct shelf_entry
copy_of(struct arena *a, const struct shelf_entry *e)
{
    struct shelf_entry c = *e;

    c.hex = arena_str(a, e->hex);
    c.text.title = arena_str(a, e->text.title);
    c.text.question = arena_str(a, e->text.question);
    c.text.answer = arena_str(a, e->text.answer);
    c.text.matter = arena_str(a, e->text.matter);
    c.text.place = arena_str(a, e->text.place);
    c.text.basis = arena_str(a, e->text.basis);
    c.text.unit = arena_str(a, e->text.unit);
    return c;
}

/* All of them, the newest first. */
static struct shelf_found
all_of(const struct shelf_index *ix, struct arena *a)
{
    struct shelf_found f = { arena_alloc(a, (ix->n + 1) * sizeof(*f.at)),
                             ix->n };

    for (size_t i = 0; i < ix->n; i++)
        f.at[i] = ix->n - 1 - i;
    return f;
}

static void
choose(const struct shelf_index *ix, struct arena *a,
       const struct shelf_ask *ask, struct rules r,
       struct shelf_answers *ret_answers)
{
    double least =
        (double)rules_number(r, STR("knowledge_fit_percent"), 25) / 100;
    struct str text = utf8_head(ask->text, SHELF_QUERY_MOST);
    struct shelf_found f =
        text.n == 0 ? all_of(ix, a) : shelf_index_find(ix, a, text, least);
    size_t skip = ask->skip;

    for (size_t i = 0; i < f.n && !ret_answers->more; i++) {
        const struct shelf_entry *e = &ix->entries[f.at[i]];

        if (!lets(e, ask, r))
            continue;
        if (skip > 0)
            skip--;
        else if (ret_answers->n < ask->k)
            ret_answers->at[ret_answers->n++] = copy_of(a, e);
        else
            ret_answers->more = true;
    }
}

bool
shelf_find(struct shelf *s, struct arena *a, const struct shelf_ask *ask,
           struct shelf_answers *ret_answers, struct err *err)
{
    struct shelf_index *ix = take(s, err);

    *ret_answers = (struct shelf_answers){
        arena_alloc(a, (SHELF_MOST + 1) * sizeof(*ret_answers->at)), 0, false
    };
    if (ix == NULL)
        return false;
    choose(ix, a, ask, engine_rules(s->e, ask->now), ret_answers);
    put_back(s, ix);
    return true;
}

static const struct shelf_entry *
entry_that_holds(const struct shelf_index *ix, struct id id, int64_t now)
{
    for (size_t i = 0; i < ix->n; i++) {
        const struct knowledge_text *t = &ix->entries[i].text;

        if (id_eq(ix->entries[i].id, id) &&
            knowledge_holds(t->valid_from, t->valid_until, now))
            return &ix->entries[i];
    }
    return NULL;
}

bool
shelf_one(struct shelf *s, struct arena *a, struct id id, int64_t now,
          const struct shelf_entry **ret_entry, struct err *err)
{
    struct shelf_index *ix = take(s, err);
    const struct shelf_entry *e;
    struct shelf_entry *copy;

    *ret_entry = NULL;
    if (ix == NULL)
        return false;
    e = entry_that_holds(ix, id, now);
    if (e != NULL) {
        copy = arena_new(a, struct shelf_entry);
        *copy = copy_of(a, e);
        *ret_entry = copy;
    }
    put_back(s, ix);
    return true;
}
