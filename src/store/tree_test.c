/*
 * Proofs from the store hold against its signed checkpoints, in small logs
 * and in logs whose tiles fill, after a restart and from another process.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "contract/store_kit.h"
#include "crypto/digest.h"
#include "event/gen/appeal_events.h"
#include "store/sqlite_internal.h"

#include <cmocka.h> /* last: its fail() is not ours */

/* Append n leaves at once, and one checkpoint. */
static void
add_leaves(struct kit *k, int64_t stream, int64_t n)
{
    struct arena *a = arena_open();
    struct event_list events = { .a = a };
    struct append ap = { .stream = kit_stream(a, stream),
                         .events = &events,
                         .actor = STR("system"),
                         .recorded_at = kit_time(1) };
    struct appended done;
    struct err err = { .text = "" };

    for (int64_t i = 0; i < n; i++)
        (void)emit_appeal_nudged_v1(
            &events, &(const struct appeal_nudged_v1){ .n = 1 + i % 9999 });
    if (!store_append(k->st, &ap, &done, &err))
        fail_msg("%s", err.text);
    assert_int_equal(done.n, n);
    arena_close(a);
}

static struct hash
root_signed(struct kit *k, uint64_t size)
{
    struct checkpoint c;
    struct str note;
    struct err err = { .text = "" };

    assert_true(store_checkpoint(k->st, k->a, size, &note, &err));
    assert_true(store_checkpoint_open(k->st, note, &c));
    assert_int_equal(c.size, size);
    return c.root;
}

static void
check_inclusion(struct kit *k, uint64_t position, uint64_t size)
{
    struct merkle_inclusion c = {
        position, size, { { 0 } }, root_signed(k, size)
    };
    struct leaf_list leaves;
    struct str path;
    struct err err = { .text = "" };

    assert_true(store_leaves(k->st, k->a, position, 1, &leaves, &err));
    assert_int_equal(leaves.n, 1);
    c.leaf = merkle_leaf(suite_of(k->keys.suite)->digest, k->a, leaves.at[0]);
    if (!store_inclusion(k->st, k->a, position, size, &path, &err))
        fail_msg("%s", err.text);
    assert_true(
        merkle_verify_inclusion(suite_of(k->keys.suite)->digest, &c, path));
}

static void
check_consistency(struct kit *k, uint64_t size1, uint64_t size2)
{
    const struct merkle_consistency c = { size1, size2, root_signed(k, size1),
                                          root_signed(k, size2) };
    struct str path;
    struct err err = { .text = "" };

    if (!store_consistency(k->st, k->a, size1, size2, &path, &err))
        fail_msg("%s", err.text);
    assert_true(
        merkle_verify_consistency(suite_of(k->keys.suite)->digest, &c, path));
}

static struct str
hashes_of(struct kit *k, unsigned level, uint64_t first, size_t n)
{
    const struct tree_part part = { level, first, n };
    struct err err = { .text = "" };
    struct str hashes = { NULL, 0 };

    if (!store_hashes(k->st, k->a, &part, &hashes, &err))
        fail_msg("%s", err.text);
    assert_int_equal(hashes.n, n * HASH_BYTES);
    return hashes;
}

/* A hash of a level is the root of the 256 below it; the lowest ones are those
 * of the leaves. */
static void
check_tile(struct kit *k, unsigned level, uint64_t first)
{
    struct hash below[TILE_HASHES], root;
    struct leaf_list leaves;
    struct err err = { .text = "" };

    if (level == 0) {
        assert_true(store_leaves(k->st, k->a, first, 1, &leaves, &err));
        root = merkle_leaf(suite_of(k->keys.suite)->digest, k->a, leaves.at[0]);
    } else {
        memcpy(below,
               hashes_of(k, level - 1, first * TILE_HASHES, TILE_HASHES).p,
               sizeof(below));
        root = merkle_full_root(suite_of(k->keys.suite)->digest, below,
                                TILE_HASHES);
    }
    assert_memory_equal(hashes_of(k, level, first, 1).p, root.b, HASH_BYTES);
}

