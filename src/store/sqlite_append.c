/* sqlite_append: one append inside the transaction of the writer. */
#include "store/sqlite_internal.h"

static size_t
events_n(const struct append *ap)
{
    return ap->events == NULL ? 0 : ap->events->n;
}

static bool
conflict(const struct append *ap, struct err *err)
{
    return fail(err, ERR_CONFLICT, "%.*s moved on while this was decided",
                STR_ARG(ap->stream));
}

static bool
check_version(struct conn *c, const struct append *ap, struct err *err)
{
    sqlite3_stmt *s;
    int64_t next = 1;
    int got;

    if (ap->expected == 0 && events_n(ap) > 0)
        return true; /* UNIQUE (stream, version) tells */
    if ((s = conn_own(c, SQL_VERSION, err)) == NULL)
        return false;
    bind_str(s, 1, ap->stream);
    got = step_row(c, s, err);
    if (got == 1) {
        next = sqlite3_column_int64(s, 0);
        (void)sqlite3_reset(s); /* no failure after a row */
    }
    if (got < 0)
        return false;
    return next == ap->expected + 1 || conflict(ap, err);
}

static bool
add_batch(struct store *st, const struct append *ap, const struct prepared *p,
          struct err *err)
{
    struct conn *c = st->writer;
    sqlite3_stmt *s;

    if (events_n(ap) == 0)
        return true;
    if ((s = conn_own(c, SQL_BATCH_ADD, err)) == NULL)
        return false;
    bind_int(s, 1, (int64_t)st->tree.size);
    bind_str(s, 2, ap->stream);
    bind_int(s, 3, ap->expected + 1);
    bind_int(s, 4, (int64_t)events_n(ap));
    bind_str(s, 5, p->leaves);
    bind_bytes(s, 6, p->hashes, events_n(ap) * HASH_BYTES);
    if (step_end(c, s, err))
        return true;
    return err->kind == ERR_TAKEN ? conflict(ap, err) : false;
}

/* Another append may have made or destroyed the key since it was looked up. */
static bool
check_key(struct conn *c, struct id subject, bool *ret_race, struct err *err)
{
    int64_t slot;
    bool erased = false;
    int got = slot_of(c, subject, &slot, &erased, err);

    *ret_race = got == 0 || erased;
    if (got >= 0 && *ret_race)
        (void)fail(err, ERR_KEY, "the key of a subject was destroyed");
    return got >= 0 && !*ret_race;
}

static bool
add_key(struct conn *c, const struct sealed *sealed, bool *ret_race,
        struct err *err)
{
    sqlite3_stmt *s;

    if (sealed->slot == 0)
        return check_key(c, sealed->subject, ret_race, err);
    if ((s = conn_own(c, SQL_KEY_ADD, err)) == NULL)
        return false;
    bind_bytes(s, 1, sealed->subject.b, ID_BYTES);
    bind_int(s, 2, sealed->slot);
    if (step_end(c, s, err))
        return true;
    *ret_race = err->kind == ERR_TAKEN;
    return false;
}

static bool
add_sealed(struct store *st, const struct prepared *p, bool *ret_race,
           struct err *err)
{
    struct conn *c = st->writer;

    for (size_t i = 0; i < p->sealed_n; i++) {
        sqlite3_stmt *s = conn_own(c, SQL_SEALED_ADD, err);

        if (s == NULL || !add_key(c, &p->sealed[i], ret_race, err))
            return false;
        bind_int(s, 1, (int64_t)st->tree.size);
        bind_bytes(s, 2, p->sealed[i].subject.b, ID_BYTES);
        bind_bytes(s, 3, p->sealed[i].envelope.p, p->sealed[i].envelope.n);
        if (!step_end(c, s, err))
            return false;
    }
    return true;
}

/* The slots are overwritten behind the commit. */
static bool
erase_keys(struct store *st, const struct append *ap, struct err *err)
{
    struct conn *c = st->writer;

    for (size_t i = 0; i < ap->erase_n; i++) {
        sqlite3_stmt *s = conn_own(c, SQL_KEY_ERASE, err);
        int64_t slot;

        if (s == NULL)
            return false;
        bind_bytes(s, 1, ap->erase[i].b, ID_BYTES);
        if (step_row(c, s, err) != 1)
            return false;
        slot = sqlite3_column_int64(s, 0);
        if (!step_end(c, s, err))
            return false;
        if (slot > 0)
            slots_doom(st, slot);
        st->scrub_due = true;
    }
    return true;
}

bool
row_apply(struct conn *c, const struct row *row, struct err *err)
{
    sqlite3_stmt *s = conn_named(c, row->query, err);

    if (s == NULL)
        return false;
    if (!query_texts[row->query].writes ||
        !bind_values(c->slot[row->query], s, row->v, row->n, false))
        return fail(err, ERR_IO, "query %s is no change, or has not %zu values",
                    query_texts[row->query].name, row->n);
    return step_end(c, s, err);
}

