/* A mail has the head it should have, whatever is filled in. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "outbox/mail.h"

static const char *
put(struct arena *a, const struct mail *m)
{
    struct buf out = { .a = a };

    mail_put(&out, m);
    return buf_cstr(&out);
}

static void
test_whole(void **state)
{
    struct arena *a = arena_open();
    const struct mail m = {
        .from = STR("noreply@anlan.example"),
        .from_name = STR("安澜"),
        .to = STR("li@mail.example"),
        .key = STR("00ff"),
        .subject = STR("答复书"),
        .body = STR("您好\n"),
        .at = INT64_C(1789696800000), /* 2026-09-18T10:00:00+08:00 */
    };

    (void)state;
    assert_string_equal(
        put(a, &m), "Date: Fri, 18 Sep 2026 10:00:00 +0800\r\n"
                    "From: =?UTF-8?B?5a6J5r6c?=\r\n <noreply@anlan.example>\r\n"
                    "To: <li@mail.example>\r\n"
                    "Message-ID: <00ff@anlan.example>\r\n"
                    "Subject: =?UTF-8?B?562U5aSN5Lmm?=\r\n"
                    "MIME-Version: 1.0\r\n"
                    "Content-Type: text/plain; charset=utf-8\r\n"
                    "Content-Transfer-Encoding: base64\r\n"
                    "Auto-Submitted: auto-generated\r\n\r\n"
                    "5oKo5aW9DQoNCg==\r\n");
    arena_close(a);
}

/* 50 characters of 3 bytes: no word longer than 75, none splits one. */
static void
test_long_subject(void **state)
{
    struct arena *a = arena_open();
    struct buf long_one = { .a = a };
    struct mail m = { .from = STR("a@b.example"),
                      .to = STR("c@d.example"),
                      .key = STR("1") };
    const char *line;

    (void)state;
    for (int i = 0; i < 50; i++)
        buf_add(&long_one, STR("灯"));
    m.subject = buf_str(&long_one);
    line = strstr(put(a, &m), "Subject: ");
    assert_non_null(line);
    line += strlen("Subject: ");
    for (int words = 0; words < 4; words++) {
        size_t n = strcspn(line, "\r");

        assert_in_range(n, 12, 75);
        assert_memory_equal(line, "=?UTF-8?B?", 10);
        assert_int_equal(line[10 + 56 - (words == 3 ? 24 : 0)], '?');
        line += n + (words == 3 ? 2 : 3);
    }
    assert_memory_equal(line, "MIME-Version", 12);
    arena_close(a);
}

static void
test_hostile_subject(void **state)
{
    struct arena *a = arena_open();
    const struct mail m = { .from = STR("a@b.example"),
                            .to = STR("c@d.example"),
                            .key = STR("1"),
                            .subject = STR("x\r\nBcc: e@f.example\r\n\r\n") };

    (void)state;
    assert_null(strstr(put(a, &m), "Bcc"));
    assert_non_null(strstr(put(a, &m),
                           "Subject: =?UTF-8?B?eCAgQmNjOiBlQGYuZXhhbXBsZSAgICA="
                           "?=\r\nMIME"));
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole),
        cmocka_unit_test(test_long_subject),
        cmocka_unit_test(test_hostile_subject),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
