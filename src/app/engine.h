/*
 * engine: the heart. One command, from the log and back into it: load the
 * stream, fold apply, call decide, append with the expected version; on a
 * conflict try again, three times.
 */
#ifndef APP_ENGINE_H
#define APP_ENGINE_H

#include "app/module.h"
#include "app/rules.h"
#include "store/store.h"

struct engine;

struct engine_options {
    const char *dir;
    enum store_mode mode;
    int64_t number_block; /* case numbers reserved at once; 0: 1 */
    int unsafe_sync_off;  /* tests and benchmarks only */
    const char *vfs;      /* tests only */
    int64_t recorded_at;  /* scenarios and demo only: 0 is the clock's */
};

/* Fails as store_open and keyfile_read. A folder opened for reading needs no
 * key file: without one it gives no personal texts and no query codes. */
bool engine_open(const struct engine_options *o, struct engine **ret_engine,
                 struct err *err);
void engine_close(struct engine *e); /* NULL is fine */

/* DIR.keys, whether or not DIR ends in a slash. Owns: a. */
const char *engine_key_path(struct arena *a, const char *dir);

/*
 * Make a data folder with keys beside it, and enact the rulebook of a folder
 * from a day on. Fails: ERR_INPUT with the first fault of the rulebook.
 */
struct engine_birth {
    const char *dir, *rulebook_dir;
    int32_t from_day;
    int64_t now;
    enum suite_id suite;   /* of a new log */
    const char *continues; /* folder of the log it goes on from, or NULL */
};
bool engine_create(const struct engine_birth *b, struct err *err);

/*
 * Enact a rulebook from a day on; it is durable and in force in this process
 * when this returns. Open cases keep what they were promised.
 *
 * Owns:  *ret_hash and all faults are in the arena of faults.
 * Fails: ERR_INPUT with the first fault, and all of them in faults; ERR_TAKEN
 * when this very rulebook was enacted before, or there are RULEBOOKS already.
 */
struct enactment {
    struct rulebook_files *files; /* put in order here */
    int32_t from_day;             /* as day_parse gives it */
    struct actor by;              /* id of at most 80 bytes */
    int64_t now;
    bool dry_run; /* only say what would fail */
};
bool engine_enact(struct engine *e, const struct enactment *n,
                  struct fault_list *faults, struct str *ret_hash,
                  struct err *err);

struct store *engine_store(struct engine *e);
struct rulebooks *engine_rulebooks(struct engine *e);

/* Fix the rules of all commands to a day (imports), or 0 to follow theirs. */
void engine_rules_as_of(struct engine *e, int32_t day);

/* The rules for a command given at a moment. */
struct rules engine_rules(struct engine *e, int64_t at);

/*
 * Who says what would be suggested for a case when a person decides on it: put
 * into the field suggested of commands that have one (feature/appeal/suggest).
 * offer gives false when it cannot tell; the command goes on without. To be set
 * before others use the engine.
 */
struct adviser {
    bool (*offer)(void *context, const struct record_list *records,
                  struct str place, struct buf *out);
    void *context;
};
void engine_advise(struct engine *e, struct adviser adviser);

struct outcome {
    struct verdict verdict;
    struct id id;               /* of the case */
    int64_t number;             /* receive: its number */
    struct str code;            /* receive: the case code */
    uint64_t position;          /* first leaf */
    const struct event *events; /* what happened; texts of the arena */
    size_t events_n;
    bool repeated; /* it happened before, under the same key: see once */
};

/*
 * Put a command to a stream ("appeal/ID", "assessment/UNIT"). A refusal is an
 * outcome, not a failure.
 *
 * Owns: texts of the outcome live in a.
 */
bool engine_do(struct engine *e, struct arena *a, struct str stream,
               const struct command *cmd, struct outcome *ret_outcome,
               struct err *err);

/* Take in a message: makes the id, the subject and the number. */
bool engine_receive(struct engine *e, struct arena *a,
                    const struct command *cmd, struct outcome *ret_outcome,
                    struct err *err);

/*
 * A key under which a caller may send the same request again and have it
 * carried out once. Keys are forgotten after ONCE_DAYS.
 *
 * A repeat gives the outcome of the first time, with repeated set; another
 * request under the same key the verdict REFUSED_VALUE key_used_before.
 */
