/*
 * appeal_keep: how long what people said is kept. Times of retention end
 * (retention.csv), a legal hold (法律保全) stops every destruction, and a time
 * for which the law wants things kept stops erasure on wish. Pure.
 *
 * Two keys a case: one for name and number (contact_id), one for what was said
 * (subject_id); the first is destroyed by appeal_deidentified, both by
 * appeal_erased. In receipts of versions 1 and 2 both lie under one key; there
 * de-identification hides name and number until the texts are erased, see
 * docs/adr/0014.
 */
#ifndef APPEAL_KEEP_H
#define APPEAL_KEEP_H

#include "feature/appeal/appeal.h"
#include "rulebook/keep/keep.h"

/* Is there a hold at a moment? */
bool appeal_is_held(const struct appeal *s, int64_t at);

/*
 * When the time of a class ends and by which row. at 0: no row, or its time
 * has not begun (the case is open), or it happened already (the row is given
 * all the same).
 */
struct appeal_term {
    const struct retention *row; /* NULL: none */
    int64_t at;
};
struct appeal_term appeal_contact_term(const struct appeal *s,
                                       struct rules now);
struct appeal_term appeal_texts_term(const struct appeal *s, struct rules now);

/*
 * May the texts of this case be destroyed at a moment, by somebody's wish or
 * by the end of their time? Not when they are gone, held, or to be kept. For
 * every feature that would erase: ask this first, and tell the basis.
 *
 * Owns: texts of *ret are borrowed from s and the rulebook.
 */
struct appeal_bar {
    const char *rule; /* refusal.RULE: person_erased legal_hold must_be_kept */
    struct str basis; /* of the hold, or of the row of retention.csv */
    int64_t until;    /* ms since 1970 UTC; 0: not known yet */
};
bool appeal_may_erase(const struct appeal *s, struct rules now, int64_t at,
                      struct appeal_bar *ret);

/* Part of appeal_apply: deidentified, held, hold ended, provided. */
void appeal_apply_keep(struct appeal *s, const struct event *ev,
                       int64_t occurred_at);

#endif
