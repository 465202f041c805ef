/*
 * Topics as they arrive, on supported.csv: thirteen groups made by words, how
 * well the best topic of each fits it, and where the known storms stand.
 *
 * A group is all messages that have one of the first words and one of the
 * second in title or detail. TOPIC_JOIN, TOPIC_BODY and TOPIC_BODY_CHARS were
 * picked out of some twenty settings with the figures of all groups in sight;
 * so the figures of others may be lower.
 */
#include <malloc.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "cli/learn/sheet.h"
#include "cli/topics/topics_file.h"
#include "text.h"
#include "text/form/form.h"

enum { GROUPS = 13, WORDS = 5, BEST = 10, RUN = 3, CHAR_BITS = 21 };
enum { TITLE_CHARS = 200 };
#define BASELINE_JOIN 0.15

struct group {
    const char *name;
    const char *one[WORDS], *other[WORDS]; /* other[0] NULL: any */
};

static const struct group groups[GROUPS] = {
    { "concrete plant beside 丽发新城",
      { "丽发新城" },
      { "搅拌", "水泥", "混凝土", "粉尘" } },
    { "parking tied to flats at 伊景园滨河苑",
      { "伊景园" },
      { "车位", "捆绑", "认购", "定向限价" } },
    { "kitchen fumes at 魅力之城",
      { "魅力之城" },
      { "油烟", "烧烤", "餐饮", "夜宵", "饭店" } },
    { "58车贷", { "58车贷" }, { NULL } },
    { "五矿万境", { "五矿万境" }, { NULL } },
    { "railway beside 绿地海外滩", { "绿地海外滩" }, { "高铁", "铁路" } },
    { "power line at 月亮岛路", { "月亮岛路" }, { "高压", "110" } },
    { "subsidy for homes of talents",
      { "人才" },
      { "购房补贴", "购房补助", "住房补贴" } },
    { "泉星公园", { "泉星公园" }, { NULL } },
    { "metro line 7", { "地铁7号线", "地铁七号线" }, { NULL } },
    { "江山帝景", { "江山帝景" }, { NULL } },
    { "温斯顿", { "温斯顿" }, { NULL } },
    { "凉塘路", { "凉塘路" }, { NULL } },
};

/* Megabytes that were asked of malloc and not given back. */
static double
memory_mb(void)
{
    struct mallinfo2 m = mallinfo2();

    return (double)(m.uordblks + m.hblkhd) / 1e6;
}

/* What the file says of a message. */
struct said {
    struct str id, title;
    int64_t at;
    unsigned groups;       /* bit of each */
    uint64_t ours, theirs; /* topic */
};

struct study {
    struct arena *a;
    struct said *at;
    size_t n, room;
};

static bool
has_word(const char *const *words, struct str title, struct str detail)
{
    bool any = words[0] == NULL;

    for (size_t i = 0; i < WORDS && words[i] != NULL; i++)
        any |= str_find(title, str_of(words[i])) != SIZE_MAX ||
               str_find(detail, str_of(words[i])) != SIZE_MAX;
    return any;
}

static void
read_said(struct study *st, const char *path)
{
    struct sheet *s;
    struct csv_row row;
    size_t id, title, detail;
    struct err err;
    bool end = false;

    st->at = arena_new(st->a, struct said);
    st->room = 1;
    must(sheet_open(st->a, path, &s, &err), &err);
    must(sheet_need(s, STR("id"), &id, &err), &err);
    must(sheet_need(s, STR("title"), &title, &err), &err);
    must(sheet_need(s, STR("detail"), &detail, &err), &err);
    for (;;) {
        struct said *m;

        must(sheet_next(s, &row, &end, &err), &err);
        if (end)
            break;
        st->at = arena_grow(st->a, st->at, st->n, &st->room, sizeof(*st->at));
        m = &st->at[st->n++];
        *m = (struct said){ .id = arena_str(st->a, csv_text(&row, id)) };
        m->title = arena_str(st->a, csv_text(&row, title));
        for (unsigned g = 0; g < GROUPS; g++)
            if (has_word(groups[g].one, m->title, csv_text(&row, detail)) &&
                has_word(groups[g].other, m->title, csv_text(&row, detail)))
                m->groups |= 1U << g;
    }
    sheet_close(s);
}

static int
by_id(const void *a, const void *b)
{
    const struct said *x = a, *y = b;

    return str_cmp(x->id, y->id);
}

