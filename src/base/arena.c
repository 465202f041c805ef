/* See arena.h. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* With -DARENA_EMULATE every piece is its own malloc, so that the address
 * sanitizer sees an overrun of one piece into the next. */
#ifdef ARENA_EMULATE
enum { FIRST_BYTES = 0, MOST_BYTES = 0 };
#else
/* Blocks double, so that a small arena is cheap and a large one has few; one
 * that is reset keeps its newest, into which the next round mostly fits. */
enum { FIRST_BYTES = 4 * 1024, MOST_BYTES = 256 * 1024 };
#endif

struct block {
    struct block *next;
    size_t used, size;
    alignas(max_align_t) unsigned char data[];
};

struct arena {
    struct block *head;
};

static void *
must_alloc(size_t size)
{
    void *p = malloc(size);

    if (p == NULL) {
        (void)fputs("out of memory\n", stderr);
        abort();
    }
    return p;
}

static size_t
next_room(const struct block *last, size_t size)
{
    size_t room = last == NULL ? FIRST_BYTES : last->size * 2;

    if (room > MOST_BYTES)
        room = MOST_BYTES;
    return size > room ? size : room;
}

struct arena *
arena_open(void)
{
    struct arena *a = must_alloc(sizeof(*a));

    a->head = NULL;
    return a;
}

void
arena_close(struct arena *a)
{
    if (a == NULL)
        return;
    for (struct block *b = a->head, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    free(a);
}

void
arena_reset(struct arena *a)
{
    struct block *keep = a->head;

    if (keep == NULL)
        return;
    for (struct block *b = keep->next, *next; b != NULL; b = next) {
        next = b->next;
        free(b);
    }
    keep->next = NULL;
    if (keep->size > MOST_BYTES) {
        free(keep);
        a->head = NULL;
        return;
    }
    keep->used = 0;
}

void *
arena_alloc(struct arena *a, size_t size)
{
    const size_t unit = alignof(max_align_t);
    struct block *b = a->head;
    void *p;

    if (size > SIZE_MAX / 2)
        abort();
    size = (size + unit - 1) / unit * unit;
    if (b == NULL || b->size - b->used < size) {
        size_t room = next_room(b, size);

        b = must_alloc(sizeof(*b) + room);
        b->size = room;
        b->used = 0;
        b->next = a->head;
        a->head = b;
    }
    p = b->data + b->used;
    b->used += size;
    memset(p, 0, size); /* now, because it is used now: later it is cold */
    return p;
}

bool
arena_extend(struct arena *a, const void *p, size_t size, size_t larger)
{
    const size_t unit = alignof(max_align_t);
    struct block *b = a->head;
    size_t at;

#ifdef ARENA_EMULATE
    return false;
#endif
    if (b == NULL || p == NULL || larger > SIZE_MAX / 2)
        return false;
    size = (size + unit - 1) / unit * unit;
    larger = (larger + unit - 1) / unit * unit;
    at = b->used - size;
    if (size > b->used || (const unsigned char *)p != b->data + at ||
        b->size - at < larger)
        return false;
    b->used = at + larger;
    if (larger > size)
        memset(b->data + at + size, 0, larger - size);
    return true;
}

void *
arena_copy(struct arena *a, const void *p, size_t size)
{
    void *q = arena_alloc(a, size);

    if (size > 0)
        memcpy(q, p, size);
    return q;
}

struct str
arena_str(struct arena *a, struct str s)
{
    return (struct str){ arena_copy(a, s.p, s.n), s.n };
}

const char *
arena_cstr(struct arena *a, struct str s)
{
    char *p = arena_alloc(a, s.n + 1);

    if (s.n > 0)
        memcpy(p, s.p, s.n);
    return p;
}

void *
arena_grow(struct arena *a, void *p, size_t n, size_t *room, size_t size)
{
    size_t was = *room;
    void *larger;

    if (n < *room)
        return p;
    *room = n == 0 ? 4 : n * 2;
    if (arena_extend(a, p, was * size, *room * size))
        return p;
    larger = arena_alloc(a, *room * size);
    if (n > 0)
        memcpy(larger, p, n * size);
    return larger;
}
