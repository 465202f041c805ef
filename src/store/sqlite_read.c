/*
 * sqlite_read: streams, leaves and the rows of named queries.
 */
#include "store/sqlite_internal.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool
leaf_next(struct str *rest, struct str *ret_leaf)
{
    const char *end;

    if (rest->n == 0)
        return false;
    end = memchr(rest->p, '\n', rest->n);
    if (end == NULL) {
        *ret_leaf = *rest;
        *rest = (struct str){ rest->p + rest->n, 0 };
        return true;
    }
    *ret_leaf = (struct str){ rest->p, (size_t)(end - rest->p) };
    *rest = (struct str){ end + 1, rest->n - ret_leaf->n - 1 };
    return true;
}

/* One number of a statement without or with one row; *ret_v as it was
 * without. */
static bool
one_int(struct conn *c, sqlite3_stmt *s, int64_t *ret_v, struct err *err)
{
    int got = step_row(c, s, err);

    if (got == 1) {
        *ret_v = sqlite3_column_int64(s, 0);
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    return got >= 0;
}

bool
size_on_disk(struct conn *c, uint64_t *ret_size, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_SIZE, err);
    int64_t size = 0;

    if (s == NULL || !one_int(c, s, &size, err))
        return false;
    *ret_size = (uint64_t)size;
    return true;
}

bool
meta_get(struct conn *c, struct arena *a, const char *key,
         struct str *ret_value, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_META, err);
    int got;

    if (s == NULL)
        return false;
    bind_str(s, 1, str_of(key));
    got = step_row(c, s, err);
    if (got == 1) {
        *ret_value = arena_str(a, column_str(s, 0));
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    return got == 1 ||
           (got == 0 && fail(err, ERR_CORRUPT, "the log has no %s", key));
}

/* Decode the leaves of one row of SQL_LOAD behind those in the list. */
static bool
load_batch(const struct store *st, sqlite3_stmt *s, struct str stream,
           struct record_list *list)
{
    uint64_t position = (uint64_t)sqlite3_column_int64(s, 0);
    int64_t version = sqlite3_column_int64(s, 1);
    int64_t n = sqlite3_column_int64(s, 2);
    struct str rest = column_str(s, 3), leaf;

    if (version != (int64_t)list->n + 1)
        return false;
    while (leaf_next(&rest, &leaf)) {
        struct record *r;

        list->at = arena_grow(list->a, list->at, list->n, &list->room,
                              sizeof(*list->at));
        r = &list->at[list->n++];
        if (!record_decode(list->a, st->o.registry, leaf, r) ||
            !str_eq(r->stream, stream) || r->version != version++)
            return false;
        r->position = position++;
        n--;
    }
    return n == 0;
}

bool
load_stream(struct store *st, struct conn *c, struct str stream,
            struct record_list *list, struct err *err)
{
    sqlite3_stmt *s = conn_own(c, SQL_LOAD, err);
    int got;

    if (s == NULL)
        return false;
    list->n = 0;
    bind_str(s, 1, stream);
    while ((got = step_row(c, s, err)) == 1)
        if (!load_batch(st, s, stream, list)) {
            int64_t position = sqlite3_column_int64(s, 0);

            (void)sqlite3_reset(s); /* the failure is ours */
            return fail(err, ERR_CORRUPT,
                        "the records at leaf %" PRId64
                        " do not fit; run gongzhi verify",
                        position);
        }
    return got == 0;
}

bool
store_load(struct store *st, struct str stream, struct record_list *list,
           struct err *err)
{
    struct conn *c = conn_take(st, err);
    bool ok = c != NULL && load_stream(st, c, stream, list, err);

    conn_give(st, c);
    return ok;
}

bool
store_leaves(struct store *st, struct arena *a, uint64_t from, size_t max,
             struct leaf_list *ret_leaves, struct err *err)
{
    struct conn *c = conn_take(st, err);
    sqlite3_stmt *s = c == NULL ? NULL : conn_own(c, SQL_LEAVES, err);
    struct leaf_list list = { NULL, 0 };
    size_t room = 0;
    int got = s == NULL ? -1 : 0;

    if (s != NULL)
        bind_int(s, 1, from > INT64_MAX ? INT64_MAX : (int64_t)from);
    while (s != NULL && list.n < max && (got = step_row(c, s, err)) == 1) {
        uint64_t position = (uint64_t)sqlite3_column_int64(s, 0);
        struct str rest = column_str(s, 2), leaf;

        for (; list.n < max && leaf_next(&rest, &leaf); position++)
            if (position >= from) {
                list.at =
                    arena_grow(a, list.at, list.n, &room, sizeof(*list.at));
                list.at[list.n++] = arena_str(a, leaf);
            }
    }
    if (got == 1)
        (void)sqlite3_reset(s); /* no failure after a row */
    conn_give(st, c);
    if (got >= 0)
        *ret_leaves = list;
    return got >= 0;
}

uint64_t
store_size(struct store *st)
{
    uint64_t size = 0;
    struct err err; /* a follower that learns nothing asks again */
    struct conn *c;

    if (st->writer != NULL) {
        (void)pthread_rwlock_rdlock(&st->tree.lock);
        size = in_bulk(st) ? st->tree.size : st->tree.committed;
        (void)pthread_rwlock_unlock(&st->tree.lock);
        return size;
    }
    if ((c = conn_take(st, &err)) != NULL)
        (void)size_on_disk(c, &size, &err);
    conn_give(st, c);
    return size;
}

