/*
 * What the store does when the world is bad: texts erased, readings lost,
 * keys wrong, pages corrupted, the disk full or read-only.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract/store_kit.h"
#include "contract/testvfs.h"
#include "sys/keyfile.h"

#include <cmocka.h> /* last: its fail() is not ours */

static const struct str NONE = { NULL, 0 };

static void
an_erased_text_is_in_no_file_and_the_log_still_verifies(void **state)
{
    struct kit *k = *state;
    struct append ap = kit_fed_back(k->a, 7, "本条随后删除");
    struct id subject = kit_subject(7);
    struct appended done;
    struct str wrapped, envelope;
    struct err err = { .text = "" };
    bool clean, ok;

    kit_add_many(k, 1, 20);
    wrapped = kit_slot(k, 7);
    envelope = kit_blob(k, "SELECT envelope FROM sealed WHERE position = 6");
    assert_true(kit_files_hold(k, wrapped.p, wrapped.n));
    assert_true(kit_files_hold(k, envelope.p, envelope.n));
    assert_false(kit_files_hold(k, "巷口的路灯", 15));

    ap.events = &(const struct event_list){ .n = 0 };
    ap.erase = &subject;
    ap.erase_n = 1;
    if (!store_append(k->st, &ap, &done, &err))
        fail_msg("%s", err.text);
    assert_true(store_scrub(k->st, &clean, &err));
    assert_true(clean);
    assert_false(kit_files_hold(k, wrapped.p, wrapped.n));
    assert_string_equal(kit_body(k, 7), "(erased)");
    assert_string_equal(kit_body(k, 8), "巷口的路灯坏了三天，晚上看不见。");
    (void)kit_verify(k, NONE, &ok);
    assert_true(ok);
}

static void
nothing_more_is_sealed_for_somebody_erased(void **state)
{
    struct kit *k = *state;
    struct append ap = kit_fed_back(k->a, 1, "再来一段");
    struct append gone = { .stream = ap.stream,
                           .erase_n = 1,
                           .expected = 1,
                           .recorded_at = ap.recorded_at };
    struct id subject = kit_subject(1);
    struct appended done;
    struct err err = { .text = "" };

    kit_add_many(k, 1, 1);
    gone.erase = &subject;
    assert_true(store_append(k->st, &gone, &done, &err));
    assert_false(store_append(k->st, &ap, &done, &err));
    assert_int_equal(err.kind, ERR_KEY);
    assert_int_equal(store_size(k->st), 1);
}

static void
a_scrub_says_when_somebody_still_reads_the_old_pages(void **state)
{
    struct kit *k = *state;
    struct cursor *c;
    struct err err;
    bool clean;

    kit_add_many(k, 1, 5);
    assert_true(store_query(k->st, QUERY_APPEAL_STATS, NULL, 0, &c, &err));
    assert_true(cursor_next(c, &err));
    kit_add_many(k, 6, 6);
    assert_true(store_scrub(k->st, &clean, &err));
    assert_false(clean);
    cursor_close(c);
    assert_true(store_scrub(k->st, &clean, &err));
    assert_true(clean);
}

/* All rows of the readings that the kit writes, as text. */

static struct str
dump(struct kit *k)
{
    return kit_blob(
        k, "SELECT group_concat(line, char(10)) FROM ("
           "SELECT 't' || due_at || stream AS line FROM timer UNION ALL "
           "SELECT quote(number) || quote(id) || quote(version) || "
           "quote(stage) || quote(channel) || quote(place) || quote(hops) || "
           "quote(received_at) || quote(late) || quote(solved) || "
           "quote(satisfied) || quote(merged_into) || quote(code) "
           "FROM appeal)");
}

static bool
rows_again(void *context, struct arena *a, const struct record_list *records,
           struct row_list *ret_rows, int64_t *ret_due, struct err *err)
{
    struct kit *k = context;
    int64_t n = records->at[0].recorded_at - kit_time(0);

    (void)k;
    (void)err;
    n /= kit_time(1) - kit_time(0);
    ret_rows->at =
        kit_row(a, n, (int64_t)records->n, records->n == 1 ? "open" : "done");
    ret_rows->n = 1;
    *ret_due = kit_time(n) + (records->n == 1 ? 100 : 200);
    return true;
}

static void
readings_are_rebuilt_byte_for_byte(void **state)
{
    struct kit *k = *state;
    const struct rebuild how = { rows_again, k, NULL };
    struct append ap = kit_fed_back(k->a, 3, "已修");
    struct appended done;
    struct str before, after;
    struct err err = { .text = "" };

    kit_add_many(k, 1, 40);
    assert_true(store_append(k->st, &ap, &done, &err));
    before = dump(k);
    assert_true(before.n > 1000);
    kit_close(k);
    kit_tamper(k, "UPDATE appeal SET stage = 'wrong' WHERE number < 9;"
                  "DELETE FROM timer WHERE due_at % 3 = 0;"
                  "DELETE FROM appeal WHERE number = 11;"
                  "CREATE TRIGGER batch_no_update BEFORE UPDATE ON batch "
                  "BEGIN SELECT RAISE(ABORT, 'no'); END");
    kit_reopen(k, STORE_WRITE);
    assert_false(str_eq(dump(k), before));
    if (!store_rebuild(k->st, &how, &err))
        fail_msg("%s", err.text);
    after = dump(k);
    assert_true(str_eq(after, before));
    assert_string_equal(kit_body(k, 3), "巷口的路灯坏了三天，晚上看不见。");
}

