/* The command address: the parts of addresses, one a line. */
#include <stdio.h>
#include <string.h>

#include "address/by_rules.h"
#include "address/parser.h"
#include "app/place/match.h"
#include "app/place/place.h"
#include "app/rules.h"
#include "base/date.h"
#include "base/utf8.h"
#include "cli/address/address_cli.h"
#include "learn/address/lines.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "text/csv.h"

enum { LINE_BYTES = 16 * 1024 };

enum print { FORM_CSV, FORM_JSON, FORM_TOKENS };

struct parsing {
    struct arena *line_a; /* emptied after each line */
    const struct gazette *g;
    const struct parser *p; /* NULL: by rules */
    enum print form;
    struct rulebook book; /* of --rulebook; without places: none was given */
    int32_t day;
    const char *path;
    FILE *file;
    size_t lines_n, bad_n;
};

/* A line and what was found in it. */
struct parsed {
    struct token tokens[PARTS_TOKENS];
    struct part parts[PARTS_TOKENS];
    size_t n, parts_n;
    struct place_match match;
};

static void
put_csv(const struct parsing *k, const struct parsed *d, struct buf *out)
{
    const struct rules r = { &k->book, k->day };

    for (size_t i = 0; i < d->parts_n; i++) {
        buf_addf(out, "%zu,%s,", k->lines_n, part_tag_word(d->parts[i].tag).p);
        csv_put_cell(out, part_text(k->line_a, d->tokens, d->parts[i]));
        buf_add_char(out, '\n');
    }
    for (size_t i = 0; i < d->match.n; i++) {
        struct buf place = { .a = k->line_a };

        buf_add(&place, d->match.at[i]->code);
        buf_add_char(&place, ' ');
        buf_add(&place, rules_place_path(k->line_a, r, d->match.at[i]->code));
        buf_addf(out, "%zu,%s,", k->lines_n,
                 d->match.n == 1 ? "place" : "perhaps");
        csv_put_cell(out, buf_str(&place));
        buf_add_char(out, '\n');
    }
}

static void
put_places(const struct parsing *k, const struct parsed *d, struct buf *out)
{
    const struct rules r = { &k->book, k->day };

    buf_add(out, STR(",\"places\":["));
    for (size_t i = 0; i < d->match.n; i++) {
        buf_add(out, i > 0 ? STR(",{\"code\":") : STR("{\"code\":"));
        buf_add_json(out, d->match.at[i]->code);
        buf_add(out, STR(",\"path\":"));
        buf_add_json(out, rules_place_path(k->line_a, r, d->match.at[i]->code));
        buf_add_char(out, '}');
    }
    buf_addf(out, "],\"contradicted\":%s",
             d->match.contradicted ? "true" : "false");
}

