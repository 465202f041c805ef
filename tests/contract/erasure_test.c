/*
 * After an erasure nothing that lies in the folder or its backups opens the
 * texts, whoever holds the master key. (erasure_kill_test: not when the process
 * died either.)
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "contract/erasure_kit.h"
#include "store/sqlite_internal.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { CASES = 20 };

static void
an_erased_key_is_in_no_place_of_any_file(void **state)
{
    struct kit *k = *state;
    struct erasure_target t;
    struct err err = { .text = "" };

    kit_add_many(k, 1, CASES);
    t = erasure_target(k);
    assert_int_equal(keys_in_folder(k, &t), 1);
    if (!kit_erase(k, &err))
        fail_msg("%s", err.text);
    assert_int_equal(keys_in_folder(k, &t), 0);
    assert_string_equal(kit_body(k, ERASED), "(erased)");
    assert_string_equal(kit_body(k, ERASED + 1),
                        "巷口的路灯坏了三天，晚上看不见。");
    assert_verifies(k);
    kit_reopen(k, STORE_WRITE);
    assert_int_equal(keys_in_folder(k, &t), 0);
    kit_add_many(k, CASES + 1, CASES + 3);
    assert_verifies(k);
}

static void
remove_copy(struct kit *k, const char *dir)
{
    struct name_list names = { NULL, 0, 0 };
    struct err err;

    assert_true(file_list(k->a, dir, &names, &err));
    for (size_t i = 0; i < names.n; i++) {
        struct buf path = { .a = k->a };

        buf_addf(&path, "%s/%s", dir, names.at[i]);
        assert_int_equal(unlink(buf_cstr(&path)), 0);
    }
    assert_int_equal(rmdir(dir), 0);
}

/* Copies made before the erasure, and once more behind it. */
static void
an_erased_key_is_in_no_backup(void **state)
{
    struct kit *k = *state;
    struct buf log = { .a = k->a }, keys = { .a = k->a };
    struct key_copies how = { .now = kit_time(0), .keep_ms = 1000000 };
    struct key_copied copied;
    struct erasure_target t;
    struct err err = { .text = "" };

    buf_addf(&log, "%s-log", k->dir);
    buf_addf(&keys, "%s-keys", k->dir);
    how.folder = buf_cstr(&keys);
    kit_add_many(k, 1, CASES);
    t = erasure_target(k);
    assert_true(store_backup(k->st, buf_cstr(&log), &err));
    assert_true(store_backup_keys(k->st, &how, &copied, &err));
    assert_int_equal(keys_in_copy(k, buf_cstr(&log), &t), 0);
    assert_int_equal(keys_in_copy(k, how.folder, &t), 1);

    assert_true(kit_erase(k, &err));
    how.now += 1000;
    assert_true(store_backup_keys(k->st, &how, &copied, &err));
    assert_int_equal(copied.kept, 2);
    assert_int_equal(keys_in_copy(k, buf_cstr(&log), &t), 0);
    assert_int_equal(keys_in_copy(k, how.folder, &t), 0);
    how.now += how.keep_ms;
    assert_true(store_backup_keys(k->st, &how, &copied, &err));
    assert_int_equal(copied.kept, 2); /* the second one and this one */
    assert_int_equal(copied.destroyed, 1);
    remove_copy(k, buf_cstr(&log));
    remove_copy(k, how.folder);
}

/* A server does not scrub: its writer does, behind the commit. */
static void
behind_an_erasure_the_log_of_the_database_is_emptied(void **state)
{
    struct kit *k = *state;
    struct id subject = kit_subject(ERASED);
    struct append ap = { .stream = kit_stream(k->a, ERASED),
                         .expected = 1,
                         .recorded_at = kit_time(ERASED),
                         .erase = &subject,
                         .erase_n = 1 };
    struct appended done;
    struct err err = { .text = "" };
    struct buf path = { .a = k->a };
    struct str bytes;

    buf_addf(&path, "%s/log.db-wal", k->dir);
    kit_add_many(k, 1, CASES);
    assert_true(file_read(k->a, buf_cstr(&path), SIZE_MAX / 4, &bytes, &err));
    assert_true(bytes.n > 0);
    if (!store_append(k->st, &ap, &done, &err))
        fail_msg("%s", err.text);
    assert_true(store_bulk_begin(k->st, &err)); /* waits for the writer */
    assert_true(file_read(k->a, buf_cstr(&path), SIZE_MAX / 4, &bytes, &err));
    store_bulk_abandon(k->st);
    assert_int_equal(bytes.n, 0);
}

/* --- A folder of an older program -----------------------------------------*/

/* Put the key of case n into the database, as older programs did. */
static struct str
age_key(struct kit *k, int64_t n)
{
    const struct store secrets = { .keys = k->keys };
    struct id subject = kit_subject(n);
    unsigned char key[SEAL_KEY_BYTES], wrapped[WRAPPED];
    struct str slot = kit_slot(k, n);
    struct buf sql = { .a = k->a }, context = { .a = k->a };
    int64_t at = n; /* drawn in order */

    assert_true(
        slot_unwrap(&secrets, at, (struct str){ slot.p, WRAPPED }, key));
    buf_add(&context, STR("gongzhi subject key "));
    buf_add(&context, (struct str){ (const char *)subject.b, ID_BYTES });
    suite_of(k->keys.suite)
        ->seal(k->keys.master, buf_str(&context),
               (struct str){ (const char *)key, sizeof(key) }, wrapped);
    buf_add(&sql, STR("INSERT INTO subject_key VALUES (x'"));
    buf_add_hex(&sql, subject.b, ID_BYTES);
    buf_add(&sql, STR("', x'"));
    buf_add_hex(&sql, wrapped, WRAPPED);
    buf_add(&sql, STR("')"));
    kit_tamper(k, buf_cstr(&sql));
    return arena_str(k->a, (struct str){ (const char *)wrapped, WRAPPED });
}

