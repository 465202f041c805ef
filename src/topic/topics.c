/* Messages that come and go. See topic.h. */
#include <stdlib.h>

#include "base/date.h"
#include "topic/topic_internal.h"

enum {
    MOST = 50000,
    HALF_LIFE_DAYS = 14,
    IDS_FIRST = 1024,
    GARBAGE = 1000 /* messages that are gone, before we clear up */
};
#define SUPPORT_WEIGHT 0.5

struct topics *
topics_new(const struct topic_options *o)
{
    struct arena *own = arena_open();
    struct topics *t = arena_new(own, struct topics);

    t->own = own;
    t->a = arena_open();
    t->wait = arena_open();
    t->work = arena_open();
    t->form = form_new(own);
    t->o = *o;
    if (t->o.most == 0)
        t->o.most = MOST;
    if (t->o.half_life_ms <= 0)
        t->o.half_life_ms = HALF_LIFE_DAYS * (int64_t)DAY_MS;
    if (t->o.support_weight < 0)
        t->o.support_weight = SUPPORT_WEIGHT;
    t->settled_at = INT64_MIN;
    return t;
}

void
topics_close(struct topics *t)
{
    if (t == NULL)
        return;
    arena_close(t->a);
    arena_close(t->wait);
    arena_close(t->work);
    arena_close(t->own);
}

void
change_note(struct topics *t, enum topic_change_kind kind, int64_t at,
            uint64_t number, uint64_t other)
{
    t->changes[t->changes_n++ % TOPIC_CHANGES] =
        (struct topic_change){ kind, at, number, other };
}

/* The slot of a message that is there, or a free one. */
static size_t
id_slot(const struct topics *t, struct str id)
{
    size_t i = (size_t)str_hash(id) & (t->id_slots_n - 1);

    for (;; i = (i + 1) & (t->id_slots_n - 1)) {
        uint32_t m = t->id_slots[i] - 1;

        if (t->id_slots[i] == 0 ||
            (t->topic_of[m] != NOBODY && str_eq(t->messages[m].m.id, id)))
            return i;
    }
}

static uint32_t
message_of(const struct topics *t, struct str id)
{
    size_t i;

    if (t->id_slots_n == 0)
        return NOBODY;
    i = id_slot(t, id);
    return t->id_slots[i] == 0 ? NOBODY : t->id_slots[i] - 1;
}

static void
grow_ids(struct topics *t)
{
    if (t->id_slots_n > 2 * t->messages_n)
        return;
    t->id_slots_n = t->id_slots_n == 0 ? IDS_FIRST : 4 * t->id_slots_n;
    t->id_slots = arena_alloc(t->a, t->id_slots_n * sizeof(*t->id_slots));
    for (size_t i = 0; i < t->messages_n; i++)
        if (t->topic_of[i] != NOBODY)
            t->id_slots[id_slot(t, t->messages[i].m.id)] = (uint32_t)i + 1;
}

/* Copy what is kept of a message. */
static struct topic_message
kept(struct arena *a, const struct topic_message *m)
{
    struct topic_message k = *m;

    k.id = arena_str(a, m->id);
    k.title = arena_str(a, m->title);
    k.place = arena_str(a, m->place);
    k.matter = arena_str(a, m->matter);
    k.body = STR("");
    return k;
}

/* A place for a message at the end; not yet in a topic. */
static uint32_t
message_new(struct topics *t, const struct topic_message *m)
{
    grow_ids(t);
    t->messages = arena_grow(t->a, t->messages, t->messages_n,
                             &t->messages_room, sizeof(*t->messages));
    t->topic_of = arena_grow(t->a, t->topic_of, t->messages_n,
                             &t->topic_of_room, sizeof(*t->topic_of));
    t->messages[t->messages_n] = (struct message){ .m = kept(t->a, m) };
    t->topic_of[t->messages_n] = NOBODY;
    return (uint32_t)t->messages_n++;
}

/* Now it is in a topic. */
static void
message_enter(struct topics *t, uint32_t number)
{
    runs_count(t, &t->messages[number], 1);
    runs_post(t, number);
    t->id_slots[id_slot(t, t->messages[number].m.id)] = number + 1;
    t->live++;
}

static void
message_leave(struct topics *t, uint32_t number)
{
    runs_count(t, &t->messages[number], -1);
    cluster_drop(t, number);
    t->live--;
}

bool
topics_add(struct topics *t, const struct topic_message *m)
{
    struct waiting *w = &t->waiting;
    struct topic_message k;

    if (m->id.n == 0 || m->id.n > TOPIC_ID_MOST ||
        m->title.n + m->body.n == 0 || message_of(t, m->id) != NOBODY)
        return false;
    w->at = arena_grow(t->wait, w->at, w->n, &w->room, sizeof(*w->at));
    k = kept(t->wait, m);
    k.body = arena_str(t->wait, m->body);
    if (k.title.n == 0)
        k.title = k.body;
    w->at[w->n++] = k;
    return true;
}

