/*
 * slots: the wrapped keys of the subjects, in a file of their own.
 *
 *     DIR/subjects.keys   64 bytes: header; then slots of 64 bytes, from 1 on
 *     slot                61 bytes: the key, sealed under the master key with
 *                         the number of the slot as context; 3 bytes 0
 *
 * A slot never moves, is in no journal and no index, and erasure overwrites it
 * with zeros where it lies: no older copy of it is left in the folder.
 *
 * Keys are drawn before they are needed, a block at a time, and a block is on
 * disk before the first of its keys is given away. So an append writes no key
 * and waits for none, and no event can commit before its key. Slots that a
 * crash left unused are never used: they open nothing.
 *
 * Which subject has which slot, and whether it was erased, is committed with
 * the events (subject_slot). The slot is overwritten behind that commit and
 * before anybody is told; what a crash left undone, and what the copy of an
 * older file brought back, is overwritten when the folder is opened to write.
 */
#include "store/sqlite_internal.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "sys/file.h"
#include "sys/random.h"

#define SLOTS_NAME   "subjects.keys"
#define SLOTS_TITLE  "gongzhi subjects 1 "
#define SLOT_CONTEXT "gongzhi slot "

enum { WRAPPED_BYTES = SEAL_KEY_BYTES + SEAL_EXTRA_BYTES };

const char *
slots_path(struct arena *a, const char *dir)
{
    struct buf path = { .a = a };

    buf_addf(&path, "%s/%s", dir, SLOTS_NAME);
    return buf_cstr(&path);
}

/* The title and the key id of the log: a file of another log is noticed. */
void
slots_header(const struct store *st, unsigned char out[SLOT_BYTES])
{
    struct arena *a = arena_open();
    struct buf b = { .a = a };

    buf_add(&b, STR(SLOTS_TITLE));
    buf_add_hex(&b, st->key_id, NOTE_KEY_ID_BYTES);
    buf_add_char(&b, '\n');
    memset(out, 0, SLOT_BYTES);
    memcpy(out, b.p, b.n);
    arena_close(a);
}

bool
slots_create(struct store *st, struct err *err)
{
    unsigned char header[SLOT_BYTES];

    slots_header(st, header);
    return file_write_new(slots_path(st->a, st->dir),
                          (struct str){ (const char *)header, SLOT_BYTES },
                          SLOTS_MODE, err);
}

static bool
write_at(struct store *st, const unsigned char *p, size_t n, int64_t at,
         struct err *err)
{
    while (n > 0) {
        ssize_t put = pwrite(st->slots.fd, p, n, (off_t)at);

        if (put < 0 && errno == EINTR)
            continue;
        if (put < 0)
            return file_fail(err, "cannot write", slots_path(st->a, st->dir));
        p += put;
        n -= (size_t)put;
        at += put;
    }
    return true;
}

static bool
sync_slots(struct store *st, struct err *err)
{
    return st->o.unsafe_sync_off != 0 || fdatasync(st->slots.fd) == 0 ||
           file_fail(err, "cannot write", slots_path(st->a, st->dir));
}

/* What lies there; *ret_n is less than SLOT_BYTES behind the end. */
static bool
read_slot(struct store *st, int64_t slot, unsigned char out[SLOT_BYTES],
          size_t *ret_n, struct err *err)
{
    ssize_t got;

    do
        got = pread(st->slots.fd, out, SLOT_BYTES, (off_t)(slot * SLOT_BYTES));
    while (got < 0 && errno == EINTR);
    *ret_n = got < 0 ? 0 : (size_t)got;
    return got >= 0 ||
           file_fail(err, "cannot read", slots_path(st->a, st->dir));
}

static bool
is_zero(const unsigned char *p, size_t n)
{
    unsigned char any = 0;

    for (size_t i = 0; i < n; i++)
        any |= p[i];
    return any == 0;
}

static struct str
slot_context(struct arena *a, int64_t slot)
{
    struct buf b = { .a = a };

    buf_add(&b, STR(SLOT_CONTEXT));
    buf_add_i64(&b, slot);
    return buf_str(&b);
}

