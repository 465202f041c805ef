/* See file.h. */
#include "sys/file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/random.h"

bool
file_fail(struct err *err, const char *what, const char *path)
{
    int no = errno;
    enum err_kind kind = ERR_IO;
    char buf[128];

    if (no == ENOENT || no == ENOTDIR)
        kind = ERR_NOT_FOUND;
    else if (no == EROFS || no == EACCES || no == EPERM)
        kind = ERR_READ_ONLY;
    else if (no == ENOSPC || no == EDQUOT || no == EFBIG)
        kind = ERR_FULL;
    else if (no == EEXIST)
        kind = ERR_TAKEN;
    return fail(err, kind, "%s %s: %s", what, path,
                strerror_r(no, buf, sizeof(buf)));
}

static bool
read_all(struct arena *a, int fd, size_t size, struct str *ret_bytes)
{
    char *p = arena_alloc(a, size);
    size_t n = 0;

    while (n < size) {
        ssize_t got = read(fd, p + n, size - n);

        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return false;
        if (got == 0)
            break;
        n += (size_t)got;
    }
    *ret_bytes = (struct str){ p, n };
    return true;
}

bool
file_read(struct arena *a, const char *path, size_t limit,
          struct str *ret_bytes, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st;
    bool ok;

    if (fd < 0)
        return file_fail(err, "cannot open", path);
    if (fstat(fd, &st) != 0 || S_ISDIR(st.st_mode)) {
        ok = fail(err, ERR_IO, "%s is not a file", path);
    } else if (st.st_size < 0 || (uintmax_t)st.st_size > limit) {
        ok = fail(err, ERR_INPUT, "%s has more than %zu bytes", path, limit);
    } else {
        ok = read_all(a, fd, (size_t)st.st_size, ret_bytes);
        if (!ok)
            (void)file_fail(err, "cannot read", path);
    }
    (void)close(fd); /* nothing was written */
    return ok;
}

static bool
write_all(int fd, struct str bytes)
{
    while (bytes.n > 0) {
        ssize_t put = write(fd, bytes.p, bytes.n);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return false;
        bytes.p += put;
        bytes.n -= (size_t)put;
    }
    return true;
}

bool
file_write_new(const char *path, struct str bytes, unsigned mode,
               struct err *err)
{
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, (mode_t)mode);
    bool ok;

    if (fd < 0)
        return file_fail(err, "cannot make", path);
    ok =
        fchmod(fd, (mode_t)mode) == 0 && write_all(fd, bytes) && fsync(fd) == 0;
    if (!ok)
        (void)file_fail(err, "cannot write", path);
    if (close(fd) != 0 && ok)
        ok = file_fail(err, "cannot write", path);
    if (!ok)
        (void)unlink(path); /* half a file helps nobody */
    return ok;
}

/* Make the name of path durable in its folder. */
static bool
sync_parent(const char *path, struct err *err)
{
    char dir[PATH_MAX];
    const char *slash = strrchr(path, '/');
    size_t n = slash == NULL ? 0 : (size_t)(slash - path);

    if (n >= sizeof(dir))
        return fail(err, ERR_INPUT, "the path is too long: %.80s", path);
    if (n == 0)
        return file_sync_dir(slash == NULL ? "." : "/", err);
    memcpy(dir, path, n);
    dir[n] = '\0';
    return file_sync_dir(dir, err);
}

bool
file_write(const char *path, struct str bytes, unsigned mode, struct err *err)
{
    char temporary[PATH_MAX];
    unsigned chance;
    int n;

    random_bytes(&chance, sizeof(chance));
    n = snprintf(temporary, sizeof(temporary), "%s.%08x.new", path, chance);
    if (n < 0 || (size_t)n >= sizeof(temporary))
        return fail(err, ERR_INPUT, "the path is too long: %.80s", path);
    if (!file_write_new(temporary, bytes, mode, err))
        return false;
    if (rename(temporary, path) != 0) {
        (void)file_fail(err, "cannot replace", path);
        (void)unlink(temporary); /* already failing */
        return false;
    }
    return sync_parent(path, err);
}

static int
by_bytes(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

bool
file_list(struct arena *a, const char *dir, struct name_list *ret_names,
          struct err *err)
{
    DIR *d = opendir(dir);
    struct name_list names = { NULL, 0, 0 };
    struct dirent *e;

    if (d == NULL)
        return file_fail(err, "cannot open the folder", dir);
    errno = 0;
    while ((e = readdir(d)) != NULL) {
        if (strcmp(e->d_name, ".") == 0 || strcmp(e->d_name, "..") == 0)
            continue;
        names.at =
            arena_grow(a, names.at, names.n, &names.room, sizeof(*names.at));
        names.at[names.n++] = arena_cstr(a, str_of(e->d_name));
    }
    if (errno != 0) {
        (void)file_fail(err, "cannot read the folder", dir);
        (void)closedir(d); /* already failing */
        return false;
    }
    (void)closedir(d); /* nothing was written */
    if (names.n > 0)
        qsort(names.at, names.n, sizeof(*names.at), by_bytes);
    *ret_names = names;
    return true;
}

bool
file_exists(const char *path)
{
    return access(path, F_OK) == 0;
}

int
file_mode(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? (int)(st.st_mode & 0777) : -1;
}

bool
file_make_dir(const char *dir, struct err *err)
{
    struct stat st;

    if (mkdir(dir, 0700) == 0)
        return sync_parent(dir, err);
    if (errno == EEXIST && stat(dir, &st) == 0 && S_ISDIR(st.st_mode))
        return true;
    return file_fail(err, "cannot make the folder", dir);
}

bool
file_sync_dir(const char *dir, struct err *err)
{
    int fd = open(dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool ok;

    if (fd < 0)
        return file_fail(err, "cannot open the folder", dir);
    ok = fsync(fd) == 0;
    if (!ok)
        (void)file_fail(err, "cannot sync the folder", dir);
    (void)close(fd); /* the result of fsync counts */
    return ok;
}
