/* See person.h. */
#include "identity/person/person.h"

#include "app/appeal/appeal_file.h"
#include "feature/appeal/rights/appeal_view.h"
#include "identity/identity_internal.h"
#include "sys/clock.h"

void
person_add(struct person_cases *cases, struct id case_id, bool joined)
{
    size_t i = 0;

    while (i < cases->n && !id_eq(cases->at[i], case_id))
        i++;
    if (i < cases->n) { /* known by more than the code */
        cases->joined[i] = cases->joined[i] && joined;
        return;
    }
    if (cases->n == PERSON_CASES) {
        cases->more = true;
        return;
    }
    cases->at[cases->n] = case_id;
    cases->joined[cases->n++] = joined;
}

bool
person_cases_by(struct engine *e, struct arena *a, struct str phone,
                struct person_cases *ret_cases, struct err *err)
{
    struct id *found;
    size_t n;

    if (!engine_contact_cases(e, a, phone, &found, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        person_add(ret_cases, found[i], false);
    ret_cases->more |= n == CONTACT_CASES;
    return true;
}

/* Those of the phone that a phone alone shows. */
static bool
add_shown(struct engine *e, struct arena *a, const struct person_cases *by,
          struct person_cases *ret_cases, struct err *err)
{
    int64_t now = clock_now();
    struct rules rules = engine_rules(e, now);

    for (size_t i = 0; i < by->n; i++) {
        struct appeal_file file;

        if (!appeal_file_of(e, a, by->at[i], &file, err))
            return false;
        if (appeal_shown_by_phone(&file.s, rules, now))
            person_add(ret_cases, by->at[i], false);
    }
    ret_cases->more |= by->more;
    return true;
}

bool
person_cases_of(struct identity *id, struct arena *a, struct str account,
                struct str phone, struct person_cases *ret_cases,
                struct err *err)
{
    struct person_cases *by = arena_new(a, struct person_cases);
    const struct value v = value_text(account);
    struct cursor *c;

    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_ACCOUNT_CASES, &v, 1, &c, err))
        return false;
    while (cursor_next(c, err))
        person_add(ret_cases, cursor_id(c), true);
    cursor_close(c);
    return err->kind == ERR_NONE &&
           (phone.n == 0 || (person_cases_by(id->e, a, phone, by, err) &&
                             add_shown(id->e, a, by, ret_cases, err)));
}
