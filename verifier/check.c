/* One checkpoint, and one receipt. See check.h. */
#include "check.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "bundle.h"
#include "file.h"

static void
print_root(const struct digest *d)
{
    for (int i = 0; i < DIGEST; i++)
        (void)printf("%02x", d->b[i]);
}

/* What others wrote is printed without controls. */
static void
print_text(struct text s)
{
    for (size_t i = 0; i < s.n; i++)
        (void)putchar((unsigned char)s.p[i] < ' ' || s.p[i] == 0x7F ? '?'
                                                                    : s.p[i]);
}

static int
check_note(struct checker *k, const char *path, const char *note, size_t n,
           struct checkpoint *c)
{
    enum note_fault fault = note_read(&k->key, note, n, c);

    if (fault == NOTE_GOOD)
        return EXIT_GOOD;
    (void)printf("不符 BAD: %s: %s\n", path, note_fault_words(fault));
    return fault == NOTE_MALFORMED ? EXIT_UNREAD : EXIT_BAD;
}

int
seen_read(struct checker *k, const char *path, struct seen *ret_seen)
{
    struct bundle b = { .json = NULL };
    int status;

    *ret_seen = (struct seen){ NULL, 0, { 0, { { 0 } } } };
    if (!file_bytes(path, BUNDLE_BYTES, &ret_seen->bytes, &ret_seen->n))
        return EXIT_UNREAD;
    if (ret_seen->n == 0 || ret_seen->bytes[0] != '{')
        return check_note(k, path, ret_seen->bytes, ret_seen->n, &ret_seen->c);
    if (bundle_read(ret_seen->bytes, ret_seen->n, &b)) {
        status =
            check_note(k, path, b.checkpoint.p, b.checkpoint.n, &ret_seen->c);
    } else {
        (void)printf("%s: 不是回执 this is no receipt\n", path);
        status = EXIT_UNREAD;
    }
    bundle_free(&b);
    return status;
}

void
seen_free(struct seen *s)
{
    free(s->bytes);
    s->bytes = NULL;
}

int
check_checkpoint(struct checker *k, const char *note)
{
    struct seen s;
    int status = seen_read(k, note, &s);

    if (status == EXIT_GOOD) {
        (void)printf("符合 good: %s 已签名 signed: %" PRIu64
                     " 片叶 leaves, 树根 root ",
                     k->key.name, s.c.size);
        print_root(&s.c.root);
        (void)putchar('\n');
    }
    seen_free(&s);
    return status;
}

int
check_size(struct checker *k, const char *note)
{
    struct seen s;
    int status = seen_read(k, note, &s);

    if (status == EXIT_GOOD)
        (void)printf("%" PRIu64 "\n", s.c.size);
    seen_free(&s);
    return status;
}

static void
print_leaf(const struct checker *k, const struct bundle_leaf *l)
{
    time_t at = (time_t)(l->recorded_at / 1000);
    struct tm tm;
    char when[sizeof("2026-11-24T09:00:00Z") + 8] = "";

    if (gmtime_r(&at, &tm) != NULL)
        (void)strftime(when, sizeof(when), "%Y-%m-%dT%H:%M:%SZ", &tm);
    (void)printf("  %" PRIu64 "  %s  ", l->position, when);
    print_text(l->type);
    if (l->code.n > 0) {
        (void)printf("  案件 case ");
        print_text(l->code);
    }
    if (k->verbose) {
        (void)printf("\n    ");
        print_text(l->leaf);
    }
    (void)putchar('\n');
}

static int
bad_leaf(const struct bundle_leaf *l, const char *why)
{
    (void)printf("不符 BAD: 第 %" PRIu64 " 片叶 leaf: %s\n", l->position, why);
    return EXIT_BAD;
}

static bool
opens(struct checker *k, const struct bundle_text *t)
{
    unsigned char want[DIGEST];
    struct digest d;

    hasher_begin(k->h);
    hasher_add(k->h, t->salt, t->salt_n);
    hasher_add(k->h, t->field.p, t->field.n);
    hasher_add(k->h, t->text.p, t->text.n);
    d = hasher_end(k->h);
    return t->promised.n == sizeof(want) * 2 &&
           hex_read(t->promised.p, DIGEST, want) &&
           memcmp(want, d.b, DIGEST) == 0;
}

/* Does the leaf promise these texts? */
static int
check_texts(struct checker *k, const struct bundle_leaf *l)
{
    for (size_t i = 0; i < l->texts_n; i++) {
        if (!opens(k, &l->texts[i]))
            return bad_leaf(l,
                            "所附的文字不是记录承诺的那一段 the text with it "
                            "is not the one that the record promises");
        (void)printf("    ");
        print_text(l->texts[i].field);
        (void)printf(" 文字相符 the text fits");
        if (k->verbose) {
            (void)printf(": ");
            print_text(l->texts[i].text);
        }
        (void)putchar('\n');
    }
    return EXIT_GOOD;
}

static bool
text_same(struct text x, struct text y)
{
    return x.n == y.n && memcmp(x.p, y.p, x.n) == 0;
}

/* Is the leaf signed, and the next one of its case? */
static int
check_leaf(struct checker *k, const struct bundle *b, size_t i,
           const struct checkpoint *c)
{
    const struct bundle_leaf *l = &b->leaves[i];
    const struct inclusion what = { l->position, c->size,
                                    leaf_digest(k->h, l->leaf.p, l->leaf.n),
                                    c->root };

    if (!proves_inclusion(k->h, &what, &l->path))
        return bad_leaf(l, "不在签名的日志里，或被改过 it is not in the signed "
                           "log, or was changed");
    if (!text_same(l->stream, b->leaves[0].stream))
        return bad_leaf(l, "属于另一个案件 it belongs to another case");
    if (l->version != (int64_t)i + 1 ||
        (i > 0 && l->position <= b->leaves[i - 1].position))
        return bad_leaf(l, "之前缺少同一案件的记录 a record of the case is "
                           "missing before it");
    print_leaf(k, l);
    return check_texts(k, l);
}

static int
check_leaves(struct checker *k, const struct bundle *b, const char *path)
{
    struct checkpoint c;
    int status = check_note(k, path, b->checkpoint.p, b->checkpoint.n, &c);

    for (size_t i = 0; status == EXIT_GOOD && i < b->n; i++)
        status = check_leaf(k, b, i, &c);
    if (status == EXIT_GOOD)
        (void)printf("符合 good: %zu 条记录都在 %s 签名的 %" PRIu64
                     " 片叶里 all records are among the signed leaves\n",
                     b->n, k->key.name, c.size);
    return status;
}

int
check_receipt(struct checker *k, const char *bundle)
{
    struct bundle b = { .json = NULL };
    char *bytes;
    size_t n;
    int status = EXIT_UNREAD;

    if (!file_bytes(bundle, BUNDLE_BYTES, &bytes, &n))
        return EXIT_UNREAD;
    if (bundle_read(bytes, n, &b))
        status = check_leaves(k, &b, bundle);
    else
        (void)printf("%s: 不是回执 this is no receipt\n", bundle);
    bundle_free(&b);
    free(bytes);
    return status;
}
