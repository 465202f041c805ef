/* The table of division codes: reading it, codes and paths. The search for
 * names stands in division_find.c. See division.h. */
#include "codes/division.h"

#include "codes/division_table.h"

enum { PROVINCE_DIGITS = 2, CITY_DIGITS = 4, COUNTY_DIGITS = 6 };
enum { STREET_DIGITS = 9, VILLAGE_DIGITS = 12 };

/* How many codes of nine digits lie in one division of a level. */
static const uint32_t spans[] = { 0, 10000000, 100000, 1000, 1 };

/* Digits to a code of nine; false when they are no code. */
static bool
read_code(struct str s, uint32_t *ret_code, enum division_level *ret_level)
{
    static const size_t digits[] = { 0, PROVINCE_DIGITS, CITY_DIGITS,
                                     COUNTY_DIGITS, STREET_DIGITS };
    uint32_t code = 0;

    for (int level = DIVISION_PROVINCE; level <= DIVISION_STREET; level++) {
        if (digits[level] != s.n)
            continue;
        for (size_t i = 0; i < s.n; i++) {
            if (s.p[i] < '0' || s.p[i] > '9')
                return false;
            code = code * 10 + (uint32_t)(s.p[i] - '0');
        }
        *ret_code = code * spans[level];
        *ret_level = (enum division_level)level;
        return true;
    }
    return false;
}

static bool
read_line(struct str line, struct division *ret)
{
    size_t comma = str_find(line, STR(","));
    struct division v = { .code = 0 };

    if (comma == SIZE_MAX)
        return false;
    v.name = (struct str){ line.p + comma + 1, line.n - comma - 1 };
    *ret = v;
    return read_code((struct str){ line.p, comma }, &ret->code, &ret->level) &&
           v.name.n > 0 && str_find(v.name, STR(",")) == SIZE_MAX &&
           str_find(v.name, STR("\"")) == SIZE_MAX;
}

bool
divisions_read(struct arena *a, struct str bytes,
               struct divisions *ret_divisions, struct err *err)
{
    struct division *at;
    size_t n = 0, line_no = 0, room = 1;
    struct str line;

    for (size_t i = 0; i < bytes.n; i++)
        room += bytes.p[i] == '\n';
    at = arena_alloc(a, room * sizeof(*at));
    while (str_cut(&bytes, '\n', &line)) {
        line_no++;
        if (line.n == 0 || (line_no == 1 && str_eq(line, STR("code,name"))))
            continue;
        if (!read_line(line, &at[n]))
            return fail(err, ERR_INPUT,
                        "divisions.csv:%zu: want a code of 2, 4, 6 or 9 "
                        "digits, a comma and a name",
                        line_no);
        if (n > 0 && at[n].code <= at[n - 1].code)
            return fail(err, ERR_INPUT,
                        "divisions.csv:%zu: not in order of the codes, or a "
                        "code twice",
                        line_no);
        n++;
    }
    *ret_divisions = (struct divisions){ at, n };
    return true;
}

size_t
division_lower(const struct divisions *d, uint32_t code)
{
    size_t low = 0, high = d->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (d->at[middle].code < code)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

struct division_range
division_inside(const struct divisions *d, const struct division *v)
{
    return (struct division_range){
        (size_t)(v - d->at) + 1,
        division_lower(d, v->code + spans[v->level]),
    };
}

bool
division_holds(const struct division *outer, const struct division *v)
{
    return v->code >= outer->code &&
           v->code - outer->code < spans[outer->level];
}

bool
division_is_heading(const struct division *v)
{
    return v->level == DIVISION_CITY &&
           (str_eq(v->name, STR("市辖区")) || str_eq(v->name, STR("县")) ||
            str_ends(v->name, STR("直辖县级行政区划")));
}

const struct division *
division_coded(const struct divisions *d, struct str code)
{
    enum division_level level;
    uint32_t wanted;
    size_t i;

    if (code.n == VILLAGE_DIGITS) {
        for (size_t k = STREET_DIGITS; k < VILLAGE_DIGITS; k++)
            if (code.p[k] < '0' || code.p[k] > '9')
                return NULL;
        code.n = STREET_DIGITS;
    }
    if (!read_code(code, &wanted, &level))
        return NULL;
    i = division_lower(d, wanted);
    return i < d->n && d->at[i].code == wanted ? &d->at[i] : NULL;
}

void
division_put_code(struct buf *b, const struct division *v)
{
    if (v->level == DIVISION_STREET)
        buf_addf(b, "%09u", v->code);
    else
        buf_addf(b, "%06u", v->code / spans[DIVISION_COUNTY]);
}

void
division_put_path(struct buf *b, const struct divisions *d,
                  const struct division *v)
{
    for (int level = DIVISION_PROVINCE; level < (int)v->level; level++) {
        uint32_t code = v->code / spans[level] * spans[level];
        size_t i = division_lower(d, code);

        /* one row may stand for two levels: a city without districts */
        if (i == d->n || d->at[i].code != code ||
            (int)d->at[i].level != level || division_is_heading(&d->at[i]))
            continue;
        buf_add(b, d->at[i].name);
        buf_add_char(b, '/');
    }
    buf_add(b, v->name);
}

struct str
division_level_word(enum division_level level)
{
    static const char *const words[] = { "", "province", "city", "county",
                                         "street" };

    return str_of(words[level]);
}