static void
lacks(struct kit *k, unsigned level, uint64_t first, size_t n)
{
    const struct tree_part part = { level, first, n };
    struct err err = { .text = "" };
    struct str hashes;

    assert_false(store_hashes(k->st, k->a, &part, &hashes, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

static void
hashes_of_every_level_are_given_also_after_a_restart(void **state)
{
    struct kit *k = *state;

    add_leaves(k, 1, 65536);
    add_leaves(k, 2, 300);
    for (int restart = 0; restart < 3; restart++) {
        check_tile(k, 0, 0);
        check_tile(k, 0, 65535);
        check_tile(k, 0, 65791);
        check_tile(k, 0, 65835);
        check_tile(k, 1, 0);
        check_tile(k, 1, 256);
        check_tile(k, 2, 0);
        assert_int_equal(hashes_of(k, 0, 65792, 44).n, 44 * HASH_BYTES);
        lacks(k, 0, 65792, 45);
        lacks(k, 0, 65836, 1);
        lacks(k, 0, 255, 2); /* across two tiles */
        lacks(k, 1, 257, 1);
        lacks(k, 2, 1, 1);
        lacks(k, 63, 0, 1);
        lacks(k, 0, UINT64_MAX - 255, 256);
        kit_reopen(k, restart == 0 ? STORE_WRITE : STORE_READ);
    }
}

static void
every_leaf_of_a_small_log_is_proved(void **state)
{
    struct kit *k = *state;

    kit_add_many(k, 1, 20);
    for (uint64_t size = 1; size <= 20; size++) {
        for (uint64_t i = 0; i < size; i++)
            check_inclusion(k, i, size);
        for (uint64_t i = 1; i <= size; i++)
            check_consistency(k, i, size);
    }
}

static void
proofs_across_tiles_hold_also_after_a_restart(void **state)
{
    static const int64_t parts[] = { 255, 1, 1, 255, 1000, 64024, 1, 700 };
    static const uint64_t positions[] = { 0,     1,     254,   255,  256,
                                          257,   511,   512,   1511, 1512,
                                          65535, 65536, 65537, 66236 };
    struct kit *k = *state;
    uint64_t sizes[8], size = 0;

    for (size_t i = 0; i < 8; i++) {
        add_leaves(k, (int64_t)i + 1, parts[i]);
        sizes[i] = size += (uint64_t)parts[i];
    }
    for (int restart = 0; restart < 3; restart++) {
        for (size_t i = 0; i < 8; i++) {
            for (size_t p = 0; p < 14 && positions[p] < sizes[i]; p++)
                check_inclusion(k, positions[p], sizes[i]);
            for (size_t j = 0; j <= i; j++)
                check_consistency(k, sizes[j], sizes[i]);
        }
        kit_reopen(k, restart == 0 ? STORE_WRITE : STORE_READ);
    }
}

static void
a_restarted_log_grows_on_the_same_tree(void **state)
{
    struct kit *k = *state;
    bool ok;
    const char *report;

    for (int64_t i = 1; i <= 12; i++) {
        add_leaves(k, i, 100);
        kit_reopen(k, STORE_WRITE);
    }
    report = kit_verify(k, (struct str){ NULL, 0 }, &ok);
    if (!ok)
        fail_msg("%s", report);
    check_consistency(k, 300, 1200);
}

static void
a_reading_process_proves_what_was_written_since_it_opened(void **state)
{
    struct kit *k = *state, reader;

    kit_add_many(k, 1, 3);
    reader = *k;
    reader.st = NULL;
    kit_reopen(&reader, STORE_READ);
    check_inclusion(&reader, 1, 3);
    kit_add_many(k, 4, 9);
    check_inclusion(&reader, 8, 9);
    check_consistency(&reader, 3, 9);
    kit_close(&reader);
}

static void
what_was_abandoned_is_not_in_the_tree(void **state)
{
    struct kit *k = *state;
    struct err err = { .text = "" };
    bool ok;

    add_leaves(k, 1, 250);
    assert_true(store_bulk_begin(k->st, &err));
    add_leaves(k, 2, 70000);
    store_bulk_abandon(k->st);
    add_leaves(k, 3, 10);
    check_consistency(k, 250, 260);
    (void)kit_verify(k, (struct str){ NULL, 0 }, &ok);
    assert_true(ok);
}

static void
there_is_no_proof_of_what_is_not_there(void **state)
{
    struct kit *k = *state;
    struct str path;
    struct err err = { .text = "" };

    kit_add_many(k, 1, 3);
    assert_false(store_inclusion(k->st, k->a, 3, 3, &path, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(store_inclusion(k->st, k->a, 0, 4, &path, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
    assert_false(store_consistency(k->st, k->a, 0, 3, &path, &err));
    assert_int_equal(err.kind, ERR_NOT_FOUND);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        KIT_TEST(every_leaf_of_a_small_log_is_proved),
        KIT_TEST(proofs_across_tiles_hold_also_after_a_restart),
        KIT_TEST(hashes_of_every_level_are_given_also_after_a_restart),
        KIT_TEST(a_restarted_log_grows_on_the_same_tree),
        KIT_TEST(a_reading_process_proves_what_was_written_since_it_opened),
        KIT_TEST(what_was_abandoned_is_not_in_the_tree),
        KIT_TEST(there_is_no_proof_of_what_is_not_there),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