static void
the_keys_of_an_older_folder_move_out_of_its_database(void **state)
{
    struct kit *k = *state;
    struct str old[CASES + 1];
    char path[256];

    kit_add_many(k, 1, CASES);
    kit_close(k);
    kit_tamper(k, "CREATE TABLE subject_key (subject BLOB PRIMARY KEY, "
                  "wrapped BLOB NOT NULL) STRICT, WITHOUT ROWID");
    for (int64_t n = 1; n <= CASES; n++)
        old[n] = age_key(k, n);
    kit_tamper(k, "UPDATE subject_key SET wrapped = x'' "
                  "WHERE subject = x'5a000000000000000000000000000007';"
                  "DELETE FROM subject_slot");
    (void)snprintf(path, sizeof(path), "%s/subjects.keys", k->dir);
    assert_int_equal(unlink(path), 0);
    assert_true(kit_files_hold(k, old[8].p, WRAPPED));

    kit_reopen(k, STORE_WRITE);
    for (int64_t n = 1; n <= CASES; n++) {
        assert_false(kit_files_hold(k, old[n].p, WRAPPED));
        assert_string_equal(kit_body(k, n),
                            n == ERASED ? "(erased)"
                                        : "巷口的路灯坏了三天，晚上看不见。");
    }
    kit_add_many(k, CASES + 1, CASES + 3);
    assert_verifies(k);
}

/* --- Copies of other days that were put back ------------------------------*/

static void
put_file(struct kit *k, const char *name, struct str bytes)
{
    struct buf path = { .a = k->a };
    struct err err;

    buf_addf(&path, "%s/%s", k->dir, name);
    if (!file_write(buf_cstr(&path), bytes, 0600, &err))
        fail_msg("%s", err.text);
}

static struct str
get_file(struct kit *k, const char *name)
{
    struct buf path = { .a = k->a };
    struct str bytes;
    struct err err;

    buf_addf(&path, "%s/%s", k->dir, name);
    if (!file_read(k->a, buf_cstr(&path), SIZE_MAX / 4, &bytes, &err))
        fail_msg("%s", err.text);
    return bytes;
}

static void
an_older_copy_of_the_keys_brings_nothing_erased_back(void **state)
{
    struct kit *k = *state;
    struct erasure_target t;
    struct str keys;
    struct err err;

    kit_add_many(k, 1, CASES);
    t = erasure_target(k);
    keys = get_file(k, "subjects.keys");
    kit_add_many(k, CASES + 1, CASES + 5); /* the last is not there */
    assert_true(kit_erase(k, &err));
    kit_close(k);
    put_file(k, "subjects.keys", keys);
    assert_int_equal(keys_in_folder(k, &t), 1);
    kit_reopen(k, STORE_WRITE);
    assert_int_equal(keys_in_folder(k, &t), 0);
    assert_string_equal(kit_body(k, CASES + 5), "(erased)");
    kit_add_many(k, CASES + 6, CASES + 9); /* share no slot with those lost */
    assert_true(kit_body(k, CASES + 9)[0] != '(');
    assert_string_equal(kit_body(k, CASES + 5), "(erased)");
    assert_verifies(k);
}

static void
an_older_copy_of_the_log_opens_nothing_erased_since(void **state)
{
    struct kit *k = *state;
    struct erasure_target t;
    struct str log;
    struct err err;

    kit_add_many(k, 1, CASES);
    t = erasure_target(k);
    kit_close(k); /* the whole log is in log.db now */
    log = get_file(k, "log.db");
    kit_reopen(k, STORE_WRITE);
    assert_true(kit_erase(k, &err));
    kit_close(k);
    put_file(k, "log.db", log);
    kit_reopen(k, STORE_WRITE);
    assert_int_equal(keys_in_folder(k, &t), 0);
    assert_string_equal(kit_body(k, ERASED), "(erased)");
    assert_verifies(k);
}

static void
keys_of_another_log_or_none_are_noticed(void **state)
{
    struct kit *k = *state;
    struct store *st;
    struct err err;
    struct str keys, other;
    char path[256], *bytes;

    kit_add_many(k, 1, 3);
    kit_close(k);
    keys = get_file(k, "subjects.keys");
    bytes = arena_copy(k->a, keys.p, keys.n);
    bytes[20] ^= 1; /* in the key id */
    other = (struct str){ bytes, keys.n };
    put_file(k, "subjects.keys", other);
    assert_false(store_open(&k->o, &st, &err));
    assert_int_equal(err.kind, ERR_KEY);
    (void)snprintf(path, sizeof(path), "%s/subjects.keys", k->dir);
    assert_int_equal(unlink(path), 0);
    assert_false(store_open(&k->o, &st, &err));
    assert_int_equal(err.kind, ERR_KEY);
    kit_reopen(k, STORE_READ);
    assert_verifies(k);
    assert_string_equal(kit_body(k, 1), "(erased)");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        KIT_TEST(an_erased_key_is_in_no_place_of_any_file),
        KIT_TEST(an_erased_key_is_in_no_backup),
        KIT_TEST(behind_an_erasure_the_log_of_the_database_is_emptied),
        KIT_TEST(the_keys_of_an_older_folder_move_out_of_its_database),
        KIT_TEST(an_older_copy_of_the_keys_brings_nothing_erased_back),
        KIT_TEST(an_older_copy_of_the_log_opens_nothing_erased_since),
        KIT_TEST(keys_of_another_log_or_none_are_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
