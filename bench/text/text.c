/*
 * text: how good and how fast the models of texts are, on real data.
 *
 *     build/gongzhi-bench-text [DATA_FOLDER [feeling]]
 *                     (default ../shared/data; "feeling": that and
 *                     replies alone)
 *
 * Matters of messages: the five folds of folds.csv, each answered by a model
 * of the other four, the answers pooled. Beside it in the same run a linear
 * machine on runs of one to three characters of title and detail apart.
 */
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void
say_quality(const char *who, const struct learn_report *r)
{
    (void)printf("  %-34s macro-F1 %.4f  right %.4f (%.4f to %.4f)  first "
                 "three %.4f  Brier %.4f  ECE %.4f\n",
                 who, r->q.macro_f1, r->q.accuracy, r->right.low, r->right.high,
                 r->q.top3, r->q.brier, r->q.ece);
    (void)printf("  %-34s sure at %.0f%% errors: %.1f%% of the cases, %.1f%% "
                 "of them wrong\n",
                 "", 100 * r->risk, 100 * r->coverage,
                 100 * r->wrong_when_sure);
}

/* Cross-fit, and the seconds that the model of all cases and the five others
 * took. */
static const struct model *
fit(struct arena *a, struct learner *l, const struct learn_how *how,
    const char *who)
{
    double start = cpu_seconds();
    struct learn_report r;
    const struct model *m;
    struct err err;

    must(learner_fit(l, a, how, &m, &r, &err), &err);
    say_quality(who, &r);
    (void)printf("  %-34s training %.1f s on the processor, the five models "
                 "for the figures among it\n",
                 "", cpu_seconds() - start);
    return m;
}

static void
speed(struct arena *a, const struct learner *l, const struct model *m)
{
    struct model_desk *desk = model_desk_new(a, m);
    struct arena *work = arena_open();
    double sum = 0, times[2];

    for (int explained = 0; explained < 2; explained++) {
        double start = cpu_seconds();

        for (size_t i = 0; i < l->cases_n; i++) {
            const struct str *values = l->cases[i].values;
            struct prediction p = model_predict(m, desk, values);
            struct buf words = { .a = work };

            sum += p.top[0].probability;
            if (explained == 1)
                model_because(m, desk, values, p.top[0].label, &words);
            arena_reset(work);
        }
        times[explained] = cpu_seconds() - start;
    }
    arena_close(work);
    (void)printf("  one core: %.0f texts/s, with the words that decided %.0f "
                 "texts/s (mean probability %.3f)\n",
                 (double)l->cases_n / times[0], (double)l->cases_n / times[1],
                 sum / 2 / (double)l->cases_n);
}

static void
matters(struct arena *a, const char *labelled, const char *folds)
{
    struct cases_from from = { .path = labelled,
                               .texts = "title,detail",
                               .label = "label",
                               .folds = folds,
                               .apart = true };
    const struct learn_how plain = { 0.05, 0.5, true };
    const struct learn_how ours = { 0.05, LEARN_COST, false };
    struct arena *work = arena_open();
    struct buf bytes = { .a = a };
    const struct model *m;
    struct cases c;
    struct err err;

    must(cases_read(work, &from, &c, &err), &err);
    (void)printf("matter of a message: %zu cases, %zu labels, folds of "
                 "folds.csv, pooled\n",
                 c.learner->cases_n, c.learner->labels_n);
    (void)fit(work, c.learner, &plain, "plain linear SVM, title + detail");
    arena_close(work);
    from.apart = false;
    must(cases_read(a, &from, &c, &err), &err);
    m = fit(a, c.learner, &ours, "gongzhi train");
    (void)puts("  (weights of blocks and cost of both were chosen by looking "
               "at these folds)");
    speed(a, c.learner, m);
    model_write(m, &bytes);
    (void)printf("  model %.1f MB, %zu features\n", (double)bytes.n / 1e6,
                 model_features(m));
    bench_curve(c.learner, "rulebook/default");
}

/* All that takes longer. */
static void
bench_others(const char *data)
{
    struct arena *a = arena_open();
    const char *labelled = data_file(a, data, "messages/labelled.csv");
    const char *folds = data_file(a, data, "messages/folds.csv");
    const char *supported = data_file(a, data, "messages/supported.csv");
    const char *events = data_file(a, data, "appeals/events.csv");
    const char *train = data_file(a, data, "addresses/train.txt");
    const char *dev = data_file(a, data, "addresses/dev.txt");

    if (labelled != NULL && folds != NULL)
        matters(a, labelled, folds);
    if (supported != NULL)
        bench_topics(supported);
    if (events != NULL)
        bench_dispatch(events);
    if (train != NULL && dev != NULL)
        bench_address(train, dev);
    arena_close(a);
}

int
main(int argc, char *argv[])
{
    const char *data = argc > 1 ? argv[1] : "../shared/data";

    (void)setvbuf(stdout, NULL, _IOLBF, 0);
    bench_feeling(data);
    bench_reply(data);
    if (argc < 3 || strcmp(argv[2], "feeling") != 0)
        bench_others(data);
    return 0;
}