static bool
rows_fail(void *context, struct arena *a, const struct record_list *records,
          struct row_list *ret_rows, int64_t *ret_due, struct err *err)
{
    (void)context, (void)a, (void)ret_rows, (void)ret_due;
    if (records->at[0].position < 5)
        return true;
    err->kind = ERR_INPUT;
    return false;
}

static void
a_rebuild_that_fails_changes_nothing(void **state)
{
    struct kit *k = *state;
    const struct rebuild how = { rows_fail, k, NULL };
    struct str before;
    struct err err = { .text = "" };

    kit_add_many(k, 1, 9);
    before = dump(k);
    assert_false(store_rebuild(k->st, &how, &err));
    assert_int_equal(err.kind, ERR_INPUT);
    assert_true(str_eq(dump(k), before));
    kit_add_many(k, 10, 10);
}

static enum err_kind
open_kind(struct kit *k, enum store_mode mode)
{
    struct store_options o = k->o;
    struct store *st;
    struct err err = { .text = "" };

    o.mode = mode;
    if (!store_open(&o, &st, &err))
        return err.kind;
    store_close(st);
    return ERR_NONE;
}

static void
wrong_keys_are_noticed_at_once(void **state)
{
    struct kit *k = *state;

    kit_close(k);
    k->keys.master[5] ^= 1;
    assert_int_equal(open_kind(k, STORE_WRITE), ERR_KEY);
    assert_int_equal(open_kind(k, STORE_READ), ERR_KEY);
    k->keys.master[5] ^= 1;
    k->keys.signing[5] ^= 1;
    assert_int_equal(open_kind(k, STORE_WRITE), ERR_KEY);
    k->keys.signing[5] ^= 1;
    assert_int_equal(open_kind(k, STORE_WRITE), ERR_NONE);
}

static void
a_folder_without_a_log_is_not_found(void **state)
{
    struct kit *k = *state, gone;

    gone = *k;
    gone.o.dir = gone.dir;
    (void)snprintf(gone.dir + strlen(gone.dir) - 1, 2, "_");
    assert_int_equal(open_kind(&gone, STORE_READ), ERR_NOT_FOUND);
    assert_int_equal(open_kind(&gone, STORE_WRITE), ERR_NOT_FOUND);
}

static void
a_key_file_that_others_may_read_is_refused(void **state)
{
    struct kit *k = *state;
    struct keys made, read;
    char path[256];
    struct err err = { .text = "" };

    (void)snprintf(path, sizeof(path), "%s/x.keys", k->dir);
    assert_false(keyfile_read(path, &read, &err));
    assert_int_equal(err.kind, ERR_KEY);
    assert_true(keyfile_make(path, SUITE_INTL, &made, &err));
    assert_false(keyfile_make(path, SUITE_INTL, &read, &err));
    assert_int_equal(err.kind, ERR_TAKEN);
    assert_true(keyfile_read(path, &read, &err));
    assert_memory_equal(&made, &read, sizeof(made));
    assert_int_equal(chmod(path, 0440), 0);
    assert_false(keyfile_read(path, &read, &err));
    assert_int_equal(err.kind, ERR_KEY);
    assert_int_equal(chmod(path, 0400), 0);
    assert_int_equal(truncate(path, 150), 0);
    assert_false(keyfile_read(path, &read, &err));
    assert_int_equal(err.kind, ERR_KEY);
}

static void
keys_of_the_other_algorithms_are_refused(void **state)
{
    struct kit *k = *state;
    struct keys made, read;
    char path[256];
    struct err err = { .text = "" };

    kit_close(k);
    (void)snprintf(path, sizeof(path), "%s/x.keys", k->dir);
    assert_true(keyfile_make(path, SUITE_SM, &made, &err));
    assert_true(keyfile_read(path, &read, &err));
    assert_memory_equal(&made, &read, sizeof(made));
    assert_int_equal(read.suite, SUITE_SM);
    k->keys.suite = k->keys.suite == SUITE_SM ? SUITE_INTL : SUITE_SM;
    assert_int_equal(open_kind(k, STORE_READ), ERR_KEY);
    assert_int_equal(open_kind(k, STORE_WRITE), ERR_KEY);
}

