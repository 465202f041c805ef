/*
 * sqlite_prepare: what store_append does in its caller's thread, so that the
 * writer only inserts: draw salts, put commitments in the place of personal
 * texts, encode and hash the leaves, seal the texts.
 */
#include "store/sqlite_internal.h"

#include <string.h>

#include "sys/random.h"

/* The texts of one subject in this append. */
struct pack {
    struct id subject;
    struct buf items;
};

struct work {
    struct store *st;
    struct arena *a;
    const struct append *ap;
    struct pack *packs;
    size_t packs_n, packs_room;
    unsigned char chance[8 * SALT_BYTES];
    size_t chance_n; /* bytes of chance not yet used */
};

static struct str
new_salt(struct work *w)
{
    if (w->chance_n == 0) {
        random_bytes(w->chance, sizeof(w->chance));
        w->chance_n = sizeof(w->chance);
    }
    w->chance_n -= SALT_BYTES;
    return (struct str){ (const char *)w->chance + w->chance_n, SALT_BYTES };
}

static struct pack *
pack_of(struct work *w, struct id subject)
{
    for (size_t i = 0; i < w->packs_n; i++)
        if (id_eq(w->packs[i].subject, subject))
            return &w->packs[i];
    w->packs = arena_grow(w->a, w->packs, w->packs_n, &w->packs_room,
                          sizeof(*w->packs));
    w->packs[w->packs_n] =
        (struct pack){ .subject = subject, .items = { .a = w->a } };
    return &w->packs[w->packs_n++];
}

/* Put the text of p aside and its commitment in its place. */
static void
hide(struct work *w, struct pack *pack, struct text_item *item,
     struct personal *p)
{
    unsigned char commitment[HASH_BYTES];
    struct buf hex = { .a = w->a };

    item->salt = new_salt(w);
    item->text = p->text;
    vault_commitment(w->st, item, commitment);
    vault_item_put(&pack->items, item);
    buf_add_hex(&hex, commitment, sizeof(commitment));
    *p = (struct personal){ { NULL, 0 }, buf_str(&hex) };
}

/* Is there a personal text in the event that was not sealed before? */
static bool
is_fresh(const struct field *f, const void *data)
{
    return f->kind == FIELD_TEXT && (f->flags & FIELD_PERSONAL) != 0 &&
           field_personal(f, data)->text.n > 0;
}

/* The payload as it goes into the log; a copy when it has personal texts. */
static bool
without_texts(struct work *w, size_t event, const void **ret_data,
              struct err *err)
{
    const struct event *e = &w->ap->events->at[event];
    unsigned char *copy = NULL;

    for (size_t i = 0; i < e->type->fields_n; i++) {
        const struct field *f = &e->type->fields[i];
        struct text_item item = { .event = (uint32_t)event,
                                  .field = str_of(f->name) };
        struct personal p;
        struct id subject;

        if (!is_fresh(f, e->data))
            continue;
        subject = field_subject(e->type, f, e->data);
        if (id_is_none(subject))
            return fail(err, ERR_INPUT, "%s has a personal text of nobody",
                        e->type->name);
        if (copy == NULL)
            copy = arena_copy(w->a, e->data, e->type->size);
        memcpy(&p, copy + f->offset, sizeof(p));
        hide(w, pack_of(w, subject), &item, &p);
        memcpy(copy + f->offset, &p, sizeof(p));
    }
    *ret_data = copy == NULL ? e->data : copy;
    return true;
}

static bool
encode(struct work *w, struct prepared *ret, struct err *err)
{
    const struct append *ap = w->ap;
    size_t n = ap->events == NULL ? 0 : ap->events->n;
    struct buf all = { .a = w->a };

    ret->hashes = arena_alloc(w->a, n * sizeof(*ret->hashes));
    for (size_t i = 0; i < n; i++) {
        struct record r = {
            .stream = ap->stream,
            .version = ap->expected + 1 + (int64_t)i,
            .type = ap->events->at[i].type,
            .occurred_at = ap->occurred_at,
            .recorded_at = ap->recorded_at,
            .actor = ap->actor,
        };
        size_t from;

        if (!without_texts(w, i, &r.data, err))
            return false;
        if (i > 0)
            buf_add_char(&all, '\n');
        from = all.n;
        record_encode(&all, &r);
        ret->hashes[i] =
            merkle_leaf(w->st->suite->digest, w->a,
                        (struct str){ all.p + from, all.n - from });
    }
    ret->leaves = buf_str(&all);
    return true;
}

/* The subject's key: an old one when looked up and there, else a new one. */
static bool
key_for(struct work *w, struct id subject, bool look_up,
        unsigned char key[SEAL_KEY_BYTES], int64_t *ret_new, struct err *err)
{
    struct conn *c = look_up ? conn_take(w->st, err) : NULL;
    int64_t slot = 0;
    bool erased = false;
    enum slot_is is;
    int got = look_up ? -1 : 0;

    if (c != NULL)
        got = slot_of(c, subject, &slot, &erased, err);
    conn_give(w->st, c);
    if (got < 0)
        return false;
    *ret_new = 0;
    if (got == 0)
        return slots_take(w->st, ret_new, key, err);
    if (!erased && !slots_get(w->st, slot, key, &is, err))
        return false;
    if (!erased && is == SLOT_FULL)
        return true;
    if (!erased)
        return fail(err, ERR_KEY,
                    "the key of this person's texts is lost; nothing more can "
                    "be kept for them");
    return fail(err, ERR_KEY,
                "this person's texts were erased; nothing "
                "more can be kept for them");
}

static bool
seal_packs(struct work *w, bool look_up, struct prepared *ret, struct err *err)
{
    ret->sealed_n = w->packs_n;
    ret->sealed = arena_alloc(w->a, w->packs_n * sizeof(*ret->sealed));
    for (size_t i = 0; i < w->packs_n; i++) {
        struct pack *pack = &w->packs[i];
        struct sealed *s = &ret->sealed[i];
        const struct vault_place at = { pack->subject, w->ap->stream,
                                        w->ap->expected + 1 };
        unsigned char key[SEAL_KEY_BYTES];

        s->subject = pack->subject;
        if (!key_for(w, pack->subject, look_up, key, &s->slot, err))
            return false;
        s->envelope = vault_seal(w->st, w->a, &at, key, buf_str(&pack->items));
        explicit_bzero(key, sizeof(key));
        explicit_bzero(pack->items.p, pack->items.n);
    }
    return true;
}

bool
prepare(struct store *st, struct arena *a, const struct append *ap,
        bool look_up, struct prepared *ret_prepared, struct err *err)
{
    struct work w = { .st = st, .a = a, .ap = ap };
    struct prepared p = { .sealed_n = 0 };

    if (!encode(&w, &p, err) || !seal_packs(&w, look_up, &p, err))
        return false;
    *ret_prepared = p;
    return true;
}
