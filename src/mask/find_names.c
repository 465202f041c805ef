/*
 * People: a surname with one or two characters behind it is a name when
 * enough speaks for it. What speaks: how sure the surname is, characters that
 * people like in given names, words before (业主, 姓名) and behind (先生,
 * 电话). What speaks against: a common word in its place (高兴), one that
 * runs into it or out of it, the ending of a place (黄兴路).
 */
#include "mask/sheet.h"

enum {
    /* Points; a name needs ENOUGH of them. */
    ENOUGH = 9,
    SURE_SURNAME = 4,
    WEAK_SURNAME = 2,
    SPOKEN_FOR = 1, /* a weak surname with a word before or behind */
    DOUBLE_SURNAME = 6,
    LIKED = 2,
    UNLIKED = -1, /* behind a weak surname */
    DISLIKED = -3,
    BRIEF = -1,
    CALLED = 7,
    NEIGHBOUR = 5, /* another name, 、 or 和 between */
    PART = 5,
    ENTITLED = 6,
    SAID = 2,
    EDGE = 1,
    BOUND = 1,      /* a word begins right behind */
    ALONE = 2,      /* nothing but it between two edges */
    UP_TO_EDGE = 3, /* the longer of two, when the text pauses behind it */
    INSIDE = -2,    /* in the middle of something */
    COMMON = -6,
    RUNS_OUT = -4,
    ORDINARY = -2, /* the given name is a word */
    PLACE = -6,

    GIVEN_MOST = 2,
    KNOWN_MOST = 64, /* names looked for again in one text */
    FOREIGN_MOST = 6
};

#define PUNCTUATED                                                             \
    (WORD_CALL | WORD_ROLE) /* may have a colon between them and a name */

/* A name found: characters from..to, of which surname may stay. */
struct guess {
    size_t from, to, surname;
    int points;
};

static bool
is_edge(const struct sheet *s, size_t i)
{
    return !sheet_is_han(s, i) && !sheet_is_letter(s, i) &&
           sheet_digit(s, i, false) < 0;
}

/*
 * What common words in and around the guess say. A word that runs into it from
 * before counts unless a part or post ends there that began earlier: 业主|任,
 * not 业|主任.
 */
static int
weigh_words(const struct sheet *s, const struct guess *g)
{
    size_t k = g->from > WORD_CHARS_MOST ? g->from - WORD_CHARS_MOST : 0;
    size_t role = s->at[g->from].role;
    int points = 0;

    for (; k < g->to; k++) {
        size_t end = k + s->at[k].common;

        if (s->at[k].common == 0 || end <= g->from ||
            (k < g->from && k + role > g->from))
            continue;
        if (k <= g->from)
            return COMMON;
        if (end > g->to)
            points += RUNS_OUT;
        else if (end == g->to)
            points += ORDINARY;
    }
    return points;
}

static int
weigh_left(const struct sheet *s, size_t i, size_t last_end)
{
    uint32_t c = i == 0 ? 0 : s->at[i - 1].c;

    if (sheet_cued(s, i, WORD_CALL, 2))
        return CALLED;
    if (last_end > 0 && last_end + 1 == i &&
        (c == 0x3001 || c == 0x548C || c == 0x4E0E || c == 0x53CA || c == ' ' ||
         c == 0xFF0C || c == ',')) /* 、和与及 */
        return NEIGHBOUR;
    if ((s->at[i].ends & WORD_ROLE) != 0 || sheet_cued(s, i, WORD_ROLE, 1))
        return PART;
    if (i == 0 || is_edge(s, i - 1))
        return EDGE;
    if (!sheet_is_han(s, i - 1) ||
        (s->at[i].ends & (WORD_NEVER | WORD_RARE | WORD_COMMON)) != 0)
        return 0;
    return INSIDE;
}

/* ，男 or （女: as papers go on behind a name. */
static bool
is_sex(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i + 1);

    return i + 1 < s->n && is_edge(s, i) && (c == 0x7537 || c == 0x5973);
}

