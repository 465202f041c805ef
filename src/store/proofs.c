/*
 * proofs: what the tree gives to those who check the log: checkpoints, paths,
 * hashes.
 */
#include "store/sqlite_internal.h"

bool
store_checkpoint(struct store *st, struct arena *a, uint64_t size,
                 struct str *ret_note, struct err *err)
{
    struct conn *c = conn_take(st, err);
    sqlite3_stmt *s = c == NULL ? NULL : conn_own(c, SQL_CHECKPOINT, err);
    int got = -1;

    if (s != NULL) {
        bind_int(s, 1, size > INT64_MAX ? INT64_MAX : (int64_t)size);
        got = step_row(c, s, err);
    }
    if (got == 1) {
        *ret_note = arena_str(a, column_str(s, 0));
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    conn_give(st, c);
    return got == 1 ||
           (got == 0 && fail(err, ERR_NOT_FOUND, "there is no checkpoint"));
}

bool
store_checkpoint_open(const struct store *st, struct str note,
                      struct checkpoint *ret_checkpoint)
{
    struct note_signature s;
    struct checkpoint c;
    struct str text;

    if (!note_parse(note, st->origin, st->key_id, &text, &s) ||
        !st->suite->verify(st->public_key, text, s.bytes) ||
        !checkpoint_parse(text, &c) || !str_eq(c.origin, st->origin))
        return false;
    *ret_checkpoint = c;
    return true;
}

/* A store that only reads has no tree until a proof is asked for, and an old
 * one when another process has written since. */
static bool
refresh(struct store *st, struct conn *c, uint64_t size, struct err *err)
{
    bool ok = true;

    if (st->writer != NULL)
        return true;
    (void)pthread_rwlock_wrlock(&st->tree.lock);
    if (st->tree.size < size && (ok = conn_run(c, SQL_READ, err))) {
        struct err ignored;

        ok = tree_load(st, c, err);
        if (!ok)
            st->tree.size = 0;
        (void)conn_run(c, SQL_READ_END, &ignored); /* only ends the reading */
    }
    (void)pthread_rwlock_unlock(&st->tree.lock);
    return ok;
}

/* Both proofs: size1 is a position when inclusion is asked. */
static bool
prove(struct store *st, struct arena *a, bool inclusion,
      const uint64_t sizes[2], struct str *ret_path, struct err *err)
{
    struct conn *c = conn_take(st, err);
    struct tree_source source = { &st->tree, c, err };
    struct merkle_nodes nodes = { st->suite->digest, tree_node, &source };
    bool ok = c != NULL && refresh(st, c, sizes[1], err);

    if (ok) {
        (void)pthread_rwlock_rdlock(&st->tree.lock);
        err->kind = ERR_NONE;
        ok = sizes[1] <= st->tree.size &&
             (inclusion ? merkle_inclusion_path(&nodes, a, sizes[0], sizes[1],
                                                ret_path)
                        : merkle_consistency_path(&nodes, a, sizes[0], sizes[1],
                                                  ret_path));
        (void)pthread_rwlock_unlock(&st->tree.lock);
        if (!ok && err->kind == ERR_NONE)
            (void)fail(err, ERR_NOT_FOUND, "there is no such proof");
    }
    conn_give(st, c);
    return ok;
}

bool
store_inclusion(struct store *st, struct arena *a, uint64_t position,
                uint64_t size, struct str *ret_path, struct err *err)
{
    return prove(st, a, true, (const uint64_t[]){ position, size }, ret_path,
                 err);
}

bool
store_consistency(struct store *st, struct arena *a, uint64_t size1,
                  uint64_t size2, struct str *ret_path, struct err *err)
{
    return prove(st, a, false, (const uint64_t[]){ size1, size2 }, ret_path,
                 err);
}

struct str
store_verifier_key(const struct store *st, struct arena *a)
{
    struct buf key = { .a = a };

    note_put_key(&key,
                 &(struct note_key){
                     st->origin,
                     st->suite->key_type,
                     { (const char *)st->public_key, st->suite->key_bytes } },
                 st->key_id);
    return buf_str(&key);
}

/* Where the hashes of a part are, when the tree has them. A tile of leaves that
 * is in memory no more is read into room. */
static const struct hash *
find_part(const struct tree_source *s, const struct tree_part *part,
          struct hash room[TILE_HASHES])
{
    const struct tree *t = s->t;

    if (part->level > 0)
        return t->upper[part->level].at + part->first;
    if (part->first >= t->tail_from)
        return t->tail.at + (part->first - t->tail_from);
    return tree_leaf_tile(t->h, s->c, part->first / TILE_HASHES, room, s->err)
               ? room + part->first % TILE_HASHES
               : NULL;
}

/* Of what is on disk: hashes of leaves that are being written may yet go. */
static bool
has_part(const struct tree *t, const struct tree_part *part)
{
    uint64_t n;

    if (part->level >= TREE_LEVELS || part->n == 0 ||
        part->first % TILE_HASHES + part->n > TILE_HASHES)
        return false;
    n = t->committed >> 8 * part->level;
    return part->first < n && part->n <= n - part->first;
}

bool
store_hashes(struct store *st, struct arena *a, const struct tree_part *part,
             struct str *ret_hashes, struct err *err)
{
    struct conn *c = conn_take(st, err);
    struct tree_source source = { &st->tree, c, err };
    struct hash room[TILE_HASHES];
    const struct hash *at = NULL;
    bool ok = c != NULL && refresh(st, c, store_size(st), err);

    if (ok) {
        (void)pthread_rwlock_rdlock(&st->tree.lock);
        ok = has_part(&st->tree, part)
                 ? (at = find_part(&source, part, room)) != NULL
                 : fail(err, ERR_NOT_FOUND, "the tree has no such hashes");
        if (ok)
            *ret_hashes = arena_str(
                a, (struct str){ (const char *)at->b, part->n * HASH_BYTES });
        (void)pthread_rwlock_unlock(&st->tree.lock);
    }
    conn_give(st, c);
    return ok;
}
