/*
 * gen_phrases: turn the phrases of the pages into C.
 *
 *     gen_phrases --header LOCALE > phrases.h
 *     gen_phrases LOCALE > phrases.c
 *
 * LOCALE holds zh-Hans, zh-Hant and en, each with the same keys in the same
 * order, one a line: KEY, blanks, the text. {1} to {9} are values. Empty lines
 * and lines that begin with # are passed over. A key that one of them lacks is
 * an error, and so is one with other values.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { LANGS = 3, LINE_BYTES = 4096, PATH = 512 };

static const char *const langs[LANGS] = { "zh-Hans", "zh-Hant", "en" };

struct file {
    FILE *f;
    char path[PATH];
    int line_no;
    char line[LINE_BYTES];
    char *key, *text;
};

_Noreturn static void
quit(const struct file *f, const char *what)
{
    (void)fprintf(stderr, "gen_phrases: %s: line %d: %s\n", f->path, f->line_no,
                  what);
    exit(1);
}

static void
open_file(struct file *f, const char *dir, const char *lang)
{
    (void)snprintf(f->path, sizeof(f->path), "%s/%s", dir, lang);
    f->line_no = 0;
    f->f = fopen(f->path, "r");
    if (f->f == NULL)
        quit(f, "cannot be opened");
}

/* The next phrase; false at the end. */
static bool
next(struct file *f)
{
    while (fgets(f->line, sizeof(f->line), f->f) != NULL) {
        size_t n = strcspn(f->line, "\n");

        f->line_no++;
        if (f->line[n] == '\0')
            quit(f, "too long, or without its end");
        f->line[n] = '\0';
        if (f->line[0] == '#' || f->line[0] == '\0')
            continue;
        f->key = f->line;
        f->text = f->line + strcspn(f->line, " ");
        if (*f->text == '\0')
            quit(f, "want KEY and a text");
        *f->text++ = '\0';
        f->text += strspn(f->text, " ");
        return true;
    }
    return false;
}

/* The values of a text as a set of bits. */
static unsigned
values(const struct file *f)
{
    unsigned set = 0;

    for (const char *p = f->text; (p = strchr(p, '{')) != NULL; p++) {
        if (p[1] < '1' || p[1] > '9' || p[2] != '}')
            quit(f, "want {1} to {9}");
        set |= 1U << (p[1] - '0');
    }
    return set;
}

static void
put_key(const char *key)
{
    for (; *key != '\0'; key++)
        putchar(isalnum((unsigned char)*key) ? *key : '_');
}

static void
put_c_text(const char *p)
{
    putchar('"');
    for (; *p != '\0'; p++) {
        if (*p == '"' || *p == '\\')
            putchar('\\');
        putchar(*p);
    }
    putchar('"');
}

static void
put_header(const char *dir)
{
    struct file f;

    printf("/* From locale/ by tools/gen_phrases; do not edit. */\n"
           "#ifndef PHRASES_H\n#define PHRASES_H\n\nenum say {\n");
    for (open_file(&f, dir, langs[0]); next(&f);) {
        printf("    SAY_");
        put_key(f.key);
        printf(",\n");
    }
    printf("    SAY_N\n};\n\n/* By language: zh-Hans, zh-Hant, en. */\n"
           "extern const char *const phrases[SAY_N][%d];\n\n#endif\n",
           LANGS);
}

static void
put_table(const char *dir)
{
    struct file f[LANGS];

    for (int i = 0; i < LANGS; i++)
        open_file(&f[i], dir, langs[i]);
    printf("/* From locale/ by tools/gen_phrases; do not edit. */\n"
           "#include \"phrases.h\"\n\n"
           "const char *const phrases[SAY_N][%d] = {\n",
           LANGS);
    while (next(&f[0])) {
        printf("    {");
        for (int i = 0; i < LANGS; i++) {
            if (i > 0 && (!next(&f[i]) || strcmp(f[i].key, f[0].key) != 0))
                quit(&f[i], "not the key that zh-Hans has here");
            if (values(&f[i]) != values(&f[0]))
                quit(&f[i], "other values {n} than zh-Hans has");
            printf(" ");
            put_c_text(f[i].text);
            printf(",");
        }
        printf(" },\n");
    }
    for (int i = 1; i < LANGS; i++)
        if (next(&f[i]))
            quit(&f[i], "a key that zh-Hans has not");
    printf("};\n");
}

int
main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], "--header") == 0)
        put_header(argv[2]);
    else if (argc == 2)
        put_table(argv[1]);
    else
        return 2;
    return 0;
}
