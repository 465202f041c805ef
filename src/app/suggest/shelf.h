/*
 * shelf: the models in use, loaded, with room to predict for as many threads as
 * ask at once. What is in use can be exchanged while others predict: who has
 * taken a model keeps it until he gives it back.
 */
#ifndef APP_SUGGEST_SHELF_H
#define APP_SUGGEST_SHELF_H

#include "app/model/models.h"

struct shelf;

struct shelf *shelf_open(struct engine *e, const char *dir);
void shelf_close(struct shelf *s); /* NULL is fine */

/*
 * Look into the registry, load what is in use and not loaded yet, and leave
 * what is not in use any more. A model that was not approved, is not there, or
 * has another digest is logged and left out; a model that is loaded already
 * stays. Fails: when the registry cannot be read; all stays as it was.
 */
bool shelf_refresh(struct shelf *s, struct err *err);

/* A model and a desk for it. */
struct taken {
    const struct model *m;
    struct model_desk *desk;
    struct str version; /* holds until it is given back */
    struct shelf_place *place;
};

/* False when there is none for this. */
bool shelf_take(struct shelf *s, enum model_of of, struct taken *ret_taken);
void shelf_give(struct shelf *s, struct taken *t);

/* Is the version that the registry has in use loaded? true when it has none.
 */
bool shelf_has(struct shelf *s, enum model_of of);

#endif
