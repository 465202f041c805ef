/* Cases that may tell the same facts; see engine.h. */
#include "app/engine_internal.h"

#include <assert.h>

#include "feature/appeal/appeal_module.h"
#include "feature/appeal/correct/appeal_correct.h"
#include "text/address.h"

struct str
engine_caller(struct engine *e, struct arena *a, struct str contact)
{
    char *hash;

    contact = address_contact(a, contact);
    if (contact.n == 0)
        return STR("");
    hash = arena_alloc(a, CALLER_BYTES);
    store_keyed_hash(e->store, STR("contact"), contact, (unsigned char *)hash,
                     CALLER_BYTES);
    return (struct str){ hash, CALLER_BYTES };
}

/* Where the contact stands as it is now: in the first record, unless it was
 * corrected. */
static const struct record *
contact_record(const struct loaded *l)
{
    return l->module == &appeal_module
               ? appeal_contact_record(&l->records, "contact")
               : &l->records.at[0];
}

bool
engine_caller_of(struct engine *e, struct arena *a, const struct loaded *l,
                 struct str *ret_caller, struct err *err)
{
    const struct text_request rq = {
        .stream = l->stream,
        .version = contact_record(l)->version,
        .subject = l->module->subject(l->state),
        .field = STR("contact"),
        .purpose = STR("find again"),
    };
    struct str contact = STR("");
    bool erased;

    if (!id_is_none(rq.subject) && e->has_keys &&
        !store_text(e->store, a, &rq, &contact, &erased, err))
        return false;
    *ret_caller = engine_caller(e, a, contact);
    return true;
}

/* Columns of query appeal_of_contact, in order. */
static void
take_case(struct arena *a, struct cursor *c, struct of_caller *ret_case)
{
    ret_case->id = cursor_id(c);
    ret_case->code = arena_str(a, cursor_text(c));
    ret_case->matter = arena_str(a, cursor_text(c));
    ret_case->place = arena_str(a, cursor_text(c));
    ret_case->stage = arena_str(a, cursor_text(c));
    ret_case->received_at = cursor_int(c);
}

/* The index names a case: does the reading say so too? */
static bool
look_at(struct engine *e, struct arena *a, const struct value v[2],
        struct of_caller *ret_case, bool *ret_is, struct err *err)
{
    struct cursor *c;

    if (!store_query(e->store, QUERY_APPEAL_OF_CONTACT, v, 2, &c, err))
        return false;
    err->kind = ERR_NONE;
    *ret_is = cursor_next(c, err);
    if (*ret_is)
        take_case(a, c, ret_case);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

bool
engine_of_caller(struct engine *e, struct arena *a, struct str caller,
                 struct of_caller **ret_cases, size_t *ret_n, struct err *err)
{
    int64_t numbers[CALLER_CASES];
    struct of_caller *cases;
    size_t n = 0, hints = 0;

    if (caller.n > 0 &&
        !callers_find(e->callers, (const unsigned char *)caller.p, numbers,
                      &hints, err))
        return false;
    cases = arena_alloc(a, hints * sizeof(*cases));
    for (size_t i = 0; i < hints; i++) {
        const struct value v[2] = { value_int(numbers[i]),
                                    value_bytes(caller.p, caller.n) };
        bool is = false;

        cases[n].number = numbers[i];
        if (!look_at(e, a, v, &cases[n], &is, err))
            return false;
        n += is;
    }
    *ret_cases = cases;
    *ret_n = n;
    return true;
}

static_assert((int)CONTACT_CASES == (int)CALLER_CASES,
              "as many as the index of callers gives");

bool
engine_contact_cases(struct engine *e, struct arena *a, struct str contact,
                     struct id **ret_ids, size_t *ret_n, struct err *err)
{
    struct of_caller *cases;
    struct id *ids;

    if (!engine_of_caller(e, a, engine_caller(e, a, contact), &cases, ret_n,
                          err))
        return false;
    ids = arena_alloc(a, *ret_n * sizeof(*ids));
    for (size_t i = 0; i < *ret_n; i++)
        ids[i] = cases[i].id;
    *ret_ids = ids;
    return true;
}

bool
engine_repeats(struct engine *e, struct arena *a, struct str stream,
               struct repeat **ret_repeats, size_t *ret_n, struct err *err)
{
    struct loaded l = { .module = NULL };
    const struct appeal *s;
    struct of_caller *cases;
    struct repeat *repeats;
    struct str caller;
    size_t all, n = 0;

    if (!engine_load(e, a, stream, &l, err) ||
        !engine_caller_of(e, a, &l, &caller, err) ||
        !engine_of_caller(e, a, caller, &cases, &all, err))
        return false;
    s = l.state;
    repeats = arena_alloc(a, all * sizeof(*repeats));
    for (size_t i = 0; i < all; i++)
        if (cases[i].number != s->number &&
            str_eq(cases[i].matter, s->matter) &&
            str_eq(cases[i].place, s->place))
            repeats[n++] =
                (struct repeat){ cases[i].id, cases[i].code, cases[i].stage };
    *ret_repeats = repeats;
    *ret_n = n;
    return true;
}
