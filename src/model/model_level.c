/* model_level: upper levels of labels that are paths, and the mix with the
 * words of the rulebook. See model.h. */
#include "model/model.h"

/* The first depth parts of a path. */
static struct str
upper(struct str path, size_t depth)
{
    for (size_t i = 0; i < path.n; i++)
        if (path.p[i] == '/' && --depth == 0)
            return (struct str){ path.p, i };
    return path;
}

static int
by_probability(const struct model_part *a, const struct model_part *b)
{
    return (a->probability < b->probability) -
           (a->probability > b->probability);
}

static void
sort_parts(struct model_part *parts, size_t n)
{
    for (size_t i = 1; i < n; i++) {
        struct model_part p = parts[i];
        size_t at = i;

        for (; at > 0 && by_probability(&parts[at - 1], &p) > 0; at--)
            parts[at] = parts[at - 1];
        parts[at] = p;
    }
}

size_t
model_level(const struct model *m, struct arena *a, const struct prediction *p,
            size_t depth, struct model_part **ret_parts)
{
    size_t n = 0;
    struct model_part *parts = arena_alloc(a, model_labels(m) * sizeof(*parts));

    for (size_t l = 0; l < model_labels(m); l++) {
        struct str name = upper(model_label(m, l), depth);
        size_t i = 0;

        while (i < n && !str_eq(parts[i].name, name))
            i++;
        if (i == n)
            parts[n++].name = name;
        parts[i].probability += p->all[l];
    }
    sort_parts(parts, n);
    *ret_parts = parts;
    return n;
}

void
model_blend(const double *words, const double *learned, size_t labels_n,
            size_t trained_on, size_t half_cases, double *ret_all)
{
    double n = (double)trained_on, half = (double)half_cases;

    for (size_t l = 0; l < labels_n; l++)
        ret_all[l] = n + half > 0
                         ? (words[l] * half + learned[l] * n) / (half + n)
                         : learned[l];
}
