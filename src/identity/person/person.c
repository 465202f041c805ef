/* See person.h. */
#include "identity/person/person.h"

#include "identity/identity_internal.h"

static const struct str country = { "+86", 3 };

void
person_add(struct person_cases *cases, struct id case_id, bool joined)
{
    size_t i = 0;

    while (i < cases->n && !id_eq(cases->at[i], case_id))
        i++;
    if (i < cases->n || cases->n == PERSON_CASES)
        return;
    cases->at[cases->n] = case_id;
    cases->joined[cases->n++] = joined;
}

bool
person_cases_by(struct engine *e, struct arena *a, struct str phone,
                struct person_cases *ret_cases, struct err *err)
{
    struct buf with = { .a = a };
    struct str forms[2] = { phone, { NULL, 0 } };

    /* as it stands in cases: with or without the country in front */
    if (str_starts(phone, country)) {
        forms[1] = (struct str){ phone.p + country.n, phone.n - country.n };
    } else if (phone.n > 0) {
        buf_add(&with, country);
        buf_add(&with, phone);
        forms[1] = buf_str(&with);
    }
    for (int f = 0; f < 2; f++) {
        struct id *found;
        size_t n;

        if (!engine_contact_cases(e, a, forms[f], &found, &n, err))
            return false;
        for (size_t i = 0; i < n; i++)
            person_add(ret_cases, found[i], false);
    }
    return true;
}

bool
person_cases_of(struct identity *id, struct arena *a, struct str account,
                struct str phone, struct person_cases *ret_cases,
                struct err *err)
{
    const struct value v = value_text(account);
    struct cursor *c;

    if (phone.n > 0 && !person_cases_by(id->e, a, phone, ret_cases, err))
        return false;
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_ACCOUNT_CASES, &v, 1, &c, err))
        return false;
    while (cursor_next(c, err))
        person_add(ret_cases, cursor_id(c), true);
    cursor_close(c);
    return err->kind == ERR_NONE;
}
