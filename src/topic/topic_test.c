/* Topics: what joins, keeps its number, merges, splits, fades. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/date.h"
#include "topic/topic.h"

#define T0 (INT64_C(1700000000000))

struct said {
    const char *id;
    int64_t at; /* seconds after T0 */
    const char *title;
    uint64_t person;
    uint32_t agree;
};

static const struct said storm[] = {
    { "a1", 0, "河东新苑旁边的搅拌站夜间噪音", 1, 0 },
    { "b1", 60, "东风路公交车站牌被撞倒", 2, 0 },
    { "a2", 120, "投诉河东新苑附近搅拌站粉尘污染", 3, 5 },
    { "c1", 180, "幼儿园收费太高", 4, 0 },
    { "a3", 240, "河东新苑搅拌站何时搬走", 5, 0 },
    { "b2", 300, "东风路公交车站牌撞倒没人修", 6, 0 },
};
enum { STORM = sizeof(storm) / sizeof(*storm) };

static void
add(struct topics *t, const struct said *s)
{
    const struct topic_message m = { .id = str_of(s->id),
                                     .at = T0 + s->at * SECOND_MS,
                                     .title = str_of(s->title),
                                     .body = STR(""),
                                     .place = STR(""),
                                     .matter = STR("M1"),
                                     .person = s->person,
                                     .agree = s->agree };

    assert_true(topics_add(t, &m));
}

static struct topics *
made_of(const struct said *s, size_t n, int64_t window_ms)
{
    const struct topic_options o = { .window_ms = window_ms,
                                     .half_life_ms = 10 * DAY_MS,
                                     .support_weight = 0.5 };
    struct topics *t = topics_new(&o);

    for (size_t i = 0; i < n; i++)
        add(t, &s[i]);
    topics_settle(t, INT64_MAX);
    return t;
}

static struct topic_list
list(const struct topics *t, struct arena *a, int64_t now)
{
    const struct topic_ask ask = { .now = now, .people = 1, .most = 100 };

    return topics_list(t, a, &ask);
}

/* Every message with its topic, in order of id, as a text. */
static const char *
sketch(const struct topics *t, struct arena *a)
{
    struct buf b = { .a = a };
    size_t n;
    const struct topic_member *m = topics_members(t, a, 0, &n);

    for (int c = 'a'; c <= 'z'; c++)
        for (size_t i = 0; i < n; i++)
            if (m[i].id.p[0] == c)
                buf_addf(&b, "%.*s=%llu ", STR_ARG(m[i].id),
                         (unsigned long long)m[i].topic);
    return buf_cstr(&b);
}

static void
what_is_alike_is_one_topic(void **state)
{
    struct arena *a = arena_open();
    struct topics *t = made_of(storm, STORM, 0);
    struct topic_list l = list(t, a, T0 + 300 * SECOND_MS);

    (void)state;
    assert_int_equal(3, l.n);
    assert_int_equal(3, l.at[0].messages);
    assert_int_equal(3, l.at[0].people);
    assert_int_equal(5, l.at[0].agree);
    assert_true(str_find(l.at[0].name, STR("河东新苑")) == 0);
    assert_true(str_find(l.at[0].name, STR("搅拌站")) != SIZE_MAX);
    assert_true(str_eq(l.at[0].matter, STR("M1")));
    assert_int_equal(T0, l.at[0].from);
    assert_int_equal(T0 + 240 * SECOND_MS, l.at[0].to);
    assert_int_equal(2, l.at[1].messages);
    topics_close(t);
    arena_close(a);
}

static void
heat_fades_by_half_and_counts_people_once(void **state)
{
    static const struct said twice[] = {
        { "a1", 0, "河东新苑搅拌站噪音", 7, 1 },
        { "a2", 0, "河东新苑搅拌站噪音扰民", 7, 2 },
    };
    struct arena *a = arena_open();
    struct topics *t = made_of(twice, 2, 0);
    struct topic_list now = list(t, a, T0),
                      later = list(t, a, T0 + 10 * DAY_MS);

    (void)state;
    assert_int_equal(1, now.n);
    assert_int_equal(1, now.at[0].people);
    /* one person with three who support him: 1 + 0.5 log2(1 + 3) = 2 */
    assert_true(fabs(now.at[0].heat - 2) < 1e-9);
    assert_true(fabs(later.at[0].heat - 1) < 1e-9);
    assert_true(fabs(later.at[0].peak - 2) < 1e-9);
    topics_close(t);
    arena_close(a);
}

