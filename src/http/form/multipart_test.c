/* Forms with files are read as browsers and curl write them; what is no plain
 * list of parts is refused. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/form/form.h"

#define TEN         "1234567890"
#define PARAMETERS  " boundary=x-Y"
#define LINE        "--x-Y\r\n"
#define END         "--x-Y--\r\n"
#define FIELD(name) "Content-Disposition: form-data; name=\"" name "\"\r\n\r\n"
#define FILED(name, label)                                                     \
    "Content-Disposition: form-data; name=\"" name "\"; filename=\"" label     \
    "\"\r\nContent-Type: text/csv\r\n\r\n"

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

    if (!form_multipart(*state, STR(PARAMETERS), body, &f, &p))
        fail_msg("refused: %s, field %s", p.rule, p.field);
    return f;
}

static void
refuses(void **state, struct str body, unsigned status, const char *rule,
        const char *field)
{
    struct http_problem p = { .rule = "nothing" };
    struct form f;

    if (form_multipart(*state, STR(PARAMETERS), body, &f, &p))
        fail_msg("\"%.*s\" was read", STR_ARG(body));
    assert_string_equal(p.rule, rule);
    assert_string_equal(p.field, field);
    assert_int_equal(p.status, status);
    assert_true(p.detail.n > 0);
}

static void
malformed(void **state, const char *body)
{
    refuses(state, str_of(body), 400, "malformed_form", "#1");
}

static void
same(struct str got, const char *want)
{
    if (!str_eq(got, str_of(want)))
        fail_msg("\"%.*s\" is not \"%s\"", STR_ARG(got), want);
}

static void
fields_and_files_are_read(void **state)
{
    struct form f = reads(
        state, STR(LINE FIELD("from") "2026-10-01\r\n" LINE FILED(
                   "tables", "units.csv") "a,b\r\n--x-\r\n\r\n\r\n" LINE
                       FILED("tables", "词表.csv") "\0\xff\r\n" LINE FIELD(
                           "note") "路\r"
                                   "\n灯\r\n" END));

    assert_int_equal(f.fields.n, 2);
    same(form_value(&f, "from"), "2026-10-01");
    same(form_value(&f, "note"), "路\n灯");
    assert_int_equal(f.files.n, 2);
    same(f.files.at[0].name, "tables");
    same(f.files.at[0].label, "units.csv");
    same(f.files.at[0].bytes, "a,b\r\n--x-\r\n\r\n");
    same(f.files.at[1].label, "词表.csv");
    assert_true(str_eq(f.files.at[1].bytes, STR("\0\xff")));
}

static void
what_is_empty_is_read(void **state)
{
    struct form f = reads(state, STR("--x-Y--"));

    assert_int_equal(f.fields.n + f.files.n, 0);
    f = reads(state,
              STR(LINE FIELD("a") "\r\n" LINE FILED("b", "") "\r\n" LINE FILED(
                  "c", "empty.csv") "\r\n" END));
    assert_int_equal(f.fields.n, 1);
    assert_true(form_has(&f, "a"));
    assert_int_equal(f.files.n, 1); /* b was not chosen */
    same(f.files.at[0].label, "empty.csv");
    assert_int_equal(f.files.at[0].bytes.n, 0);
}

static void
a_label_has_no_folders(void **state)
{
    struct form f = reads(
        state, STR(LINE FILED("f", "../../etc/units.csv") "x\r\n" LINE FILED(
                   "f", "C:\\book\\units.csv") "x\r\n" END));

    same(f.files.at[0].label, "units.csv");
    same(f.files.at[1].label, "units.csv");
    refuses(state, STR(LINE FILED("f", "letters/") "x\r\n" END), 400,
            "malformed_form", "f");
}

static void
other_ways_to_write_it(void **state)
{
    struct form f = reads(
        state, STR(LINE "content-disposition:form-data;name=a\r\n"
                        "X-Other: passed over\r\n\r\n1\r\n" LINE
                        "Content-Type: text/plain; charset=utf-8\r\n"
                        "Content-Disposition: Form-Data; name=\"b;c\"\r\n\r\n"
                        "2\r\n" END));

    same(form_value(&f, "a"), "1");
    same(form_value(&f, "b;c"), "2");
}

