/* The command feeling: strong emotion and risk in the lines of a text or the
 * rows of a CSV file, and the words that decided. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "cli/cli.h"
#include "cli/learn/sheet.h"
#include "rulebook/feeling/feeling.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { TEXTS_MOST = 8, LINE_MOST = 1 << 20 };

struct telling {
    struct arena *row_a; /* emptied after each row */
    struct rules r;
    bool json;
    size_t rows_n, bad_rows;
};

static struct str
word_of(const struct telling *t, const struct feeling_hit *h)
{
    return t->r.book->feelings[h->word].word;
}

/* "气愤 30; 媒体 40": what counted, in order of its strongest places. */
static void
put_words(const struct telling *t, const struct feeling *f, struct buf *out)
{
    struct buf words = { .a = t->row_a };

    for (size_t i = 0; i < f->hits_n; i++) {
        if (!f->hits[i].counts)
            continue;
        if (words.n > 0)
            buf_add(&words, STR("; "));
        buf_add(&words, word_of(t, &f->hits[i]));
        buf_addf(&words, " %d", f->hits[i].points);
    }
    csv_put_cell(out, buf_str(&words));
}

static void
put_csv(const struct telling *t, struct str row, const struct feeling *f,
        struct buf *out)
{
    csv_put_cell(out, row);
    for (int k = 0; k < FEELING_KINDS; k++)
        buf_addf(out, ",%d", f->level[k]);
    buf_add_char(out, ',');
    put_words(t, f, out);
    buf_add_char(out, '\n');
}

static void
put_json_hit(const struct telling *t, const struct feeling_hit *h,
             struct buf *out)
{
    buf_add(out, STR("{\"kind\":"));
    buf_add_json(out, feeling_word(h->kind));
    buf_add(out, STR(",\"word\":"));
    buf_add_json(out, word_of(t, h));
    buf_addf(out, ",\"text\":%zu,\"at\":%zu,\"bytes\":%zu,\"points\":%d}",
             h->text, h->at, h->n, h->points);
}

static void
put_json(const struct telling *t, struct str row, const struct feeling *f,
         struct buf *out)
{
    buf_add(out, STR("{\"row\":"));
    buf_add_json(out, row);
    buf_add(out, STR(",\"levels\":{"));
    for (int k = 0; k < FEELING_KINDS; k++) {
        if (k > 0)
            buf_add_char(out, ',');
        buf_add_json(out, feeling_word((enum feeling_kind)k));
        buf_addf(out, ":%d", f->level[k]);
    }
    buf_add(out, STR("},\"words\":["));
    for (size_t i = 0; i < f->hits_n; i++) {
        if (i > 0)
            buf_add_char(out, ',');
        put_json_hit(t, &f->hits[i], out);
    }
    buf_add(out, STR("]}\n"));
}

static void
tell(struct telling *t, struct str row, const struct str *texts, size_t n)
{
    struct buf out = { .a = t->row_a };
    struct feeling f;

    rules_feel(t->row_a, t->r, texts, n, &f);
    (t->json ? put_json : put_csv)(t, row, &f, &out);
    (void)fwrite(out.p, 1, out.n, stdout);
    arena_reset(t->row_a);
}

static struct str
number(const struct telling *t)
{
    struct buf b = { .a = t->row_a };

    buf_addf(&b, "%zu", t->rows_n);
    return buf_str(&b);
}

/* Nothing is said of what cannot be read: no mark would look like calm. */
static bool
is_text(struct telling *t, const char *path, struct str line)
{
    if (utf8_valid(line) && memchr(line.p, 0, line.n) == NULL)
        return true;
    t->bad_rows++;
    (void)fprintf(stderr,
                  "%s:%zu: 不是 UTF-8 文字，已略过；请另存为 UTF-8 编码 no "
                  "UTF-8 text; left out\n",
                  path, t->rows_n);
    return false;
}

