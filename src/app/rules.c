/* See rules.h. */
#include "app/rules.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "crypto/digest.h"
#include "event/gen/city_events.h"
#include "sys/file.h"

enum { RULEBOOK_BYTES = 8 * 1024 * 1024 };

/* Books are only ever added, and never change or go before the end: whoever
 * has seen a count may use the books below it without a lock. */
struct rulebooks {
    struct arena *a;
    struct store *store;
    pthread_mutex_t loading;               /* arena, and who adds */
    struct rulebook_enacted at[RULEBOOKS]; /* in order of enactment */
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

/* The digest of the bytes of each word list, and how many rows it has. */
static const struct wordlist_file *
wordlist_files(struct arena *a, const struct rulebook *book,
               const struct rulebook_files *files)
{
    struct wordlist_file *all =
        arena_alloc(a, (book->wordlists_n + 1) * sizeof(*all));

    for (size_t i = 0; i < book->wordlists_n; i++)
        for (size_t k = 0; k < files->n; k++) {
            struct str bytes = files->at[k].bytes;

            if (!str_eq(files->at[k].path, book->wordlists[i].list))
                continue;
            all[i].sha256 = rulebook_hash(a, SUITE_INTL, bytes);
            for (size_t at = 0; at < bytes.n; at++)
                all[i].rows += bytes.p[at] == '\n';
            all[i].rows -= all[i].rows > 0; /* the names of the columns */
        }
    return all;
}

static bool
load_book(struct rulebooks *rb, const struct record *r, struct err *err)
{
    const struct rulebook_enacted_v1 *e = r->data;
    struct fault_list faults = { .a = rb->a };
    struct rulebook *book = arena_new(rb->a, struct rulebook);
    struct rulebook_files files;
    struct str bytes;
    size_t place = atomic_load(&rb->n);

    if (place == RULEBOOKS)
        return fail(err, ERR_INPUT, "more than %d rulebooks", RULEBOOKS);
    if (!store_document(rb->store, rb->a, e->rules, &bytes, err))
        return false;
    if (!rulebook_unpack(rb->a, bytes, &files) ||
        !rulebook_read(rb->a, files.at, files.n, book, &faults))
        return fail(err, ERR_CORRUPT, "rulebook %.*s cannot be read",
                    STR_ARG(e->rules));
    book->hash = arena_str(rb->a, e->rules);
    book->wordlist_files = wordlist_files(rb->a, book, &files);
    rb->at[place] =
        (struct rulebook_enacted){ book, (int32_t)e->from_day, r->occurred_at,
                                   arena_str(rb->a, e->by) };
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
            ok = load_book(rb, &list.at[i], err);
    }
    (void)pthread_mutex_unlock(&rb->loading);
    arena_close(a);
    if (ok && atomic_load(&rb->n) == 0)
        return fail(err, ERR_NOT_FOUND, "no rulebook was enacted");
    return ok;
}

size_t
rulebooks_count(struct rulebooks *rb)
{
    return atomic_load(&rb->n);
}

struct rulebook_enacted
rulebooks_at(struct rulebooks *rb, size_t i)
{
    return rb->at[i];
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

bool
rulebook_wants(struct str name)
{
    for (size_t i = 0; i < name.n; i++)
        if ((unsigned char)name.p[i] < ' ')
            return false;
    return !str_starts(name, STR(".")) &&
           (str_ends(name, STR(".csv")) || str_ends(name, STR(".md")));
}

static bool
read_dir(struct arena *a, const char *dir, const char *prefix,
         struct rulebook_files *files, struct err *err)
{
    struct name_list names = { 0 };

    if (!file_list(a, dir, &names, err))
        return false;
    for (size_t i = 0; i < names.n; i++) {
        struct buf path = { .a = a }, inside = { .a = a };
        struct rulebook_file f;

        if (!rulebook_wants(str_of(names.at[i])))
            continue;
        buf_addf(&path, "%s/%s", dir, names.at[i]);
        buf_addf(&inside, "%s%s", prefix, names.at[i]);
        f.path = buf_str(&inside);
        if (!file_read(a, buf_cstr(&path), RULEBOOK_BYTES, &f.bytes, err))
            return false;
        files->at = arena_grow(a, files->at, files->n, &files->room, sizeof(f));
        files->at[files->n++] = f;
    }
    return true;
}

bool
rulebook_folder(struct arena *a, const char *dir,
                struct rulebook_files *ret_files, struct err *err)
{
    struct buf letters = { .a = a };
    size_t bytes = 0;

    *ret_files = (struct rulebook_files){ NULL, 0, 0 };
    buf_addf(&letters, "%s/letters", dir);
    if (!read_dir(a, dir, "", ret_files, err) ||
        (file_exists(buf_cstr(&letters)) &&
         !read_dir(a, buf_cstr(&letters), "letters/", ret_files, err)))
        return false;
    if (ret_files->n == 0)
        return fail(err, ERR_NOT_FOUND, "%s holds no rulebook (no .csv file)",
                    dir);
    for (size_t i = 0; i < ret_files->n; i++)
        bytes += ret_files->at[i].bytes.n;
    return bytes <= RULEBOOK_BYTES ||
           fail(err, ERR_INPUT, "%s is larger than %d bytes", dir,
                RULEBOOK_BYTES);
}

bool
rulebook_judge(struct arena *a, const struct rulebook_files *files,
               struct rulebook *ret_book, struct fault_list *faults)
{
    if (rulebook_read(a, files->at, files->n, ret_book, faults))
        rulebook_check(ret_book, files->at, files->n, faults);
    return faults->n == 0;
}

static int
by_path(const void *x, const void *y)
{
    struct str a = ((const struct rulebook_file *)x)->path;
    struct str b = ((const struct rulebook_file *)y)->path;
    int deeper = (str_find(a, STR("/")) != SIZE_MAX) -
                 (str_find(b, STR("/")) != SIZE_MAX);

    return deeper != 0 ? deeper : str_cmp(a, b);
}

struct str
rulebook_pack(struct arena *a, struct rulebook_files *files)
{
    struct buf out = { .a = a };

    if (files->n > 0)
        qsort(files->at, files->n, sizeof(files->at[0]), by_path);
    for (size_t i = 0; i < files->n; i++) {
        buf_addf(&out, "%.*s\n%zu\n", STR_ARG(files->at[i].path),
                 files->at[i].bytes.n);
        buf_add(&out, files->at[i].bytes);
    }
    return buf_str(&out);
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
                struct rulebook_files *ret_files)
{
    struct rulebook_files f = { NULL, 0, 0 };

    while (bytes.n > 0) {
        struct str path, size;
        int64_t len;

        if (!take_line(&bytes, &path) || !take_line(&bytes, &size) ||
            !str_i64(size, &len) || len < 0 || (size_t)len > bytes.n)
            return false;
        f.at = arena_grow(a, f.at, f.n, &f.room, sizeof(*f.at));
        f.at[f.n++] = (struct rulebook_file){ path, { bytes.p, (size_t)len } };
        bytes = (struct str){ bytes.p + len, bytes.n - (size_t)len };
    }
    *ret_files = f;
    return true;
}

struct str
rulebook_hash(struct arena *a, enum suite_id suite, struct str bytes)
{
    unsigned char hash[DIGEST_BYTES];
    struct buf hex = { .a = a };

    suite_of(suite)->digest(bytes.p, bytes.n, hash);
    buf_add_hex(&hex, hash, sizeof(hash));
    return buf_str(&hex);
}
