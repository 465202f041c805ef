/*
 * marker: which folders hold the demo city. DIR/demo.begun is written as soon
 * as the folder exists, DIR/demo.done when its history was played to the end.
 * A folder with neither is no demo, and nobody of the demo touches it.
 */
#ifndef LIVING_MARKER_H
#define LIVING_MARKER_H

#include "cli/demo/demo_play.h"

enum marker { MARKER_NONE, MARKER_BEGUN, MARKER_DONE };

enum marker marker_of(struct arena *a, const char *dir);

/* which is not MARKER_NONE. */
bool marker_write(struct arena *a, const char *dir, enum marker which,
                  const struct demo_played *p, struct err *err);

/* Owns: a. */
bool marker_read(struct arena *a, const char *dir, enum marker which,
                 struct demo_played *p, struct err *err);

#endif
