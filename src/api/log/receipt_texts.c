/* What a citizen wrote, beside the leaves that promise it. See receipt.h. */
#include <string.h>

#include "api/log/receipt.h"
#include "app/module.h"
#include "crypto/suite.h"
#include "feature/appeal/rights/appeal_view.h"

static struct str
promised(const struct record *r, struct str field)
{
    const struct field *f = payload_field(r->type, field);

    if (f == NULL || f->kind != FIELD_TEXT || (f->flags & FIELD_PERSONAL) == 0)
        return STR("");
    return field_personal(f, r->data)->commitment;
}

static struct id
subject_of(const struct record *r)
{
    const struct field *f = payload_field(r->type, STR("subject_id"));

    return f == NULL ? (struct id){ { 0 } } : field_id(f, r->data);
}

/* The texts of one record. */
static bool
add_texts(struct store *st, struct arena *a, const struct record *r,
          struct receipt_leaf *l, struct err *err)
{
    struct text_request rq = { .stream = r->stream,
                               .version = r->version,
                               .purpose = STR("citizen") };

    l->texts = arena_alloc(a, RECEIPT_TEXTS * sizeof(*l->texts));
    for (size_t i = 0; i < r->type->fields_n && l->texts_n < RECEIPT_TEXTS;
         i++) {
        const struct field *f = &r->type->fields[i];
        struct opening o;
        bool erased;

        rq.field = str_of(f->name);
        rq.subject = field_subject(r->type, f, r->data);
        /* what a file is sealed with is nobody's proof of anything */
        if (promised(r, rq.field).n == 0 || appeal_tells_who(f) ||
            str_eq(rq.field, STR("file_key")))
            continue;
        if (!store_opening(st, a, &rq, &o, &erased, err))
            return false;
        if (o.salt.n > 0)
            l->texts[l->texts_n++] =
                (struct receipt_text){ rq.field, o.salt, o.text };
    }
    return true;
}

bool
receipt_add_texts(struct store *st, struct arena *a,
                  const struct appeal_file *file, struct receipt *r,
                  struct err *err)
{
    const struct id own = subject_of(&file->records.at[0]);

    for (size_t i = 0; i < r->n; i++) {
        const struct record *record = &file->records.at[i];

        if (!id_is_none(own) && id_eq(subject_of(record), own) &&
            !add_texts(st, a, record, &r->leaves[i], err))
            return false;
    }
    return true;
}

static bool
text_fits(const struct suite *suite, const struct record *r,
          const struct receipt_text *t)
{
    const struct str parts[] = { t->salt, t->field, t->text };
    unsigned char commitment[DIGEST_BYTES], want[DIGEST_BYTES];

    suite->digest_parts(parts, 3, commitment);
    return hex_parse(promised(r, t->field), want, sizeof(want)) &&
           memcmp(commitment, want, sizeof(want)) == 0;
}

bool
receipt_texts_fit(struct arena *a, const struct suite *suite,
                  const struct receipt_leaf *l)
{
    struct record record;

    if (l->texts_n == 0)
        return true;
    if (!record_decode(a, modules_registry(), l->leaf, &record))
        return false;
    for (size_t i = 0; i < l->texts_n; i++)
        if (!text_fits(suite, &record, &l->texts[i]))
            return false;
    return true;
}
