/* Which topic a message joins, and which topics it brings together. See
 * topic.h. */
#include "topic/topic_internal.h"

enum {
    NEAR_MOST = 8,    /* topics looked at for a merge */
    COMMON_FROM = 500 /* messages, before any run is common */
};
/* Of TOPIC_JOIN: who is as near is looked at for a merge. */
#define NEAR_SHARE 0.4
/* Of all messages: runs that more of them have do not help. */
#define COMMON_SHARE 0.2

struct near {
    uint32_t cluster;
    double mean;
};

/* The nearest ones, nearest first. */
struct nearest {
    struct near at[NEAR_MOST];
    size_t n;
};

static bool
is_before(const struct topics *t, struct near x, struct near y)
{
    if (x.mean > y.mean || x.mean < y.mean)
        return x.mean > y.mean;
    return cluster_is_older(&t->clusters[x.cluster], &t->clusters[y.cluster]);
}

static void
nearest_add(const struct topics *t, struct nearest *l, struct near x)
{
    size_t i = l->n;

    if (l->n == NEAR_MOST && !is_before(t, x, l->at[l->n - 1]))
        return;
    if (l->n < NEAR_MOST)
        l->n++;
    else
        i--;
    for (; i > 0 && is_before(t, x, l->at[i - 1]); i--)
        l->at[i] = l->at[i - 1];
    l->at[i] = x;
}

static bool
is_common(const struct topics *t, const struct run *r)
{
    return t->live > COMMON_FROM && r->all > COMMON_SHARE * (double)t->live;
}

/* The sum of products with all messages of every topic, of ONE squared. */
struct scores {
    uint64_t *of;      /* by topic */
    uint32_t *touched; /* topics with a score */
    size_t n;
};

static void
score_run(const struct topics *t, struct scores *s, struct weight w)
{
    const struct run *r = &t->runs[w.run];

    for (size_t k = 0; k < r->n; k++) {
        uint32_t c = t->topic_of[r->in[k]];

        if (c == NOBODY)
            continue;
        if (s->of[c] == 0)
            s->touched[s->n++] = c;
        s->of[c] += (uint64_t)w.weight * r->weight[k] + 1;
    }
}

static struct nearest
find_nearest(struct topics *t, const struct message *m)
{
    struct nearest l = { .n = 0 };
    struct scores s = { .n = 0 };

    s.of = arena_alloc(t->work, (t->clusters_n + 1) * sizeof(*s.of));
    s.touched = arena_alloc(t->work, (t->clusters_n + 1) * sizeof(*s.touched));
    for (size_t i = 0; i < m->runs_n; i++)
        if (!is_common(t, &t->runs[m->runs[i].run]))
            score_run(t, &s, m->runs[i]);
    for (size_t i = 0; i < s.n; i++) {
        uint32_t c = s.touched[i];
        double mean = (double)s.of[c] / ONE / ONE / t->clusters[c].n;

        if (mean >= NEAR_SHARE * TOPIC_JOIN)
            nearest_add(t, &l, (struct near){ c, mean });
    }
    return l;
}

/* The mean over all pairs of their messages. */
static double
mean_of(struct topics *t, const struct cluster *x, const struct cluster *y)
{
    const struct message *m;
    uint64_t sum = 0;

    for (uint32_t i = x->first; i != NOBODY; i = m->next) {
        m = &t->messages[i];
        for (size_t k = 0; k < m->runs_n; k++)
            t->sums[m->runs[k].run] += m->runs[k].weight;
    }
    for (uint32_t i = y->first; i != NOBODY; i = m->next) {
        m = &t->messages[i];
        for (size_t k = 0; k < m->runs_n; k++)
            sum += (uint64_t)t->sums[m->runs[k].run] * m->runs[k].weight;
    }
    for (uint32_t i = x->first; i != NOBODY; i = m->next) {
        m = &t->messages[i];
        for (size_t k = 0; k < m->runs_n; k++)
            t->sums[m->runs[k].run] = 0;
    }
    return (double)sum / ONE / ONE / x->n / y->n;
}

/* The younger of two into the older, which is returned. */
static uint32_t
merge(struct topics *t, uint32_t x, uint32_t y, int64_t at)
{
    bool older = cluster_is_older(&t->clusters[x], &t->clusters[y]);
    uint32_t to = older ? x : y, from = older ? y : x, next;

    change_note(t, TOPIC_MERGED, at, t->clusters[to].number,
                t->clusters[from].number);
    for (uint32_t i = t->clusters[from].first; i != NOBODY; i = next) {
        next = t->messages[i].next;
        cluster_put(t, to, i);
    }
    t->clusters[to].loose |= t->clusters[from].loose;
    t->clusters[from].n = 0;
    t->clusters[from].first = NOBODY;
    return to;
}

void
join_topic(struct topics *t, uint32_t number)
{
    struct message *m = &t->messages[number];
    struct nearest l = find_nearest(t, m);
    bool joins = l.n > 0 && l.at[0].mean >= TOPIC_JOIN;
    uint32_t c = joins ? l.at[0].cluster : cluster_begun(t, number);

    cluster_put(t, c, number);
    if (m->m.at < t->clusters[c].began) /* it came late */
        t->clusters[c].began = m->m.at;
    for (size_t i = joins ? 1 : 0; i < l.n; i++)
        if (mean_of(t, &t->clusters[c], &t->clusters[l.at[i].cluster]) >=
            TOPIC_JOIN)
            c = merge(t, c, l.at[i].cluster, m->m.at);
}
