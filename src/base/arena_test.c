/* Pieces of an arena, and texts that grow in one. */
#include "base/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

enum { PIECE = 48, MANY = 20000 };

static bool
is_zero(const unsigned char *p, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (p[i] != 0)
            return false;
    return true;
}

static void
pieces_are_zero_also_after_a_reset(void **state)
{
    struct arena *a = arena_open();

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 200; i++) {
            unsigned char *p = arena_alloc(a, PIECE);

            assert_true(is_zero(p, PIECE));
            memset(p, 0xA5, PIECE);
        }
        arena_reset(a);
    }
    arena_close(a);
}

static void
only_the_newest_piece_gets_more_room(void **state)
{
    struct arena *a = arena_open();
    unsigned char *old = arena_alloc(a, PIECE);
    unsigned char *p = arena_alloc(a, PIECE);

    (void)state;
    memset(p, 0xA5, PIECE);
    assert_false(arena_extend(a, old, PIECE, (size_t)2 * PIECE));
    assert_false(arena_extend(a, NULL, 0, PIECE));
    assert_false(arena_extend(a, p, PIECE, SIZE_MAX));
    assert_false(arena_extend(a, p, PIECE, (size_t)1 << 20)); /* no room */
    if (arena_extend(a, p, PIECE, (size_t)2 * PIECE)) {
        unsigned char *next = arena_alloc(a, PIECE);

        assert_true(is_zero(p + PIECE, PIECE));
        assert_true(next >= p + (size_t)2 * PIECE);
    }
    arena_close(a);
}

static void
two_growing_texts_do_not_touch(void **state)
{
    struct arena *a = arena_open();
    struct buf x = { .a = a }, y = { .a = a };

    (void)state;
    for (int i = 0; i < MANY; i++) {
        buf_add_char(&x, 'x');
        if (i % 3 == 0)
            buf_add(&y, STR("yy"));
    }
    assert_int_equal(x.n, MANY);
    for (size_t i = 0; i < x.n; i++)
        assert_int_equal(x.p[i], 'x');
    for (size_t i = 0; i < y.n; i++)
        assert_int_equal(y.p[i], 'y');
    assert_string_equal(buf_cstr(&x) + MANY - 1, "x");
    arena_close(a);
}

static void
a_list_keeps_its_elements_as_it_grows(void **state)
{
    struct arena *a = arena_open();
    size_t *list = NULL, room = 0;

    (void)state;
    for (size_t n = 0; n < MANY; n++) {
        list = arena_grow(a, list, n, &room, sizeof(*list));
        list[n] = n;
        if (n % 1000 == 0)
            (void)arena_alloc(a, 1); /* in the way */
    }
    for (size_t n = 0; n < MANY; n++)
        assert_int_equal(list[n], n);
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_zero_also_after_a_reset),
        cmocka_unit_test(only_the_newest_piece_gets_more_room),
        cmocka_unit_test(two_growing_texts_do_not_touch),
        cmocka_unit_test(a_list_keeps_its_elements_as_it_grows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
