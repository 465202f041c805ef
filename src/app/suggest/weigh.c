/* See weigh.h. */
#include "app/suggest/weigh.h"

#include "model/model.h"

struct weighed
weighed_new(struct arena *a)
{
    return (struct weighed){
        arena_alloc(a, WEIGHED_MOST * sizeof(struct suggest_choice)), 0
    };
}

static size_t
find(const struct weighed *w, struct str code)
{
    size_t i = 0;

    while (i < w->n && !str_eq(w->at[i].code, code))
        i++;
    return i;
}

void
weighed_add(struct weighed *w, struct str code, double p)
{
    size_t i = find(w, code);

    if (i == WEIGHED_MOST || code.n == 0)
        return;
    if (i == w->n)
        w->at[w->n++] = (struct suggest_choice){ code, 0 };
    w->at[i].probability += p;
}

static double
sum_of(const struct weighed *w)
{
    double sum = 0;

    for (size_t i = 0; i < w->n; i++)
        sum += w->at[i].probability;
    return sum;
}

struct weighed
weighed_mix(struct arena *a, const struct weighed *words,
            const struct weighed *learned, const struct mixing *how)
{
    struct weighed all = weighed_new(a);
    double *w, *l, *mixed;
    double open = 1 - sum_of(words);

    for (size_t i = 0; i < learned->n; i++)
        weighed_add(&all, learned->at[i].code, 0);
    for (size_t i = 0; i < words->n; i++)
        weighed_add(&all, words->at[i].code, 0);
    w = arena_alloc(a, 3 * (all.n + 1) * sizeof(*w));
    l = w + all.n;
    mixed = l + all.n;
    for (size_t i = 0; i < learned->n; i++)
        l[find(&all, learned->at[i].code)] = learned->at[i].probability;
    for (size_t i = 0; i < all.n; i++)
        w[i] = l[i] * (open > 0 ? open : 0);
    for (size_t i = 0; i < words->n; i++)
        w[find(&all, words->at[i].code)] += words->at[i].probability;
    model_blend(w, l, all.n, how->trained_on, how->half_cases, mixed);
    for (size_t i = 0; i < all.n; i++)
        all.at[i].probability = mixed[i];
    return all;
}

void
weighed_top(const struct weighed *w, struct suggest_answer *ret_answer)
{
    struct suggest_choice *top = ret_answer->at;

    ret_answer->n = 0;
    for (size_t i = 0; i < w->n; i++) {
        size_t at = ret_answer->n;

        if (w->at[i].probability <= 0)
            continue;
        while (at > 0 && top[at - 1].probability < w->at[i].probability)
            at--;
        if (at == SUGGEST_TOP)
            continue;
        if (ret_answer->n < SUGGEST_TOP)
            ret_answer->n++;
        for (size_t k = ret_answer->n - 1; k > at; k--)
            top[k] = top[k - 1];
        top[at] = w->at[i];
    }
}
