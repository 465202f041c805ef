/*
 * demo_words: what people of the demo city say, by matter. A field holds the
 * ways of asking, joined by |, the first of each field belonging together and
 * so on (the last stands for all that follow); variants of one way are joined
 * by /. demo_texts.c puts them together.
 *
 * Places: {p} a place, {c} a community, {d} since when, {h} an hour, {n} a
 * number. All of it is invented.
 */
#ifndef DEMO_WORDS_H
#define DEMO_WORDS_H

#include "event/gen/appeal_events.h"

struct demo_words {
    const char *matter; /* code of the rulebook */
    int weight;         /* how often, against the others */
    enum appeal_kind kind;
    const char *titles, *openings, *details, *asks;
    const char *done; /* what the unit did about it */
};

extern const struct demo_words demo_words_home[]; /* M01 to M05 */
extern const size_t demo_words_home_n;
extern const struct demo_words demo_words_city[]; /* M06 to M13 */
extern const size_t demo_words_city_n;

#endif
