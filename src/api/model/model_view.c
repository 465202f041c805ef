/* See model_view.h. */
#include "api/model/model_view.h"

#include "api/answer.h"

#define THOUSAND 1000.0

double
week_override(const struct model_week *w)
{
    return w->answers == 0 ? 0 : (double)w->changed / (double)w->answers;
}

static struct model_shown
show_version(const struct http_request *rq, const struct line_shown *l,
             const struct model_version *v)
{
    struct model_shown s = {
        .of = l->of,
        .v = v,
        .state = model_state_word(l->line, v),
        .in_use = v == l->in_use,
    };
    struct err err;

    s.has_card = model_card(rq->a, api_of(rq)->dir, v, &s.figures, &err);
    s.loaded = s.in_use && suggester_is_whole(api_of(rq)->suggester, l->of);
    return s;
}

static bool
show_weeks(struct engine *e, struct line_shown *l, struct err *err)
{
    const struct model_asked asked = {
        l->of, l->in_use == NULL ? STR("") : l->in_use->entered.version
    };

    if (!models_weeks(e, &asked, l->weeks, &l->weeks_n, err))
        return false;
    for (size_t i = 0; i < l->weeks_n; i++) {
        l->sum.answers += l->weeks[i].answers;
        l->sum.changed += l->weeks[i].changed;
        l->sum.outside += l->weeks[i].outside;
        l->sum.sure += l->weeks[i].sure;
        l->sum.sure_changed += l->weeks[i].sure_changed;
    }
    return true;
}

bool
registry_show(const struct http_request *rq, struct registry_shown *ret_shown,
              struct err *err)
{
    struct engine *e = api_of(rq)->engine;

    if (!models_load(e, rq->a, &ret_shown->models, err))
        return false;
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++) {
        struct line_shown *l = &ret_shown->lines[of];
        const struct model_line *line = ret_shown->models.at[of];

        *l = (struct line_shown){ .of = of,
                                  .line = line,
                                  .in_use = model_in_use(line) };
        l->at = arena_alloc(rq->a, ((size_t)line->n + 1) * sizeof(*l->at));
        for (int k = line->n; k > 0; k--)
            l->at[l->n++] = show_version(rq, l, &line->at[k - 1]);
        if (!show_weeks(e, l, err))
            return false;
    }
    return true;
}

bool
registry_do(const struct http_request *rq, const struct model_order *order,
            struct outcome *ret_outcome, struct err *err)
{
    const struct api *api = api_of(rq);

    return models_do(api->engine, api->dir, rq->a, order, ret_outcome, err) &&
           (ret_outcome->verdict.reason != ACCEPTED ||
            suggester_refresh(api->suggester, err));
}

/* Figures for a monitor, all lines of a name together, as Prometheus wants. */
enum { ANSWERS, CHANGED, LOADED, PSI, CONFIDENCE, FLAGGED, FIGURES };

static const struct {
    const char *name, *type;
} figures[FIGURES] = {
    [ANSWERS] = { "gongzhi_suggestion_answers_total", "counter" },
    [CHANGED] = { "gongzhi_suggestion_changed_total", "counter" },
    [LOADED] = { "gongzhi_model_loaded", "gauge" },
    [PSI] = { "gongzhi_model_psi", "gauge" },
    [CONFIDENCE] = { "gongzhi_model_confidence", "gauge" },
    [FLAGGED] = { "gongzhi_model_flagged", "gauge" },
};

/* What is known of the version in use, v, or NULL. */
static void
put_line_figures(const struct model_asked *asked, const struct model_week *sum,
                 const struct model_version *v, bool loaded,
                 struct buf out[FIGURES])
{
    const double values[FIGURES] = {
        [ANSWERS] = (double)sum->answers,
        [CHANGED] = (double)sum->changed,
        [LOADED] = loaded,
        [PSI] = v == NULL ? 0 : (double)v->watched.psi / THOUSAND,
        [CONFIDENCE] = v == NULL ? 0 : (double)v->watched.confidence / THOUSAND,
        [FLAGGED] = v != NULL && v->watched.flags.n > 0,
    };

    for (int i = 0; i < (v == NULL ? LOADED : FIGURES); i++)
        buf_addf(&out[i], "%s{of=\"%s\",version=\"%.*s\"} %.*f\n",
                 figures[i].name, model_of_words[asked->of],
                 STR_ARG(asked->version), i == PSI || i == CONFIDENCE ? 3 : 0,
                 values[i]);
}

bool
api_put_models(const struct api *api, struct buf *out, struct err *err)
{
    struct buf by_name[FIGURES];
    struct models all;

    if (!models_load(api->engine, out->a, &all, err))
        return false;
    for (int i = 0; i < FIGURES; i++)
        by_name[i] = (struct buf){ .a = out->a };
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++) {
        const struct model_version *v = model_in_use(all.at[of]);
        const struct model_asked asked = { of, v == NULL ? STR("")
                                                         : v->entered.version };
        struct model_week sum;

        if (!models_since(api->engine, &asked, 0, &sum, err))
            return false;
        put_line_figures(&asked, &sum, v,
                         suggester_is_whole(api->suggester, of), by_name);
    }
    for (int i = 0; i < FIGURES; i++) {
        buf_addf(out, "# TYPE %s %s\n", figures[i].name, figures[i].type);
        buf_add(out, buf_str(&by_name[i]));
    }
    return true;
}
