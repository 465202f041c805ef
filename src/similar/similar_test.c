/* What is found is what a plain look through all texts finds. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "similar/rank.h"

#include <cmocka.h>

enum {
    TEXTS = 900,
    PARTS = 3,
    GRAMS_MOST = 400,
    ROUNDS = 40,
    OF = TEXTS / PARTS
};

#define ROUNDED 1.1

static const struct term_key key = { { 3, 4 } };

struct plain_text {
    struct similar_doc doc;
    uint64_t grams[GRAMS_MOST];
    unsigned bits[GRAMS_MOST];
    size_t n;
    uint32_t length;
    bool dead;
};

struct plain {
    struct arena *a;
    struct plain_text *at;
    double mean;
    struct segment_part parts[PARTS];
    unsigned char dead[PARTS][OF / 8 + 1];
    uint64_t chance;
};

static uint64_t
roll(struct plain *p, uint64_t sides)
{
    p->chance = p->chance * UINT64_C(6364136223846793005) + 1442695040888963407;
    return (p->chance >> 33) % sides;
}

/* Characters that are rarer the later they stand, and some signs. */
static struct str
chance_text(struct plain *p, size_t characters)
{
    struct buf b = { .a = p->a };

    for (size_t i = 0; i < characters; i++) {
        uint64_t c = roll(p, 1 + roll(p, 400));

        if (roll(p, 9) == 0)
            buf_add(&b, STR("，"));
        else
            buf_addf(&b, "%c%c%c", 0xE5, (int)(0x80 + c / 64),
                     (int)(0x80 + c % 64));
    }
    return buf_str(&b);
}

static void
note(struct plain_text *t, uint64_t hash, bool title)
{
    size_t i = 0;

    while (i < t->n && t->grams[i] != hash)
        i++;
    assert_true(i < GRAMS_MOST);
    t->n = i == t->n ? i + 1 : t->n;
    t->grams[i] = hash;
    if (title)
        t->bits[i] |= POSTING_TITLE;
    else if ((t->bits[i] & POSTING_BODY) < 3)
        t->bits[i]++;
}

static void
know(struct plain *p, struct plain_text *t)
{
    struct gram_list title = grams_of(p->a, &key, t->doc.title, DOC_GRAMS);
    struct gram_list body = grams_of(p->a, &key, t->doc.body, DOC_GRAMS);

    for (size_t i = 0; i < title.n; i++)
        note(t, title.at[i].hash, true);
    for (size_t i = 0; i < body.n; i++)
        note(t, body.at[i].hash, false);
    t->length = (uint32_t)body.n;
    p->mean += (double)body.n / TEXTS;
}

static bool
put(void *context, const void *p, size_t n)
{
    buf_add(context, (struct str){ p, n });
    return true;
}

static void
build(struct plain *p, size_t part)
{
    struct arena *work = arena_open();
    struct builder *b = builder_new(p->a, &key);
    struct buf bytes = { .a = p->a };

    for (size_t i = part * OF; i < (part + 1) * OF; i++)
        builder_add(b, work, &p->at[i].doc);
    assert_true(builder_end(b, (struct segment_sink){ put, &bytes }));
    assert_true(segment_open(buf_str(&bytes), &p->parts[part].segment));
    arena_close(work);
}

static struct str
number(struct arena *a, size_t i)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%zu", i);
    return buf_str(&b);
}

/* Every seventh text repeats the one before, some with another end. */
static struct plain *
make(uint64_t seed)
{
    struct arena *a = arena_open();
    struct plain *p = arena_new(a, struct plain);

    p->a = a;
    p->chance = seed;
    p->at = arena_alloc(a, TEXTS * sizeof(*p->at));
    for (size_t i = 0; i < TEXTS; i++) {
        struct similar_doc *d = &p->at[i].doc;
        struct buf b = { .a = p->a };

        *d = (struct similar_doc){ number(p->a, i),
                                   chance_text(p, roll(p, 12)),
                                   chance_text(p, roll(p, 90)),
                                   roll(p, 2) == 0 ? STR("3301") : STR("33"),
                                   roll(p, 2) == 0 ? STR("a") : STR("b"),
                                   (int64_t)i };
        if (i % 7 == 6) {
            buf_add(&b, p->at[i - 1].doc.body);
            buf_add(&b, chance_text(p, roll(p, 5)));
            d->body = buf_str(&b);
            d->title = p->at[i - 1].doc.title;
        }
        know(p, &p->at[i]);
    }
    for (size_t i = 0; i < PARTS; i++) {
        build(p, i);
        p->parts[i].dead = p->dead[i];
    }
    for (size_t i = 0; i < TEXTS; i++)
        if (roll(p, 10) == 0) {
            p->at[i].dead = true;
            p->dead[i / OF][i % OF / 8] |= (unsigned char)(1U << (i % OF % 8));
        }
    return p;
}

/* The query as a text of its own, and the idf of its pairs. */
struct asked {
    struct plain_text text;
    double idf[GRAMS_MOST], all;
};

static unsigned
bits_of(const struct plain_text *t, uint64_t gram)
{
    for (size_t i = 0; i < t->n; i++)
        if (t->grams[i] == gram)
            return t->bits[i];
    return 0;
}

