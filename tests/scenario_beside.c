/* The words of a story that look at units, letters, texts and the log as a
 * whole; see scenario_run.h. */
#include "scenario_run.h"

#include <sqlite3.h>

#include "feature/appeal/appeal_module.h"

bool
check_unit(struct story *st, const struct line *l)
{
    struct str rest = l->head;
    int64_t failures = 0, referrals = 0, want = 0;
    struct cursor *c;

    (void)next_word(&rest);
    if (!store_query(engine_store(st->e), QUERY_ASSESSMENT_LIST, NULL, 0, &c,
                     &st->err))
        return false;
    while (cursor_next(c, &st->err)) {
        bool here = str_eq(cursor_text(c), str_trim(rest));
        int64_t f = cursor_int(c), r = cursor_int(c);

        failures += here ? f : 0;
        referrals += here ? r : 0;
    }
    cursor_close(c);
    if ((str_i64(piece_of(l, "failures"), &want) && want != failures) ||
        (str_i64(piece_of(l, "referrals"), &want) && want != referrals))
        return fail(&st->err, ERR_INPUT, "failures %lld, referrals %lld",
                    (long long)failures, (long long)referrals);
    return true;
}

static bool
count_letters(struct story *st, struct str stream, struct str letter,
              int64_t *ret_n)
{
    struct buf path = { .a = st->a };
    sqlite3 *db = NULL;
    sqlite3_stmt *q = NULL;
    bool ok;

    buf_addf(&path, "%s/log.db", st->dir);
    ok = sqlite3_open_v2(buf_cstr(&path), &db, SQLITE_OPEN_READONLY, NULL) ==
             SQLITE_OK &&
         sqlite3_prepare_v2(db,
                            "SELECT COUNT(*) FROM outbox WHERE stream = ?1 "
                            "AND letter = ?2",
                            -1, &q, NULL) == SQLITE_OK &&
         sqlite3_bind_text(q, 1, stream.p, (int)stream.n, SQLITE_STATIC) ==
             SQLITE_OK &&
         sqlite3_bind_text(q, 2, letter.p, (int)letter.n, SQLITE_STATIC) ==
             SQLITE_OK &&
         sqlite3_step(q) == SQLITE_ROW;
    if (ok)
        *ret_n = sqlite3_column_int64(q, 0);
    else
        (void)fail(&st->err, ERR_IO, "outbox: %s", sqlite3_errmsg(db));
    (void)sqlite3_finalize(q); /* read only */
    (void)sqlite3_close(db);
    return ok;
}

/* outbox NAME | letter: reply | n: 1 */
bool
check_outbox(struct story *st, const struct line *l)
{
    struct str rest = l->head, name;
    const struct story_case *c;
    struct buf stream = { .a = st->a };
    int64_t n = 0, want = 0;

    (void)next_word(&rest);
    name = str_trim(rest);
    if (!str_i64(piece_of(l, "n"), &want))
        return fail(&st->err, ERR_INPUT, "n: how many?");
    if (name.n == 1) {
        c = find_case(st, name);
        if (c == NULL)
            return false;
        buf_add(&stream, appeal_stream(st->a, c->id));
    } else {
        buf_addf(&stream, "assessment/%.*s", STR_ARG(name));
    }
    if (!count_letters(st, buf_str(&stream), piece_of(l, "letter"), &n))
        return false;
    return n == want || fail(&st->err, ERR_INPUT, "%lld letters", (long long)n);
}

/* The newest record of the case that has a personal text of that name. */
static const struct record *
record_with(const struct record_list *records, struct str field)
{
    const struct record *found = NULL;

    for (size_t i = 0; i < records->n; i++) {
        const struct record *r = &records->at[i];
        const struct field *f = payload_field(r->type, field);

        if (f != NULL && (f->flags & FIELD_PERSONAL) != 0 &&
            field_personal(f, r->data)->commitment.n > 0)
            found = r;
    }
    return found;
}

static bool
check_one_text(struct story *st, const struct record *r, const struct piece *p)
{
    const struct field *f = payload_field(r->type, p->key);
    struct text_request rq = {
        .stream = r->stream,
        .version = r->version,
        .subject = field_subject(r->type, f, r->data),
        .field = p->key,
        .purpose = STR("handling"),
    };
    struct str text;
    bool erased;

    if (!store_text(engine_store(st->e), st->a, &rq, &text, &erased, &st->err))
        return false;
    if (erased)
        text = STR("erased");
    return str_eq(text, p->value) ||
           fail(&st->err, ERR_INPUT, "%.*s reads: %.*s", STR_ARG(p->key),
                STR_ARG(text));
}

/* text A | title: the text, or the word erased */
bool
check_text(struct story *st, const struct line *l)
{
    struct record_list records = { 0 };
    struct str rest = l->head;

    (void)next_word(&rest);
    if (!load_named(st, str_trim(rest), &records))
        return false;
    for (size_t i = 0; i < l->n; i++) {
        const struct record *r = record_with(&records, l->piece[i].key);

        if (r == NULL)
            return fail(&st->err, ERR_INPUT, "nobody said a %.*s",
                        STR_ARG(l->piece[i].key));
        if (!check_one_text(st, r, &l->piece[i]))
            return false;
    }
    return true;
}

/* contact NUMBER | cases: 2 */
bool
check_contact(struct story *st, const struct line *l)
{
    struct str rest = l->head;
    struct id *ids;
    int64_t want = 0;
    size_t n;

    (void)next_word(&rest);
    if (!str_i64(piece_of(l, "cases"), &want))
        return fail(&st->err, ERR_INPUT, "cases: how many?");
    if (!engine_contact_cases(st->e, st->a, str_trim(rest), &ids, &n, &st->err))
        return false;
    return (int64_t)n == want || fail(&st->err, ERR_INPUT, "%zu cases", n);
}

bool
check_verify(struct story *st, const struct line *l)
{
    struct verify_result r;

    (void)l; /* says it all */
    if (!store_verify(engine_store(st->e), st->a, STR(""), &r, &st->err))
        return false;
    return r.ok || fail(&st->err, ERR_CORRUPT, "%.*s", STR_ARG(r.report));
}
