/*
 * arena: memory that is freed all at once. A request owns one arena; a
 * function that takes an arena puts what it returns there.
 */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/str.h"

struct arena;

struct arena *arena_open(void);
void arena_close(struct arena *a); /* NULL is fine */

/* Free all pieces but keep one block, so that the next round is cheap. */
void arena_reset(struct arena *a);

/* Zeroed. Never returns NULL: a process without memory stops (ADR 0004). */
void *arena_alloc(struct arena *a, size_t size);
void *arena_copy(struct arena *a, const void *p, size_t size);
struct str arena_str(struct arena *a, struct str s);   /* a copy */
const char *arena_cstr(struct arena *a, struct str s); /* and a NUL */

#define arena_new(a, type) ((type *)arena_alloc((a), sizeof(type)))

/* Give the newest piece, of size bytes at p, more room where it lies. False
 * when it is not the newest or there is no room: nothing changed then. */
bool arena_extend(struct arena *a, const void *p, size_t size, size_t larger);

/*
 * Room for one more element of size bytes behind the n at p: p itself or a
 * larger copy. *room counts elements.
 */
void *arena_grow(struct arena *a, void *p, size_t n, size_t *room, size_t size);

#endif
