/*
 * The columns of retention.csv and sharing.csv, and what their rows must be in
 * themselves. See rulebook_sheet.h.
 */
#include "rulebook/access/access.h"
#include "rulebook/keep/keep.h"
#include "rulebook/sheet/columns.h"

enum { COUNT_MOST = 1200, RECORD_YEARS = 3, MONTHS_A_YEAR = 12 };

static const struct column retentions[] = {
    WORD(retention, class, " contact texts access sharing "),
    WORD(retention, regime, " hotline petition any "),
    WORD(retention, trigger, " closing creation "),
    NUMBER(retention, count, 1, COUNT_MOST),
    WORD(retention, unit, " day month year "),
    WORD(retention, action, " deidentify erase keep "),
};
const struct columns retention_columns = COLUMNS(retentions);

static const struct column sharings[] = {
    NEED(sharing, receiver),
    WORD(sharing, way, " dispatch relay handover webhook "),
    LIST(sharing, fields),
    WORD(sharing, purpose, NULL),
};
const struct columns sharing_columns = COLUMNS(sharings);

static bool
fits(const struct retention *x)
{
    if (str_eq(x->action, STR("deidentify")))
        return str_eq(x->class, STR("contact"));
    if (str_eq(x->action, STR("erase")))
        return str_eq(x->class, STR("texts"));
    return true;
}

/* Records of giving personal data on are kept three years at least
 * (网络数据安全管理条例 第十二条). */
static bool
is_too_short(const struct retention *x)
{
    if (!str_eq(x->class, STR("sharing")))
        return false;
    if (str_eq(x->unit, STR("year")))
        return x->count < RECORD_YEARS;
    return str_eq(x->unit, STR("day")) ||
           x->count < (int64_t)RECORD_YEARS * MONTHS_A_YEAR;
}

/* Is a class to be kept beyond the time of the row? */
static bool
is_kept_beyond(const struct checking *c, const struct retention *x,
               const char *class)
{
    const struct rules r = { c->book, x->basis.from };
    const struct retention_ask ask = { class, "keep", x->regime };
    const struct retention *keep = rules_retention(r, &ask);

    return keep != NULL && str_eq(keep->trigger, x->trigger) &&
           retention_end(keep, 0) > retention_end(x, 0);
}

/* Would the row destroy what another one keeps? Texts that are erased take
 * name and number along. */
static bool
is_contrary(const struct checking *c, const struct retention *x)
{
    if (str_eq(x->action, STR("keep")))
        return false;
    return is_kept_beyond(c, x, "contact") ||
           (str_eq(x->class, STR("texts")) && is_kept_beyond(c, x, "texts"));
}

static void
check_retention(const struct checking *c, size_t row)
{
    const struct retention *x = &c->book->retention[row];

    if (!fits(x))
        fault_at(c, SHEET_RETENTION, row, "action",
                 STR("这一类不能这样处理：contact 用 deidentify 或 keep，"
                     "texts 用 erase 或 keep，其余只能 keep"));
    if (is_contrary(c, x))
        fault_at(
            c, SHEET_RETENTION, row, "count",
            STR("有更长的 keep "
                "期限：请先满足必须保存的时间（删除文字时联系方式一并删除）"));
    if (is_too_short(x))
        fault_at(c, SHEET_RETENTION, row, "count",
                 STR("对外提供的记录至少保存三年"));
}

static void
check_sharing(const struct checking *c, size_t row)
{
    const struct rules r = { c->book, c->book->sharing[row].basis.from };
    const struct sharing *x = &c->book->sharing[row];

    if (x->fields_n == 0)
        fault_at(c, SHEET_SHARING, row, "fields",
                 STR("没有字段组：请填写，多个用分号隔开"));
    for (size_t i = 0; i < x->fields_n; i++)
        if (access_group(x->fields[i]) == 0)
            fault_at(c, SHEET_SHARING, row, "fields",
                     STR("字段组不认识：写法与 access.csv 相同"));
    if (rules_phrase(r, STR("purpose."), x->purpose) == NULL)
        fault_at(c, SHEET_SHARING, row, "purpose",
                 STR("目的没有名称：请在 phrases.csv 补上 purpose. 一行"));
}

void
check_keep(const struct checking *c)
{
    for (size_t i = 0; i < c->book->retention_n; i++)
        check_retention(c, i);
    for (size_t i = 0; i < c->book->sharing_n; i++)
        check_sharing(c, i);
}
