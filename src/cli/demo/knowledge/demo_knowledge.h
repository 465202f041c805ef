/* demo_knowledge: a few entries that people look up in the demo city. They are
 * made up, and say so. */
#ifndef DEMO_KNOWLEDGE_H
#define DEMO_KNOWLEDGE_H

#include "app/engine.h"

/*
 * Written and published at a moment of the story; one waits for review, one is
 * soon over at until. What the rulebook refuses (one that has no such rights)
 * is left out. Both in ms since 1970 UTC.
 */
bool demo_knowledge(struct engine *e, int64_t at, int64_t until,
                    struct err *err);

#endif
