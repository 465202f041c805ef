/*
 * A whole log, one leaf a line, against one or more checkpoints of it. See
 * check.h. It is read once, whatever its length, and never kept.
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "check.h"

enum { CHUNK = 64 * 1024 };

/* A checkpoint that waits for the log to have its size. */
struct awaited {
    const char *path;
    struct checkpoint c;
};

struct reading {
    struct checker *k;
    struct hasher *leaf; /* of the line that is being read */
    bool in_leaf;
    struct forest tree;
    struct awaited *at; /* the smallest size first */
    int n, met;
};

static int
smaller_first(const void *x, const void *y)
{
    const struct awaited *a = x, *b = y;

    return (a->c.size > b->c.size) - (a->c.size < b->c.size);
}

/* Compare with every checkpoint of the size reached now. */
static bool
meet(struct reading *r)
{
    while (r->met < r->n && r->at[r->met].c.size == r->tree.size) {
        const struct awaited *a = &r->at[r->met];
        struct digest root = forest_root(r->k->h, &r->tree);

        if (!digest_same(&root, &a->c.root)) {
            (void)printf("不符 BAD: %s: 前 %" PRIu64
                         " 片叶与签名不符 the first leaves are not those that "
                         "were signed (%" PRIu64 " 片符合 of them fit)\n",
                         a->path, a->c.size,
                         r->met == 0 ? 0 : r->at[r->met - 1].c.size);
            return false;
        }
        r->met++;
    }
    return true;
}

static bool
end_leaf(struct reading *r)
{
    r->in_leaf = false;
    forest_add(r->k->h, &r->tree, hasher_end(r->leaf));
    return meet(r);
}

/* Some bytes of the file. False when a checkpoint does not fit. */
static bool
read_some(struct reading *r, const char *p, size_t n)
{
    while (n > 0) {
        const char *end = memchr(p, '\n', n);
        size_t part = end == NULL ? n : (size_t)(end - p);

        if (!r->in_leaf) {
            hasher_begin(r->leaf);
            hasher_add(r->leaf, "\0", 1);
            r->in_leaf = true;
        }
        hasher_add(r->leaf, p, part);
        if (end == NULL)
            return true;
        if (!end_leaf(r))
            return false;
        p += part + 1;
        n -= part + 1;
    }
    return true;
}

static int
read_all(struct reading *r, FILE *f, const char *path)
{
    char *chunk = malloc(CHUNK);
    bool fits = chunk != NULL && meet(r);
    size_t n;

    while (fits && (n = fread(chunk, 1, CHUNK, f)) > 0)
        fits = read_some(r, chunk, n);
    if (fits && r->in_leaf)
        fits = end_leaf(r);
    free(chunk);
    if (chunk == NULL || ferror(f) != 0) {
        (void)fprintf(stderr, "gongzhi-verify: %s: %s\n", path,
                      "读不出来 it cannot be read");
        return EXIT_UNREAD;
    }
    return fits ? EXIT_GOOD : EXIT_BAD;
}

static int
report(const struct reading *r)
{
    uint64_t covered = r->at[r->n - 1].c.size;

    if (r->met < r->n) {
        const struct awaited *a = &r->at[r->met];

        (void)printf("不符 BAD: %s: 签名的是 %" PRIu64
                     " 片叶，日志只有 %" PRIu64
                     " 片 the log is shorter than what was signed\n",
                     a->path, a->c.size, r->tree.size);
        return EXIT_BAD;
    }
    (void)printf("符合 good: %" PRIu64 " 片叶与 %d 个签名相符 leaves fit the "
                 "signed checkpoints\n",
                 covered, r->n);
    if (r->tree.size > covered)
        (void)printf("后面还有 %" PRIu64
                     " 片叶，这些检查点管不到 more leaves follow, which no "
                     "checkpoint here covers\n",
                     r->tree.size - covered);
    return EXIT_GOOD;
}

static int
read_notes(struct reading *r, char *const *notes)
{
    int status = EXIT_GOOD;

    for (int i = 0; status == EXIT_GOOD && i < r->n; i++) {
        struct seen s;

        status = seen_read(r->k, notes[i], &s);
        r->at[i] = (struct awaited){ notes[i], s.c };
        seen_free(&s);
    }
    if (status == EXIT_GOOD)
        qsort(r->at, (size_t)r->n, sizeof(*r->at), smaller_first);
    return status;
}

static int
read_log(struct reading *r, const char *path)
{
    bool is_input = strcmp(path, "-") == 0;
    FILE *f = is_input ? stdin : fopen(path, "rb");
    int status;

    if (f == NULL) {
        (void)fprintf(stderr, "gongzhi-verify: %s: %s\n", path,
                      strerror(errno));
        return EXIT_UNREAD;
    }
    status = read_all(r, f, path);
    if (!is_input)
        (void)fclose(f); /* it was only read */
    return status == EXIT_GOOD ? report(r) : status;
}

int
check_log(struct checker *k, const char *leaves, char *const *notes,
          int notes_n)
{
    struct reading r = { .k = k, .leaf = hasher_like(k->h), .n = notes_n };
    int status;

    r.at = calloc((size_t)notes_n, sizeof(*r.at));
    if (r.at == NULL)
        abort(); /* nothing can be said about anything */
    status = read_notes(&r, notes);
    if (status == EXIT_GOOD)
        status = read_log(&r, leaves);
    free(r.at);
    hasher_free(r.leaf);
    return status;
}
