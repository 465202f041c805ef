/*
 * model_night: the nightly look over the models in use.
 *
 * What the model says of the cases of the last days (settings model_watch_days,
 * at most MODEL_WATCH_MOST of them) is compared with its card: how far the
 * shares of its answers have moved (population stability index, measure_psi),
 * how its mean confidence has; and how often people took another answer than
 * its first. What passes its limit is flagged, for people to look into; no
 * model is taken out of use by itself. It is written down once a day and model
 * (event model_watched); with fewer cases than model_watch_cases, besides
 * those whose texts are gone, nothing is said of a model.
 */
#ifndef APP_MODEL_MODEL_NIGHT_H
#define APP_MODEL_MODEL_NIGHT_H

#include "app/engine.h"

enum { MODEL_WATCH_MOST = 2000 };

/* Look over the day that ended before now. dir: the data folder. */
bool model_night(struct engine *e, const char *dir, int64_t now,
                 struct err *err);

#endif