static struct asked
ask_plainly(struct plain *p, struct str text)
{
    struct asked q = { .all = 0 };
    struct gram_list l = grams_of(p->a, &key, text, SIMILAR_GRAMS);

    for (size_t i = 0; i < l.n; i++)
        note(&q.text, l.at[i].hash, false);
    for (size_t g = 0; g < q.text.n; g++) {
        double df = 0;

        for (size_t i = 0; i < TEXTS; i++)
            df += bits_of(&p->at[i], q.text.grams[g]) != 0;
        q.idf[g] = pow(log(1 + (TEXTS - df + .5) / (df + .5)), 1.35);
        q.all += df > 0 ? q.idf[g] : 0;
    }
    return q;
}

/* BM25 by the book; *ret_last is what the last look makes of it. */
static double
score_plainly(const struct plain *p, const struct asked *q,
              const struct plain_text *t, double *ret_last)
{
    double sum = 0, found = 0, part;

    for (size_t g = 0; g < q->text.n; g++) {
        unsigned bits = bits_of(t, q->text.grams[g]);
        double tf = bits & 3;

        if (bits == 0)
            continue;
        found += q->idf[g];
        sum += q->idf[g] * tf * 2.2 /
               (tf + 1.2 * (.25 + .75 * t->length / p->mean));
        sum += (bits & POSTING_TITLE) != 0 ? q->idf[g] * .5 : 0;
    }
    part = q->all > 0 ? found / q->all : 0;
    *ret_last = sum * (1 + 12 * part * part * part);
    return sum;
}

static double
jaccard_plainly(const struct plain_text *x, const struct plain_text *y)
{
    size_t common = 0;

    for (size_t i = 0; i < x->n; i++)
        common += bits_of(y, x->grams[i]) != 0;
    return (double)common / (double)(x->n + y->n - common);
}

static bool
is_near(double x, double y)
{
    double d = x - y;

    return (d < 0 ? -d : d) <= 1e-9 * (1 + x);
}

static int
downwards(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x < y) - (x > y);
}

static size_t
text_of(const struct similar_hit *h)
{
    return h->part * OF + h->doc;
}

static bool
is_among(const struct similar_hits *hits, size_t text)
{
    for (size_t i = 0; i < hits->n; i++)
        if (text_of(&hits->at[i]) == text)
            return true;
    return false;
}

static struct similar_ask
ask_for(struct str text)
{
    return (struct similar_ask){ .text = text,
                                 .place = STR(""),
                                 .matter = STR(""),
                                 .from = INT64_MIN,
                                 .to = INT64_MAX,
                                 .k = 20 };
}

static bool
is_wanted(const struct plain_text *t, const struct similar_ask *ask)
{
    return !t->dead && str_starts(t->doc.place, ask->place) &&
           str_starts(t->doc.matter, ask->matter) && t->doc.at >= ask->from &&
           t->doc.at < ask->to;
}

static void
find_both_ways(struct plain *p, const struct similar_ask *ask)
{
    static double first[TEXTS], last[TEXTS], in_order[TEXTS];
    struct similar_hits hits = similar_find(p->a, &key, p->parts, PARTS, ask);
    struct asked q = ask_plainly(p, ask->text);
    double least;
    size_t n = 0;

    for (size_t i = 0; i < TEXTS; i++) {
        first[i] = score_plainly(p, &q, &p->at[i], &last[i]);
        if (!is_wanted(&p->at[i], ask))
            first[i] = 0;
        in_order[i] = first[i];
        n += first[i] > 0;
    }
    assert_int_equal(hits.n, n < ask->k ? n : ask->k);
    qsort(in_order, TEXTS, sizeof(*in_order), downwards);
    least = in_order[SIMILAR_CANDIDATES];
    for (size_t i = 0; i < hits.n; i++) {
        assert_true(first[text_of(&hits.at[i])] > 0);
        assert_true(is_near(hits.at[i].score, last[text_of(&hits.at[i])]));
        assert_true(i == 0 || hits.at[i - 1].score >= hits.at[i].score);
        assert_true(
            is_near(hits.at[i].jaccard,
                    jaccard_plainly(&q.text, &p->at[text_of(&hits.at[i])])));
    }
    /* none that is better is left out; the first look rounds lengths, and each
     * part has a mean of its own */
    for (size_t i = 0; i < TEXTS; i++)
        if (first[i] > least * ROUNDED && hits.n > 0 &&
            last[i] > hits.at[hits.n - 1].score * (1 + 1e-9))
            assert_true(is_among(&hits, i));
}

static void
texts_are_ranked_as_by_a_look_through_all(void **state)
{
    struct plain *p = make(1);

    (void)state;
    for (size_t i = 0; i < ROUNDS; i++) {
        struct similar_ask ask = ask_for(chance_text(p, 1 + roll(p, 60)));

        if (i % 2 == 0)
            ask.text = p->at[roll(p, TEXTS)].doc.body;
        if (i % 3 == 0) {
            ask.place = STR("3301");
            ask.matter = STR("a");
        }
        if (i % 4 == 0) {
            ask.from = TEXTS / 4;
            ask.to = TEXTS / 2;
        }
        find_both_ways(p, &ask);
    }
    arena_close(p->a);
}

