/* Forms are read as browsers write them; what is not well-formed is refused
 * by the name of its field. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/form/form.h"

static int
open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int
close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

static struct form
reads(void **state, struct str body)
{
    struct http_problem p;
    struct form f;

    if (!form_urlencoded(*state, body, &f, &p))
        fail_msg("refused: %s, field %s", p.rule, p.field);
    return f;
}

static void
has(const struct form *f, const char *name, const char *value)
{
    struct str got = form_value(f, name);

    if (!str_eq(got, str_of(value)))
        fail_msg("%s is \"%.*s\", not \"%s\"", name, STR_ARG(got), value);
}

static void
refuses(void **state, struct str body, const struct http_problem *want)
{
    struct http_problem p = { .rule = "nothing" };
    struct form f;

    if (form_urlencoded(*state, body, &f, &p))
        fail_msg("\"%.*s\" was read", STR_ARG(body));
    assert_string_equal(p.rule, want->rule);
    assert_string_equal(p.field, want->field);
    assert_int_equal(p.status, want->status);
    assert_true(p.detail.n > 0);
}

static void
names_and_values_are_decoded(void **state)
{
    struct form f = reads(
        state, STR("title=%E8%B7%AF%E7%81%AF+%26+%2B&body=a%3Db=c&empty=&bare"
                   "&&na%6De=x&"));

    assert_int_equal(f.fields.n, 5);
    has(&f, "title", "路灯 & +");
    has(&f, "body", "a=b=c");
    has(&f, "name", "x");
    assert_true(form_has(&f, "empty"));
    assert_true(form_has(&f, "bare"));
    assert_false(form_has(&f, "other"));
    has(&f, "other", "");
    f = reads(state, STR(""));
    assert_int_equal(f.fields.n, 0);
}

static void
raw_characters_are_taken_as_they_are(void **state)
{
    struct form f = reads(state, STR("题=路灯&x=a%0D%0Ab%0Dc\r\nd"));

    has(&f, "题", "路灯");
    has(&f, "x", "a\nb\nc\nd");
}

static void
what_is_malformed_is_refused_by_name(void **state)
{
    static const char *const values[] = {
        "b=%",   "b=%4",        "b=%zz",    "b=%4g",  "b=%00",
        "b=%ff", "b=%ED%A0%80", "b=%C0%AF", "b=\xff", "b=%E8%B7",
    };
    const struct http_problem b = { .status = 400,
                                    .rule = "malformed_form",
                                    .field = "b" };
    const struct http_problem second = { .status = 400,
                                         .rule = "malformed_form",
                                         .field = "#2" };

    for (size_t i = 0; i < sizeof(values) / sizeof(values[0]); i++) {
        struct buf body = { .a = *state };

        buf_add(&body, STR("a=1&"));
        buf_add(&body, str_of(values[i]));
        refuses(state, buf_str(&body), &b);
    }
    refuses(state, STR("a=1&b\0c=2"), &second);
    refuses(state, STR("a=1&b%=2"), &second);
    refuses(state, STR("a=1&=2"), &second);
    refuses(state, STR("a=1&="), &second);
}

static void
a_name_is_said_once(void **state)
{
    const struct http_problem p = { .status = 400,
                                    .rule = "said_twice",
                                    .field = "b" };

    refuses(state, STR("b=1&a=2&%62=3"), &p);
    refuses(state, STR("b&a=2&b"), &p);
}

/* n times "xN=" and a last value. */
static struct str
many(struct arena *a, size_t n)
{
    struct buf body = { .a = a };

    for (size_t i = 0; i < n; i++)
        buf_addf(&body, "x%zu=%zu&", i, i);
    return buf_str(&body);
}

static struct str
long_field(struct arena *a, size_t name_n, size_t value_n)
{
    struct buf body = { .a = a };

    for (size_t i = 0; i < name_n; i++)
        buf_add_char(&body, 'n');
    buf_add_char(&body, '=');
    for (size_t i = 0; i < value_n; i++)
        buf_add_char(&body, 'v');
    return buf_str(&body);
}

static void
everything_has_a_limit(void **state)
{
    const struct http_problem fields = { .status = 413,
                                         .rule = "too_many_fields",
                                         .field = "#129" };
    struct http_problem large = { .status = 413,
                                  .rule = "field_too_large",
                                  .field = "n" };
    struct form f = reads(state, many(*state, FORM_FIELDS));

    has(&f, "x127", "127");
    refuses(state, many(*state, FORM_FIELDS + 1), &fields);
    f = reads(state, long_field(*state, FORM_NAME_BYTES, FORM_VALUE_BYTES));
    assert_int_equal(f.fields.at[0].value.n, FORM_VALUE_BYTES);
    refuses(state, long_field(*state, 1, FORM_VALUE_BYTES + 1), &large);
    large.field = "#1";
    refuses(state, long_field(*state, FORM_NAME_BYTES + 1, 1), &large);
}

static bool
read_as(void **state, const char *type, struct http_problem *p)
{
    struct http_pair header = { STR("content-type"), str_of(type) };
    const struct http_request rq = { .a = *state,
                                     .headers = { &header, 1, 1 },
                                     .body = STR("a=1") };
    struct form f;

    return form_read(&rq, &f, p) && str_eq(form_value(&f, "a"), STR("1"));
}

static void
the_content_type_decides(void **state)
{
    static const char *const good[] = {
        "application/x-www-form-urlencoded",
        "Application/X-WWW-Form-URLencoded ; Charset=UTF-8",
        "application/x-www-form-urlencoded;charset=\"utf-8\"",
    };
    static const char *const bad[] = {
        "",
        "text/plain",
        "application/json",
        "application/x-www-form",
        "application/x-www-form-urlencoded;charset=gbk",
    };
    struct http_problem p;

    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        if (!read_as(state, good[i], &p))
            fail_msg("%s is a form", good[i]);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (read_as(state, bad[i], &p))
            fail_msg("%s is no form", bad[i]);
        assert_string_equal(p.rule, "not_a_form");
        assert_int_equal(p.status, 415);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(names_and_values_are_decoded,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(raw_characters_are_taken_as_they_are,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(what_is_malformed_is_refused_by_name,
                                        open_arena, close_arena),
        cmocka_unit_test_setup_teardown(a_name_is_said_once, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(everything_has_a_limit, open_arena,
                                        close_arena),
        cmocka_unit_test_setup_teardown(the_content_type_decides, open_arena,
                                        close_arena),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
