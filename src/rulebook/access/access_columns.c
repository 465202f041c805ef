/* The columns of rights.csv and access.csv; see rulebook_sheet.h. */
#include "rulebook/sheet/columns.h"

static const struct column rights[] = {
    WORD(right, command, NULL),
    WORD(right, role, ROLE_WORDS),
    WORD(right, relation, RELATION_WORDS),
};
const struct columns right_columns = COLUMNS(rights);

static const struct column access[] = {
    WORD(access_rule, role, ROLE_WORDS),
    WORD(access_rule, relation, RELATION_WORDS),
    WORD(access_rule, action, " see list export operate authorise audit "),
    WORD(access_rule, purpose, NULL),
    LIST(access_rule, fields),
};
const struct columns access_columns = COLUMNS(access);
