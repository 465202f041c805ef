/* See merkle.h. Verification follows RFC 9162 sections 2.1.3.2 and 2.1.4.2,
 * which give the same trees as RFC 6962. */
#include "event/merkle.h"

#include <string.h>

#include "base/buf.h"

struct hash
merkle_empty(merkle_hash *h)
{
    struct hash out;

    h("", 0, out.b);
    return out;
}

struct hash
merkle_node(merkle_hash *h, struct hash left, struct hash right)
{
    unsigned char both[1 + 2 * HASH_BYTES] = { 1 };
    struct hash out;

    memcpy(both + 1, left.b, HASH_BYTES);
    memcpy(both + 1 + HASH_BYTES, right.b, HASH_BYTES);
    h(both, sizeof(both), out.b);
    return out;
}

struct hash
merkle_leaf(merkle_hash *h, struct arena *scratch, struct str leaf)
{
    unsigned char *bytes = arena_alloc(scratch, leaf.n + 1);
    struct hash out;

    bytes[0] = 0;
    if (leaf.n > 0)
        memcpy(bytes + 1, leaf.p, leaf.n);
    h(bytes, leaf.n + 1, out.b);
    return out;
}

void
merkle_append(merkle_hash *h, struct merkle_range *r, struct hash leaf)
{
    unsigned height = 0;

    for (uint64_t s = r->size; (s & 1) != 0; s >>= 1, height++)
        leaf = merkle_node(h, r->peak[height], leaf);
    r->peak[height] = leaf;
    r->size++;
}

struct hash
merkle_root(merkle_hash *h, const struct merkle_range *r)
{
    struct hash root = { { 0 } };
    bool any = false;

    for (unsigned height = 0; height < MERKLE_HEIGHT; height++) {
        if ((r->size >> height & 1) == 0)
            continue;
        root = any ? merkle_node(h, r->peak[height], root) : r->peak[height];
        any = true;
    }
    return any ? root : merkle_empty(h);
}

struct hash
merkle_full_root(merkle_hash *h, const struct hash *at, size_t n)
{
    struct merkle_range r = { .size = 0 };

    for (size_t i = 0; i < n; i++)
        merkle_append(h, &r, at[i]);
    return merkle_root(h, &r);
}

/* Take the next hash of a proof. */
static bool
take(struct str *path, struct hash *ret_hash)
{
    if (path->n < HASH_BYTES)
        return false;
    memcpy(ret_hash->b, path->p, HASH_BYTES);
    *path = (struct str){ path->p + HASH_BYTES, path->n - HASH_BYTES };
    return true;
}

static bool
same(struct hash a, struct hash b)
{
    return memcmp(a.b, b.b, HASH_BYTES) == 0;
}

/* Where a proof has come to: a node, and the last one of its level. */
struct place {
    uint64_t fn, sn;
};

static void
up(struct place *at)
{
    at->fn >>= 1;
    at->sn >>= 1;
}

/* Go up past one hash of a proof. Does it stand left of what we have? */
static bool
stands_left(struct place *at)
{
    bool left = (at->fn & 1) != 0 || at->fn == at->sn;

    while (left && (at->fn & 1) == 0 && at->fn != 0)
        up(at);
    up(at);
    return left;
}

bool
merkle_verify_inclusion(merkle_hash *h, const struct merkle_inclusion *c,
                        struct str path)
{
    struct place at = { c->position, c->size - 1 };
    struct hash r = c->leaf, p;

    if (path.n % HASH_BYTES != 0 || c->position >= c->size)
        return false;
    while (take(&path, &p)) {
        if (at.sn == 0)
            return false;
        r = stands_left(&at) ? merkle_node(h, p, r) : merkle_node(h, r, p);
    }
    return at.sn == 0 && same(r, c->root);
}

/* The loop of RFC 9162, section 2.1.4.2, step 6. */
static bool
climb(merkle_hash *h, const struct merkle_consistency *c, struct str path,
      struct hash fr)
{
    struct place at = { c->size1 - 1, c->size2 - 1 };
    struct hash sr = fr, p;

