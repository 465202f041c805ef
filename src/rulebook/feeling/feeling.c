/* See feeling.h. A text becomes its characters in the form for comparing, then
 * bytes with the place each came from; one pass finds all words, one sweep over
 * them in order of their beginnings says which count. */
#include "rulebook/feeling/feeling.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rulebook/rulebook_sheet.h"
#include "text/form/form.h"

enum {
    DENY = FEELING_KINDS,
    DEGREE,
    EXCEPT,
    SORTS,
    ALL_KINDS = (1 << FEELING_KINDS) - 1,
    DEGREE_REACH = 3,  /* characters between a degree word and the word */
    INSERTED_MOST = 3, /* signs in a row that are passed over */
    WHOLE = 100        /* percent */
};

static const char *const sort_words[SORTS] = {
    "emotion", "life", "collective", "vulnerable",
    "media",   "deny", "degree",     "except",
};

/* What a row is, looked up once. */
struct sort {
    int sort;    /* a feeling_kind, DENY, DEGREE or EXCEPT */
    unsigned of; /* kinds that a row of the last three bears on, as bits */
};

struct feeling_finder {
    const struct form *form;
    const struct matcher *words; /* value = row */
    const struct sort *sorts;    /* by row */
};

struct str
feeling_word(enum feeling_kind kind)
{
    return str_of(sort_words[kind]);
}

bool
feeling_named(struct str word, enum feeling_kind *ret_kind)
{
    for (int k = 0; k < FEELING_KINDS; k++)
        if (str_eq(word, str_of(sort_words[k]))) {
            *ret_kind = (enum feeling_kind)k;
            return true;
        }
    return false;
}

/* A byte of a text in the form for comparing, and what it stands for. */
struct spot {
    uint32_t at, end; /* bytes of the text */
    uint32_t letter;  /* characters before it */
    uint32_t part;    /* parts of sentences before it */
};

struct formed {
    struct str bytes;
    const struct spot *spots; /* by byte */
};

/* What people put between characters so that a word is not found. */
static bool
is_inserted(uint32_t c)
{
    return c < 0x80 && c != 0 &&
           strchr(" *.-_|/~^#+\\'\"`=@&%$", (int)c) != NULL;
}

/* How many signs stand at i between two Chinese characters, or 0. */
static size_t
inserted(const struct form_char *c, size_t n, size_t i)
{
    size_t k = i;

    if (i == 0 || !char_is_han(c[i - 1].c))
        return 0;
    while (k < n && k - i <= INSERTED_MOST && is_inserted(c[k].c))
        k++;
    return k < n && k - i <= INSERTED_MOST && char_is_han(c[k].c) ? k - i : 0;
}

static bool
ends_part(uint32_t c)
{
    return c == 0x3002 || c == 0x3001 ||
           (c < 0x80 && c != 0 && strchr(",.;:!?", (int)c) != NULL);
}

/* A character may become several, at most some eighteen; three in a row is
 * more than texts have, what does not fit is left out. */
static struct formed
form_text(struct arena *a, const struct form *form, struct str text)
{
    size_t room = text.n + 1, n;
    struct form_char *c = arena_alloc(a, room * sizeof(*c));
    char *bytes;
    struct spot *spots, p = { 0 };
    size_t used = 0;

    n = form_chars(form, text, c, room);
    bytes = arena_alloc(a, 4 * n + 1);
    spots = arena_alloc(a, (4 * n + 1) * sizeof(*spots));
    for (size_t i = 0; i < n; i++) {
        size_t size, skip = inserted(c, n, i);

        if (skip > 0) {
            i += skip - 1;
            continue;
        }
        size = utf8_put(bytes + used, c[i].c);
        p.at = c[i].at;
        p.end = c[i].at + c[i].n;
        for (size_t k = 0; k < size; k++)
            spots[used++] = p;
        p.letter++;
        p.part += ends_part(c[i].c);
    }
    return (struct formed){ { bytes, used }, spots };
}

