/*
 * What access.csv must be in itself: known groups of fields, a purpose with
 * words for whatever tells about a person, and no role with two of the three
 * powers (三权分立, GB/T 22239-2019 8.1.4.2). See rulebook_sheet.h.
 */
#include "rulebook/access/access.h"
#include "rulebook/rulebook_sheet.h"

static void
check_fields(const struct checking *c, size_t row)
{
    const struct access_rule *x = &c->book->access[row];
    unsigned bits = 0;

    if (x->fields_n == 0)
        fault_at(c, SHEET_ACCESS, row, "fields",
                 STR("没有字段组：请填写，多个用分号隔开"));
    for (size_t i = 0; i < x->fields_n; i++) {
        unsigned group = access_group(x->fields[i]);
        struct buf b = { .a = c->a };

        bits |= group;
        if (group != 0)
            continue;
        buf_addf(&b,
                 "字段组“%.*s”不对：应为 public case notes texts point contact "
                 "confided identity relay outbox server accounts reads "
                 "rulebook sharing requests topics",
                 STR_ARG(x->fields[i]));
        fault_at(c, SHEET_ACCESS, row, "fields", buf_str(&b));
    }
    if ((bits & ACCESS_PERSONAL) != 0 && str_eq(x->purpose, STR("any")))
        fault_at(c, SHEET_ACCESS, row, "purpose",
                 STR("涉及个人信息的字段必须写明目的，不能填 any"));
}

static void
check_purpose(const struct checking *c, size_t row)
{
    const struct rules r = { c->book, 0 };
    struct str purpose = c->book->access[row].purpose;
    struct buf b = { .a = c->a };

    if (purpose.n == 0 || str_eq(purpose, STR("any")) ||
        rules_phrase(r, STR("purpose."), purpose) != NULL)
        return;
    buf_addf(&b, "目的“%.*s”没有名称：请在 phrases.csv 补上 purpose.%.*s",
             STR_ARG(purpose), STR_ARG(purpose));
    fault_at(c, SHEET_ACCESS, row, "purpose", buf_str(&b));
}

static bool
is_power(struct str action)
{
    return str_eq(action, STR("operate")) || str_eq(action, STR("authorise")) ||
           str_eq(action, STR("audit"));
}

/* Another power of the same role in an earlier row, on a common day. */
static void
check_powers(const struct checking *c, size_t row)
{
    const struct access_rule *rows = c->book->access, *x = &rows[row];
    struct buf b = { .a = c->a };

    if (!is_power(x->action))
        return;
    for (size_t i = 0; i < row; i++) {
        if (!is_power(rows[i].action) || str_eq(rows[i].action, x->action) ||
            !str_eq(rows[i].role, x->role) || !overlap(c, SHEET_ACCESS, i, row))
            continue;
        buf_addf(&b,
                 "角色“%.*s”在第 %zu 行已有 %.*s：系统管理（operate）、"
                 "授权（authorise）、审计（audit）三权须分属不同角色",
                 STR_ARG(x->role), row_line(c, SHEET_ACCESS, i),
                 STR_ARG(rows[i].action));
        fault_at(c, SHEET_ACCESS, row, "action", buf_str(&b));
        return;
    }
}

void
check_access(const struct checking *c)
{
    for (size_t i = 0; i < c->book->access_n; i++) {
        check_fields(c, i);
        check_purpose(c, i);
        check_powers(c, i);
    }
}
