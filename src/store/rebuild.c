/*
 * rebuild: make the readings anew from the log, and push what an erasure
 * dropped out of the write-ahead log.
 */
#include "store/sqlite_internal.h"

/* Write the rows and the timer of one stream. */
static bool
write_stream(struct store *st, const struct rebuild *how,
             const struct record_list *records, struct err *err)
{
    struct row_list rows = { .a = records->a };
    int64_t due = 0;

    if (!how->stream_rows(how->context, records->a, records, &rows, &due, err))
        return false;
    for (size_t i = 0; i < rows.n; i++)
        if (!row_apply(st->writer, &rows.at[i], err))
            return false;
    return timer_set(st->writer, records->at[0].stream, due, err);
}

static bool
write_streams(struct store *st, const struct rebuild *how, struct arena *a,
              struct err *err)
{
    sqlite3_stmt *s = conn_own(st->writer, SQL_STREAMS, err);
    uint64_t done = 0;
    int got;

    if (s == NULL)
        return false;
    while ((got = step_row(st->writer, s, err)) == 1) {
        struct record_list records = { .a = a };
        struct str stream;

        arena_reset(a);
        stream = arena_str(a, column_str(s, 0));
        if (!load_stream(st, st->writer, stream, &records, err) ||
            !write_stream(st, how, &records, err)) {
            (void)sqlite3_reset(s); /* the failure above counts */
            return false;
        }
        done += records.n;
        if (how->progress != NULL)
            how->progress(how->context, done, st->tree.size);
    }
    return got == 0;
}

static bool
empty_readings(struct store *st, struct err *err)
{
    for (size_t i = 0; i < READINGS_N; i++)
        if (!conn_exec(st->writer, readings_empty[i], err))
            return false;
    return true;
}

bool
store_rebuild(struct store *st, const struct rebuild *how, struct err *err)
{
    struct arena *a;
    bool ok;

    if (!store_bulk_begin(st, err))
        return false;
    a = arena_open();
    ok = empty_readings(st, err) && write_streams(st, how, a, err);
    arena_close(a);
    if (ok)
        return store_bulk_commit(st, err);
    store_bulk_abandon(st);
    return false;
}

/* Whoever waited is awake already; the next transaction waits for this. */
void
shorten_log(struct store *st)
{
    sqlite3 *db = st->writer->db;
    int left = -1;

    if (st->scrub_due) { /* what readers hold back now goes another time */
        (void)sqlite3_busy_timeout(db, 0);
        if (sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_TRUNCATE,
                                      &left, NULL) == SQLITE_OK &&
            left == 0)
            st->scrub_due = false;
        (void)sqlite3_busy_timeout(db, BUSY_MS);
    } else if (atomic_load(&st->wal_pages) >= CHECKPOINT_PAGES) {
        atomic_store(&st->wal_pages, 0);
        (void)sqlite3_wal_checkpoint_v2(db, NULL, SQLITE_CHECKPOINT_PASSIVE,
                                        NULL, NULL);
        /* what could not be moved now is moved later; nothing is lost */
    }
}

bool
store_scrub(struct store *st, bool *ret_clean, struct err *err)
{
    int rc, left = -1;

    if (st->writer == NULL || in_bulk(st))
        return fail(err, ERR_READ_ONLY,
                    "only the process that writes can scrub, and not in a "
                    "bulk");
    turn_take(&st->turn);
    rc = sqlite3_wal_checkpoint_v2(st->writer->db, NULL,
                                   SQLITE_CHECKPOINT_TRUNCATE, &left, NULL);
    if (rc != SQLITE_OK && (rc & 0xFF) != SQLITE_BUSY)
        (void)sql_fail(err, st->writer->db, "cannot empty the write-ahead log");
    turn_give(&st->turn);
    if (rc != SQLITE_OK && (rc & 0xFF) != SQLITE_BUSY)
        return false;
    *ret_clean = rc == SQLITE_OK && left == 0;
    return true;
}
