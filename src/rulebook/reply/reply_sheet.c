/* The columns of reply.csv, and what its rows must be in themselves; see
 * rulebook_sheet.h. */
#include "rulebook/sheet/columns.h"

static const struct column replies[] = {
    NEED(reply_row, word),
    WORD(reply_row, kind, " basis result contact time jargon "),
    TEXT(reply_row, instead),
};
const struct columns reply_columns = COLUMNS(replies);

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