static bool
tell_lines(struct telling *t, const char *path, struct err *err)
{
    FILE *file = path[0] == '-' && path[1] == '\0' ? stdin : fopen(path, "re");
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    bool ok = true;

    if (file == NULL)
        return file_fail(err, "cannot open", path);
    while (ok && (n = getline(&line, &room, file)) >= 0) {
        const struct str text = str_trim((struct str){ line, (size_t)n });

        t->rows_n++;
        ok = n <= LINE_MOST ||
             fail(err, ERR_INPUT, "%s:%zu: a line of more than %d bytes", path,
                  t->rows_n, LINE_MOST);
        if (ok && is_text(t, path, text))
            tell(t, number(t), &text, 1);
    }
    ok = ok && (!ferror(file) || fail(err, ERR_IO, "%s cannot be read", path));
    free(line);
    if (file != stdin)
        (void)fclose(file);
    return ok;
}

/* The columns that hold texts: names parted by commas. */
struct text_columns {
    size_t at[TEXTS_MOST], n;
};

static bool
find_columns(const struct sheet *s, struct str names, struct text_columns *ret,
             struct err *err)
{
    struct str name;

    ret->n = 0;
    while (str_cut(&names, ',', &name)) {
        if (ret->n == TEXTS_MOST)
            return fail(err, ERR_INPUT, "--texts: more than %d columns",
                        TEXTS_MOST);
        if (!sheet_need(s, str_trim(name), &ret->at[ret->n++], err))
            return false;
    }
    return ret->n > 0 || fail(err, ERR_INPUT, "--texts: no column");
}

static void
tell_row(struct telling *t, const struct csv_row *row, size_t name,
         const struct text_columns *columns)
{
    struct str texts[TEXTS_MOST];

    for (size_t i = 0; i < columns->n; i++)
        texts[i] = csv_text(row, columns->at[i]);
    tell(t, name == SIZE_MAX ? number(t) : csv_text(row, name), texts,
         columns->n);
}

static bool
tell_sheet(struct telling *t, struct sheet *s, struct str names,
           struct err *err)
{
    struct text_columns columns;
    size_t name = sheet_column(s, STR("row"));
    struct csv_row row;
    bool end = false;

    if (name == SIZE_MAX)
        name = sheet_column(s, STR("id"));
    if (!find_columns(s, names, &columns, err))
        return false;
    while (sheet_next(s, &row, &end, err) && !end) {
        t->rows_n++;
        if (sheet_is_whole(s, &row))
            tell_row(t, &row, name, &columns);
        else
            t->bad_rows++;
    }
    return end;
}

static bool
tell_all(struct cli *c, struct telling *t, const char *texts, struct err *err)
{
    const char *path = c->argc == 1 ? c->argv[0] : "-";
    struct sheet *s;
    bool ok;

    if (!t->json)
        (void)puts("row,emotion,life,collective,vulnerable,media,words");
    if (texts == NULL) {
        ok = tell_lines(t, path, err);
    } else {
        if (!sheet_open(c->a, path, &s, err))
            return false;
        ok = tell_sheet(t, s, str_of(texts), err);
        sheet_close(s);
    }
    return ok && cli_flush(err);
}

int
cmd_feeling(struct cli *c)
{
    const char *texts = cli_option(c, "--texts");
    struct telling t = { .json = cli_flag(c, "--json") };
    struct rulebook book;
    struct err err;
    bool ok;

    if (!cli_rulebook(c, &book))
        return EXIT_REFUSED;
    if (!cli_words(c, 0, 1))
        return EXIT_USAGE;
    t.r = (struct rules){ &book, moment_day(clock_now()) };
    t.row_a = arena_open();
    ok = tell_all(c, &t, texts, &err);
    arena_close(t.row_a);
    if (!ok)
        return cli_fail(c, &err);
    return t.bad_rows == 0 ? EXIT_DONE : EXIT_REFUSED;
}
