/* learn_fit: the door to LIBLINEAR, and nothing else. See fit.h. */
#include <linear.h>
#include <math.h>

#include "learn/fit.h"

static const double PRECISION = 0.1; /* LIBLINEAR's own for this solver */
static const double SMOOTH = 0.1;    /* added to sums before dividing */

static void
say_nothing(const char *text)
{
    (void)text;
}

/* The root of |ln(share with the label / share without)|, mean 1 before the
 * root. */
static void
unevenness(const struct fit_problem *p, uint32_t label, double *ret,
           double *other)
{
    double with = 0, without = 0, sum = 0;

    for (size_t f = 0; f < p->features_n; f++)
        ret[f] = other[f] = SMOOTH;
    for (size_t i = 0; i < p->rows_n; i++) {
        double *to = p->rows[i].label == label ? ret : other;

        for (size_t k = 0; k < p->rows[i].n; k++)
            to[p->rows[i].nodes[k].feature] +=
                (double)p->rows[i].nodes[k].value;
    }
    for (size_t f = 0; f < p->features_n; f++) {
        with += ret[f];
        without += other[f];
    }
    for (size_t f = 0; f < p->features_n; f++) {
        ret[f] = fabs(log(ret[f] / with / (other[f] / without)));
        sum += ret[f];
    }
    for (size_t f = 0; f < p->features_n; f++)
        ret[f] = sqrt(ret[f] * (double)p->features_n / sum);
}

/* The rows as LIBLINEAR wants them: from 1, a last one of index -1. */
static struct feature_node **
scaled_rows(const struct fit_problem *p, struct arena *a, const double *scale)
{
    struct feature_node **rows = arena_alloc(a, p->rows_n * sizeof(void *));
    const int bias = (int)p->features_n + 1;

    for (size_t i = 0; i < p->rows_n; i++) {
        const struct fit_row *row = &p->rows[i];
        struct feature_node *to = arena_alloc(a, (row->n + 2) * sizeof(*to));

        rows[i] = to;
        for (size_t k = 0; k < row->n; k++)
            to[k] = (struct feature_node){
                .index = (int)row->nodes[k].feature + 1,
                .value =
                    (double)row->nodes[k].value * scale[row->nodes[k].feature],
            };
        to[row->n] = (struct feature_node){ bias, 1 };
        to[row->n + 1] = (struct feature_node){ -1, 0 };
    }
    return rows;
}

void
fit_label(const struct fit_problem *p, struct arena *a, uint32_t label,
          double *ret_weights, double *ret_bias)
{
    double *other = arena_alloc(a, p->features_n * sizeof(*other));
    struct problem problem = {
        .l = (int)p->rows_n,
        .n = (int)p->features_n + 1,
        .y = arena_alloc(a, p->rows_n * sizeof(double)),
        .bias = 1,
    };
    const struct parameter how = {
        .solver_type = L2R_L2LOSS_SVC_DUAL,
        .eps = PRECISION,
        .C = p->cost,
    };
    struct model *made;
    double sign;

    for (size_t i = 0; i < p->rows_n; i++)
        problem.y[i] = p->rows[i].label == label ? 1 : -1;
    for (size_t f = 0; p->is_plain && f < p->features_n; f++)
        ret_weights[f] = 1;
    if (!p->is_plain)
        unevenness(p, label, ret_weights, other);
    problem.x = scaled_rows(p, a, ret_weights);
    set_print_string_function(say_nothing);
    made = train(&problem, &how);
    sign = made->label[0] == 1 ? 1 : -1;
    for (size_t f = 0; f < p->features_n; f++)
        ret_weights[f] *= sign * made->w[f];
    *ret_bias = sign * made->w[p->features_n];
    free_and_destroy_model(&made);
}