static uint64_t
chance(uint64_t *state)
{
    *state = *state * UINT64_C(6364136223846793005) + 1442695040888963407U;
    return *state >> 33;
}

static void
the_order_inside_one_second_does_not_matter(void **state)
{
    struct said same[STORM];
    struct arena *a = arena_open();
    const char *first = NULL;
    uint64_t seed = 1;

    (void)state;
    memcpy(same, storm, sizeof(same));
    for (size_t i = 0; i < STORM; i++)
        same[i].at = 0;
    for (int round = 0; round < 50; round++) {
        struct topics *t;
        const char *now;

        for (size_t i = STORM - 1; i > 0; i--) {
            size_t k = (size_t)(chance(&seed) % (i + 1));
            struct said swap = same[i];

            same[i] = same[k];
            same[k] = swap;
        }
        t = made_of(same, STORM, 0);
        now = sketch(t, a);
        first = first == NULL ? now : first;
        assert_string_equal(first, now);
        topics_close(t);
    }
    arena_close(a);
}

static void
of_two_that_merge_the_older_keeps_its_number(void **state)
{
    static const struct said two[] = {
        { "a1", 0, "河东新苑业主车库漏水", 1, 0 },
        { "b1", 60, "搅拌站粉尘污染噪音", 2, 0 },
        { "c1", 120, "河东新苑业主车库漏水搅拌站粉尘污染噪音", 3, 0 },
        { "d1", 180, "河东新苑业主车库搅拌站粉尘污染", 3, 0 },
        { "e1", 240, "河东新苑车库漏水搅拌站粉尘噪音", 4, 0 },
    };
    struct arena *a = arena_open();
    struct topics *t = made_of(two, 2, 0);
    struct topic_list before = list(t, a, T0);
    struct topic_change *c;
    struct topic found;
    uint64_t older, younger;
    size_t n;

    (void)state;
    assert_int_equal(2, before.n);
    older = before.at[0].from == T0 ? before.at[0].number : before.at[1].number;
    younger =
        before.at[0].from == T0 ? before.at[1].number : before.at[0].number;
    for (size_t i = 2; i < 5; i++) {
        add(t, &two[i]);
        topics_settle(t, INT64_MAX);
    }
    assert_int_equal(1, list(t, a, T0).n);
    assert_true(topics_find(t, a, younger, T0, &found));
    assert_true(found.number == older);
    assert_int_equal(5, found.messages);
    c = topics_changes(t, a, &n);
    assert_int_equal(1, n);
    assert_int_equal(TOPIC_MERGED, c[0].kind);
    assert_true(c[0].number == older && c[0].other == younger);
    /* without what joined them they part; the earliest keeps the number */
    assert_true(topics_remove(t, STR("c1")));
    assert_true(topics_remove(t, STR("d1")));
    assert_true(topics_remove(t, STR("e1")));
    assert_int_equal(2, list(t, a, T0).n);
    c = topics_changes(t, a, &n);
    assert_int_equal(TOPIC_SPLIT, c[n - 1].kind);
    assert_true(c[n - 1].number == older);
    assert_true(topics_find(t, a, older, T0, &found));
    assert_int_equal(T0, found.from);
    topics_close(t);
    arena_close(a);
}

static void
what_is_older_than_the_window_leaves(void **state)
{
    struct arena *a = arena_open();
    struct topics *t = made_of(storm, STORM, DAY_MS);
    struct said later = { "z1", INT64_C(2) * 24 * 3600, "幼儿园收费太高了", 9,
                          0 };

    (void)state;
    assert_int_equal(STORM, topics_messages(t));
    add(t, &later);
    topics_settle(t, INT64_MAX);
    assert_int_equal(1, topics_messages(t));
    assert_int_equal(1, list(t, a, T0).n);
    assert_false(topics_remove(t, STR("a1")));
    topics_close(t);
    arena_close(a);
}

