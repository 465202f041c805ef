/*
 * The tree gives the roots and proofs of RFC 6962, and believes no other.
 *
 * The vectors lie outside the repository; GONGZHI_SHARED names their folder
 * (../shared). Without it their tests are skipped.
 */
#include "event/merkle.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/id.h"
#include "crypto/digest.h"

#include <cmocka.h> /* last: its fail() is not ours */

static json_t *vectors;
static struct arena *a;

static int
start(void **state)
{
    const char *shared = getenv("GONGZHI_SHARED");
    char path[1024];

    (void)state;
    a = arena_open();
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
    arena_close(a);
    return 0;
}

static struct hash
hash_of(const json_t *hex)
{
    struct hash h;

    if (!hex_parse(str_of(json_string_value(hex)), h.b, HASH_BYTES))
        abort();
    return h;
}

static struct str
path_of(const json_t *proof)
{
    struct buf b = { .a = a };

    for (size_t i = 0; i < json_array_size(proof); i++) {
        struct hash h = hash_of(json_array_get(proof, i));

        buf_add(&b, (struct str){ (const char *)h.b, HASH_BYTES });
    }
    return buf_str(&b);
}

static uint64_t
number_of(const json_t *v, const char *name)
{
    return (uint64_t)json_integer_value(json_object_get(v, name));
}

static void
assert_hash(struct hash x, struct hash y)
{
    assert_memory_equal(x.b, y.b, HASH_BYTES);
}

static struct hash
record_leaf(uint64_t i)
{
    char text[32];
    int n = snprintf(text, sizeof(text), "record-%llu", (unsigned long long)i);

    return merkle_leaf(digest_sha256, a, (struct str){ text, (size_t)n });
}

/* Nodes straight from the leaves, for trees of records. */
static bool
get_record_node(void *context, unsigned height, uint64_t index,
                struct hash *ret_node)
{
    struct merkle_range r = { .size = 0 };

    (void)context;
    for (uint64_t i = index << height; i < (index + 1) << height; i++)
        merkle_append(digest_sha256, &r, record_leaf(i));
    *ret_node = merkle_root(digest_sha256, &r);
    return true;
}

static const struct merkle_nodes records = { digest_sha256, get_record_node,
                                             NULL };

static void
small_trees_have_the_roots_of_the_vectors(void **state)
{
    struct merkle_range r = { .size = 0 };
    const json_t *leaves, *roots;

    (void)state;
    if (vectors == NULL)
        skip();
    leaves = json_object_get(vectors, "leaves_hex");
    roots = json_object_get(vectors, "roots");
    assert_hash(merkle_root(digest_sha256, &r),
                hash_of(json_object_get(vectors, "empty_root")));
    for (size_t i = 0; i < json_array_size(leaves); i++) {
        struct str hex = str_of(json_string_value(json_array_get(leaves, i)));
        unsigned char bytes[64];

        assert_true(hex_parse(hex, bytes, hex.n / 2));
        merkle_append(
            digest_sha256, &r,
            merkle_leaf(digest_sha256, a,
                        (struct str){ (const char *)bytes, hex.n / 2 }));
        assert_hash(merkle_root(digest_sha256, &r),
                    hash_of(json_array_get(roots, i)));
    }
}

static void
large_trees_have_the_roots_of_the_vectors(void **state)
{
    struct merkle_range r = { .size = 0 };
    json_t *roots;
    const char *size;
    json_t *root;

    (void)state;
    if (vectors == NULL)
        skip();
    roots = json_object_get(json_object_get(vectors, "big"), "roots");
    json_object_foreach(roots, size, root)
    {
        uint64_t n = strtoull(size, NULL, 10);
        struct hash at;

        while (r.size < n)
            merkle_append(digest_sha256, &r, record_leaf(r.size));
        assert_hash(merkle_root(digest_sha256, &r), hash_of(root));
        assert_true(merkle_root_at(&records, n, &at));
        assert_hash(at, hash_of(root));
    }
}