static int64_t
second_of(int64_t at)
{
    return at / SECOND_MS - (at % SECOND_MS < 0 ? 1 : 0);
}

static int
by_second(const void *a, const void *b)
{
    const struct topic_message *x = a, *y = b;
    int64_t u = second_of(x->at), v = second_of(y->at);

    if (u != v)
        return u < v ? -1 : 1;
    return str_cmp(x->id, y->id);
}

static int64_t
window_from(const struct topics *t)
{
    return t->o.window_ms == 0 || t->settled_at < INT64_MIN + t->o.window_ms
               ? INT64_MIN
               : t->settled_at - t->o.window_ms;
}

static void
settle(struct topics *t, const struct topic_message *m)
{
    uint32_t number, c = NOBODY;

    if (message_of(t, m->id) != NOBODY || m->at < window_from(t))
        return;
    number = message_new(t, m);
    runs_of(t, &t->messages[number], m->body);
    if (m->topic != 0) {
        c = cluster_numbered(t, m->topic);
        cluster_put(t, c != NOBODY ? c : cluster_new(t, m->topic, m->at),
                    number);
    } else {
        join_topic(t, number);
    }
    message_enter(t, number);
    if (m->at > t->settled_at)
        t->settled_at = m->at;
    arena_reset(t->work);
}

/* Everything that is alive, in memory of its own. */
static void
clear_up(struct topics *t)
{
    struct topics old = *t;
    uint32_t *into = arena_alloc(t->work, old.clusters_n * sizeof(*into) + 1);

    t->a = arena_open();
    t->messages = NULL;
    t->clusters = NULL;
    t->runs = NULL;
    t->topic_of = NULL;
    t->run_slots = t->id_slots = t->sums = t->cluster_slots = NULL;
    t->messages_n = t->messages_room = t->topic_of_room = 0;
    t->live = t->oldest = 0;
    t->clusters_n = t->clusters_room = t->runs_n = t->runs_room = 0;
    t->run_slots_n = t->id_slots_n = t->sums_n = t->cluster_slots_n = 0;
    for (size_t i = 0; i < old.clusters_n; i++)
        if (old.clusters[i].n > 0) {
            into[i] =
                cluster_new(t, old.clusters[i].number, old.clusters[i].began);
            t->clusters[into[i]].loose = old.clusters[i].loose;
        }
    for (size_t i = 0; i < old.messages_n; i++) {
        const struct message *m = &old.messages[i];
        uint32_t number;

        if (old.topic_of[i] == NOBODY)
            continue;
        number = message_new(t, &m->m);
        runs_again(t, &t->messages[number], m, old.runs);
        cluster_put(t, into[old.topic_of[i]], number);
        message_enter(t, number);
    }
    arena_close(old.a);
    arena_reset(t->work);
}

/* Out go those that are too old or too many. */
static void
let_go(struct topics *t)
{
    int64_t from = window_from(t);

    for (; t->oldest < t->messages_n; t->oldest++) {
        const struct message *m = &t->messages[t->oldest];

        if (t->topic_of[t->oldest] == NOBODY)
            continue;
        if (m->m.at >= from && t->live <= t->o.most)
            break;
        message_leave(t, (uint32_t)t->oldest);
    }
    split_loose(t, t->settled_at);
    if (t->messages_n > 2 * t->live + GARBAGE ||
        t->clusters_n > 2 * t->live + GARBAGE)
        clear_up(t);
}

void
topics_settle(struct topics *t, int64_t until)
{
    struct waiting *w = &t->waiting, later = { NULL, 0, 0 };
    struct arena *wait = arena_open();
    size_t n = 0;

    if (w->n > 0)
        qsort(w->at, w->n, sizeof(*w->at), by_second);
    for (; n < w->n && w->at[n].at < until; n++) {
        settle(t, &w->at[n]);
        if (t->live > t->o.most + GARBAGE)
            let_go(t);
    }
    for (; n < w->n; n++) {
        struct topic_message k = kept(wait, &w->at[n]);

        k.body = arena_str(wait, w->at[n].body);
        later.at =
            arena_grow(wait, later.at, later.n, &later.room, sizeof(*later.at));
        later.at[later.n++] = k;
    }
    arena_close(t->wait);
    t->wait = wait;
    t->waiting = later;
    let_go(t);
}

bool
topics_remove(struct topics *t, struct str id)
{
    uint32_t number = message_of(t, id);
    struct waiting *w = &t->waiting;
    bool waited = false;

    for (size_t i = w->n; i-- > 0;)
        if (str_eq(w->at[i].id, id)) {
            w->at[i] = w->at[--w->n];
            waited = true;
        }
    if (number == NOBODY)
        return waited;
    message_leave(t, number);
    split_loose(t, t->settled_at);
    clear_up(t); /* its words are gone from memory, too */
    return true;
}

size_t
topics_messages(const struct topics *t)
{
    return t->live;
}
