/* See appeal_answers.h. */
#include "feature/appeal/intake/appeal_answers.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "codes/number_check.h"

enum { TAIL_SHOWN = 4 };

bool
answers_next(struct str *rest, struct answer_line *ret_line)
{
    struct str line;

    while (str_cut(rest, '\n', &line)) {
        struct str value = str_trim(line), field = STR("");

        if (value.n == 0)
            continue;
        for (size_t i = 0; i < value.n; i++)
            if (value.p[i] == '=') {
                field = (struct str){ value.p, i };
                value = (struct str){ value.p + i + 1, value.n - i - 1 };
                break;
            }
        *ret_line = (struct answer_line){ str_trim(field), str_trim(value) };
        return true;
    }
    return false;
}

/* The value of a field, or "". */
static struct str
value_of(struct str answers, struct str field)
{
    struct answer_line line;

    while (answers_next(&answers, &line))
        if (str_eq(line.field, field))
            return line.value;
    return STR("");
}

/* Digits, with one point among them at most. */
static bool
is_number(struct str s)
{
    size_t points = 0;

    for (size_t i = 0; i < s.n; i++) {
        points += s.p[i] == '.';
        if (s.p[i] != '.' && (s.p[i] < '0' || s.p[i] > '9'))
            return false;
    }
    return points <= 1 && s.p[0] != '.' && s.p[s.n - 1] != '.';
}

static bool
is_choice(const struct form_rule *f, struct str value)
{
    for (size_t i = 0; i < f->choices_n; i++)
        if (str_eq(f->choices[i], value))
            return true;
    return false;
}

static bool
is_known_place(struct rules r, struct str value)
{
    return rules_place(r, value) != NULL || rules_place_named(r, value) != NULL;
}

/* By the kind of the field; texts are any. */
static const char *
kind_fault(struct rules r, const struct form_rule *f, struct str value)
{
    int32_t day;

    if (str_eq(f->kind, STR("number")))
        return is_number(value) ? NULL : "not_a_number";
    if (str_eq(f->kind, STR("date")))
        return day_parse(value, &day) ? NULL : "not_a_day";
    if (str_eq(f->kind, STR("choice")))
        return is_choice(f, value) ? NULL : "unknown_choice";
    if (str_eq(f->kind, STR("plate")))
        return plate_check(value) ? NULL : "not_a_plate";
    if (str_eq(f->kind, STR("uscc")))
        return credit_code_check(value) ? NULL : "not_a_credit_code";
    if (str_eq(f->kind, STR("identity")))
        return identity_number_check(value) ? NULL : "not_an_identity_number";
    if (str_eq(f->kind, STR("place")))
        return is_known_place(r, value) ? NULL : "unknown_place";
    return NULL;
}

const char *
answer_fault(struct rules r, const struct form_rule *f, struct str value)
{
    if (value.n == 0)
        return form_is_required(f) ? "required" : NULL;
    if ((int64_t)str_chars(value) > form_most(f))
        return "too_long";
    return kind_fault(r, f, value);
}

static struct verdict
refuse_answer(struct arena *a, const char *rule, struct str field)
{
    struct buf b = { .a = a };

    buf_add(&b, STR("answers."));
    buf_add(&b, utf8_head(field, FORM_TEXT_MOST));
    return refuse(REFUSED_VALUE, rule, arena_cstr(a, buf_str(&b)));
}

static bool
is_twice(struct str answers, const struct answer_line *of)
{
    struct answer_line line;
    size_t n = 0;

    while (answers_next(&answers, &line))
        n += str_eq(line.field, of->field);
    return n > 1;
}

static const char *
line_fault(struct rules r, const struct answer_sheet *sheet,
           const struct answer_line *line)
{
    const struct form_rule *f = rules_form_field(r, sheet->matter, line->field);

    if (f == NULL)
        return "unknown_answer";
    if (is_twice(sheet->answers, line))
        return "twice_answered";
    return line->value.n == 0 ? NULL : answer_fault(r, f, line->value);
}

struct verdict
answers_check(struct arena *a, struct rules r, const struct answer_sheet *sheet)
{
    struct form_fields form = { .n = 0 };
    struct str rest = sheet->answers;
    struct answer_line line;

    while (answers_next(&rest, &line)) {
        const char *rule = line_fault(r, sheet, &line);

        if (rule != NULL)
            return refuse_answer(a, rule, line.field);
    }
    if (sheet->complete)
        form = rules_form(a, r, sheet->matter);
    for (size_t i = 0; i < form.n; i++) {
        struct str field = form.at[i]->field;

        if (form_is_required(form.at[i]) &&
            value_of(sheet->answers, field).n == 0)
            return refuse_answer(a, "required", field);
    }
    return accept();
}

bool
answers_are_sensitive(struct rules r, struct str matter, struct str answers)
{
    struct answer_line line;

    while (answers_next(&answers, &line)) {
        const struct form_rule *f = rules_form_field(r, matter, line.field);

        if (f != NULL && f->sensitive && line.value.n > 0)
            return true;
    }
    return false;
}

static void
put_shown(struct buf *out, struct str value)
{
    if (!identity_number_shape(value) && !credit_code_check(value) &&
        !bank_card_check(value)) {
        buf_add(out, value);
        return;
    }
    for (size_t i = 0; i + TAIL_SHOWN < value.n; i++)
        buf_add_char(out, '*');
    buf_add(out, (struct str){ value.p + value.n - TAIL_SHOWN, TAIL_SHOWN });
}

struct str
answers_shown(struct arena *a, struct str answers)
{
    struct answer_line line;
    struct buf b = { .a = a };

    while (answers_next(&answers, &line)) {
        if (b.n > 0)
            buf_add_char(&b, '\n');
        buf_add(&b, line.field);
        buf_add_char(&b, '=');
        put_shown(&b, line.value);
    }
    return buf_str(&b);
}
