/*
 * columns: short ways of writing down a column: of struct s its member m. Only
 * for the files that define the columns of sheets; private to src/rulebook.
 */
#ifndef RULEBOOK_SHEET_COLUMNS_H
#define RULEBOOK_SHEET_COLUMNS_H

#include "rulebook/rulebook_sheet.h"

#define COLUMNS(array)                                                         \
    {                                                                          \
        array, sizeof(array) / sizeof((array)[0])                              \
    }

/* clang-format off */
#define TEXT(s, m)        { .name = #m, .kind = CELL_TEXT, .at = offsetof(struct s, m) }
#define NEED(s, m)        { .name = #m, .kind = CELL_NEED, .at = offsetof(struct s, m) }
#define LATER(s, m)       { .name = #m, .kind = CELL_TEXT, .at = offsetof(struct s, m), .may_miss = true }
#define WORD(s, m, list)  { .name = #m, .kind = CELL_WORD, .at = offsetof(struct s, m), .words = list }
#define LIST(s, m)        { .name = #m, .kind = CELL_LIST, .at = offsetof(struct s, m), .count_at = offsetof(struct s, m##_n) }
#define NUMBER(s, m, lo, hi) { .name = #m, .kind = CELL_NUMBER, .at = offsetof(struct s, m), .min = lo, .max = hi }
#define DEGREE(s, m, limit) { .name = #m, .kind = CELL_DEGREE, .at = offsetof(struct s, m), .max = limit, .may_miss = true }
#define GRADE(s, m)       { .name = #m, .kind = CELL_GRADE, .at = offsetof(struct s, m) }
#define NAMED(s, n, m, k) { .name = n, .kind = k, .at = offsetof(struct s, m) }
#define OTHER(s, n, m, e)  { .name = n, .kind = CELL_NAME, .at = offsetof(struct s, m), .else_at = offsetof(struct s, e) }
#define NAMES(s)          NAMED(s, "hans", name.hans, CELL_NEED), \
                          OTHER(s, "hant", name.hant, name.hans), \
                          OTHER(s, "en", name.en, name.hans)
#define TERM(s)           { .name = "count", .kind = CELL_NUMBER, .at = offsetof(struct s, term.count), .max = 100000 }, \
                          NAMED(s, "unit", term.unit, CELL_UNIT)
/* clang-format on */

#endif