/* A row at a time of a named query. */
struct cursor {
    struct store *st;
    struct conn *c;
    sqlite3_stmt *s;
    bool cached; /* s belongs to the connection */
    bool row;
    int column;
};

bool
store_query(struct store *st, enum query q, const struct value *params,
            size_t params_n, struct cursor **ret_cursor, struct err *err)
{
    struct conn *c = conn_take(st, err);
    struct cursor *cur;
    sqlite3_stmt *s;

    if (c == NULL)
        return false;
    s = conn_named(c, q, err);
    if (s == NULL) {
        conn_give(st, c);
        return false;
    }
    cur = calloc(1, sizeof(*cur));
    if (cur == NULL)
        abort();
    *cur = (struct cursor){ st, c, s, s == c->named[q], false, 0 };
    if (query_texts[q].writes ||
        !bind_values(c->slot[q], s, params, params_n, true)) {
        cursor_close(cur);
        return fail(err, ERR_IO,
                    "query %s reads nothing, or has not %zu "
                    "parameters",
                    query_texts[q].name, params_n);
    }
    *ret_cursor = cur;
    return true;
}

bool
cursor_next(struct cursor *c, struct err *err)
{
    err->kind = ERR_NONE;
    c->row = step_row(c->c, c->s, err) == 1;
    c->column = 0;
    return c->row;
}

int64_t
cursor_int(struct cursor *c)
{
    return sqlite3_column_int64(c->s, c->column++);
}

struct str
cursor_text(struct cursor *c)
{
    return column_str(c->s, c->column++);
}

struct id
cursor_id(struct cursor *c)
{
    struct str bytes = column_str(c->s, c->column++);
    struct id id = { { 0 } };

    if (bytes.n == ID_BYTES)
        memcpy(id.b, bytes.p, ID_BYTES);
    return id;
}

void
cursor_close(struct cursor *c)
{
    if (c == NULL)
        return;
    (void)sqlite3_reset(c->s);          /* cursor_next told of a failure */
    (void)sqlite3_clear_bindings(c->s); /* cannot fail */
    if (!c->cached)
        (void)sqlite3_finalize(c->s);
    conn_give(c->st, c->c);
    free(c);
}

/* The rows of SQL_DUE, bound; step_row's last answer. */
static int
take_due(struct conn *c, sqlite3_stmt *s, struct arena *a, struct due_list *due,
         struct err *err)
{
    size_t room = 0;
    int got;

    while ((got = step_row(c, s, err)) == 1) {
        due->at = arena_grow(a, due->at, due->n, &room, sizeof(*due->at));
        due->at[due->n++] = (struct due_stream){ arena_str(a, column_str(s, 0)),
                                                 sqlite3_column_int64(s, 1) };
    }
    return got;
}

bool
store_due(struct store *st, struct arena *a, int64_t until, size_t max,
          struct due_list *ret_due, struct err *err)
{
    struct conn *c = conn_take(st, err);
    sqlite3_stmt *s = c == NULL ? NULL : conn_own(c, SQL_DUE, err);
    struct due_list due = { NULL, 0 };
    int got = -1;

    if (s != NULL) {
        bind_int(s, 1, until);
        bind_int(s, 2, max > INT32_MAX ? INT32_MAX : (int64_t)max);
        got = take_due(c, s, a, &due, err);
    }
    conn_give(st, c);
    if (got < 0)
        return false;
    *ret_due = due;
    return true;
}

bool
store_document(struct store *st, struct arena *a, struct str hash,
               struct str *ret_bytes, struct err *err)
{
    struct conn *c = conn_take(st, err);
    sqlite3_stmt *s = c == NULL ? NULL : conn_own(c, SQL_DOCUMENT, err);
    int got = -1;

    if (s != NULL) {
        bind_str(s, 1, hash);
        got = step_row(c, s, err);
    }
    if (got == 1) {
        *ret_bytes = arena_str(a, column_str(s, 0));
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    conn_give(st, c);
    return got == 1 ||
           (got == 0 && fail(err, ERR_NOT_FOUND, "no rulebook %.*s is kept",
                             STR_ARG(hash)));
}

bool
store_follower(struct store *st, struct str name, uint64_t *ret_position,
               struct err *err)
{
    struct conn *c = conn_take(st, err);
    sqlite3_stmt *s = c == NULL ? NULL : conn_own(c, SQL_FOLLOWER, err);
    int64_t position = 0;
    bool ok = false;

    if (s != NULL) {
        bind_str(s, 1, name);
        ok = one_int(c, s, &position, err);
    }
    conn_give(st, c);
    if (ok)
        *ret_position = (uint64_t)position;
    return ok;
}

void
store_keyed_hash(const struct store *st, struct str purpose, struct str text,
                 unsigned char *ret_bytes, size_t n)
{
    const struct str parts[] = { purpose, { "", 1 }, text };
    unsigned char full[DIGEST_BYTES];

    st->suite->hmac(st->keys.index, parts, 3, full);
    memcpy(ret_bytes, full, n < sizeof(full) ? n : sizeof(full));
}

struct str
store_origin(const struct store *st)
{
    return st->origin;
}

const char *
store_dir(const struct store *st)
{
    return st->dir;
}

struct str
store_public_key(const struct store *st)
{
    return (struct str){ (const char *)st->public_key, st->suite->key_bytes };
}

enum suite_id
store_suite(const struct store *st)
{
    return st->keys.suite;
}