void
slot_wrap(const struct store *st, int64_t slot,
          const unsigned char key[SEAL_KEY_BYTES],
          unsigned char out[SLOT_BYTES])
{
    struct arena *a = arena_open();

    memset(out, 0, SLOT_BYTES);
    st->suite->seal(st->keys.master, slot_context(a, slot),
                    (struct str){ (const char *)key, SEAL_KEY_BYTES }, out);
    arena_close(a);
}

bool
slot_unwrap(const struct store *st, int64_t slot, struct str wrapped,
            unsigned char key[SEAL_KEY_BYTES])
{
    struct arena *a = arena_open();
    bool ok = wrapped.n == WRAPPED_BYTES &&
              seal_open(st->keys.master, slot_context(a, slot), wrapped, key);

    arena_close(a);
    return ok;
}

bool
slots_get(struct store *st, int64_t slot, unsigned char key[SEAL_KEY_BYTES],
          enum slot_is *ret_is, struct err *err)
{
    unsigned char bytes[SLOT_BYTES];
    size_t n = 0;

    *ret_is = SLOT_EMPTY;
    if (slot <= 0 || st->slots.fd < 0)
        return true;
    if (!read_slot(st, slot, bytes, &n, err))
        return false;
    if (n < SLOT_BYTES || is_zero(bytes, SLOT_BYTES))
        return true;
    if (!slot_unwrap(st, slot,
                     (struct str){ (const char *)bytes, WRAPPED_BYTES }, key))
        return fail(err, ERR_CORRUPT, "slot %lld of %s does not open",
                    (long long)slot, SLOTS_NAME);
    *ret_is = SLOT_FULL;
    return true;
}

/* Draw a block of keys, twice as many as the last time, and make them durable
 * behind the slots that are there. The pool is locked and empty. */
static bool
refill(struct store *st, struct err *err)
{
    struct slots *s = &st->slots;
    size_t n = s->block < SLOT_BLOCK_MOST ? s->block : SLOT_BLOCK_MOST;
    unsigned char *bytes = malloc(n * SLOT_BYTES);
    bool ok;

    if (bytes == NULL)
        abort(); /* as the arena does */
    random_bytes(s->pool, n * SEAL_KEY_BYTES);
    for (size_t i = 0; i < n; i++)
        slot_wrap(st, s->next + (int64_t)i, s->pool[i], bytes + i * SLOT_BYTES);
    ok = write_at(st, bytes, n * SLOT_BYTES, s->next * SLOT_BYTES, err) &&
         sync_slots(st, err);
    free(bytes);
    if (!ok)
        return false;
    s->from = s->next;
    s->n = n;
    s->block = 2 * n;
    return true;
}

bool
slots_take(struct store *st, int64_t *ret_slot,
           unsigned char key[SEAL_KEY_BYTES], struct err *err)
{
    struct slots *s = &st->slots;
    bool ok;

    (void)pthread_mutex_lock(&s->lock);
    ok = s->next < s->from + (int64_t)s->n || refill(st, err);
    if (ok) {
        unsigned char *at = s->pool[s->next - s->from];

        memcpy(key, at, SEAL_KEY_BYTES);
        explicit_bzero(at, SEAL_KEY_BYTES);
        *ret_slot = s->next++;
    }
    (void)pthread_mutex_unlock(&s->lock);
    return ok;
}

void
slots_doom(struct store *st, int64_t slot)
{
    struct slots *s = &st->slots;

    if (s->doomed_n == s->doomed_room) {
        s->doomed_room = s->doomed_room == 0 ? 16 : 2 * s->doomed_room;
        s->doomed = realloc(s->doomed, s->doomed_room * sizeof(*s->doomed));
        if (s->doomed == NULL)
            abort(); /* as the arena does */
    }
    s->doomed[s->doomed_n++] = slot;
}

bool
slots_wipe(struct store *st, struct err *err)
{
    static const unsigned char zeros[SLOT_BYTES];
    struct slots *s = &st->slots;

    if (s->doomed_n == 0)
        return true;
    for (size_t i = 0; i < s->doomed_n; i++)
        if (!write_at(st, zeros, SLOT_BYTES, s->doomed[i] * SLOT_BYTES, err))
            return false;
    if (!sync_slots(st, err))
        return false;
    s->doomed_n = 0;
    return true;
}

