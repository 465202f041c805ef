/*
 * told_kit: what tests of features share that are told commands one by one:
 * rows of a rulebook that hold for ever, and where a tale stands.
 *
 *     struct tale {
 *         struct told told; // first
 *         struct request now;
 *     };
 */
#ifndef TOLD_KIT_H
#define TOLD_KIT_H

#include "base/date.h"
#include "event/event.h"
#include "rulebook/rulebook.h"

/* clang-format off */
#define TEXT(t) { t, sizeof(t) - 1 }
#define EVER .basis = { TEXT("设计"), BASIS_DESIGN, -25567, 2932896 }
#define RIGHT(c, r, rel) { TEXT(c), TEXT(r), TEXT(rel), EVER }
/* clang-format on */

static const struct actor told_program = { TEXT("system"),
                                           { NULL, 0 },
                                           { NULL, 0 } };

struct told {
    struct arena *a;
    int64_t at; /* 2026-11-03 10:00 in China, a Tuesday, at first */
    struct event_list out;
    struct verdict verdict; /* of the last command, with its events in out */
};

/* For a group of cmocka: a tale of so many bytes, zeroed; told_end frees it. */
static inline int
told_begin(void **state, size_t size)
{
    struct arena *a = arena_open();
    struct told *t = arena_alloc(a, size);

    t->a = a;
    *state = t;
    return moment_parse(STR("2026-11-03 10:00"), &t->at) ? 0 : -1;
}

static inline int
told_end(void **state)
{
    arena_close(((struct told *)*state)->a);
    return 0;
}

#endif
