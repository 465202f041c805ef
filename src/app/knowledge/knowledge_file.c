/* See knowledge_file.h. */
#include "app/knowledge/knowledge_file.h"

struct str
knowledge_stream(struct arena *a, struct id id)
{
    struct buf b = { .a = a };

    buf_add(&b, STR("knowledge/"));
    id_put(&b, id);
    return buf_str(&b);
}

bool
knowledge_file_load(struct engine *e, struct arena *a, struct str hex,
                    struct knowledge_file *ret_file, struct err *err)
{
    struct knowledge_file *f = ret_file;
    struct buf name = { .a = a };

    *f = (struct knowledge_file){ .records = { .a = a } };
    if (!id_parse(hex, &f->id))
        return fail(err, ERR_NOT_FOUND, "no such entry");
    id_put(&name, f->id);
    f->hex = buf_str(&name);
    f->stream = knowledge_stream(a, f->id);
    if (!store_load(engine_store(e), f->stream, &f->records, err))
        return false;
    if (f->records.n == 0)
        return fail(err, ERR_NOT_FOUND, "no such entry");
    for (size_t i = 0; i < f->records.n; i++) {
        const struct record *r = &f->records.at[i];
        const struct event ev = { r->type, r->data };

        knowledge_apply(&f->s, &ev, r->occurred_at);
    }
    return true;
}
