/* The index in its folder: kept, merged, written anew, damaged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/buf.h"
#include "similar/disk/index.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { FILE_MOST = 1 << 24 };

static const struct term_key key = { { 5, 6 } };

/* A folder of its own. */
struct kit {
    struct arena *a;
    const char *dir;
    struct similar_index *ix;
    bool anew;
};

static void
open_with(struct kit *k, struct term_key with)
{
    const struct similar_options o = { k->dir, with, 0 };
    struct err err = { .text = "" };

    similar_close(k->ix);
    if (!similar_open(&o, &k->ix, &k->anew, &err))
        fail_msg("%s", err.text);
}

static void
again(struct kit *k)
{
    open_with(k, key);
}

static int
set_up(void **state)
{
    struct kit *k = calloc(1, sizeof(*k));
    struct buf dir = { .a = NULL };
    const char *in = getenv("TMPDIR");

    k->a = dir.a = arena_open();
    buf_addf(&dir, "%s/similar.XXXXXX", in == NULL ? "/tmp" : in);
    (void)buf_cstr(&dir);
    k->dir = mkdtemp(dir.p);
    assert_non_null(k->dir);
    again(k);
    assert_true(k->anew);
    *state = k;
    return 0;
}

static struct name_list
files(struct kit *k)
{
    struct name_list names = { NULL, 0, 0 };
    struct err err;

    assert_true(file_list(k->a, k->dir, &names, &err));
    return names;
}

static const char *
path(struct kit *k, const char *name)
{
    struct buf b = { .a = k->a };

    buf_addf(&b, "%s/%s", k->dir, name);
    return buf_cstr(&b);
}

static int
tear_down(void **state)
{
    struct kit *k = *state;
    struct name_list names = files(k);

    similar_close(k->ix);
    for (size_t i = 0; i < names.n; i++)
        (void)unlink(path(k, names.at[i]));
    (void)rmdir(k->dir);
    arena_close(k->a);
    free(k);
    return 0;
}

/* A pair of characters that only this number has (from U+6000 on). */
static struct str
pair_of(struct kit *k, int number)
{
    struct buf b = { .a = k->a };

    for (int c = 2 * number; c < 2 * number + 2; c++)
        buf_addf(&b, "%c%c%c", 0xE6, 0x80 + c / 64, 0x80 + c % 64);
    return buf_str(&b);
}

static struct str
text_of(struct kit *k, int number)
{
    struct buf b = { .a = k->a };

    buf_add(&b, STR("路灯坏了 "));
    buf_add(&b, pair_of(k, number));
    buf_add(&b, STR("，晚上看不见"));
    return buf_str(&b);
}

static struct str
name_of(struct kit *k, int number)
{
    struct buf b = { .a = k->a };

    buf_addf(&b, "n%d", number);
    return buf_str(&b);
}

static void
add(struct kit *k, int number)
{
    const struct similar_doc doc = {
        .name = name_of(k, number),
        .title = STR("路灯"),
        .body = text_of(k, number),
        .place = STR("330106"),
        .matter = STR("lamp"),
        .at = number,
    };

    similar_add(k->ix, &doc, false);
}

static void
flush(struct kit *k, uint64_t position)
{
    struct err err = { .text = "" };

    if (!similar_flush(k->ix, position, &err))
        fail_msg("%s", err.text);
}

static void
tend(struct kit *k, int64_t now)
{
    struct err err = { .text = "" };
    bool more = true;

    while (more)
        if (!similar_tend(k->ix, now, &more, &err))
            fail_msg("%s", err.text);
}

static bool
is_found(struct kit *k, int number)
{
    const struct similar_ask ask = { .text = text_of(k, number),
                                     .place = STR("33"),
                                     .matter = STR(""),
                                     .from = INT64_MIN,
                                     .to = INT64_MAX,
                                     .k = 1 };
    struct similar_answers r = similar_search(k->ix, k->a, &ask);
    struct similar_answers same =
        similar_search_repeats(k->ix, k->a, &ask, 0.6);
    bool found = r.n == 1 && str_eq(r.at[0].name, name_of(k, number));

    if (found) {
        assert_true(str_eq(r.at[0].place, STR("330106")));
        assert_true(str_eq(r.at[0].matter, STR("lamp")));
        assert_int_equal(r.at[0].at, number);
        assert_true(same.n >= 1);
    }
    assert_int_equal(similar_has(k->ix, name_of(k, number)), found);
    return found;
}

