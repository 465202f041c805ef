/*
 * tree: the Merkle tree of the log between memory and the tables tile and
 * checkpoint.
 *
 * upper[l].at[i] is the root of the leaves i * 256^l to (i + 1) * 256^l - 1;
 * all of them are in memory (an eighth of a byte a leaf). Of the leaf hashes
 * themselves only those behind the last full tile are; older ones are read
 * from their tile.
 */
#include "store/sqlite_internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

static void
push(struct hashes *h, struct hash hash)
{
    if (h->n == h->room) {
        h->room = h->room == 0 ? TILE_HASHES : 2 * h->room;
        h->at = realloc(h->at, h->room * sizeof(*h->at));
        if (h->at == NULL)
            abort(); /* as the arena does */
    }
    h->at[h->n++] = hash;
}

void
tree_init(struct tree *t, merkle_hash *h)
{
    t->h = h;
    (void)pthread_rwlock_init(&t->lock, NULL); /* cannot fail on Linux */
}

void
tree_free(struct tree *t)
{
    free(t->tail.at);
    for (unsigned l = 0; l < TREE_LEVELS; l++)
        free(t->upper[l].at);
    (void)pthread_rwlock_destroy(&t->lock);
}

/* Root of the last full tile of a level. */
static struct hash
last_tile_root(const struct tree *t, const struct hashes *h)
{
    return merkle_full_root(t->h, h->at + h->n - TILE_HASHES, TILE_HASHES);
}

/* A tile of leaves is full; its root goes up, and further while tiles fill. */
static void
push_upper(struct tree *t, struct hash root)
{
    for (unsigned l = 1; l < TREE_LEVELS; l++) {
        push(&t->upper[l], root);
        if (t->upper[l].n % TILE_HASHES != 0)
            return;
        root = last_tile_root(t, &t->upper[l]);
    }
}

void
tree_append(struct tree *t, struct hash leaf)
{
    (void)pthread_rwlock_wrlock(&t->lock);
    push(&t->tail, leaf);
    merkle_append(t->h, &t->range, leaf);
    t->size++;
    if (t->size % TILE_HASHES == 0)
        push_upper(t, last_tile_root(t, &t->tail));
    (void)pthread_rwlock_unlock(&t->lock);
}

/* What was added is on disk: leaf hashes in full tiles can go. */
void
tree_committed(struct tree *t)
{
    uint64_t from = t->size / TILE_HASHES * TILE_HASHES;
    size_t gone;

    (void)pthread_rwlock_wrlock(&t->lock);
    gone = (size_t)(from - t->tail_from);
    t->tail.n -= gone;
    if (gone > 0 && t->tail.n > 0)
        memmove(t->tail.at, t->tail.at + gone, t->tail.n * sizeof(*t->tail.at));
    t->tail_from = from;
    t->committed = t->size;
    t->committed_range = t->range;
    (void)pthread_rwlock_unlock(&t->lock);
}

/* What was added did not reach the disk: forget it. */
void
tree_back(struct tree *t)
{
    (void)pthread_rwlock_wrlock(&t->lock);
    t->size = t->committed;
    t->range = t->committed_range;
    t->tail.n = (size_t)(t->size - t->tail_from);
    for (unsigned l = 1; l < TREE_LEVELS; l++)
        t->upper[l].n = (size_t)(t->size >> 8 * l);
    (void)pthread_rwlock_unlock(&t->lock);
}

/* Hash the leaves from..to-1 of the log into out. */
static bool
hash_leaves(merkle_hash *h, struct conn *c, uint64_t from, uint64_t to,
            struct hash *out, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_LEAVES, err);
    struct arena *a = arena_open();
    uint64_t at = from;
    int got = 0;

    if (s != NULL)
        bind_int(s, 1, (int64_t)from);
    while (s != NULL && at < to && (got = step_row(c, s, err)) == 1) {
        uint64_t position = (uint64_t)sqlite3_column_int64(s, 0);
        struct str rest = column_str(s, 2), leaf;

        for (; at < to && leaf_next(&rest, &leaf); position++)
            if (position == at)
                out[at++ - from] = merkle_leaf(h, a, leaf);
        arena_reset(a);
    }
    arena_close(a);
    if (s == NULL || got < 0)
        return false;
    (void)sqlite3_reset(s); /* no failure after a row */
    return at == to ||
           fail(err, ERR_CORRUPT,
                "leaf %" PRIu64 " is missing; run gongzhi verify", at);
}

