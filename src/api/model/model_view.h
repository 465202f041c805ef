/*
 * model_view: the registry as pages and API show it, and suggestions.
 */
#ifndef API_MODEL_MODEL_VIEW_H
#define API_MODEL_MODEL_VIEW_H

#include "api/api.h"
#include "app/model/models.h"
#include "app/suggest/suggest.h"

/* A version, with its card when that can still be read. */
struct model_shown {
    enum model_of of;
    const struct model_version *v;
    struct str state; /* entered approved in_use retired */
    bool has_card;    /* figures holds what the card says */
    struct figures figures;
    bool in_use;
    bool loaded; /* in use, and the server does answer by it */
};

/* One thing that is suggested, and what came of the suggestions. */
struct line_shown {
    enum model_of of;
    const struct model_line *line;
    const struct model_version *in_use; /* NULL: the words alone */
    struct model_shown *at;             /* newest first */
    size_t n;
    struct model_week weeks[MODEL_WEEKS]; /* of what is in use, newest first */
    size_t weeks_n;
    struct model_week sum; /* of them */
};

/* Owns: arena of rq. */
struct registry_shown {
    struct models models;
    struct line_shown lines[MODEL_THINGS]; /* by enum model_of */
};
bool registry_show(const struct http_request *rq,
                   struct registry_shown *ret_shown, struct err *err);

/* A command to the registry; the server looks what is in use afterwards. */
bool registry_do(const struct http_request *rq, const struct model_order *order,
                 struct outcome *ret_outcome, struct err *err);

/* Share of answers that took another than the first suggestion, 0 to 1. */
double week_override(const struct model_week *w);

/* Figures of the models in use, for api_metrics. */
bool api_put_models(const struct api *api, struct buf *out, struct err *err);

void api_suggest(const struct http_request *rq, struct http_response *rs);
void api_models(const struct http_request *rq, struct http_response *rs);
void api_model_do(const struct http_request *rq, struct http_response *rs);

#endif
