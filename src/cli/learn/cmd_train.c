/* The command train: a model and its card from confirmed cases. */
#include <stdio.h>

#include "base/date.h"
#include "cli/address/address_cli.h"
#include "cli/cli.h"
#include "cli/learn/folder.h"
#include "learn/card.h"

static const struct cli_range risk_range = { "--risk", 1, 500, 50 };

struct training {
    struct cli *c;
    struct cases_from from;
    const char *folder; /* instead of a file, or NULL */
    const char *out;
    const char *addresses; /* learn a parser of addresses from this file */
    struct card card;
    unsigned risk; /* permille */
    struct cases cases;
};

static struct str
option_text(struct cli *c, const char *name)
{
    const char *text = cli_option(c, name);

    return text == NULL ? STR("") : str_of(text);
}

static const char *
option_or(struct cli *c, const char *name, const char *otherwise)
{
    const char *text = cli_option(c, name);

    return text == NULL ? otherwise : text;
}

static bool
take_options(struct training *t)
{
    struct cli *c = t->c;
    const char *fields = cli_option(c, "--fields");
    const char *folder = cli_option(c, "--folder");

    t->from = (struct cases_from){
        .path = cli_option(c, "--labelled"),
        .texts =
            option_or(c, "--texts", fields == NULL ? "title,detail" : NULL),
        .fields = fields,
        .label = option_or(c, "--label", folder == NULL ? "label" : "matter"),
        .place = cli_option(c, "--place"),
        .channel = cli_option(c, "--channel"),
        .folds = cli_option(c, "--folds"),
    };
    t->folder = folder;
    t->addresses = cli_option(c, "--addresses");
    t->out = cli_option(c, "--out");
    t->card = (struct card){
        .purpose = option_text(c, "--purpose"),
        .data = option_text(c, "--data"),
        .period = option_text(c, "--period"),
        .owner = option_text(c, "--owner"),
        .version = option_text(c, "--version"),
        .approved_by = STR(""),
    };
    return cli_number(c, &risk_range, &t->risk) && cli_words(c, 0, 0) &&
           (t->from.path != NULL) + (folder != NULL) + (t->addresses != NULL) ==
               1 &&
           t->out != NULL;
}

/* What nobody said is said from what was read. */
static void
fill_card(struct training *t)
{
    struct arena *a = t->c->a;
    struct buf purpose = { .a = a }, data = { .a = a }, period = { .a = a };
    struct str name =
        cli_path_name(t->folder == NULL ? t->from.path : t->folder);

    buf_addf(&purpose, "suggest %s of a case; a person confirms",
             t->from.label);
    buf_addf(&data, "%zu confirmed cases of %.*s",
             learner_cases(t->cases.learner), STR_ARG(name));
    if (t->cases.has_days) {
        day_put(&period, t->cases.first_day);
        buf_add_char(&period, '/');
        day_put(&period, t->cases.last_day);
    }
    if (t->card.purpose.n == 0)
        t->card.purpose = buf_str(&purpose);
    if (t->card.data.n == 0)
        t->card.data = buf_str(&data);
    if (t->card.period.n == 0)
        t->card.period = buf_str(&period);
    if (t->card.version.n == 0)
        t->card.version = STR("1");
}

static void
print_groups(const struct learn_report *r)
{
    for (size_t i = 0; i < r->groups_n; i++) {
        const struct group_quality *g = &r->groups[i];

        if (g->q.n == 0)
            continue;
        (void)printf("  %.*s %.*s: %zu cases, right %.3f (%.3f to %.3f)",
                     STR_ARG(g->kind), STR_ARG(g->name), g->q.n, g->q.accuracy,
                     g->right.low, g->right.high);
        if (g->compared)
            (void)printf(", against the others %+.3f (%+.3f to %+.3f)", g->gap,
                         g->gap_interval.low, g->gap_interval.high);
        (void)putchar('\n');
    }
}

static void
print_report(const struct training *t, const struct model *m,
             const struct learn_report *r)
{
    (void)printf("cases %zu, labels %zu, features %zu\n", r->q.n,
                 model_labels(m), model_features(m));
    (void)printf("right %.4f (%.4f to %.4f), always the commonest label %.4f\n",
                 r->q.accuracy, r->right.low, r->right.high, r->majority);
    (void)printf("macro-F1 %.4f, in the first three %.4f, Brier %.4f, ECE "
                 "%.4f\n",
                 r->q.macro_f1, r->q.top3, r->q.brier, r->q.ece);
    (void)printf("sure from %.4f: %.1f%% of the cases, of which %.1f%% wrong "
                 "(wanted %.1f%%)\n",
                 r->sure_from, 100 * r->coverage, 100 * r->wrong_when_sure,
                 100 * r->risk);
    print_groups(r);
    (void)printf("%s: nobody has approved it yet (approved_by)\n",
                 card_path(t->c->a, t->out));
}

static bool
read_cases(struct training *t, struct err *err)
{
    const struct folder_from folder = { t->folder, t->from.label };

    return t->folder == NULL ? cases_read(t->c->a, &t->from, &t->cases, err)
                             : folder_cases(t->c->a, &folder, &t->cases, err);
}

int
cmd_train(struct cli *c)
{
    struct training t = { .c = c };
    struct learn_how how = { .cost = LEARN_COST };
    struct learn_report report;
    const struct model *m;
    struct err err;

    if (!take_options(&t))
        return EXIT_USAGE;
    if (t.addresses != NULL)
        return address_train(c, t.addresses, t.out, &t.card);
    how.risk = t.risk / 1000.0;
    if (!read_cases(&t, &err) ||
        !learner_fit(t.cases.learner, c->a, &how, &m, &report, &err))
        return cli_fail(c, &err);
    fill_card(&t);
    if (!card_save(t.out, &t.card, m, &report, &err))
        return cli_fail(c, &err);
    print_report(&t, m, &report);
    return t.cases.bad_rows == 0 ? EXIT_DONE : EXIT_REFUSED;
}
