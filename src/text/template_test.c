/* Letters are filled once; addresses are strict. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "text/address.h"
#include "text/template.h"

static const struct template_field some[] = {
    { { "name", 4 }, { "王{{text}}", 11 } },
    { { "text", 4 }, { "a\r\nBcc: b\x01", 10 } },
    { { "none", 4 }, { "", 0 } },
};

static void
must_fill(const char *text, const char *want)
{
    struct arena *a = arena_open();
    struct buf out = { .a = a };
    const struct template_fields fields = { some, 3 };
    struct str unknown;

    assert_true(template_fill(&out, str_of(text), &fields, &unknown));
    assert_string_equal(buf_cstr(&out), want);
    arena_close(a);
}

static void
test_fill(void **state)
{
    (void)state;
    must_fill("", "");
    must_fill("您好，{{name}}：\n", "您好，王{{text}}：\n");
    must_fill("{{text}}", "a\nBcc: b\n");
    must_fill("{{}} {{Name}} {{name {x}", "{{}} {{Name}} {{name {x}\n");
    must_fill("a\r\nb", "a\nb\n");
}

static void
test_empty_lines(void **state)
{
    (void)state;
    must_fill("a\n\n{{none}}\n\nb\n", "a\n\nb\n");
    must_fill("a\n{{none}}\nb\n", "a\nb\n");
    must_fill("a\n\n\n\nb\n", "a\n\nb\n");
    must_fill("依据：{{none}}\n", "依据：\n");
    must_fill("{{none}}\n\na", "a\n");
}

static void
test_unknown(void **state)
{
    struct arena *a = arena_open();
    struct buf out = { .a = a };
    const struct template_fields fields = { some, 3 };
    struct str unknown = { NULL, 0 };

    (void)state;
    assert_false(
        template_fill(&out, STR("{{name}} {{colour}}"), &fields, &unknown));
    assert_true(str_eq(unknown, STR("colour")));
    arena_close(a);
}

static void
test_mail_address(void **state)
{
    static const char *const good[] = { "a@b.example", "li.wei+x@mail.b.cn",
                                        "1391234@qq.com" };
    static const char *const bad[] = {
        "",           "a",        "@b.example",  "a@",       "a@b",
        "a@b..c",     "a b@c.de", ".a@b.cd",     "a.@b.cd",  "a..b@c.de",
        "a@-b.cd",    "a@b-.cd",  "a@b.c d",     "a@b.cd\n", "a\r\n@b.cd",
        "a@b.cd>",    "<a@b.cd>", "a@b@c.de",    "王@b.cd",  "a@城.cd",
        "\"a\"@b.cd", "-a@b.cd",  "a@[1.2.3.4]", "a,b@c.de", "a@b.cd,e@f.gh",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_true(address_is_mail(str_of(good[i])));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(address_is_mail(str_of(bad[i])));
}

static void
test_mobile(void **state)
{
    static const char *const good[] = {
        "13911112222",
        "139 1111 2222",
        "139-1111-2222",
        "+8613911112222",
        "+86 139 11112222",
        "8613911112222",
        "008613911112222",
        " 13911112222 ",
        "１３９１１１１２２２２",
        "(+86)13911112222",
        "（＋８６）139　1111　2222",
        "139–1111—2222",
        "139\u00a01111 2222",
        "0086-139-1111-2222",
    };
    static const char *const bad[] = {
        "",
        "1391111222",
        "139111122223",
        "12911112222",
        "010-12345678",
        "+13911112222",
        "+1 3911112222",
        "13911112222a",
        "1391111\n2222",
        "微信abc",
        "8713911112222",
        "+008613911112222",
        "13911112222,13911113333",
        "1391111222\xff",
        "一三九11112222",
        "++8613911112222",
    };
    struct arena *a = arena_open();
    struct str number;

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
        assert_true(address_mobile(a, str_of(good[i]), &number));
        assert_true(str_eq(number, STR("+8613911112222")));
        assert_true(
            str_eq(address_contact(a, str_of(good[i])), STR("13911112222")));
    }
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        assert_false(address_mobile(a, str_of(bad[i]), &number));
    assert_true(str_eq(address_contact(a, STR(" 021-6234 5678 ")),
                       STR("021-6234 5678")));
    assert_true(str_eq(address_contact(a, STR("微信abc")), STR("微信abc")));
    assert_int_equal(address_contact(a, STR(" ")).n, 0);
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_fill),    cmocka_unit_test(test_empty_lines),
        cmocka_unit_test(test_unknown), cmocka_unit_test(test_mail_address),
        cmocka_unit_test(test_mobile),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