static void
put_json(const struct parsing *k, const struct parsed *d, struct buf *out)
{
    buf_addf(out, "{\"line\":%zu,\"parts\":[", k->lines_n);
    for (size_t i = 0; i < d->parts_n; i++) {
        buf_addf(out, "%s{\"tag\":\"%s\",\"text\":", i > 0 ? "," : "",
                 part_tag_word(d->parts[i].tag).p);
        buf_add_json(out, part_text(k->line_a, d->tokens, d->parts[i]));
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    if (k->book.places_n > 0)
        put_places(k, d, out);
    buf_add(out, STR("}\n"));
}

static void
put_tokens(const struct parsed *d, struct buf *out)
{
    for (size_t i = 0; i < d->parts_n; i++)
        for (size_t t = 0; t < d->parts[i].n; t++) {
            buf_add(out, d->tokens[d->parts[i].first + t].text);
            buf_addf(out, " %c-%s\n", t == 0 ? 'B' : 'I',
                     part_tag_word(d->parts[i].tag).p);
        }
    if (d->parts_n > 0)
        buf_add_char(out, '\n');
}

static void
take_line(struct parsing *k, struct str line)
{
    const struct rules r = { &k->book, k->day };
    struct buf out = { .a = k->line_a };
    struct parsed d;

    d.n = tokens_of(line, d.tokens);
    d.parts_n = k->p == NULL ? by_rules_parts(k->g, d.tokens, d.n, d.parts)
                             : parser_parts(k->p, k->g, d.tokens, d.n, d.parts);
    place_match(k->line_a, r, d.tokens, d.parts, d.parts_n, &d.match);
    if (k->form == FORM_CSV)
        put_csv(k, &d, &out);
    else if (k->form == FORM_JSON)
        put_json(k, &d, &out);
    else
        put_tokens(&d, &out);
    if (out.n > 0)
        (void)fwrite(out.p, 1, out.n, stdout);
    arena_reset(k->line_a);
}

/* The next line without its end. Of one that is longer than LINE_BYTES so many
 * bytes and one more. False: there is none. */
static bool
next_line(FILE *file, char bytes[LINE_BYTES + 1], struct str *ret_line)
{
    int c;

    *ret_line = (struct str){ bytes, 0 };
    while ((c = getc(file)) != EOF && c != '\n')
        if (ret_line->n <= LINE_BYTES)
            bytes[ret_line->n++] = (char)c;
    return c != EOF || ret_line->n > 0;
}

/* What is no line of text is told and counted. */
static bool
is_bad(struct parsing *k, struct str line)
{
    const char *why = line.n > LINE_BYTES ? "the line is too long"
                      : memchr(line.p, 0, line.n) != NULL
                          ? "the line holds a NUL"
                      : !utf8_valid(line) ? "no UTF-8"
                                          : NULL;

    if (why == NULL)
        return false;
    (void)fprintf(stderr, "%s:%zu: %s; left out\n", k->path, k->lines_n, why);
    k->bad_n++;
    return true;
}

static void
take_lines(struct parsing *k)
{
    char bytes[LINE_BYTES + 1];
    struct str line;

    while (next_line(k->file, bytes, &line)) {
        k->lines_n++;
        if (!is_bad(k, line))
            take_line(k, str_trim(line));
    }
}

static bool
take_file(struct parsing *k, struct err *err)
{
    bool piped = strcmp(k->path, "-") == 0, ok = true;

    k->file = piped ? stdin : fopen(k->path, "re");
    if (k->file == NULL)
        return file_fail(err, "cannot open", k->path);
    if (k->form == FORM_CSV)
        (void)puts("line,tag,text");
    take_lines(k);
    if (ferror(k->file))
        ok = fail(err, ERR_IO, "%s cannot be read", k->path);
    else if (fflush(stdout) != 0 || ferror(stdout))
        ok = fail(err, ERR_IO, "standard output cannot be written");
    if (!piped)
        (void)fclose(k->file);
    return ok;
}

static bool
take_form(struct cli *c, enum print *ret_form)
{
    static const char *const names[] = { "csv", "json", "tokens" };
    const char *form = cli_option(c, "--form");

    *ret_form = FORM_CSV;
    for (int i = 0; form != NULL && i < 3; i++)
        if (strcmp(form, names[i]) == 0) {
            *ret_form = (enum print)i;
            return true;
        }
    return form == NULL;
}

int
cmd_address(struct cli *c)
{
    const char *model = cli_option(c, "--model");
    struct parsing k = { .path = "-", .day = moment_day(clock_now()) };
    struct card card;
    struct err err;
    bool ok;

    if (cli_has(c, "--rulebook") && !cli_rulebook(c, &k.book))
        return EXIT_REFUSED;
    if (!take_form(c, &k.form) || !cli_words(c, 0, 1))
        return EXIT_USAGE;
    if (c->argc == 1)
        k.path = c->argv[0];
    if (model != NULL && !lines_load(c->a, model, &card, &k.p, &err))
        return cli_fail(c, &err);
    if (model != NULL && card.approved_by.n == 0)
        (void)fprintf(stderr, "%s: nobody has approved this model yet\n",
                      card_path(c->a, model));
    k.g = gazette_new(c->a, place_divisions());
    k.line_a = arena_open();
    ok = take_file(&k, &err);
    arena_close(k.line_a);
    if (!ok)
        return cli_fail(c, &err);
    return k.bad_n == 0 ? EXIT_DONE : EXIT_REFUSED;
}
