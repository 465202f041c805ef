/*
 * sqlite_bulk: what is written in the caller's own thread: a bulk of appends,
 * and small changes that are no events.
 */
#include "store/sqlite_internal.h"

static _Thread_local const struct store *bulk_of;

bool
in_bulk(const struct store *st)
{
    return bulk_of == st;
}

bool
store_bulk_begin(struct store *st, struct err *err)
{
    if (!writable(st, err))
        return false;
    turn_take(&st->turn);
    if (!writer_begin(st, err)) {
        turn_give(&st->turn);
        return false;
    }
    bulk_of = st;
    return true;
}

bool
store_bulk_commit(struct store *st, struct err *err)
{
    bool ok = writer_commit(st, err) && slots_wipe(st, err);

    bulk_of = NULL;
    shorten_log(st);
    turn_give(&st->turn);
    return ok;
}

void
store_bulk_abandon(struct store *st)
{
    writer_back(st);
    bulk_of = NULL;
    turn_give(&st->turn);
}

/* One small change: part of this thread's bulk, or a transaction of its own.
 * Every store_bulk_begin has one end. */
static bool
begin_small(struct store *st, bool *ret_own, struct err *err)
{
    *ret_own = !in_bulk(st);
    return !*ret_own || store_bulk_begin(st, err);
}

static bool
end_small(struct store *st, bool own, bool ok, struct err *err)
{
    if (!own)
        return ok;
    if (ok)
        return store_bulk_commit(st, err);
    store_bulk_abandon(st);
    return false;
}

bool
store_reserve(struct store *st, struct str counter, int64_t n,
              int64_t *ret_first, struct err *err)
{
    sqlite3_stmt *s;
    int64_t first = 0;
    bool own, ok = false;

    if (!begin_small(st, &own, err))
        return false;
    s = conn_own(st->writer, SQL_RESERVE, err);
    if (s != NULL) {
        bind_str(s, 1, counter);
        bind_int(s, 2, n);
        ok = step_row(st->writer, s, err) == 1;
    }
    if (ok) {
        first = sqlite3_column_int64(s, 0);
        ok = step_end(st->writer, s, err);
    }
    ok = end_small(st, own, ok, err);
    if (ok)
        *ret_first = first;
    return ok;
}

bool
store_follower_set(struct store *st, struct str name, uint64_t position,
                   struct err *err)
{
    sqlite3_stmt *s;
    bool own, ok = false;

    if (!begin_small(st, &own, err))
        return false;
    s = conn_own(st->writer, SQL_FOLLOWER_SET, err);
    if (s != NULL) {
        bind_str(s, 1, name);
        bind_int(s, 2, (int64_t)position);
        ok = step_end(st->writer, s, err);
    }
    return end_small(st, own, ok, err);
}