    while ((at.fn & 1) != 0)
        up(&at);
    while (take(&path, &p)) {
        if (at.sn == 0)
            return false;
        if (stands_left(&at)) {
            fr = merkle_node(h, p, fr);
            sr = merkle_node(h, p, sr);
        } else {
            sr = merkle_node(h, sr, p);
        }
    }
    return at.sn == 0 && same(fr, c->root1) && same(sr, c->root2);
}

bool
merkle_verify_consistency(merkle_hash *h, const struct merkle_consistency *c,
                          struct str path)
{
    struct hash first = c->root1;

    if (path.n % HASH_BYTES != 0 || c->size1 == 0 || c->size1 > c->size2)
        return false;
    if (c->size1 == c->size2)
        return path.n == 0 && same(c->root1, c->root2);
    if (path.n == 0)
        return false;
    if ((c->size1 & (c->size1 - 1)) != 0 && !take(&path, &first))
        return false;
    return climb(h, c, path, first);
}

/* The root of the leaves from..to-1; from is where a subtree begins. */
static bool
root_of(const struct merkle_nodes *t, uint64_t from, uint64_t to,
        struct hash *ret_root)
{
    struct hash right = { { 0 } };
    bool any = false;

    if (from == to) {
        *ret_root = merkle_empty(t->h);
        return true;
    }
    for (unsigned height = 0; height < MERKLE_HEIGHT; height++) {
        uint64_t n = to - from;
        struct hash left;

        if ((n >> height & 1) == 0)
            continue;
        /* the full subtree left of what is done, 2^height leaves wide */
        uint64_t end = from + (n >> height << height);

        if (!t->get(t->context, height, (end >> height) - 1, &left))
            return false;
        right = any ? merkle_node(t->h, left, right) : left;
        any = true;
    }
    *ret_root = right;
    return true;
}

bool
merkle_root_at(const struct merkle_nodes *t, uint64_t size,
               struct hash *ret_root)
{
    return root_of(t, 0, size, ret_root);
}

/* The largest power of two below n; n > 1. */
static uint64_t
split(uint64_t n)
{
    uint64_t k = 1;

    while (k < n - k)
        k <<= 1;
    return k;
}

/* Parts of the tree whose roots make a proof, the nearest to the root first. */
struct parts {
    uint64_t from[MERKLE_HEIGHT + 1], to[MERKLE_HEIGHT + 1];
    size_t n;
};

static void
part_add(struct parts *p, uint64_t from, uint64_t to)
{
    p->from[p->n] = from;
    p->to[p->n++] = to;
}

/* Their roots, the nearest to the leaves first. */
static bool
path_of(const struct merkle_nodes *t, struct arena *a, const struct parts *p,
        struct str *ret_path)
{
    struct buf out = { .a = a };

    for (size_t i = p->n; i > 0; i--) {
        struct hash root;

        if (!root_of(t, p->from[i - 1], p->to[i - 1], &root))
            return false;
        buf_add(&out, (struct str){ (const char *)root.b, HASH_BYTES });
    }
    *ret_path = buf_str(&out);
    return true;
}

bool
merkle_inclusion_path(const struct merkle_nodes *t, struct arena *a,
                      uint64_t position, uint64_t size, struct str *ret_path)
{
    uint64_t from = 0, to = size;
    struct parts parts = { .n = 0 };

    if (position >= size)
        return false;
    while (to - from > 1) {
        uint64_t middle = from + split(to - from);

        if (position < middle) {
            part_add(&parts, middle, to);
            to = middle;
        } else {
            part_add(&parts, from, middle);
            from = middle;
        }
    }
    return path_of(t, a, &parts, ret_path);
}

bool
merkle_consistency_path(const struct merkle_nodes *t, struct arena *a,
                        uint64_t size1, uint64_t size2, struct str *ret_path)
{
    uint64_t from = 0, to = size2;
    struct parts parts = { .n = 0 };

    if (size1 == 0 || size1 > size2)
        return false;
    while (to != size1) {
        uint64_t middle = from + split(to - from);

        if (size1 <= middle) {
            part_add(&parts, middle, to);
            to = middle;
        } else {
            part_add(&parts, from, middle);
            from = middle;
        }
    }
    if (from != 0) /* the old tree is not a whole subtree: its rest */
        part_add(&parts, from, to);
    return path_of(t, a, &parts, ret_path);
}
