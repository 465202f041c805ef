/*
 * gen_html: turn a template into a C function.
 *
 *     gen_html NAME FILE > NAME.c
 *     gen_html --header NAME FILE... > templates.h
 *
 * FILE is templates/FOLDER/PAGE.html, NAME FOLDER_PAGE: the function is
 * html_NAME. Tags:
 *
 * {{page (struct TYPE VAR) "HEADER"}}   first line: the values it may show
 * {{VAR.field}}                    written by html_put: its type decides how
 * {{VAR.field FILTER}}             written by html_FILTER
 * {{say KEY}} {{say KEY A B|date}} a phrase of locale/; {1} {2} are A and B
 * {{icon NAME}} {{asset NAME}}     an icon; the address of a file of static/
 * {{token}}                        in every form: the token of the session
 * {{include NAME VAR.field}}       another template with a struct of this one
 * {{if VAR.field}} {{if not VAR.field}} {{else}} {{end}}
 * {{for struct TYPE VAR in VAR.list}} {{end}}     list and list_n
 *
 * A wrong name is an error of the C compiler, at the line of the template.
 * Blanks at the beginning of a line, and lines of tags alone, write nothing.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WORD = 80, LINE_BYTES = 2048, ARGS = 9 };

static int line_no, depth;
static const char *page, *path;

_Noreturn static void
quit(const char *what)
{
    (void)fprintf(stderr, "gen_html: %s: line %d: %s\n", page, line_no, what);
    exit(1);
}

/* v.title becomes v->title: the first dot only, the rest are members. */
static void
put_name(const char *name, const char *tail)
{
    const char *dot = strchr(name, '.');

    if (dot == NULL)
        quit("want VAR.field");
    printf("%.*s->%s%s", (int)(dot - name), name, dot + 1, tail);
}

/* resident.home becomes resident_home: keys of phrases, names of assets. */
static void
put_constant(const char *prefix, const char *name)
{
    printf("%s", prefix);
    for (; *name != '\0'; name++)
        putchar(isalnum((unsigned char)*name) ? *name : '_');
}

static void
put_text(const char *p, size_t n)
{
    if (n == 0)
        return;
    printf("    buf_add(&h->out, STR(\"");
    for (size_t i = 0; i < n; i++) {
        if (p[i] == '"' || p[i] == '\\')
            printf("\\%c", p[i]);
        else if (p[i] == '\n')
            printf("\\n");
        else
            putchar(p[i]);
    }
    printf("\"));\n");
}

/* VAR.field, or VAR.field|FILTER. */
static void
put_value(char *word)
{
    char *bar = strchr(word, '|');

    if (bar != NULL)
        *bar = '\0';
    printf("    html_%s(h, ", bar == NULL ? "put" : bar + 1);
    put_name(word, ");");
}

static void
put_say(char *words)
{
    char *key = strtok(words, " "), *arg;
    int n = 0;

    if (key == NULL)
        quit("want a key");
    if ((arg = strtok(NULL, " ")) == NULL) {
        put_constant("    html_say(h, SAY_", key);
        printf(");\n");
        return;
    }
    printf("    for (size_t at = 0, arg;\n         (arg = html_say_to(h, ");
    put_constant("SAY_", key);
    printf(", &at)) != 0;)\n    switch (arg) {\n");
    for (; arg != NULL; arg = strtok(NULL, " ")) {
        printf("    case %d:\n", ++n);
        put_value(arg);
        printf(" break;\n");
    }
    printf("    default: break;\n    }\n");
}

static void
put_for(const char *tag)
{
    char type[WORD], var[WORD], list[WORD];

    if (sscanf(tag, "for struct %79s %79s in %79s", type, var, list) != 3)
        quit("want: for struct TYPE VAR in VAR.list");
    printf("    for (size_t %s_i = 0; %s_i < ", var, var);
    put_name(list, "_n");
    printf("; %s_i++) {\n    const struct %s *%s = &", var, type, var);
    put_name(list, "");
    printf("[%s_i];\n", var);
    depth++;
}

static void
put_page(const char *tag)
{
    char type[WORD], var[WORD];
    const char *header = strchr(tag, '"');

    if (header == NULL ||
        sscanf(tag, "page (struct %79s %79[^)])", type, var) != 2)
        quit("want: page (struct TYPE VAR) \"HEADER\"");
    printf("#include %s\n#include \"templates.h\"\n#include \"web/html.h\"\n\n"
           "void\nhtml_%s(struct html *h, const struct %s *%s)\n{\n",
           header, page, type, var);
}

