/* See access_night.h. */
#include "app/access/access_night.h"

#include "app/access/access_log.h"
#include "feature/access/access_module.h"

enum { KNOWN_DAYS = 30, FLAGS_MOST = ACCESS_BATCH - 1 };

/* One day being looked over. */
struct night {
    struct engine *e;
    struct arena *a;
    struct rules rules; /* of the day after */
    int32_t day;
    int64_t from, to;         /* of the day, ms since 1970 UTC */
    struct event_list events; /* the flags */
    int64_t flags;
};

/* Who looked, as far as rows say it: account, role, unit. */
struct reader {
    struct str account, role, unit;
};

static struct reader
next_reader(struct night *n, struct cursor *cur)
{
    struct reader r;

    r.account = arena_str(n->a, cursor_text(cur));
    r.role = arena_str(n->a, cursor_text(cur));
    r.unit = arena_str(n->a, cursor_text(cur));
    return r;
}

static void
flag(struct night *n, enum access_why why, const struct reader *r,
     struct id case_id, int64_t cases)
{
    const struct access_flagged_v1 e = {
        .why = why,
        .account = r->account,
        .role = r->role,
        .unit = r->unit,
        .case_id = case_id,
        .day = n->day,
        .n = cases,
    };

    n->flags++;
    if (n->events.n < FLAGS_MOST) /* the count tells of the rest */
        (void)emit_access_flagged_v1(&n->events, &e);
}