static struct sort
sort_of(const struct feeling_row *row)
{
    struct sort s = { EXCEPT, 0 };

    for (int k = 0; k < SORTS; k++)
        if (str_eq(row->kind, str_of(sort_words[k])))
            s.sort = k;
    for (size_t i = 0; i < row->of_n; i++) {
        enum feeling_kind kind;

        if (feeling_named(row->of[i], &kind))
            s.of |= 1U << kind;
    }
    if (s.of == 0)
        s.of = ALL_KINDS;
    return s;
}

const struct feeling_finder *
feeling_finder_new(struct arena *a, const struct rulebook *book)
{
    size_t n = book->feelings_n;
    struct feeling_finder *f;
    struct str *words;
    struct sort *sorts;
    uint32_t *values;

    if (n == 0)
        return NULL;
    f = arena_new(a, struct feeling_finder);
    f->form = form_new(a);
    words = arena_alloc(a, n * sizeof(*words));
    values = arena_alloc(a, n * sizeof(*values));
    sorts = arena_alloc(a, n * sizeof(*sorts));
    for (size_t i = 0; i < n; i++) {
        words[i] = form_text(a, f->form, book->feelings[i].word).bytes;
        values[i] = (uint32_t)i;
        sorts[i] = sort_of(&book->feelings[i]);
    }
    f->words = matcher_new(a, words, values, n);
    f->sorts = sorts;
    return f;
}

/* What was found so far. */
struct found {
    struct feeling_hit *at;
    size_t n, room;
};

/* What lies before a word in the sweep, by kind. */
struct before {
    size_t covered[SORTS]; /* bytes up to here lie in a longer word of it */
    const struct match *deny[FEELING_KINDS], *degree[FEELING_KINDS],
        *except[FEELING_KINDS]; /* the one that reaches farthest */
};

struct sweep {
    struct arena *a;
    struct rules r;
    const struct formed *text;
    size_t text_i;
    struct before before;
    struct found *found;
};

/* In order of beginnings, the longest first; those of one place by row. */
static int
compare_matches(const void *left, const void *right)
{
    const struct match *a = left, *b = right;

    if (a->at != b->at)
        return (a->at > b->at) - (a->at < b->at);
    if (a->n != b->n)
        return (a->n < b->n) - (a->n > b->n);
    return (a->value > b->value) - (a->value < b->value);
}

static size_t
end_of(const struct match *m)
{
    return m->at + m->n;
}

/* Does a word that ended before m reach it, in the same part of the sentence?
 */
static bool
reaches(const struct sweep *s, const struct match *word, const struct match *m,
        int64_t reach)
{
    const struct spot *end, *start = &s->text->spots[m->at];

    if (word == NULL)
        return false;
    end = &s->text->spots[end_of(word) - 1];
    return end_of(word) <= m->at && end->part == start->part &&
           start->letter - end->letter <= (uint32_t)reach + 1;
}

/* Does m lie in a longer exception? An equal one says of its pieces only that
 * they are none (无 in 无良). */
static bool
is_excepted(const struct sweep *s, const struct match *m, int kind)
{
    const struct match *e = s->before.except[kind];

    return e != NULL && end_of(e) >= end_of(m) && e->n > m->n;
}

static void
note_modifier(struct sweep *s, const struct match *m, const struct sort *sort)
{
    for (int k = 0; k < FEELING_KINDS; k++) {
        if ((sort->of & 1U << k) == 0)
            continue;
        if (sort->sort == EXCEPT) {
            const struct match *e = s->before.except[k];

            if (e == NULL || end_of(e) < end_of(m))
                s->before.except[k] = m;
        } else if (!is_excepted(s, m, k)) {
            (sort->sort == DENY ? s->before.deny : s->before.degree)[k] = m;
        }
    }
}

