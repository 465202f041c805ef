/*
 * A readable name of a topic: the phrases of its titles that weigh most.
 *
 *     weight of a phrase = titles that have it, each person's once
 *                          * (characters - 1)
 *                          * ln(their part here / their part everywhere)
 *
 * with the part everywhere taken from its rarest run of three characters. A
 * phrase that is always part of a longer one loses to it by its length; where
 * a phrase goes on in many ways, the longer ones lose by their number. What a
 * phrase covered is not looked at again. Words with which any message begins
 * or ends (我要投诉, 的问题) part phrases.
 */
#include <math.h>
#include <string.h>

#include "topic/topic_internal.h"

enum {
    TITLES_MOST = 300, /* newest ones */
    PHRASE_LEAST = 2,
    PHRASE_MOST = 12, /* characters */
    NAME_CHARS = 30,  /* of a title that is a name */
    BLANK = ' '
};
#define TITLES_SHARE 0.25 /* of the titles must have a phrase */

static const char *const set_phrases[] = {
    "咨询", "反映", "投诉", "举报", "请问",   "关于",     "建议",
    "希望", "请求", "求助", "强烈", "再次",   "有关",     "相关",
    "问题", "情况", "解决", "处理", "为什么", "什么时候", "何时",
    "如何", "尽快", "政府", "领导", "市民",   "有人",     "部门",
    "存在", "严重", "是否", "能否", "请",
};

/* How names of places end. */
static const char *const place_ends[] = {
    "小区", "新城", "社区", "街道", "花园", "广场", "公园", "学校", "小学",
    "中学", "学院", "大学", "医院", "大道", "公寓", "家园", "国际", "车站",
    "市场", "商场", "大厦", "工地", "苑",   "村",   "镇",   "乡",   "路",
    "街",   "巷",   "湾",   "湖",   "桥",   "站",   "城",   "府",   "庭",
};

struct title {
    struct form_char *chars; /* 0: not to be looked at */
    size_t n;
    struct str text;
};

struct phrase {
    uint64_t hash;
    uint32_t title, at, n; /* where it stands first */
    uint32_t titles, seen; /* how many; the last one + 1 */
};

struct naming {
    const struct topics *t;
    struct arena *a;
    struct title *titles;
    size_t n;
    struct phrase *slots;
    size_t slots_n, used;
};

static size_t
decode(const struct topics *t, const char *word, uint32_t *chars, size_t most)
{
    struct form_char c[PHRASE_MOST];
    size_t n = form_chars(t->form, str_of(word), c, most);

    for (size_t i = 0; i < n; i++)
        chars[i] = c[i].c;
    return n;
}

