/*
 * Notes are read exactly as C2SP's signed-note and tlog-checkpoint say.
 */
#include "event/note.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/id.h"
#include "crypto/digest.h"
#include "crypto/sign.h"
#include "event/base64.h"

#include <cmocka.h> /* last: its fail() is not ours */

#define TEXT "log.example/a\n7\nRgH3ezH2cdrA6GTPc8nLHMiHtAOoaLEqxp1gUzMaHtk=\n"
#define DASH "\xE2\x80\x94 "

/* The public note of the Go checksum database's documentation
 * (golang.org/x/mod/sumdb/note): key "PeterNeumann", Ed25519. */
#define PETER_TEXT                                                             \
    "If you think cryptography is the answer to your problem,\n"               \
    "then you don't know what your problem is.\n"
#define PETER_NOTE                                                             \
    PETER_TEXT "\n" DASH "PeterNeumann "                                       \
               "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZ"  \
               "SNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
#define PETER_KEY "ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

static struct arena *a;

static int
start(void **state)
{
    (void)state;
    a = arena_open();
    return 0;
}

static int
end(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static void
a_note_of_another_program_verifies(void **state)
{
    unsigned char key[33], id[NOTE_KEY_ID_BYTES];
    struct buf written = { .a = a };
    struct note_signature s;
    struct str text;
    size_t n;

    (void)state;
    assert_true(base64_parse(STR(PETER_KEY), key, sizeof(key), &n));
    assert_int_equal(n, 33);
    note_key_id(digest_sha256, a, STR("PeterNeumann"),
                (struct str){ (const char *)key + 1, 32 }, id);
    assert_memory_equal(id, "\xc7\x4f\x20\xa3", 4);
    note_put_key(&written,
                 &(struct note_key){ STR("PeterNeumann"),
                                     STR("\x01"),
                                     { (const char *)key + 1, 32 } },
                 id);
    assert_true(
        str_eq(buf_str(&written), STR("PeterNeumann+c74f20a3+" PETER_KEY)));
    assert_true(
        note_parse(STR(PETER_NOTE), STR("PeterNeumann"), id, &text, &s));
    assert_true(str_eq(text, STR(PETER_TEXT)));
    assert_true(sign_verify(key + 1, text, s.bytes));
    s.bytes[3] ^= 1;
    assert_false(sign_verify(key + 1, text, s.bytes));
}

static struct str
signed_note(struct note_signature *ret_signature)
{
    const struct checkpoint c = { STR("log.example/a"), 7, { { 1, 2, 3 } } };
    struct buf b = { .a = a };
    struct note_signature s = { STR("log.example/a"), "abc", { 9 } };

    checkpoint_put(&b, &c);
    note_put_separator(&b);
    note_put_signature(
        &b, &(const struct note_signature){ STR("other"), "xyz", { 1 } });
    note_put_signature(&b, &s);
    *ret_signature = s;
    return buf_str(&b);
}

static void
what_is_written_is_read_back(void **state)
{
    struct note_signature want, s;
    struct str note = signed_note(&want), text;
    struct checkpoint c;

    (void)state;
    assert_true(note_parse(note, want.name, want.key_id, &text, &s));
    assert_memory_equal(s.bytes, want.bytes, NOTE_SIGNATURE_BYTES);
    assert_true(checkpoint_parse(text, &c));
    assert_true(str_eq(c.origin, STR("log.example/a")));
    assert_int_equal(c.size, 7);
    assert_int_equal(c.root.b[2], 3);
}

static void
a_note_without_our_signature_is_refused(void **state)
{
    struct note_signature want, s;
    struct str note = signed_note(&want), text;

    (void)state;
    assert_false(note_parse(note, STR("third"), want.key_id, &text, &s));
    want.key_id[0] ^= 1;
    assert_false(note_parse(note, want.name, want.key_id, &text, &s));
}

static void
every_cut_of_a_note_is_refused(void **state)
{
    struct note_signature want, s;
    struct str note = signed_note(&want), text;

    (void)state;
    for (size_t n = 0; n < note.n; n++)
        assert_false(note_parse((struct str){ note.p, n }, want.name,
                                want.key_id, &text, &s));
}

static void
malformed_notes_are_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "\n",
        "\n\n",
        "text\n",
        "text\n\n",
        "text\n\n- log QUJD\n",
        "text\n\n" DASH "log\n",
        "text\n\n" DASH "log QUJD\n",
        "text\n\n" DASH "a+b QUJDREVG\n",
        "te\rxt\n\n" DASH "log QUJDREVG\n",
        "text\n\n" DASH "log QUJD REVG\n",
        "text\xff\n\n" DASH "log QUJDREVG\n",
    };
    static const unsigned char id[NOTE_KEY_ID_BYTES] = { 'A', 'B', 'C', 'D' };
    struct note_signature s;
    struct str text;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(note_parse(str_of(bad[i]), STR("log"), id, &text, &s));
}