/* Do the bytes of a pair's hash stand in any file? */
static bool
files_hold(struct kit *k, struct str pair)
{
    uint64_t hash = grams_of(k->a, &key, pair, 1).at[0].hash;
    struct name_list names = files(k);
    struct str bytes;
    struct err err;
    bool hold = false;

    for (size_t i = 0; i < names.n; i++) {
        assert_true(
            file_read(k->a, path(k, names.at[i]), FILE_MOST, &bytes, &err));
        hold = hold ||
               str_find(bytes, (struct str){ (char *)&hash, sizeof(hash) }) !=
                   SIZE_MAX;
    }
    return hold;
}

static void
what_is_committed_is_found(void **state)
{
    struct kit *k = *state;

    add(k, 1);
    assert_false(is_found(k, 1));
    similar_commit(k->ix);
    assert_true(is_found(k, 1));
    assert_int_equal(similar_docs(k->ix), 1);
    again(k); /* nothing was flushed */
    assert_false(k->anew);
    assert_false(is_found(k, 1));
}

static void
what_is_flushed_is_there_again(void **state)
{
    struct kit *k = *state;

    for (int i = 0; i < 50; i++) {
        add(k, i);
        if (i % 3 == 0)
            flush(k, (uint64_t)i + 1);
    }
    flush(k, 77);
    again(k);
    assert_false(k->anew);
    assert_int_equal(similar_position(k->ix), 77);
    assert_int_equal(similar_docs(k->ix), 50);
    for (int i = 0; i < 50; i++)
        assert_true(is_found(k, i));
}

static void
files_are_merged(void **state)
{
    struct kit *k = *state;

    for (int i = 0; i < 200; i++) {
        add(k, i);
        flush(k, (uint64_t)i);
        if (i % 2 == 0)
            tend(k, 0);
    }
    assert_true(similar_size(k->ix).files < 25);
    assert_int_equal(files(k).n, similar_size(k->ix).files + 1);
    again(k);
    for (int i = 0; i < 200; i++)
        assert_true(is_found(k, i));
}

static void
many_files_are_merged_without_being_asked(void **state)
{
    struct kit *k = *state;

    for (int i = 0; i < 120; i++) {
        add(k, i);
        flush(k, (uint64_t)i);
    }
    assert_true(similar_size(k->ix).files < 50);
    assert_int_equal(similar_docs(k->ix), 120);
}

static void
a_text_of_the_same_name_takes_the_place(void **state)
{
    struct kit *k = *state;
    struct similar_doc doc = { .name = STR("n1"),
                               .title = STR(""),
                               .body = STR("水管漏水"),
                               .place = STR(""),
                               .matter = STR("") };

    add(k, 1);
    flush(k, 1);
    similar_add(k->ix, &doc, false);
    flush(k, 2);
    assert_int_equal(similar_docs(k->ix), 1);
    assert_true(files_hold(k, STR("漏水")));
    tend(k, INT64_MAX);
    assert_false(files_hold(k, STR("路灯")));
}

/* The words of a text that was dropped are in the files until they are written
 * anew, an hour after the drop at the latest; a restart puts off nothing. */
static void
a_dropped_text_goes_out_of_the_files(void **state)
{
    enum { DROPPED = 1000000 };
    struct kit *k = *state;

    for (int i = 1; i <= 3; i++)
        add(k, i);
    flush(k, 5);
    assert_true(files_hold(k, pair_of(k, 2)));
    similar_drop(k->ix, STR("n2"), DROPPED);
    assert_false(is_found(k, 2));
    flush(k, 6);
    again(k);
    assert_false(is_found(k, 2));
    assert_int_equal(similar_docs(k->ix), 2);
    tend(k, DROPPED + REWRITE_MS - 1);
    assert_true(files_hold(k, pair_of(k, 2)));
    tend(k, DROPPED + REWRITE_MS);
    assert_false(files_hold(k, pair_of(k, 2)));
    assert_true(files_hold(k, pair_of(k, 3)));
    assert_int_equal(files(k).n, 2);
    again(k);
    assert_false(k->anew);
    assert_int_equal(similar_position(k->ix), 6);
    assert_true(is_found(k, 1));
    assert_true(is_found(k, 3));
}

static void
nothing_is_left_of_the_last_text(void **state)
{
    struct kit *k = *state;

    add(k, 1);
    flush(k, 1);
    similar_drop(k->ix, STR("n1"), 0);
    tend(k, REWRITE_MS);
    assert_int_equal(files(k).n, 1);
    again(k);
    assert_false(k->anew);
    assert_int_equal(similar_docs(k->ix), 0);
}

