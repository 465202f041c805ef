/*
 * A log that anybody changed behind the back of the program does not verify,
 * and the report says where.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "contract/store_kit.h"
#include "store/sqlite_internal.h"

#include <cmocka.h> /* last: its fail() is not ours */

static const struct str NONE = { NULL, 0 };

/* Change the closed log; verification must fail and say this. */
static void
must_notice(struct kit *k, const char *sql, const char *says)
{
    const char *report;
    bool ok;

    kit_close(k);
    kit_tamper(k, sql);
    kit_reopen(k, STORE_READ);
    report = kit_verify(k, NONE, &ok);
    if (ok || strstr(report, says) == NULL)
        fail_msg("%s\n-> %s", sql, report);
}

static void
an_untouched_log_verifies(void **state)
{
    struct kit *k = *state;
    const char *report;
    bool ok;

    report = kit_verify(k, NONE, &ok);
    if (!ok)
        fail_msg("%s", report);
    kit_fill(k);
    report = kit_verify(k, NONE, &ok);
    if (!ok)
        fail_msg("%s", report);
    assert_non_null(strstr(report, "303 片叶"));
    assert_non_null(strstr(report, "606 段"));
}

static void
a_changed_leaf_in_a_tile_is_named(void **state)
{
    kit_fill(*state);
    must_notice(*state,
                "UPDATE batch SET leaves = replace(leaves, 'web', 'sms') "
                "WHERE position = 77",
                "第 77 片叶");
}

static void
a_changed_leaf_behind_the_tiles_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state,
                "UPDATE batch SET leaves = replace(leaves, 'web', 'sms') "
                "WHERE position = 301",
                "第 301 片叶被改动");
}

static void
a_leaf_with_a_blank_is_not_canonical(void **state)
{
    kit_fill(*state);
    must_notice(*state,
                "UPDATE batch SET leaves = replace(leaves, '{\"stream', "
                "'{ \"stream') WHERE position = 5",
                "第 5 片叶不是规范的记录");
}

static void
a_removed_leaf_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state, "DELETE FROM batch WHERE position = 9",
                "第 9 片叶缺失");
}

static void
a_removed_end_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state, "DELETE FROM batch WHERE position = 302",
                "第 302 片叶缺失");
}

static void
swapped_leaves_are_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state,
                "UPDATE batch SET leaves = (SELECT leaves FROM batch AS o "
                "WHERE o.position = 43 - batch.position) "
                "WHERE position IN (21, 22)",
                "第 21 片叶");
}

static void
leaves_swapped_with_their_rows_are_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state,
                "UPDATE batch SET position = 900 WHERE position = 21;"
                "UPDATE batch SET position = 21 WHERE position = 22;"
                "UPDATE batch SET position = 22 WHERE position = 900;"
                "DELETE FROM sealed WHERE position IN (21, 22)",
                "第 21 片叶");
}

static void
a_changed_checkpoint_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state,
                "UPDATE checkpoint SET note = replace(note, "
                "'test.example/log' || char(10) || '301', "
                "'test.example/log' || char(10) || '300') WHERE size = 301",
                "检查点签名不符");
}

static void
a_removed_checkpoint_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state, "DELETE FROM checkpoint WHERE size = 303",
                "第 302 片叶起没有签名的检查点");
}

static void
a_changed_tile_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state, "UPDATE tile SET hashes = zeroblob(8192)",
                "第 0 片叶与第 0 层第 0 号哈希块不符");
}

static void
a_removed_tile_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state, "DELETE FROM tile", "缺少第 0 层第 0 号哈希块");
}

static void
a_tile_too_many_is_noticed(void **state)
{
    kit_fill(*state);
    must_notice(*state, "INSERT INTO tile VALUES (0, 1, zeroblob(8192))",
                "哈希块有 2 个");
}

