/*
 * weigh: what may be, each with how much speaks for it; for suggest*.c.
 */
#ifndef APP_SUGGEST_WEIGH_H
#define APP_SUGGEST_WEIGH_H

#include "app/suggest/suggest.h"

enum { WEIGHED_MOST = 2048 };

/* Candidates; the sum of p is at most 1. */
struct weighed {
    struct suggest_choice *at; /* room for WEIGHED_MOST */
    size_t n;
};

/* Owns: a. */
struct weighed weighed_new(struct arena *a);

/* p more for a code; what is full is left. */
void weighed_add(struct weighed *w, struct str code, double p);

/*
 * Words and model as one (model/model.h, model_blend): half_cases is how many
 * cases a model must have seen to count as much as the words. What the words
 * leave open is filled by the model.
 */
struct mixing {
    size_t trained_on, half_cases;
};
struct weighed weighed_mix(struct arena *a, const struct weighed *words,
                           const struct weighed *learned,
                           const struct mixing *how);

/* The best SUGGEST_TOP into an answer; those with nothing are left out. */
void weighed_top(const struct weighed *w, struct suggest_answer *ret_answer);

#endif
