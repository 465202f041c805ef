/*
 * The verifier believes the proofs of RFC 6962 and no other, reads keys and
 * receipts in their one form, and shares nothing with the server to do so.
 *
 * The vectors lie outside the repository; GONGZHI_SHARED names their folder
 * (../shared). Without it their tests are skipped.
 */
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "note.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { TREES = 40 };

static struct hasher *h;
static json_t *vectors;

static int
start(void **state)
{
    const char *shared = getenv("GONGZHI_SHARED");
    char path[1024];

    (void)state;
    h = hasher_new(HASH_SHA256);
    (void)snprintf(path, sizeof(path), "%s/data/merkle/vectors.json",
                   shared == NULL ? "../shared" : shared);
    vectors = json_load_file(path, 0, NULL);
    if (vectors == NULL)
        (void)printf("no vectors at %s: their tests are skipped\n", path);
    return 0;
}

static int
end(void **state)
{
    (void)state;
    json_decref(vectors);
    hasher_free(h);
    return 0;
}

static struct digest
digest_of(const json_t *hex)
{
    struct digest d;

    assert_int_equal(json_string_length(hex), 2 * DIGEST);
    assert_true(hex_read(json_string_value(hex), DIGEST, d.b));
    return d;
}

static struct path
path_of(const json_t *proof)
{
    struct path p = { .n = json_array_size(proof) };

    for (size_t i = 0; i < p.n; i++)
        p.at[i] = digest_of(json_array_get(proof, i));
    return p;
}

static uint64_t
number_of(const json_t *v, const char *name)
{
    return (uint64_t)json_integer_value(json_object_get(v, name));
}

static void
assert_same(struct digest x, struct digest y)
{
    assert_memory_equal(x.b, y.b, DIGEST);
}

static void
trees_have_the_roots_of_the_vectors(void **state)
{
    struct forest f = { .size = 0 };
    const json_t *leaves, *roots;

    (void)state;
    if (vectors == NULL)
        skip();
    leaves = json_object_get(vectors, "leaves_hex");
    roots = json_object_get(vectors, "roots");
    assert_same(forest_root(h, &f),
                digest_of(json_object_get(vectors, "empty_root")));
    for (size_t i = 0; i < json_array_size(leaves); i++) {
        const char *hex = json_string_value(json_array_get(leaves, i));
        unsigned char bytes[64];

        assert_true(hex_read(hex, strlen(hex) / 2, bytes));
        forest_add(h, &f, leaf_digest(h, bytes, strlen(hex) / 2));
        assert_same(forest_root(h, &f), digest_of(json_array_get(roots, i)));
    }
}

static struct digest
record_digest(uint64_t i)
{
    char text[32];
    int n = snprintf(text, sizeof(text), "record-%llu", (unsigned long long)i);

    return leaf_digest(h, text, (size_t)n);
}

static void
large_trees_have_the_roots_of_the_vectors(void **state)
{
    struct forest f = { .size = 0 };
    json_t *roots, *root;
    const char *size;

    (void)state;
    if (vectors == NULL)
        skip();
    roots = json_object_get(json_object_get(vectors, "big"), "roots");
    assert_true(json_object_size(roots) > 0);
    json_object_foreach(roots, size, root)
    {
        while (f.size < strtoull(size, NULL, 10))
            forest_add(h, &f, record_digest(f.size));
        assert_same(forest_root(h, &f), digest_of(root));
    }
}

/* A proof holds as it is, and in no way in which one thing is changed. */
static void
check_inclusion(struct inclusion what, struct path path)
{
    assert_true(proves_inclusion(h, &what, &path));
    what.root.b[31] ^= 1;
    assert_false(proves_inclusion(h, &what, &path));
    what.root.b[31] ^= 1;
    what.leaf.b[0] ^= 128;
    assert_false(proves_inclusion(h, &what, &path));
    what.leaf.b[0] ^= 128;
    for (size_t i = 0; i < path.n; i++) {
        path.at[i].b[i % DIGEST] ^= 4;
        assert_false(proves_inclusion(h, &what, &path));
        path.at[i].b[i % DIGEST] ^= 4;
    }
    path.n++;
    assert_false(proves_inclusion(h, &what, &path));
    path.n--;
    if (path.n > 0) {
        path.n--;
        assert_false(proves_inclusion(h, &what, &path));
        path.n++;
    }
    what.position = what.size;
    assert_false(proves_inclusion(h, &what, &path));
}

