/*
 * appeal_correct: what the citizen had put right (更正、补充; 个人信息保护法
 * 第四十六条). Name and number change by an event that is sealed under the key
 * of name and number (docs/adr/0014), so that whatever destroys the first
 * destroys the later ones too. What he wrote stays as it was; a statement of
 * his stands beside it. Pure.
 */
#ifndef APPEAL_CORRECT_H
#define APPEAL_CORRECT_H

#include "feature/appeal/appeal.h"

/*
 * The record that says the name ("caller") or number ("contact") as it is now:
 * the receipt, or the last correction that has it. records: of a case, which
 * begin with its receipt.
 */
const struct record *appeal_contact_record(const struct record_list *records,
                                           const char *field);

/* Does one of these new events, which still have their texts, put another
 * number in its place? */
bool appeal_changes_contact(const struct event_list *events);

/* Part of appeal_apply. */
void appeal_apply_correct(struct appeal *s, const struct event *ev);

#endif
