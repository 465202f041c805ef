/*
 * gen_events: turn schema/NAME.events into plain C.
 *
 *     gen_events appeal h < schema/appeal.events > .../appeal_events.h
 *     gen_events appeal c < schema/appeal.events > .../appeal_events.c
 *
 * It writes structs and tables, never logic; the output is committed, so a
 * change of the schema is reviewed as the C it becomes. The language:
 *
 *     choices NAME word word ...
 *     event   NAME VERSION "doc"      (what happened)
 *     command NAME "doc"              (what is asked)
 *     text NAME MIN..MAX [personal [contact]] "doc"
 *     int  NAME MIN..MAX "doc"
 *     time NAME [optional] "doc"
 *     id   NAME [optional] "doc"
 *     choice NAME CHOICES [optional] "doc"
 */
#include <ctype.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    MAX_PAYLOADS = 128,
    MAX_FIELDS = 32,
    MAX_CHOICES = 32,
    MAX_WORDS = 40,
    NAME_BYTES = 64,
    DOC_BYTES = 200
};

struct choices {
    char name[NAME_BYTES];
    char words[MAX_WORDS][NAME_BYTES];
    size_t words_n;
};

struct field {
    char kind[8], name[NAME_BYTES], doc[DOC_BYTES], choices[NAME_BYTES];
    long long min, max;
    bool personal, contact, optional;
};

struct payload {
    char name[NAME_BYTES], doc[DOC_BYTES];
    int version; /* 0: a command */
    struct field fields[MAX_FIELDS];
    size_t fields_n;
};

static struct choices all_choices[MAX_CHOICES];
static size_t choices_n;
static struct payload payloads[MAX_PAYLOADS];
static size_t payloads_n;
static int line_no;
static const char *module;

_Noreturn static void
fail(const char *what)
{
    (void)fprintf(stderr, "gen_events: line %d: %s\n", line_no, what);
    exit(1);
}

/* Cut the "quoted doc" off the end of line into doc. */
static void
take_doc(char *line, char *doc)
{
    char *open = strchr(line, '"'), *close;

    if (open == NULL || (close = strchr(open + 1, '"')) == NULL)
        fail("the line must end with a \"description\"");
    *open = *close = '\0';
    if (strlen(open + 1) >= DOC_BYTES)
        fail("description too long");
    strcpy(doc, open + 1);
}

static void
read_choices(char *line)
{
    struct choices *c = &all_choices[choices_n];
    char *word = strtok(line + strlen("choices "), " \n");

    if (choices_n == MAX_CHOICES || word == NULL || strlen(word) >= NAME_BYTES)
        fail("want: choices NAME word word ...");
    strcpy(c->name, word);
    while ((word = strtok(NULL, " \n")) != NULL) {
        if (c->words_n == MAX_WORDS || strlen(word) >= NAME_BYTES)
            fail("too many or too long words");
        strcpy(c->words[c->words_n++], word);
    }
    choices_n++;
}

static void
read_payload(char *line, bool is_event)
{
    struct payload *p = &payloads[payloads_n];

    if (payloads_n == MAX_PAYLOADS)
        fail("too many events and commands");
    take_doc(line, p->doc);
    if (is_event && (sscanf(line, "event %63s %d", p->name, &p->version) != 2 ||
                     p->version < 1))
        fail("want: event NAME VERSION \"description\"");
    if (!is_event && sscanf(line, "command %63s", p->name) != 1)
        fail("want: command NAME \"description\"");
    for (size_t i = 0; i < payloads_n; i++)
        if (strcmp(payloads[i].name, p->name) == 0 &&
            payloads[i].version == p->version)
            fail("this name and version exist already");
    payloads_n++;
}

static bool
has_choices(const char *name)
{
    for (size_t i = 0; i < choices_n; i++)
        if (strcmp(all_choices[i].name, name) == 0)
            return true;
    return false;
}

static void
read_limits(struct field *f, const char *rest)
{
    if (strcmp(f->kind, "text") == 0 || strcmp(f->kind, "int") == 0) {
        if (sscanf(rest, "%lld..%lld", &f->min, &f->max) != 2 ||
            f->min > f->max)
            fail("a text or int needs MIN..MAX");
    } else if (strcmp(f->kind, "choice") == 0) {
        if (sscanf(rest, "%63s", f->choices) != 1 || !has_choices(f->choices))
            fail("a choice needs the name of known choices");
    } else if (strcmp(f->kind, "time") != 0 && strcmp(f->kind, "id") != 0) {
        fail("a kind is text, int, time, id or choice");
    }
}