static void
put_if(const char *name)
{
    bool not = strncmp(name, "not ", 4) == 0;

    printf("    if (%s", not ? "!" : "");
    put_name(not ? name + 4 : name, ") {\n");
    depth++;
}

/* A tag that opens or closes a block. False when it is none. */
static bool
put_block(const char *tag)
{
    if (strncmp(tag, "page ", 5) == 0) {
        put_page(tag);
    } else if (strncmp(tag, "for ", 4) == 0) {
        put_for(tag);
    } else if (strncmp(tag, "if ", 3) == 0) {
        put_if(tag + 3);
    } else if (strcmp(tag, "else") == 0) {
        printf("    } else {\n");
    } else if (strcmp(tag, "end") == 0) {
        if (depth-- == 0)
            quit("an end too many");
        printf("    }\n");
    } else {
        return false;
    }
    return true;
}

static void
put_tag(char *tag)
{
    char a[WORD], b[WORD];

    printf("#line %d \"%s\"\n", line_no, path);
    if (put_block(tag))
        return;
    if (strncmp(tag, "say ", 4) == 0) {
        put_say(tag + 4);
    } else if (strcmp(tag, "token") == 0) {
        printf("    html_token(h);\n");
    } else if (sscanf(tag, "icon %79s", a) == 1) {
        put_constant("    html_icon(h, ICON_", a);
        printf(");\n");
    } else if (sscanf(tag, "asset %79s", a) == 1) {
        put_constant("    buf_add(&h->out, STR(ASSET_", a);
        printf("));\n");
    } else if (sscanf(tag, "include %79s %79s", a, b) == 2) {
        printf("    html_%s(h, &", a);
        put_name(b, ");\n");
    } else if (sscanf(tag, "%79s %79s", a, b) == 2) {
        printf("    html_%s(h, ", b);
        put_name(a, ");\n");
    } else {
        printf("    html_put(h, ");
        put_name(tag, ");\n");
    }
}

/* Does the line hold tags and blanks alone? Then its end is not written. */
static bool
tags_alone(const char *line)
{
    const char *open = strstr(line, "{{");

    for (const char *p = line; *p != '\0'; p++) {
        if (p == open) {
            const char *close = strstr(p, "}}");

            if (close == NULL)
                quit("a tag must end on its line");
            p = close + 1;
            open = strstr(p, "{{");
        } else if (!isspace((unsigned char)*p)) {
            return false;
        }
    }
    return true;
}

static void
put_line(char *line)
{
    char *open, *close;

    line += strspn(line, " ");
    if (tags_alone(line))
        line[strcspn(line, "\n")] = '\0';
    while ((open = strstr(line, "{{")) != NULL) {
        if ((close = strstr(open, "}}")) == NULL)
            quit("a tag must end on its line");
        *close = '\0';
        put_text(line, (size_t)(open - line));
        put_tag(open + 2);
        line = close + 2;
    }
    put_text(line, strlen(line));
}

/* The struct of a template is named in its first line. */
static void
put_prototypes(int n, char **files)
{
    char line[LINE_BYTES], type[WORD];

    printf("/* From templates/ by tools/gen_html; do not edit. */\n"
           "#ifndef TEMPLATES_H\n#define TEMPLATES_H\n\nstruct html;\n\n");
    for (int i = 0; i + 1 < n; i += 2) {
        FILE *f = fopen(files[i + 1], "r");

        page = files[i];
        line_no = 1;
        if (f == NULL || fgets(line, sizeof(line), f) == NULL ||
            sscanf(line, "{{page (struct %79s", type) != 1)
            quit("no such template, or no page tag in its first line");
        (void)fclose(f);
        printf("struct %s;\nvoid html_%s(struct html *h, const struct %s *v);"
               "\n\n",
               type, page, type);
    }
    printf("#endif\n");
}

int
main(int argc, char **argv)
{
    char line[LINE_BYTES];

    if (argc > 1 && strcmp(argv[1], "--header") == 0) {
        put_prototypes(argc - 2, argv + 2);
        return 0;
    }
    if (argc != 3)
        return 2;
    page = argv[1];
    path = argv[2];
    if (freopen(path, "r", stdin) == NULL)
        quit("cannot be opened");
    printf("/* From a template by tools/gen_html; do not edit. */\n");
    while (fgets(line, sizeof(line), stdin) != NULL) {
        line_no++;
        if (strlen(line) + 1 == sizeof(line))
            quit("a line is too long");
        put_line(line);
    }
    if (depth != 0)
        quit("an end is missing");
    printf("}\n");
    return 0;
}
