/*
 * demo_internal: what the players of the demo city share: demo_*.c, who play
 * its history, and cli/living, where it goes on. Not for others.
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
    int64_t number;
    bool known; /* what it is about; else recall finds out */
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
    STEP_MERGE,
    STEP_LOOK /* for cases that others brought */
};

struct demo_step {
    int64_t at;
    uint64_t order;
    enum demo_what what;
    size_t index; /* of the case */
};

/* What was done, since somebody told it last. */
struct demo_counts {
    int64_t received, signed_in, contacted, replied, other;
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
    uint64_t asked; /* arrivals so far: what the next one is made from */
    int64_t citizens;
    int64_t lively_from; /* 0: never; see demo_wait */
    int64_t hurry;
    int64_t seen; /* the last case number that was looked at */
    struct demo_counts counts;
    /* What a case is about that the player did not see arrive. */
    bool (*recall)(struct demo *d, size_t index, struct err *err);
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

/* demo_play.c. Open fails: ERR_INPUT for a rulebook without the demo's
 * places and matters. */
bool demo_open(struct demo *d, const struct demo_options *o, int64_t now,
               struct err *err);
void demo_close(struct demo *d);
/* which: the chance of the case follows from it and the seed. */
struct demo_case *demo_add_case(struct demo *d, uint64_t which);
bool demo_arrive(struct demo *d, bool in_cluster, struct err *err);
/* One step at d->now. */
bool demo_take_step(struct demo *d, const struct demo_step *step,
                    struct err *err);
/* In bulk: one transaction for some hundred commands. */
bool demo_breathe(struct demo *d, struct err *err);
/* How people call in the hours of a day: quiet nights, two peaks. */
extern const char demo_hours[24];

/* demo_queue.c: put a step of a case into the queue; take out the first. */
void demo_later(struct demo *d, enum demo_what what, size_t index, int64_t at);
struct demo_step demo_first(struct demo *d);
/* From lively_from on everybody is `hurry` times as fast, at all hours; the
 * terms of the rulebook are as long as ever. */
bool demo_is_lively(const struct demo *d);
int64_t demo_wait(const struct demo *d, int64_t ms);
/* While the city is lively: must this case wait where it stands? Puts the next
 * look at it into the queue then. */
bool demo_is_left_waiting(struct demo *d, size_t index, const struct appeal *s,
                          bool *ret_wait, struct err *err);

/* demo_case.c, demo_handle.c, demo_end.c: what comes next for a case. */
typedef bool demo_do(struct demo *d, size_t index, const struct appeal *s,
                     struct err *err);
demo_do demo_handle, demo_after_reply, demo_in_review, demo_after_end;
bool demo_work(struct demo *d, size_t index, struct err *err);
bool demo_side(struct demo *d, const struct demo_step *step, struct err *err);

/* The next moment in office hours, at once for urgent cases. */
int64_t demo_office(const struct demo *d, const struct appeal *s, int64_t at);
/* People speak on the telephone between eight and half past nine. */
int64_t demo_by_day(const struct demo *d, int64_t at);

bool demo_is_slow(struct str unit);

#endif
