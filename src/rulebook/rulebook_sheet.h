/*
 * rulebook_sheet: what the files of a rulebook look like, as one table, so
 * that reading, checking and naming a cell follow the same description.
 * Private to src/rulebook.
 */
#ifndef RULEBOOK_RULEBOOK_SHEET_H
#define RULEBOOK_RULEBOOK_SHEET_H

#include "rulebook/rulebook.h"
#include "text/csv.h"

enum sheet_id {
    SHEET_SETTINGS,
    SHEET_PLACES,
    SHEET_UNITS,
    SHEET_MATTERS,
    SHEET_WORDS,
    SHEET_LEVELS,
    SHEET_DISPATCH,
    SHEET_DEADLINES,
    SHEET_ESCALATION,
    SHEET_EXITS,
    SHEET_REASONS,
    SHEET_RIGHTS,
    SHEET_ACCESS,
    SHEET_RETENTION,
    SHEET_SHARING,
    SHEET_FORMS,
    SHEET_NOTICE,
    SHEET_WORDLISTS,
    SHEET_FEELINGS,
    SHEET_REPLY,
    SHEET_PHRASES,
    SHEET_CALENDAR,
    SHEETS
};

/* What a cell holds, and the C type it becomes. */
enum cell_kind {
    CELL_TEXT,      /* struct str; may be empty */
    CELL_NEED,      /* struct str; not empty */
    CELL_NAME,      /* struct str; empty takes another member's text */
    CELL_WORD,      /* struct str; a-z 0-9 _ and, when listed, one of words */
    CELL_LIST,      /* const struct str *; pieces between ";" */
    CELL_NUMBER,    /* int64_t, min..max */
    CELL_DEGREE,    /* int32_t, 1e-7 degrees, -max..max degrees; empty is 0 */
    CELL_GRADE,     /* int, 0..3 */
    CELL_GRADES,    /* unsigned; bits of "*" or "0|1|2|3" */
    CELL_YES,       /* bool; yes no, also 是 否 1 0 true false; empty is no */
    CELL_UNIT,      /* enum due_unit */
    CELL_WORD_KIND, /* enum word_kind */
    CELL_BASIS_KIND, /* enum basis_kind; empty is BASIS_NONE */
    CELL_DAY,        /* int32_t */
    CELL_FROM,       /* int32_t; empty is 1900-01-01 */
    CELL_TO          /* int32_t; empty is 9999-12-31 */
};

struct column {
    const char *name;
    enum cell_kind kind;
    bool optional;     /* CELL_NUMBER, CELL_WORD: empty is 0, "" */
    bool may_miss;     /* a file without this column reads as if empty */
    size_t at;         /* offset in the row */
    size_t count_at;   /* CELL_LIST: offset of its size_t */
    size_t else_at;    /* CELL_NAME: offset of the other struct str */
    const char *words; /* CELL_WORD: " one two " or NULL for any */
    int64_t min, max;  /* CELL_NUMBER */
};

struct columns {
    const struct column *at;
    size_t n;
};

enum { KEY_COLUMNS = 4 };

struct sheet {
    const char *file;
    const struct columns *columns;
    size_t row_bytes;
    size_t rows_at, rows_n_at; /* offsets in struct rulebook; SIZE_MAX: none */
    size_t basis_at;           /* offset in the row; SIZE_MAX: no basis */
    const char *key[KEY_COLUMNS]; /* what names a row; NULL when nothing */
    bool may_miss;                /* a rulebook from before it is right */
};

/* Words of rights.csv and access.csv. */
#define ROLE_WORDS                                                             \
    " citizen operator dispatcher handler head street_officer grid_officer "   \
    "adjudicator approver reviewer supervisor facilitator mediator "           \
    "legal_officer organisation auditor officer system_admin security_admin "  \
    "audit_admin importer system "
#define RELATION_WORDS                                                         \
    " any own lead assisting first holder street over reported "

/* The columns of each sheet, named after what a row is. */
extern const struct columns setting_columns;
extern const struct columns place_columns;
extern const struct columns unit_columns;
extern const struct columns matter_columns;
extern const struct columns word_columns;
extern const struct columns level_columns;
extern const struct columns dispatch_columns;
extern const struct columns deadline_columns;
extern const struct columns escalation_columns;
extern const struct columns exit_columns;
extern const struct columns reason_columns;
extern const struct columns right_columns;
extern const struct columns access_columns;
extern const struct columns retention_columns;
extern const struct columns sharing_columns;
extern const struct columns form_columns;
extern const struct columns notice_columns;
extern const struct columns wordlist_columns;
extern const struct columns feeling_columns;
extern const struct columns reply_columns;
extern const struct columns phrase_columns;
extern const struct columns calendar_columns;