static void
a_number_outlives_thousands_of_others(void **state)
{
    const struct topic_options o = { .window_ms = INT64_C(3600) * 1000,
                                     .support_weight = 0.5 };
    struct topics *t = topics_new(&o);
    struct arena *a = arena_open();
    uint64_t number = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) { /* 200 in the window */
        char id[16], title[64];
        struct said s = { id, INT64_C(18) * i, title, (uint64_t)i + 1, 0 };

        (void)snprintf(id, sizeof(id), "m%d", i);
        (void)snprintf(title, sizeof(title),
                       i % 2 == 0 ? "河东新苑搅拌站噪音粉尘" : "第%d件别的事",
                       i);
        add(t, &s);
        topics_settle(t, INT64_MAX);
        if (i == 0)
            number = list(t, a, T0).at[0].number;
    }
    assert_in_range(topics_messages(t), 200, 202);
    {
        struct topic found;

        assert_true(topics_find(t, a, number, T0, &found));
        assert_in_range(found.messages, 100, 101);
    }
    topics_close(t);
    arena_close(a);
}

static void
who_begins_anew_gets_the_same_topics(void **state)
{
    struct arena *a = arena_open();
    struct topics *t = made_of(storm, STORM, 0),
                  *again = topics_new(&(struct topic_options){ 0 });
    size_t n;
    const struct topic_member *m = topics_members(t, a, 0, &n);

    (void)state;
    for (size_t i = 0; i < n; i++) {
        const struct topic_message one = { .id = m[i].id,
                                           .at = m[i].at,
                                           .title = m[i].title,
                                           .body = STR(""),
                                           .place = STR(""),
                                           .matter = STR(""),
                                           .topic = m[i].topic };

        assert_true(topics_add(again, &one));
        assert_int_equal(0, topics_messages(again));
    }
    topics_settle(again, INT64_MAX);
    assert_string_equal(sketch(t, a), sketch(again, a));
    topics_close(again);
    topics_close(t);
    arena_close(a);
}

static void
what_cannot_be_used_is_refused(void **state)
{
    struct topics *t = made_of(storm, STORM, 0);
    struct topic_message m = { .id = STR("a1"),
                               .title = STR("x"),
                               .body = STR(""),
                               .place = STR(""),
                               .matter = STR("") };

    (void)state;
    assert_false(topics_add(t, &m)); /* it is there */
    m.id = STR("new");
    m.title = STR("");
    assert_false(topics_add(t, &m));
    m.title = STR("\xff\xfe");
    assert_true(topics_add(t, &m)); /* no character in it: alone */
    topics_settle(t, INT64_MAX);
    assert_int_equal(STORM + 1, topics_messages(t));
    topics_close(t);
}

static void
what_waits_can_be_removed(void **state)
{
    struct topics *t = made_of(storm, STORM, 0);
    const struct said once = { "x1", 360, "幼儿园收费太高了", 8, 0 };

    (void)state;
    add(t, &once);
    add(t, &once); /* as long as it waits, nobody looks */
    assert_true(topics_remove(t, STR("x1")));
    topics_settle(t, INT64_MAX);
    assert_int_equal(STORM, topics_messages(t));
    assert_false(topics_remove(t, STR("x1")));
    add(t, &once);
    add(t, &once);
    topics_settle(t, INT64_MAX);
    assert_int_equal(STORM + 1, topics_messages(t));
    topics_close(t);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_alike_is_one_topic),
        cmocka_unit_test(heat_fades_by_half_and_counts_people_once),
        cmocka_unit_test(the_order_inside_one_second_does_not_matter),
        cmocka_unit_test(of_two_that_merge_the_older_keeps_its_number),
        cmocka_unit_test(what_is_older_than_the_window_leaves),
        cmocka_unit_test(a_number_outlives_thousands_of_others),
        cmocka_unit_test(who_begins_anew_gets_the_same_topics),
        cmocka_unit_test(what_cannot_be_used_is_refused),
        cmocka_unit_test(what_waits_can_be_removed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