/* Slots of erased subjects that are not empty: an erasure was interrupted, or
 * an older copy of the file was put back. */
static bool
wipe_erased(struct store *st, struct err *err)
{
    struct conn *c = st->writer;
    sqlite3_stmt *s = conn_own(c, SQL_SLOTS_ERASED, err);
    unsigned char bytes[SLOT_BYTES];
    int got = -1;

    while (s != NULL && (got = step_row(c, s, err)) == 1) {
        int64_t slot = sqlite3_column_int64(s, 0);
        size_t n;

        if (!read_slot(st, slot, bytes, &n, err)) {
            (void)sqlite3_reset(s); /* the failure above counts */
            return false;
        }
        if (!is_zero(bytes, n))
            slots_doom(st, slot);
    }
    explicit_bzero(bytes, sizeof(bytes));
    return got == 0 && slots_wipe(st, err);
}

/* New slots go behind those of the file and those that subjects have: the two
 * differ when an older copy of one of them was put back. */
static bool
find_end(struct store *st, struct err *err)
{
    sqlite3_stmt *s = conn_own(st->writer, SQL_SLOT_LAST, err);
    struct stat at;

    if (s == NULL || step_row(st->writer, s, err) != 1)
        return false;
    st->slots.next = sqlite3_column_int64(s, 0) + 1;
    (void)sqlite3_reset(s); /* no failure after a row */
    if (fstat(st->slots.fd, &at) != 0)
        return file_fail(err, "cannot read", slots_path(st->a, st->dir));
    if (at.st_size > st->slots.next * SLOT_BYTES)
        st->slots.next = (at.st_size + SLOT_BYTES - 1) / SLOT_BYTES;
    st->slots.from = st->slots.next;
    st->slots.block = SLOT_BLOCK_FIRST;
    return true;
}

static bool
check_header(struct store *st, struct err *err)
{
    unsigned char want[SLOT_BYTES], have[SLOT_BYTES];
    size_t n;

    slots_header(st, want);
    return read_slot(st, 0, have, &n, err) &&
           ((n == SLOT_BYTES && memcmp(want, have, SLOT_BYTES) == 0) ||
            fail(err, ERR_KEY, "%s/%s does not belong to this log", st->dir,
                 SLOTS_NAME));
}

bool
slots_open(struct store *st, struct err *err)
{
    const char *path = slots_path(st->a, st->dir);
    bool writes = st->writer != NULL;

    st->slots.fd = open(path, (writes ? O_RDWR : O_RDONLY) | O_CLOEXEC);
    if (st->slots.fd < 0 && errno == ENOENT && !writes)
        return true; /* the log without the texts */
    if (st->slots.fd < 0 && errno == ENOENT)
        return fail(err, ERR_KEY,
                    "%s is missing, and with it the keys of what people "
                    "wrote; put its newest copy back, or give the texts up "
                    "with gongzhi restore --without-keys",
                    path);
    if (st->slots.fd < 0)
        return file_fail(err, "cannot open", path);
    return check_header(st, err) &&
           (!writes || (find_end(st, err) && wipe_erased(st, err)));
}

void
slots_init(struct store *st)
{
    st->slots.fd = -1;
    (void)pthread_mutex_init(&st->slots.lock, NULL); /* cannot fail */
}

/* Keys that nobody took go with their slots. */
void
slots_close(struct store *st)
{
    struct slots *s = &st->slots;

    if (s->fd >= 0 && s->next < s->from + (int64_t)s->n &&
        ftruncate(s->fd, (off_t)(s->next * SLOT_BYTES)) < 0)
        s->n = 0; /* they stay, wasted */
    if (s->fd >= 0)
        (void)close(s->fd); /* what counts was synced */
    explicit_bzero(s->pool, sizeof(s->pool));
    free(s->doomed);
    (void)pthread_mutex_destroy(&s->lock);
}