static void
check_consistency(struct consistency what, struct path path)
{
    assert_true(proves_consistency(h, &what, &path));
    what.old_root.b[3] ^= 2;
    assert_false(proves_consistency(h, &what, &path));
    what.old_root.b[3] ^= 2;
    what.new_root.b[3] ^= 2;
    assert_false(proves_consistency(h, &what, &path));
    what.new_root.b[3] ^= 2;
    for (size_t i = 0; i < path.n; i++) {
        path.at[i].b[i % DIGEST] ^= 4;
        assert_false(proves_consistency(h, &what, &path));
        path.at[i].b[i % DIGEST] ^= 4;
    }
    path.n++;
    assert_false(proves_consistency(h, &what, &path));
    path.n--;
    if (path.n > 0) {
        path.n--;
        assert_false(proves_consistency(h, &what, &path));
        path.n++;
    }
    what.old_size = 0;
    assert_false(proves_consistency(h, &what, &path));
    what.old_size = what.new_size + 1;
    assert_false(proves_consistency(h, &what, &path));
}

static void
proofs_of_the_vectors_hold_and_changed_ones_do_not(void **state)
{
    const json_t *all, *v;
    size_t i;

    (void)state;
    if (vectors == NULL)
        skip();
    all = json_object_get(vectors, "inclusion");
    assert_true(json_array_size(all) > 0);
    json_array_foreach(all, i, v) check_inclusion(
        (struct inclusion){ number_of(v, "index"), number_of(v, "size"),
                            digest_of(json_object_get(v, "leaf_hash")),
                            digest_of(json_object_get(v, "root")) },
        path_of(json_object_get(v, "proof")));
    all = json_object_get(vectors, "consistency");
    assert_true(json_array_size(all) > 0);
    json_array_foreach(all, i, v) check_consistency(
        (struct consistency){ number_of(v, "size1"), number_of(v, "size2"),
                              digest_of(json_object_get(v, "root1")),
                              digest_of(json_object_get(v, "root2")) },
        path_of(json_object_get(v, "proof")));
}

/* The root of the records from..to-1. */
static struct digest
root_of(uint64_t from, uint64_t to)
{
    struct forest f = { .size = 0 };

    for (uint64_t i = from; i < to; i++)
        forest_add(h, &f, record_digest(i));
    return forest_root(h, &f);
}

/* The largest power of two below n. */
static uint64_t
half(uint64_t n)
{
    uint64_t k = 1;

    while (2 * k < n)
        k *= 2;
    return k;
}

static struct path
turned(struct path p)
{
    struct path t = { .n = p.n };

    for (size_t i = 0; i < p.n; i++)
        t.at[i] = p.at[p.n - 1 - i];
    return t;
}

/* RFC 6962, section 2.1.1, from the top down. */
static struct path
inclusion_path(uint64_t m, uint64_t n)
{
    struct path p = { .n = 0 };
    uint64_t from = 0;

    while (n - from > 1) {
        uint64_t middle = from + half(n - from);

        if (m < middle) {
            p.at[p.n++] = root_of(middle, n);
            n = middle;
        } else {
            p.at[p.n++] = root_of(from, middle);
            from = middle;
        }
    }
    return turned(p);
}

/* RFC 6962, section 2.1.2, from the top down. */
static struct path
consistency_path(uint64_t m, uint64_t n)
{
    struct path p = { .n = 0 };
    uint64_t from = 0;

    while (n != m) {
        uint64_t middle = from + half(n - from);

        if (m <= middle) {
            p.at[p.n++] = root_of(middle, n);
            n = middle;
        } else {
            p.at[p.n++] = root_of(from, middle);
            from = middle;
        }
    }
    if (from > 0)
        p.at[p.n++] = root_of(from, n);
    return turned(p);
}

static void
every_proof_of_small_trees_holds_and_changed_ones_do_not(void **state)
{
    (void)state;
    for (uint64_t n = 1; n < TREES; n++)
        for (uint64_t m = 0; m < n; m++) {
            check_inclusion(
                (struct inclusion){ m, n, record_digest(m), root_of(0, n) },
                inclusion_path(m, n));
            check_consistency((struct consistency){ m + 1, n, root_of(0, m + 1),
                                                    root_of(0, n) },
                              consistency_path(m + 1, n));
        }
}

/* The key of the Go checksum database's documentation
 * (golang.org/x/mod/sumdb/note). */
#define PETER                                                                  \
    "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"

static void
a_key_is_read_in_its_one_form(void **state)
{
    static const char *const wrong[] = {
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumanm+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T",
        "PeterNeumann+C74F20A3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3",
        "+c74f20a3+AR",
        "",
    };
    struct key k;

    (void)state;
    assert_true(key_read(h, PETER "\n", strlen(PETER) + 1, &k));
    assert_string_equal(k.name, "PeterNeumann");
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
        assert_false(key_read(h, wrong[i], strlen(wrong[i]), &k));
}

