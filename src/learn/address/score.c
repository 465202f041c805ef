/* See score.h. */
#include "learn/address/score.h"

static size_t
same_tokens(struct part x, struct part y)
{
    size_t from = x.first > y.first ? x.first : y.first;
    size_t x_end = x.first + x.n, y_end = y.first + y.n;
    size_t end = x_end < y_end ? x_end : y_end;

    return x.tag == y.tag && end > from ? end - from : 0;
}

void
score_add(struct part_score *s, const struct part *told, size_t told_n,
          const struct part *found, size_t found_n)
{
    size_t both = 0;

    for (size_t i = 0; i < told_n; i++) {
        s->tokens += told[i].n;
        for (size_t k = 0; k < found_n; k++) {
            size_t same = same_tokens(told[i], found[k]);

            s->tokens_right += same;
            both += same == told[i].n && same == found[k].n;
        }
    }
    s->told += told_n;
    s->found += found_n;
    s->both += both;
    s->lines++;
    s->lines_right += both == told_n && both == found_n;
}

double
score_f1(size_t told, size_t found, size_t both)
{
    return told + found == 0 ? 0 : 2.0 * (double)both / (double)(told + found);
}
