/*
 * learn_groups: does the model serve some people worse than others? The cases
 * by length, by how they are written, by words of old age, by place; each
 * beside all the others, with intervals. See learn.h.
 */
#include <string.h>

#include "base/utf8.h"
#include "learn/learner.h"
#include "text/matcher.h"

enum {
    SHORT_CHARS = 60,
    LONG_CHARS = 300,
    NAMED_MOST = 12, /* places, and channels */
    DIGITS_MANY = 8, /* as many as a phone has, or more */
    LATIN_SHARE = 4, /* every fourth character or more */
    FIXED = 10
};

static const char *const old_words[] = { "老人",   "老年",  "老龄", "养老",
                                         "敬老",   "高龄",  "大爷", "大妈",
                                         "爷爷",   "奶奶",  "退休", "离休",
                                         "老同志", "老干部" };

/* What is asked of the texts of a case. */
struct look {
    size_t chars, digits, latin, marks;
    bool is_traditional, is_loud, is_old;
};

static bool
is_letter(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* A sign between words; the normal form has made wide ones narrow. */
static bool
is_mark(uint32_t c)
{
    static const uint32_t wide[] = { 0x3001, 0x3002, 0x2026, 0x300a, 0x300b };

    for (size_t i = 0; i < sizeof(wide) / sizeof(*wide); i++)
        if (c == wide[i])
            return true;
    return c == ',' || c == '.' || c == '!' || c == '?' || c == ';' || c == ':';
}

static void
look_at_char(struct look *k, uint32_t c)
{
    k->digits += c >= '0' && c <= '9';
    k->latin += is_letter(c);
    k->marks += is_mark(c);
    k->is_traditional = k->is_traditional || char_simplified(c) != c;
}

static struct look
look_at(const struct learn_case *c, size_t values_n, const struct matcher *old,
        struct arena *a)
{
    struct look k = { .chars = 0 };

    for (size_t i = 0; i < values_n; i++) {
        struct str text = text_normalise(a, c->values[i]);
        size_t n = 0;

        k.chars += str_chars(text);
        k.is_loud = k.is_loud || str_find(text, STR("!!")) != SIZE_MAX ||
                    str_find(text, STR("??")) != SIZE_MAX;
        (void)matcher_find(old, a, text, &n);
        k.is_old = k.is_old || n > 0;
        for (size_t at = 0, used; at < text.n; at += used) {
            uint32_t ch = 0;

            used = utf8_next((struct str){ text.p + at, text.n - at }, &ch);
            used = used == 0 ? 1 : used;
            look_at_char(&k, ch);
        }
    }
    return k;
}

/* The marks of one group over all cases. */
struct group {
    struct str kind, name;
    bool *marked;
};

static void
mark_texts(const struct learner *l, struct arena *a, struct group *groups)
{
    struct str words[sizeof(old_words) / sizeof(*old_words)];
    uint32_t values[sizeof(old_words) / sizeof(*old_words)] = { 0 };
    const size_t words_n = sizeof(old_words) / sizeof(*old_words);
    const struct matcher *old;
    struct arena *work = arena_open();

    for (size_t i = 0; i < words_n; i++)
        words[i] = str_of(old_words[i]);
    old = matcher_new(a, words, values, words_n);
    for (size_t i = 0; i < l->cases_n; i++) {
        struct look k = look_at(&l->cases[i], l->blocks_n, old, work);

        groups[0].marked[i] = k.chars < SHORT_CHARS;
        groups[1].marked[i] = k.chars >= SHORT_CHARS && k.chars <= LONG_CHARS;
        groups[2].marked[i] = k.chars > LONG_CHARS;
        groups[3].marked[i] = k.is_traditional;
        groups[4].marked[i] = k.is_loud;
        groups[5].marked[i] = k.marks == 0 && k.chars > 0;
        groups[6].marked[i] = k.digits >= DIGITS_MANY;
        groups[7].marked[i] = k.latin * LATIN_SHARE >= k.chars && k.chars > 0;
        groups[8].marked[i] = true;
        for (int g = 3; g < 8; g++)
            groups[8].marked[i] = groups[8].marked[i] && !groups[g].marked[i];
        groups[9].marked[i] = k.is_old;
        arena_reset(work);
    }
    arena_close(work);
}

/* The places or channels named, in order of appearance, NAMED_MOST at most. */
static size_t
mark_named(const struct learner *l, struct arena *a, struct str kind,
           struct group *groups)
{
    const bool by_place = str_eq(kind, STR("place"));
    size_t n = 0;

    for (size_t i = 0; i < l->cases_n; i++) {
        const struct learn_group *of = &l->cases[i].group;
        struct str name = by_place ? of->place : of->channel;
        size_t g = 0;

        while (g < n && !str_eq(groups[g].name, name))
            g++;
        if (name.n == 0 || g == NAMED_MOST)
            continue;
        if (g == n)
            groups[n++] =
                (struct group){ kind, name, arena_alloc(a, l->cases_n + 1) };
        groups[g].marked[i] = true;
    }
    return n;
}

static struct group_quality
quality_of(const struct learner *l, struct arena *a, const struct verified *v,
           const struct group *g)
{
    struct group_quality q = { .kind = g->kind, .name = g->name };
    struct verified *in = arena_alloc(a, (l->cases_n + 1) * sizeof(*in));
    size_t n = 0;

    for (size_t i = 0; i < l->cases_n; i++)
        if (g->marked[i])
            in[n++] = v[i];
    if (n == 0)
        return q;
    q.q = measure_quality(a, in, n, l->labels_n);
    q.right = measure_interval(a, in, n);
    q.ece = measure_ece_interval(a, in, n);
    q.compared =
        measure_gap(a, v, g->marked, l->cases_n, &q.gap, &q.gap_interval) &&
        measure_fairness(&(struct verified_list){ v, l->cases_n, l->labels_n },
                         g->marked, &q.fair);
    return q;
}

void
learn_groups(const struct learner *l, struct arena *a, const struct verified *v,
             struct learn_report *ret_report)
{
    struct group groups[FIXED + 2 * NAMED_MOST] = {
        { STR("length"), STR("short"), NULL },
        { STR("length"), STR("medium"), NULL },
        { STR("length"), STR("long"), NULL },
        { STR("style"), STR("traditional"), NULL },
        { STR("style"), STR("loud"), NULL },
        { STR("style"), STR("unpunctuated"), NULL },
        { STR("style"), STR("digits"), NULL },
        { STR("style"), STR("latin"), NULL },
        { STR("style"), STR("plain"), NULL },
        { STR("words"), STR("elderly"), NULL },
    };
    size_t n = FIXED;

    for (size_t i = 0; i < FIXED; i++)
        groups[i].marked = arena_alloc(a, l->cases_n + 1);
    mark_texts(l, a, groups);
    n += mark_named(l, a, STR("place"), groups + n);
    n += mark_named(l, a, STR("channel"), groups + n);
    ret_report->groups = arena_alloc(a, n * sizeof(*ret_report->groups));
    ret_report->groups_n = n;
    for (size_t i = 0; i < n; i++)
        ret_report->groups[i] = quality_of(l, a, v, &groups[i]);
}
