/* Merging and writing anew; see similar_tend in index.h. */
#include "similar/disk/index_internal.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sys/file.h"

enum { FAN = 8 };

/* The files from .. to - 1 are to become one. */
struct run {
    size_t from, to;
};

/* Sizes are of one tier when they differ by less than FAN times, roughly. */
static unsigned
tier(const struct slot *s)
{
    unsigned t = 0;

    for (uint64_t n = s->part.segment.docs_n; n >= FAN; n /= FAN)
        t++;
    return t;
}

/* FAN neighbours of one tier, the newest first; else, when there are too many
 * files, the newest FAN of them. */
static bool
run_of_tier(const struct similar_index *ix, struct run *ret_run)
{
    for (size_t to = ix->files; to >= FAN; to--) {
        size_t from = to;

        while (from > 0 &&
               tier(&ix->slots[from - 1]) <= tier(&ix->slots[to - 1]))
            from--;
        if (to - from >= FAN) {
            *ret_run = (struct run){ from, to };
            return true;
        }
    }
    *ret_run = (struct run){ ix->files < FAN ? 0 : ix->files - FAN, ix->files };
    return ix->files > FILES_MOST;
}

static bool
run_of_dead(const struct similar_index *ix, int64_t now, struct run *ret_run)
{
    for (size_t i = 0; i < ix->files; i++)
        if (ix->slots[i].dead_n > 0 &&
            now - ix->slots[i].dead_since >= REWRITE_MS) {
            *ret_run = (struct run){ i, i + 1 };
            return true;
        }
    return false;
}

/* What is merged, as it stood when it began. */
struct tending {
    struct run run;
    struct segment_part parts[SLOTS_MOST];
    size_t n;
};

/* The lock is held: bits may change under it. */
static void
freeze(struct tending *t, struct arena *a, const struct similar_index *ix)
{
    for (size_t i = t->run.from; i < t->run.to; i++) {
        const struct slot *s = &ix->slots[i];
        struct segment_part *p = &t->parts[t->n++];

        *p = s->part;
        if (s->dead != NULL)
            p->dead = arena_copy(a, s->dead, s->part.segment.docs_n / 8 + 1);
    }
}

/* What was dropped since is dropped in the new file too. */
static void
catch_up(const struct similar_index *ix, const struct tending *t,
         struct slot *file)
{
    uint32_t number = 0;

    for (size_t i = 0; i < t->n; i++) {
        const struct slot *s = &ix->slots[t->run.from + i];

        for (uint32_t d = 0; d < s->part.segment.docs_n; d++) {
            if (part_is_dead(&t->parts[i], d))
                continue;
            if (part_is_dead(&s->part, d))
                slot_kill(file, number, s->dead_since);
            number++;
        }
    }
}

/* Put the file in the place of the run. change is held. */
static void
replace(struct similar_index *ix, const struct tending *t, struct slot *file,
        struct slot *was)
{
    size_t into = file->name[0] == '\0' ? 0 : 1;

    (void)pthread_rwlock_wrlock(&ix->lock);
    if (into > 0)
        catch_up(ix, t, file);
    memcpy(was, &ix->slots[t->run.from], t->n * sizeof(*was));
    memmove(&ix->slots[t->run.from + into], &ix->slots[t->run.to],
            (ix->n - t->run.to) * sizeof(*was));
    if (into > 0)
        ix->slots[t->run.from] = *file;
    ix->n -= t->n - into;
    ix->files -= t->n - into;
    (void)pthread_rwlock_unlock(&ix->lock);
}

/* The manifest no longer names them: a crash from here on loses nothing. */
static void
remove_old(const struct similar_index *ix, struct slot *was, size_t n)
{
    struct arena *a = arena_open();

    for (size_t i = 0; i < n; i++) {
        (void)unlink(index_path(a, ix, was[i].name)); /* else swept later */
        slot_close(&was[i]);
    }
    arena_close(a);
}

static bool
merge_run(struct similar_index *ix, struct tending *t, struct err *err)
{
    struct slot file, was[SLOTS_MOST];
    struct merge_job job = { t->parts, t->n, 0 };
    bool ok;

    (void)pthread_mutex_lock(&ix->change);
    job.number = ix->next_file++;
    (void)pthread_mutex_unlock(&ix->change);
    if (!slot_write(ix, &job, &file, err))
        return false;
    (void)pthread_mutex_lock(&ix->change);
    replace(ix, t, &file, was);
    ok = manifest_write(ix, err);
    (void)pthread_mutex_unlock(&ix->change);
    if (ok)
        remove_old(ix, was, t->n);
    for (size_t i = 0; !ok && i < t->n; i++)
        slot_close(&was[i]);
    return ok;
}

bool
similar_tend(struct similar_index *ix, int64_t now, bool *ret_more,
             struct err *err)
{
    struct arena *a = arena_open();
    struct tending *t = arena_new(a, struct tending);
    bool ok = true;

    (void)pthread_mutex_lock(&ix->tending);
    (void)pthread_rwlock_rdlock(&ix->lock);
    *ret_more = run_of_dead(ix, now, &t->run) || run_of_tier(ix, &t->run);
    if (*ret_more)
        freeze(t, a, ix);
    (void)pthread_rwlock_unlock(&ix->lock);
    if (*ret_more)
        ok = merge_run(ix, t, err);
    (void)pthread_mutex_unlock(&ix->tending);
    arena_close(a);
    return ok;
}