/* basis basis_kind valid_from valid_to, offsets in struct basis. */
extern const struct columns basis_columns;

/* One row of calendar.csv; becomes struct calendar. */
struct calendar_row {
    int32_t day;
    struct str kind; /* off work year provisional */
    struct str name, source;
};

const struct sheet *sheet_at(enum sheet_id id);

/*
 * Read a trimmed cell into the member of row that c describes.
 *
 * Owns:  lists in a; texts are borrowed.
 * Fails: what the text should be, in zh-Hans; "" when it is right.
 */
struct str cell_read(struct arena *a, const struct column *c, struct str text,
                     void *row);

/* Row i of a sheet that the book keeps, and how many there are. */
size_t sheet_rows(const struct rulebook *book, enum sheet_id id);
const void *sheet_row(const struct rulebook *book, enum sheet_id id, size_t i);
const struct basis *sheet_basis(const struct rulebook *book, enum sheet_id id,
                                size_t i);

/* Does a row hold on a day? */
static inline bool
holds(const struct basis *b, int32_t day)
{
    return b->from <= day && day <= b->to;
}

/*
 * Steps from a place up to wanted: 0 itself, 1 its parent, and more than any
 * for "*"; SIZE_MAX when wanted does not lie above it.
 */
size_t place_distance(struct rules r, struct str place, struct str wanted);

/* Add a fault. Past FAULTS_MAX nothing is added. */
enum { FAULTS_MAX = 500 };
void fault_add(struct fault_list *f, struct fault fault);

enum { KEY_JOINT = 0x1f };

/* Rows of a sheet, in order of key, first day and row. */
struct keyed_row {
    struct str key; /* its key cells, joined by KEY_JOINT */
    size_t row;
    int32_t from; /* valid_from */
};

struct key_list {
    struct keyed_row *at;
    size_t n;
};

/* What the checks of rulebook_check share. */
struct checking {
    const struct rulebook *book;
    struct arena *a;
    struct fault_list *faults;
    struct csv_table tables[SHEETS]; /* read again, for the places of cells */
    struct key_list keys[SHEETS];
    int32_t from, to; /* the days of the calendar's years */
};

/* Report text at a row's cell; column NULL: the row's first cell. */
void fault_at(const struct checking *c, enum sheet_id id, size_t row,
              const char *column, struct str text);
/* Report text for a whole file. */
void fault_in(const struct checking *c, enum sheet_id id, struct str text);

/* A cell of the file, trimmed; "" when there is none. */
struct str cell_text(const struct checking *c, enum sheet_id id, size_t row,
                     const char *column);

/* The line of a row, 0 when it is not known. */
size_t row_line(const struct checking *c, enum sheet_id id, size_t row);

/*
 * Days from c->from on, in order and each once, where the rows that hold
 * change in one of the sheets (bit 1 << id). Owns: in c->a.
 */
const int32_t *days_of_change(const struct checking *c, unsigned sheets,
                              size_t *ret_n);

/* The rows with this key: n of them from *ret_first on. */
size_t find_key(const struct key_list *k, struct str key, size_t *ret_first);

/* The days of a row that lie in the calendar's years; from > to: none. */
struct basis days_in_calendar(const struct checking *c,
                              const struct basis *basis);

/*
 * Move days->from on to the first of the days on which none of the n rows of
 * one key holds; false when they hold on all.
 */
bool first_gap(const struct checking *c, enum sheet_id id,
               const struct keyed_row *rows, size_t n, struct basis *days);

void add_day(struct buf *b, int32_t day); /* "自 2026-01-01 起" */

/* Do two rows of a sheet hold on a common day? */
bool overlap(const struct checking *c, enum sheet_id id, size_t i, size_t j);

void check_names(const struct checking *c);
void check_levels(const struct checking *c);
void check_deadlines(const struct checking *c);
void check_escalations(const struct checking *c);
void check_exits(const struct checking *c);
void check_calendar(const struct checking *c);
void check_dispatch(const struct checking *c);
void check_access(const struct checking *c);
void check_keep(const struct checking *c);
void check_forms(const struct checking *c);
void check_wordlists(const struct checking *c,
                     const struct rulebook_file *files, size_t files_n);
void check_feelings(const struct checking *c);
void check_replies(const struct checking *c);

#endif
