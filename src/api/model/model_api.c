/* The registry of models for programs: GET /api/v1/models for everybody, and
 * commands to it. */
#include "api/access/viewer.h"
#include "api/answer.h"
#include "api/command_in.h"
#include "api/json.h"
#include "api/model/model_view.h"
#include "rulebook/lists/wordlists.h"
#include "sys/clock.h"

static void
put_share(struct buf *out, const char *name, double share)
{
    json_name(out, name);
    buf_addf(out, "%.4f", share);
}

static void
put_figure(struct buf *out, const char *name, struct figure f)
{
    json_name(out, name);
    buf_addf(out, "{\"value\":%.4f,\"low\":%.4f,\"high\":%.4f}", f.value, f.low,
             f.high);
}

static void
put_label_gap(struct buf *out, const char *name, const struct figure_gap *g)
{
    if (!g->known)
        return;
    json_name(out, name);
    buf_add_char(out, '{');
    json_text(out, "label", g->label);
    put_share(out, "in", g->in);
    put_share(out, "out", g->out);
    put_figure(out, "gap", g->gap);
    buf_add_char(out, '}');
}

static void
put_group(struct buf *out, const struct figure_group *g)
{
    json_open(out, '{');
    json_text(out, "kind", g->kind);
    json_text(out, "name", g->name);
    json_int(out, "cases", g->cases);
    put_figure(out, "right", g->right);
    put_share(out, "macro_f1", g->macro_f1);
    put_share(out, "top3", g->top3);
    put_figure(out, "ece", g->ece);
    if (g->compared) {
        put_figure(out, "gap", g->gap);
        put_label_gap(out, "parity", &g->parity);
        put_share(out, "parity_ratio", g->parity_ratio);
        put_label_gap(out, "equal_opportunity", &g->opportunity);
    }
    buf_add_char(out, '}');
}

static void
put_card(struct buf *out, const struct figures *f)
{
    json_name(out, "figures");
    json_open(out, '[');
    put_group(out, &f->all);
    for (size_t i = 0; i < f->groups_n; i++)
        put_group(out, &f->groups[i]);
    buf_add_char(out, ']');
    put_share(out, "majority", f->majority);
    put_share(out, "sure_from", f->sure_from);
    put_share(out, "coverage", f->coverage);
    put_share(out, "wrong_when_sure", f->wrong_when_sure);
}

static void
put_watched(struct buf *out, const struct model_watched_v1 *w)
{
    struct buf day = { .a = out->a };

    if (w->version.n == 0)
        return;
    day_put(&day, (int32_t)w->day);
    json_name(out, "watched");
    buf_add_char(out, '{');
    json_text(out, "day", buf_str(&day));
    json_int(out, "cases", w->cases);
    put_share(out, "psi", (double)w->psi / 1000);
    put_share(out, "confidence", (double)w->confidence / 1000);
    put_share(out, "confidence_was", (double)w->confidence_was / 1000);
    json_int(out, "answers", w->answers);
    json_int(out, "changed", w->changed);
    json_text(out, "flags", w->flags);
    buf_add_char(out, '}');
}

/* Accounts are not for everybody: that two were at it is what counts. */
static void
put_version(struct buf *out, const struct model_shown *s)
{
    const struct model_entered_v1 *e = &s->v->entered;

    json_open(out, '{');
    json_text(out, "version", e->version);
    json_text(out, "state", s->state);
    json_text(out, "sha256", e->sha256);
    json_text(out, "card_sha256", e->card_sha256);
    json_text(out, "purpose", e->purpose);
    json_text(out, "data", e->data);
    json_text(out, "period", e->period);
    json_text(out, "owner", e->owner);
    json_int(out, "cases", e->cases);
    json_int(out, "labels", e->labels);
    json_time(out, "entered_at", s->v->entered_at);
    json_time(out, "approved_at", s->v->approved_at);
    json_text(out, "approved_because", s->v->approved_because);
    json_time(out, "used_at", s->v->used_at);
    json_text(out, "ended_because", s->v->ended_because);
    if (s->in_use)
        json_bool(out, "loaded", s->loaded);
    json_bool(out, "has_card", s->has_card);
    if (s->has_card)
        put_card(out, &s->figures);
    put_watched(out, &s->v->watched);
    buf_add_char(out, '}');
}