bool
timer_set(struct conn *c, struct str stream, int64_t due, struct err *err)
{
    sqlite3_stmt *s;

    if (due == 0)
        return true;
    if ((s = conn_own(c, SQL_TIMER_ADD, err)) == NULL)
        return false;
    bind_int(s, 1, due);
    bind_str(s, 2, stream);
    return step_end(c, s, err);
}

static bool
move_timer(struct conn *c, const struct append *ap, struct err *err)
{
    sqlite3_stmt *s;

    if (ap->due_was == ap->due_next)
        return true;
    if (ap->due_was != 0) {
        if ((s = conn_own(c, SQL_TIMER_DROP, err)) == NULL)
            return false;
        bind_int(s, 1, ap->due_was);
        bind_str(s, 2, ap->stream);
        if (!step_end(c, s, err))
            return false;
    }
    return timer_set(c, ap->stream, ap->due_next, err);
}

/* How many notices before i have the same cause. */
static size_t
turn_of(const struct append *ap, size_t i)
{
    size_t n = 0;

    for (size_t k = 0; k < i; k++)
        n += ap->notices[k].event == ap->notices[i].event;
    return n;
}

static bool
add_notices(struct store *st, const struct append *ap, struct err *err)
{
    struct conn *c = st->writer;

    for (size_t i = 0; i < ap->notices_n; i++) {
        const struct notice *m = &ap->notices[i];
        sqlite3_stmt *s = conn_own(c, SQL_OUTBOX_ADD, err);
        size_t turn = turn_of(ap, i);
        uint64_t leaf = st->tree.size + m->event;

        if (s == NULL)
            return false;
        if (turn >= NOTICES_A_LEAF || m->event >= events_n(ap))
            return fail(err, ERR_IO, "too many notices of one event");
        bind_int(s, 1, (int64_t)(leaf * NOTICES_A_LEAF + turn));
        bind_str(s, 2, m->kind);
        bind_str(s, 3, m->recipient);
        bind_str(s, 4, m->letter);
        bind_str(s, 5, ap->stream);
        bind_int(s, 6, ap->recorded_at);
        if (!step_end(c, s, err))
            return false;
    }
    return true;
}

static bool
add_document(struct conn *c, const struct append *ap, struct err *err)
{
    sqlite3_stmt *s;

    if (ap->document_hash.n == 0)
        return true;
    if ((s = conn_own(c, SQL_DOCUMENT_ADD, err)) == NULL)
        return false;
    bind_str(s, 1, ap->document_hash);
    bind_bytes(s, 2, ap->document.p, ap->document.n);
    return step_end(c, s, err);
}

static bool
apply_all(struct store *st, const struct append *ap, const struct prepared *p,
          bool *ret_race, struct err *err)
{
    struct conn *c = st->writer;

    if (ap->recorded_at + CLOCK_SLACK_MS < st->newest)
        return fail(err, ERR_CLOCK,
                    "the clock went back: the newest record is %lld seconds "
                    "ahead of it; set the clock right",
                    (long long)((st->newest - ap->recorded_at) / 1000));
    if (!check_version(c, ap, err) || !add_batch(st, ap, p, err) ||
        !add_sealed(st, p, ret_race, err) || !erase_keys(st, ap, err))
        return false;
    for (size_t i = 0; i < ap->rows_n; i++)
        if (!row_apply(c, &ap->rows[i], err))
            return false;
    return move_timer(c, ap, err) && add_notices(st, ap, err) &&
           add_document(c, ap, err);
}

/* What was applied goes into memory too; writer_back takes it out again. */
static void
applied(struct store *st, const struct append *ap, const struct prepared *p,
        struct appended *ret_appended)
{
    *ret_appended = (struct appended){ st->tree.size, events_n(ap) };
    for (size_t i = 0; i < events_n(ap); i++)
        tree_append(&st->tree, p->hashes[i]);
    if (events_n(ap) > 0 && ap->recorded_at > st->newest)
        st->newest = ap->recorded_at;
}

bool
append_apply(struct store *st, const struct append *ap,
             const struct prepared *p, struct appended *ret_appended,
             bool *ret_key_race, struct err *err)
{
    *ret_key_race = false;
    if (!apply_all(st, ap, p, ret_key_race, err))
        return false;
    applied(st, ap, p, ret_appended);
    return true;
}

bool
append_try(struct store *st, const struct append *ap, const struct prepared *p,
           struct appended *ret_appended, bool *ret_key_race, struct err *err)
{
    struct conn *c = st->writer;
    size_t doomed_n = st->slots.doomed_n;

    *ret_key_race = false;
    if (!conn_run(c, SQL_SAVEPOINT, err))
        return false;
    if (!apply_all(st, ap, p, ret_key_race, err)) {
        struct err ignored; /* the first failure counts */

        st->slots.doomed_n = doomed_n;
        if (!sqlite3_get_autocommit(c->db) && conn_run(c, SQL_BACK, &ignored))
            (void)conn_run(c, SQL_RELEASE, &ignored);
        return false;
    }
    if (!conn_run(c, SQL_RELEASE, err))
        return false;
    applied(st, ap, p, ret_appended);
    return true;
}
