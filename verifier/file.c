/* See file.h. */
#include "file.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool
complain(const char *path, const char *why)
{
    (void)fprintf(stderr, "gongzhi-verify: %s: %s\n", path, why);
    return false;
}

bool
file_bytes(const char *path, size_t most, char **ret_bytes, size_t *ret_n)
{
    bool is_input = strcmp(path, "-") == 0;
    FILE *f = is_input ? stdin : fopen(path, "rb");
    char *bytes;
    size_t n;
    bool ok;

    if (f == NULL)
        return complain(path, strerror(errno));
    bytes = malloc(most + 1);
    if (bytes == NULL)
        abort(); /* nothing can be said about anything */
    n = fread(bytes, 1, most + 1, f);
    ok = ferror(f) == 0 && n <= most;
    if (!ok)
        (void)complain(path, n > most ? "文件太大 the file is too large"
                                      : "读不出来 it cannot be read");
    if (!is_input)
        (void)fclose(f); /* it was only read */
    *ret_bytes = bytes;
    *ret_n = n;
    if (!ok) {
        free(bytes);
        *ret_bytes = NULL;
    }
    return ok;
}

bool
file_is_there(const char *path)
{
    struct stat s;

    return stat(path, &s) == 0;
}

static bool
write_new(const char *path, const char *bytes, size_t n)
{
    FILE *f = fopen(path, "wb");
    bool ok;

    if (f == NULL)
        return false;
    ok = fwrite(bytes, 1, n, f) == n && fflush(f) == 0 && fsync(fileno(f)) == 0;
    return fclose(f) == 0 && ok;
}

bool
file_put(const char *path, const char *bytes, size_t n)
{
    size_t room = strlen(path) + sizeof(".new");
    char *beside = malloc(room);
    bool ok;

    if (beside == NULL)
        abort(); /* as above */
    (void)snprintf(beside, room, "%s.new", path);
    ok = write_new(beside, bytes, n) && rename(beside, path) == 0;
    if (!ok)
        (void)complain(path, strerror(errno));
    free(beside);
    return ok;
}