static void
a_boundary_is_there_once(void **state)
{
    static const char *const good[] = { "boundary=x-Y", "boundary=\"x-Y\"",
                                        " charset=utf-8; Boundary=x-Y " };
    static const char *const bad[] = {
        "",
        "boundary",
        "boundary=",
        "boundary=\"\"",
        "boundary=\"x-Y",
        "boundary=x-Y; boundary=x-Y",
        "boundary=x-Y; boundary=z",
        "boundary=x-Y;",
        "boundary=x Y",
        "boundary=x\rY",
        "boundary=路",
        "boundary=\"x-Y\"z",
        "boundary=" TEN TEN TEN TEN TEN TEN TEN "1",
    };
    struct http_problem p;
    struct form f;

    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        assert_true(form_multipart(*state, str_of(good[i]), STR(END), &f, &p));
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
        if (form_multipart(*state, str_of(bad[i]), STR(END), &f, &p))
            fail_msg("\"%s\" is taken for a boundary", bad[i]);
        assert_string_equal(p.rule, "bad_boundary");
        assert_int_equal(p.status, 400);
    }
}

static void
what_is_no_list_of_parts_is_refused(void **state)
{
    static const char *const bodies[] = {
        "",
        "\r\n" END,
        "hello\r\n" LINE FIELD("a") "1\r\n" END,
        "--x-Y \r\n" FIELD("a") "1\r\n" END,
        "--x-Y\n" FIELD("a") "1\r\n" END,
        "--x-Z\r\n" FIELD("a") "1\r\n--x-Z--\r\n",
        LINE "1\r\n" END,
        LINE "\r\n1\r\n" END,
        LINE "Content-Disposition: form-data; name=\"a\"\n\n1\r\n" END,
        LINE "Content-Disposition: form-data;\r\n name=\"a\"\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: form-data; name=\"a\rb\"\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: form-data; name=\"a\xff\"\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: form-data\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: form-data; name=\"\"\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: form-data; name=\"a\"b\"\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: form-data; name=a; name=b\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: file; name=\"a\"\r\n\r\n1\r\n" END,
        LINE "Content-Disposition: form-data; name=a; filename*=utf-8''x\r\n"
             "\r\n1\r\n" END,
        LINE "Content-Transfer-Encoding: base64\r\n" FIELD("a") "1\r\n" END,
        LINE
        "Content-Type: a/b\r\nContent-Type: a/b\r\n" FIELD("a") "1\r\n" END,
        LINE "Content-Disposition : form-data; name=\"a\"\r\n\r\n1\r\n" END,
        LINE "no colon\r\n" FIELD("a") "1\r\n" END,
        LINE "a:1\r\na:1\r\na:1\r\na:1\r\na:1\r\na:1\r\na:1\r\na:1\r\n" FIELD(
            "a") "1\r\n" END,
    };

    for (size_t i = 0; i < sizeof(bodies) / sizeof(bodies[0]); i++)
        malformed(state, bodies[i]);
    refuses(state, STR(LINE FIELD("a") "1\r\n"), 400, "malformed_form", "a");
    refuses(state, STR(LINE FIELD("a") "1\n--x-Y--\r\n"), 400, "malformed_form",
            "a");
    refuses(state, STR(LINE FIELD("a") "\xff\r\n" END), 400, "malformed_form",
            "a");
    refuses(state, STR(LINE FIELD("a") "\0\r\n" END), 400, "malformed_form",
            "a");
    malformed(state, LINE FIELD("a") "1\r\n--x-Y--x");
    malformed(state, LINE FIELD("a") "1\r\n" END "more");
    malformed(state, LINE FIELD("a") "1\r\n--x-Yz\r\n");
}

static void
a_part_is_no_multipart(void **state)
{
    refuses(state,
            STR(LINE "Content-Type: Multipart/mixed; boundary=z\r\n" FIELD(
                "a") "--z--\r\n" END),
            400, "nested_form", "a");
}