static int
points_of(const struct sweep *s, const struct match *m, int kind)
{
    const struct feeling_row *rows = s->r.book->feelings;
    const struct match *deny = s->before.deny[kind],
                       *degree = s->before.degree[kind];
    int64_t points = rows[m->value].weight;

    if (deny != NULL && reaches(s, deny, m, rows[deny->value].weight))
        return 0;
    if (reaches(s, degree, m, DEGREE_REACH))
        points = points * rows[degree->value].weight / WHOLE;
    return (int)points;
}

static void
take_match(struct sweep *s, const struct match *m)
{
    const struct sort *sort = &s->r.book->finder->sorts[m->value];
    const struct spot *first = &s->text->spots[m->at],
                      *last = &s->text->spots[end_of(m) - 1];
    struct found *f = s->found;

    if (!holds(&s->r.book->feelings[m->value].basis, s->r.day) ||
        s->before.covered[sort->sort] >= end_of(m))
        return;
    s->before.covered[sort->sort] = end_of(m);
    if (sort->sort >= FEELING_KINDS) {
        note_modifier(s, m, sort);
        return;
    }
    if (is_excepted(s, m, sort->sort))
        return;
    f->at = arena_grow(s->a, f->at, f->n, &f->room, sizeof(*f->at));
    f->at[f->n++] = (struct feeling_hit){
        .kind = (enum feeling_kind)sort->sort,
        .word = m->value,
        .text = s->text_i,
        .at = first->at,
        .n = last->end - first->at,
        .points = points_of(s, m, sort->sort),
    };
}

static void
feel_text(struct sweep *s, struct str text)
{
    const struct feeling_finder *finder = s->r.book->finder;
    const struct formed formed = form_text(s->a, finder->form, text);
    size_t n = 0;
    struct match *m = matcher_find(finder->words, s->a, formed.bytes, &n);

    s->text = &formed;
    memset(&s->before, 0, sizeof(s->before));
    if (n > 1)
        qsort(m, n, sizeof(*m), compare_matches);
    for (size_t i = 0; i < n; i++)
        take_match(s, &m[i]);
    s->text = NULL;
}

/* Points by kind: of each word its strongest place, the first of them. */
static void
add_up(struct arena *a, const struct rulebook *book, const struct found *found,
       struct feeling *f)
{
    size_t *best = arena_alloc(a, book->feelings_n * sizeof(*best)); /* + 1 */

    for (size_t i = 0; i < found->n; i++) {
        struct feeling_hit *h = &found->at[i];
        struct feeling_hit *b =
            best[h->word] == 0 ? NULL : &found->at[best[h->word] - 1];

        if (h->points <= (b == NULL ? 0 : b->points))
            continue;
        if (b != NULL) {
            f->points[b->kind] -= b->points;
            b->counts = false;
        }
        f->points[h->kind] += h->points;
        h->counts = true;
        best[h->word] = i + 1;
    }
}

static void
set_levels(struct rules r, struct feeling *f)
{
    const int64_t from[FEELING_LEVELS] = {
        rules_number(r, STR("feeling_level_1"), 10),
        rules_number(r, STR("feeling_level_2"), 20),
        rules_number(r, STR("feeling_level_3"), 40),
    };

    for (int k = 0; k < FEELING_KINDS; k++)
        for (int level = 0; level < FEELING_LEVELS; level++)
            if (f->points[k] > 0 && f->points[k] >= from[level])
                f->level[k] = level + 1;
}

void
rules_feel(struct arena *a, struct rules r, const struct str *texts, size_t n,
           struct feeling *ret_feeling)
{
    struct found found = { .n = 0 };
    struct sweep s = { .a = a, .r = r, .found = &found };

    memset(ret_feeling, 0, sizeof(*ret_feeling));
    if (r.book->finder == NULL)
        return;
    for (s.text_i = 0; s.text_i < n; s.text_i++)
        feel_text(&s, texts[s.text_i]);
    ret_feeling->hits = found.at;
    ret_feeling->hits_n = found.n;
    if (found.n == 0)
        return;
    add_up(a, r.book, &found, ret_feeling);
    set_levels(r, ret_feeling);
}
