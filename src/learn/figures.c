/* See figures.h. */
#include "learn/figures.h"

#include <jansson.h>
#include <math.h>

#include "learn/card.h"

enum { TEXT_BYTES = 4000 };

static struct str
text_of(struct arena *a, const json_t *o, const char *key)
{
    const json_t *v = json_object_get(o, key);
    struct str s = { json_string_value(v), json_string_length(v) };

    return s.p == NULL || s.n > TEXT_BYTES ? STR("") : arena_str(a, s);
}

/* A number from least to most; what is none or lies outside is 0. */
static double
number_of(const json_t *o, const char *key, double least)
{
    double v = json_number_value(json_object_get(o, key));

    return isfinite(v) && v >= least && v <= 1 ? v : 0;
}

static struct figure
figure_of(const json_t *o, const char *const keys[3], double least)
{
    return (struct figure){ number_of(o, keys[0], least),
                            number_of(o, keys[1], least),
                            number_of(o, keys[2], least) };
}

static int64_t
count_of(const json_t *o, const char *key)
{
    json_int_t v = json_integer_value(json_object_get(o, key));

    return v < 0 || v > 1000000000 ? 0 : v;
}

static struct figure_gap
gap_of(struct arena *a, const json_t *o, const char *key)
{
    static const char *const keys[] = { "gap", "low", "high" };
    const json_t *g = json_object_get(o, key);

    return (struct figure_gap){
        .known = json_is_object(g),
        .label = text_of(a, g, "label"),
        .in = number_of(g, "in", 0),
        .out = number_of(g, "out", 0),
        .gap = figure_of(g, keys, -1),
    };
}

static struct figure_group
group_of(struct arena *a, const json_t *o)
{
    static const char *const right[] = { "accuracy", "accuracy_low",
                                         "accuracy_high" };
    static const char *const ece[] = { "ece", "ece_low", "ece_high" };
    static const char *const gap[] = { "gap", "gap_low", "gap_high" };

    return (struct figure_group){
        .kind = text_of(a, o, "kind"),
        .name = text_of(a, o, "name"),
        .cases = count_of(o, "cases"),
        .right = figure_of(o, right, 0),
        .ece = figure_of(o, ece, 0),
        .macro_f1 = number_of(o, "macro_f1", 0),
        .top3 = number_of(o, "top3", 0),
        .confidence = number_of(o, "confidence", 0),
        .compared = json_is_number(json_object_get(o, "gap")),
        .gap = figure_of(o, gap, -1),
        .parity = gap_of(a, o, "parity"),
        .opportunity = gap_of(a, o, "equal_opportunity"),
        .parity_ratio = number_of(o, "parity_ratio", 0),
    };
}

static void
read_groups(struct arena *a, const json_t *list, struct figures *f)
{
    size_t n = json_array_size(list);

    n = n > FIGURE_GROUPS ? FIGURE_GROUPS : n;
    f->groups = arena_alloc(a, (n + 1) * sizeof(*f->groups));
    for (; f->groups_n < n; f->groups_n++)
        f->groups[f->groups_n] = group_of(a, json_array_get(list, f->groups_n));
}

static void
read_labels(struct arena *a, const json_t *list, struct figures *f)
{
    size_t n = json_array_size(list);

    n = n > FIGURE_LABELS ? FIGURE_LABELS : n;
    f->labels = arena_alloc(a, (n + 1) * sizeof(*f->labels));
    for (; f->labels_n < n; f->labels_n++) {
        const json_t *o = json_array_get(list, f->labels_n);
        struct figure_label *l = &f->labels[f->labels_n];

        l->name = text_of(a, o, "name");
        l->answered = json_is_number(json_object_get(o, "answered"))
                          ? number_of(o, "answered", 0)
                          : number_of(o, "share", 0);
    }
}

static struct figures
take(struct arena *a, const json_t *j)
{
    const json_t *threshold = json_object_get(j, "threshold");
    const json_t *all = json_object_get(j, "figures");
    struct figures f = {
        .model_sha256 = text_of(a, j, "model_sha256"),
        .purpose = text_of(a, j, "purpose"),
        .data = text_of(a, j, "data"),
        .period = text_of(a, j, "period"),
        .owner = text_of(a, j, "owner"),
        .version = text_of(a, j, "version"),
        .trained_on = count_of(j, "trained_on"),
        .all = group_of(a, all),
        .majority = number_of(all, "majority", 0),
        .sure_from = number_of(threshold, "sure_from", 0),
        .coverage = number_of(threshold, "coverage", 0),
        .wrong_when_sure = number_of(threshold, "wrong_when_sure", 0),
    };

    read_groups(a, json_object_get(j, "groups"), &f);
    read_labels(a, json_object_get(j, "labels"), &f);
    return f;
}

/* What nothing may be without that the registry names. */
static const char *
lacks(const struct figures *f)
{
    return f->model_sha256.n == 0 ? "model_sha256"
           : f->purpose.n == 0    ? "purpose"
           : f->data.n == 0       ? "data"
           : f->owner.n == 0      ? "owner"
           : f->version.n == 0    ? "version"
           : f->trained_on == 0   ? "trained_on"
           : f->all.cases == 0    ? "figures"
           : f->labels_n < 2      ? "labels"
                                  : NULL;
}

bool
figures_read(struct arena *a, struct str card, struct figures *ret_figures,
             struct err *err)
{
    const char *missing;
    json_t *j;

    if (card.n > CARD_BYTES)
        return fail(err, ERR_INPUT, "the card is too long");
    j = json_loadb(card.p, card.n, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(j)) {
        json_decref(j);
        return fail(err, ERR_INPUT, "the card is no JSON object");
    }
    *ret_figures = take(a, j);
    json_decref(j);
    missing = lacks(ret_figures);
    return missing == NULL ||
           fail(err, ERR_INPUT, "the card says nothing under \"%s\"", missing);
}
