/* See index.h: opening, writing and finding; tend.c merges. */
#include "similar/disk/index_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/clock.h"

enum {
    MEMORY_MOST = 32 * 1024 * 1024,
    WAITING_GRAMS = 1000000, /* of 16 bytes, and as much again to sort them */
};

static void
start_waiting(struct similar_index *ix)
{
    arena_close(ix->waiting);
    ix->waiting = arena_open();
    ix->builder = builder_new(ix->waiting, &ix->key);
}

static void
empty(struct similar_index *ix)
{
    for (size_t i = 0; i < ix->n; i++)
        slot_close(&ix->slots[i]);
    ix->n = ix->files = 0;
    ix->position = 0;
}

bool
similar_open(const struct similar_options *o, struct similar_index **ret_index,
             bool *ret_anew, struct err *err)
{
    struct similar_index *ix = calloc(1, sizeof(*ix));
    pthread_rwlockattr_t attr;
    bool in_order = false, ok;

    if (ix == NULL)
        abort(); /* as the arena does */
    ix->folder = -1;
    ix->a = arena_open();
    ix->work = arena_open();
    ix->dir = arena_cstr(ix->a, str_of(o->dir));
    ix->key = o->key;
    ix->memory_most = o->memory_most > 0 ? o->memory_most : MEMORY_MOST;
    /* none of these can fail on Linux */
    (void)pthread_rwlockattr_init(&attr);
    (void)pthread_rwlockattr_setkind_np(
        &attr, PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP);
    (void)pthread_rwlock_init(&ix->lock, &attr);
    (void)pthread_rwlockattr_destroy(&attr);
    (void)pthread_mutex_init(&ix->change, NULL);
    (void)pthread_mutex_init(&ix->tending, NULL);
    start_waiting(ix);
    ok = folder_take(ix, err) && manifest_read(ix, &in_order, err);
    if (ok && !in_order)
        empty(ix);
    ok = ok && (in_order || manifest_write(ix, err)) && manifest_sweep(ix, err);
    if (!ok) {
        similar_close(ix);
        return false;
    }
    *ret_anew = !in_order;
    *ret_index = ix;
    return true;
}

void
similar_close(struct similar_index *ix)
{
    if (ix == NULL)
        return;
    empty(ix);
    if (ix->folder >= 0)
        (void)close(ix->folder); /* and with it the lock; nothing was written */
    (void)pthread_rwlock_destroy(&ix->lock);
    (void)pthread_mutex_destroy(&ix->change);
    (void)pthread_mutex_destroy(&ix->tending);
    arena_close(ix->waiting);
    arena_close(ix->work);
    arena_close(ix->a);
    free(ix);
}

uint64_t
similar_position(const struct similar_index *ix)
{
    return ix->position;
}

/* The lock is held. */
static void
parts_now(const struct similar_index *ix, struct segment_part *parts)
{
    for (size_t i = 0; i < ix->n; i++)
        parts[i] = ix->slots[i].part;
}

size_t
similar_docs(struct similar_index *ix)
{
    size_t n = builder_docs(ix->builder);

    (void)pthread_rwlock_rdlock(&ix->lock);
    for (size_t i = 0; i < ix->n; i++)
        n += ix->slots[i].part.segment.docs_n - ix->slots[i].dead_n;
    (void)pthread_rwlock_unlock(&ix->lock);
    return n;
}

static bool
put_buf(void *context, const void *p, size_t n)
{
    buf_add(context, (struct str){ p, n });
    return true;
}

/* A segment in memory out of the bytes in its arena. */
static struct slot
image(struct arena *a, const struct buf *bytes)
{
    struct slot s = { .arena = a };

    if (!segment_open(buf_str(bytes), &s.part.segment))
        abort(); /* we have just written it */
    return s;
}

static size_t
image_bytes(const struct slot *s)
{
    return s->part.segment.bytes.n;
}

/* Make one of the last two images. Only the writer touches images. */
static void
join_last(struct similar_index *ix)
{
    struct segment_part parts[2] = { ix->slots[ix->n - 2].part,
                                     ix->slots[ix->n - 1].part };
    struct arena *a = arena_open();
    struct buf bytes = { .a = a };
    struct slot joined, was[2];

    (void)segments_merge(parts, 2, (struct segment_sink){ put_buf, &bytes });
    joined = image(a, &bytes);
    (void)pthread_rwlock_wrlock(&ix->lock);
    was[0] = ix->slots[ix->n - 2];
    was[1] = ix->slots[ix->n - 1];
    ix->slots[ix->n - 2] = joined;
    ix->n--;
    (void)pthread_rwlock_unlock(&ix->lock);
    slot_close(&was[0]);
    slot_close(&was[1]);
}

void
similar_commit(struct similar_index *ix)
{
    struct arena *a;
    struct buf bytes;
    struct slot s;

    if (builder_docs(ix->builder) == 0)
        return;
    a = arena_open();
    bytes = (struct buf){ .a = a };
    (void)builder_end(ix->builder, (struct segment_sink){ put_buf, &bytes });
    s = image(a, &bytes);
    start_waiting(ix);
    (void)pthread_rwlock_wrlock(&ix->lock);
    ix->slots[ix->n++] = s;
    (void)pthread_rwlock_unlock(&ix->lock);
    while (ix->n >= ix->files + 2 &&
           (ix->n > ix->files + IMAGES_MOST || ix->n == SLOTS_MOST ||
            image_bytes(&ix->slots[ix->n - 2]) <=
                2 * image_bytes(&ix->slots[ix->n - 1])))
        join_last(ix);
}

