/* See wordlists.h. Also the columns of the sheet, and its check. */
#include "rulebook/lists/wordlists.h"

#include "rulebook/rulebook_sheet.h"

#define AT(member)   .at = offsetof(struct wordlist, member)
#define ELSE(member) .else_at = offsetof(struct wordlist, member)

const struct column wordlist_columns[WORDLIST_COLUMNS] = {
    { .name = "list", .kind = CELL_NEED, AT(list) },
    { .name = "purpose_hans", .kind = CELL_NEED, AT(purpose.hans) },
    { .name = "purpose_hant",
      .kind = CELL_NAME,
      AT(purpose.hant),
      ELSE(purpose.hans) },
    { .name = "purpose_en",
      .kind = CELL_NAME,
      AT(purpose.en),
      ELSE(purpose.hans) },
    { .name = "data_hans", .kind = CELL_NEED, AT(data.hans) },
    { .name = "data_hant", .kind = CELL_NAME, AT(data.hant), ELSE(data.hans) },
    { .name = "data_en", .kind = CELL_NAME, AT(data.en), ELSE(data.hans) },
    { .name = "period", .kind = CELL_TEXT, AT(period) },
    { .name = "owner", .kind = CELL_NEED, AT(owner) },
    { .name = "tested_hans", .kind = CELL_NEED, AT(tested.hans) },
    { .name = "tested_hant",
      .kind = CELL_NAME,
      AT(tested.hant),
      ELSE(tested.hans) },
    { .name = "tested_en",
      .kind = CELL_NAME,
      AT(tested.en),
      ELSE(tested.hans) },
};

const struct wordlist *
rules_wordlist(struct rules r, size_t i)
{
    const struct wordlist *w = &r.book->wordlists[i];

    return holds(&w->basis, r.day) ? w : NULL;
}

struct wordlist_file
rules_wordlist_file(struct rules r, size_t i)
{
    return r.book->wordlist_files == NULL ? (struct wordlist_file){ STR(""), 0 }
                                          : r.book->wordlist_files[i];
}

/* Every list is a file of the folder. */
void
check_wordlists(const struct checking *c, const struct rulebook_file *files,
                size_t files_n)
{
    for (size_t i = 0; i < c->book->wordlists_n; i++) {
        size_t k = 0;

        while (k < files_n &&
               !str_eq(files[k].path, c->book->wordlists[i].list))
            k++;
        if (k == files_n)
            fault_at(c, SHEET_WORDLISTS, i, "list",
                     STR("手册里没有这个文件：请改正文件名或删去这一行"));
    }
}