enum { ONCE_BYTES = 16, ONCE_DAYS = 7 };

struct once {
    unsigned char key[ONCE_BYTES];
    unsigned char request[ONCE_BYTES];
};

/* request: everything that must be the same in a repeat. */
struct once engine_once(struct engine *e, struct str key, struct str request);

/* The outcome of the first time under a key, for a caller that looks at more
 * than the engine before it gives an order. False: there was none (ERR_NONE;
 * so too when once is NULL), or it failed. Owns: as engine_do. */
bool engine_done_before(struct engine *e, struct arena *a,
                        const struct once *once, struct outcome *ret_outcome,
                        struct err *err);

struct order {
    struct str stream; /* empty: receive */
    const struct command *cmd;
    const struct once *once; /* NULL: no key */
};

/* engine_do, or engine_receive. */
bool engine_do_once(struct engine *e, struct arena *a,
                    const struct order *order, struct outcome *ret_outcome,
                    struct err *err);

/*
 * The same in steps, for a caller that does not sleep meanwhile:
 *
 *     engine_begin      loads and decides
 *     engine_hand_over  when engine_appends: gives the events to the store;
 * done is called once, as store_hand_over says engine_end        the outcome
 *
 * order->cmd, order->once and what they point to live until the end, as does a.
 */
struct pending;
bool engine_begin(struct engine *e, struct arena *a, const struct order *order,
                  struct pending **ret_pending, struct err *err);
bool engine_appends(const struct pending *p);
void engine_hand_over(struct pending *p, void (*done)(void *context),
                      void *context);
bool engine_end(struct pending *p, struct outcome *ret_outcome,
                struct err *err);

/* Forget the keys from before a moment, and codes to phones that ran out. */
bool engine_forget_keys(struct engine *e, int64_t before, struct err *err);

/* The state of a stream now. *ret_state is NULL when there is none. */
bool engine_state(struct engine *e, struct arena *a, struct str stream,
                  const void **ret_state, struct err *err);

/* "appeal/" and the id; "account/" and its code. Owns: in a. */
struct str appeal_stream(struct arena *a, struct id id);
struct str account_stream(struct arena *a, struct str code);

/*
 * Fire the timers due until a moment, earliest first; each command is given
 * at its own due time when as_due is set (imports, demo), else at until.
 */
bool engine_timers(struct engine *e, int64_t until, bool as_due,
                   uint64_t *ret_fired, struct err *err);

/*
 * Let the reactors follow the log to its end: results of reviews are counted
 * on the unit's own stream; citizens of merged cases are told; what was granted
 * to a person is carried out on his cases.
 */
bool engine_react(struct engine *e, struct err *err);

/* Put the cases that moved in their places in the lists of units. Lists are
 * right without it, only slower; the engine does it by itself. */
bool engine_order_lists(struct engine *e, struct err *err);

/* Make all readings anew from the log. */
bool engine_rebuild(struct engine *e,
                    void (*progress)(void *context, uint64_t done,
                                     uint64_t all),
                    struct err *err);

/* The citizen's query code of a case number ("-" without keys), and back (0:
 * no such code). */
void engine_query_code(struct engine *e, int64_t number, struct buf *out);
int64_t engine_query_number(struct engine *e, struct str code);

/*
 * Other cases of the same citizen, matter and place (重复诉求), newest first:
 * to be shown and merged. Empty when the person was erased or is unknown.
 * Owns: a.
 */
struct repeat {
    struct id id;
    struct str code, stage;
};
bool engine_repeats(struct engine *e, struct arena *a, struct str stream,
                    struct repeat **ret_repeats, size_t *ret_n,
                    struct err *err);

/* Ids of the cases of a contact, newest first, at most CONTACT_CASES. Owns: a.
 */
enum { CONTACT_CASES = 200 };
bool engine_contact_cases(struct engine *e, struct arena *a, struct str contact,
                          struct id **ret_ids, size_t *ret_n, struct err *err);

/* Find a case by case code, query code or 32 hex digits. */
bool engine_find(struct engine *e, struct arena *a, struct str code,
                 struct id *ret_id, struct err *err);

#endif