/* More cases than usual, by a query that counts them. */
static bool
look_for_many(struct night *n, enum query query, enum access_why why,
              int64_t most, struct err *err)
{
    const struct value v[3] = { value_int(n->from), value_int(n->to),
                                value_int(most) };
    const struct id none = { { 0 } };
    struct cursor *cur;

    if (!store_query(engine_store(n->e), query, v, 3, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct reader r = next_reader(n, cur);

        flag(n, why, &r, none, cursor_int(cur));
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static bool
is_wide(const struct night *n, struct str role)
{
    struct str rest = rules_setting(n->rules, STR("access_wide_roles"),
                                    STR("operator;dispatcher")),
               one;

    while (str_cut(&rest, ';', &one))
        if (str_eq(one, role))
            return true;
    return false;
}

static bool
look_outside(struct night *n, struct err *err)
{
    const struct value v[2] = { value_int(n->from), value_int(n->to) };
    struct cursor *cur;

    if (!store_query(engine_store(n->e), QUERY_ACCESS_OUTSIDE, v, 2, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct reader r = next_reader(n, cur);
        int64_t cases = cursor_int(cur);
        struct id first = cursor_id(cur);

        if (!is_wide(n, r.role))
            flag(n, ACCESS_WHY_OUTSIDE, &r, first, cases);
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

/* Who looked that day at a case of the owner's. */
static bool
look_at_own(struct night *n, const struct reader *owner, struct id id,
            struct err *err)
{
    const struct value v[3] = { value_bytes(id.b, ID_BYTES), value_int(n->from),
                                value_int(n->to) };
    struct cursor *cur;

    if (!store_query(engine_store(n->e), QUERY_ACCESS_WHO, v, 3, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        struct reader r = next_reader(n, cur);

        if (str_eq(r.account, owner->account))
            flag(n, ACCESS_WHY_OWN, &r, id, 1);
        else if (r.unit.n > 0 && str_eq(r.unit, owner->unit))
            flag(n, ACCESS_WHY_COLLEAGUE, &r, id, 1);
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

struct reader_list {
    struct reader *at;
    size_t n, room;
};

/* Accounts that looked at something from a moment to the end of the day. */
static bool
read_staff(struct night *n, int64_t from, struct reader_list *ret_staff,
           struct err *err)
{
    const struct value v[2] = { value_int(from), value_int(n->to) };
    struct reader_list l = { NULL, 0, 0 };
    struct cursor *cur;

    if (!store_query(engine_store(n->e), QUERY_ACCESS_ACCOUNTS, v, 2, &cur,
                     err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        l.at = arena_grow(n->a, l.at, l.n, &l.room, sizeof(*l.at));
        l.at[l.n++] = (struct reader){
            .account = arena_str(n->a, cursor_text(cur)),
            .role = STR(""),
        };
        l.at[l.n - 1].unit = arena_str(n->a, cursor_text(cur));
    }
    cursor_close(cur);
    *ret_staff = l;
    return err->kind == ERR_NONE;
}

static bool
look_at_colleagues(struct night *n, struct err *err)
{
    struct reader_list staff;

    if (!read_staff(n, n->from - KNOWN_DAYS * DAY_MS, &staff, err))
        return false;
    for (size_t i = 0; i < staff.n; i++) {
        struct id *ids;
        size_t ids_n;

        if (!engine_contact_cases(n->e, n->a, staff.at[i].account, &ids, &ids_n,
                                  err))
            return false;
        for (size_t k = 0; k < ids_n; k++)
            if (!look_at_own(n, &staff.at[i], ids[k], err))
                return false;
    }
    return true;
}

static bool
write_night(struct night *n, int64_t readers, int64_t now, struct err *err)
{
    const struct access_looked_v1 e = {
        .day = n->day,
        .readers = readers,
        .flags = n->flags,
        .rules = n->rules.book->hash,
    };
    struct buf stream = { .a = n->a };

    (void)emit_access_looked_v1(&n->events, &e);
    buf_addf(&stream, "access/look-%d", (int)n->day);
    return access_append(n->e, buf_str(&stream), &n->events, now, err) ||
           err->kind == ERR_CONFLICT; /* somebody else looked */
}

/* A day on which nobody looked leaves no trace. */
static bool
look_over(struct night *n, int64_t now, struct err *err)
{
    struct reader_list readers;

    if (!read_staff(n, n->from, &readers, err))
        return false;
    return readers.n == 0 ||
           (look_for_many(
                n, QUERY_ACCESS_MANY_HOUR, ACCESS_WHY_MANY_HOUR,
                rules_number(n->rules, STR("access_cases_per_hour"), 120),
                err) &&
            look_for_many(
                n, QUERY_ACCESS_MANY_DAY, ACCESS_WHY_MANY_DAY,
                rules_number(n->rules, STR("access_cases_per_day"), 600),
                err) &&
            look_outside(n, err) && look_at_colleagues(n, err) &&
            write_night(n, (int64_t)readers.n, now, err));
}

static bool
look_over_day(struct engine *e, int32_t day, int64_t now, struct err *err)
{
    struct arena *a = arena_open();
    struct night n = {
        .e = e,
        .a = a,
        .rules = engine_rules(e, day_start(day + 1)),
        .day = day,
        .from = day_start(day),
        .to = day_start(day + 1),
        .events = { .a = a },
    };
    bool ok = look_over(&n, now, err);

    arena_close(a);
    return ok;
}

/* The newest day that was looked over; another when there is none. */
static bool
read_looked(struct engine *e, int32_t none, int32_t *ret_day, struct err *err)
{
    struct cursor *cur;

    if (!store_query(engine_store(e), QUERY_ACCESS_LOOKED, NULL, 0, &cur, err))
        return false;
    err->kind = ERR_NONE;
    *ret_day = cursor_next(cur, err) ? (int32_t)cursor_int(cur) : none;
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

bool
access_night(struct engine *e, int64_t now, struct err *err)
{
    int32_t yesterday = moment_day(now - MINUTE_MS) - 1, day;

    if (!read_looked(e, yesterday - ACCESS_DAYS_LATE, &day, err))
        return false;
    if (day < yesterday - ACCESS_DAYS_LATE)
        day = yesterday - ACCESS_DAYS_LATE;
    while (++day <= yesterday)
        if (!look_over_day(e, day, now, err))
            return false;
    return true;
}