static void
a_name_is_said_once_but_by_files(void **state)
{
    refuses(state, STR(LINE FIELD("a") "1\r\n" LINE FIELD("a") "2\r\n" END),
            400, "said_twice", "a");
    refuses(state,
            STR(LINE FIELD("a") "1\r\n" LINE FILED("a", "f") "2\r\n" END), 400,
            "said_twice", "a");
    refuses(state,
            STR(LINE FILED("a", "f") "1\r\n" LINE FIELD("a") "2\r\n" END), 400,
            "said_twice", "a");
}

/* A form with one field and n bytes of x before it, in it, or in its name. */
static struct str
with_long(struct arena *a, const char *before, size_t n, const char *after)
{
    struct buf b = { .a = a };

    buf_add(&b, str_of(before));
    for (size_t i = 0; i < n; i++)
        buf_add_char(&b, 'x');
    buf_add(&b, str_of(after));
    return buf_str(&b);
}

static void
more_than_the_limits_is_refused(void **state)
{
    struct buf many = { .a = *state };
    struct form f;

    for (int i = 0; i < FORM_FIELDS; i++)
        buf_addf(&many, LINE FILED("f", "%d.csv") "x\r\n", i);
    f = reads(state, with_long(*state, buf_cstr(&many), 0, END));
    assert_int_equal(f.files.n, FORM_FIELDS);
    refuses(state, with_long(*state, buf_cstr(&many), 0, LINE FIELD("a") END),
            413, "too_many_fields", "#129");
    f = reads(state,
              with_long(*state, LINE FIELD("a"), FORM_VALUE_BYTES, "\r\n" END));
    assert_int_equal(form_value(&f, "a").n, FORM_VALUE_BYTES);
    refuses(
        state,
        with_long(*state, LINE FIELD("a"), FORM_VALUE_BYTES + 1, "\r\n" END),
        413, "field_too_large", "a");
    f = reads(state, with_long(*state, LINE FILED("a", "f"),
                               FORM_VALUE_BYTES + 1, "\r\n" END));
    assert_int_equal(f.files.at[0].bytes.n, FORM_VALUE_BYTES + 1);
    refuses(state,
            with_long(*state,
                      LINE "Content-Disposition: form-data; name=\"a\"; "
                           "filename=\"",
                      FORM_LABEL_BYTES + 1, "\"\r\n\r\n1\r\n" END),
            413, "field_too_large", "a");
    refuses(state,
            with_long(*state, LINE "Content-Disposition: form-data; name=\"",
                      FORM_NAME_BYTES + 1, "\"\r\n\r\n1\r\n" END),
            413, "field_too_large", "#1");
    refuses(state,
            with_long(*state, LINE "X-Other: ", FORM_HEAD_BYTES,
                      "\r\n" FIELD("a") "1\r\n" END),
            400, "malformed_form", "#1");
}

static void
a_request_says_that_it_is_one(void **state)
{
    struct http_pair type = { STR("Content-Type"),
                              STR("Multipart/form-data; boundary=x-Y") };
    struct http_request rq = { .a = *state,
                               .headers = { &type, 1, 1 },
                               .body = STR(LINE FIELD("a") "1\r\n" END) };
    struct http_problem p;
    struct form f;

    assert_true(form_read(&rq, &f, &p));
    same(form_value(&f, "a"), "1");
    type.value = STR("multipart/form-data; boundary=x-Y; charset=gbk");
    assert_false(form_read(&rq, &f, &p));
    assert_int_equal(p.status, 415);
    type.value = STR("multipart/mixed; boundary=x-Y");
    assert_false(form_read(&rq, &f, &p));
    assert_int_equal(p.status, 415);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fields_and_files_are_read),
        cmocka_unit_test(what_is_empty_is_read),
        cmocka_unit_test(a_label_has_no_folders),
        cmocka_unit_test(other_ways_to_write_it),
        cmocka_unit_test(a_boundary_is_there_once),
        cmocka_unit_test(what_is_no_list_of_parts_is_refused),
        cmocka_unit_test(a_part_is_no_multipart),
        cmocka_unit_test(a_name_is_said_once_but_by_files),
        cmocka_unit_test(more_than_the_limits_is_refused),
        cmocka_unit_test(a_request_says_that_it_is_one),
    };

    return cmocka_run_group_tests(tests, open_arena, close_arena);
}
