/* See tree.h. */
#include "tree.h"

#include <openssl/evp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct hasher {
    EVP_MD_CTX *context;
    enum hash hash;
};

/* Without a hash or memory nothing can be said about anything. */
static _Noreturn void
give_up(const char *what)
{
    (void)fprintf(stderr, "gongzhi-verify: %s\n", what);
    exit(3);
}

bool
digest_same(const struct digest *x, const struct digest *y)
{
    return memcmp(x->b, y->b, DIGEST) == 0;
}

struct hasher *
hasher_new(enum hash hash)
{
    struct hasher *h = malloc(sizeof(*h));

    if (h == NULL || (h->context = EVP_MD_CTX_new()) == NULL)
        give_up("out of memory");
    h->hash = hash;
    return h;
}

struct hasher *
hasher_like(const struct hasher *h)
{
    return hasher_new(h->hash);
}

void
hasher_use(struct hasher *h, enum hash hash)
{
    h->hash = hash;
}

void
hasher_free(struct hasher *h)
{
    if (h != NULL)
        EVP_MD_CTX_free(h->context);
    free(h);
}

void
hasher_begin(struct hasher *h)
{
    bool sm3 = h->hash == HASH_SM3;

    if (EVP_DigestInit_ex(h->context, sm3 ? EVP_sm3() : EVP_sha256(), NULL) !=
        1)
        give_up(sm3 ? "libcrypto has no SM3" : "libcrypto has no SHA-256");
}

void
hasher_add(struct hasher *h, const void *p, size_t n)
{
    if (n > 0 && EVP_DigestUpdate(h->context, p, n) != 1)
        give_up("the hash failed");
}

struct digest
hasher_end(struct hasher *h)
{
    struct digest d = { { 0 } };

    if (EVP_DigestFinal_ex(h->context, d.b, NULL) != 1)
        give_up("the hash failed");
    return d;
}

struct digest
leaf_digest(struct hasher *h, const void *p, size_t n)
{
    hasher_begin(h);
    hasher_add(h, "\0", 1);
    hasher_add(h, p, n);
    return hasher_end(h);
}

static struct digest
above(struct hasher *h, const struct digest *left, const struct digest *right)
{
    hasher_begin(h);
    hasher_add(h, "\1", 1);
    hasher_add(h, left->b, DIGEST);
    hasher_add(h, right->b, DIGEST);
    return hasher_end(h);
}

void
forest_add(struct hasher *h, struct forest *f, struct digest leaf)
{
    f->root[f->n++] = leaf;
    /* each 1 at the end of the old size is a full tree as large as the new */
    for (uint64_t s = f->size; (s & 1) == 1; s >>= 1) {
        f->root[f->n - 2] = above(h, &f->root[f->n - 2], &f->root[f->n - 1]);
        f->n--;
    }
    f->size++;
}

struct digest
forest_root(struct hasher *h, const struct forest *f)
{
    struct digest d;

    if (f->n == 0) {
        hasher_begin(h);
        return hasher_end(h);
    }
    d = f->root[f->n - 1];
    for (unsigned i = f->n - 1; i > 0; i--)
        d = above(h, &f->root[i - 1], &d);
    return d;
}

/* Where a walk upwards stands: its node and the last one of the level. */
struct walk {
    uint64_t node, last;
};

static void
walk_up(struct walk *w)
{
    w->node >>= 1;
    w->last >>= 1;
}

/* Is the next hash of the path on the left? A last single node is lifted to
 * where it has a sister. */
static bool
sister_is_left(struct walk *w)
{
    if ((w->node & 1) == 0 && w->node != w->last)
        return false;
    while ((w->node & 1) == 0 && w->node != 0)
        walk_up(w);
    return true;
}

bool
proves_inclusion(struct hasher *h, const struct inclusion *what,
                 const struct path *path)
{
    struct walk w = { what->position, what->size - 1 };
    struct digest d = what->leaf;

    if (what->position >= what->size)
        return false;
    for (size_t i = 0; i < path->n; i++) {
        if (w.last == 0)
            return false;
        d = sister_is_left(&w) ? above(h, &path->at[i], &d)
                               : above(h, &d, &path->at[i]);
        walk_up(&w);
    }
    return w.last == 0 && digest_same(&d, &what->root);
}

/* Fold the rest of the path into both roots. */
static bool
fold(struct hasher *h, struct walk w, const struct path *path, size_t from,
     struct digest both[2])
{
    for (size_t i = from; i < path->n; i++) {
        if (w.last == 0)
            return false;
        if (sister_is_left(&w)) {
            both[0] = above(h, &path->at[i], &both[0]);
            both[1] = above(h, &path->at[i], &both[1]);
        } else {
            both[1] = above(h, &both[1], &path->at[i]);
        }
        walk_up(&w);
    }
    return w.last == 0;
}

bool
proves_consistency(struct hasher *h, const struct consistency *what,
                   const struct path *path)
{
    struct walk w = { what->old_size - 1, what->new_size - 1 };
    bool whole = (what->old_size & (what->old_size - 1)) == 0;
    struct digest both[2];

    if (what->old_size == 0 || what->old_size > what->new_size)
        return false;
    if (what->old_size == what->new_size)
        return path->n == 0 && digest_same(&what->old_root, &what->new_root);
    if (path->n == 0)
        return false;
    while ((w.node & 1) == 1)
        walk_up(&w);
    /* an old tree of a power of two is its own first hash */
    both[0] = both[1] = whole ? what->old_root : path->at[0];
    return fold(h, w, path, whole ? 0 : 1, both) &&
           digest_same(&both[0], &what->old_root) &&
           digest_same(&both[1], &what->new_root);
}
