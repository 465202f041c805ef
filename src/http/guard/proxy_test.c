/* At which address somebody asks, and whose word for it is taken. */
#include <arpa/inet.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "http/guard/proxy.h"

#include <cmocka.h> /* last */

static struct sockaddr_storage
end_of(const char *text)
{
    struct sockaddr_storage s = { .ss_family = AF_INET };
    struct sockaddr_in v4 = { .sin_family = AF_INET };
    struct sockaddr_in6 v6 = { .sin6_family = AF_INET6 };

    if (inet_pton(AF_INET, text, &v4.sin_addr) == 1) {
        memcpy(&s, &v4, sizeof(v4));
    } else {
        assert_int_equal(inet_pton(AF_INET6, text, &v6.sin6_addr), 1);
        memcpy(&s, &v6, sizeof(v6));
    }
    return s;
}

static void
only_named_proxies_are_believed(void **state)
{
    static const struct {
        const char *proxies, *end, *said, *want;
    } table[] = {
        { "", "127.0.0.1", "", "127.0.0.1" },
        { "", "127.0.0.1", "192.0.2.7", "192.0.2.7" },
        { "", "::1", "203.0.113.1, 192.0.2.7", "192.0.2.7" },
        { "", "::ffff:127.0.0.1", "192.0.2.7", "192.0.2.7" },
        { "", "198.51.100.9", "192.0.2.7", "198.51.100.9" },
        { "", "127.0.0.1", "unknown", "127.0.0.1" },
        { "198.51.100.9", "198.51.100.9", "192.0.2.7", "192.0.2.7" },
        { "198.51.100.9", "::ffff:198.51.100.9", "192.0.2.7", "192.0.2.7" },
        { "198.51.100.9", "127.0.0.1", "192.0.2.7", "127.0.0.1" },
        { "10.0.0.1, 2001:db8::5", "2001:db8::5", "192.0.2.7", "192.0.2.7" },
        { "", "127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2" },
        { "", "2001:db8:1:2::9", "192.0.2.7", "2001:db8:1:2" },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
        struct arena *a = arena_open();
        struct http_pair said = { STR("X-Forwarded-For"),
                                  str_of(table[i].said) };
        const struct http_request rq = { .a = a, .headers = { &said, 1, 1 } };
        struct sockaddr_storage end = end_of(table[i].end);
        struct proxies p;
        struct str got;

        proxies_read(table[i].proxies, &p);
        got = proxy_address_of(&p, (const struct sockaddr *)&end, &rq);
        if (!str_eq(got, str_of(table[i].want)))
            fail_msg("row %zu: %.*s", i, STR_ARG(got));
        arena_close(a);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(only_named_proxies_are_believed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
