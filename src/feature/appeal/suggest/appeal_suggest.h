/*
 * appeal_suggest: what had been suggested when a person decided on matter,
 * level or unit. The program puts it into the command (field suggested) before
 * the rules see it, and the decision notes it as an event of its own, so that
 * one can count how often a model is overruled (改派率, 改类率).
 *
 * The field is a line for each thing that was suggested, its words parted by
 * blanks; the suggestions, the best first, with their thousandths:
 *
 *     matter model/matter 2026.1 1 M0301:812 M0402:101
 *     level - - 0 L3:700
 *
 * "-" stands for the words of the rulebook; 1 says that the first was shown as
 * sure.
 */
#ifndef APPEAL_SUGGEST_H
#define APPEAL_SUGGEST_H

#include "base/buf.h"
#include "event/gen/appeal_events.h"

enum { OFFER_TOP = 3 };

struct offer {
    enum appeal_suggestion of;
    struct str model, version; /* empty: the words of the rulebook */
    bool sure;
    struct {
        struct str code; /* only letters, digits and . _ - */
        int permille;    /* 0..1000 */
    } at[OFFER_TOP];
    size_t n;
};

/* A line of the field; a code that could not be read again ends it. */
void offer_put(struct buf *out, const struct offer *o);

/*
 * The line of a thing. False when there is none, or it is malformed.
 * Owns: texts are borrowed.
 */
bool offer_find(struct str suggested, enum appeal_suggestion of,
                struct offer *ret_offer);

/* What a person chose, beside it. chosen is not empty. */
struct appeal_suggested_v1 offer_answered(const struct offer *o,
                                          struct str chosen);

#endif