/* （ and words: somebody is explained. */
static bool
is_remark(const struct sheet *s, size_t i)
{
    return (sheet_char(s, i) == '(' || sheet_char(s, i) == 0xFF08) &&
           sheet_is_han(s, i + 1);
}

/* 河北 湖南 山东 江苏: begin like the ending of a place. */
static bool
is_province(const struct sheet *s, size_t i)
{
    uint32_t c = sheet_char(s, i);

    return (c == 0x6CB3 || c == 0x6E56 || c == 0x5C71 || c == 0x6C5F) &&
           s->at[i].common > 1;
}

static int
weigh_right(const struct sheet *s, size_t i)
{
    uint32_t starts = s->at[i].starts;

    if ((starts & WORD_TITLE) != 0 || is_sex(s, i))
        return ENTITLED;
    if ((starts & (WORD_PLACE | WORD_ROAD | WORD_ESTATE)) != 0 &&
        !is_province(s, i))
        return PLACE;
    if ((starts & WORD_TOLD) != 0 || is_remark(s, i))
        return SAID;
    if (i >= s->n || !sheet_is_han(s, i))
        return EDGE;
    return (starts & (WORD_COMMON | WORD_NEVER | WORD_RARE)) != 0 ? BOUND
                                                                  : INSIDE;
}

/* What the characters from i to the end of a given name say; false when it
 * cannot be one. */
static bool
weigh_given(const struct sheet *s, size_t i, struct guess *g)
{
    for (; i < g->to; i++) {
        uint32_t starts = s->at[i].starts;

        if (s->at[i].kind != MASK_KINDS || !sheet_is_han(s, i) ||
            (starts & (WORD_NEVER | WORD_TITLE)) != 0)
            return false;
        if ((starts & WORD_RARE) != 0)
            g->points += DISLIKED;
        else if ((starts & WORD_GIVEN) != 0)
            g->points += LIKED;
        else if (g->points < SURE_SURNAME)
            g->points += UNLIKED;
    }
    return true;
}

/* The points of what stands on both sides. */
static int
weigh_sides(const struct sheet *s, const struct guess *g, size_t last_end)
{
    int left = weigh_left(s, g->from, last_end);
    int right = weigh_right(s, g->to);

    if (right == ENTITLED && left == INSIDE)
        left = 0;
    if ((s->at[g->from].starts & WORD_SURNAME_WEAK) != 0)
        return left + right +
               (left >= PART || right == ENTITLED ? SPOKEN_FOR : 0);
    return left + right +
           (left == EDGE && right == EDGE && g->to - g->from > 2 ? ALONE : 0);
}

/* Is it two surnames before a title: 谢谢李书记, 由王主任? */
static bool
is_surname_behind_word(const struct sheet *s, const struct guess *g)
{
    uint32_t starts = s->at[g->to - 1].starts;

    return g->to - g->from == 2 && (starts & WORD_SURNAME) != 0 &&
           (starts & WORD_GIVEN) == 0 &&
           (s->at[g->to].starts & WORD_TITLE) != 0;
}

/* The points of a surname at g->from with n characters behind; false when
 * they cannot be a given name. */
static bool
weigh(const struct sheet *s, struct guess *g, size_t n, size_t last_end)
{
    const struct cell *first = &s->at[g->from];

    g->to = g->from + g->surname + n;
    g->points = g->surname > 1                             ? DOUBLE_SURNAME
                : (first->starts & WORD_SURNAME_WEAK) != 0 ? WEAK_SURNAME
                                                           : SURE_SURNAME;
    if (g->to > s->n || first->kind != MASK_KINDS ||
        !weigh_given(s, g->from + g->surname, g) ||
        is_surname_behind_word(s, g))
        return false;
    g->points +=
        (n == 1 ? BRIEF : 0) + weigh_words(s, g) + weigh_sides(s, g, last_end);
    return true;
}

