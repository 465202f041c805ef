/* See access.h. */
#include "rulebook/access/access.h"

#include "rulebook/rulebook_sheet.h"

static const char *const groups[] = {
    "public",   "case",     "notes",   "texts",    "point",  "contact",
    "confided", "identity", "relay",   "outbox",   "server", "accounts",
    "reads",    "rulebook", "sharing", "requests", "topics",
};

/* In order of nearness. */
static const struct {
    const char *word;
    unsigned bits;
} relations[] = {
    { "reported", RELATION_REPORTED },
    { "own", RELATION_OWN },
    { "lead", RELATION_LEAD },
    { "assisting", RELATION_ASSISTING },
    { "holder", RELATION_LEAD | RELATION_ASSISTING },
    { "first", RELATION_FIRST },
    { "street", RELATION_STREET },
    { "over", RELATION_OVER },
};

enum {
    GROUPS = sizeof(groups) / sizeof(groups[0]),
    RELATIONS = sizeof(relations) / sizeof(relations[0])
};

unsigned
access_group(struct str word)
{
    for (unsigned i = 0; i < GROUPS; i++)
        if (str_eq(word, str_of(groups[i])))
            return 1U << i;
    return 0;
}

struct str
access_words(struct arena *a, unsigned bits)
{
    struct buf b = { .a = a };

    for (unsigned i = 0; i < GROUPS; i++) {
        if ((bits & 1U << i) == 0)
            continue;
        if (b.n > 0)
            buf_add_char(&b, ' ');
        buf_add(&b, str_of(groups[i]));
    }
    return buf_str(&b);
}

bool
access_relates(unsigned bits, struct str word)
{
    if ((bits & RELATION_REPORTED) != 0)
        return str_eq(word, STR("reported"));
    if (str_eq(word, STR("any")))
        return true;
    for (size_t i = 0; i < RELATIONS; i++)
        if (str_eq(word, str_of(relations[i].word)))
            return (bits & relations[i].bits) != 0;
    return false;
}

const char *
access_nearest(unsigned bits)
{
    for (size_t i = 0; i < RELATIONS; i++)
        if ((bits & relations[i].bits) != 0)
            return relations[i].word;
    return "any";
}

bool
access_command(struct rules r, const struct access_order *order)
{
    for (size_t i = 0; i < r.book->rights_n; i++) {
        const struct right *x = &r.book->rights[i];

        if (holds(&x->basis, r.day) && str_eq(x->command, order->command) &&
            str_eq(x->role, order->role) &&
            access_relates(order->relations, x->relation))
            return true;
    }
    return false;
}

static unsigned
fields_of(const struct access_rule *x)
{
    unsigned bits = 0;

    for (size_t i = 0; i < x->fields_n; i++)
        bits |= access_group(x->fields[i]);
    return bits;
}

unsigned
access_fields(struct rules r, const struct access_ask *ask)
{
    unsigned bits = 0;

    for (size_t i = 0; i < r.book->access_n; i++) {
        const struct access_rule *x = &r.book->access[i];

        if (holds(&x->basis, r.day) && str_eq(x->role, ask->role) &&
            str_eq(x->action, str_of(ask->action)) &&
            (str_eq(x->purpose, STR("any")) ||
             str_eq(x->purpose, ask->purpose)) &&
            access_relates(ask->relations, x->relation))
            bits |= fields_of(x);
    }
    return bits;
}

static bool
lists(struct rules r, const struct access_lister *who, unsigned as)
{
    const struct access_ask ask = { who->role, as, who->action, STR("") };

    return (access_fields(r, &ask) & ACCESS_CASE) != 0;
}

bool
access_list(struct rules r, const struct access_lister *who, struct str asked,
            struct str *ret_unit)
{
    const struct unit *u = rules_unit(r, asked);

    *ret_unit = asked;
    if (lists(r, who, 0))
        return true;
    if (who->unit.n == 0)
        return false;
    if (asked.n == 0)
        *ret_unit = who->unit;
    if (str_eq(*ret_unit, who->unit))
        return lists(r, who, RELATION_LEAD);
    return u != NULL && str_eq(u->parent, who->unit) &&
           lists(r, who, RELATION_OVER);
}

bool
access_is_staff(struct rules r, struct str role)
{
    if (role.n == 0 || str_eq(role, STR("citizen")) ||
        str_eq(role, STR("system")) || str_eq(role, STR("importer")))
        return false;
    for (size_t i = 0; i < r.book->rights_n; i++)
        if (holds(&r.book->rights[i].basis, r.day) &&
            str_eq(r.book->rights[i].role, role))
            return true;
    for (size_t i = 0; i < r.book->access_n; i++)
        if (holds(&r.book->access[i].basis, r.day) &&
            str_eq(r.book->access[i].role, role))
            return true;
    return false;
}

static bool
may_command(struct rules r, struct str role, struct str command)
{
    for (size_t i = 0; i < r.book->rights_n; i++) {
        const struct right *x = &r.book->rights[i];

        if (holds(&x->basis, r.day) && str_eq(x->role, role) &&
            str_eq(x->command, command))
            return true;
    }
    return false;
}

static bool
may_group(struct rules r, struct str role, struct str action, unsigned group)
{
    for (size_t i = 0; i < r.book->access_n; i++) {
        const struct access_rule *x = &r.book->access[i];

        if (holds(&x->basis, r.day) && str_eq(x->role, role) &&
            str_eq(x->action, action) && (fields_of(x) & group) != 0)
            return true;
    }
    return false;
}

bool
access_right(struct rules r, struct str role, struct str right)
{
    struct str action;

    if (str_eq(right, STR("open")) || str_eq(right, STR("code")))
        return true;
    if (str_eq(right, STR("staff")))
        return access_is_staff(r, role);
    if (!str_cut(&right, ' ', &action))
        return false;
    if (str_eq(action, STR("do")))
        return may_command(r, role, right);
    return may_group(r, role, action, access_group(right));
}

bool
access_has_purpose(struct rules r, struct str role, struct str purpose)
{
    for (size_t i = 0; i < r.book->access_n; i++) {
        const struct access_rule *x = &r.book->access[i];

        if (holds(&x->basis, r.day) && str_eq(x->role, role) &&
            str_eq(x->purpose, purpose))
            return true;
    }
    return false;
}