static void
read_field(char *line)
{
    struct payload *p = &payloads[payloads_n == 0 ? 0 : payloads_n - 1];
    struct field *f = &p->fields[p->fields_n];
    char rest[128] = "";

    if (payloads_n == 0)
        fail("a field before the first event or command");
    if (p->fields_n == MAX_FIELDS)
        fail("too many fields");
    take_doc(line, f->doc);
    if (sscanf(line, "%7s %63s %127[^\n]", f->kind, f->name, rest) < 2)
        fail("want: KIND NAME ... \"description\"");
    read_limits(f, rest);
    f->personal = strstr(rest, "personal") != NULL;
    f->contact = strstr(rest, "personal contact") != NULL;
    f->optional = strstr(rest, "optional") != NULL;
    if (f->personal && strcmp(f->kind, "text") != 0)
        fail("only a text can be personal");
    p->fields_n++;
}

/* A personal text of an event belongs to a subject, which must be named. */
static void
check_subjects(void)
{
    for (size_t i = 0; i < payloads_n; i++) {
        const struct payload *p = &payloads[i];
        bool personal = false, subject = false;

        for (size_t j = 0; j < p->fields_n; j++) {
            personal |= p->fields[j].personal;
            subject |= strcmp(p->fields[j].name, "subject_id") == 0 &&
                       strcmp(p->fields[j].kind, "id") == 0;
        }
        if (p->version > 0 && personal && !subject) {
            (void)fprintf(stderr,
                          "gen_events: %s: personal without the "
                          "field `id subject_id`\n",
                          p->name);
            exit(1);
        }
    }
}

static void
read_schema(FILE *in)
{
    char line[1024];

    while (fgets(line, sizeof(line), in) != NULL) {
        line_no++;
        if (line[0] == '#' || line[strspn(line, " \n")] == '\0')
            continue;
        if (strncmp(line, "choices ", 8) == 0)
            read_choices(line);
        else if (strncmp(line, "event ", 6) == 0)
            read_payload(line, true);
        else if (strncmp(line, "command ", 8) == 0)
            read_payload(line, false);
        else
            read_field(line);
    }
    check_subjects();
}

/* The C name of a payload's struct: appeal_received_v1, appeal_receive. */
static const char *
c_name(const struct payload *p)
{
    static char text[2 * NAME_BYTES + 16];

    if (p->version > 0)
        (void)snprintf(text, sizeof(text), "%s_v%d", p->name, p->version);
    else
        (void)snprintf(text, sizeof(text), "%s_%s", module, p->name);
    return text;
}

static const char *
upper(const char *s)
{
    static char text[3 * NAME_BYTES];
    size_t i = 0;

    for (; s[i] != '\0' && i + 1 < sizeof(text); i++)
        text[i] = (char)toupper((unsigned char)s[i]);
    text[i] = '\0';
    return text;
}

static void
print_type(const struct payload *p, const struct field *f)
{
    if (strcmp(f->kind, "text") == 0)
        printf("%s", f->personal && p->version > 0 ? "struct personal "
                                                   : "struct str ");
    else if (strcmp(f->kind, "id") == 0)
        printf("struct id ");
    else if (strcmp(f->kind, "choice") == 0)
        printf("enum %s ", f->choices);
    else
        printf("int64_t ");
}

static void
write_choices(void)
{
    for (size_t i = 0; i < choices_n; i++) {
        const struct choices *c = &all_choices[i];

        printf("\nenum %s {\n    %s_NONE,\n", c->name, upper(c->name));
        for (size_t j = 0; j < c->words_n; j++) {
            printf("    %s_", upper(c->name));
            printf("%s,\n", upper(c->words[j]));
        }
        printf("};\nextern const char *const %s_words[%zu];\n", c->name,
               c->words_n + 1);
    }
}

static void
write_enum(const char *what, bool events)
{
    bool any = false;

    for (size_t i = 0; i < payloads_n; i++) {
        if ((payloads[i].version > 0) != events)
            continue;
        if (!any)
            printf("\nenum %s_%s {\n", module, what);
        any = true;
        printf("    %s,\n", upper(c_name(&payloads[i])));
    }
    if (any)
        printf("};\n");
}