static void
put_week(struct buf *out, const struct model_week *w)
{
    struct buf day = { .a = out->a };

    day_put(&day, w->monday);
    json_open(out, '{');
    json_text(out, "from", buf_str(&day));
    json_int(out, "answers", w->answers);
    json_int(out, "changed", w->changed);
    json_int(out, "outside", w->outside);
    json_int(out, "sure", w->sure);
    json_int(out, "sure_changed", w->sure_changed);
    put_share(out, "override_rate", week_override(w));
    buf_add_char(out, '}');
}

static void
put_line(struct buf *out, const struct line_shown *l)
{
    json_open(out, '{');
    json_text(out, "of", str_of(model_of_words[l->of]));
    json_text(out, "in_use",
              l->in_use == NULL ? STR("") : l->in_use->entered.version);
    json_name(out, "versions");
    json_open(out, '[');
    for (size_t i = 0; i < l->n; i++)
        put_version(out, &l->at[i]);
    buf_add_char(out, ']');
    json_name(out, "weeks");
    json_open(out, '[');
    for (size_t i = 0; i < l->weeks_n; i++)
        put_week(out, &l->weeks[i]);
    buf_add(out, STR("]}"));
}

static void
put_lists(const struct http_request *rq, struct buf *out)
{
    struct rules r = answer_rules(rq);

    json_name(out, "word_lists");
    json_open(out, '[');
    for (size_t i = 0; i < r.book->wordlists_n; i++) {
        const struct wordlist *w = rules_wordlist(r, i);
        struct wordlist_file file = rules_wordlist_file(r, i);

        if (w == NULL)
            continue;
        json_open(out, '{');
        json_text(out, "list", w->list);
        json_text(out, "purpose", answer_name(rq, &w->purpose));
        json_text(out, "data", answer_name(rq, &w->data));
        json_text(out, "period", w->period);
        json_text(out, "owner", w->owner);
        json_text(out, "tested", answer_name(rq, &w->tested));
        json_text(out, "sha256", file.sha256);
        json_int(out, "rows", (int64_t)file.rows);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    json_text(out, "rules", r.book->hash);
}

static void
put_registry(const struct http_request *rq, struct buf *out,
             const struct registry_shown *s)
{
    buf_add_char(out, '{');
    json_name(out, "models");
    json_open(out, '[');
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        put_line(out, &s->lines[of]);
    buf_add_char(out, ']');
    put_lists(rq, out);
    buf_add(out, STR("}\n"));
}

void
api_models(const struct http_request *rq, struct http_response *rs)
{
    struct registry_shown *s = arena_new(rq->a, struct registry_shown);
    struct err err;

    if (!registry_show(rq, s, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    put_registry(rq, answer_json(rs), s);
    answer_tagged(rq, rs, ANSWER_MOMENT);
}

static void
put_done(const struct http_request *rq, struct http_response *rs,
         const struct outcome *o, enum model_of of)
{
    struct registry_shown *s = arena_new(rq->a, struct registry_shown);
    struct buf *out;
    struct err err;

    if (o->verdict.reason != ACCEPTED) {
        answer_refused(rq, rs, &o->verdict);
        return;
    }
    if (!registry_show(rq, s, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_json(rs);
    put_line(out, &s->lines[of]);
    buf_add_char(out, '\n');
    if (o->repeated)
        http_add_header(rs, "Idempotency-Replayed", STR("true"));
}

void
api_model_do(const struct http_request *rq, struct http_response *rs)
{
    enum model_of of = model_of_named(http_param(rq, "of"));
    struct command_in c = { .cmd = { .now = clock_now() } };
    struct model_order order = { of, &c.cmd, NULL };
    struct outcome o;
    struct err err;

    if (of != MODEL_OF_NONE) {
        c.cmd.type = model_command(http_param(rq, "command"));
        c.stream = model_stream(rq->a, of);
    }
    if (!answer_staff(rq, rs, &c.cmd.actor) ||
        !command_in_read(rq, rs, COMMAND_FIELDS, &c))
        return;
    order.once = c.once;
    if (registry_do(rq, &order, &o, &err))
        put_done(rq, rs, &o, of);
    else
        answer_failed(rq, rs, &err);
}
