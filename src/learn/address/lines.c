/* See lines.h. */
#include "learn/address/lines.h"

#include "address/by_rules.h"

enum { FIFTHS = 5 };

struct part_score
lines_measure(const struct parser *p, const struct gazette *g,
              const struct told *told, size_t n, struct part_score *by_tag)
{
    struct part_score s = { .told = 0 };
    struct part parts[PARTS_TOKENS];

    for (size_t i = 0; i < n; i++) {
        const struct told *t = &told[i];
        size_t parts_n = p == NULL ? by_rules_parts(g, t->tokens, t->n, parts)
                                   : parser_parts(p, g, t->tokens, t->n, parts);

        score_add(&s, by_tag, t->parts, t->parts_n, parts, parts_n);
    }
    return s;
}

static bool
is_held_out(const struct told *t)
{
    uint32_t h = 7;

    for (size_t i = 0; i < t->n; i++)
        h = h * 31 + t->tokens[i].hash;
    return (h ^ h >> 15) % FIFTHS == 0;
}

bool
lines_learn(struct arena *a, const struct gazette *g, const struct corpus *c,
            const struct parser **ret_p, struct lines_report *ret_report,
            struct err *err)
{
    struct arena *work = arena_open();
    struct told *rest = arena_alloc(work, (c->n + 1) * sizeof(*rest));
    struct told *out = arena_alloc(work, (c->n + 1) * sizeof(*out));
    struct lines_report *r = ret_report;
    size_t rest_n = 0, out_n = 0;
    bool enough;

    for (size_t i = 0; i < c->n; i++)
        if (is_held_out(&c->at[i]))
            out[out_n++] = c->at[i];
        else
            rest[rest_n++] = c->at[i];
    *r = (struct lines_report){ .learned = { .told = 0 } };
    enough = c->n >= LINES_LEAST && rest_n > 0 && out_n > 0;
    if (enough) {
        const struct parser *p = fit_parser(work, g, rest, rest_n, &fit_usual);

        r->learned = lines_measure(p, g, out, out_n, r->by_tag);
        r->ruled = lines_measure(NULL, g, out, out_n, NULL);
        *ret_p = fit_parser(a, g, c->at, c->n, &fit_usual);
    }
    arena_close(work);
    return enough || fail(err, ERR_INPUT,
                          "want at least %d told addresses, not all of them "
                          "the same, there are %zu",
                          LINES_LEAST, c->n);
}

static void
put_score(struct buf *out, const char *name, const struct part_score *s)
{
    buf_addf(out, "\"%s_f1\": %.4f, \"%s_token_f1\": %.4f, \"%s_lines\": %.4f",
             name, score_f1(s), name, score_tokens(s), name, score_lines(s));
}

static void
put_figures(struct buf *out, const struct parser *p,
            const struct lines_report *r)
{
    bool first = true;

    buf_addf(out,
             "  \"trained_on\": %zu,\n  \"features\": %zu,\n"
             "  \"blocks\": [{ \"name\": \"address\", \"kind\": \"text\" }],\n"
             "  \"labels\": [",
             parser_trained_on(p), parser_weights(p));
    for (int t = 0; t < PART_TAGS; t++) {
        const struct part_score *s = &r->by_tag[t];

        if (s->told + s->found == 0)
            continue;
        buf_addf(out,
                 "%s\n    { \"name\": \"%.*s\", \"told\": %zu, \"f1\": "
                 "%.4f }",
                 first ? "" : ",", STR_ARG(part_tag_word((enum part_tag)t)),
                 s->told, score_f1(s));
        first = false;
    }
    buf_addf(out,
             "],\n  \"figures_from\": \"a fifth of the addresses, by a "
             "model of the others\",\n  \"figures\": { \"cases\": %zu, ",
             r->learned.lines);
    put_score(out, "part", &r->learned);
    buf_add(out, STR(", "));
    put_score(out, "rules_part", &r->ruled);
    buf_add(out, STR(" },\n  \"threshold\": {},\n  \"groups\": []\n"));
}

bool
lines_save(const char *path, const struct card *c, const struct parser *p,
           const struct lines_report *r, struct err *err)
{
    struct arena *a = arena_open();
    struct buf bytes = { .a = a }, card = { .a = a };
    bool ok;

    parser_write(p, &bytes);
    card_begin(&card, buf_str(&bytes), c);
    put_figures(&card, p, r);
    ok = card_write(path, buf_str(&bytes), &card, err);
    arena_close(a);
    return ok;
}

bool
lines_load(struct arena *a, const char *path, struct card *ret_card,
           const struct parser **ret_p, struct err *err)
{
    struct str bytes;
    const char *why;

    return card_bytes(a, path, ret_card, &bytes, err) &&
           (parser_read(a, bytes, ret_p, &why) ||
            fail(err, ERR_INPUT, "%s: %s", path, why));
}
