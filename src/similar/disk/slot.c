/* Segments as files, and in use; see index_internal.h. */
#include "similar/disk/index_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/file.h"

const char *
index_path(struct arena *a, const struct similar_index *ix, const char *name)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%s/%s", ix->dir, name);
    return buf_cstr(&b);
}

static bool
map(const char *path, struct str *ret_bytes, struct err *err)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    struct stat st = { .st_size = 0 };
    void *p = MAP_FAILED;

    if (fd < 0)
        return file_fail(err, "cannot open", path);
    if (fstat(fd, &st) == 0 && st.st_size > 0)
        p = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_SHARED, fd, 0);
    if (p == MAP_FAILED)
        (void)fail(err, ERR_CORRUPT, "%s cannot be mapped", path);
    (void)close(fd); /* nothing was written */
    *ret_bytes = (struct str){ p, (size_t)st.st_size };
    return p != MAP_FAILED;
}

static void
unmap(struct str bytes)
{
    const union {
        const char *read;
        void *whole;
    } p = { bytes.p };

    (void)munmap(p.whole, bytes.n);
}

bool
slot_map(const struct similar_index *ix, struct slot *s,
         const unsigned char *digest, struct err *err)
{
    struct arena *a = arena_open();
    const char *path = index_path(a, ix, s->name);
    struct str bytes = { NULL, 0 };
    bool ok = map(path, &bytes, err);

    if (ok) {
        digest_sha256(bytes.p, bytes.n, s->digest);
        ok = segment_open(bytes, &s->part.segment) &&
             (digest == NULL || memcmp(digest, s->digest, DIGEST_BYTES) == 0);
        if (!ok) {
            unmap(bytes);
            (void)fail(err, ERR_CORRUPT, "%s is not as it was written", path);
        }
    }
    arena_close(a);
    return ok;
}

void
slot_close(struct slot *s)
{
    struct str bytes = s->part.segment.bytes;

    if (s->arena == NULL && bytes.p != NULL)
        unmap(bytes);
    arena_close(s->arena);
    free(s->dead);
    *s = (struct slot){ .arena = NULL };
}

void
slot_kill(struct slot *s, uint32_t doc, int64_t since)
{
    unsigned char bit = (unsigned char)(1U << (doc % 8));

    if (s->dead == NULL) {
        s->dead = calloc(s->part.segment.docs_n / 8 + 1, 1);
        if (s->dead == NULL)
            abort(); /* as the arena does */
        s->part.dead = s->dead;
        s->dead_since = since;
    }
    s->dead_since = since < s->dead_since ? since : s->dead_since;
    if ((s->dead[doc / 8] & bit) == 0)
        s->dead_n++;
    s->dead[doc / 8] |= bit;
}

static bool
put_file(void *context, const void *p, size_t n)
{
    return fwrite(p, 1, n, context) == n;
}

/* Write, sync, rename. */
static bool
write_new(const char *temporary, const char *path, const struct merge_job *job,
          struct err *err)
{
    int fd = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    FILE *f = fd < 0 ? NULL : fdopen(fd, "w");
    bool ok;

    if (f == NULL) {
        (void)file_fail(err, "cannot make", temporary);
        if (fd >= 0)
            (void)close(fd);
        return false;
    }
    errno = EIO; /* when the sink refuses without a reason */
    ok = segments_merge(job->parts, job->n,
                        (struct segment_sink){ put_file, f }) &&
         fflush(f) == 0 && fsync(fd) == 0;
    if (!ok)
        (void)file_fail(err, "cannot write", temporary);
    if (fclose(f) != 0 && ok)
        ok = file_fail(err, "cannot write", temporary);
    if (ok && rename(temporary, path) != 0)
        ok = file_fail(err, "cannot rename", temporary);
    if (!ok)
        (void)unlink(temporary);
    return ok;
}

bool
slot_write(const struct similar_index *ix, const struct merge_job *job,
           struct slot *ret_slot, struct err *err)
{
    struct arena *a = arena_open();
    const char *temporary;
    size_t live = 0;
    bool ok = true;

    *ret_slot = (struct slot){ .arena = NULL };
    for (size_t i = 0; i < job->n; i++)
        for (uint32_t d = 0; d < job->parts[i].segment.docs_n; d++)
            live += !part_is_dead(&job->parts[i], d);
    if (live > 0) {
        struct buf name = { .a = a };

        buf_addf(&name, "%012llu.seg", (unsigned long long)job->number);
        (void)snprintf(ret_slot->name, FILE_NAME, "%s", buf_cstr(&name));
        buf_add(&name, STR(".new"));
        temporary = index_path(a, ix, buf_cstr(&name));
        ok =
            write_new(temporary, index_path(a, ix, ret_slot->name), job, err) &&
            file_sync_dir(ix->dir, err) && slot_map(ix, ret_slot, NULL, err);
    }
    arena_close(a);
    return ok;
}
