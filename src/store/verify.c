/*
 * verify: read the whole log and say whether it is what was signed. One pass
 * over the leaves computes the tree anew; on the way every tile, checkpoint
 * and sealed text is compared with it.
 */
#include "store/sqlite_internal.h"

#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

struct check {
    struct store *st;
    struct conn *c;
    struct err *err;
    struct arena *a; /* of one row of batch */
    struct tree tree;
    struct record *records; /* of this row */
    size_t records_n;
    struct verify_result result;
    char wrong[480]; /* what does not fit first; empty while all fits */

    sqlite3_stmt *checkpoints;
    bool more_checkpoints;
    uint64_t checkpoint_size; /* of the next one */
    uint64_t signed_size;     /* of the last one that fitted */

    bool has_outside, outside_met;
    struct checkpoint outside;
};

/* Every check is true when the walk can go on, and false when something does
 * not fit (then wrong says what) or could not be read (then err does). */
static bool does_not_fit(struct check *k, const char *fmt, ...)
    PRINTF_LIKE(2, 3);

static bool
does_not_fit(struct check *k, const char *fmt, ...)
{
    va_list args;

    va_start(args, fmt);
    (void)vsnprintf(k->wrong, sizeof(k->wrong), fmt, args); /* may be cut */
    va_end(args);
    return false;
}

static bool
next_checkpoint(struct check *k)
{
    int got = step_row(k->c, k->checkpoints, k->err);

    k->more_checkpoints = got == 1;
    if (got == 1)
        k->checkpoint_size = (uint64_t)sqlite3_column_int64(k->checkpoints, 0);
    return got >= 0;
}

static bool
has_root(const struct check *k, const struct checkpoint *c)
{
    struct hash root = merkle_root(k->tree.h, &k->tree.range);

    return memcmp(root.b, c->root.b, HASH_BYTES) == 0;
}

static bool
check_checkpoint(struct check *k)
{
    struct checkpoint c;

    if (!store_checkpoint_open(k->st, column_str(k->checkpoints, 1), &c) ||
        c.size != k->checkpoint_size)
        return does_not_fit(k, "第 %" PRIu64 " 片叶处的检查点签名不符",
                            k->checkpoint_size);
    if (!has_root(k, &c) && c.size == 0)
        return does_not_fit(k, "空日志的检查点树根不符");
    if (!has_root(k, &c))
        return does_not_fit(k,
                            "第 %" PRIu64 " 至 %" PRIu64
                            " 片叶被改动：与已签名的检查点（%" PRIu64
                            " 片叶）树根不符",
                            k->signed_size, c.size - 1, c.size);
    k->signed_size = c.size;
    k->result.checkpoints++;
    return next_checkpoint(k);
}

/* What was promised about a log of the size reached now? */
static bool
check_size(struct check *k)
{
    while (k->more_checkpoints && k->checkpoint_size == k->tree.size)
        if (!check_checkpoint(k))
            return false;
    if (k->has_outside && k->outside.size == k->tree.size) {
        k->outside_met = true;
        if (!has_root(k, &k->outside))
            return does_not_fit(k,
                                "日志与外部保存的检查点（%" PRIu64
                                " 片叶）不符：前 %" PRIu64
                                " 片叶曾被整体改写并重新签名",
                                k->outside.size, k->outside.size);
    }
    return true;
}

static bool
compare_tile(struct check *k, unsigned level, const struct hash *at,
             struct str row)
{
    uint64_t number =
        (level == 0 ? k->tree.size : k->tree.upper[level].n) / TILE_HASHES - 1;

    if (row.n != TILE_BYTES)
        return does_not_fit(k,
                            "缺少第 %u 层第 %" PRIu64
                            " 号哈希块（其末叶为第 %" PRIu64 " 片）",
                            level, number, k->tree.size - 1);
    for (size_t i = 0; i < TILE_HASHES; i++) {
        uint64_t first = (number * TILE_HASHES + i) << 8 * level;

        if (memcmp(at[i].b, row.p + i * HASH_BYTES, HASH_BYTES) != 0)
            return does_not_fit(
                k, "第 %" PRIu64 " 片叶与第 %u 层第 %" PRIu64 " 号哈希块不符",
                first, level, number);
    }
    return true;
}

