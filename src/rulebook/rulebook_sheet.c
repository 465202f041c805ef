/* The files of a rulebook, as gongzhi-rulebook.5 tells people; the columns of
 * each stand in sheet/ and beside what reads them. See rulebook_sheet.h. */
#include "rulebook/rulebook_sheet.h"

#include <string.h>

/* clang-format off */
#define SHEET(name, cols, type, member) \
    .file = name, .columns = &(cols), \
    .row_bytes = sizeof(struct type), \
    .rows_at = offsetof(struct rulebook, member), \
    .rows_n_at = offsetof(struct rulebook, member##_n)
#define RULES(name, cols, type, member) \
    SHEET(name, cols, type, member), \
    .basis_at = offsetof(struct type, basis)
/* clang-format on */

static const struct sheet sheets[SHEETS] = {
    [SHEET_SETTINGS] = { RULES("settings.csv", setting_columns, setting,
                               settings),
                         .key = { "key" } },
    [SHEET_PLACES] = { RULES("places.csv", place_columns, place, places),
                       .key = { "code" } },
    [SHEET_UNITS] = { RULES("units.csv", unit_columns, unit, units),
                      .key = { "code" } },
    [SHEET_MATTERS] = { RULES("matters.csv", matter_columns, matter, matters),
                        .key = { "code" } },
    [SHEET_WORDS] = { RULES("words.csv", word_columns, word, words),
                      .key = { "word", "kind", "target" } },
    [SHEET_LEVELS] = { RULES("levels.csv", level_columns, level_rule, levels) },
    [SHEET_DISPATCH] = { RULES("dispatch.csv", dispatch_columns, dispatch,
                               dispatch),
                         .key = { "matter", "place" } },
    [SHEET_DEADLINES] = { RULES("deadlines.csv", deadline_columns, deadline,
                                deadlines),
                          .key = { "regime", "level", "step" } },
    [SHEET_ESCALATION] = { RULES("escalation.csv", escalation_columns,
                                 escalation, escalations),
                           .key = { "level", "step" } },
    [SHEET_EXITS] = { RULES("exits.csv", exit_columns, exit_rule, exits),
                      .key = { "code" } },
    [SHEET_REASONS] = { RULES("reasons.csv", reason_columns, reason_rule,
                              reasons),
                        .key = { "kind", "code" } },
    [SHEET_RIGHTS] = { RULES("rights.csv", right_columns, right, rights),
                       .key = { "command", "role", "relation" } },
    [SHEET_ACCESS] = { RULES("access.csv", access_columns, access_rule, access),
                       .key = { "role", "relation", "action", "purpose" },
                       .may_miss = true },
    [SHEET_RETENTION] = { RULES("retention.csv", retention_columns, retention,
                                retention),
                          .key = { "class", "regime", "action" },
                          .may_miss = true },
    [SHEET_SHARING] = { RULES("sharing.csv", sharing_columns, sharing, sharing),
                        .key = { "receiver", "way", "purpose" },
                        .may_miss = true },
    [SHEET_FORMS] = { RULES("forms.csv", form_columns, form_rule, forms),
                      .key = { "matter", "field" }, .may_miss = true },
    [SHEET_NOTICE] = { RULES("notice.csv", notice_columns, notice_part,
                             notices),
                       .key = { "version", "part" }, .may_miss = true },
    [SHEET_WORDLISTS] = { RULES("wordlists.csv", wordlist_columns, wordlist,
                                wordlists),
                          .key = { "list" }, .may_miss = true },
    [SHEET_FEELINGS] = { RULES("feelings.csv", feeling_columns, feeling_row,
                               feelings),
                         .key = { "word", "kind" }, .may_miss = true },
    [SHEET_REPLY] = { RULES("reply.csv", reply_columns, reply_row, replies),
                      .key = { "word", "kind" }, .may_miss = true },
    [SHEET_PHRASES] = { SHEET("phrases.csv", phrase_columns, phrase, phrases),
                        .basis_at = SIZE_MAX, .key = { "key" } },
    [SHEET_CALENDAR] = { .file = "calendar.csv",
                         .columns = &calendar_columns,
                         .row_bytes = sizeof(struct calendar_row),
                         .rows_at = SIZE_MAX,
                         .rows_n_at = SIZE_MAX,
                         .basis_at = SIZE_MAX,
                         .key = { "date", "kind" } },
};

const struct sheet *
sheet_at(enum sheet_id id)
{
    return &sheets[id];
}

/* Members are reached by offset and copied: the book's pointers differ in
 * type. */
size_t
sheet_rows(const struct rulebook *book, enum sheet_id id)
{
    size_t n;

    if (sheets[id].rows_n_at == SIZE_MAX)
        return 0;
    memcpy(&n, (const char *)book + sheets[id].rows_n_at, sizeof(n));
    return n;
}

const void *
sheet_row(const struct rulebook *book, enum sheet_id id, size_t i)
{
    const char *rows;

    memcpy(&rows, (const char *)book + sheets[id].rows_at, sizeof(rows));
    return rows + i * sheets[id].row_bytes;
}

const struct basis *
sheet_basis(const struct rulebook *book, enum sheet_id id, size_t i)
{
    const void *basis =
        (const char *)sheet_row(book, id, i) + sheets[id].basis_at;

    return basis;
}
