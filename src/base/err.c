/* See err.h. */
#include "base/err.h"

#include <stdarg.h>
#include <stdio.h>

bool
fail(struct err *err, enum err_kind kind, const char *fmt, ...)
{
    va_list args;

    err->kind = kind;
    va_start(args, fmt);
    (void)vsnprintf(err->text, sizeof(err->text), fmt, args);
    va_end(args);
    return false;
}
