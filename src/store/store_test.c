/*
 * The store keeps what it acknowledged, in order, and nothing half.
 */
#include "store/store.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "contract/store_kit.h"

static void
add(struct kit *k, int64_t from, int64_t to)
{
    struct err err = { .text = "" };

    for (int64_t n = from; n <= to; n++)
        if (!kit_add(k, n, &err))
            fail_msg("%s", err.text);
}

static enum err_kind
append_kind(struct kit *k, const struct append *ap)
{
    struct appended done;
    struct err err = { .text = "" };

    return store_append(k->st, ap, &done, &err) ? ERR_NONE : err.kind;
}

static void
what_was_appended_is_loaded_without_its_texts(void **state)
{
    struct kit *k = *state;
    struct record_list list = { .a = k->a };
    struct append second = kit_fed_back(k->a, 1, "明天修");
    const struct field *body;
    struct err err;

    add(k, 1, 1);
    assert_int_equal(append_kind(k, &second), ERR_NONE);
    assert_true(store_load(k->st, kit_stream(k->a, 1), &list, &err));
    assert_int_equal(list.n, 2);
    assert_string_equal(list.at[0].type->name, "appeal_received");
    assert_int_equal(list.at[1].version, 2);
    assert_int_equal(list.at[1].position, 1);
    body = payload_field(list.at[0].type, STR("body"));
    assert_int_equal(field_personal(body, list.at[0].data)->commitment.n,
                     COMMITMENT_HEX);
    assert_int_equal(field_personal(body, list.at[0].data)->text.n, 0);
    assert_string_equal(kit_body(k, 1), "巷口的路灯坏了三天，晚上看不见。");
    assert_int_equal(store_size(k->st), 2);
}

static void
a_stream_that_nobody_wrote_is_empty(void **state)
{
    struct kit *k = *state;
    struct record_list list = { .a = k->a };
    struct err err;

    assert_true(store_load(k->st, STR("appeal/none"), &list, &err));
    assert_int_equal(list.n, 0);
}

static void
of_two_writers_one_is_told_to_load_again(void **state)
{
    struct kit *k = *state;
    struct append first = kit_received(k->a, 1, "一");
    struct append second = kit_fed_back(k->a, 1, "二");

    assert_int_equal(append_kind(k, &first), ERR_NONE);
    assert_int_equal(append_kind(k, &first), ERR_CONFLICT);
    assert_int_equal(append_kind(k, &second), ERR_NONE);
    assert_int_equal(append_kind(k, &second), ERR_CONFLICT);
    second.expected = 5;
    assert_int_equal(append_kind(k, &second), ERR_CONFLICT);
    assert_int_equal(store_size(k->st), 2);
}

static struct row
source_row(int64_t number)
{
    struct row row = { .query = QUERY_APPEAL_SOURCE_ADD, .n = 3 };

    row.v[0] = value_text(STR("old"));
    row.v[1] = value_text(STR("4711"));
    row.v[2] = value_int(number);
    return row;
}

static void
an_imported_row_is_taken_once_and_its_repeat_leaves_nothing(void **state)
{
    struct kit *k = *state;
    struct append one = kit_received(k->a, 1, "一");
    struct append two = kit_received(k->a, 2, "二");
    const struct row row = source_row(1);
    struct record_list list = { .a = k->a };
    struct err err;

    one.rows = two.rows = &row;
    assert_int_equal(append_kind(k, &one), ERR_NONE);
    assert_int_equal(append_kind(k, &two), ERR_TAKEN);
    assert_true(store_load(k->st, two.stream, &list, &err));
    assert_int_equal(list.n, 0);
    assert_int_equal(store_size(k->st), 1);
    assert_string_equal(kit_body(k, 2), "(failed)");
}

static void
a_query_gives_its_rows_in_order(void **state)
{
    struct kit *k = *state;
    const struct value none[] = { value_int(1), value_text(STR("")),
                                  value_text(STR("")), value_text(STR("")),
                                  value_int(10) };
    struct cursor *c;
    struct err err = { .text = "" };

    add(k, 1, 4);
    assert_true(store_query(k->st, QUERY_APPEAL_LIST, none, 5, &c, &err));
    for (int64_t n = 2; n <= 4; n++) {
        assert_true(cursor_next(c, &err));
        assert_int_equal(cursor_int(c), n);
        assert_true(str_eq(cursor_text(c), STR("C")));
        assert_true(str_eq(cursor_text(c), STR("open")));
    }
    assert_false(cursor_next(c, &err));
    assert_int_equal(err.kind, ERR_NONE);
    cursor_close(c);
}

static void
a_query_with_a_wrong_number_of_parameters_fails(void **state)
{
    struct kit *k = *state;
    const struct value two[] = { value_int(1), value_int(1) };
    struct cursor *c;
    struct err err = { .text = "" };

    assert_false(store_query(k->st, QUERY_APPEAL_BY_NUMBER, two, 2, &c, &err));
    assert_int_equal(err.kind, ERR_IO);
}

