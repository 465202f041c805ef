/* Topics as they are shown. See topic.h. */
#include <stdlib.h>

#include "topic/topic_internal.h"

/* What most messages say; of equals the smaller text. */
struct said {
    struct str text;
    size_t n;
};

static int
by_text(const void *a, const void *b)
{
    const struct said *x = a, *y = b;

    return str_cmp(x->text, y->text);
}

static struct str
most_said(struct arena *a, struct said *s, size_t n)
{
    struct said best = { STR(""), 0 };

    qsort(s, n, sizeof(*s), by_text);
    for (size_t i = 0; i < n; i++) {
        s[i].n = i > 0 && str_eq(s[i].text, s[i - 1].text) ? s[i - 1].n + 1 : 1;
        if (s[i].text.n > 0 && s[i].n > best.n)
            best = s[i];
    }
    return arena_str(a, best.text);
}

static void
describe(const struct topics *t, struct arena *a, const struct cluster *c,
         struct topic *r)
{
    struct arena *work = arena_open();
    struct said *place = arena_alloc(work, c->n * sizeof(*place));
    struct said *matter = arena_alloc(work, c->n * sizeof(*matter));
    size_t n = 0;

    for (uint32_t i = c->first; i != NOBODY; i = t->messages[i].next) {
        place[n].text = t->messages[i].m.place;
        matter[n++].text = t->messages[i].m.matter;
    }
    r->place = most_said(a, place, n);
    r->matter = most_said(a, matter, n);
    arena_close(work);
    topic_name(t, a, c, r);
}

/* A topic and what it is ordered by. */
struct ranked {
    struct topic topic;
    const struct cluster *cluster;
    double by;
};

static int
by_rank(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    if (x->by > y->by || x->by < y->by)
        return x->by > y->by ? -1 : 1;
    return (x->topic.number > y->topic.number) -
           (x->topic.number < y->topic.number);
}

struct topic_list
topics_list(const struct topics *t, struct arena *a,
            const struct topic_ask *ask)
{
    struct arena *work = arena_open(), *each = arena_open();
    struct ranked *r = arena_alloc(work, (t->clusters_n + 1) * sizeof(*r));
    struct topic_list l = { .at = NULL };

    for (size_t i = 0; i < t->clusters_n; i++) {
        const struct cluster *c = &t->clusters[i];
        struct ranked *x = &r[l.all];

        if (c->n == 0 || c->n < ask->people)
            continue;
        *x = (struct ranked){ { .number = c->number }, c, 0 };
        topic_heat(t, each, c, ask->now, &x->topic);
        arena_reset(each);
        x->by = ask->by == TOPIC_BY_PEAK ? x->topic.peak : x->topic.heat;
        l.all += x->topic.people >= ask->people ? 1 : 0;
    }
    qsort(r, l.all, sizeof(*r), by_rank);
    l.highest = l.all > 0 ? r[0].by : 0;
    l.n = ask->skip < l.all ? l.all - ask->skip : 0;
    l.n = l.n < ask->most ? l.n : ask->most;
    l.at = arena_alloc(a, (l.n + 1) * sizeof(*l.at));
    for (size_t i = 0; i < l.n; i++) {
        l.at[i] = r[ask->skip + i].topic;
        describe(t, a, r[ask->skip + i].cluster, &l.at[i]);
    }
    arena_close(each);
    arena_close(work);
    return l;
}

/* Where a number that was merged away is now. */
static uint64_t
merged_into(const struct topics *t, uint64_t number)
{
    uint64_t from =
        t->changes_n > TOPIC_CHANGES ? t->changes_n - TOPIC_CHANGES : 0;

    for (uint64_t i = from; i < t->changes_n; i++) {
        const struct topic_change *c = &t->changes[i % TOPIC_CHANGES];

        if (c->kind == TOPIC_MERGED && c->other == number)
            number = c->number;
    }
    return number;
}

bool
topics_find(const struct topics *t, struct arena *a, uint64_t number,
            int64_t now, struct topic *ret_topic)
{
    uint32_t c = cluster_numbered(t, number);

    if (c == NOBODY)
        c = cluster_numbered(t, merged_into(t, number));
    if (c == NOBODY)
        return false;
    *ret_topic = (struct topic){ .number = t->clusters[c].number };
    topic_heat(t, a, &t->clusters[c], now, ret_topic);
    describe(t, a, &t->clusters[c], ret_topic);
    return true;
}

static struct topic_member
member(const struct topics *t, struct arena *a, uint32_t number)
{
    const struct message *m = &t->messages[number];

    return (struct topic_member){ .id = arena_str(a, m->m.id),
                                  .title = arena_str(a, m->m.title),
                                  .at = m->m.at,
                                  .agree = m->m.agree,
                                  .against = m->m.against,
                                  .topic =
                                      t->clusters[t->topic_of[number]].number };
}

struct topic_member *
topics_members(const struct topics *t, struct arena *a, uint64_t number,
               size_t *ret_n)
{
    uint32_t c = cluster_numbered(t, number);
    size_t room = number == 0 ? t->live : c == NOBODY ? 0 : t->clusters[c].n;
    struct topic_member *list = arena_alloc(a, (room + 1) * sizeof(*list));
    uint32_t *sorted;

    *ret_n = 0;
    if (number == 0) {
        for (uint32_t i = 0; i < t->messages_n; i++)
            if (t->topic_of[i] != NOBODY)
                list[(*ret_n)++] = member(t, a, i);
        return list;
    }
    if (c == NOBODY)
        return list;
    sorted = cluster_sorted(t, a, &t->clusters[c]);
    for (size_t i = 0; i < room; i++)
        list[(*ret_n)++] = member(t, a, sorted[i]);
    return list;
}

struct topic_change *
topics_changes(const struct topics *t, struct arena *a, size_t *ret_n)
{
    uint64_t from =
        t->changes_n > TOPIC_CHANGES ? t->changes_n - TOPIC_CHANGES : 0;
    struct topic_change *list =
        arena_alloc(a, (TOPIC_CHANGES + 1) * sizeof(*list));

    *ret_n = 0;
    for (uint64_t i = from; i < t->changes_n; i++)
        list[(*ret_n)++] = t->changes[i % TOPIC_CHANGES];
    return list;
}
