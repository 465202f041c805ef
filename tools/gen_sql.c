/*
 * gen_sql: put the SQL of sql/ into plain C.
 *
 *     gen_sql h sql/query/x.sql ... sql/sqlite/0001_x.sql ... > queries.h
 *     gen_sql c sql/query/x.sql ... sql/sqlite/0001_x.sql ... > queries.c
 *
 * A file whose name begins with a digit is a migration: its statements are
 * kept with their comments, in the order given. Every other file holds named
 * queries: a block begins with a line "-- name: NAME"; a name ending in _put,
 * _add or _drop writes. The tables made in a migration named *_readings are
 * listed, so that a rebuild can empty them.
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MAX_ITEMS = 512, TEXT_BYTES = 1 << 20, LINE_BYTES = 1024 };

struct item {
    char name[64];
    const char *text; /* in all_text */
    int number;       /* of the migration; 0 for a query */
};

static struct item queries[MAX_ITEMS], statements[MAX_ITEMS];
static size_t queries_n, statements_n;
static char tables[MAX_ITEMS][64];
static size_t tables_n;
static char all_text[TEXT_BYTES];
static size_t used;

_Noreturn static void
fail(const char *file, const char *what)
{
    (void)fprintf(stderr, "gen_sql: %s: %s\n", file, what);
    exit(1);
}

static void
keep(const char *file, const char *line)
{
    size_t n = strlen(line);

    if (used + n + 2 > sizeof(all_text))
        fail(file, "too much SQL");
    memcpy(all_text + used, line, n + 1);
    used += n;
}

static const char *
base_name(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash == NULL ? path : slash + 1;
}

static bool
ends(const char *name, const char *end)
{
    size_t n = strlen(name), m = strlen(end);

    return n >= m && strcmp(name + n - m, end) == 0;
}

static bool
is_comment(const char *line)
{
    return strncmp(line, "--", 2) == 0;
}

static bool
ends_statement(const char *line)
{
    size_t n = strlen(line);

    while (n > 0 && isspace((unsigned char)line[n - 1]))
        n--;
    return !is_comment(line) && n > 0 && line[n - 1] == ';';
}

static void
open_query(const char *file, const char *line)
{
    struct item *q = &queries[queries_n];

    if (queries_n == MAX_ITEMS || sscanf(line, "-- name: %59s", q->name) != 1)
        fail(file, "want: -- name: NAME");
    for (size_t i = 0; i < queries_n; i++)
        if (strcmp(queries[i].name, q->name) == 0)
            fail(file, "this name exists already");
    used++; /* the NUL of the text before */
    q->text = all_text + used;
    queries_n++;
}

static void
read_queries(const char *file, FILE *f)
{
    char line[LINE_BYTES];
    bool any = false;

    while (fgets(line, sizeof(line), f) != NULL) {
        if (strncmp(line, "-- name:", 8) == 0) {
            open_query(file, line);
            any = true;
        } else if (any && !is_comment(line) && line[0] != '\n') {
            keep(file, line);
        }
    }
}

static void
note_table(const char *file, const char *line)
{
    if (!ends(file, "_readings.sql") || tables_n == MAX_ITEMS)
        return;
    if (sscanf(line, "CREATE TABLE %59[a-z_0-9]", tables[tables_n]) == 1)
        tables_n++;
}

static void
read_migration(const char *file, FILE *f)
{
    char line[LINE_BYTES];
    bool fresh = true;

    while (fgets(line, sizeof(line), f) != NULL) {
        if (fresh && line[0] == '\n')
            continue;
        if (fresh) {
            struct item *s = &statements[statements_n++];

            if (statements_n == MAX_ITEMS)
                fail(file, "too many statements");
            used++;
            s->text = all_text + used;
            s->number = atoi(base_name(file));
        }
        note_table(file, line);
        keep(file, line);
        fresh = ends_statement(line);
    }
    if (!fresh)
        fail(file, "the last statement does not end in ;");
}

static void
put_text(const char *text)
{
    for (const char *p = text; *p != '\0';) {
        printf("    \"");
        for (; *p != '\0' && *p != '\n'; p++) {
            if (*p == '"' || *p == '\\')
                putchar('\\');
            putchar(*p);
        }
        if (*p == '\n')
            p++;
        printf("\\n\"\n");
    }
}

static void
put_header(void)
{
    printf("/* From sql/ by tools/gen_sql; do not edit. */\n"
           "#ifndef GEN_QUERIES_H\n#define GEN_QUERIES_H\n\n"
           "#include <stdbool.h>\n#include <stddef.h>\n\n"
           "/* The named queries of sql/query. */\nenum query {\n");
    for (size_t i = 0; i < queries_n; i++) {
        printf("    QUERY_");
        for (const char *p = queries[i].name; *p != '\0'; p++)
            putchar(toupper((unsigned char)*p));
        printf(",\n");
    }
    printf("    QUERY_COUNT\n};\n\n"
           "struct query_text {\n    const char *name, *sql;\n"
           "    bool writes;\n};\n"
           "extern const struct query_text query_texts[QUERY_COUNT];\n\n"
           "/* The statements that make the tables, in order. */\n"
           "struct migration {\n    int number; /* of its file */\n"
           "    const char *sql;\n};\n"
           "extern const struct migration migrations[%zu];\n"
           "enum { MIGRATIONS_N = %zu, MIGRATION_LAST = %d };\n\n"
           "/* Empties every reading. */\n"
           "extern const char *const readings_empty[%zu];\n"
           "enum { READINGS_N = %zu };\n\n#endif\n",
           statements_n, statements_n, statements[statements_n - 1].number,
           tables_n, tables_n);
}

static void
put_source(void)
{
    printf("/* From sql/ by tools/gen_sql; do not edit. */\n"
           "#include \"store/gen/queries.h\"\n\n"
           "const struct query_text query_texts[QUERY_COUNT] = {\n");
    for (size_t i = 0; i < queries_n; i++) {
        const char *name = queries[i].name;
        bool writes =
            ends(name, "_put") || ends(name, "_add") || ends(name, "_drop");

        printf("    { \"%s\",\n", name);
        put_text(queries[i].text);
        printf("    , %s },\n", writes ? "true" : "false");
    }
    printf("};\n\nconst struct migration migrations[%zu] = {\n", statements_n);
    for (size_t i = 0; i < statements_n; i++) {
        printf("    { %d,\n", statements[i].number);
        put_text(statements[i].text);
        printf("    },\n");
    }
    printf("};\n\nconst char *const readings_empty[%zu] = {\n", tables_n);
    for (size_t i = 0; i < tables_n; i++)
        printf("    \"DELETE FROM %s\",\n", tables[i]);
    printf("};\n");
}

int
main(int argc, char **argv)
{
    if (argc < 3 || (strcmp(argv[1], "h") != 0 && strcmp(argv[1], "c") != 0))
        fail("usage", "gen_sql h|c FILE...");
    for (int i = 2; i < argc; i++) {
        FILE *f = fopen(argv[i], "r");

        if (f == NULL)
            fail(argv[i], "cannot be read");
        if (isdigit((unsigned char)base_name(argv[i])[0]))
            read_migration(argv[i], f);
        else
            read_queries(argv[i], f);
        (void)fclose(f);
    }
    if (queries_n == 0 || statements_n == 0 || tables_n == 0)
        fail("sql", "no queries, no migrations or no readings");
    if (argv[1][0] == 'h')
        put_header();
    else
        put_source();
    return 0;
}