/* The 256 leaf hashes of a full tile, from its row or else from the leaves. */
bool
tree_leaf_tile(merkle_hash *h, struct conn *c, uint64_t number,
               struct hash *out, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_TILE, err);
    struct str bytes = { NULL, 0 };
    int got;

    if (s == NULL)
        return false;
    bind_int(s, 1, 0);
    bind_int(s, 2, (int64_t)number);
    got = step_row(c, s, err);
    if (got == 1) {
        bytes = column_str(s, 0);
        if (bytes.n == TILE_BYTES)
            memcpy(out, bytes.p, bytes.n);
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    if (got < 0)
        return false;
    return bytes.n == TILE_BYTES ||
           hash_leaves(h, c, number * TILE_HASHES, (number + 1) * TILE_HASHES,
                       out, err);
}

/* Take the hashes of a tile's row, at most up to all. */
static void
push_row(struct hashes *to, struct str row, uint64_t all)
{
    for (size_t i = 0; i + HASH_BYTES <= row.n && to->n < all;
         i += HASH_BYTES) {
        struct hash h;

        memcpy(h.b, row.p + i, HASH_BYTES);
        push(to, h);
    }
}

/* Full tiles of the levels above the leaves. */
static bool
load_upper(struct tree *t, struct conn *c, struct err *err)
{
    for (unsigned l = 1; l < TREE_LEVELS; l++) {
        sqlite3_stmt *s = conn_own(c, SQL_TILES, err);
        uint64_t all = (t->size >> 8 * l) / TILE_HASHES * TILE_HASHES;
        int got;

        if (s == NULL)
            return false;
        bind_int(s, 1, l);
        while ((got = step_row(c, s, err)) == 1)
            push_row(&t->upper[l], column_str(s, 0), all);
        if (got < 0)
            return false;
        if (t->upper[l].n != all)
            t->upper[l].n = 0; /* a tile is missing: made from below */
    }
    return true;
}

/* Roots of tiles that no full tile above holds yet. */
static bool
load_partial(struct tree *t, struct conn *c, struct err *err)
{
    struct hash tile[TILE_HASHES];

    while (t->upper[1].n < t->size >> 8) {
        if (!tree_leaf_tile(t->h, c, t->upper[1].n, tile, err))
            return false;
        push(&t->upper[1], merkle_full_root(t->h, tile, TILE_HASHES));
    }
    for (unsigned l = 1; l + 1 < TREE_LEVELS; l++) {
        struct hashes *up = &t->upper[l + 1];

        while (up->n < t->size >> 8 * (l + 1))
            push(up,
                 merkle_full_root(t->h, t->upper[l].at + up->n * TILE_HASHES,
                                  TILE_HASHES));
    }
    return true;
}

bool
tree_node(void *context, unsigned height, uint64_t index, struct hash *ret_node)
{
    const struct tree_source *s = context;
    const struct tree *t = s->t;
    unsigned level = height / 8;
    uint64_t first = index << height % 8;
    size_t n = (size_t)1 << height % 8;
    struct hash tile[TILE_HASHES];
    const struct hash *at;

    if (level > 0) {
        if (first + n > t->upper[level].n)
            return fail(s->err, ERR_IO, "the tree has no such node yet");
        at = t->upper[level].at + first;
    } else if (first >= t->tail_from) {
        if (first - t->tail_from + n > t->tail.n)
            return fail(s->err, ERR_IO, "the tree has no such node yet");
        at = t->tail.at + (first - t->tail_from);
    } else {
        if (!tree_leaf_tile(t->h, s->c, first / TILE_HASHES, tile, s->err))
            return false;
        at = tile + first % TILE_HASHES;
    }
    *ret_node = merkle_full_root(t->h, at, n);
    return true;
}

