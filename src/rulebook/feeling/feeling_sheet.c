/* The columns of feelings.csv, and what its rows must be in themselves; see
 * rulebook_sheet.h. */
#include "rulebook/feeling/feeling.h"
#include "rulebook/sheet/columns.h"

enum { WEIGHT_MOST = 400 };

static const struct column feelings[] = {
    NEED(feeling_row, word),
    WORD(feeling_row, kind,
         " emotion life collective vulnerable media deny degree except "),
    LIST(feeling_row, of),
    { .name = "weight",
      .kind = CELL_NUMBER,
      .at = offsetof(struct feeling_row, weight),
      .max = WEIGHT_MOST,
      .optional = true },
    TEXT(feeling_row, note),
};
const struct columns feeling_columns = COLUMNS(feelings);

void
check_feelings(const struct checking *c)
{
    for (size_t i = 0; i < c->book->feelings_n; i++) {
        const struct feeling_row *row = &c->book->feelings[i];
        enum feeling_kind kind;
        bool marks = feeling_named(row->kind, &kind);

        if (marks && row->of_n > 0)
            fault_at(c, SHEET_FEELINGS, i, "of",
                     STR("只有 deny、degree、except 填写作用于哪几类"));
        for (size_t k = 0; k < row->of_n; k++)
            if (!feeling_named(row->of[k], &kind))
                fault_at(c, SHEET_FEELINGS, i, "of",
                         STR("类别不认识：应为 emotion、life、collective、"
                             "vulnerable、media，用分号隔开"));
        if (row->weight == 0 && !str_eq(row->kind, STR("except")) &&
            !str_eq(row->kind, STR("deny")))
            fault_at(c, SHEET_FEELINGS, i, "weight",
                     STR("权重不能为 0：词填分值，degree 填百分数"));
    }
}
