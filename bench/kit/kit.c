/* See kit.h. */
#include "kit.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "base/buf.h"
#include "sys/file.h"

void
must(bool ok, const struct err *err)
{
    if (ok)
        return;
    (void)fprintf(stderr, "bench: %s\n", err->text);
    exit(3);
}

void
must_do(bool ok, const char *what)
{
    if (ok)
        return;
    (void)fprintf(stderr, "bench: %s failed\n", what);
    exit(3);
}

long
env_number(const char *name, long otherwise)
{
    const char *text = getenv(name);

    return text == NULL || text[0] == '\0' ? otherwise : strtol(text, NULL, 10);
}

double
cpu_seconds(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

const char *
data_file(struct arena *a, const char *data, const char *name)
{
    struct buf p = { .a = a };

    buf_addf(&p, "%s/%s", data, name);
    if (file_exists(buf_cstr(&p)))
        return buf_cstr(&p);
    (void)printf("skipped: no %s\n", buf_cstr(&p));
    return NULL;
}
