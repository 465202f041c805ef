/* The columns of how a case is handled: settings, levels, who gets it, by when,
 * and how it ends; and those that every rule has. See rulebook_sheet.h. */
#include "rulebook/sheet/columns.h"

static const struct column settings[] = { NEED(setting, key),
                                          TEXT(setting, value) };
const struct columns setting_columns = COLUMNS(settings);

static const struct column levels[] = {
    { .name = "level",
      .kind = CELL_WORD,
      .at = offsetof(struct level_rule, level),
      .words = " L1 L2 L3 L4 " },
    NAMED(level_rule, "urgency", allowed[0], CELL_GRADES),
    NAMED(level_rule, "risk", allowed[1], CELL_GRADES),
    NAMED(level_rule, "clarity", allowed[2], CELL_GRADES),
    NAMED(level_rule, "difficulty", allowed[3], CELL_GRADES),
};
const struct columns level_columns = COLUMNS(levels);

static const struct column dispatches[] = {
    NEED(dispatch, matter),    NEED(dispatch, place),    NEED(dispatch, lead),
    LIST(dispatch, assisting), TEXT(dispatch, fallback),
};
const struct columns dispatch_columns = COLUMNS(dispatches);

static const struct column deadlines[] = {
    WORD(deadline, regime, NULL),
    WORD(deadline, level, " L1 L2 L3 L4 * "),
    WORD(deadline, step,
         " dispatch sign_in object rule contact feedback close second confer "
         "assist callback review archive answer prolong fetch "),
    TERM(deadline),
    NAMED(deadline, "roll", term.roll, CELL_YES),
    { .name = "warn_percent",
      .kind = CELL_NUMBER,
      .at = offsetof(struct deadline, warn_percent),
      .max = 100,
      .optional = true },
};
const struct columns deadline_columns = COLUMNS(deadlines);

static const struct column escalations[] = {
    WORD(escalation, level, " L1 L2 L3 L4 "),
    NUMBER(escalation, step, 1, 20),
    TERM(escalation),
    WORD(escalation, kind, " remind supervise notify "),
    NEED(escalation, to),
};
const struct columns escalation_columns = COLUMNS(escalations);

static const struct column exits[] = {
    WORD(exit_rule, code, " E1 E2 E3 E4 E5 E6 "),
    NAMES(exit_rule),
    NEED(exit_rule, to),
    NAMED(exit_rule, "say_hans", say.hans, CELL_NEED),
    OTHER(exit_rule, "say_hant", say.hant, say.hans),
    OTHER(exit_rule, "say_en", say.en, say.hans),
};
const struct columns exit_columns = COLUMNS(exits);

static const struct column reasons[] = {
    WORD(reason_rule, kind,
         " return pause extend reopen withdraw explain deny "),
    NEED(reason_rule, code),
    NAMES(reason_rule),
};
const struct columns reason_columns = COLUMNS(reasons);

static const struct column basis[] = {
    NAMED(basis, "basis", text, CELL_TEXT),
    NAMED(basis, "basis_kind", kind, CELL_BASIS_KIND),
    NAMED(basis, "valid_from", from, CELL_FROM),
    NAMED(basis, "valid_to", to, CELL_TO),
};
const struct columns basis_columns = COLUMNS(basis);