/* The tiles that the last leaf filled. */
static bool
check_tiles(struct check *k)
{
    for (unsigned l = 0; l < TREE_LEVELS; l++) {
        const struct hashes *h = l == 0 ? &k->tree.tail : &k->tree.upper[l];
        uint64_t n = l == 0 ? k->tree.size : h->n;
        sqlite3_stmt *s = conn_own(k->c, SQL_TILE, k->err);
        int got;
        bool ok;

        if (n == 0 || n % TILE_HASHES != 0)
            break;
        if (s == NULL)
            return false;
        bind_int(s, 1, l);
        bind_int(s, 2, (int64_t)(n / TILE_HASHES - 1));
        if ((got = step_row(k->c, s, k->err)) < 0)
            return false;
        ok = compare_tile(k, l, h->at + h->n - TILE_HASHES,
                          got == 1 ? column_str(s, 0) : STR(""));
        (void)sqlite3_reset(s); /* no failure after a row */
        if (!ok)
            return false;
    }
    tree_committed(&k->tree); /* the leaf hashes are not needed any more */
    return true;
}

/* Is the leaf what was hashed when it was written? */
static bool
check_hash(struct check *k, struct hash hash, struct str hashes)
{
    size_t at = k->records_n * HASH_BYTES;

    if (at + HASH_BYTES <= hashes.n &&
        memcmp(hash.b, hashes.p + at, HASH_BYTES) == 0)
        return true;
    return does_not_fit(k, "第 %" PRIu64 " 片叶被改动：与写入时的哈希不符",
                        k->tree.size);
}

static bool
check_leaf(struct check *k, struct str leaf, const struct record *want,
           struct str hashes)
{
    struct hash hash = merkle_leaf(k->tree.h, k->a, leaf);
    uint64_t position = k->tree.size;
    struct record *r = &k->records[k->records_n];

    if (!record_decode(k->a, k->st->o.registry, leaf, r))
        return does_not_fit(k, "第 %" PRIu64 " 片叶不是规范的记录", position);
    if (!str_eq(r->stream, want->stream) || r->version != want->version)
        return does_not_fit(k, "第 %" PRIu64 " 片叶不属于它所在的位置",
                            position);
    if (!check_hash(k, hash, hashes))
        return false;
    k->records_n++;
    tree_append(&k->tree, hash);
    if (k->tree.size % TILE_HASHES == 0 && !check_tiles(k))
        return false;
    return check_size(k);
}

/* Does an opened text keep what its leaf promised? */
static bool
check_text(struct check *k, const struct text_item *t, uint64_t first)
{
    unsigned char commitment[HASH_BYTES], promised[HASH_BYTES];
    const struct record *r = &k->records[t->event];
    const struct field *f =
        t->event < k->records_n ? payload_field(r->type, t->field) : NULL;

    if (f != NULL && f->kind == FIELD_TEXT &&
        (f->flags & FIELD_PERSONAL) != 0 &&
        hex_parse(field_personal(f, r->data)->commitment, promised,
                  sizeof(promised))) {
        vault_commitment(k->st, t, commitment);
        if (memcmp(commitment, promised, sizeof(promised)) == 0) {
            k->result.texts++;
            return true;
        }
    }
    return does_not_fit(k, "第 %" PRIu64 " 片叶的个人文字与其承诺不符",
                        first + t->event);
}