static void
write_payload(const struct payload *p)
{
    printf("\n/* %s */\nstruct %s {\n", p->doc, c_name(p));
    for (size_t j = 0; j < p->fields_n; j++) {
        const struct field *f = &p->fields[j];

        printf("    ");
        print_type(p, f);
        printf("%s; /* %s */\n", f->name, f->doc);
    }
    if (p->fields_n == 0)
        printf("    char unused; /* C has no empty struct */\n");
    printf("};\nextern const struct payload_type %s_type;\n", c_name(p));
    if (p->version == 0)
        return;
    printf("static inline struct verdict\n"
           "emit_%s(struct event_list *out, ",
           c_name(p));
    printf("const struct %s *e)\n{\n", c_name(p));
    printf("    return event_emit(out, &%s_type, e);\n}\n", c_name(p));
}

static void
write_header(void)
{
    printf("/* From schema/%s.events by tools/gen_events; do not edit. */\n"
           "#ifndef GEN_%s_EVENTS_H\n",
           module, upper(module));
    printf("#define GEN_%s_EVENTS_H\n\n#include \"event/event.h\"\n",
           upper(module));
    write_choices();
    write_enum("event", true);
    write_enum("command", false);
    for (size_t i = 0; i < payloads_n; i++)
        write_payload(&payloads[i]);
    printf("\n/* All events and commands above. */\n"
           "enum { %s_TYPES_N = %zu };\n"
           "extern const struct payload_type *const %s_types[];\n\n#endif\n",
           upper(module), payloads_n, module);
}

static void
write_field(const struct payload *p, const struct field *f)
{
    printf("    { \"%s\", FIELD_%s, offsetof(struct %s, %s), %lld, %lld, ",
           f->name, upper(f->kind), c_name(p), f->name, f->min, f->max);
    printf("%s%s%s", f->personal ? "FIELD_PERSONAL" : "0",
           f->contact ? " | FIELD_CONTACT" : "",
           f->optional ? " | FIELD_OPTIONAL" : "");
    if (strcmp(f->kind, "choice") == 0)
        printf(", %s_words, sizeof(%s_words) / sizeof(%s_words[0])", f->choices,
               f->choices, f->choices);
    else
        printf(", NULL, 0");
    printf(", \"%s\" },\n", f->doc);
}

static void
write_source(void)
{
    printf("/* From schema/%s.events by tools/gen_events; do not edit. */\n"
           "#include \"event/gen/%s_events.h\"\n",
           module, module);
    for (size_t i = 0; i < choices_n; i++) {
        printf("\nconst char *const %s_words[%zu] = { \"\"",
               all_choices[i].name, all_choices[i].words_n + 1);
        for (size_t j = 0; j < all_choices[i].words_n; j++)
            printf(", \"%s\"", all_choices[i].words[j]);
        printf(" };\n");
    }
    for (size_t i = 0; i < payloads_n; i++) {
        const struct payload *p = &payloads[i];

        if (p->fields_n > 0) {
            printf("\nstatic const struct field %s_fields[] = {\n", c_name(p));
            for (size_t j = 0; j < p->fields_n; j++)
                write_field(p, &p->fields[j]);
            printf("};");
        }
        printf("\nconst struct payload_type %s_type = {\n    \"%s\", %d, ",
               c_name(p), p->name, p->version);
        printf("%s, sizeof(struct ", upper(c_name(p)));
        printf("%s), %s%s, %zu, \"%s\",\n};\n", c_name(p),
               p->fields_n > 0 ? c_name(p) : "NULL",
               p->fields_n > 0 ? "_fields" : "", p->fields_n, p->doc);
    }
    printf("\nconst struct payload_type *const %s_types[] = {\n", module);
    for (size_t i = 0; i < payloads_n; i++)
        printf("    &%s_type,\n", c_name(&payloads[i]));
    printf("};\n");
}

int
main(int argc, char *argv[])
{
    if (argc != 3 || (strcmp(argv[2], "h") != 0 && strcmp(argv[2], "c") != 0)) {
        (void)fputs("usage: gen_events module h|c < schema\n", stderr);
        return 2;
    }
    module = argv[1];
    read_schema(stdin);
    if (argv[2][0] == 'h')
        write_header();
    else
        write_source();
    return 0;
}