static void
inclusion_proofs_of_the_vectors_hold_and_changed_ones_do_not(void **state)
{
    const json_t *all = json_object_get(vectors, "inclusion");

    (void)state;
    if (vectors == NULL)
        skip();
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *v = json_array_get(all, i);
        struct merkle_inclusion c = { number_of(v, "index"),
                                      number_of(v, "size"),
                                      hash_of(json_object_get(v, "leaf_hash")),
                                      hash_of(json_object_get(v, "root")) };
        struct str path = path_of(json_object_get(v, "proof"));

        assert_true(merkle_verify_inclusion(digest_sha256, &c, path));
        c.root.b[0] ^= 1;
        assert_false(merkle_verify_inclusion(digest_sha256, &c, path));
        c.root.b[0] ^= 1;
        if (path.n > 0) {
            path.n -= 1;
            assert_false(merkle_verify_inclusion(digest_sha256, &c, path));
            path.n -= HASH_BYTES - 1;
            assert_false(merkle_verify_inclusion(digest_sha256, &c, path));
        }
        c.position = c.size;
        assert_false(merkle_verify_inclusion(digest_sha256, &c, path));
    }
}

static void
consistency_proofs_of_the_vectors_hold_and_changed_ones_do_not(void **state)
{
    const json_t *all = json_object_get(vectors, "consistency");

    (void)state;
    if (vectors == NULL)
        skip();
    for (size_t i = 0; i < json_array_size(all); i++) {
        const json_t *v = json_array_get(all, i);
        struct merkle_consistency c = { number_of(v, "size1"),
                                        number_of(v, "size2"),
                                        hash_of(json_object_get(v, "root1")),
                                        hash_of(json_object_get(v, "root2")) };
        struct str path = path_of(json_object_get(v, "proof"));

        assert_true(merkle_verify_consistency(digest_sha256, &c, path));
        c.root1.b[9] ^= 1;
        assert_false(merkle_verify_consistency(digest_sha256, &c, path));
        c.root1.b[9] ^= 1;
        c.root2.b[9] ^= 1;
        assert_false(merkle_verify_consistency(digest_sha256, &c, path));
        c.root2.b[9] ^= 1;
        c.size1 = 0;
        assert_false(merkle_verify_consistency(digest_sha256, &c, path));
    }
}

static void
every_proof_that_is_built_holds(void **state)
{
    struct hash root[40], leaf[40];
    struct str path;

    (void)state;
    for (uint64_t n = 0; n < 40; n++) {
        assert_true(merkle_root_at(&records, n, &root[n]));
        leaf[n] = record_leaf(n);
    }
    for (uint64_t n = 1; n < 40; n++)
        for (uint64_t i = 0; i < n; i++) {
            struct merkle_inclusion in = { i, n, leaf[i], root[n] };
            struct merkle_consistency con = { i + 1, n, root[i + 1], root[n] };

            assert_true(merkle_inclusion_path(&records, a, i, n, &path));
            assert_true(merkle_verify_inclusion(digest_sha256, &in, path));
            in.leaf = leaf[(i + 1) % n];
            assert_true(n == 1 ||
                        !merkle_verify_inclusion(digest_sha256, &in, path));
            assert_true(merkle_consistency_path(&records, a, i + 1, n, &path));
            assert_true(merkle_verify_consistency(digest_sha256, &con, path));
        }
    assert_false(merkle_inclusion_path(&records, a, 5, 5, &path));
    assert_false(merkle_consistency_path(&records, a, 0, 5, &path));
    assert_false(merkle_consistency_path(&records, a, 6, 5, &path));
}

static void
proofs_of_a_thousand_are_those_of_the_vectors(void **state)
{
    const json_t *big = json_object_get(vectors, "big");
    struct str path;

    (void)state;
    if (vectors == NULL)
        skip();
    assert_true(merkle_inclusion_path(&records, a, 500, 1000, &path));
    assert_true(
        str_eq(path, path_of(json_object_get(big, "incl_500_of_1000"))));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_trees_have_the_roots_of_the_vectors),
        cmocka_unit_test(large_trees_have_the_roots_of_the_vectors),
        cmocka_unit_test(
            inclusion_proofs_of_the_vectors_hold_and_changed_ones_do_not),
        cmocka_unit_test(
            consistency_proofs_of_the_vectors_hold_and_changed_ones_do_not),
        cmocka_unit_test(every_proof_that_is_built_holds),
        cmocka_unit_test(proofs_of_a_thousand_are_those_of_the_vectors),
    };

    return cmocka_run_group_tests(tests, start, end);
}
