/*
 * appeal_consent: what a citizen was told and agreed to.
 *
 * Handling an appeal rests on the duties of the office, not on consent
 * (个人信息保护法 第十三条第一款（三）); he is told of it all the same
 * (第十七条). Two things need his separate consent: that his case is published
 * (第二十五条), and that sensitive data is handled (第二十九条). For a child
 * under 14 a guardian agrees (第三十一条). Each is recorded apart and can be
 * taken back.
 */
#ifndef APPEAL_CONSENT_H
#define APPEAL_CONSENT_H

#include "feature/appeal/appeal.h"

/*
 * Is what a receipt says of notice and consent in order: a version that the
 * rulebook has, a language, consent only of who was told, and sensitive
 * answers only with consent?
 */
struct verdict appeal_consent_check(struct rules r, struct str matter,
                                    const struct appeal_receive *c);

/* appeal_apply's part for appeal_consent_withdrawn. */
void appeal_apply_consent(struct appeal *s, const struct event *ev);

/*
 * May the case be published, as far as the citizen's word goes? A receipt from
 * before consent was asked for, and an imported case whose row tells of no
 * notice, go by privacy alone.
 */
bool appeal_may_be_published(const struct appeal *s);

#endif
