/*
 * appeal_answers: answers to the form of a matter (rulebook/forms/forms.h). In
 * events and commands they are one text, a line NAME=VALUE each, so that they
 * are sealed, shown, masked and erased like any text of a citizen.
 */
#ifndef APPEAL_ANSWERS_H
#define APPEAL_ANSWERS_H

#include "event/event.h"
#include "rulebook/forms/forms.h"

struct answer_line {
    struct str field, value; /* borrowed; trimmed */
};

/* Take the next line off rest; false at the end. A line without = has an
 * empty field. Empty lines are passed over. */
bool answers_next(struct str *rest, struct answer_line *ret_line);

/*
 * What is wrong with a value for a field: a rule of refusal (phrases.csv,
 * refusal.RULE), or NULL. An empty value is wrong when the field is required.
 * Numbers given out by the state are proved by their check characters
 * (codes/number_check.h).
 */
const char *answer_fault(struct rules r, const struct form_rule *f,
                         struct str value);

/* Answers to check. */
struct answer_sheet {
    struct str matter, answers;
    bool complete; /* required fields must be there */
};

/*
 * Check answers against the form of their matter.
 *
 * Fails: rule unknown_answer for a field that the form does not list,
 *        twice_answered, or as answer_fault; field "answers.NAME".
 * Owns:  the field of the verdict is in a.
 */
struct verdict answers_check(struct arena *a, struct rules r,
                             const struct answer_sheet *sheet);

/* Has a field that the rulebook calls sensitive a value? */
bool answers_are_sensitive(struct rules r, struct str matter,
                           struct str answers);

/* Answers as they may be shown to people: of a number that the state or a bank
 * gave out only the last four characters stay, whatever the form says of it.
 * Owns: in a. */
struct str answers_shown(struct arena *a, struct str answers);

#endif
