/* The columns of each file, as gongzhi-rulebook.5 tells people. See
 * rulebook_sheet.h. */
#include "rulebook/rulebook_sheet.h"

#include <string.h>

#include "text/point.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* clang-format off */
#define TEXT(s, m)        { .name = #m, .kind = CELL_TEXT, .at = offsetof(struct s, m) }
#define NEED(s, m)        { .name = #m, .kind = CELL_NEED, .at = offsetof(struct s, m) }
#define LATER(s, m)       { .name = #m, .kind = CELL_TEXT, .at = offsetof(struct s, m), .may_miss = true }
#define WORD(s, m, list)  { .name = #m, .kind = CELL_WORD, .at = offsetof(struct s, m), .words = list }
#define LIST(s, m)        { .name = #m, .kind = CELL_LIST, .at = offsetof(struct s, m), .count_at = offsetof(struct s, m##_n) }
#define NUMBER(s, m, lo, hi) { .name = #m, .kind = CELL_NUMBER, .at = offsetof(struct s, m), .min = lo, .max = hi }
#define DEGREE(s, m, limit) { .name = #m, .kind = CELL_DEGREE, .at = offsetof(struct s, m), .max = limit, .may_miss = true }
#define GRADE(s, m)       { .name = #m, .kind = CELL_GRADE, .at = offsetof(struct s, m) }
#define NAMED(s, n, m, k) { .name = n, .kind = k, .at = offsetof(struct s, m) }
#define OTHER(s, n, m, e)  { .name = n, .kind = CELL_NAME, .at = offsetof(struct s, m), .else_at = offsetof(struct s, e) }
#define NAMES(s)          NAMED(s, "hans", name.hans, CELL_NEED), \
                          OTHER(s, "hant", name.hant, name.hans), \
                          OTHER(s, "en", name.en, name.hans)
#define TERM(s)           { .name = "count", .kind = CELL_NUMBER, .at = offsetof(struct s, term.count), .max = 100000 }, \
                          NAMED(s, "unit", term.unit, CELL_UNIT)
/* clang-format on */

static const struct column setting_columns[] = { NEED(setting, key),
                                                 TEXT(setting, value) };

static const struct column place_columns[] = {
    NEED(place, code),
    TEXT(place, parent),
    WORD(place, kind, " city district street town community grid "),
    NAMES(place),
    LIST(place, aliases),
    TEXT(place, unit),
    DEGREE(place, lon, LON_MAX),
    DEGREE(place, lat, LAT_MAX),
};

static const struct column unit_columns[] = {
    NEED(unit, code),
    WORD(unit, kind,
         " hotline bureau street community enterprise platform supervision "
         "discipline personnel review "),
    TEXT(unit, parent),
    NAMES(unit),
    TEXT(unit, leader),
    LATER(unit, email),
    LATER(unit, phone),
};

static const struct column matter_columns[] = {
    NEED(matter, code),        TEXT(matter, parent),    NAMES(matter),
    GRADE(matter, urgency),    GRADE(matter, risk),     GRADE(matter, clarity),
    GRADE(matter, difficulty), LIST(matter, questions),
};

static const struct column word_columns[] = {
    NEED(word, word),
    NAMED(word, "kind", kind, CELL_WORD_KIND),
    NEED(word, target),
    { .name = "weight",
      .kind = CELL_NUMBER,
      .at = offsetof(struct word, weight),
      .min = -100,
      .max = 100,
      .optional = true },
};

static const struct column level_columns[] = {
    { .name = "level",
      .kind = CELL_WORD,
      .at = offsetof(struct level_rule, level),
      .words = " L1 L2 L3 L4 " },
    NAMED(level_rule, "urgency", allowed[0], CELL_GRADES),
    NAMED(level_rule, "risk", allowed[1], CELL_GRADES),
    NAMED(level_rule, "clarity", allowed[2], CELL_GRADES),
    NAMED(level_rule, "difficulty", allowed[3], CELL_GRADES),
};

static const struct column dispatch_columns[] = {
    NEED(dispatch, matter),    NEED(dispatch, place),    NEED(dispatch, lead),
    LIST(dispatch, assisting), TEXT(dispatch, fallback),
};

