/*
 * See testvfs.h. Every handle of one file shares a node: the file as the
 * process sees it, and the changes that are not on disk yet, in order. Locks
 * and shared memory are the real VFS's.
 */
#include "contract/testvfs.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* One change not on disk yet: bytes written, or (n < 0) cut off at offset. */
struct change {
    sqlite3_int64 offset;
    int n;
    unsigned char *bytes;
    struct change *next;
};

struct node {
    char *path;
    unsigned char *image;
    sqlite3_int64 size, room;
    struct change *first, **last;
    int handles;
    struct node *next;
};

struct drop_file {
    sqlite3_file base;
    struct node *node; /* NULL: not a file that must survive */
    sqlite3_file *real;
};

static sqlite3_vfs *real_vfs;
static sqlite3_vfs drop_vfs;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct node *nodes;
static sqlite3_int64 room_left = -1;

static void *
must_alloc(size_t n)
{
    void *p = calloc(1, n);

    if (p == NULL)
        abort();
    return p;
}

static struct drop_file *
file_of(sqlite3_file *f)
{
    return (struct drop_file *)f;
}

static void
resize(struct node *d, sqlite3_int64 size)
{
    if (size > d->room) {
        d->room = 2 * size;
        d->image = realloc(d->image, (size_t)d->room);
        if (d->image == NULL)
            abort();
    }
    if (size > d->size)
        memset(d->image + d->size, 0, (size_t)(size - d->size));
    d->size = size;
}

static void
remember(struct node *d, sqlite3_int64 offset, int n, const void *bytes)
{
    struct change *c = must_alloc(sizeof(*c));

    c->offset = offset;
    c->n = n;
    if (n > 0) {
        c->bytes = must_alloc((size_t)n);
        memcpy(c->bytes, bytes, (size_t)n);
    }
    *d->last = c;
    d->last = &c->next;
}

/* Let the changes reach the disk. */
static int
settle(struct node *d, sqlite3_file *real)
{
    int rc = SQLITE_OK;

    for (struct change *c = d->first, *next; c != NULL; c = next) {
        next = c->next;
        if (rc == SQLITE_OK)
            rc = c->n < 0
                     ? real->pMethods->xTruncate(real, c->offset)
                     : real->pMethods->xWrite(real, c->bytes, c->n, c->offset);
        free(c->bytes);
        free(c);
    }
    d->first = NULL;
    d->last = &d->first;
    return rc;
}

static int
drop_close(sqlite3_file *f)
{
    struct drop_file *file = file_of(f);

    if (file->node != NULL) {
        (void)pthread_mutex_lock(&lock);
        if (--file->node->handles == 0)
            (void)settle(file->node, file->real);
        (void)pthread_mutex_unlock(&lock);
    }
    return file->real->pMethods->xClose(file->real);
}

static int
drop_read(sqlite3_file *f, void *out, int n, sqlite3_int64 offset)
{
    struct node *d = file_of(f)->node;
    sqlite3_int64 have;

    if (d == NULL)
        return file_of(f)->real->pMethods->xRead(file_of(f)->real, out, n,
                                                 offset);
    (void)pthread_mutex_lock(&lock);
    have = d->size - offset < n ? d->size - offset : n;
    if (have > 0)
        memcpy(out, d->image + offset, (size_t)have);
    (void)pthread_mutex_unlock(&lock);
    if (have >= n)
        return SQLITE_OK;
    memset((char *)out + (have > 0 ? have : 0), 0,
           (size_t)(n - (have > 0 ? have : 0)));
    return SQLITE_IOERR_SHORT_READ;
}

static int
drop_write(sqlite3_file *f, const void *bytes, int n, sqlite3_int64 offset)
{
    struct node *d = file_of(f)->node;
    bool full;

    if (d == NULL)
        return file_of(f)->real->pMethods->xWrite(file_of(f)->real, bytes, n,
                                                  offset);
    (void)pthread_mutex_lock(&lock);
    full = room_left >= 0 && room_left < n;
    if (!full) {
        if (room_left >= 0)
            room_left -= n;
        if (offset + n > d->size)
            resize(d, offset + n);
        memcpy(d->image + offset, bytes, (size_t)n);
        remember(d, offset, n, bytes);
    }
    (void)pthread_mutex_unlock(&lock);
    return full ? SQLITE_FULL : SQLITE_OK;
}

static int
drop_truncate(sqlite3_file *f, sqlite3_int64 size)
{
    struct node *d = file_of(f)->node;

    if (d == NULL)
        return file_of(f)->real->pMethods->xTruncate(file_of(f)->real, size);
    (void)pthread_mutex_lock(&lock);
    if (size < d->size) {
        resize(d, size);
        remember(d, size, -1, NULL);
    }
    (void)pthread_mutex_unlock(&lock);
    return SQLITE_OK;
}

static int
drop_sync(sqlite3_file *f, int flags)
{
    struct drop_file *file = file_of(f);
    int rc = SQLITE_OK;

    if (file->node != NULL) {
        (void)pthread_mutex_lock(&lock);
        rc = settle(file->node, file->real);
        (void)pthread_mutex_unlock(&lock);
    }
    /* a killed process leaves the page cache: no need to wait for the disk */
    (void)flags;
    return rc;
}

static int
drop_size(sqlite3_file *f, sqlite3_int64 *ret_size)
{
    struct node *d = file_of(f)->node;

    if (d == NULL)
        return file_of(f)->real->pMethods->xFileSize(file_of(f)->real,
                                                     ret_size);
    (void)pthread_mutex_lock(&lock);
    *ret_size = d->size;
    (void)pthread_mutex_unlock(&lock);
    return SQLITE_OK;
}

