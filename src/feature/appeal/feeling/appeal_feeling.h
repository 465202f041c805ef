/*
 * appeal_feeling: strong emotion and risk in what a citizen wrote
 * (rulebook/feeling/feeling.h), noted on his case for a person to confirm or
 * set aside. It raises attention and never lowers anything. The level of the
 * case follows only where a setting feeling_risk_KIND names the degree from
 * which the risk is 3 (levels.csv does the rest).
 */
#ifndef APPEAL_FEELING_APPEAL_FEELING_H
#define APPEAL_FEELING_APPEAL_FEELING_H

#include "feature/appeal/appeal_ask.h"
#include "rulebook/feeling/feeling.h"

/* An event for each kind that the texts tell more strongly than was known.
 * Nothing is found in imported history. */
struct verdict ask_feel(const struct ask *q, const struct feeling *found);

/* What the n texts tell. Owns: in q->out->a. */
void ask_look(const struct ask *q, const struct str *texts, size_t n,
              struct feeling *ret_found);

/* The risk of a case, 0 to 3: at least risk. */
int feeling_risk(struct rules r, const struct feeling *found, int risk);

/* appeal_apply's part for the events of schema/appeal/feeling.events. */
void appeal_apply_feeling(struct appeal *s, const struct event *ev);

/* The strongest that was found and not set aside, or 0. */
int appeal_attention(const struct appeal *s);

#endif