/* The best F1 of any topic against a group; *ret_topic is that topic. */
static double
best_f1(const struct study *st, unsigned g, bool ours, uint64_t *ret_topic)
{
    double best = 0;

    for (size_t i = 0; i < st->n; i++) {
        uint64_t topic = ours ? st->at[i].ours : st->at[i].theirs;
        size_t both = 0, in = 0, of = 0;
        double f1;

        if ((st->at[i].groups >> g & 1) == 0)
            continue;
        for (size_t k = 0; k < st->n; k++) {
            bool is = (st->at[k].groups >> g & 1) != 0;
            bool there = topic == (ours ? st->at[k].ours : st->at[k].theirs);

            both += is && there;
            of += is;
            in += there;
        }
        f1 = 2 * (double)both / (double)(in + of);
        if (f1 > best) {
            best = f1;
            *ret_topic = topic;
        }
    }
    return best;
}

/* A run of characters of a title, for the baseline. */
struct plain_run {
    uint64_t key;
    uint32_t message, run;
    double weight;
};

static int
by_key(const void *a, const void *b)
{
    const struct plain_run *x = a, *y = b;

    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->message > y->message) - (x->message < y->message);
}

static int
by_message(const void *a, const void *b)
{
    const struct plain_run *x = a, *y = b;

    if (x->message != y->message)
        return x->message < y->message ? -1 : 1;
    return (x->run > y->run) - (x->run < y->run);
}

struct plain {
    struct plain_run *at;
    size_t n, room;
    size_t *first; /* of each message, and the end */
    size_t runs;
};

static void
add_title(struct study *st, struct plain *p, const struct form *form,
          uint32_t message)
{
    struct form_char c[TITLE_CHARS];
    size_t n = form_chars(form, st->at[message].title, c, TITLE_CHARS);

    for (size_t i = 0; i < n; i++) {
        uint64_t key = 0;

        for (size_t k = 0; k < RUN && i + k < n; k++) {
            key = key << CHAR_BITS | c[i + k].c;
            if (k == 0)
                continue;
            p->at = arena_grow(st->a, p->at, p->n, &p->room, sizeof(*p->at));
            p->at[p->n++] = (struct plain_run){ key, message, 0, 0 };
        }
    }
}

/* 1 + ln((1 + n) / (1 + messages that have it)), of the whole file; a run
 * that a title has twice counts once. */
static void
weigh(struct study *st, struct plain *p)
{
    size_t kept = 0, end;

    qsort(p->at, p->n, sizeof(*p->at), by_key);
    for (size_t i = 0; i < p->n; i = end, p->runs++) {
        size_t from = kept;

        for (end = i; end < p->n && p->at[end].key == p->at[i].key; end++)
            if (end == i || p->at[end].message != p->at[end - 1].message)
                p->at[kept++] = p->at[end];
        for (size_t k = from; k < kept; k++) {
            p->at[k].run = (uint32_t)p->runs;
            p->at[k].weight =
                1 + log((1 + (double)st->n) / (1 + (double)(kept - from)));
        }
    }
    p->n = kept;
}

static void
make_plain(struct study *st, struct plain *p)
{
    const struct form *form = form_new(st->a);

    p->at = arena_new(st->a, struct plain_run);
    p->room = 1;
    for (uint32_t i = 0; i < st->n; i++)
        add_title(st, p, form, i);
    weigh(st, p);
    qsort(p->at, p->n, sizeof(*p->at), by_message);
    p->first = arena_alloc(st->a, (st->n + 1) * sizeof(*p->first));
    for (size_t i = 0, k = 0; i <= st->n; i++) {
        double square = 0;

        p->first[i] = k;
        for (; k < p->n && p->at[k].message == i; k++)
            square += p->at[k].weight * p->at[k].weight;
        for (size_t m = p->first[i]; m < k; m++)
            p->at[m].weight /= sqrt(square);
    }
}

struct passing {
    struct study *st;
    struct plain p;
    double *of;  /* weight of a run in the message at hand */
    double *sum; /* by topic, of the cosines with its messages */
    size_t *size;
};

static void
load(struct passing *pass, size_t i, bool on)
{
    const struct plain *p = &pass->p;

    for (size_t k = p->first[i]; k < p->first[i + 1]; k++)
        pass->of[p->at[k].run] = on ? p->at[k].weight : 0;
}

/* The topic with the best mean of at least join; i when there is none. */
static size_t
plain_topic(struct passing *pass, size_t i, double join)
{
    const struct plain *p = &pass->p;
    size_t best = i;

    for (size_t j = 0; j <= i; j++)
        pass->sum[j] = 0;
    for (size_t j = 0; j < i; j++)
        for (size_t k = p->first[j]; k < p->first[j + 1]; k++)
            pass->sum[pass->st->at[j].theirs] +=
                pass->of[p->at[k].run] * p->at[k].weight;
    for (size_t j = 0; j < i; j++)
        if (pass->size[j] > 0 && pass->sum[j] >= join * (double)pass->size[j] &&
            (best == i || pass->sum[j] * (double)pass->size[best] >
                              pass->sum[best] * (double)pass->size[j]))
            best = j;
    return best;
}

