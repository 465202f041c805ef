/* Every character is written as it is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/utf8.h"

static void
every_character_is_read_as_it_was_written(void **state)
{
    (void)state;
    for (uint32_t c = 0; c <= 0x10FFFF; c++) {
        char bytes[4];
        size_t n = utf8_put(bytes, c);
        uint32_t read = UINT32_MAX;

        if (c >= 0xD800 && c <= 0xDFFF)
            continue; /* no character */
        assert_int_equal(utf8_next((struct str){ bytes, n }, &read), n);
        assert_int_equal(read, c);
    }
}

static void
what_is_no_character_is_not_read(void **state)
{
    static const char *const bad[] = {
        "\x80",         "\xC0\xAF",         "\xE0\x80\x80",
        "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xE4\xB8"
    };
    uint32_t c;

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        assert_int_equal(utf8_next(str_of(bad[i]), &c), 0);
        assert_false(utf8_valid(str_of(bad[i])));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_character_is_read_as_it_was_written),
        cmocka_unit_test(what_is_no_character_is_not_read),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