static bool
load_range(struct tree *t, struct conn *c, struct err *err)
{
    struct tree_source source = { t, c, err };

    t->range = (struct merkle_range){ .size = t->size };
    for (unsigned h = 0; h < MERKLE_HEIGHT; h++)
        if ((t->size >> h & 1) != 0 &&
            !tree_node(&source, h, (t->size >> h) - 1, &t->range.peak[h]))
            return false;
    t->committed_range = t->range;
    t->committed = t->size;
    return true;
}

/* Read the tree anew. The caller keeps others away. */
bool
tree_load(struct store *st, struct conn *c, struct err *err)
{
    struct tree *t = &st->tree;
    struct hash tail[TILE_HASHES];

    if (!size_on_disk(c, &t->size, err))
        return false;
    t->tail_from = t->size / TILE_HASHES * TILE_HASHES;
    t->tail.n = 0;
    for (unsigned l = 0; l < TREE_LEVELS; l++)
        t->upper[l].n = 0;
    if (!load_upper(t, c, err) || !load_partial(t, c, err) ||
        !hash_leaves(t->h, c, t->tail_from, t->size, tail, err))
        return false;
    for (uint64_t i = 0; i < t->size - t->tail_from; i++)
        push(&t->tail, tail[i]);
    return load_range(t, c, err);
}

static bool
save_tile(struct conn *c, unsigned level, uint64_t number,
          const struct hash *at, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_TILE_ADD, err);

    if (s == NULL)
        return false;
    bind_int(s, 1, level);
    bind_int(s, 2, (int64_t)number);
    bind_bytes(s, 3, at, TILE_BYTES);
    return step_end(c, s, err);
}

static bool
save_tiles(struct store *st, struct err *err)
{
    const struct tree *t = &st->tree;

    for (uint64_t k = t->committed / TILE_HASHES; k < t->size / TILE_HASHES;
         k++)
        if (!save_tile(st->writer, 0, k,
                       t->tail.at + (k * TILE_HASHES - t->tail_from), err))
            return false;
    for (unsigned l = 1; l < TREE_LEVELS; l++) {
        uint64_t was = t->committed >> 8 * l, is = t->size >> 8 * l;

        for (uint64_t k = was / TILE_HASHES; k < is / TILE_HASHES; k++)
            if (!save_tile(st->writer, l, k, t->upper[l].at + k * TILE_HASHES,
                           err))
                return false;
    }
    return true;
}

struct str
checkpoint_sign(const struct store *st, struct arena *a,
                const struct merkle_range *range)
{
    struct checkpoint c = { st->origin, range->size,
                            merkle_root(st->suite->digest, range) };
    struct note_signature s = { .name = st->origin };
    struct buf note = { .a = a };

    checkpoint_put(&note, &c);
    st->suite->sign(st->keys.signing, st->public_key, buf_str(&note), s.bytes);
    memcpy(s.key_id, st->key_id, NOTE_KEY_ID_BYTES);
    note_put_separator(&note);
    note_put_signature(&note, &s);
    return buf_str(&note);
}

/* Add to the writer's transaction what proves its leaves. */
bool
tree_save(struct store *st, struct err *err)
{
    struct arena *a;
    sqlite3_stmt *s;
    bool ok;

    if (st->tree.size == st->tree.committed)
        return true;
    s = conn_own(st->writer, SQL_CHECKPOINT_ADD, err);
    if (s == NULL || !save_tiles(st, err))
        return false;
    a = arena_open();
    bind_int(s, 1, (int64_t)st->tree.size);
    bind_str(s, 2, checkpoint_sign(st, a, &st->tree.range));
    ok = step_end(st->writer, s, err);
    arena_close(a);
    return ok;
}