/* Single pass, average linkage, every message against every one before. */
static void
cluster_plainly(struct study *st, double join)
{
    struct passing pass = { .st = st };

    make_plain(st, &pass.p);
    pass.of = arena_alloc(st->a, (pass.p.runs + 1) * sizeof(*pass.of));
    pass.sum = arena_alloc(st->a, (st->n + 1) * sizeof(*pass.sum));
    pass.size = arena_alloc(st->a, (st->n + 1) * sizeof(*pass.size));
    for (size_t i = 0; i < st->n; i++) {
        load(&pass, i, true);
        st->at[i].theirs = plain_topic(&pass, i, join);
        load(&pass, i, false);
        pass.size[st->at[i].theirs]++;
    }
}

static void
read_ours(struct study *st, const struct topics *t)
{
    size_t n;
    struct topic_member *m = topics_members(t, st->a, 0, &n);

    for (size_t i = 0; i < n; i++) {
        const struct said key = { .id = m[i].id };
        struct said *s = bsearch(&key, st->at, st->n, sizeof(*st->at), by_id);

        if (s == NULL)
            continue;
        s->ours = m[i].topic;
        s->at = m[i].at;
    }
}

static int
by_time(const void *a, const void *b)
{
    const struct said *x = a, *y = b;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return str_cmp(x->id, y->id);
}

/* The place of a topic in the order of peak, from 1; 0 behind all. */
static size_t
rank_of(const struct topic_list *l, uint64_t topic)
{
    for (size_t i = 0; i < l->n; i++)
        if (l->at[i].number == topic)
            return i + 1;
    return 0;
}

static void
say_groups(struct study *st, const struct topic_list *l)
{
    double ours = 0, theirs = 0;

    for (unsigned g = 0; g < GROUPS; g++) {
        uint64_t topic = 0, other = 0;
        double f1 = best_f1(st, g, true, &topic),
               plain = best_f1(st, g, false, &other);
        size_t n = 0;

        for (size_t i = 0; i < st->n; i++)
            n += st->at[i].groups >> g & 1;
        ours += f1;
        theirs += plain;
        (void)printf("  %3zu messages  best F1 %.3f  single pass %.3f  place "
                     "by peak %3zu  %s\n",
                     n, f1, plain, rank_of(l, topic), groups[g].name);
    }
    (void)printf("  mean best F1 %.3f, single pass on titles at %.2f: %.3f\n",
                 ours / GROUPS, BASELINE_JOIN, theirs / GROUPS);
    (void)puts("  (the settings were picked with these groups in sight)");
}

static void
say_best(const struct topic_list *l)
{
    (void)puts("  hottest at their peak:");
    for (size_t i = 0; i < l->n && i < BEST; i++)
        (void)printf("  %3zu. peak %5.1f  people %3zu  agree %4llu  %.*s\n",
                     i + 1, l->at[i].peak, l->at[i].people,
                     (unsigned long long)l->at[i].agree,
                     STR_ARG(l->at[i].name));
}

void
bench_topics(const char *path)
{
    const struct topic_options o = { .support_weight = -1 };
    const struct topic_ask ask = { .by = TOPIC_BY_PEAK,
                                   .people = 1,
                                   .most = SIZE_MAX };
    struct study st = { .a = arena_open() };
    struct topics *t = topics_new(&o);
    double grown = memory_mb(), start = cpu_seconds(), seconds;
    struct topics_read done;
    struct topic_list l;
    struct err err;

    must(topics_read_file(t, path, NULL, &done, &err), &err);
    seconds = cpu_seconds() - start;
    grown = memory_mb() - grown;
    read_said(&st, path);
    qsort(st.at, st.n, sizeof(*st.at), by_id);
    read_ours(&st, t);
    qsort(st.at, st.n, sizeof(*st.at), by_time);
    cluster_plainly(&st, BASELINE_JOIN);
    l = topics_list(t, st.a, &ask);
    (void)printf("topics: %zu messages, %zu topics\n", done.rows, l.n);
    say_groups(&st, &l);
    say_best(&l);
    (void)printf("  one core: %.0f texts/s, reading the file among it; the "
                 "process grew by %.1f MB\n",
                 (double)done.rows / seconds, grown);
    topics_close(t);
    arena_close(st.a);
}
