/* The command train with --addresses: a parser and its card from addresses
 * whose parts people have told. */
#include <stdio.h>

#include "app/place/place.h"
#include "cli/address/address_cli.h"
#include "learn/address/lines.h"
#include "sys/file.h"

static void
fill_card(struct cli *c, const char *path, size_t n, struct card *card)
{
    struct buf data = { .a = c->a };

    buf_addf(&data, "%zu addresses of %.*s", n, STR_ARG(cli_path_name(path)));
    if (card->purpose.n == 0)
        card->purpose = STR("find the parts of an address");
    if (card->data.n == 0)
        card->data = buf_str(&data);
    if (card->version.n == 0)
        card->version = STR("1");
}

static void
say(const char *who, const struct part_score *s)
{
    (void)printf("%s: F1 of whole parts %.4f, of tokens %.4f, whole addresses "
                 "%.4f\n",
                 who, score_f1(s), score_tokens(s), score_lines(s));
}

int
address_train(struct cli *c, const char *path, const char *out,
              struct card *card)
{
    enum { BYTES = 256 * 1024 * 1024 };
    struct lines_report report;
    const struct parser *p;
    struct corpus corpus;
    struct str bytes;
    struct err err, inner;

    if (!file_read(c->a, path, BYTES, &bytes, &err))
        return cli_fail(c, &err);
    if (!corpus_read(c->a, bytes, &corpus, &inner)) {
        (void)fail(&err, inner.kind, "%s: %s", path, inner.text);
        return cli_fail(c, &err);
    }
    if (!lines_learn(c->a, gazette_new(c->a, place_divisions()), &corpus, &p,
                     &report, &err))
        return cli_fail(c, &err);
    fill_card(c, path, corpus.n, card);
    if (!lines_save(out, card, p, &report, &err))
        return cli_fail(c, &err);
    (void)printf("addresses %zu, weights %zu; held out %zu\n", corpus.n,
                 parser_weights(p), report.learned.lines);
    say("learned", &report.learned);
    say("by rules", &report.ruled);
    (void)printf("%s: nobody has approved it yet (approved_by)\n",
                 card_path(c->a, out));
    return EXIT_DONE;
}
