/* See appeal_file.h. */
#include "app/appeal/appeal_file.h"

#include "feature/appeal/intake/appeal_answers.h"

bool
appeal_file_load(struct engine *e, struct arena *a, struct str code,
                 struct appeal_file *ret_file, struct err *err)
{
    struct id id;

    return engine_find(e, a, code, &id, err) &&
           appeal_file_of(e, a, id, ret_file, err);
}

bool
appeal_file_of(struct engine *e, struct arena *a, struct id id,
               struct appeal_file *ret_file, struct err *err)
{
    struct appeal_file *f = ret_file;

    *f = (struct appeal_file){ .id = id, .records = { .a = a } };
    f->stream = appeal_stream(a, f->id);
    if (!store_load(engine_store(e), f->stream, &f->records, err))
        return false;
    if (f->records.n == 0)
        return fail(err, ERR_NOT_FOUND, "no such case");
    for (size_t i = 0; i < f->records.n; i++) {
        const struct record *r = &f->records.at[i];
        const struct event ev = { r->type, r->data };

        appeal_apply(&f->s, &ev, r->occurred_at);
    }
    return true;
}

bool
appeal_file_text(struct engine *e, struct arena *a,
                 const struct appeal_text *wanted, struct str *ret_text,
                 bool *ret_erased, struct err *err)
{
    const struct record *r = wanted->record;
    const struct field *f = payload_field(r->type, str_of(wanted->field));
    struct text_request rq = {
        .stream = r->stream,
        .version = r->version,
        .field = str_of(wanted->field),
        .purpose = str_of(wanted->purpose),
    };

    *ret_text = STR("");
    *ret_erased = false;
    if (f == NULL || (f->flags & FIELD_PERSONAL) == 0 ||
        field_personal(f, r->data)->commitment.n == 0)
        return true;
    rq.subject = field_subject(r->type, f, r->data);
    if (!store_text(engine_store(e), a, &rq, ret_text, ret_erased, err))
        return false;
    if (str_eq(rq.field, STR("answers")))
        *ret_text = answers_shown(a, *ret_text);
    return true;
}

bool
appeal_file_words(struct engine *e, struct arena *a,
                  const struct record_list *records, const char *purpose,
                  struct appeal_words *ret_words, struct err *err)
{
    const struct appeal_text title = { &records->at[0], "title", purpose };
    const struct appeal_text body = { &records->at[0], "body", purpose };
    struct appeal_words w;
    bool erased;

    if (!appeal_file_text(e, a, &title, &w.title, &w.erased, err) ||
        !appeal_file_text(e, a, &body, &w.body, &erased, err))
        return false;
    w.erased = w.erased || erased;
    if (w.erased)
        w.title = w.body = STR("");
    *ret_words = w;
    return true;
}