/* The best name that begins at i. */
static bool
best_guess(const struct sheet *s, size_t i, size_t last_end,
           struct guess *ret_best)
{
    bool found = false;

    if (s->at[i].surname == 0)
        return false;
    for (size_t n = 1; n <= GIVEN_MOST; n++) {
        struct guess g = { .from = i, .surname = s->at[i].surname };

        if (!weigh(s, &g, n, last_end) || g.points < ENOUGH ||
            (found &&
             g.points + (is_edge(s, g.to) ? UP_TO_EDGE : 0) < ret_best->points))
            continue;
        *ret_best = g;
        found = true;
    }
    return found;
}

static bool
take_name(struct sheet *s, const struct guess *g)
{
    if (!sheet_take(s, MASK_NAME, g->from, g->to))
        return false;
    s->at[g->from].keep = (uint8_t)g->surname;
    return true;
}

/* Is the name of g written at i, too? */
static bool
same_name(const struct sheet *s, const struct guess *g, size_t i)
{
    size_t n = g->to - g->from;

    if (i + n > s->n)
        return false;
    for (size_t k = 0; k < n; k++)
        if (s->at[i + k].c != s->at[g->from + k].c ||
            s->at[i + k].kind != MASK_KINDS)
            return false;
    return weigh_right(s, i + n) != PLACE;
}

/* Take names that were found once wherever else they stand. */
static void
find_again(struct sheet *s, const struct guess *known, size_t n)
{
    for (size_t i = 0; i < s->n; i++) {
        if (s->at[i].surname == 0 || s->at[i].kind != MASK_KINDS)
            continue;
        for (size_t k = 0; k < n; k++)
            if (same_name(s, &known[k], i)) {
                struct guess g = known[k];

                g.to = i + (g.to - g.from);
                g.from = i;
                (void)take_name(s, &g);
                break;
            }
    }
}

static bool
is_dot(uint32_t c)
{
    return c == 0xB7 || c == 0x2022 || c == 0x30FB || c == 0x2027;
}

/* May character i be in a name of two parts (阿不都·热西提)? */
static bool
is_foreign(const struct sheet *s, size_t i)
{
    return sheet_is_han(s, i) && s->at[i].kind == MASK_KINDS &&
           s->at[i].common == 0;
}

/* Does character i follow such a name? 不 and 都 may be in it. */
static bool
is_foreign_end(const struct sheet *s, size_t i)
{
    uint32_t c = s->at[i].c;

    return (s->at[i].starts & (WORD_TITLE | WORD_TOLD)) != 0 && c != 0x4E0D &&
           c != 0x90FD;
}

/* A name around the dot at i, when a word before or behind says so. */
static void
take_foreign(struct sheet *s, size_t i)
{
    size_t from = i, to = i + 1;

    while (from > 0 && i - from < FOREIGN_MOST && is_foreign(s, from - 1) &&
           (s->at[from].ends & PUNCTUATED) == 0)
        from--;
    while (to < s->n && to - i <= FOREIGN_MOST && is_foreign(s, to) &&
           !is_foreign_end(s, to))
        to++;
    if (i - from < 2 || to - i < 3)
        return;
    if (sheet_cued(s, from, PUNCTUATED, 2) ||
        (s->at[to].starts & WORD_TITLE) != 0)
        (void)take_name(s, &(struct guess){ from, to, 1, 0 });
}

void
find_names(struct sheet *s)
{
    struct guess known[KNOWN_MOST], g;
    size_t n = 0, last_end = 0;

    for (size_t i = 0; i < s->n; i++)
        if (is_dot(s->at[i].c))
            take_foreign(s, i);
    for (size_t i = 0; i < s->n; i++) {
        if (!best_guess(s, i, last_end, &g) || !take_name(s, &g))
            continue;
        if (n < KNOWN_MOST)
            known[n++] = g;
        last_end = g.to;
        i = g.to - 1;
    }
    find_again(s, known, n);
}
