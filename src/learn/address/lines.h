/*
 * lines: a parser from a corpus, how good it is, and its files: the model and
 * its card. A fifth of the addresses is held out to measure on, equal ones
 * together; the parser that is kept is then learned from all.
 */
#ifndef LEARN_ADDRESS_LINES_H
#define LEARN_ADDRESS_LINES_H

#include "learn/address/fit.h"
#include "learn/address/score.h"
#include "learn/card.h"

enum { LINES_LEAST = 50 }; /* told addresses */

struct lines_report {
    struct part_score learned, ruled;    /* on those held out */
    struct part_score by_tag[PART_TAGS]; /* of the learned: told, found, both */
};

/* How good a parser, or with NULL the rules, is on told addresses. by_tag may
 * be NULL. */
struct part_score lines_measure(const struct parser *p, const struct gazette *g,
                                const struct told *told, size_t n,
                                struct part_score *by_tag);

/* Owns: a. Fails: ERR_INPUT, fewer than LINES_LEAST or all
 * the same. */
bool lines_learn(struct arena *a, const struct gazette *g,
                 const struct corpus *c, const struct parser **ret_p,
                 struct lines_report *ret_report, struct err *err);

/* Write model and card. Fails: as file_write. */
bool lines_save(const char *path, const struct card *c, const struct parser *p,
                const struct lines_report *r, struct err *err);

/* Read a model and the card that fits it. Owns: a. Fails: as card_load. */
bool lines_load(struct arena *a, const char *path, struct card *ret_card,
                const struct parser **ret_p, struct err *err);

#endif
