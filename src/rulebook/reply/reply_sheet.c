/* The columns of reply.csv; see rulebook_sheet.h. */
#include "rulebook/rulebook_sheet.h"

const struct column reply_columns[REPLY_COLUMNS] = {
    { .name = "word",
      .kind = CELL_NEED,
      .at = offsetof(struct reply_row, word) },
    { .name = "kind",
      .kind = CELL_WORD,
      .at = offsetof(struct reply_row, kind),
      .words = " basis result contact time jargon " },
    { .name = "instead",
      .kind = CELL_TEXT,
      .at = offsetof(struct reply_row, instead) },
};

void
check_replies(const struct checking *c)
{
    for (size_t i = 0; i < c->book->replies_n; i++) {
        const struct reply_row *row = &c->book->replies[i];
        bool jargon = str_eq(row->kind, STR("jargon"));

        if (jargon != (row->instead.n > 0))
            fault_at(c, SHEET_REPLY, i, "instead",
                     STR("jargon 必须写明换成什么，其他种类不写"));
    }
}
