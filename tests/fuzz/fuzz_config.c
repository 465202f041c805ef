/*
 * A configuration of any bytes is read or refused with file and line, and what
 * was read keeps its limits.
 */
#include <stdlib.h>
#include <string.h>

#include "sys/config.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static void
must_be_open_or_safe(const char *url)
{
    must(*url == '\0' || strncmp(url, "https://", 8) == 0 ||
         strncmp(url, "http://localhost", 16) == 0 ||
         strncmp(url, "http://127.0.0.1", 16) == 0 ||
         strncmp(url, "http://[::1]", 12) == 0);
    must(strpbrk(url, "\r\n \t@#") == NULL);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena *a = arena_open();
    struct str text = { (const char *)data, size };
    struct config c;
    struct err err = { .kind = ERR_NONE };

    if (config_parse(a, text, "x/city.conf", &c, &err)) {
        must(c.workers >= 1 && c.workers <= 256);
        must(c.outbox.attempts >= 1 && c.outbox.attempts <= 100);
        must(c.outbox.first_retry <= c.outbox.longest_retry);
        must(c.hooks_n <= CONFIG_HOOKS);
        must_be_open_or_safe(c.sms.url);
        for (size_t i = 0; i < c.hooks_n; i++) {
            must_be_open_or_safe(c.hooks[i].url);
            must(*c.hooks[i].url != '\0' && *c.hooks[i].secret_file != '\0');
        }
        must(c.mail.line == 0 || *c.mail.url != '\0');
        must(strpbrk(c.mail.from, "\r\n<> ") == NULL);
    } else {
        must(err.kind == ERR_INPUT);
        must(strncmp(err.text, "x/city.conf:", 12) == 0);
    }
    arena_close(a);
    return 0;
}