static bool
stands_at(const struct title *s, size_t at, const uint32_t *chars, size_t n)
{
    if (at + n > s->n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (s->chars[at + i].c != chars[i])
            return false;
    return true;
}

static void
cover(struct title *s, const uint32_t *chars, size_t n)
{
    for (size_t i = 0; i + n <= s->n; i++)
        if (stands_at(s, i, chars, n))
            for (size_t k = 0; k < n; k++)
                s->chars[i + k].c = BLANK;
}

static void
cover_set_phrases(struct naming *nm)
{
    for (size_t k = 0; k < sizeof(set_phrases) / sizeof(*set_phrases); k++) {
        uint32_t chars[PHRASE_MOST];
        size_t n = decode(nm->t, set_phrases[k], chars, PHRASE_MOST);

        for (size_t i = 0; i < nm->n; i++)
            cover(&nm->titles[i], chars, n);
    }
}

static bool
same_phrase(const struct naming *nm, const struct phrase *p, uint32_t title,
            uint32_t at, uint32_t n)
{
    const struct form_char *x = &nm->titles[p->title].chars[p->at],
                           *y = &nm->titles[title].chars[at];

    if (p->n != n)
        return false;
    for (size_t i = 0; i < n; i++)
        if (x[i].c != y[i].c)
            return false;
    return true;
}

static void
count(struct naming *nm, uint64_t hash, struct phrase one)
{
    size_t i = (size_t)(hash ^ hash >> 29) & (nm->slots_n - 1);

    while (nm->slots[i].n != 0 &&
           (nm->slots[i].hash != hash ||
            !same_phrase(nm, &nm->slots[i], one.title, one.at, one.n)))
        i = (i + 1) & (nm->slots_n - 1);
    if (nm->slots[i].n == 0) {
        one.hash = hash;
        nm->slots[i] = one;
    }
    if (nm->slots[i].seen != one.title + 1) {
        nm->slots[i].seen = one.title + 1;
        nm->slots[i].titles++;
    }
}

static void
count_title(struct naming *nm, uint32_t title)
{
    const struct title *s = &nm->titles[title];

    for (uint32_t i = 0; i < s->n; i++) {
        uint64_t hash = UINT64_C(0xcbf29ce484222325);

        for (uint32_t n = 1; n <= PHRASE_MOST && i + n <= s->n; n++) {
            uint32_t c = s->chars[i + n - 1].c;

            if (!char_is_word(c))
                break;
            hash = (hash ^ c) * UINT64_C(0x100000001b3);
            if (n >= PHRASE_LEAST)
                count(nm, hash, (struct phrase){ 0, title, i, n, 0, 0 });
        }
    }
}

/* Titles of all that have the phrase, at most. */
static double
everywhere(const struct naming *nm, const struct phrase *p)
{
    const struct form_char *c = &nm->titles[p->title].chars[p->at];
    size_t k = p->n < RUN_CHARS ? p->n : RUN_CHARS;
    uint32_t least = UINT32_MAX;

    for (size_t i = 0; i + k <= p->n; i++) {
        uint32_t n = run_titles(nm->t, &c[i], k);

        least = n < least ? n : least;
    }
    return least < p->titles ? p->titles : least;
}

static bool
names_place(const struct naming *nm, const struct phrase *p)
{
    for (size_t k = 0; k < sizeof(place_ends) / sizeof(*place_ends); k++) {
        uint32_t chars[PHRASE_MOST];
        size_t n = decode(nm->t, place_ends[k], chars, PHRASE_MOST);

        if (n < p->n &&
            stands_at(&nm->titles[p->title], p->at + p->n - n, chars, n))
            return true;
    }
    return false;
}

static double
weight_of(const struct naming *nm, const struct phrase *p)
{
    double here = (double)p->titles / (double)nm->n;
    double all = everywhere(nm, p) / (double)(nm->t->live + 1);

    if (p->titles < 2 || here < TITLES_SHARE)
        return 0;
    return p->titles * (p->n - 1.0) * log(1 + here / all);
}

static bool
best_phrase(struct naming *nm, struct phrase *ret_best)
{
    double most = 0;

    *ret_best = (struct phrase){ .n = 0 };
    memset(nm->slots, 0, nm->slots_n * sizeof(*nm->slots));
    for (uint32_t i = 0; i < nm->n; i++)
        count_title(nm, i);
    for (size_t i = 0; i < nm->slots_n; i++) {
        const struct phrase *p = &nm->slots[i];
        double w = p->n == 0 ? 0 : weight_of(nm, p);

        /* of equals what stands first */
        if (w < most || w <= 0 ||
            (w <= most &&
             (p->title > ret_best->title ||
              (p->title == ret_best->title && p->at > ret_best->at))))
            continue;
        most = w;
        *ret_best = *p;
    }
    return most > 0;
}

static struct str
text_of(const struct naming *nm, const struct phrase *p)
{
    const struct title *s = &nm->titles[p->title];
    const struct form_char *first = &s->chars[p->at],
                           *last = &s->chars[p->at + p->n - 1];

    return (struct str){ s->text.p + first->at,
                         last->at + last->n - first->at };
}

/* The newest titles, one of each person who is known. */
static void
read_titles(struct naming *nm, const struct cluster *c)
{
    uint32_t *list = cluster_sorted(nm->t, nm->a, c);
    size_t from = c->n > TITLES_MOST ? c->n - TITLES_MOST : 0, room = 0;

    nm->titles = arena_alloc(nm->a, TITLES_MOST * sizeof(*nm->titles));
    for (size_t i = from; i < c->n; i++) {
        const struct topic_message *m = &nm->t->messages[list[i]].m;
        struct title *s = &nm->titles[nm->n];
        bool again = false;

        for (size_t k = from; k < i && m->person != 0; k++)
            again |= nm->t->messages[list[k]].m.person == m->person &&
                     str_eq(nm->t->messages[list[k]].m.title, m->title);
        if (again)
            continue;
        s->text = m->title;
        s->chars = arena_alloc(nm->a, TOPIC_TITLE_CHARS * sizeof(*s->chars));
        s->n = form_chars(nm->t->form, m->title, s->chars, TOPIC_TITLE_CHARS);
        room += s->n * PHRASE_MOST;
        nm->n++;
    }
    for (nm->slots_n = 1024; nm->slots_n < 2 * room;)
        nm->slots_n *= 2;
    nm->slots = arena_alloc(nm->a, nm->slots_n * sizeof(*nm->slots));
}

/* The first characters of the newest title. */
static struct str
name_of_title(const struct naming *nm)
{
    const struct title *s = &nm->titles[nm->n - 1];
    size_t n = s->n < NAME_CHARS ? s->n : NAME_CHARS;

    if (n == 0)
        return STR("");
    return (struct str){ s->text.p, s->chars[n - 1].at + s->chars[n - 1].n };
}

void
topic_name(const struct topics *t, struct arena *a, const struct cluster *c,
           struct topic *r)
{
    struct naming nm = { .t = t, .a = arena_open() };
    struct str phrases[TOPIC_PHRASES];
    struct buf name = { .a = a };
    struct phrase p;
    size_t n = 0, place = SIZE_MAX;

    read_titles(&nm, c);
    cover_set_phrases(&nm);
    while (n < TOPIC_PHRASES && c->n > 1 && best_phrase(&nm, &p)) {
        uint32_t chars[PHRASE_MOST];

        for (size_t i = 0; i < p.n; i++)
            chars[i] = nm.titles[p.title].chars[p.at + i].c;
        if (place == SIZE_MAX && names_place(&nm, &p))
            place = n;
        phrases[n++] = text_of(&nm, &p);
        for (size_t i = 0; i < nm.n; i++)
            cover(&nm.titles[i], chars, p.n);
    }
    r->where = place == SIZE_MAX ? STR("") : arena_str(a, phrases[place]);
    buf_add(&name, n == 0 ? name_of_title(&nm) : r->where);
    for (size_t i = 0; i < n; i++)
        if (i != place) {
            if (name.n > 0)
                buf_add_char(&name, ' ');
            buf_add(&name, phrases[i]);
        }
    r->name = buf_str(&name);
    arena_close(nm.a);
}
