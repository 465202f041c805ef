/* The columns of rights.csv and access.csv; see rulebook_sheet.h. */
#include "rulebook/rulebook_sheet.h"

const struct column right_columns[RIGHT_COLUMNS] = {
    { .name = "command",
      .kind = CELL_WORD,
      .at = offsetof(struct right, command) },
    { .name = "role",
      .kind = CELL_WORD,
      .at = offsetof(struct right, role),
      .words = ROLE_WORDS },
    { .name = "relation",
      .kind = CELL_WORD,
      .at = offsetof(struct right, relation),
      .words = RELATION_WORDS },
};

#define AT(member) .at = offsetof(struct access_rule, member)

const struct column access_columns[ACCESS_COLUMNS] = {
    { .name = "role", .kind = CELL_WORD, AT(role), .words = ROLE_WORDS },
    { .name = "relation",
      .kind = CELL_WORD,
      AT(relation),
      .words = RELATION_WORDS },
    { .name = "action",
      .kind = CELL_WORD,
      AT(action),
      .words = " see list export operate authorise audit " },
    { .name = "purpose", .kind = CELL_WORD, AT(purpose), .words = NULL },
    { .name = "fields",
      .kind = CELL_LIST,
      AT(fields),
      .count_at = offsetof(struct access_rule, fields_n) },
};