static void
words_do_not_stand_in_the_files(void **state)
{
    struct kit *k = *state;
    struct name_list names;
    struct str bytes;
    struct err err;

    add(k, 1);
    flush(k, 1);
    names = files(k);
    for (size_t i = 0; i < names.n; i++) {
        assert_true(
            file_read(k->a, path(k, names.at[i]), FILE_MOST, &bytes, &err));
        assert_int_equal(str_find(bytes, STR("路灯")), SIZE_MAX);
        assert_int_equal(file_mode(path(k, names.at[i])), 0600);
    }
}

static void
another_key_begins_anew(void **state)
{
    struct kit *k = *state;

    add(k, 1);
    flush(k, 9);
    open_with(k, (struct term_key){ { 5, 7 } });
    assert_true(k->anew);
    assert_int_equal(similar_position(k->ix), 0);
    assert_int_equal(similar_docs(k->ix), 0);
    assert_int_equal(files(k).n, 1);
}

static void
fill_and_keep(struct kit *k, const char *name, struct str *ret_bytes)
{
    struct err err;

    again(k);
    if (similar_docs(k->ix) == 0) {
        add(k, 1);
        flush(k, 1);
        add(k, 2);
        similar_drop(k->ix, STR("n1"), 0);
        flush(k, 9);
    }
    if (name != NULL)
        assert_true(file_read(k->a, path(k, name), FILE_MOST, ret_bytes, &err));
}

/* Write these bytes over a file: what opens then is empty. */
static void
spoil(struct kit *k, const char *name, struct str bytes)
{
    struct err err;

    similar_close(k->ix);
    k->ix = NULL;
    assert_true(file_write(path(k, name), bytes, 0600, &err));
    again(k);
    assert_true(k->anew);
    assert_int_equal(similar_position(k->ix), 0);
    assert_int_equal(similar_docs(k->ix), 0);
    assert_int_equal(files(k).n, 1);
}

/* The manifest is number 0: its name stands behind those of segments. */
static const char *
file_number(struct kit *k, size_t i)
{
    struct name_list names = files(k);

    return i < names.n ? names.at[names.n - 1 - i] : NULL;
}

static void
any_damage_begins_anew(void **state)
{
    struct kit *k = *state;
    struct str bytes = { "", 0 };
    size_t damaged = 0;

    for (size_t file = 0; file < 3; file++) {
        fill_and_keep(k, NULL, NULL);
        for (size_t at = 0;; at += at < 40 || file == 0 ? 1 : 13) {
            const char *name;
            char *copy;

            fill_and_keep(k, NULL, NULL);
            name = file_number(k, file);
            if (name == NULL)
                break;
            fill_and_keep(k, name, &bytes);
            if (at >= bytes.n)
                break;
            copy = arena_copy(k->a, bytes.p, bytes.n);
            copy[at] ^= (char)(1U << at % 8);
            spoil(k, name, (struct str){ copy, bytes.n });
            fill_and_keep(k, NULL, NULL);
            name = file_number(k, file);
            fill_and_keep(k, name, &bytes);
            spoil(k, name, (struct str){ bytes.p, at < bytes.n ? at : 0 });
            damaged += 2;
        }
    }
    assert_true(damaged > 300);
}

static void
one_has_it_open_at_a_time(void **state)
{
    struct kit *k = *state;
    const struct similar_options o = { k->dir, key, 0 };
    struct similar_index *other;
    struct err err;
    bool anew;

    assert_false(similar_open(&o, &other, &anew, &err));
    assert_int_equal(err.kind, ERR_BUSY);
    again(k);
}

static void
a_lost_file_begins_anew(void **state)
{
    struct kit *k = *state;

    fill_and_keep(k, NULL, NULL);
    assert_int_equal(unlink(path(k, file_number(k, 1))), 0);
    again(k);
    assert_true(k->anew);
    fill_and_keep(k, NULL, NULL);
    assert_int_equal(unlink(path(k, "manifest")), 0);
    again(k);
    assert_true(k->anew);
    assert_int_equal(files(k).n, 1);
}

#define kit_test(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        kit_test(what_is_committed_is_found),
        kit_test(what_is_flushed_is_there_again),
        kit_test(files_are_merged),
        kit_test(many_files_are_merged_without_being_asked),
        kit_test(a_text_of_the_same_name_takes_the_place),
        kit_test(a_dropped_text_goes_out_of_the_files),
        kit_test(nothing_is_left_of_the_last_text),
        kit_test(words_do_not_stand_in_the_files),
        kit_test(another_key_begins_anew),
        kit_test(any_damage_begins_anew),
        kit_test(one_has_it_open_at_a_time),
        kit_test(a_lost_file_begins_anew),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
