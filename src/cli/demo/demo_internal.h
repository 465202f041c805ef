/*
 * demo_internal: what the demo_*.c files that play share. Not for others.
 */
#ifndef DEMO_INTERNAL_H
#define DEMO_INTERNAL_H

#include "cli/demo/demo_play.h"
#include "cli/demo/demo_texts.h"
#include "feature/appeal/appeal.h"

/* What is still to happen to a case, besides the ordinary. */
enum demo_todo {
    TODO_OBJECT = 1, /* the unit says it is not its own */
    TODO_TUG = 2,    /* and the next one too */
    TODO_FEEDBACK = 4,
    TODO_PAUSE = 8,
    TODO_EXTEND = 16,
    TODO_CONFER = 32,
    TODO_WHISTLE = 64,
    TODO_REOPEN = 128,
    TODO_SUPERVISE = 256,
    TODO_HASTE = 512,        /* refused: an answer before any contact */
    TODO_STRANGER = 1024,    /* refused: another unit signs in */
    TODO_ALONE = 2048,       /* refused: approves its own extension */
    TODO_AFTER_RULING = 4096 /* refused: objects after the ruling */
};

/* A case as the players know it. */
struct demo_case {
    struct id id;
    struct demo_random chance;
    struct demo_wish about;
    unsigned todo;
    int64_t citizen; /* number in the telephone range; -1 anonymous */
    int64_t reply_at;
    int planned;  /* the round that reply_at is for */
    int interest; /* how much there is to see */
    int calls;
    bool slept;     /* came back for the last things */
    size_t same_as; /* an earlier case of the same facts + 1 */
};

enum demo_what {
    STEP_DAY,
    STEP_RECEIVE,
    STEP_WORK,
    STEP_NUDGE,
    STEP_ADD,
    STEP_WITHDRAW,
    STEP_MERGE
};

struct demo_step {
    int64_t at;
    uint64_t order;
    enum demo_what what;
    size_t index; /* of the case */
};

struct demo {
    const struct demo_options *o;
    struct engine *e;
    struct arena *life, *turn; /* the whole play; one step */
    struct demo_city city;
    struct demo_random chance;
    int64_t now;
    const struct place *cluster; /* where the lifts fail in the last week */
    struct demo_case *cases;
    size_t cases_n, cases_room;
    struct demo_step *steps; /* a heap, the earliest first */
    size_t steps_n, steps_room;
    uint64_t order;
    int64_t citizens;
    bool refusal_is_story;
    int batch;
    struct demo_result result;
};

/* demo_act.c: one command each, at d->now. *ret_ok is false when refused. */
struct actor demo_actor(const char *role, const char *id, struct str unit);
bool demo_send(struct demo *d, const struct demo_case *c,
               const struct command *cmd, bool *ret_ok, struct err *err);
bool demo_receive(struct demo *d, size_t index, struct err *err);
bool demo_load(struct demo *d, const struct demo_case *c,
               const struct appeal **ret_state, struct err *err);
struct command demo_command(const struct demo *d,
                            const struct payload_type *type, const void *data,
                            struct actor actor);

/* Put a step of a case into the queue. */
void demo_later(struct demo *d, enum demo_what what, size_t index, int64_t at);

/* demo_case.c, demo_handle.c, demo_end.c: what comes next for a case. */
typedef bool demo_do(struct demo *d, size_t index, const struct appeal *s,
                     struct err *err);
demo_do demo_handle, demo_after_reply, demo_in_review, demo_after_end;
bool demo_work(struct demo *d, size_t index, struct err *err);
bool demo_side(struct demo *d, const struct demo_step *step, struct err *err);

/* The next moment in office hours, at once for urgent cases. */
int64_t demo_office(const struct demo *d, const struct appeal *s, int64_t at);
/* People speak on the telephone between eight and half past nine. */
int64_t demo_by_day(int64_t at);

bool demo_is_slow(struct str unit);

#endif