static void
every_named_query_can_be_prepared(void **state)
{
    struct kit *k = *state;
    struct err err = { .text = "" };

    for (int q = 0; q < QUERY_COUNT; q++) {
        struct cursor *c;

        if (query_texts[q].writes)
            continue;
        if (!store_query(k->st, (enum query)q, NULL, 0, &c, &err))
            fail_msg("%s", err.text);
        cursor_close(c);
    }
}

static void
a_bulk_sees_its_own_appends_and_keeps_them_together(void **state)
{
    struct kit *k = *state;
    struct record_list list = { .a = k->a };
    const struct value number = value_int(3);
    struct cursor *c;
    struct err err = { .text = "" };

    assert_true(store_bulk_begin(k->st, &err));
    add(k, 1, 600);
    assert_true(store_load(k->st, kit_stream(k->a, 3), &list, &err));
    assert_int_equal(list.n, 1);
    assert_true(
        store_query(k->st, QUERY_APPEAL_BY_NUMBER, &number, 1, &c, &err));
    assert_true(cursor_next(c, &err));
    cursor_close(c);
    assert_string_equal(kit_body(k, 3), "巷口的路灯坏了三天，晚上看不见。");
    assert_int_equal(store_size(k->st), 600);
    store_bulk_abandon(k->st);
    assert_int_equal(store_size(k->st), 0);

    assert_true(store_bulk_begin(k->st, &err));
    add(k, 1, 600);
    assert_true(store_follower_set(k->st, STR("index"), 600, &err));
    assert_true(store_bulk_commit(k->st, &err));
    kit_reopen(k, STORE_WRITE);
    assert_int_equal(store_size(k->st), 600);
    add(k, 601, 601);
}

static void
an_append_that_fails_in_a_bulk_does_not_harm_the_rest(void **state)
{
    struct kit *k = *state;
    struct append twice = kit_received(k->a, 1, "一");
    struct err err = { .text = "" };

    assert_true(store_bulk_begin(k->st, &err));
    assert_int_equal(append_kind(k, &twice), ERR_NONE);
    assert_int_equal(append_kind(k, &twice), ERR_CONFLICT);
    add(k, 2, 2);
    assert_true(store_bulk_commit(k->st, &err));
    assert_int_equal(store_size(k->st), 2);
}

static void
timers_that_are_due_come_earliest_first(void **state)
{
    struct kit *k = *state;
    struct append later = kit_fed_back(k->a, 1, "稍后");
    struct due_list due;
    struct err err;

    add(k, 1, 3);
    assert_true(store_due(k->st, k->a, kit_time(2) + 100, 10, &due, &err));
    assert_int_equal(due.n, 2);
    assert_true(str_eq(due.at[0].stream, kit_stream(k->a, 1)));
    later.due_next = kit_time(9);
    assert_int_equal(append_kind(k, &later), ERR_NONE);
    assert_true(store_due(k->st, k->a, kit_time(2) + 100, 10, &due, &err));
    assert_int_equal(due.n, 1);
    assert_true(str_eq(due.at[0].stream, kit_stream(k->a, 2)));
}

static void
numbers_are_reserved_without_repeats(void **state)
{
    struct kit *k = *state;
    int64_t first;
    struct err err;

    assert_true(store_reserve(k->st, STR("case"), 100, &first, &err));
    assert_int_equal(first, 1);
    assert_true(store_reserve(k->st, STR("case"), 10, &first, &err));
    assert_int_equal(first, 101);
    kit_reopen(k, STORE_WRITE);
    assert_true(store_reserve(k->st, STR("case"), 1, &first, &err));
    assert_int_equal(first, 111);
    assert_true(store_reserve(k->st, STR("other"), 1, &first, &err));
    assert_int_equal(first, 1);
}