static void
a_log_rewritten_and_signed_again_fails_against_an_outside_checkpoint(
    void **state)
{
    struct kit *k = *state, other;
    struct str outside;
    struct err err;
    bool ok;

    kit_fill(k);
    assert_true(store_checkpoint(k->st, k->a, KIT_CASES, &outside, &err));
    (void)kit_verify(k, outside, &ok);
    assert_true(ok);

    kit_start(&other, NULL); /* the same keys and name, other facts */
    kit_add_many(&other, 2, KIT_CASES + 20);
    (void)kit_verify(&other, NONE, &ok);
    assert_true(ok);
    assert_non_null(strstr(kit_verify(&other, outside, &ok), "整体改写"));
    assert_false(ok);
    kit_end(&other);
    assert_non_null(
        strstr(kit_verify(k, STR("nonsense\n"), &ok), "外部检查点"));
    assert_false(ok);
}

static void
a_log_cut_back_fails_against_an_outside_checkpoint(void **state)
{
    struct kit *k = *state, other;
    struct str outside;
    struct err err;
    bool ok;

    kit_fill(k);
    assert_true(store_checkpoint(k->st, k->a, UINT64_MAX, &outside, &err));
    kit_start(&other, NULL);
    kit_add_many(&other, 1, 3);
    assert_non_null(strstr(kit_verify(&other, outside, &ok), "第 3 片叶缺失"));
    assert_false(ok);
    kit_end(&other);
}

/* Whoever holds the keys can reseal another text, but not its commitment. */
static void
a_text_that_breaks_its_commitment_is_noticed(void **state)
{
    struct kit *k = *state;
    struct store secrets = { .keys = k->keys,
                             .suite = suite_of(k->keys.suite) };
    const struct vault_place at = { kit_subject(1), kit_stream(k->a, 1), 1 };
    unsigned char key[SEAL_KEY_BYTES];
    struct buf sql = { .a = k->a };
    struct str wrapped, pack, sealed;
    char *text;

    kit_add_many(k, 1, 2);
    wrapped = kit_slot(k, 1);
    wrapped.n = SEAL_KEY_BYTES + SEAL_EXTRA_BYTES;
    assert_true(slot_unwrap(&secrets, 1, wrapped, key));
    assert_true(vault_open(
        k->a, &at, key,
        kit_blob(k, "SELECT envelope FROM sealed ORDER BY position"), &pack));
    text = arena_copy(k->a, pack.p, pack.n);
    text[pack.n - 1] ^= 1;
    sealed = vault_seal(&secrets, k->a, &at, key, (struct str){ text, pack.n });
    buf_add(&sql, STR("UPDATE sealed SET envelope = x'"));
    buf_add_hex(&sql, sealed.p, sealed.n);
    buf_add(&sql, STR("' WHERE position = 0"));
    must_notice(k, buf_cstr(&sql), "第 0 片叶的个人文字与其承诺不符");
}

static void
a_sealed_text_moved_to_another_case_does_not_open(void **state)
{
    kit_add_many(*state, 1, 2);
    must_notice(*state,
                "UPDATE sealed SET envelope = (SELECT envelope FROM sealed "
                "WHERE position = 1) WHERE position = 0",
                "第 0 片叶的密封文字打不开");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        KIT_TEST(an_untouched_log_verifies),
        KIT_TEST(a_changed_leaf_in_a_tile_is_named),
        KIT_TEST(a_changed_leaf_behind_the_tiles_is_noticed),
        KIT_TEST(a_leaf_with_a_blank_is_not_canonical),
        KIT_TEST(a_removed_leaf_is_noticed),
        KIT_TEST(a_removed_end_is_noticed),
        KIT_TEST(swapped_leaves_are_noticed),
        KIT_TEST(leaves_swapped_with_their_rows_are_noticed),
        KIT_TEST(a_changed_checkpoint_is_noticed),
        KIT_TEST(a_removed_checkpoint_is_noticed),
        KIT_TEST(a_changed_tile_is_noticed),
        KIT_TEST(a_removed_tile_is_noticed),
        KIT_TEST(a_tile_too_many_is_noticed),
        KIT_TEST(
            a_log_rewritten_and_signed_again_fails_against_an_outside_checkpoint),
        KIT_TEST(a_log_cut_back_fails_against_an_outside_checkpoint),
        KIT_TEST(a_text_that_breaks_its_commitment_is_noticed),
        KIT_TEST(a_sealed_text_moved_to_another_case_does_not_open),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
