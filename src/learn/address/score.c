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

/* Parts by their tags, whether right or not. */
static void
count_tags(struct part_score *by_tag, const struct part *told, size_t told_n,
           const struct part *found, size_t found_n)
{
    for (size_t i = 0; i < told_n; i++)
        by_tag[told[i].tag].told++;
    for (size_t k = 0; k < found_n; k++)
        by_tag[found[k].tag].found++;
}

void
score_add(struct part_score *s, struct part_score *by_tag,
          const struct part *told, size_t told_n, const struct part *found,
          size_t found_n)
{
    size_t both = 0;

    for (size_t i = 0; i < told_n; i++) {
        s->tokens += told[i].n;
        for (size_t k = 0; k < found_n; k++) {
            size_t same = same_tokens(told[i], found[k]);
            bool whole = same == told[i].n && same == found[k].n;

            s->tokens_right += same;
            both += whole;
            if (by_tag != NULL)
                by_tag[told[i].tag].both += whole;
        }
    }
    if (by_tag != NULL)
        count_tags(by_tag, told, told_n, found, found_n);
    s->told += told_n;
    s->found += found_n;
    s->both += both;
    s->lines++;
    s->lines_right += both == told_n && both == found_n;
}

static double
share(double part, size_t whole)
{
    return whole == 0 ? 0 : part / (double)whole;
}

double
score_f1(const struct part_score *s)
{
    return share(2.0 * (double)s->both, s->told + s->found);
}

double
score_tokens(const struct part_score *s)
{
    return share((double)s->tokens_right, s->tokens);
}

double
score_lines(const struct part_score *s)
{
    return share((double)s->lines_right, s->lines);
}
