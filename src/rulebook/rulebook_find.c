/*
 * rulebook_find: the row that holds on a day. Tables are short (some hundred
 * rows), so a look is a walk over the rows. See rulebook.h.
 */
#include "rulebook/rulebook_sheet.h"

const struct place *
rules_place(struct rules r, struct str code)
{
    for (size_t i = 0; i < r.book->places_n; i++) {
        const struct place *p = &r.book->places[i];

        if (str_eq(p->code, code) && holds(&p->basis, r.day))
            return p;
    }
    return NULL;
}

static bool
is_named(const struct name *name, struct str text)
{
    return str_eq(name->hans, text) || str_eq(name->hant, text) ||
           str_eq(name->en, text);
}

static bool
has_alias(const struct place *p, struct str text)
{
    for (size_t i = 0; i < p->aliases_n; i++)
        if (str_eq(p->aliases[i], text))
            return true;
    return false;
}

const struct place *
rules_place_named(struct rules r, struct str name)
{
    for (size_t i = 0; i < r.book->places_n; i++) {
        const struct place *p = &r.book->places[i];

        if ((is_named(&p->name, name) || has_alias(p, name)) &&
            holds(&p->basis, r.day))
            return p;
    }
    return NULL;
}

const struct unit *
rules_unit(struct rules r, struct str code)
{
    for (size_t i = 0; i < r.book->units_n; i++) {
        const struct unit *u = &r.book->units[i];

        if (str_eq(u->code, code) && holds(&u->basis, r.day))
            return u;
    }
    return NULL;
}

const struct unit *
rules_unit_named(struct rules r, struct str name)
{
    for (size_t i = 0; i < r.book->units_n; i++) {
        const struct unit *u = &r.book->units[i];

        if (is_named(&u->name, name) && holds(&u->basis, r.day))
            return u;
    }
    return NULL;
}

const struct matter *
rules_matter(struct rules r, struct str code)
{
    for (size_t i = 0; i < r.book->matters_n; i++) {
        const struct matter *m = &r.book->matters[i];

        if (str_eq(m->code, code) && holds(&m->basis, r.day))
            return m;
    }
    return NULL;
}

bool
rules_matter_is_leaf(struct rules r, struct str code)
{
    if (rules_matter(r, code) == NULL)
        return false;
    for (size_t i = 0; i < r.book->matters_n; i++) {
        const struct matter *m = &r.book->matters[i];

        if (str_eq(m->parent, code) && holds(&m->basis, r.day))
            return false;
    }
    return true;
}

const struct exit_rule *
rules_exit(struct rules r, struct str code)
{
    for (size_t i = 0; i < r.book->exits_n; i++) {
        const struct exit_rule *e = &r.book->exits[i];

        if (str_eq(e->code, code) && holds(&e->basis, r.day))
            return e;
    }
    return NULL;
}

const struct reason_rule *
rules_reason(struct rules r, struct str kind, struct str code)
{
    for (size_t i = 0; i < r.book->reasons_n; i++) {
        const struct reason_rule *x = &r.book->reasons[i];

        if (str_eq(x->kind, kind) && str_eq(x->code, code) &&
            holds(&x->basis, r.day))
            return x;
    }
    return NULL;
}

const struct deadline *
rules_deadline(struct rules r, struct str regime, struct str level,
               struct str step)
{
    const struct deadline *any = NULL;

    for (size_t i = 0; i < r.book->deadlines_n; i++) {
        const struct deadline *d = &r.book->deadlines[i];

        if (!str_eq(d->step, step) || !str_eq(d->regime, regime) ||
            !holds(&d->basis, r.day))
            continue;
        if (str_eq(d->level, level))
            return d;
        if (any == NULL && str_eq(d->level, STR("*")))
            any = d;
    }
    return any;
}

const struct escalation *
rules_escalation(struct rules r, struct str level, int64_t step)
{
    for (size_t i = 0; i < r.book->escalations_n; i++) {
        const struct escalation *e = &r.book->escalations[i];

        if (e->step == step && str_eq(e->level, level) &&
            holds(&e->basis, r.day))
            return e;
    }
    return NULL;
}

size_t
place_distance(struct rules r, struct str place, struct str wanted)
{
    size_t steps = 0;

    if (str_eq(wanted, STR("*")))
        return SIZE_MAX - 1;
    for (; steps <= r.book->places_n && place.n > 0; steps++) {
        const struct place *p;

        if (str_eq(place, wanted))
            return steps;
        p = rules_place(r, place);
        place = p == NULL ? STR("") : p->parent;
    }
    return SIZE_MAX;
}