static void
a_corrupted_page_is_noticed(void **state)
{
    struct kit *k = *state;
    char path[256], rubbish[4096];
    FILE *f;
    long end;
    bool ok;

    /* enough that the half is behind the schema, whose pages must be good to
     * open at all */
    kit_fill(k);
    kit_add_many(k, KIT_CASES + 4, (int64_t)4 * KIT_CASES);
    kit_close(k);
    (void)snprintf(path, sizeof(path), "%s/log.db", k->dir);
    memset(rubbish, 0x5a, sizeof(rubbish));
    f = fopen(path, "r+b");
    assert_non_null(f);
    assert_int_equal(fseek(f, 0, SEEK_END), 0);
    end = ftell(f);
    for (long at = end / 2 / 4096 * 4096; at < end; at += 4096) {
        assert_int_equal(fseek(f, at, SEEK_SET), 0);
        assert_int_equal(fwrite(rubbish, 1, 4096, f), 4096);
    }
    assert_int_equal(fclose(f), 0);
    k->o.mode = STORE_READ;
    kit_reopen(k, STORE_READ);
    (void)kit_verify(k, NONE, &ok);
    assert_false(ok);
}

static void
a_file_that_is_no_database_is_corrupt(void **state)
{
    struct kit *k = *state;
    char path[256];
    FILE *f;

    kit_close(k);
    (void)snprintf(path, sizeof(path), "%s/log.db", k->dir);
    f = fopen(path, "wb");
    assert_non_null(f);
    for (int i = 0; i < 1000; i++)
        (void)fputs("not a database", f);
    assert_int_equal(fclose(f), 0);
    assert_int_equal(open_kind(k, STORE_READ), ERR_CORRUPT);
    assert_int_equal(open_kind(k, STORE_WRITE), ERR_CORRUPT);
}

static void
a_full_disk_fails_the_append_and_keeps_the_log(void **state)
{
    struct kit *k = *state;
    struct err err = { .text = "" };
    bool ok = true;
    int64_t n = 1;

    k->o.vfs = TESTVFS_NAME;
    kit_reopen(k, STORE_WRITE);
    kit_add_many(k, n++, 1);
    testvfs_room(300000);
    while (n < 1000 && kit_add(k, n, &err))
        n++;
    assert_int_equal(err.kind, ERR_FULL);
    assert_int_equal(store_size(k->st), n - 1);
    assert_false(kit_add(k, n, &err));
    testvfs_room(-1); /* somebody made room */
    kit_add_many(k, n, n + 3);
    (void)kit_verify(k, NONE, &ok);
    assert_true(ok);
    kit_reopen(k, STORE_WRITE);
    assert_int_equal(store_size(k->st), n + 3);
}

/* Root may write everything: ask as somebody else. */

static void
a_read_only_folder_can_be_read_and_not_written(void **state)
{
    struct kit *k = *state;
    char path[256];
    pid_t child;
    int status;

    kit_add_many(k, 1, 3);
    kit_close(k);
    (void)snprintf(path, sizeof(path), "%s/log.db", k->dir);
    assert_int_equal(chmod(path, 0444), 0);
    (void)snprintf(path, sizeof(path), "%s/lock", k->dir);
    assert_int_equal(chmod(path, 0444), 0);
    (void)snprintf(path, sizeof(path), "%s/subjects.keys", k->dir);
    assert_int_equal(chmod(path, 0444), 0);
    assert_int_equal(chmod(k->dir, 0555), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (geteuid() == 0 && setuid(65534) != 0)
            _exit(9);
        if (open_kind(k, STORE_WRITE) != ERR_READ_ONLY)
            _exit(1);
        k->o.mode = STORE_READ;
        kit_reopen(k, STORE_READ);
        _exit(store_size(k->st) == 3 && kit_body(k, 2)[0] != '(' ? 0 : 2);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(k->dir, 0700), 0);
    assert_true(WIFEXITED(status));
    if (WEXITSTATUS(status) == 9)
        skip();
    assert_int_equal(WEXITSTATUS(status), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        KIT_TEST(an_erased_text_is_in_no_file_and_the_log_still_verifies),
        KIT_TEST(nothing_more_is_sealed_for_somebody_erased),
        KIT_TEST(a_scrub_says_when_somebody_still_reads_the_old_pages),
        KIT_TEST(readings_are_rebuilt_byte_for_byte),
        KIT_TEST(a_rebuild_that_fails_changes_nothing),
        KIT_TEST(wrong_keys_are_noticed_at_once),
        KIT_TEST(a_folder_without_a_log_is_not_found),
        KIT_TEST(a_key_file_that_others_may_read_is_refused),
        KIT_TEST(keys_of_the_other_algorithms_are_refused),
        KIT_TEST(a_corrupted_page_is_noticed),
        KIT_TEST(a_file_that_is_no_database_is_corrupt),
        KIT_TEST(a_full_disk_fails_the_append_and_keeps_the_log),
        KIT_TEST(a_read_only_folder_can_be_read_and_not_written),
    };

    testvfs_register();
    return cmocka_run_group_tests(tests, NULL, NULL);
}