static void
more_than_sixteen_signatures_are_too_many(void **state)
{
    struct note_signature want, s;
    struct str note = signed_note(&want), text;
    struct buf b = { .a = a };

    (void)state;
    buf_add(&b, note);
    for (int i = 2; i < NOTE_SIGNATURES_MAX; i++)
        note_put_signature(&b, &want);
    assert_true(note_parse(buf_str(&b), want.name, want.key_id, &text, &s));
    note_put_signature(&b, &want);
    assert_false(note_parse(buf_str(&b), want.name, want.key_id, &text, &s));
}

static void
checkpoints_have_one_form(void **state)
{
    static const char root[] = "RgH3ezH2cdrA6GTPc8nLHMiHtAOoaLEqxp1gUzMaHtk=";
    static const char *const bad_sizes[] = {
        "", "07", "-1", "+7", " 7", "7 ", "7a", "00", "9223372036854775808"
    };
    struct checkpoint c;
    struct buf b = { .a = a };

    (void)state;
    assert_true(checkpoint_parse(STR(TEXT), &c));
    assert_true(checkpoint_parse(STR(TEXT "extension\n"), &c));
    assert_int_equal(c.size, 7);
    assert_false(checkpoint_parse(STR("\n7\nAAAA\n"), &c));
    assert_false(checkpoint_parse(STR("log\n7\nAAAA\n"), &c));
    assert_false(checkpoint_parse(STR("log\n7\n"), &c));
    for (size_t i = 0; i < sizeof(bad_sizes) / sizeof(bad_sizes[0]); i++) {
        b.n = 0;
        buf_addf(&b, "log\n%s\n%s\n", bad_sizes[i], root);
        assert_false(checkpoint_parse(buf_str(&b), &c));
    }
}

static void
base64_has_one_form(void **state)
{
    static const char *const bad[] = { "A",    "AA",   "AAA",  "AA=",
                                       "AB==", "AAB=", "A===", "====",
                                       "AA=A", "AA A", "AA-_" };
    static const char *const good[] = {
        "", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"
    };
    unsigned char bytes[16];
    size_t n;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(base64_parse(str_of(bad[i]), bytes, 16, &n));
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        struct buf b = { .a = a };

        assert_true(base64_parse(str_of(good[i]), bytes, 16, &n));
        assert_int_equal(n, i);
        assert_memory_equal(bytes, "foobar", n);
        base64_put(&b, "foobar", i);
        assert_true(str_eq(buf_str(&b), str_of(good[i])));
    }
    assert_false(base64_parse(STR("Zm9vYmFy"), bytes, 5, &n));
}

static void
names_have_no_blanks_and_no_plus(void **state)
{
    (void)state;
    assert_true(note_name_ok(STR("城市.example/共治")));
    assert_false(note_name_ok(STR("")));
    assert_false(note_name_ok(STR("a b")));
    assert_false(note_name_ok(STR("a+b")));
    assert_false(note_name_ok(STR("a\nb")));
    assert_false(note_name_ok(STR("a\xE3\x80\x80"
                                  "b")));
    assert_false(note_name_ok(STR("a\xff")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_note_of_another_program_verifies),
        cmocka_unit_test(what_is_written_is_read_back),
        cmocka_unit_test(a_note_without_our_signature_is_refused),
        cmocka_unit_test(every_cut_of_a_note_is_refused),
        cmocka_unit_test(malformed_notes_are_refused),
        cmocka_unit_test(more_than_sixteen_signatures_are_too_many),
        cmocka_unit_test(checkpoints_have_one_form),
        cmocka_unit_test(base64_has_one_form),
        cmocka_unit_test(names_have_no_blanks_and_no_plus),
    };

    return cmocka_run_group_tests(tests, start, end);
}
