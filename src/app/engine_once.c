/* Requests that may be repeated and are carried out once; see engine.h. */
#include "app/engine_internal.h"

#include <string.h>

#include "feature/appeal/appeal.h"
#include "sys/clock.h"

struct once
engine_once(struct engine *e, struct str key, struct str request)
{
    struct arena *a = arena_open();
    struct buf both = { .a = a };
    struct once once;

    buf_add(&both, key);
    buf_add_char(&both, '\0');
    buf_add(&both, request);
    store_keyed_hash(e->store, STR("once-key/0"), key, once.key, ONCE_BYTES);
    store_keyed_hash(e->store, STR("once-request/0"), buf_str(&both),
                     once.request, ONCE_BYTES);
    arena_close(a);
    return once;
}

void
engine_keep_key(struct row_list *rows, const struct once *once,
                const struct keeping *k)
{
    struct row *r = row_add(rows, QUERY_IDEMPOTENCY_ADD);

    row_bytes(r, once->key, ONCE_BYTES);
    row_bytes(r, once->request, ONCE_BYTES);
    row_text(r, k->stream);
    row_int(r, k->version);
    row_int(r, (int64_t)k->n);
    row_int(r, k->now);
}

/* What was done under a key. */
struct kept {
    bool found, same; /* same: the request is the same too */
    struct str stream;
    int64_t version, n;
};

static bool
find_kept(struct engine *e, struct arena *a, const struct once *once,
          struct kept *ret_kept, struct err *err)
{
    const struct value v = value_bytes(once->key, ONCE_BYTES);
    struct kept k = { .found = false };
    struct cursor *c;

    if (!store_query(e->store, QUERY_IDEMPOTENCY_FIND, &v, 1, &c, err))
        return false;
    k.found = cursor_next(c, err);
    if (k.found) {
        struct str request = cursor_text(c);

        k.same = str_eq(
            request, (struct str){ (const char *)once->request, ONCE_BYTES });
        k.stream = arena_str(a, cursor_text(c));
        k.version = cursor_int(c);
        k.n = cursor_int(c);
    }
    cursor_close(c);
    *ret_kept = k;
    return k.found || err->kind == ERR_NONE;
}

/* The outcome as it was, from the log. */
static bool
again(struct engine *e, struct arena *a, const struct kept *k,
      struct outcome *o, struct err *err)
{
    struct record_list list = { .a = a };
    struct change name = { 0 };
    struct appeal_received_v3 received;
    struct event *events;

    memset(o, 0, sizeof(*o));
    o->repeated = true;
    if (!k->same) {
        o->verdict = refuse(REFUSED_VALUE, "key_used_before", NULL);
        return true;
    }
    if (!store_load(e->store, k->stream, &list, err))
        return false;
    if (k->version < 1 || k->n < 1 ||
        (uint64_t)(k->version + k->n - 1) > list.n)
        return fail(err, ERR_CORRUPT,
                    "a kept key names records that are not there; run gongzhi "
                    "verify");
    events = arena_alloc(a, (size_t)k->n * sizeof(*events));
    for (int64_t i = 0; i < k->n; i++) {
        const struct record *r = &list.at[k->version - 1 + i];

        events[i] = (struct event){ r->type, r->data };
    }
    change_name(&name, k->stream);
    o->id = name.id;
    o->position = list.at[k->version - 1].position;
    o->events = events;
    o->events_n = (size_t)k->n;
    if (appeal_received(&events[0], &received)) {
        o->number = received.number;
        o->code = received.code;
    }
    return true;
}

bool
engine_done_before(struct engine *e, struct arena *a, const struct once *once,
                   struct outcome *ret_outcome, struct err *err)
{
    struct kept kept = { .found = false };

    err->kind = ERR_NONE;
    return once != NULL && find_kept(e, a, once, &kept, err) && kept.found &&
           again(e, a, &kept, ret_outcome, err);
}

bool
engine_do_once(struct engine *e, struct arena *a, const struct order *order,
               struct outcome *ret_outcome, struct err *err)
{
    struct err lookup;

    if (engine_done_before(e, a, order->once, ret_outcome, err))
        return true;
    if (err->kind != ERR_NONE)
        return false;
    if (engine_do_keyed(e, a, order, ret_outcome, err))
        return true;
    /* was another request with this key quicker? */
    return err->kind == ERR_TAKEN &&
           engine_done_before(e, a, order->once, ret_outcome, &lookup);
}

/* An order whose events wait to be durable. */
struct pending {
    struct order order;
    struct turn turn;
    struct handed handed;
};

bool
engine_begin(struct engine *e, struct arena *a, const struct order *order,
             struct pending **ret_pending, struct err *err)
{
    struct pending *p = arena_new(a, struct pending);

    p->order = *order;
    p->turn.e = e;
    p->turn.a = a;
    if (!engine_done_before(e, a, order->once, &p->turn.o, err) &&
        (err->kind != ERR_NONE || !engine_turn_begin(&p->turn, order, err)))
        return false;
    *ret_pending = p;
    return true;
}

bool
engine_appends(const struct pending *p)
{
    return p->turn.appends;
}

void
engine_hand_over(struct pending *p, void (*done)(void *context), void *context)
{
    struct turn *t = &p->turn;

    p->handed.done = done;
    p->handed.context = context;
    store_hand_over(t->e->store, t->a, &t->ap, &p->handed);
}

/* Whatever went wrong may go well another time, or fails again. */
bool
engine_end(struct pending *p, struct outcome *ret_outcome, struct err *err)
{
    struct turn *t = &p->turn;

    if (t->appends && !p->handed.ok) {
        *err = p->handed.err;
        return (err->kind == ERR_CONFLICT || err->kind == ERR_TAKEN) &&
               engine_do_once(t->e, t->a, &p->order, ret_outcome, err);
    }
    if (t->appends)
        engine_turn_done(t, p->handed.appended);
    *ret_outcome = t->o;
    return true;
}

bool
engine_forget_keys(struct engine *e, int64_t before, struct err *err)
{
    const int64_t now = clock_now();
    struct row rows[2] = { { .query = QUERY_IDEMPOTENCY_OLD_DROP },
                           { .query = QUERY_PHONE_CODES_OLD_DROP } };
    const struct append ap = { .rows = rows, .rows_n = 2, .recorded_at = now };
    struct appended done;

    row_int(&rows[0], before);
    row_int(&rows[1], now);
    return store_append(e->store, &ap, &done, err);
}
