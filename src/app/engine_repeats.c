/* Cases that may tell the same facts; see engine.h. */
#include "app/engine_internal.h"

#include "feature/appeal/appeal.h"
#include "feature/appeal/appeal_module.h"

bool
engine_contact(struct engine *e, struct arena *a, const struct loaded *l,
               struct str *ret_contact, struct err *err)
{
    const struct text_request rq = {
        .stream = l->stream,
        .version = 1,
        .subject = l->module->subject(l->state),
        .field = STR("contact"),
        .purpose = STR("find again"),
    };
    bool erased;

    *ret_contact = STR("");
    if (id_is_none(rq.subject) || !e->has_keys)
        return true;
    return store_text(e->store, a, &rq, ret_contact, &erased, err);
}

/* What is being gathered. */
struct gather {
    struct arena *a;
    const struct appeal *s;
    struct repeat *at;
    size_t n, room;
};

/* Columns of query appeal_by_contact, in order. */
static void
take_case(struct gather *g, struct cursor *c)
{
    int64_t number = cursor_int(c);
    struct id id = cursor_id(c);
    struct str code = arena_str(g->a, cursor_text(c));
    bool same = str_eq(cursor_text(c), g->s->matter);

    same = str_eq(cursor_text(c), g->s->place) && same;
    if (!same || number == g->s->number)
        return;
    g->at = arena_grow(g->a, g->at, g->n, &g->room, sizeof(*g->at));
    g->at[g->n++] =
        (struct repeat){ id, code, arena_str(g->a, cursor_text(c)) };
}

static bool
gather_by_contact(struct engine *e, struct gather *g, struct str contact,
                  struct err *err)
{
    unsigned char hash[CONTACT_BYTES];
    struct value v;
    struct cursor *c;

    if (contact.n == 0)
        return true;
    appeal_contact_hash(e->store, contact, hash);
    v = value_bytes(hash, sizeof(hash));
    if (!store_query(e->store, QUERY_APPEAL_BY_CONTACT, &v, 1, &c, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(c, err))
        take_case(g, c);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

bool
engine_repeats(struct engine *e, struct arena *a, struct str stream,
               struct repeat **ret_repeats, size_t *ret_n, struct err *err)
{
    struct loaded l = { .module = NULL };
    struct gather g = { .a = a };
    struct str contact;

    if (!engine_load(e, a, stream, &l, err) ||
        !engine_contact(e, a, &l, &contact, err))
        return false;
    g.s = l.state;
    if (!gather_by_contact(e, &g, contact, err))
        return false;
    *ret_repeats = g.at;
    *ret_n = g.n;
    return true;
}