static void
followers_and_rulebooks_are_kept(void **state)
{
    struct kit *k = *state;
    struct append ap = kit_received(k->a, 1, "一");
    uint64_t position = 99;
    struct str bytes;
    struct err err;

    assert_true(store_follower(k->st, STR("f"), &position, &err));
    assert_int_equal(position, 0);
    assert_true(store_follower_set(k->st, STR("f"), 7, &err));
    assert_true(store_follower(k->st, STR("f"), &position, &err));
    assert_int_equal(position, 7);
    ap.document_hash = STR("abc");
    ap.document = STR("rules");
    assert_int_equal(append_kind(k, &ap), ERR_NONE);
    assert_true(store_document(k->st, k->a, STR("abc"), &bytes, &err));
    assert_true(str_eq(bytes, STR("rules")));
    assert_false(store_document(k->st, k->a, STR("abd"), &bytes, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void
leaves_are_given_verbatim_from_any_position(void **state)
{
    struct kit *k = *state;
    struct leaf_list leaves;
    struct err err;

    add(k, 1, 5);
    assert_true(store_leaves(k->st, k->a, 3, 10, &leaves, &err));
    assert_int_equal(leaves.n, 2);
    assert_true(str_find(leaves.at[0], kit_stream(k->a, 4)) != SIZE_MAX);
    assert_true(store_leaves(k->st, k->a, 0, 2, &leaves, &err));
    assert_int_equal(leaves.n, 2);
    assert_true(store_leaves(k->st, k->a, 5, 2, &leaves, &err));
    assert_int_equal(leaves.n, 0);
}

static void
a_clock_set_back_two_minutes_stops_writing(void **state)
{
    struct kit *k = *state;
    struct append late = kit_received(k->a, 1, "一");

    add(k, 500, 500);
    late.recorded_at = kit_time(500) - 120000;
    assert_int_equal(append_kind(k, &late), ERR_NONE);
    late = kit_received(k->a, 2, "二");
    late.recorded_at = kit_time(500) - 120001;
    assert_int_equal(append_kind(k, &late), ERR_CLOCK);
    add(k, 501, 501);
    kit_reopen(k, STORE_WRITE);
    late.recorded_at = kit_time(501) - 120001;
    assert_int_equal(append_kind(k, &late), ERR_CLOCK);
}

static void
a_second_writing_process_is_turned_away_and_a_reading_one_is_not(void **state)
{
    struct kit *k = *state;
    struct store_options o = k->o;
    struct store *other;
    struct err err;

    add(k, 1, 3);
    assert_false(store_open(&o, &other, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    o.mode = STORE_READ;
    assert_true(store_open(&o, &other, &err));
    assert_int_equal(store_size(other), 3);
    add(k, 4, 4);
    assert_int_equal(store_size(other), 4);
    store_close(other);
    add(k, 5, 5);
}

static void
a_log_is_made_once(void **state)
{
    struct kit *k = *state;
    struct err err;

    kit_close(k);
    assert_false(store_create(&k->o, STR("other"), &err));
    assert_int_equal(err.kind, ERR_TAKEN);
}

struct load {
    struct kit *k;
    int64_t from;
    bool ok;
};

static void *
add_many(void *context)
{
    struct load *l = context;
    struct err err;

    l->ok = true;
    for (int64_t n = 0; n < 50; n++)
        l->ok = l->ok && kit_add(l->k, l->from + n, &err);
    return NULL;
}

/* Its key is there already when the second stream begins. */
static void
one_subject_may_have_texts_in_two_streams(void **state)
{
    struct kit *k = *state;
    struct append other = kit_received(k->a, 1, "另一件事");
    struct text_request rq = { kit_stream(k->a, 77), 1, kit_subject(1),
                               STR("body"), STR("test") };
    struct str text;
    struct err err = { .text = "" };
    bool erased;

    add(k, 1, 1);
    other.stream = rq.stream;
    assert_int_equal(append_kind(k, &other), ERR_NONE);
    assert_true(store_text(k->st, k->a, &rq, &text, &erased, &err));
    assert_true(str_eq(text, STR("另一件事")));
    assert_string_equal(kit_body(k, 1), "巷口的路灯坏了三天，晚上看不见。");
    rq.field = STR("caller"); /* nothing was said */
    assert_true(store_text(k->st, k->a, &rq, &text, &erased, &err));
    assert_int_equal(text.n, 0);
    assert_false(erased);
}

static void
many_threads_may_append_at_once(void **state)
{
    struct kit *k = *state;
    struct load loads[8];
    pthread_t threads[8];
    struct verify_result v;
    struct err err = { .text = "" };
    bool all = true;

    for (size_t i = 0; i < 8; i++) {
        loads[i] = (struct load){ k, 1 + 50 * (int64_t)i, false };
        assert_int_equal(pthread_create(&threads[i], NULL, add_many, &loads[i]),
                         0);
    }
    for (size_t i = 0; i < 8; i++) {
        (void)pthread_join(threads[i], NULL);
        all = all && loads[i].ok;
    }
    assert_true(all);
    assert_int_equal(store_size(k->st), 400);
    assert_true(store_verify(k->st, k->a, (struct str){ NULL, 0 }, &v, &err));
    assert_true(v.ok);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        KIT_TEST(what_was_appended_is_loaded_without_its_texts),
        KIT_TEST(a_stream_that_nobody_wrote_is_empty),
        KIT_TEST(of_two_writers_one_is_told_to_load_again),
        KIT_TEST(an_imported_row_is_taken_once_and_its_repeat_leaves_nothing),
        KIT_TEST(a_query_gives_its_rows_in_order),
        KIT_TEST(a_query_with_a_wrong_number_of_parameters_fails),
        KIT_TEST(every_named_query_can_be_prepared),
        KIT_TEST(a_bulk_sees_its_own_appends_and_keeps_them_together),
        KIT_TEST(an_append_that_fails_in_a_bulk_does_not_harm_the_rest),
        KIT_TEST(timers_that_are_due_come_earliest_first),
        KIT_TEST(numbers_are_reserved_without_repeats),
        KIT_TEST(followers_and_rulebooks_are_kept),
        KIT_TEST(leaves_are_given_verbatim_from_any_position),
        KIT_TEST(a_clock_set_back_two_minutes_stops_writing),
        KIT_TEST(
            a_second_writing_process_is_turned_away_and_a_reading_one_is_not),
        KIT_TEST(a_log_is_made_once),
        KIT_TEST(one_subject_may_have_texts_in_two_streams),
        KIT_TEST(many_threads_may_append_at_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
