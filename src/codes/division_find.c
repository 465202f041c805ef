/* Names of divisions in a text. See division.h. */
#include "codes/division_table.h"

#include <string.h>

enum { TWO_CHARS = 6 }; /* bytes; no name is spoken with less */

/* Endings of names. What comes first is tried first. */
static const char *const endings[] = {
    "特别行政区", "自治区", "自治州", "自治县", "自治旗", "民族乡",
    "街道",       "地区",   "省",     "市",     "区",     "县",
    "盟",         "旗",     "镇",     "乡",
};

/* Peoples in the names of autonomous places: 恩施土家族苗族自治州 is 恩施. */
static const char *const peoples[] = {
    "各族",     "蒙古族",   "回族",     "藏族",       "维吾尔",   "维吾尔族",
    "苗族",     "彝族",     "壮族",     "布依族",     "朝鲜族",   "满族",
    "侗族",     "瑶族",     "白族",     "土家族",     "哈尼族",   "哈萨克",
    "哈萨克族", "傣族",     "黎族",     "傈僳族",     "佤族",     "畲族",
    "拉祜族",   "水族",     "东乡族",   "纳西族",     "景颇族",   "柯尔克孜",
    "土族",     "达斡尔族", "仫佬族",   "羌族",       "布朗族",   "撒拉族",
    "毛南族",   "仡佬族",   "锡伯",     "锡伯族",     "阿昌族",   "普米族",
    "塔吉克",   "怒族",     "鄂温克族", "鄂伦春",     "德昂族",   "保安族",
    "裕固族",   "独龙族",   "基诺族",   "柯尔克孜族", "塔吉克族", "蒙古",
};

enum {
    ENDINGS = sizeof(endings) / sizeof(endings[0]),
    PEOPLES = sizeof(peoples) / sizeof(peoples[0])
};

/* Cut one of the words from the end of s, if two characters are left. */
static bool
cut(struct str *s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str end = str_of(words[i]);

        if (s->n < end.n + TWO_CHARS || !str_ends(*s, end))
            continue;
        s->n -= end.n;
        return true;
    }
    return false;
}

struct str
division_spoken(struct str name)
{
    bool autonomous = str_find(name, STR("自治")) != SIZE_MAX ||
                      str_ends(name, STR("民族乡"));

    if (!cut(&name, endings, ENDINGS))
        return name;
    while (autonomous && cut(&name, peoples, PEOPLES))
        continue;
    return name;
}

static const char *const separators[] = {
    " ", "\t", "/", "-", ">", ",", "，", "、", "·", "　", "\x1f",
};

/* Bytes of the separator at the front of s, or 0. */
static size_t
separator(struct str s)
{
    for (size_t i = 0; i < sizeof(separators) / sizeof(separators[0]); i++)
        if (str_starts(s, str_of(separators[i])))
            return strlen(separators[i]);
    return 0;
}

static struct str
behind(struct str s, size_t n)
{
    return (struct str){ s.p + n, s.n - n };
}

static struct str
skip_separators(struct str s)
{
    size_t n;

    while ((n = separator(s)) > 0)
        s = behind(s, n);
    return s;
}

/* A place to go on from: rows to look at, and the rest of the text. */
struct step {
    struct division_range rows;
    struct str rest;
};

struct search {
    struct arena *a;
    const struct divisions *d;
    enum division_how how;
    struct str text;
    struct step *steps;
    size_t steps_n, steps_room;
    struct division_find best;
    size_t used; /* bytes of the text that the best readings name */
};

/* A reading that ends with v and has used so many bytes. */
static void
take(struct search *s, const struct division *v, size_t used)
{
    struct division_find *f = &s->best;

    if (used < s->used)
        return;
    if (used > s->used)
        f->n = 0;
    s->used = used;
    for (size_t i = 0; i < f->n && i < DIVISION_CANDIDATES; i++)
        if (f->at[i] == v)
            return;
    if (f->n < DIVISION_CANDIDATES)
        f->at[f->n] = v;
    f->n++;
}

/* Of readings as long as each other, the one that holds all others. */
static void
settle(struct division_find *f)
{
    for (size_t i = 0; i < f->n && f->n <= DIVISION_CANDIDATES; i++) {
        size_t held = 0;

        while (held < f->n && division_holds(f->at[i], f->at[held]))
            held++;
        if (held < f->n)
            continue;
        f->at[0] = f->at[i];
        f->n = 1;
    }
}

static bool
is_top(const struct division *v)
{
    return v->level == DIVISION_PROVINCE ||
           (v->level == DIVISION_CITY && !division_is_heading(v));
}

/* May a text begin with this name, or with its stem? */
static bool
may_begin(const struct search *s, const struct division *v, bool whole)
{
    if (s->how == DIVISION_FROM_TOP)
        return whole && is_top(v);
    return !division_is_heading(v) && (whole || v->level != DIVISION_STREET);
}

/* Does the text at step go on with the name of v? Then go on from there. */
static void
try_name(struct search *s, struct step at, const struct division *v)
{
    const bool first = at.rest.p == s->text.p;
    struct str name = v->name, rest;
    bool whole = str_starts(at.rest, name);

    if (!whole)
        name = division_spoken(name);
    if ((!whole && !str_starts(at.rest, name)) ||
        (first && !may_begin(s, v, whole)))
        return;
    rest = behind(at.rest, name.n);
    if (whole || rest.n == 0 || separator(rest) > 0)
        take(s, v, s->text.n - rest.n);
    s->steps = arena_grow(s->a, s->steps, s->steps_n, &s->steps_room,
                          sizeof(*s->steps));
    s->steps[s->steps_n++] =
        (struct step){ division_inside(s->d, v), skip_separators(rest) };
}

/* Tops lie far apart in the table: jump from one to the next. */
static size_t
next_row(const struct search *s, struct step at, size_t row)
{
    const struct division *v = &s->d->at[row];

    if (s->how == DIVISION_FROM_TOP && at.rest.p == s->text.p &&
        v->level == DIVISION_CITY)
        return division_inside(s->d, v).end;
    return row + 1;
}

static void
look(struct search *s, struct step at)
{
    if (at.rest.n == 0)
        return;
    for (size_t i = at.rows.first; i < at.rows.end; i = next_row(s, at, i)) {
        const struct division *v = &s->d->at[i];
        size_t head = v->name.n < TWO_CHARS ? v->name.n : TWO_CHARS;

        if (at.rest.n >= head && memcmp(at.rest.p, v->name.p, head) == 0)
            try_name(s, at, v);
    }
}

void
division_find(struct arena *a, const struct divisions *d, struct str text,
              enum division_how how, struct division_find *ret_find)
{
    struct search s = { .a = a, .d = d, .how = how };

    s.text = skip_separators(str_trim(text));
    look(&s, (struct step){ { 0, d->n }, s.text });
    for (size_t i = 0; i < s.steps_n; i++)
        look(&s, s.steps[i]);
    settle(&s.best);
    s.best.rest = behind(s.text, s.used);
    *ret_find = s.best;
}
