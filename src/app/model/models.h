/*
 * models: the registry as those use it who show it or change it: its four lines
 * (feature/model) with the cards of DIR/models, and commands to it.
 */
#ifndef APP_MODEL_MODELS_H
#define APP_MODEL_MODELS_H

#include "app/engine.h"
#include "app/model/model_files.h"
#include "feature/model/model_line.h"

/* By enum model_of; a line in which nothing was entered has begun unset.
 * Owns: a. Fails: as store_load. */
struct models {
    const struct model_line *at[MODEL_THINGS];
};
bool models_load(struct engine *e, struct arena *a, struct models *ret_models,
                 struct err *err);

/* The card of a version. Owns: a. Fails: as model_files_card; ERR_CORRUPT when
 * it is not the one that was entered. */
bool model_card(struct arena *a, const char *dir, const struct model_version *v,
                struct figures *ret_figures, struct err *err);

/* "model/NAME". Owns: a. */
struct str model_stream(struct arena *a, enum model_of of);

/* The command of the registry by its name, for anyone but the program itself;
 * NULL when there is none. */
const struct payload_type *model_command(struct str name);

/*
 * Give a command to the line of a thing. What enter says of a model is taken
 * from its card, which must be in DIR/models and fit; a model that does not
 * load is refused (model_does_not_load).
 *
 * Owns and fails: as engine_do.
 */
struct model_order {
    enum model_of of;
    const struct command *cmd; /* of feature/model */
    const struct once *once;   /* or NULL */
};
bool models_do(struct engine *e, const char *dir, struct arena *a,
               const struct model_order *order, struct outcome *ret_outcome,
               struct err *err);

/* Names of models in the folder that no line has. Owns and fails: as
 * model_files_list. */
bool models_waiting(const struct models *m, struct arena *a, const char *dir,
                    struct model_names *ret_names, struct err *err);

/* What became of what a version suggested, a week; by suggestion_weeks. */
struct model_week {
    int32_t monday;                    /* day */
    int64_t answers, changed, outside; /* changed: another than the first;
                                          outside: none of the three */
    int64_t sure, sure_changed;
};
enum { MODEL_WEEKS = 12 };

/* Newest first, at most MODEL_WEEKS. version empty: the rulebook's words.
 * Fails: as store_query. */
struct model_asked {
    enum model_of of;
    struct str version;
};
bool models_weeks(struct engine *e, const struct model_asked *asked,
                  struct model_week ret_weeks[MODEL_WEEKS], size_t *ret_n,
                  struct err *err);

/* The sum from a day's week on. Fails: as store_query. */
bool models_since(struct engine *e, const struct model_asked *asked,
                  int32_t day, struct model_week *ret_sum, struct err *err);

#endif
