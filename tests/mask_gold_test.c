/*
 * How many of the things marked in tests/mask/appeals.txt are found,
 * and how many that are none: printed by kind, and no lower than committed. A
 * thing counts as found when it is covered from its first to its last
 * character and under its own kind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "mask/mask.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

enum { SPANS_MOST = 16, FILE_MOST = 1 << 20, SENTENCES_LEAST = 150 };

struct score {
    int right, wrong, missed;
};

/* One line of the file without its marks. */
struct gold {
    struct str text;
    struct mask_span at[SPANS_MOST];
    size_t n;
};

static enum mask_kind
kind_of(struct str word)
{
    for (int kind = 0; kind < MASK_KINDS; kind++)
        if (str_eq(mask_kind_word((enum mask_kind)kind), word))
            return (enum mask_kind)kind;
    fail_msg("no kind %.*s", (int)word.n, word.p);
    return MASK_KINDS;
}

/* Read "text [KIND:text] text". */
static void
read_gold(struct arena *a, struct str line, struct gold *g)
{
    struct buf text = { .a = a };
    size_t at;

    g->n = 0;
    while ((at = str_find(line, STR("["))) != SIZE_MAX) {
        struct str rest = { line.p + at + 1, line.n - at - 1 };
        size_t colon = str_find(rest, STR(":")), end = str_find(rest, STR("]"));

        assert_true(colon < end && end != SIZE_MAX && g->n < SPANS_MOST);
        buf_add(&text, (struct str){ line.p, at });
        g->at[g->n++] =
            (struct mask_span){ .at = text.n,
                                .n = end - colon - 1,
                                .kind =
                                    kind_of((struct str){ rest.p, colon }) };
        buf_add(&text, (struct str){ rest.p + colon + 1, end - colon - 1 });
        line = (struct str){ rest.p + end + 1, rest.n - end - 1 };
    }
    buf_add(&text, line);
    g->text = buf_str(&text);
}

static bool
holds(const struct mask_span *all, size_t n, const struct mask_span *one)
{
    for (size_t i = 0; i < n; i++)
        if (all[i].at == one->at && all[i].n == one->n &&
            all[i].kind == one->kind)
            return true;
    return false;
}

static void
say(const char *what, const struct gold *g, const struct mask_span *span)
{
    struct str word = mask_kind_word(span->kind);

    printf("# %s %.*s \"%.*s\" in: %.*s\n", what, (int)word.n, word.p,
           (int)span->n, g->text.p + span->at, (int)g->text.n, g->text.p);
}

static void
compare(const struct masker *m, struct arena *a, const struct gold *g,
        struct score *scores)
{
    struct mask_spans found;

    assert_true(mask_find(m, a, g->text, &found));
    for (size_t i = 0; i < found.n; i++)
        if (holds(g->at, g->n, &found.at[i])) {
            scores[found.at[i].kind].right++;
        } else {
            scores[found.at[i].kind].wrong++;
            say("wrong", g, &found.at[i]);
        }
    for (size_t i = 0; i < g->n; i++)
        if (!holds(found.at, found.n, &g->at[i])) {
            scores[g->at[i].kind].missed++;
            say("missed", g, &g->at[i]);
        }
}

/* Permille of k in n; of nothing all. */
static int
permille(int k, int n)
{
    return n == 0 ? 1000 : k * 1000 / n;
}

/* What is committed: permille of precision and recall by kind. */
static const struct {
    enum mask_kind kind;
    int precision, recall;
} least[] = {
    { MASK_NAME, 940, 770 },       { MASK_IDENTITY, 1000, 1000 },
    { MASK_MOBILE, 1000, 1000 },   { MASK_PHONE, 1000, 1000 },
    { MASK_BANK, 1000, 1000 },     { MASK_CREDIT_CODE, 1000, 1000 },
    { MASK_PLATE, 1000, 1000 },    { MASK_PERMIT, 1000, 1000 },
    { MASK_MAIL, 1000, 1000 },     { MASK_ACCOUNT, 1000, 1000 },
    { MASK_COMPOUND, 1000, 1000 }, { MASK_DOOR, 1000, 1000 },
};

static void
no_worse_than_committed(void **state)
{
    struct arena *a = arena_open();
    const struct masker *m = masker_new(a, NULL, 0);
    struct score scores[MASK_KINDS] = { 0 };
    struct str bytes, line;
    size_t lines = 0;
    bool as_good = true;
    struct err err;

    (void)state;
    assert_true(
        file_read(a, "tests/mask/appeals.txt", FILE_MOST, &bytes, &err));
    while (str_cut(&bytes, '\n', &line)) {
        struct gold g;

        if (line.n == 0 || line.p[0] == '#')
            continue;
        read_gold(a, line, &g);
        compare(m, a, &g, scores);
        lines++;
    }
    assert_true(lines >= SENTENCES_LEAST);
    printf("# %zu sentences\n", lines);
    for (size_t i = 0; i < sizeof(least) / sizeof(*least); i++) {
        const struct score *s = &scores[least[i].kind];
        struct str word = mask_kind_word(least[i].kind);
        int precision = permille(s->right, s->right + s->wrong);
        int recall = permille(s->right, s->right + s->missed);

        printf("# %-12.*s right %3d wrong %2d missed %2d precision %4d "
               "recall %4d\n",
               (int)word.n, word.p, s->right, s->wrong, s->missed, precision,
               recall);
        assert_true(s->right + s->missed > 0);
        as_good &= precision >= least[i].precision && recall >= least[i].recall;
    }
    assert_true(as_good);
    arena_close(a);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(no_worse_than_committed),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