/* Of a log of SM3 and SM2 that was made for this test, and its first note. */
#define SM_KEY                                                                 \
    "gongzhi/990100+227bf22b+/2dvbmd6aGkgc20yLXdpdGgtc20zIDA0eHkgMTIzNDU2Nzgx" \
    "MjM0NTY3OASdXPQK6iJMQQzkek8pxrOLh6dV7s/AL3QoAwsqt9nQQZ42gbW48ChTsw4SqL0b" \
    "IQ2DrtI5A723oQNJglkFqJ+J"
#define SM_NOTE                                                                \
    "gongzhi/990100\n2\nw+xAZuXgmuIE/Km1Vkk7wWm+aE6q1/vji0wVYwgO4Vw=\n\n"      \
    "\xE2\x80\x94 gongzhi/990100 "                                             \
    "InvyK7i7q7PLrjhJhwSkI+ljukqTpXsxYyg13u729TLQX"                            \
    "bbzb+F1O1VRhdVF+iigaDWDJF5VrWFWQkNe9zTiNTZVD4U=\n"

static void
a_note_of_sm2_is_believed_and_no_changed_one(void **state)
{
    char note[sizeof(SM_NOTE)] = SM_NOTE, text[sizeof(SM_KEY)] = SM_KEY;
    const size_t n = strlen(SM_NOTE);
    struct checkpoint c;
    struct key k;

    (void)state;
    assert_true(key_read(h, text, strlen(text), &k));
    assert_int_equal(k.kind, SIGNED_SM2);
    assert_int_equal(note_read(&k, note, n, &c), NOTE_GOOD);
    assert_int_equal(c.size, 2);
    note[strlen("gongzhi/990100\n")] = '3';
    assert_int_equal(note_read(&k, note, n, &c), NOTE_BAD_SIGNATURE);
    note[strlen("gongzhi/990100\n")] = '2';
    note[n - 20] ^= 3; /* another letter */
    assert_int_not_equal(note_read(&k, note, n, &c), NOTE_GOOD);
    k.public_key[40] ^= 1; /* no point of the curve */
    assert_int_equal(note_read(&k, SM_NOTE, n, &c), NOTE_BAD_SIGNATURE);
    text[strlen(text) - 8] ^= 3;
    assert_false(key_read(h, text, strlen(text), &k));
    assert_false(key_is_foreign(text, strlen(text)));
    memset(text + strlen("gongzhi/990100+227bf22b+/2d"), 'A', 4);
    assert_true(key_is_foreign(text, strlen(text)));
    hasher_use(h, HASH_SHA256);
}

#define LEAF                                                                   \
    "{\\\"stream\\\":\\\"s\\\",\\\"version\\\":1,\\\"type\\\":\\\"t\\\","      \
    "\\\"recorded_at\\\":5}"
#define ITEM "{\"position\":2,\"leaf\":\"" LEAF "\",\"hashes\":[]}"

static void
a_receipt_is_read_in_its_one_form(void **state)
{
    static const char good[] =
        "{\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":[" ITEM "]}";
    static const char *const wrong[] = {
        "",
        "[]",
        "{}",
        "{\"receipt\":2,\"checkpoint\":\"x\",\"leaves\":[" ITEM "]}",
        "{\"receipt\":1,\"leaves\":[" ITEM "]}",
        "{\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":[]}",
        "{\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":{}}",
        "{\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":[7]}",
        "{\"receipt\":1,\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":[" ITEM
        "]}",
        "{\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":[{\"position\":-1,"
        "\"leaf\":\"" LEAF "\",\"hashes\":[]}]}",
        "{\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":[{\"position\":1,"
        "\"leaf\":\"{}\",\"hashes\":[]}]}",
        "{\"receipt\":1,\"checkpoint\":\"x\",\"leaves\":[{\"position\":1,"
        "\"leaf\":\"" LEAF "\",\"hashes\":[\"00\"]}]}",
    };
    struct bundle b;

    (void)state;
    assert_true(bundle_read(good, strlen(good), &b));
    assert_int_equal(b.n, 1);
    assert_int_equal(b.leaves[0].position, 2);
    assert_int_equal(b.leaves[0].recorded_at, 5);
    assert_memory_equal(b.leaves[0].stream.p, "s", 2);
    bundle_free(&b);
    for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
        if (bundle_read(wrong[i], strlen(wrong[i]), &b))
            fail_msg("%s was read", wrong[i]);
        bundle_free(&b);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trees_have_the_roots_of_the_vectors),
        cmocka_unit_test(large_trees_have_the_roots_of_the_vectors),
        cmocka_unit_test(proofs_of_the_vectors_hold_and_changed_ones_do_not),
        cmocka_unit_test(
            every_proof_of_small_trees_holds_and_changed_ones_do_not),
        cmocka_unit_test(a_key_is_read_in_its_one_form),
        cmocka_unit_test(a_note_of_sm2_is_believed_and_no_changed_one),
        cmocka_unit_test(a_receipt_is_read_in_its_one_form),
    };

    return cmocka_run_group_tests(tests, start, end);
}
