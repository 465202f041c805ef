/*
 * forms: what the form of a matter asks (forms.csv), and what the citizen is
 * told of the handling of his data (notice.csv).
 *
 * A form has the rows of its matter, of the matters above it, and of "*"; for
 * one field the nearest row counts, and "never" takes a field away. What no row
 * lists is not asked and not taken: 个人信息保护法 第六条 (least data).
 */
#ifndef RULEBOOK_FORMS_H
#define RULEBOOK_FORMS_H

#include "rulebook/rulebook.h"

enum { FORM_TEXT_MOST = 100, NOTICE_PARTS = 6 };

/* The row of a field in the form of a matter ("" when it is not known); NULL
 * when the form does not ask for it. */
const struct form_rule *rules_form_field(struct rules r, struct str matter,
                                         struct str field);

/* All fields of a form, in the order of the file. Owns: the list in a. */
struct form_fields {
    const struct form_rule **at;
    size_t n;
};
struct form_fields rules_form(struct arena *a, struct rules r,
                              struct str matter);

bool form_is_required(const struct form_rule *f);

/* The most characters that a value may have. */
int64_t form_most(const struct form_rule *f);

/* The version of the notice in effect on the day, or "". */
struct str rules_notice(struct rules r);

/* A part of a version, in effect or not: processor purpose method kinds
 * retention rights. NULL when there is none. */
const struct notice_part *rules_notice_part(struct rules r, struct str version,
                                            struct str part);

/* The words of the parts, in the order of the law. */
extern const char *const notice_parts[NOTICE_PARTS];

#endif
