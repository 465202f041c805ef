/*
 * What forms.csv and notice.csv must be in themselves: a reason with words for
 * whatever is asked, words for choices, an identity number as sensitive data,
 * "never" only where something is taken away; a notice with all its parts, one
 * version a day. See rulebook_sheet.h.
 */
#include "rulebook/forms/forms.h"
#include "rulebook/rulebook_sheet.h"

enum { FIELD_CHARS = 40, VERSION_CHARS = 20 };

static bool
is_kind(const struct form_rule *f, const char *kind)
{
    return str_eq(f->kind, str_of(kind));
}

static void
check_why(const struct checking *c, size_t row)
{
    const struct form_rule *f = &c->book->forms[row];
    const struct rules r = { c->book, 0 };
    struct buf b = { .a = c->a };

    if (str_eq(f->need, STR("never")) ||
        rules_phrase(r, STR("why."), f->purpose) != NULL)
        return;
    if (f->purpose.n == 0)
        buf_add(&b, STR("没有写明收集目的：请填写 purpose"));
    else
        buf_addf(&b, "目的“%.*s”没有说明：请在 phrases.csv 补上 why.%.*s",
                 STR_ARG(f->purpose), STR_ARG(f->purpose));
    fault_at(c, SHEET_FORMS, row, "purpose", buf_str(&b));
}

static void
check_choices(const struct checking *c, size_t row)
{
    const struct form_rule *f = &c->book->forms[row];
    const struct rules r = { c->book, 0 };

    if (is_kind(f, "choice") != (f->choices_n > 0))
        fault_at(c, SHEET_FORMS, row, "choices",
                 STR("choice 必须列出选项，其他种类不能有选项"));
    for (size_t i = 0; i < f->choices_n; i++) {
        struct buf b = { .a = c->a };

        if (rules_phrase(r, STR("choice."), f->choices[i]) != NULL)
            continue;
        buf_addf(&b, "选项“%.*s”没有名称：请在 phrases.csv 补上 choice.%.*s",
                 STR_ARG(f->choices[i]), STR_ARG(f->choices[i]));
        fault_at(c, SHEET_FORMS, row, "choices", buf_str(&b));
    }
}

/* Does a "never" meet a row of another matter that asks for the field? */
static bool
takes_away(const struct checking *c, const struct form_rule *never)
{
    for (size_t i = 0; i < c->book->forms_n; i++) {
        const struct form_rule *f = &c->book->forms[i];

        if (str_eq(f->field, never->field) && !str_eq(f->need, never->need))
            return true;
    }
    return false;
}

static void
check_form(const struct checking *c, size_t row)
{
    const struct form_rule *f = &c->book->forms[row];

    check_why(c, row);
    check_choices(c, row);
    if (f->field.n > FIELD_CHARS)
        fault_at(c, SHEET_FORMS, row, "field", STR("名称太长：最多 40 个字符"));
    if (is_kind(f, "identity") && !f->sensitive)
        fault_at(c, SHEET_FORMS, row, "sensitive",
                 STR("证件号码是敏感个人信息，须填 yes"));
    if (str_eq(f->need, STR("never")) && !takes_away(c, f))
        fault_at(c, SHEET_FORMS, row, "need",
                 STR("没有别的行收集这一项，never 不起作用：请删除"));
}

/* The row of another part of the same version, on the same days. */
static bool
has_part(const struct checking *c, const struct notice_part *of,
         struct str part)
{
    for (size_t i = 0; i < c->book->notices_n; i++) {
        const struct notice_part *p = &c->book->notices[i];

        if (str_eq(p->version, of->version) && str_eq(p->part, part))
            return p->basis.from == of->basis.from &&
                   p->basis.to == of->basis.to;
    }
    return false;
}

static void
check_parts(const struct checking *c, size_t row)
{
    const struct notice_part *p = &c->book->notices[row];

    for (int i = 0; i < NOTICE_PARTS; i++) {
        struct buf b = { .a = c->a };

        if (has_part(c, p, str_of(notice_parts[i])))
            continue;
        buf_addf(&b,
                 "版本“%.*s”缺少 %s，或者它的有效期不同：请补齐（个人信息保护法"
                 "第十七条）",
                 STR_ARG(p->version), notice_parts[i]);
        fault_at(c, SHEET_NOTICE, row, "part", buf_str(&b));
        return;
    }
}

/* Another version before this row that holds on a common day. */
static void
check_one_a_day(const struct checking *c, size_t row)
{
    const struct notice_part *rows = c->book->notices;

    for (size_t i = 0; i < row; i++) {
        struct buf b = { .a = c->a };

        if (str_eq(rows[i].version, rows[row].version) ||
            !overlap(c, SHEET_NOTICE, i, row))
            continue;
        buf_addf(&b, "与版本“%.*s”的有效期重叠：同一天只能有一个版本",
                 STR_ARG(rows[i].version));
        fault_at(c, SHEET_NOTICE, row, "valid_from", buf_str(&b));
        return;
    }
}

void
check_forms(const struct checking *c)
{
    for (size_t i = 0; i < c->book->forms_n; i++)
        check_form(c, i);
    for (size_t i = 0; i < c->book->notices_n; i++) {
        check_parts(c, i);
        check_one_a_day(c, i);
        if (c->book->notices[i].version.n > VERSION_CHARS)
            fault_at(c, SHEET_NOTICE, i, "version",
                     STR("版本太长：最多 20 个字符"));
    }
}
