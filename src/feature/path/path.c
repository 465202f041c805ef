/* See path.h. */
#include "feature/path/path.h"

#include <stdlib.h>
#include <string.h>

#include "event/gen/appeal_events.h"

enum { DAYS_MOST = 3660 };

static bool
is_workday(const struct calendar *c, int32_t day)
{
    return calendar_covers(c, day) ? calendar_is_workday(c, day)
                                   : day_weekday(day) < 5;
}

int64_t
path_working_ms(const struct calendar *c, int64_t from, int64_t to)
{
    int32_t first = moment_day(from), last = moment_day(to);
    int64_t sum = 0;

    for (int32_t day = first; day <= last && day - first < DAYS_MOST; day++) {
        int64_t begins = day_start(day) > from ? day_start(day) : from;
        int64_t ends = day_start(day + 1) < to ? day_start(day + 1) : to;

        if (is_workday(c, day) && ends > begins)
            sum += ends - begins;
    }
    return sum;
}

static void
apply_replied(struct path_case *p, const struct record *r, int64_t signed_at,
              const struct calendar *calendar)
{
    const struct appeal_replied_v1 *e = r->data;

    if (p->unit.n > 0)
        return; /* the first answer counts */
    p->unit = e->unit;
    p->on_time = e->late == 0;
    p->replied_at = r->occurred_at;
    if (signed_at != 0)
        p->worked_ms = path_working_ms(calendar, signed_at, r->occurred_at);
}

struct path_case
path_case_of(const struct record *records, size_t n,
             const struct calendar *calendar)
{
    struct path_case p = { .worked_ms = -1 };
    int64_t signed_at = 0;

    for (size_t i = 0; i < n; i++) {
        const struct record *r = &records[i];

        if (r->type == &appeal_signed_in_v1_type)
            signed_at = r->occurred_at;
        else if (r->type == &appeal_replied_v1_type)
            apply_replied(&p, r, signed_at, calendar);
        else if (r->type == &appeal_rated_v1_type)
            p.satisfied =
                (int)((const struct appeal_rated_v1 *)r->data)->satisfied;
        else if (r->type == &appeal_drew_on_v1_type)
            p.knowledge =
                ((const struct appeal_drew_on_v1 *)r->data)->knowledge_id;
    }
    return p;
}

static struct path_unit *
unit_of(struct path_sum *sum, struct str unit)
{
    for (size_t i = 0; i < sum->units_n; i++)
        if (str_eq(sum->units[i].unit, unit))
            return &sum->units[i];
    sum->units[sum->units_n] = (struct path_unit){ .unit = unit };
    return &sum->units[sum->units_n++];
}

static void
add_case(struct path_unit *u, const struct path_case *c)
{
    u->cases++;
    u->on_time += c->on_time;
    u->worked_n += c->worked_ms >= 0;
    u->yes += c->satisfied == APPEAL_SATISFIED_YES;
    u->mostly += c->satisfied == APPEAL_SATISFIED_MOSTLY;
    u->no += c->satisfied == APPEAL_SATISFIED_NO;
}

static int
by_time(const void *x, const void *y)
{
    int64_t a = *(const int64_t *)x, b = *(const int64_t *)y;

    return a < b ? -1 : a > b;
}

static int64_t
median_of(const struct path_case *cases, size_t n, struct str unit)
{
    int64_t at[PATH_CASES];
    size_t known = 0;

    for (size_t i = 0; i < n; i++)
        if (cases[i].worked_ms >= 0 && str_eq(cases[i].unit, unit))
            at[known++] = cases[i].worked_ms;
    if (known == 0)
        return 0;
    qsort(at, known, sizeof(at[0]), by_time);
    return known % 2 == 1 ? at[known / 2]
                          : (at[known / 2 - 1] + at[known / 2]) / 2;
}

static int
satisfied_of(const struct path_unit *u, int mostly_percent)
{
    int64_t all = (int64_t)(u->yes + u->mostly + u->no);

    return all == 0 ? -1
                    : (int)(((int64_t)u->yes * 1000 +
                             (int64_t)u->mostly * mostly_percent * 10) /
                            all);
}

static int
by_cases(const void *x, const void *y)
{
    const struct path_unit *a = x, *b = y;

    if (a->cases != b->cases)
        return a->cases > b->cases ? -1 : 1;
    return str_cmp(a->unit, b->unit);
}

/* Units with few cases are told of together. */
static void
fold_small(struct path_sum *sum, size_t least)
{
    size_t kept = 0;

    for (size_t i = 0; i < sum->units_n; i++) {
        if (sum->units[i].cases >= least)
            sum->units[kept++] = sum->units[i];
        else
            sum->others += sum->units[i].cases;
    }
    sum->units_n = kept;
}

static int
by_use(const void *x, const void *y)
{
    const struct path_used *a = x, *b = y;

    if (a->n != b->n)
        return a->n > b->n ? -1 : 1;
    return memcmp(a->knowledge.b, b->knowledge.b, ID_BYTES);
}

static void
sum_used(const struct path_case *cases, size_t n, struct path_sum *sum)
{
    struct path_used all[PATH_CASES];
    size_t all_n = 0;

    for (size_t i = 0; i < n; i++) {
        size_t k = 0;

        if (id_is_none(cases[i].knowledge))
            continue;
        while (k < all_n && !id_eq(all[k].knowledge, cases[i].knowledge))
            k++;
        if (k == all_n)
            all[all_n++] = (struct path_used){ cases[i].knowledge, 0 };
        all[k].n++;
    }
    qsort(all, all_n, sizeof(all[0]), by_use);
    sum->used_n = all_n < PATH_KNOWLEDGE ? all_n : PATH_KNOWLEDGE;
    memcpy(sum->used, all, sum->used_n * sizeof(all[0]));
}

void
path_sum(const struct path_case *cases, size_t n, struct path_terms terms,
         struct path_sum *ret_sum)
{
    struct path_sum *sum = ret_sum;

    *sum = (struct path_sum){ .units_n = 0 };
    n = n < PATH_CASES ? n : PATH_CASES;
    for (size_t i = 0; i < n; i++) {
        if (cases[i].unit.n == 0)
            continue;
        sum->answered++;
        add_case(unit_of(sum, cases[i].unit), &cases[i]);
    }
    fold_small(sum, terms.least);
    for (size_t i = 0; i < sum->units_n; i++) {
        struct path_unit *u = &sum->units[i];

        u->median_ms = median_of(cases, n, u->unit);
        u->satisfied = satisfied_of(u, terms.mostly_percent);
    }
    qsort(sum->units, sum->units_n, sizeof(sum->units[0]), by_cases);
    sum_used(cases, n, sum);
}
