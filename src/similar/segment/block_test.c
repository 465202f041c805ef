/* What is packed is unpacked, at every width. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include "similar/segment/block.h"
#include "similar/segment/impact.h"

#include <cmocka.h>

static void
every_width_comes_back(void **state)
{
    uint32_t v[BLOCK_NUMBERS], back[BLOCK_NUMBERS], chance = 1;
    unsigned char bytes[BLOCK_WIDTH_BYTES * 32 + 1];

    (void)state;
    for (unsigned width = 0; width <= 32; width++) {
        for (int i = 0; i < BLOCK_NUMBERS; i++) {
            chance = chance * 1664525 + 1013904223;
            v[i] = width == 0 ? 0 : (chance | 1) >> (32 - width);
        }
        v[7] = width == 0 ? 0 : UINT32_MAX >> (32 - width);
        assert_int_equal(block_width(v), width);
        bytes[(size_t)BLOCK_WIDTH_BYTES * width] = 0xA5;
        block_pack(v, width, bytes);
        assert_int_equal(bytes[(size_t)BLOCK_WIDTH_BYTES * width], 0xA5);
        block_unpack(bytes, width, back);
        assert_memory_equal(v, back, sizeof(v));
    }
}

/* No length is rounded up, and none by more than an eighth. */
static void
lengths_are_rounded_down(void **state)
{
    (void)state;
    for (uint32_t n = 0; n < 65536; n++) {
        uint32_t rounded = length_of_code(length_code(n));

        assert_true(length_code(n) < LENGTH_CODES);
        assert_true(rounded <= n && n - rounded <= n / 8);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_width_comes_back),
        cmocka_unit_test(lengths_are_rounded_down),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
