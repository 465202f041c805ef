/*
 * suggest: what a new text may be: kind, matter, level and unit, each with its
 * probability and the words that decided. It decides nothing: a person
 * confirms or changes, and that is written down (event appeal_suggested), so
 * that one can see how often a model is overruled.
 *
 * Of each the model in use answers (feature/model), mixed with the words of the
 * rulebook as far as it has seen few cases; without one the rulebook's words
 * answer alone. A model is only used when the registry has it in use, approved,
 * and the file in DIR/models has the digest that the registry names; else it is
 * left alone, which the log says. A change of the model in use holds from the
 * next question on.
 */
#ifndef APP_SUGGEST_SUGGEST_H
#define APP_SUGGEST_SUGGEST_H

#include "app/engine.h"
#include "feature/model/model_line.h"

enum { SUGGEST_TOP = 3 };

struct suggest_ask {
    struct str title, body; /* either may be empty, not both */
    struct str place;       /* a code; empty: the one that the texts name */
    int64_t now;            /* ms since 1970 UTC: of which day the rules are */
};

struct suggest_choice {
    struct str code; /* a kind (words of appeal_kind), a matter or a unit of the
                        rulebook, L1..L4 */
    double probability; /* 0..1 */
};

struct suggest_answer {
    struct suggest_choice at[SUGGEST_TOP]; /* best first */
    size_t n;                              /* 0: nothing can be said */
    bool sure;          /* at[0] is sure enough to be shown as the answer */
    struct str because; /* of at[0]: "路灯 12, 不亮 7"; may be empty */
    struct str version; /* of the model; empty: the rulebook's words alone */
};

struct suggestion {
    struct suggest_answer of[MODEL_THINGS]; /* by enum model_of */
    struct str place;                       /* asked for or found, or empty */
    struct str rules;                       /* hash of the rulebook */
};

struct suggester;

/* dir: the data folder. Loads the models in use; one that does not load is
 * logged and done without. The engine outlives it. */
struct suggester *suggester_open(struct engine *e, const char *dir);
void suggester_close(struct suggester *s); /* NULL is fine */

/*
 * From any thread; some 100 microseconds for 300 characters.
 *
 * Owns: everything lives in a or in the rulebook.
 */
void suggest(struct suggester *s, struct arena *a,
             const struct suggest_ask *ask, struct suggestion *ret_suggestion);

/* The same for a case, from its records: what its citizen wrote. No choices
 * when the texts were erased. Fails: ERR_NOT_FOUND, no records; as store_text.
 */
bool suggest_records(struct suggester *s, struct arena *a,
                     const struct record_list *records, struct str place,
                     struct suggestion *ret_suggestion, struct err *err);

/* As the engine asks for it (engine_advise): the field suggested of a command,
 * see feature/appeal/suggest. False when the case cannot be read. */
bool suggest_offer(void *suggester, const struct record_list *records,
                   struct str place, struct buf *out);

/* The registry has changed: look what is in use now. Fails: as loaded_refresh.
 */
bool suggester_refresh(struct suggester *s, struct err *err);

/* Does what the registry has in use for this answer? true when it has none. */
bool suggester_is_whole(struct suggester *s, enum model_of of);

#endif
