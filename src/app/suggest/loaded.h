/*
 * loaded: the models in use, loaded, with room to predict for as many threads
 * as ask at once. What is in use can be exchanged while others predict: who has
 * taken a model keeps it until he gives it back.
 */
#ifndef APP_SUGGEST_LOADED_H
#define APP_SUGGEST_LOADED_H

#include "app/model/models.h"

struct loaded;

struct loaded *loaded_open(struct engine *e, const char *dir);
void loaded_close(struct loaded *s); /* NULL is fine */

/*
 * Look into the registry, load what is in use and not loaded yet, and leave
 * what is not in use any more. A model that was not approved, is not there, or
 * has another digest is logged and left out; a model that is loaded already
 * stays. Fails: when the registry cannot be read; all stays as it was.
 */
bool loaded_refresh(struct loaded *s, struct err *err);

/* A model and a desk for it. */
struct taken {
    const struct model *m;
    struct model_desk *desk;
    struct str version; /* holds until it is given back */
    struct loaded_place *place;
};

/* False when there is none for this. */
bool loaded_take(struct loaded *s, enum model_of of, struct taken *ret_taken);
void loaded_give(struct loaded *s, struct taken *t);

/* Is the version that the registry has in use loaded? true when it has none.
 */
bool loaded_has(struct loaded *s, enum model_of of);

#endif