static int
drop_lock(sqlite3_file *f, int level)
{
    return file_of(f)->real->pMethods->xLock(file_of(f)->real, level);
}

static int
drop_unlock(sqlite3_file *f, int level)
{
    return file_of(f)->real->pMethods->xUnlock(file_of(f)->real, level);
}

static int
drop_reserved(sqlite3_file *f, int *ret)
{
    return file_of(f)->real->pMethods->xCheckReservedLock(file_of(f)->real,
                                                          ret);
}

static int
drop_control(sqlite3_file *f, int op, void *arg)
{
    if (op == SQLITE_FCNTL_SIZE_HINT)
        return SQLITE_OK; /* would change the real size */
    return file_of(f)->real->pMethods->xFileControl(file_of(f)->real, op, arg);
}

static int
drop_sector(sqlite3_file *f)
{
    return file_of(f)->real->pMethods->xSectorSize(file_of(f)->real);
}

static int
drop_device(sqlite3_file *f)
{
    return file_of(f)->real->pMethods->xDeviceCharacteristics(file_of(f)->real);
}

static int
drop_shm_map(sqlite3_file *f, int page, int size, int extend,
             void volatile **ret)
{
    return file_of(f)->real->pMethods->xShmMap(file_of(f)->real, page, size,
                                               extend, ret);
}

static int
drop_shm_lock(sqlite3_file *f, int offset, int n, int flags)
{
    return file_of(f)->real->pMethods->xShmLock(file_of(f)->real, offset, n,
                                                flags);
}

static void
drop_shm_barrier(sqlite3_file *f)
{
    file_of(f)->real->pMethods->xShmBarrier(file_of(f)->real);
}

static int
drop_shm_unmap(sqlite3_file *f, int delete_it)
{
    return file_of(f)->real->pMethods->xShmUnmap(file_of(f)->real, delete_it);
}

static const sqlite3_io_methods methods = {
    .iVersion = 2,
    .xClose = drop_close,
    .xRead = drop_read,
    .xWrite = drop_write,
    .xTruncate = drop_truncate,
    .xSync = drop_sync,
    .xFileSize = drop_size,
    .xLock = drop_lock,
    .xUnlock = drop_unlock,
    .xCheckReservedLock = drop_reserved,
    .xFileControl = drop_control,
    .xSectorSize = drop_sector,
    .xDeviceCharacteristics = drop_device,
    .xShmMap = drop_shm_map,
    .xShmLock = drop_shm_lock,
    .xShmBarrier = drop_shm_barrier,
    .xShmUnmap = drop_shm_unmap,
};

static void
load_image(struct node *d, sqlite3_file *real)
{
    sqlite3_int64 size = 0;

    if (real->pMethods->xFileSize(real, &size) != SQLITE_OK)
        abort();
    d->size = 0;
    resize(d, size);
    if (size > 0 &&
        real->pMethods->xRead(real, d->image, (int)size, 0) != SQLITE_OK)
        abort();
}

static struct node *
node_of(const char *path, sqlite3_file *real)
{
    struct node *d = nodes;

    (void)pthread_mutex_lock(&lock);
    while (d != NULL && strcmp(d->path, path) != 0)
        d = d->next;
    if (d == NULL) {
        d = must_alloc(sizeof(*d));
        d->path = must_alloc(strlen(path) + 1);
        memcpy(d->path, path, strlen(path) + 1);
        d->last = &d->first;
        d->next = nodes;
        nodes = d;
    }
    if (d->handles++ == 0)
        load_image(d, real);
    (void)pthread_mutex_unlock(&lock);
    return d;
}

static int
drop_open(sqlite3_vfs *vfs, const char *name, sqlite3_file *f, int flags,
          int *ret_flags)
{
    struct drop_file *file = file_of(f);
    int kinds = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL;
    int rc;

    (void)vfs;
    memset(file, 0, sizeof(*file));
    file->real = (sqlite3_file *)(void *)(file + 1);
    rc = real_vfs->xOpen(real_vfs, name, file->real, flags, ret_flags);
    if (file->real->pMethods != NULL)
        file->base.pMethods = &methods;
    if (rc == SQLITE_OK && file->real->pMethods != NULL && name != NULL &&
        (flags & kinds) != 0)
        file->node = node_of(name, file->real);
    return rc;
}

/* A write-ahead log is deleted when its last handle closes. */
static int
drop_delete(sqlite3_vfs *vfs, const char *name, int sync_dir)
{
    (void)vfs;
    return real_vfs->xDelete(real_vfs, name, sync_dir);
}

void
testvfs_register(void)
{
    real_vfs = sqlite3_vfs_find(NULL);
    drop_vfs = *real_vfs;
    drop_vfs.zName = TESTVFS_NAME;
    drop_vfs.pNext = NULL;
    drop_vfs.szOsFile = (int)sizeof(struct drop_file) + real_vfs->szOsFile;
    drop_vfs.xOpen = drop_open;
    drop_vfs.xDelete = drop_delete;
    if (sqlite3_vfs_register(&drop_vfs, 0) != SQLITE_OK)
        abort();
}

void
testvfs_room(int64_t bytes)
{
    (void)pthread_mutex_lock(&lock);
    room_left = bytes;
    (void)pthread_mutex_unlock(&lock);
}