bool
similar_has(struct similar_index *ix, struct str name)
{
    struct segment_part parts[SLOTS_MOST];
    uint32_t doc;
    size_t part;
    bool has;

    (void)pthread_rwlock_rdlock(&ix->lock);
    parts_now(ix, parts);
    has = similar_named(&ix->key, parts, ix->n, name, &part, &doc);
    (void)pthread_rwlock_unlock(&ix->lock);
    return has;
}

void
similar_drop(struct similar_index *ix, struct str name, int64_t at)
{
    struct segment_part parts[SLOTS_MOST];
    uint32_t doc;
    size_t part;

    similar_commit(ix);
    (void)pthread_rwlock_wrlock(&ix->lock);
    parts_now(ix, parts);
    while (similar_named(&ix->key, parts, ix->n, name, &part, &doc)) {
        slot_kill(&ix->slots[part], doc, at);
        parts[part] = ix->slots[part].part;
    }
    (void)pthread_rwlock_unlock(&ix->lock);
}

void
similar_add(struct similar_index *ix, const struct similar_doc *doc,
            bool is_new)
{
    if (!is_new)
        similar_drop(ix, doc->name, clock_now());
    if (builder_grams(ix->builder) > WAITING_GRAMS)
        similar_commit(ix);
    arena_reset(ix->work);
    builder_add(ix->builder, ix->work, doc);
}

/* The lock is held, or the caller is the writer. */
static uint64_t
bytes_of(const struct similar_index *ix, size_t from, size_t to)
{
    uint64_t n = 0;

    for (size_t i = from; i < to; i++)
        n += image_bytes(&ix->slots[i]);
    return n;
}

struct similar_size
similar_size(struct similar_index *ix)
{
    struct similar_size size;

    (void)pthread_rwlock_rdlock(&ix->lock);
    size = (struct similar_size){ ix->files, ix->n - ix->files,
                                  bytes_of(ix, 0, ix->files),
                                  bytes_of(ix, ix->files, ix->n) };
    (void)pthread_rwlock_unlock(&ix->lock);
    return size;
}

bool
similar_is_full(struct similar_index *ix)
{
    return similar_size(ix).image_bytes >= ix->memory_most;
}

/* Put the file in the place of all images. change is held. */
static void
take_over(struct similar_index *ix, const struct slot *file)
{
    struct slot was[SLOTS_MOST];
    size_t n;

    (void)pthread_rwlock_wrlock(&ix->lock);
    n = ix->n - ix->files;
    memcpy(was, &ix->slots[ix->files], n * sizeof(*was));
    ix->n = ix->files;
    if (file->name[0] != '\0') {
        ix->slots[ix->files++] = *file;
        ix->n = ix->files;
    }
    (void)pthread_rwlock_unlock(&ix->lock);
    for (size_t i = 0; i < n; i++)
        slot_close(&was[i]);
}

bool
similar_flush(struct similar_index *ix, uint64_t position, struct err *err)
{
    struct segment_part parts[SLOTS_MOST];
    struct merge_job job = { parts, 0, 0 };
    struct slot file;
    bool more = true, ok = true;

    similar_commit(ix);
    while (ok && more && ix->files > FILES_MOST)
        ok = similar_tend(ix, 0, &more, err);
    if (!ok)
        return false;
    (void)pthread_mutex_lock(&ix->change);
    job.number = ix->next_file++;
    for (size_t i = ix->files; i < ix->n; i++)
        parts[job.n++] = ix->slots[i].part;
    ok = job.n == 0 || slot_write(ix, &job, &file, err);
    if (ok && job.n > 0)
        take_over(ix, &file);
    if (ok) {
        ix->position = position;
        ok = manifest_write(ix, err);
    }
    (void)pthread_mutex_unlock(&ix->change);
    return ok;
}

/* Texts of the segments become those of the arena. The lock is held. */
static struct similar_answers
answers_of(const struct segment_part *parts, struct arena *a,
           const struct similar_hits *hits)
{
    struct similar_answers r = { .n = hits->n };

    r.at = arena_alloc(a, (hits->n + 1) * sizeof(*r.at));
    for (size_t i = 0; i < hits->n; i++) {
        const struct similar_hit *h = &hits->at[i];
        struct segment_doc d = segment_doc(&parts[h->part].segment, h->doc);

        r.at[i] = (struct similar_answer){
            .name = arena_str(a, d.name),
            .place = arena_str(a, d.place),
            .matter = arena_str(a, d.matter),
            .at = d.at,
            .score = h->score,
            .jaccard = h->jaccard,
            .shared_n = h->shared_n,
        };
        memcpy(r.at[i].shared, h->shared, sizeof(h->shared));
    }
    return r;
}

struct similar_answers
similar_search(struct similar_index *ix, struct arena *a,
               const struct similar_ask *ask)
{
    struct segment_part parts[SLOTS_MOST];
    struct similar_hits hits;
    struct similar_answers r;

    (void)pthread_rwlock_rdlock(&ix->lock);
    parts_now(ix, parts);
    hits = similar_find(a, &ix->key, parts, ix->n, ask);
    r = answers_of(parts, a, &hits);
    (void)pthread_rwlock_unlock(&ix->lock);
    return r;
}

struct similar_answers
similar_search_repeats(struct similar_index *ix, struct arena *a,
                       const struct similar_ask *ask, double jaccard)
{
    struct segment_part parts[SLOTS_MOST];
    struct similar_hits hits;
    struct similar_answers r;

    (void)pthread_rwlock_rdlock(&ix->lock);
    parts_now(ix, parts);
    hits = similar_repeats(a, &ix->key, parts, ix->n, ask, jaccard);
    r = answers_of(parts, a, &hits);
    (void)pthread_rwlock_unlock(&ix->lock);
    return r;
}