static const struct column deadline_columns[] = {
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

static const struct column escalation_columns[] = {
    WORD(escalation, level, " L1 L2 L3 L4 "),
    NUMBER(escalation, step, 1, 20),
    TERM(escalation),
    WORD(escalation, kind, " remind supervise notify "),
    NEED(escalation, to),
};

static const struct column exit_columns[] = {
    WORD(exit_rule, code, " E1 E2 E3 E4 E5 E6 "),
    NAMES(exit_rule),
    NEED(exit_rule, to),
    NAMED(exit_rule, "say_hans", say.hans, CELL_NEED),
    OTHER(exit_rule, "say_hant", say.hant, say.hans),
    OTHER(exit_rule, "say_en", say.en, say.hans),
};

static const struct column reason_columns[] = {
    WORD(reason_rule, kind,
         " return pause extend reopen withdraw explain deny "),
    NEED(reason_rule, code),
    NAMES(reason_rule),
};

static const struct column phrase_columns[] = { NEED(phrase, key),
                                                NAMES(phrase) };

static const struct column calendar_columns[] = {
    NAMED(calendar_row, "date", day, CELL_DAY),
    WORD(calendar_row, kind, " off work year provisional "),
    TEXT(calendar_row, name),
    NEED(calendar_row, source),
};

static const struct column basis_column[] = {
    NAMED(basis, "basis", text, CELL_TEXT),
    NAMED(basis, "basis_kind", kind, CELL_BASIS_KIND),
    NAMED(basis, "valid_from", from, CELL_FROM),
    NAMED(basis, "valid_to", to, CELL_TO),
};

/* clang-format off */
#define SHEET(name, cols, type, member) \
    .file = name, .columns = cols, .columns_n = LENGTH(cols), \
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
                         .columns = calendar_columns,
                         .columns_n = LENGTH(calendar_columns),
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

const struct column *
basis_columns(size_t *ret_n)
{
    *ret_n = LENGTH(basis_column);
    return basis_column;
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

/* 1900-01-01 and 9999-12-31: what an empty valid_from or valid_to means. */
static const int32_t FIRST_DAY = -25567;
static const int32_t LAST_DAY = 2932896;

/* Is word one of " one two "? */
static bool
is_listed(struct str word, const char *list)
{
    struct str rest = str_of(list), piece;

    while (str_cut(&rest, ' ', &piece))
        if (piece.n > 0 && str_eq(piece, word))
            return true;
    return false;
}

static bool
is_word(struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if ((c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '_')
            return false;
    }
    return s.n > 0;
}

/* The readers of each kind give "" or what the text should be. */
static struct str
read_word(struct arena *a, const struct column *c, struct str s)
{
    struct buf b = { .a = a };

    if (s.n == 0 && c->optional)
        return STR("");
    if (c->words == NULL)
        return is_word(s) ? STR("") : STR("应为小写字母、数字或下划线");
    if (is_listed(s, c->words))
        return STR("");
    buf_add(&b, STR("应为以下之一："));
    buf_add(&b, str_trim(str_of(c->words)));
    return buf_str(&b);
}

static struct str
read_text(struct arena *a, const struct column *c, struct str s,
          struct str *ret_text)
{
    *ret_text = s;
    if (c->kind == CELL_WORD)
        return read_word(a, c, s);
    return c->kind == CELL_NEED && s.n == 0 ? STR("不能为空") : STR("");
}

static struct str
read_number(struct arena *a, const struct column *c, struct str s,
            int64_t *ret_v)
{
    struct buf b = { .a = a };
    int64_t v = 0;

    if (s.n == 0 && c->optional)
        return STR("");
    if (str_i64(s, &v) && v >= c->min && v <= c->max) {
        *ret_v = v;
        return STR("");
    }
    buf_add(&b, STR("应为整数，从 "));
    buf_add_i64(&b, c->min);
    buf_add(&b, STR(" 到 "));
    buf_add_i64(&b, c->max);
    return buf_str(&b);
}

static struct str
read_degree(const struct column *c, struct str s, int32_t *ret_v)
{
    if (s.n == 0 || degree_parse(s, (int)c->max, ret_v))
        return STR("");
    return c->max == LON_MAX ? STR("应为十进制度数，-180 到 180，最多七位小数")
                             : STR("应为十进制度数，-90 到 90，最多七位小数");
}

/* A digit 0..3. */
static bool
is_grade(struct str s)
{
    return s.n == 1 && s.p[0] >= '0' && s.p[0] <= '3';
}

static struct str
read_grade(struct str s, int *ret_v)
{
    if (!is_grade(s))
        return STR("应为 0、1、2 或 3");
    *ret_v = s.p[0] - '0';
    return STR("");
}

static struct str
read_grades(struct str s, unsigned *ret_bits)
{
    struct str rest = s, piece;
    unsigned bits = 0;

    if (str_eq(s, STR("*"))) {
        *ret_bits = 0xF;
        return STR("");
    }
    while (str_cut(&rest, '|', &piece)) {
        if (!is_grade(piece))
            return STR("应为 *，或用 | 连接的 0 到 3，如 2|3");
        bits |= 1U << (piece.p[0] - '0');
    }
    *ret_bits = bits;
    return STR("");
}

static struct str
read_yes(struct str s, bool *ret_yes)
{
    *ret_yes = is_listed(s, " yes 是 1 true ");
    if (*ret_yes || s.n == 0 || is_listed(s, " no 否 0 false "))
        return STR("");
    return STR("应为 yes 或 no");
}

static struct str
read_day(enum cell_kind kind, struct str s, int32_t *ret_day)
{
    if (kind == CELL_FROM && s.n == 0)
        *ret_day = FIRST_DAY;
    else if (kind == CELL_TO && s.n == 0)
        *ret_day = LAST_DAY;
    else if (!day_parse(s, ret_day))
        return STR("应为存在的日期，如 2026-09-18");
    return STR("");
}

static struct str
read_unit(struct str s, enum due_unit *ret_unit)
{
    return due_unit_parse(s, ret_unit)
               ? STR("")
               : STR("应为 minute、hour、workday 或 day");
}

static struct str
read_word_kind(struct str s, enum word_kind *ret_kind)
{
    static const char *const names[] = { "",     "matter",     "urgency",
                                         "risk", "difficulty", "exit" };

    for (int k = WORD_MATTER; k <= WORD_EXIT; k++)
        if (str_eq(s, str_of(names[k]))) {
            *ret_kind = (enum word_kind)k;
            return STR("");
        }
    return STR("应为 matter、urgency、risk、difficulty 或 exit");
}

static struct str
read_basis_kind(struct str s, enum basis_kind *ret_kind)
{
    static const char *const names[] = { "", "law", "local", "design" };

    for (int k = BASIS_NONE; k <= BASIS_DESIGN; k++)
        if (str_eq(s, str_of(names[k]))) {
            *ret_kind = (enum basis_kind)k;
            return STR("");
        }
    return STR("应为 law、local 或 design");
}

static struct str
read_list(struct arena *a, const struct column *c, struct str s, char *row)
{
    struct str *list = NULL;
    const void *pieces;
    struct str rest = s, piece;
    size_t n = 0, room = 0;

    while (str_cut(&rest, ';', &piece)) {
        if (piece.n == 0)
            continue;
        list = arena_grow(a, list, n, &room, sizeof(*list));
        list[n++] = piece;
    }
    pieces = list;
    memcpy(row + c->at, &pieces, sizeof(pieces));
    memcpy(row + c->count_at, &n, sizeof(n));
    return STR("");
}

struct str
cell_read(struct arena *a, const struct column *c, struct str text, void *row)
{
    void *at = (char *)row + c->at;

    switch (c->kind) {
    case CELL_NAME:
        if (text.n == 0)
            memcpy(&text, (char *)row + c->else_at, sizeof(text));
        return read_text(a, c, text, at);
    case CELL_TEXT:
    case CELL_NEED:
    case CELL_WORD:
        return read_text(a, c, text, at);
    case CELL_LIST:
        return read_list(a, c, text, row);
    case CELL_NUMBER:
        return read_number(a, c, text, at);
    case CELL_DEGREE:
        return read_degree(c, text, at);
    case CELL_GRADE:
        return read_grade(text, at);
    case CELL_GRADES:
        return read_grades(text, at);
    case CELL_YES:
        return read_yes(text, at);
    case CELL_UNIT:
        return read_unit(text, at);
    case CELL_WORD_KIND:
        return read_word_kind(text, at);
    case CELL_BASIS_KIND:
        return read_basis_kind(text, at);
    case CELL_DAY:
    case CELL_FROM:
    case CELL_TO:
        return read_day(c->kind, text, at);
    }
    return STR("");
}