/* The row of exactly this matter with the nearest place. */
static const struct dispatch *
nearest_place(struct rules r, struct str matter, struct str place)
{
    const struct dispatch *best = NULL;
    size_t best_distance = SIZE_MAX;

    for (size_t i = 0; i < r.book->dispatch_n; i++) {
        const struct dispatch *d = &r.book->dispatch[i];
        size_t distance;

        if (!str_eq(d->matter, matter) || !holds(&d->basis, r.day))
            continue;
        distance = place_distance(r, place, d->place);
        if (distance < best_distance) {
            best = d;
            best_distance = distance;
        }
    }
    return best;
}

const struct dispatch *
rules_dispatch(struct rules r, struct str matter, struct str place)
{
    for (size_t up = 0; up <= r.book->matters_n && matter.n > 0; up++) {
        const struct dispatch *d = nearest_place(r, matter, place);
        const struct matter *m;

        if (d != NULL)
            return d;
        m = rules_matter(r, matter);
        matter = m == NULL ? STR("") : m->parent;
    }
    return NULL;
}

struct str
rules_level(struct rules r, int urgency, int risk, int clarity, int difficulty)
{
    const unsigned bit[4] = { 1U << urgency, 1U << risk, 1U << clarity,
                              1U << difficulty };

    for (size_t i = 0; i < r.book->levels_n; i++) {
        const struct level_rule *l = &r.book->levels[i];
        bool fits = holds(&l->basis, r.day);

        for (size_t k = 0; k < 4 && fits; k++)
            fits = (l->allowed[k] & bit[k]) != 0;
        if (fits)
            return l->level;
    }
    return STR("");
}

struct str
rules_street_unit(struct rules r, struct str place)
{
    for (size_t up = 0; up <= r.book->places_n && place.n > 0; up++) {
        const struct place *p = rules_place(r, place);

        if (p == NULL)
            break;
        if (p->unit.n > 0)
            return p->unit;
        place = p->parent;
    }
    return STR("");
}

struct str
rules_district_unit(struct rules r, struct str place)
{
    for (size_t up = 0; up <= r.book->places_n && place.n > 0; up++) {
        const struct place *p = rules_place(r, place);

        if (p == NULL)
            break;
        if (str_eq(p->kind, STR("district")))
            return p->unit;
        place = p->parent;
    }
    return STR("");
}

struct str
rules_unit_at(struct rules r, struct str unit, struct str place)
{
    if (str_eq(unit, STR("@street")))
        return rules_street_unit(r, place);
    if (str_eq(unit, STR("@district")))
        return rules_district_unit(r, place);
    return unit;
}

struct str
rules_lead(struct rules r, const struct dispatch *d, struct str place)
{
    struct str lead = rules_unit_at(r, d->lead, place);

    return lead.n > 0 ? lead : rules_unit_at(r, d->fallback, place);
}

/* A place of the demo city lies five deep; nothing real lies deeper. */
enum { PLACES_DEEP = 8 };

struct str
rules_place_path(struct arena *a, struct rules r, struct str place)
{
    struct str names[PLACES_DEEP];
    struct buf b = { .a = a };
    const struct place *p = rules_place(r, place);
    size_t n = 0;

    for (; p != NULL && n < PLACES_DEEP; p = rules_place(r, p->parent))
        names[n++] = p->name.hans;
    while (n > 0) {
        buf_add(&b, names[--n]);
        if (n > 0)
            buf_add_char(&b, '/');
    }
    return buf_str(&b);
}

struct str
rules_setting(struct rules r, struct str key, struct str fallback)
{
    for (size_t i = 0; i < r.book->settings_n; i++) {
        const struct setting *s = &r.book->settings[i];

        if (str_eq(s->key, key) && holds(&s->basis, r.day))
            return s->value;
    }
    return fallback;
}

bool
rules_lists(struct rules r, struct str key, struct str word)
{
    struct str rest = rules_setting(r, key, STR("")), one;

    while (str_cut(&rest, ';', &one))
        if (str_eq(one, word))
            return true;
    return false;
}

int64_t
rules_number(struct rules r, struct str key, int64_t fallback)
{
    int64_t v = fallback;

    return str_i64(rules_setting(r, key, STR("")), &v) ? v : fallback;
}

const struct name *
rules_phrase(struct rules r, struct str prefix, struct str key)
{
    for (size_t i = 0; i < r.book->phrases_n; i++) {
        const struct phrase *p = &r.book->phrases[i];

        if (p->key.n == prefix.n + key.n && str_starts(p->key, prefix) &&
            str_ends(p->key, key))
            return &p->name;
    }
    return NULL;
}
