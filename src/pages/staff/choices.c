/* Lists of the rulebook to choose from, and codes as people write them. */
#include "pages/staff/staff.h"

enum { KINDS = 16 };

void
option_add(const struct page *p, struct option_list *list, struct option o)
{
    list->at = arena_grow(p->rq->a, list->at, list->at_n, &list->room,
                          sizeof(*list->at));
    list->at[list->at_n++] = o;
}

static struct option_group *
group_of(const struct page *p, struct option_groups *groups, struct str kind)
{
    struct str name = page_words(p, "unit_kind.", kind);

    for (size_t i = 0; i < groups->at_n; i++)
        if (str_eq(groups->at[i].name, name))
            return &groups->at[i];
    if (groups->at_n == KINDS)
        return &groups->at[KINDS - 1];
    groups->at[groups->at_n].name = name;
    return &groups->at[groups->at_n++];
}

struct option_groups
staff_units(const struct page *p, struct str chosen)
{
    struct option_groups groups = {
        arena_alloc(p->rq->a, KINDS * sizeof(struct option_group)), 0
    };

    for (size_t i = 0; i < p->rules.book->units_n; i++) {
        const struct unit *u = &p->rules.book->units[i];
        struct option o = { u->code, page_name(p, &u->name),
                            str_eq(u->code, chosen) };

        if (rules_unit(p->rules, u->code) == u)
            option_add(p, &group_of(p, &groups, u->kind)->list, o);
    }
    return groups;
}

/* The i-th row of a table: its code and name; false behind the last one. A row
 * that does not hold today, or cannot be chosen, has an empty code. */
static bool
row_of(const struct page *p, enum code_kind kind, size_t i, struct option *ret)
{
    const struct rulebook *book = p->rules.book;
    struct rules r = p->rules;

    *ret = (struct option){ { NULL, 0 }, { NULL, 0 }, false };
    if (kind == CODE_UNIT && i < book->units_n) {
        if (rules_unit(r, book->units[i].code) == &book->units[i])
            *ret = (struct option){ book->units[i].code,
                                    page_name(p, &book->units[i].name), false };
        return true;
    }
    if (kind == CODE_MATTER && i < book->matters_n) {
        if (rules_matter(r, book->matters[i].code) == &book->matters[i] &&
            rules_matter_is_leaf(r, book->matters[i].code))
            *ret =
                (struct option){ book->matters[i].code,
                                 page_name(p, &book->matters[i].name), false };
        return true;
    }
    if (kind == CODE_PLACE && i < book->places_n) {
        if (rules_place(r, book->places[i].code) == &book->places[i])
            *ret =
                (struct option){ book->places[i].code,
                                 page_place(p, book->places[i].code), false };
        return true;
    }
    return false;
}

/* "路灯照明 M0203": what a datalist offers, so that the name can be typed. */
static struct str
name_and_code(const struct page *p, const struct option *o)
{
    struct buf b = { .a = p->rq->a };

    buf_add(&b, o->name);
    buf_add_char(&b, ' ');
    buf_add(&b, o->value);
    return buf_str(&b);
}

struct option_list
staff_codes(const struct page *p, enum code_kind kind)
{
    struct option_list list = { NULL, 0, 0 };
    struct option o;

    for (size_t i = 0; row_of(p, kind, i, &o); i++) {
        if (o.value.n == 0)
            continue;
        option_add(p, &list,
                   (struct option){ name_and_code(p, &o), o.name, false });
    }
    return list;
}

struct str
staff_code(const struct page *p, enum code_kind kind, struct str written)
{
    struct option o;

    written = str_trim(written);
    for (size_t i = 0; row_of(p, kind, i, &o); i++)
        if (o.value.n > 0 &&
            (str_eq(written, o.value) || str_eq(written, o.name) ||
             str_eq(written, name_and_code(p, &o))))
            return o.value;
    return written;
}

struct str
staff_candidates(const struct page *p, struct str list)
{
    struct buf b = { .a = p->rq->a };
    struct str one, code;

    while (str_cut(&list, ',', &one)) {
        if (!str_cut(&one, ' ', &code))
            continue;
        if (b.n > 0)
            buf_add(&b, STR(" · "));
        buf_add(&b, page_matter(p, code));
        buf_add_char(&b, ' ');
        buf_add(&b, one.p == NULL ? STR("") : one);
    }
    return buf_str(&b);
}
