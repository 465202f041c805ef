/*
 * See callers.h. A hash table with chains: the chain of a slot begins with its
 * newest case, so that one who calls every day makes nobody else's search
 * long but his own, and his ends after CALLER_CASES.
 */
#include "callers/callers.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { ROOM_FIRST = 1024 }; /* a power of two */

/* One case. Entries are numbered from 1; 0 is the end of a chain. */
struct entry {
    int64_t number;
    uint32_t next;
    uint32_t key; /* of the hash; its lower bits choose the slot */
};

struct callers {
    struct store *store;
    pthread_mutex_t lock; /* of what follows */
    bool loaded;
    struct entry *entries; /* entry i stands at i - 1 */
    uint32_t *slots;       /* as many as entries have room; newest of each */
    uint32_t n, room;
};

struct callers *
callers_open(struct store *st)
{
    struct callers *cl = calloc(1, sizeof(*cl));

    if (cl == NULL)
        abort(); /* as the arena does */
    cl->store = st;
    (void)pthread_mutex_init(&cl->lock, NULL); /* cannot fail on Linux */
    return cl;
}

void
callers_close(struct callers *cl)
{
    if (cl == NULL)
        return;
    (void)pthread_mutex_destroy(&cl->lock);
    free(cl->entries);
    free(cl->slots);
    free(cl);
}

/* The hash is keyed: nobody outside can choose where it falls. */
static uint32_t
key_of(const unsigned char hash[CALLER_BYTES])
{
    uint32_t key;

    memcpy(&key, hash, sizeof(key));
    return key;
}

static void
put_first(struct callers *cl, uint32_t i)
{
    struct entry *e = &cl->entries[i - 1];
    uint32_t *slot = &cl->slots[e->key & (cl->room - 1)];

    e->next = *slot;
    *slot = i;
}

static void
grow(struct callers *cl)
{
    uint32_t room = cl->room == 0 ? ROOM_FIRST : cl->room * 2;

    free(cl->slots);
    cl->entries = realloc(cl->entries, room * sizeof(*cl->entries));
    cl->slots = calloc(room, sizeof(*cl->slots));
    if (room <= cl->room || cl->entries == NULL || cl->slots == NULL)
        abort(); /* as the arena does */
    cl->room = room;
    for (uint32_t i = 1; i <= cl->n; i++)
        put_first(cl, i);
}

static void
put(struct callers *cl, const unsigned char hash[CALLER_BYTES], int64_t number)
{
    if (cl->n == cl->room)
        grow(cl);
    cl->entries[cl->n++] =
        (struct entry){ .number = number, .key = key_of(hash) };
    put_first(cl, cl->n);
}

void
callers_add(struct callers *cl, const unsigned char hash[CALLER_BYTES],
            int64_t number)
{
    (void)pthread_mutex_lock(&cl->lock);
    if (cl->loaded) /* else the load will find it */
        put(cl, hash, number);
    (void)pthread_mutex_unlock(&cl->lock);
}

/* The lock is held. */
static bool
load(struct callers *cl, struct err *err)
{
    struct cursor *c;

    if (!store_query(cl->store, QUERY_APPEAL_CONTACT_ALL, NULL, 0, &c, err))
        return false;
    err->kind = ERR_NONE;
    cl->n = 0;
    if (cl->room > 0)
        memset(cl->slots, 0, cl->room * sizeof(*cl->slots));
    while (cursor_next(c, err)) {
        int64_t number = cursor_int(c);
        struct str hash = cursor_text(c);

        if (hash.n == CALLER_BYTES)
            put(cl, (const unsigned char *)hash.p, number);
    }
    cursor_close(c);
    cl->loaded = err->kind == ERR_NONE;
    return cl->loaded;
}

/* Between commit and callers_add the load may have seen a case already. */
static bool
is_there(const int64_t *numbers, size_t n, int64_t number)
{
    for (size_t i = 0; i < n; i++)
        if (numbers[i] == number)
            return true;
    return false;
}

bool
callers_find(struct callers *cl, const unsigned char hash[CALLER_BYTES],
             int64_t ret_numbers[CALLER_CASES], size_t *ret_n, struct err *err)
{
    const uint32_t key = key_of(hash);
    size_t n = 0;
    bool ok;

    (void)pthread_mutex_lock(&cl->lock);
    ok = cl->loaded || load(cl, err);
    for (uint32_t i = ok && cl->n > 0 ? cl->slots[key & (cl->room - 1)] : 0;
         i != 0 && n < CALLER_CASES; i = cl->entries[i - 1].next) {
        const struct entry *e = &cl->entries[i - 1];

        if (e->key == key && !is_there(ret_numbers, n, e->number))
            ret_numbers[n++] = e->number;
    }
    (void)pthread_mutex_unlock(&cl->lock);
    *ret_n = n;
    return ok;
}
