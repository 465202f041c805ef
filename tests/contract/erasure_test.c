/*
 * After an erasure nothing that lies in the folder opens the texts, whoever
 * holds the master key: not at rest, and not when the process or the machine
 * died at any of its writes.
 */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "contract/erasure_kit.h"
#include "store/sqlite_internal.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { CASES = 20, LATER = 24 };

/* --- A disk that can be pulled out ---------------------------------------
 * The writing calls of libc, for the store and for SQLite: the process kills
 * itself before the nth of them. What is written to subjects.keys reaches the
 * file with fdatasync only. */

static int calls_left = -1;
static bool keeps_unsynced_away;

struct held {
    unsigned char *p;
    size_t n;
    off_t at;
};
static struct held held[64];
static size_t held_n;

static void
count_call(void)
{
    if (calls_left > 0 && --calls_left == 0)
        (void)kill(getpid(), SIGKILL);
}

static bool
is_held(int fd)
{
    char link[64], path[512];
    ssize_t n;

    if (!keeps_unsynced_away)
        return false;
    (void)snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
    n = readlink(link, path, sizeof(path) - 1);
    path[n < 0 ? 0 : n] = '\0';
    return n > 14 && strcmp(path + n - 14, "/subjects.keys") == 0;
}

static ssize_t
put_at(int fd, const void *p, size_t n, off_t at)
{
    count_call();
    if (!is_held(fd))
        return syscall(SYS_pwrite64, fd, p, n, at);
    if (held_n == 64 || (held[held_n].p = malloc(n)) == NULL)
        abort();
    memcpy(held[held_n].p, p, n);
    held[held_n].n = n;
    held[held_n++].at = at;
    return (ssize_t)n;
}

ssize_t
pwrite(int fd, const void *p, size_t n, off_t at)
{
    return put_at(fd, p, n, at);
}

ssize_t
write(int fd, const void *p, size_t n)
{
    count_call();
    return syscall(SYS_write, fd, p, n);
}

int
ftruncate(int fd, off_t n)
{
    count_call();
    return (int)syscall(SYS_ftruncate, fd, n);
}

static void
let_go(int fd)
{
    if (!is_held(fd))
        return;
    for (size_t i = 0; i < held_n; i++) {
        (void)syscall(SYS_pwrite64, fd, held[i].p, held[i].n, held[i].at);
        free(held[i].p);
    }
    held_n = 0;
}

int
fdatasync(int fd)
{
    count_call();
    let_go(fd);
    return 0; /* the kernel outlives the process, and the disk is slow */
}

int
fsync(int fd)
{
    count_call();
    let_go(fd);
    return 0;
}

static bool
erase(struct kit *k, struct err *err)
{
    struct id subject = kit_subject(ERASED);
    struct append ap = kit_fed_back(k->a, ERASED, "本条随后删除");
    struct appended done;
    bool clean;

    ap.events = &(const struct event_list){ .n = 0 };
    ap.erase = &subject;
    ap.erase_n = 1;
    return store_append(k->st, &ap, &done, err) &&
           store_scrub(k->st, &clean, err);
}

static void
assert_verifies(struct kit *k)
{
    bool ok;
    const char *report = kit_verify(k, (struct str){ NULL, 0 }, &ok);

    if (!ok)
        fail_msg("%s", report);
}

static void
an_erased_key_is_in_no_place_of_any_file(void **state)
{
    struct kit *k = *state;
    struct erasure_target t;
    struct err err = { .text = "" };

    kit_add_many(k, 1, CASES);
    t = erasure_target(k);
    assert_int_equal(keys_in_folder(k, &t), 1);
    if (!erase(k, &err))
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

/* --- Killed at each write -------------------------------------------------*/

/* Add cases and erase one; each done step is told through the pipe. */
_Noreturn static void
be_child(struct kit *k, int pipe, int n)
{
    struct err err;
    int64_t i;

    calls_left = n;
    kit_reopen(k, STORE_WRITE);
    for (i = CASES + 1; i <= LATER; i++)
        if (!kit_add(k, i, &err) ||
            syscall(SYS_write, pipe, &i, sizeof(i)) != sizeof(i))
            _exit(2);
    i = 0;
    if (!erase(k, &err) || syscall(SYS_write, pipe, &i, sizeof(i)) != sizeof(i))
        _exit(3);
    kit_close(k);
    _exit(0);
}

/* One life that ends before its nth write, and what it leaves. */
static bool
live_and_look(int n)
{
    struct kit k;
    struct erasure_target t;
    int ends[2], status;
    int64_t said, last = CASES;
    bool erased = false;
    pid_t child;

    kit_start(&k, NULL);
    kit_add_many(&k, 1, CASES);
    t = erasure_target(&k);
    kit_close(&k);
    assert_int_equal(pipe(ends), 0);
    child = fork();
    assert_true(child >= 0);
    if (child == 0)
        be_child(&k, ends[1], n);
    (void)close(ends[1]);
    while (read(ends[0], &said, sizeof(said)) == sizeof(said)) {
        erased = erased || said == 0;
        last = said > last ? said : last;
    }
    (void)close(ends[0]);
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);

    if (erased)
        assert_int_equal(keys_in_folder(&k, &t), 0);
    kit_reopen(&k, STORE_WRITE);
    if (kit_number(&k, "SELECT CAST(COUNT(*) AS TEXT) FROM subject_slot "
                       "WHERE erased = 1") == 1)
        assert_int_equal(keys_in_folder(&k, &t), 0);
    else
        assert_string_not_equal(kit_body(&k, ERASED), "(erased)");
    for (int64_t i = 1; i <= last; i++)
        assert_true(i == ERASED || kit_body(&k, i)[0] != '(');
    kit_add_many(&k, LATER + 1, LATER + 2);
    assert_verifies(&k);
    kit_end(&k);
    return !WIFSIGNALED(status);
}

static void
killed_at_any_write_an_erasure_is_whole_or_not_at_all(void **state)
{
    int n = 1;

    (void)state;
    keeps_unsynced_away = false;
    while (!live_and_look(n))
        n++;
    assert_true(n > 20);
}

static void
the_same_when_what_was_not_synced_is_lost(void **state)
{
    int n = 1;

    (void)state;
    keeps_unsynced_away = true;
    while (!live_and_look(n))
        n++;
    keeps_unsynced_away = false;
    assert_true(n > 20);
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
                  "DROP TABLE subject_slot; PRAGMA user_version = 8");
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
    assert_true(erase(k, &err));
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
    assert_true(erase(k, &err));
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
    char path[256];

    kit_add_many(k, 1, 3);
    kit_close(k);
    keys = get_file(k, "subjects.keys");
    other = (struct str){ arena_copy(k->a, keys.p, keys.n), keys.n };
    ((char *)(uintptr_t)other.p)[20] ^= 1;
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
        KIT_TEST(behind_an_erasure_the_log_of_the_database_is_emptied),
        cmocka_unit_test(killed_at_any_write_an_erasure_is_whole_or_not_at_all),
        cmocka_unit_test(the_same_when_what_was_not_synced_is_lost),
        KIT_TEST(the_keys_of_an_older_folder_move_out_of_its_database),
        KIT_TEST(an_older_copy_of_the_keys_brings_nothing_erased_back),
        KIT_TEST(an_older_copy_of_the_log_opens_nothing_erased_since),
        KIT_TEST(keys_of_another_log_or_none_are_noticed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
