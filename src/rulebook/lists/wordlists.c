/* See wordlists.h. Also the columns of the sheet, and its check. */
#include "rulebook/lists/wordlists.h"

#include "rulebook/sheet/columns.h"

#define THREE(m)                                                               \
    NAMED(wordlist, #m "_hans", m.hans, CELL_NEED),                            \
        OTHER(wordlist, #m "_hant", m.hant, m.hans),                           \
        OTHER(wordlist, #m "_en", m.en, m.hans)

static const struct column wordlists[] = {
    NEED(wordlist, list),   THREE(purpose),        THREE(data),
    TEXT(wordlist, period), NEED(wordlist, owner), THREE(tested),
};
const struct columns wordlist_columns = COLUMNS(wordlists);

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
