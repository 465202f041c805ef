/*
 * classify: which matter, which level, which exit, by the words of the
 * rulebook. Says how sure it is and why; what it cannot place it does not
 * guess.
 *
 * Points of a matter = sum of the weights of its distinct words found, twice
 * for a word in the title (settings classify_*). Confidence = best / (best +
 * second), in permille.
 */
#ifndef RULEBOOK_CLASSIFY_H
#define RULEBOOK_CLASSIFY_H

#include "base/buf.h"
#include "rulebook/rulebook.h"
#include "text/point.h"

/* Why a message was not placed. */
enum finding_why { FINDING_PLACED, FINDING_NO_MATCH, FINDING_AMBIGUOUS };

/* Points that the words gave a matter; more than 0. */
struct matter_points {
    const struct matter *matter;
    int64_t points;
};

struct finding {
    struct str exit; /* E1..E6, or empty */
    struct str exit_because;
    struct str matter; /* empty when not placed; then why says it */
    enum finding_why why;
    int confidence;                     /* permille */
    struct str because;                 /* "路灯 8, 不亮 4" */
    struct str candidates;              /* "M0301 12, M0402 11" */
    const struct matter_points *points; /* in order of the rulebook */
    size_t points_n;
    int urgency, risk, clarity, difficulty; /* highest of matter and words */
    struct str place; /* a place named in the text, or empty */
};

/* Owns: texts of the finding live in a or in the rulebook. */
void rules_classify(struct arena *a, struct rules r, struct str title,
                    struct str body, struct finding *ret_finding);

/* The place that a text names: the longest name, the deepest place; empty when
 * none or when two are named that do not lie in each other. */
struct str rules_find_place(struct arena *a, struct rules r, struct str text);

/*
 * The smallest places (grids, communities, villages) have a middle. The code
 * of the one whose middle lies nearest to p, at most so many metres away; ""
 * when there is none. Of two at one distance the first row counts.
 */
struct str rules_place_near(struct rules r, struct point p, int64_t metres);

#endif
