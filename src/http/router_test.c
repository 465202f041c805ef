/* Which route answers what; what cannot be decoded is no address. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "http/router.h"
#include "http/url.h"

static void
nothing(const struct http_request *rq, struct http_response *rs)
{
    (void)rq;
    (void)rs;
}

static const struct route routes[] = {
    { HTTP_GET, ROUTE_ANYONE, "/", nothing, "", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/a", nothing, "", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/a", nothing, "", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/a/{id}", nothing, "", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/a/{id}/{command}", nothing, "", "open" },
};

/* What a test asks, and what it gets. */
struct look {
    struct arena *a;
    struct http_pair room[HTTP_PARAMS];
    struct http_pairs params;
    const struct route *route;
    struct buf allow;
};

static enum route_found
look(struct look *l, enum http_method method, const char *path)
{
    const struct route_table t = { routes, sizeof(routes) / sizeof(routes[0]) };
    const struct route_asked asked = { method, str_of(path) };

    l->params = (struct http_pairs){ l->room, 0, HTTP_PARAMS };
    l->route = NULL;
    l->allow.a = l->a;
    return route_find(&t, l->a, &asked, &l->params, &l->route, &l->allow);
}

static int
open_look(void **state)
{
    static struct look l;

    memset(&l, 0, sizeof(l));
    l.a = arena_open();
    *state = &l;
    return 0;
}

static int
close_look(void **state)
{
    arena_close(((struct look *)*state)->a);
    return 0;
}

static void
a_path_finds_its_route(void **state)
{
    struct look *l = *state;

    assert_int_equal(look(l, HTTP_GET, "/"), ROUTE_FOUND);
    assert_ptr_equal(l->route, &routes[0]);
    assert_int_equal(look(l, HTTP_POST, "/a"), ROUTE_FOUND);
    assert_ptr_equal(l->route, &routes[2]);
    assert_int_equal(look(l, HTTP_HEAD, "/a"), ROUTE_FOUND);
    assert_ptr_equal(l->route, &routes[1]);
}

static void
names_of_a_path_are_decoded_after_it_is_cut(void **state)
{
    struct look *l = *state;

    assert_int_equal(look(l, HTTP_POST, "/a/x%2Fy/%E8%B7%AF"), ROUTE_FOUND);
    assert_int_equal(l->params.n, 2);
    assert_true(str_eq(l->params.at[0].name, STR("id")));
    assert_true(str_eq(l->params.at[0].value, STR("x/y")));
    assert_true(str_eq(l->params.at[1].value, STR("路")));
}

static void
what_does_not_fit_finds_nothing(void **state)
{
    static const char *const paths[] = { "",         "a",  "//",   "/a/b/c/",
                                         "/a/b/c/d", "/A", "/%61", "*" };
    struct look *l = *state;

    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        assert_int_equal(look(l, HTTP_GET, paths[i]), ROUTE_NONE);
}

static void
a_name_that_cannot_be_decoded_is_bad(void **state)
{
    static const char *const paths[] = { "/a/",    "/a/%",    "/a/%4",
                                         "/a/%zz", "/a/%00x", "/a/%ff" };
    struct look *l = *state;

    for (size_t i = 0; i < sizeof(paths) / sizeof(paths[0]); i++)
        assert_int_equal(look(l, HTTP_GET, paths[i]), ROUTE_BAD_PATH);
}

static void
another_method_learns_which_there_are(void **state)
{
    struct look *l = *state;

    assert_int_equal(look(l, HTTP_OTHER, "/a"), ROUTE_OTHER_METHOD);
    assert_true(str_eq(buf_str(&l->allow), STR("GET, HEAD, POST, OPTIONS")));
    assert_int_equal(look(l, HTTP_GET, "/a/1/nudge"), ROUTE_OTHER_METHOD);
    assert_true(str_eq(buf_str(&l->allow), STR("POST, OPTIONS")));
}

static bool
query(struct look *l, const char *text)
{
    l->params = (struct http_pairs){ l->room, 0, HTTP_PARAMS };
    return url_query(l->a, str_of(text), &l->params);
}

static void
a_query_is_read_as_forms_write_it(void **state)
{
    struct look *l = *state;

    assert_true(query(l, "a=1+2&b=%2B&&c"));
    assert_int_equal(l->params.n, 3);
    assert_true(str_eq(l->params.at[0].value, STR("1 2")));
    assert_true(str_eq(l->params.at[1].value, STR("+")));
    assert_true(str_eq(l->params.at[2].value, STR("")));
    assert_false(query(l, "a=1&a=2"));
    assert_false(query(l, "=1"));
    assert_false(query(l, "a=%e8%b7"));
    assert_false(query(l, "a&b&c&d&e&f"));
}

static void
an_encoded_value_is_read_back(void **state)
{
    struct look *l = *state;
    const struct str value = STR("a b&c=d+e%/\xE8\xB7\xAF\"<>\n~-._");
    struct buf b = { .a = l->a };

    buf_add(&b, STR("v="));
    buf_add_url(&b, value);
    assert_true(url_is_clean(buf_str(&b)));
    assert_true(query(l, buf_cstr(&b)));
    assert_int_equal(l->params.n, 1);
    assert_true(str_eq(l->params.at[0].value, value));
}

static void
an_absolute_target_has_a_path(void **state)
{
    (void)state;
    assert_true(str_eq(url_path(STR("http://h:1/a/b")), STR("/a/b")));
    assert_true(str_eq(url_path(STR("http://h")), STR("/")));
    assert_true(str_eq(url_path(STR("/a")), STR("/a")));
    assert_false(url_is_clean(STR("/a b")));
    assert_false(url_is_clean(STR("")));
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, open_look, close_look)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_path_finds_its_route),
        TEST(names_of_a_path_are_decoded_after_it_is_cut),
        TEST(what_does_not_fit_finds_nothing),
        TEST(a_name_that_cannot_be_decoded_is_bad),
        TEST(another_method_learns_which_there_are),
        TEST(a_query_is_read_as_forms_write_it),
        TEST(an_encoded_value_is_read_back),
        TEST(an_absolute_target_has_a_path),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