/* One sealed pack: a row of SQL_SEALED_AT. */
static bool
check_pack(struct check *k, sqlite3_stmt *s, uint64_t first)
{
    struct str id = column_str(s, 0), envelope = column_str(s, 1);
    int64_t slot = sqlite3_column_int64(s, 2);
    struct str pack;
    struct vault_place at = { .stream = k->records[0].stream,
                              .version = k->records[0].version };
    unsigned char key[SEAL_KEY_BYTES];
    struct text_item t;
    enum slot_is is;
    bool ok;

    if (sqlite3_column_int(s, 3) != 0)
        return true; /* erased */
    ok = slots_get(k->st, slot, key, &is, k->err);
    if (ok && is == SLOT_EMPTY) {
        k->result.missing++;
        return true;
    }
    memcpy(at.subject.b, id.p, id.n < ID_BYTES ? id.n : ID_BYTES);
    ok = ok && vault_open(k->a, &at, key, envelope, &pack);
    explicit_bzero(key, sizeof(key));
    if (!ok)
        return does_not_fit(k, "第 %" PRIu64 " 片叶的密封文字打不开", first);
    while (pack.n > 0) {
        if (!vault_item_next(&pack, &t) || t.event >= k->records_n)
            return does_not_fit(k, "第 %" PRIu64 " 片叶的密封文字残缺", first);
        if (!check_text(k, &t, first))
            return false;
    }
    return true;
}

static bool
check_sealed(struct check *k, uint64_t first)
{
    sqlite3_stmt *s;
    int got;

    if (!k->st->has_keys)
        return true;
    if ((s = conn_own(k->c, SQL_SEALED_AT, k->err)) == NULL)
        return false;
    bind_int(s, 1, (int64_t)first);
    while ((got = step_row(k->c, s, k->err)) == 1)
        if (!check_pack(k, s, first)) {
            (void)sqlite3_reset(s); /* the finding counts */
            return false;
        }
    return got == 0;
}

/* One row of SQL_LEAVES: the leaves of one append. */
static bool
check_row(struct check *k, sqlite3_stmt *s)
{
    uint64_t first = (uint64_t)sqlite3_column_int64(s, 0);
    int64_t n = sqlite3_column_int64(s, 1);
    struct str rest = column_str(s, 2), leaf;
    struct record want = { .stream = column_str(s, 3),
                           .version = sqlite3_column_int64(s, 4) };
    int64_t lines = 1;

    if (first != k->tree.size)
        return does_not_fit(k, "第 %" PRIu64 " 片叶缺失或重复",
                            first < k->tree.size ? first : k->tree.size);
    for (size_t i = 0; i < rest.n; i++)
        lines += rest.p[i] == '\n';
    k->records = arena_alloc(k->a, (size_t)lines * sizeof(*k->records));
    k->records_n = 0;
    while (leaf_next(&rest, &leaf)) {
        if (!check_leaf(k, leaf, &want, column_str(s, 5)))
            return false;
        want.version++;
    }
    if ((int64_t)k->records_n != n)
        return does_not_fit(k, "第 %" PRIu64 " 片叶起的一次追加叶数不符",
                            first);
    return check_sealed(k, first);
}

static bool
check_rows(struct check *k)
{
    sqlite3_stmt *s = conn_own(k->c, SQL_LEAVES, k->err);
    int got;

    if (s == NULL)
        return false;
    bind_int(s, 1, 0);
    while ((got = step_row(k->c, s, k->err)) == 1) {
        bool ok = check_row(k, s);

        arena_reset(k->a);
        if (!ok) {
            (void)sqlite3_reset(s); /* the finding counts */
            return false;
        }
    }
    k->result.leaves = k->tree.size;
    return got == 0;
}

/* Versions of each stream without gap, from 1. */
static bool
check_versions(struct check *k)
{
    sqlite3_stmt *s = conn_own(k->c, SQL_VERSIONS, k->err);
    struct str stream = { "", 0 };
    int64_t next = 1;
    int got;

    if (s == NULL)
        return false;
    while ((got = step_row(k->c, s, k->err)) == 1) {
        if (!str_eq(stream, column_str(s, 0))) {
            arena_reset(k->a);
            stream = arena_str(k->a, column_str(s, 0));
            next = 1;
        }
        if (sqlite3_column_int64(s, 1) != next) {
            int64_t position = sqlite3_column_int64(s, 3);

            (void)sqlite3_reset(s); /* the finding counts */
            return does_not_fit(k, "第 %" PRId64 " 片叶之前缺少同一卷宗的记录",
                                position);
        }
        next += sqlite3_column_int64(s, 2);
    }
    return got == 0;
}

