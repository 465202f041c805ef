/* The command mask: what tells who somebody is, covered in a text. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "mask/mask.h"
#include "sys/file.h"

/* Read standard input to its end. Fails: ERR_INPUT, ERR_IO. */
static bool
read_input(struct arena *a, struct str *ret_text, struct err *err)
{
    char *p = arena_alloc(a, MASK_BYTES_MOST + 1);
    size_t n = fread(p, 1, MASK_BYTES_MOST + 1, stdin);

    *ret_text = (struct str){ p, n };
    if (ferror(stdin))
        return fail(err, ERR_IO, "standard input cannot be read");
    if (n > MASK_BYTES_MOST)
        return fail(err, ERR_INPUT, "standard input has more than %d bytes",
                    MASK_BYTES_MOST);
    return true;
}

/* A line "at<TAB>bytes<TAB>kind<TAB>text" each; blanks in the text are
 * spaces. */
static void
print_spans(struct cli *c, struct str text, const struct mask_spans *spans)
{
    struct buf out = { .a = c->a };

    for (size_t i = 0; i < spans->n; i++) {
        const struct mask_span *span = &spans->at[i];

        buf_addf(&out, "%zu\t%zu\t", span->at, span->n);
        buf_add(&out, mask_kind_word(span->kind));
        buf_add_char(&out, '\t');
        for (size_t k = 0; k < span->n; k++)
            buf_add_char(&out, strchr("\t\r\n", text.p[span->at + k]) != NULL
                                   ? ' '
                                   : text.p[span->at + k]);
        buf_add_char(&out, '\n');
    }
    if (out.n > 0)
        (void)fwrite(out.p, 1, out.n, stdout);
}

int
cmd_mask(struct cli *c)
{
    bool list = cli_flag(c, "--spans"), ok;
    struct mask_spans spans;
    struct buf out = { .a = c->a };
    struct str text;
    struct err err;

    if (!cli_words(c, 0, 1))
        return EXIT_USAGE;
    if (c->argc == 0 || strcmp(c->argv[0], "-") == 0)
        ok = read_input(c->a, &text, &err);
    else
        ok = file_read(c->a, c->argv[0], MASK_BYTES_MOST, &text, &err);
    if (!ok)
        return cli_fail(c, &err);
    (void)mask_find(masker_new(c->a, NULL, 0), c->a, text, &spans);
    if (list) {
        print_spans(c, text, &spans);
    } else {
        mask_put(&out, text, &spans);
        (void)fwrite(out.p, 1, out.n, stdout);
    }
    return cli_flush(&err) ? EXIT_DONE : cli_fail(c, &err);
}
