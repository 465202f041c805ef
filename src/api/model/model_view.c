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
    struct str sha256;
    struct err err;

    s.has_card = model_files_card(rq->a, api_of(rq)->dir, v->entered.sha256,
                                  &s.figures, &sha256, &err) &&
                 str_eq(sha256, v->entered.card_sha256);
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

bool
api_put_models(const struct api *api, struct buf *out, struct err *err)
{
    static const char *const heads =
        "# TYPE gongzhi_suggestion_answers_total counter\n"
        "# TYPE gongzhi_suggestion_changed_total counter\n"
        "# TYPE gongzhi_model_loaded gauge\n"
        "# TYPE gongzhi_model_psi gauge\n"
        "# TYPE gongzhi_model_confidence gauge\n"
        "# TYPE gongzhi_model_flagged gauge\n";
    struct models all;

    if (!models_load(api->engine, out->a, &all, err))
        return false;
    buf_add(out, str_of(heads));
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++) {
        const struct model_version *v = model_in_use(all.at[of]);
        const struct model_asked asked = {
            of,
            v == NULL ? STR("") : v->entered.version,
        };
        struct buf labels = { .a = out->a };
        struct model_week sum;

        if (!models_since(api->engine, &asked, 0, &sum, err))
            return false;
        buf_addf(&labels, "{of=\"%s\",version=\"%.*s\"", model_of_words[of],
                 STR_ARG(asked.version));
        buf_addf(out,
                 "gongzhi_suggestion_answers_total%s} %lld\n"
                 "gongzhi_suggestion_changed_total%s} %lld\n",
                 buf_cstr(&labels), (long long)sum.answers, buf_cstr(&labels),
                 (long long)sum.changed);
        if (v == NULL)
            continue;
        buf_addf(out, "gongzhi_model_loaded%s} %d\n", buf_cstr(&labels),
                 suggester_is_whole(api->suggester, of));
        buf_addf(out,
                 "gongzhi_model_psi%s} %.3f\n"
                 "gongzhi_model_confidence%s} %.3f\n"
                 "gongzhi_model_flagged%s} %d\n",
                 buf_cstr(&labels), (double)v->watched.psi / THOUSAND,
                 buf_cstr(&labels), (double)v->watched.confidence / THOUSAND,
                 buf_cstr(&labels), v->watched.flags.n > 0);
    }
    return true;
}
