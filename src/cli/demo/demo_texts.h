/*
 * demo_texts: the texts of the demo city, put together by chance from
 * demo_words. Nothing in them is about anybody: callers are 居民甲, numbers
 * are of a range that nobody has.
 */
#ifndef DEMO_TEXTS_H
#define DEMO_TEXTS_H

#include "base/arena.h"
#include "cli/demo/demo_words.h"
#include "rulebook/rulebook.h"

/* Chance, always the same for a seed (splitmix64). Not for secrets. */
struct demo_random {
    uint64_t state;
};

uint64_t demo_draw(struct demo_random *r);

/* A number from low to high, both included. */
int64_t demo_between(struct demo_random *r, int64_t low, int64_t high);

/* How long until the next of things that happen by chance, one in `mean`. */
int64_t demo_until_next(struct demo_random *r, int64_t mean);

/* True in so many of a hundred cases. */
bool demo_chance(struct demo_random *r, int percent);

/* One of the pieces of a text, which are joined by |. */
struct str demo_one_of(struct demo_random *r, const char *pieces);

/* What there is to talk about under the rules. */
struct demo_city {
    struct rules rules;
    const struct place **communities; /* below a street or town */
    size_t communities_n;
    const struct demo_words **words; /* of matters the rulebook knows */
    size_t words_n;
    int64_t weight; /* of all words */
};

/* Owns: a. */
struct demo_city demo_city_of(struct arena *a, struct rules r);

const struct demo_words *demo_any_words(const struct demo_city *city,
                                        struct demo_random *r);
const struct place *demo_any_place(const struct demo_city *city,
                                   struct demo_random *r);

enum demo_flavour {
    DEMO_PLAIN,
    DEMO_AGAIN,   /* the same citizen asks once more */
    DEMO_VAGUE,   /* nobody can tell what it is about */
    DEMO_NOW,     /* danger: 110, 119 */
    DEMO_COURT,   /* before a court */
    DEMO_UNLAWFUL /* asks for what the law forbids */
};

struct demo_wish {
    const struct demo_words *words; /* NULL: nobody of the demo wrote it */
    const struct place *where;
    enum demo_flavour flavour;
    size_t way; /* of the words; any number */
};

struct demo_text {
    struct str title, body;
    struct str place_text; /* "书院街道墨池社区", or empty */
};

/* Owns: a. */
void demo_text_make(const struct demo_city *city, struct arena *a,
                    struct demo_random *r, const struct demo_wish *wish,
                    struct demo_text *ret_text);

/* Which way of asking a text was made from, and whether from any of the vague
 * ones: so that the answer fits when only the text is left. */
bool demo_way_of(const struct demo_words *words, struct str body,
                 size_t *ret_way);
bool demo_is_vague(struct str body);

struct str demo_caller(struct arena *a, struct demo_random *r);
struct str demo_contact(struct arena *a, int64_t citizen); /* 1990000.... */

/* What the unit says at the end: outcome supported, or not. Owns: a. */
struct demo_answer {
    enum appeal_outcome outcome;
    int round;
    struct str text, reason, alternative;
};
void demo_answer_make(struct arena *a, struct demo_random *r,
                      const struct demo_wish *about,
                      struct demo_answer *answer);

/* {d}, {h}, {n} and places of a pattern. Owns: a. */
struct str demo_fill(const struct demo_city *city, struct arena *a,
                     struct demo_random *r, const struct place *where,
                     struct str pattern);

#endif
