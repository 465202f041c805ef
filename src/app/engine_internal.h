/* engine_internal: what the engine_*.c files share. Not for others. */
#ifndef APP_ENGINE_INTERNAL_H
#define APP_ENGINE_INTERNAL_H

#include <pthread.h>

#include <stdatomic.h>

#include "app/engine.h"
#include "callers/callers.h"

struct engine {
    struct store *store;
    struct rulebooks *books;
    struct callers *callers;
    atomic_uint moved;      /* cases since the lists were last put in order */
    struct adviser adviser; /* offer NULL: there is none */
    struct keys keys;
    bool has_keys;
    int32_t as_of;
    int64_t recorded_at;
    int64_t number_block;
    pthread_mutex_t numbers;
    int64_t number_next, number_end;
};

/* A stream as loaded and folded. */
struct loaded {
    const struct module *module;
    struct str stream;
    struct record_list records;
    void *state;
};

/* Load and fold. Owns: a. Fails: also ERR_NOT_FOUND for no such module. */
bool engine_load(struct engine *e, struct arena *a, struct str stream,
                 struct loaded *ret_loaded, struct err *err);

/* The keyed hash under which a caller is found again, CALLER_BYTES; empty for
 * an empty contact. Owns: a. */
struct str engine_caller(struct engine *e, struct arena *a, struct str contact);

/* That of a case; empty when its contact can no longer be read. */
bool engine_caller_of(struct engine *e, struct arena *a, const struct loaded *l,
                      struct str *ret_caller, struct err *err);

/* "role:id@unit", with what is empty left out. Owns: a. */
struct str engine_actor_text(struct arena *a, const struct actor *actor);

/* The id or code behind the name of a stream goes into the change. */
void change_name(struct change *c, struct str stream);

/* One decision from load to append. Begin with e and a. */
struct turn {
    struct engine *e;
    struct arena *a;
    const struct command *cmd;
    const struct once *once; /* NULL: no key */
    struct loaded was;
    struct module_rules rules;
    struct event_list events;
    int64_t due_was;
    struct str caller; /* of a new case, or of a corrected contact */
    struct outcome o;  /* whole when it is done */
    bool appends;      /* ap is to be appended */
    struct append ap;
};

/* Load and decide. Fails: as engine_do. */
bool engine_turn_begin(struct turn *t, const struct order *order,
                       struct err *err);

/* What was appended is durable. */
void engine_turn_done(struct turn *t, struct appended done);

/* Begin, append, done; again on a conflict. Fails: also ERR_TAKEN when the key
 * is there. */
bool engine_do_keyed(struct engine *e, struct arena *a,
                     const struct order *order, struct outcome *ret_outcome,
                     struct err *err);

/* Cases of a caller, newest first, at most CALLER_CASES. Owns: a. */
struct of_caller {
    int64_t number, received_at;
    struct id id;
    struct str code, matter, place, stage;
};
bool engine_of_caller(struct engine *e, struct arena *a, struct str caller,
                      struct of_caller **ret_cases, size_t *ret_n,
                      struct err *err);

/* A case moved in the lists of units: after many, put all in their places. */
void engine_case_moved(struct engine *e);

/* The row that keeps a key with what was done under it. */
struct keeping {
    struct str stream;
    int64_t version; /* of the first record */
    size_t n;
    int64_t now;
};
void engine_keep_key(struct row_list *rows, const struct once *once,
                     const struct keeping *k);

/* The promised rules of a state; those of now when none were promised. */
struct rules engine_promised(struct engine *e, const struct module *m,
                             const void *state, struct rules now);

#endif