static void
what_is_near_comes_first_among_equals(void **state)
{
    struct plain *p = make(2);
    struct similar_ask ask = ask_for(p->at[5].doc.body);
    struct similar_hits near;

    ask.near_place = STR("3301");
    near = similar_find(p->a, &key, p->parts, PARTS, &ask);
    (void)state;
    for (size_t i = 0; i < near.n; i++) {
        const struct plain_text *t = &p->at[text_of(&near.at[i])];
        double plain = 0, times = t->doc.place.n == 4 ? 1.1 : 1.05;
        struct asked q = ask_plainly(p, ask.text);

        (void)score_plainly(p, &q, t, &plain);
        assert_true(is_near(near.at[i].score, plain * times));
    }
    assert_true(near.n > 10);
    arena_close(p->a);
}

/* Title and body of text i as a query for its repeats. */
static struct similar_hits
repeats_of(struct plain *p, size_t i)
{
    struct buf both = { .a = p->a };
    struct similar_ask ask;

    buf_add(&both, p->at[i].doc.title);
    buf_add(&both, STR("。"));
    buf_add(&both, p->at[i].doc.body);
    ask = ask_for(buf_str(&both));
    ask.k = SIMILAR_MOST;
    return similar_repeats(p->a, &key, p->parts, PARTS, &ask, 0.8);
}

/* Counts the repeats of text i that there are, and those among the hits; those
 * of the same pairs are all found. */
static void
count_repeats(const struct plain *p, size_t i, const struct similar_hits *hits,
              size_t *expected, size_t *found)
{
    for (size_t k = 0; k < TEXTS; k++) {
        double j = p->at[i].n + p->at[k].n == 0
                       ? 0
                       : jaccard_plainly(&p->at[i], &p->at[k]);

        if (p->at[k].dead || j < 0.8)
            continue;
        (*expected)++;
        *found += is_among(hits, k);
        if (j == 1 && !is_among(hits, k))
            fail_msg("text %zu is text %zu and is not found", k, i);
    }
}

static void
repeats_are_all_that_share_enough(void **state)
{
    struct plain *p = make(3);
    size_t expected = 0, found = 0;

    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        struct similar_hits hits = repeats_of(p, i);

        for (size_t k = 0; k < hits.n; k++)
            assert_true(is_near(
                hits.at[k].jaccard,
                jaccard_plainly(&p->at[i], &p->at[text_of(&hits.at[k])])));
        count_repeats(p, i, &hits, &expected, &found);
    }
    assert_true(expected > TEXTS);
    assert_true(found * 100 >= expected * 99);
    arena_close(p->a);
}

/* Merged, what was dead is gone, and the rest is found as if it had been built
 * by itself. */
static void
merging_is_building_without_the_dead(void **state)
{
    struct plain *p = make(4);
    struct builder *b = builder_new(p->a, &key);
    struct arena *work = arena_open();
    struct buf merged = { .a = p->a }, built = { .a = p->a };

    (void)state;
    for (size_t i = 0; i < TEXTS; i++)
        if (!p->at[i].dead)
            builder_add(b, work, &p->at[i].doc);
    assert_true(builder_end(b, (struct segment_sink){ put, &built }));
    assert_true(
        segments_merge(p->parts, PARTS, (struct segment_sink){ put, &merged }));
    assert_true(str_eq(buf_str(&merged), buf_str(&built)));
    arena_close(work);
    arena_close(p->a);
}

static void
a_name_leads_to_its_text(void **state)
{
    struct plain *p = make(5);
    size_t part;
    uint32_t doc;

    (void)state;
    for (size_t i = 0; i < TEXTS; i++) {
        bool found = similar_named(&key, p->parts, PARTS, p->at[i].doc.name,
                                   &part, &doc);

        assert_int_equal(found, !p->at[i].dead);
        if (found)
            assert_int_equal(part * OF + doc, i);
    }
    assert_false(
        similar_named(&key, p->parts, PARTS, STR("none"), &part, &doc));
    arena_close(p->a);
}

static void
nothing_is_found_by_nothing(void **state)
{
    struct plain *p = make(6);
    struct similar_ask ask = ask_for(STR(" ，。"));

    (void)state;
    assert_int_equal(similar_find(p->a, &key, p->parts, PARTS, &ask).n, 0);
    assert_int_equal(similar_repeats(p->a, &key, p->parts, PARTS, &ask, .5).n,
                     0);
    ask.text = p->at[0].doc.body;
    assert_int_equal(similar_find(p->a, &key, p->parts, 0, &ask).n, 0);
    arena_close(p->a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts_are_ranked_as_by_a_look_through_all),
        cmocka_unit_test(what_is_near_comes_first_among_equals),
        cmocka_unit_test(repeats_are_all_that_share_enough),
        cmocka_unit_test(merging_is_building_without_the_dead),
        cmocka_unit_test(a_name_leads_to_its_text),
        cmocka_unit_test(nothing_is_found_by_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
