/* See rules.h. */
#include "app/rules.h"

#include <pthread.h>
#include <stdatomic.h>
#include <string.h>

#include "crypto/digest.h"
#include "event/gen/city_events.h"
#include "sys/file.h"

enum { RULEBOOK_BYTES = 8 * 1024 * 1024, BOOKS = 256 };

struct enacted {
    const struct rulebook *book;
    int32_t from;
};

/* Books are only ever added, and never change or go before the end: whoever
 * has seen a count may use the books below it without a lock. */
struct rulebooks {
    struct arena *a;
    struct store *store;
    pthread_mutex_t loading;  /* arena, and who adds */
    struct enacted at[BOOKS]; /* in order of enactment */
    atomic_size_t n;
};

struct rulebooks *
rulebooks_open(struct store *st)
{
    struct arena *a = arena_open();
    struct rulebooks *rb = arena_new(a, struct rulebooks);

    rb->a = a;
    rb->store = st;
    (void)pthread_mutex_init(&rb->loading, NULL); /* cannot fail on Linux */
    return rb;
}

void
rulebooks_close(struct rulebooks *rb)
{
    if (rb == NULL)
        return;
    (void)pthread_mutex_destroy(&rb->loading);
    arena_close(rb->a);
}

static bool
load_book(struct rulebooks *rb, const struct rulebook_enacted_v1 *e,
          struct err *err)
{
    struct fault_list faults = { .a = rb->a };
    struct rulebook *book = arena_new(rb->a, struct rulebook);
    struct rulebook_file *files;
    struct str bytes;
    size_t n, place = atomic_load(&rb->n);

    if (place == BOOKS)
        return fail(err, ERR_INPUT, "more than %d rulebooks", BOOKS);
    if (!store_document(rb->store, rb->a, e->rules, &bytes, err))
        return false;
    if (!rulebook_unpack(rb->a, bytes, &files, &n) ||
        !rulebook_read(rb->a, files, n, book, &faults))
        return fail(err, ERR_CORRUPT, "rulebook %.*s cannot be read",
                    STR_ARG(e->rules));
    book->hash = arena_str(rb->a, e->rules);
    rb->at[place] = (struct enacted){ book, (int32_t)e->from_day };
    atomic_store(&rb->n, place + 1);
    return true;
}

bool
rulebooks_load(struct rulebooks *rb, struct err *err)
{
    struct arena *a = arena_open();
    struct record_list list = { .a = a };
    size_t known = 0;
    bool ok;

    (void)pthread_mutex_lock(&rb->loading);
    ok = store_load(rb->store, STR("city"), &list, err);
    for (size_t i = 0; ok && i < list.n; i++) {
        if (list.at[i].type != &rulebook_enacted_v1_type)
            continue;
        if (++known > atomic_load(&rb->n))
            ok = load_book(rb, list.at[i].data, err);
    }
    (void)pthread_mutex_unlock(&rb->loading);
    arena_close(a);
    if (ok && atomic_load(&rb->n) == 0)
        return fail(err, ERR_NOT_FOUND, "no rulebook was enacted");
    return ok;
}

struct rules
rulebooks_on(struct rulebooks *rb, int32_t day)
{
    const struct rulebook *book = rb->at[0].book;
    size_t n = atomic_load(&rb->n);

    for (size_t i = 0; i < n; i++)
        if (rb->at[i].from <= day)
            book = rb->at[i].book;
    return (struct rules){ book, day };
}

struct rules
rulebooks_promised(struct rulebooks *rb, struct str hash, int32_t day)
{
    size_t n = atomic_load(&rb->n);

    for (size_t i = 0; i < n; i++)
        if (str_eq(rb->at[i].book->hash, hash))
            return (struct rules){ rb->at[i].book, day };
    return (struct rules){ NULL, day };
}

/* Is it a file that belongs to a rulebook? */
static bool
wanted(const char *name)
{
    struct str s = str_of(name);

    return s.p[0] != '.' &&
           (str_ends(s, STR(".csv")) || str_ends(s, STR(".md")));
}

static bool
pack_dir(struct buf *out, const char *dir, const char *prefix, struct err *err)
{
    struct name_list names = { 0 };

    if (!file_list(out->a, dir, &names, err))
        return false;
    for (size_t i = 0; i < names.n; i++) {
        struct buf path = { .a = out->a };
        struct str bytes;

        if (!wanted(names.at[i]))
            continue;
        buf_addf(&path, "%s/%s", dir, names.at[i]);
        if (!file_read(out->a, buf_cstr(&path), RULEBOOK_BYTES, &bytes, err))
            return false;
        buf_addf(out, "%s%s\n%zu\n", prefix, names.at[i], bytes.n);
        buf_add(out, bytes);
    }
    return true;
}

bool
rulebook_pack(struct arena *a, const char *dir, struct str *ret_bytes,
              struct err *err)
{
    struct buf out = { .a = a };
    struct buf letters = { .a = a };

    if (!pack_dir(&out, dir, "", err))
        return false;
    buf_addf(&letters, "%s/letters", dir);
    if (file_exists(buf_cstr(&letters)) &&
        !pack_dir(&out, buf_cstr(&letters), "letters/", err))
        return false;
    if (out.n == 0)
        return fail(err, ERR_NOT_FOUND, "%s holds no rulebook (no .csv file)",
                    dir);
    if (out.n > RULEBOOK_BYTES)
        return fail(err, ERR_INPUT, "%s is larger than %d bytes", dir,
                    RULEBOOK_BYTES);
    *ret_bytes = buf_str(&out);
    return true;
}

/* Take the text before the next newline. */
static bool
take_line(struct str *s, struct str *ret_line)
{
    const char *end = s->n == 0 ? NULL : memchr(s->p, '\n', s->n);
    size_t n;

    if (end == NULL)
        return false;
    n = (size_t)(end - s->p);
    *ret_line = (struct str){ s->p, n };
    *s = (struct str){ end + 1, s->n - n - 1 };
    return true;
}

bool
rulebook_unpack(struct arena *a, struct str bytes,
                struct rulebook_file **ret_files, size_t *ret_n)
{
    struct rulebook_file *at = NULL;
    size_t n = 0, room = 0;

    while (bytes.n > 0) {
        struct str path, size;
        int64_t len;

        if (!take_line(&bytes, &path) || !take_line(&bytes, &size) ||
            !str_i64(size, &len) || len < 0 || (size_t)len > bytes.n)
            return false;
        at = arena_grow(a, at, n, &room, sizeof(*at));
        at[n++] = (struct rulebook_file){ path, { bytes.p, (size_t)len } };
        bytes = (struct str){ bytes.p + len, bytes.n - (size_t)len };
    }
    *ret_files = at;
    *ret_n = n;
    return true;
}

struct str
rulebook_hash(struct arena *a, struct str bytes)
{
    unsigned char hash[DIGEST_BYTES];
    struct buf hex = { .a = a };

    digest_sha256(bytes.p, bytes.n, hash);
    buf_add_hex(&hex, hash, sizeof(hash));
    return buf_str(&hex);
}