/* No tile beyond those that the leaves fill. */
static bool
check_tile_count(struct check *k)
{
    sqlite3_stmt *s = conn_own(k->c, SQL_TILES_COUNT, k->err);
    uint64_t want = 0, have;

    for (unsigned l = 1; l < TREE_LEVELS; l++)
        want += k->tree.size >> 8 * l;
    if (s == NULL || step_row(k->c, s, k->err) != 1)
        return false;
    have = (uint64_t)sqlite3_column_int64(s, 0);
    (void)sqlite3_reset(s); /* no failure after a row */
    return have == want || does_not_fit(k,
                                        "哈希块有 %" PRIu64 " 个，按 %" PRIu64
                                        " 片叶应为 %" PRIu64 " 个",
                                        have, k->tree.size, want);
}

/* Nothing may be left over when all leaves were read. */
static bool
check_end(struct check *k)
{
    if (k->more_checkpoints)
        return does_not_fit(k,
                            "第 %" PRIu64 " 片叶缺失：检查点记有 %" PRIu64
                            " 片叶，日志只有 %" PRIu64 " 片",
                            k->tree.size, k->checkpoint_size, k->tree.size);
    if (k->result.checkpoints == 0 || k->signed_size != k->tree.size)
        return does_not_fit(k, "第 %" PRIu64 " 片叶起没有签名的检查点",
                            k->signed_size);
    if (k->has_outside && !k->outside_met)
        return does_not_fit(k,
                            "第 %" PRIu64 " 片叶缺失：外部检查点记有 %" PRIu64
                            " 片叶，日志只有 %" PRIu64 " 片",
                            k->tree.size, k->outside.size, k->tree.size);
    return check_tile_count(k) && check_versions(k);
}

static bool
check_all(struct check *k, struct str outside)
{
    k->has_outside = outside.n > 0;
    if (k->has_outside && !store_checkpoint_open(k->st, outside, &k->outside))
        return does_not_fit(k, "外部检查点不是本日志的密钥所签");
    k->checkpoints = conn_own(k->c, SQL_CHECKPOINTS, k->err);
    return k->checkpoints != NULL && next_checkpoint(k) && check_size(k) &&
           check_rows(k) && check_end(k);
}

static struct str
report(struct check *k, struct arena *a)
{
    struct hash root = merkle_root(k->tree.h, &k->tree.range);
    struct buf b = { .a = a };

    if (k->wrong[0] != '\0')
        return arena_str(a, str_of(k->wrong));
    buf_addf(&b,
             "完整无误：%" PRIu64 " 片叶、%" PRIu64 " 个检查点、%" PRIu64
             " 段个人文字均与签名相符",
             k->result.leaves, k->result.checkpoints, k->result.texts);
    if (k->result.missing > 0)
        buf_addf(&b, "；另有 %" PRIu64 " 份的密钥不在钥文件中，其文字无从打开",
                 k->result.missing);
    if (k->has_outside)
        buf_addf(&b, "，并与外部保存的检查点（%" PRIu64 " 片叶）一致",
                 k->outside.size);
    buf_add(&b, STR("；树根 "));
    buf_add_hex(&b, root.b, HASH_BYTES);
    return buf_str(&b);
}

bool
store_verify(struct store *st, struct arena *a, struct str outside,
             struct verify_result *ret_result, struct err *err)
{
    struct check k = { .st = st, .err = err };
    struct err ignored; /* ending a reading cannot lose anything */
    bool ok = false;

    if ((k.c = conn_take(st, err)) == NULL)
        return false;
    k.a = arena_open();
    tree_init(&k.tree, st->suite->digest);
    if (in_bulk(st))
        (void)fail(err, ERR_BUSY, "a bulk is open");
    else if (conn_run(k.c, SQL_READ, err)) {
        ok = check_all(&k, outside);
        if (k.checkpoints != NULL)
            (void)sqlite3_reset(k.checkpoints); /* the finding counts */
        (void)conn_run(k.c, SQL_READ_END, &ignored);
        k.result.ok = ok;
        k.result.report = report(&k, a);
        ok = ok || k.wrong[0] != '\0';
    }
    tree_free(&k.tree);
    arena_close(k.a);
    conn_give(st, k.c);
    if (ok)
        *ret_result = k.result;
    return ok;
}
