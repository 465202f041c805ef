/* See keep_night.h. */
#include "app/keep/keep_night.h"

#include "feature/appeal/keep/appeal_keep.h"

/* What is looked for. */
struct search {
    struct engine *e;
    struct arena *a;
    int64_t now;
    size_t skip, max; /* pass over so many, then take so many */
    struct keep_due *at;
    size_t n;
};

/* Which query finds a class whose time is counted from what. */
static enum query
query_of(const struct retention *row)
{
    bool closing = str_eq(row->trigger, STR("closing"));

    if (str_eq(row->class, STR("contact")))
        return closing ? QUERY_APPEAL_KEEP_CONTACT_CLOSED
                       : QUERY_APPEAL_KEEP_CONTACT_RECEIVED;
    return closing ? QUERY_APPEAL_KEEP_TEXTS_CLOSED
                   : QUERY_APPEAL_KEEP_TEXTS_RECEIVED;
}

static void
take(struct search *s, const struct retention *row, struct cursor *c)
{
    struct keep_due d = { .row = row, .id = cursor_id(c) };
    struct str code = cursor_text(c);
    int64_t closed_at, received_at;

    d.code = arena_str(s->a, code);
    closed_at = cursor_int(c);
    received_at = cursor_int(c);
    d.ended_at = retention_end(
        row, str_eq(row->trigger, STR("closing")) ? closed_at : received_at);
    if (d.ended_at >= s->now)
        return;
    if (s->skip > 0)
        s->skip--;
    else
        s->at[s->n++] = d;
}

static bool
search_row(struct search *s, const struct retention *row, struct str regime,
           struct err *err)
{
    const struct value v[3] = {
        value_text(regime),
        value_int(retention_reach(row, s->now)),
        value_int((int64_t)(s->skip + s->max)),
    };
    struct cursor *c;

    if (!store_query(engine_store(s->e), query_of(row), v, 3, &c, err))
        return false;
    err->kind = ERR_NONE;
    while (s->n < s->max && cursor_next(c, err))
        take(s, row, c);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

static bool
search_all(struct search *s, struct keep_due_list *ret_due, struct err *err)
{
    static const char *const wanted[][2] = { { "texts", "erase" },
                                             { "contact", "deidentify" } };
    struct rules r = engine_rules(s->e, s->now);

    s->at = arena_alloc(s->a, s->max * sizeof(*s->at));
    for (size_t i = 0; i < sizeof(wanted) / sizeof(wanted[0]); i++)
        for (int g = 1; g <= APPEAL_REGIME_PETITION && s->n < s->max; g++) {
            struct str regime = str_of(appeal_regime_words[g]);
            const struct retention_ask ask = { wanted[i][0], wanted[i][1],
                                               regime };
            const struct retention *row = rules_retention(r, &ask);

            if (row != NULL && !search_row(s, row, regime, err))
                return false;
        }
    *ret_due = (struct keep_due_list){ s->at, s->n };
    return true;
}

bool
keep_find(struct engine *e, struct arena *a, int64_t now, size_t max,
          struct keep_due_list *ret_due, struct err *err)
{
    struct search s = { .e = e, .a = a, .now = now, .max = max };

    return search_all(&s, ret_due, err);
}

static bool
expire(struct engine *e, struct arena *a, int64_t now,
       const struct keep_due *due, struct keep_done *done, struct err *err)
{
    const struct appeal_expire nothing = { 0 };
    const struct command cmd = { .type = &appeal_expire_type,
                                 .data = &nothing,
                                 .actor = { .role = STR("system") },
                                 .now = now };
    struct outcome o;

    if (!engine_do(e, a, appeal_stream(a, due->id), &cmd, &o, err))
        return false;
    if (o.verdict.reason != ACCEPTED) /* gone with its texts: found no more */
        done->refused += !str_eq(str_of(o.verdict.rule), STR("person_erased"));
    else if (o.events[0].type == &appeal_erased_v1_type)
        done->erased++;
    else
        done->deidentified++;
    return true;
}

bool
keep_run(struct engine *e, int64_t now, size_t max, struct keep_done *done,
         bool *ret_more, struct err *err)
{
    struct arena *a = arena_open(), *one = arena_open();
    struct search s = {
        .e = e, .a = a, .now = now, .skip = done->refused, .max = max
    };
    struct keep_due_list due = { .n = 0 };
    bool ok = search_all(&s, &due, err);

    for (size_t i = 0; ok && i < due.n; i++) {
        ok = expire(e, one, now, &due.at[i], done, err);
        arena_reset(one);
    }
    done->found += due.n;
    *ret_more = due.n == max;
    arena_close(one);
    arena_close(a);
    return ok;
}
