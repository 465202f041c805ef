/* See corpus.h. */
#include "learn/address/corpus.h"

#include <string.h>

/* An address being read. */
struct reading {
    struct arena *a;
    struct token tokens[PARTS_TOKENS];
    struct part parts[PARTS_TOKENS];
    size_t n, parts_n;
    struct corpus *to;
    size_t room;
};

static void
take(struct reading *r)
{
    struct corpus *c = r->to;

    if (r->n == 0)
        return;
    c->at = arena_grow(r->a, c->at, c->n, &r->room, sizeof(*c->at));
    c->at[c->n++] = (struct told){
        arena_copy(r->a, r->tokens, r->n * sizeof(*r->tokens)), r->n,
        arena_copy(r->a, r->parts, r->parts_n * sizeof(*r->parts)), r->parts_n
    };
    r->n = r->parts_n = 0;
}

/* "token B-tag" */
static bool
take_token(struct reading *r, struct str line)
{
    struct str tag;
    enum part_tag t;
    size_t blank = line.n;
    bool begins;

    while (blank > 0 && line.p[blank - 1] != ' ' && line.p[blank - 1] != '\t')
        blank--;
    if (blank < 2 || r->n == PARTS_TOKENS)
        return false;
    tag = (struct str){ line.p + blank, line.n - blank };
    begins = str_starts(tag, STR("B-"));
    if (!begins && !str_starts(tag, STR("I-")))
        return false;
    if (!part_tag_named((struct str){ tag.p + 2, tag.n - 2 }, &t))
        return false;
    if (r->n == 0 || begins || r->parts[r->parts_n - 1].tag != t)
        r->parts[r->parts_n++] = (struct part){ t, r->n, 0 };
    r->parts[r->parts_n - 1].n++;
    r->tokens[r->n++] = token_of((struct str){ line.p, blank - 1 });
    return true;
}

bool
corpus_read(struct arena *a, struct str bytes, struct corpus *ret_corpus,
            struct err *err)
{
    struct reading r = { .a = a, .to = ret_corpus };
    size_t line_no = 0;
    struct str line;

    *ret_corpus = (struct corpus){ NULL, 0 };
    while (str_cut(&bytes, '\n', &line)) {
        line_no++;
        if (line.n == 0)
            take(&r);
        else if (!take_token(&r, line))
            return fail(err, ERR_INPUT,
                        "line %zu: want a token, a blank and B- or I- with a "
                        "tag, at most %d tokens an address",
                        line_no, PARTS_TOKENS);
    }
    take(&r);
    return true;
}
