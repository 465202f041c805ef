/* card_save: a model and its card into their files. See card.h. */
#include "learn/card.h"

#include "base/date.h"
#include "learn/learner.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { FILE_MODE = 0644 };

static void
put_text(struct buf *out, const char *key, struct str text)
{
    buf_addf(out, "  \"%s\": ", key);
    buf_add_json(out, text);
    buf_add(out, STR(",\n"));
}

void
card_begin(struct buf *out, struct str model, const struct card *c)
{
    struct buf made = { .a = out->a };

    moment_put(&made, clock_now());
    buf_add(out, STR("{\n"));
    put_text(out, "model_sha256", card_sha256(out->a, model));
    put_text(out, "purpose", c->purpose);
    put_text(out, "version", c->version);
    put_text(out, "owner", c->owner);
    put_text(out, "approved_by", c->approved_by);
    put_text(out, "made", buf_str(&made));
    put_text(out, "data", c->data);
    put_text(out, "period", c->period);
}

bool
card_write(const char *model_path, struct str model, struct buf *card,
           struct err *err)
{
    buf_add(card, STR("}\n"));
    return file_write(model_path, model, FILE_MODE, err) &&
           file_write(card_path(card->a, model_path), buf_str(card), FILE_MODE,
                      err);
}

static void
put_numbers(struct buf *out, const struct quality *q, struct interval right,
            struct interval ece)
{
    buf_addf(out,
             "\"cases\": %zu, \"accuracy\": %.4f, \"accuracy_low\": %.4f, "
             "\"accuracy_high\": %.4f, \"macro_f1\": %.4f, \"top3\": %.4f, "
             "\"brier\": %.4f, \"ece\": %.4f, \"ece_low\": %.4f, "
             "\"ece_high\": %.4f, \"confidence\": %.4f",
             q->n, q->accuracy, right.low, right.high, q->macro_f1, q->top3,
             q->brier, q->ece, ece.low, ece.high, q->confidence);
}

/* "parity": { "label": "...", "in": ..., "out": ..., "low": ..., "high": ... }
 */
static void
put_label_gap(struct buf *out, const char *name, const struct model *m,
              const struct label_gap *g)
{
    if (!g->known)
        return;
    buf_addf(out, ", \"%s\": { \"label\": ", name);
    buf_add_json(out, model_label(m, g->label));
    buf_addf(out,
             ", \"in\": %.4f, \"out\": %.4f, \"gap\": %.4f, \"low\": %.4f, "
             "\"high\": %.4f }",
             g->in, g->out, g->in - g->out, g->interval.low, g->interval.high);
}

static void
put_blocks(struct buf *out, const struct model *m, const double *answered)
{
    static const char *const kinds[] = { "text", "field", "joined" };

    buf_add(out, STR("  \"blocks\": ["));
    for (size_t i = 0; i < model_blocks(m); i++) {
        const struct model_block *b = model_block(m, i);

        buf_add(out, i > 0 ? STR(", { \"name\": ") : STR("{ \"name\": "));
        buf_add_json(out, b->name);
        buf_addf(out, ", \"kind\": \"%s\", \"weight\": %.3f }", kinds[b->kind],
                 b->weight);
    }
    buf_add(out, STR("],\n  \"labels\": ["));
    for (size_t i = 0; i < model_labels(m); i++) {
        buf_add(out,
                i > 0 ? STR(",\n    { \"name\": ") : STR("\n    { \"name\": "));
        buf_add_json(out, model_label(m, i));
        buf_addf(out, ", \"share\": %.4f, \"answered\": %.4f }",
                 (double)m->labels[i].share, answered[i]);
    }
    buf_add(out, STR("],\n"));
}

static void
put_groups(struct buf *out, const struct model *m, const struct learn_report *r)
{
    bool first = true;

    buf_add(out, STR("  \"groups\": ["));
    for (size_t i = 0; i < r->groups_n; i++) {
        const struct group_quality *g = &r->groups[i];

        if (g->q.n == 0)
            continue;
        buf_add(out,
                first ? STR("\n    { \"kind\": ") : STR(",\n    { \"kind\": "));
        first = false;
        buf_add_json(out, g->kind);
        buf_add(out, STR(", \"name\": "));
        buf_add_json(out, g->name);
        buf_add(out, STR(", "));
        put_numbers(out, &g->q, g->right, g->ece);
        if (g->compared) {
            buf_addf(out,
                     ", \"gap\": %.4f, \"gap_low\": %.4f, \"gap_high\": %.4f",
                     g->gap, g->gap_interval.low, g->gap_interval.high);
            put_label_gap(out, "parity", m, &g->fair.answered);
            buf_addf(out, ", \"parity_ratio\": %.4f", g->fair.ratio);
            put_label_gap(out, "equal_opportunity", m, &g->fair.found);
        }
        buf_add(out, STR(" }"));
    }
    buf_add(out, STR("]\n"));
}

static void
put_figures(struct buf *out, const struct model *m,
            const struct learn_report *r)
{
    buf_addf(out, "  \"trained_on\": %zu,\n  \"features\": %zu,\n",
             model_trained_on(m), model_features(m));
    put_blocks(out, m, r->answered);
    buf_addf(out,
             "  \"figures_from\": \"%d parts, each answered by a model of the "
             "others; intervals hold 95 of 100 bootstrap draws; nothing is "
             "compared with fewer than %d cases\",\n"
             "  \"figures\": { ",
             LEARN_PARTS, MEASURE_LEAST);
    put_numbers(out, &r->q, r->right, r->ece);
    buf_addf(out,
             ", \"majority\": %.4f },\n  \"threshold\": { \"sure_from\": %.4f, "
             "\"risk\": %.4f, \"coverage\": %.4f, \"wrong_when_sure\": %.4f "
             "},\n",
             r->majority, r->sure_from, r->risk, r->coverage,
             r->wrong_when_sure);
    put_groups(out, m, r);
}

bool
card_save(const char *model_path, const struct card *c, const struct model *m,
          const struct learn_report *r, struct err *err)
{
    struct arena *a = arena_open();
    struct buf bytes = { .a = a }, card = { .a = a };
    bool ok;

    model_write(m, &bytes);
    card_begin(&card, buf_str(&bytes), c);
    put_figures(&card, m, r);
    ok = card_write(model_path, buf_str(&bytes), &card, err);
    arena_close(a);
    return ok;
}
