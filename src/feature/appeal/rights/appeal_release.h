/*
 * appeal_release: whom a case is against, and who may see who reported it.
 *
 * A report of an offence (举报) shows its reporter to nobody. Somebody who
 * needs to know asks (ask_release); a second person with another account lets
 * him (grant_release), for so many hours. Each step, and the end, is an event
 * of the case, which the citizen can read. Source: 信访工作条例 第三十条.
 */
#ifndef APPEAL_RELEASE_H
#define APPEAL_RELEASE_H

#include "feature/appeal/appeal.h"

/* appeal_apply's part for these events. */
void appeal_apply_release(struct appeal *s, const struct event *ev);

/* Has a question lapsed, or a release run out? */
bool appeal_release_due(const struct appeal *s, int64_t now);

/* May the account see who reported, at this moment? */
bool appeal_is_released(const struct appeal *s, struct str account,
                        int64_t now);

#endif
