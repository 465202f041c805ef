/* The columns of forms.csv and notice.csv; see rulebook_sheet.h. */
#include "rulebook/sheet/columns.h"

enum { VALUE_MOST = 500 };

static const struct column forms[] = {
    NEED(form_rule, matter),
    WORD(form_rule, field, NULL),
    WORD(form_rule, need, " required optional never "),
    { .name = "purpose",
      .kind = CELL_WORD,
      .at = offsetof(struct form_rule, purpose),
      .optional = true },
    WORD(form_rule, kind,
         " text number date choice plate uscc identity place "),
    NAMES(form_rule),
    NAMED(form_rule, "hint_hans", hint.hans, CELL_TEXT),
    OTHER(form_rule, "hint_hant", hint.hant, hint.hans),
    OTHER(form_rule, "hint_en", hint.en, hint.hans),
    LIST(form_rule, choices),
    { .name = "most",
      .kind = CELL_NUMBER,
      .at = offsetof(struct form_rule, most),
      .min = 1,
      .max = VALUE_MOST,
      .optional = true },
    NAMED(form_rule, "sensitive", sensitive, CELL_YES),
};
const struct columns form_columns = COLUMNS(forms);

static const struct column notices[] = {
    NEED(notice_part, version),
    WORD(notice_part, part,
         " processor purpose method kinds retention rights "),
    NAMES(notice_part),
};
const struct columns notice_columns = COLUMNS(notices);
