/* Receipts compared with the log of today. See receipt.h. */
#include "api/log/receipt.h"
#include "app/module.h"
#include "crypto/suite.h"

/* Are they the leaves of one case, from its first on without gap? */
static bool
is_one_case(struct arena *a, const struct receipt *r)
{
    struct str stream = { NULL, 0 };

    for (size_t i = 0; i < r->n; i++) {
        struct record record;

        if (!record_decode(a, modules_registry(), r->leaves[i].leaf, &record) ||
            record.version != (int64_t)i + 1)
            return false;
        if (i == 0)
            stream = record.stream;
        else if (!str_eq(record.stream, stream))
            return false;
    }
    return true;
}

static void
check_paths(struct arena *a, const struct suite *suite, const struct receipt *r,
            struct receipt_findings *f)
{
    f->leads = arena_alloc(a, r->n * sizeof(*f->leads));
    f->texts_fit = arena_alloc(a, r->n * sizeof(*f->texts_fit));
    f->all_lead = f->all_texts_fit = true;
    for (size_t i = 0; i < r->n; i++) {
        const struct receipt_leaf *l = &r->leaves[i];
        const struct merkle_inclusion what = { l->position, f->c.size, l->hash,
                                               f->c.root };

        f->leads[i] = merkle_verify_inclusion(suite->digest, &what, l->path);
        f->all_lead = f->all_lead && f->leads[i];
        f->texts_fit[i] = receipt_texts_fit(a, suite, l);
        f->all_texts_fit = f->all_texts_fit && f->texts_fit[i];
    }
    f->one_case = r->leaves[0].leaf.n == 0 || is_one_case(a, r);
}

/* When the last of the first size leaves was written. */
static bool
read_newest(struct store *st, struct arena *a, struct receipt_findings *f,
            struct err *err)
{
    struct leaf_list leaves;
    struct record last;

    if (!store_leaves(st, a, f->c.size - 1, 1, &leaves, err))
        return false;
    if (leaves.n == 1 &&
        record_decode(a, modules_registry(), leaves.at[0], &last))
        f->newest = last.recorded_at;
    return true;
}

/* The same proof that outsiders ask for. */
static bool
compare_with_today(struct store *st, struct arena *a,
                   struct receipt_findings *f, struct err *err)
{
    struct merkle_consistency what = { .size1 = f->c.size, .root1 = f->c.root };
    struct checkpoint now;
    struct str note, path;

    f->size_now = store_size(st);
    if (f->c.size == 0 || f->c.size > f->size_now)
        return true; /* it cannot stand */
    if (!store_checkpoint(st, a, f->size_now, &note, err) ||
        !store_consistency(st, a, f->c.size, f->size_now, &path, err) ||
        !read_newest(st, a, f, err))
        return false;
    what.size2 = f->size_now;
    if (store_checkpoint_open(st, note, &now) && now.size == f->size_now) {
        what.root2 = now.root;
        f->stands = merkle_verify_consistency(suite_of(store_suite(st))->digest,
                                              &what, path);
    }
    return true;
}

bool
receipt_check(struct store *st, struct arena *a, const struct receipt *r,
              struct receipt_findings *ret_findings, struct err *err)
{
    struct receipt_findings f = { .size_now = 0 };

    f.is_signed = store_checkpoint_open(st, r->checkpoint, &f.c);
    if (f.is_signed) {
        check_paths(a, suite_of(store_suite(st)), r, &f);
        if (!compare_with_today(st, a, &f, err))
            return false;
    }
    *ret_findings = f;
    return true;
}
