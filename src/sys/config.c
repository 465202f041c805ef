/*
 * See config.h. libinih splits lines; it would cut long ones, take what stands
 * behind " ;" for a comment, and join indented lines, so each line is looked
 * at before it gets there.
 */
#include "sys/config_internal.h"

#include <ini.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

struct config
config_default(void)
{
    return (struct config){
        .path = "",
        .listen = "127.0.0.1:8080",
        .proxy = "",
        .workers = 16,
        .limits = { .intake = 600,
                    .look_up = 1200,
                    .acts = 30,
                    .sign_in = 120,
                    .codes = 10,
                    .phone = 3 },
        .mail = { .url = "",
                  .tls = true,
                  .user = "",
                  .password = "",
                  .from = "",
                  .from_name = "",
                  .ca_file = "",
                  .password_file = "" },
        .sms = { .url = "",
                 .token = "",
                 .token_file = "",
                 .sign = "",
                 .ca_file = "" },
        .outbox = { .attempts = 20,
                    .first_retry = 5,
                    .longest_retry = 3600,
                    .timeout = 20,
                    .max_age = 168,
                    .hook_patience = 72 },
        .sign_in = { .origin = "", .idle = 30, .longest = 12, .link = 24 },
        .oidc = { .issuer = "",
                  .client_id = "",
                  .secret = "",
                  .secret_file = "",
                  .name = "",
                  .staff_claim = "",
                  .ca_file = "",
                  .residents = true },
    };
}

bool
config_fault(struct reading *r, int line, const char *fmt, ...)
{
    char text[200];
    va_list ap;

    if (r->fault)
        return false;
    r->fault = true;
    va_start(ap, fmt);
    (void)vsnprintf(text, sizeof(text), fmt, ap);
    va_end(ap);
    return fail(r->err, ERR_INPUT, "%s:%d: %s", r->path, line, text);
}

/* A section begins. */
static bool
open_section(struct reading *r, struct str name)
{
    const char *kind = arena_cstr(r->a, name);

    for (size_t i = 0; i < r->sections_n; i++)
        if (str_eq(name, r->sections[i]))
            return config_fault(r, r->line, "section [%s] stands twice", kind);
    if (r->sections_n == SECTIONS_MOST)
        return config_fault(r, r->line, "too many sections");
    r->sections[r->sections_n++] = arena_str(r->a, name);
    memset(r->seen, 0, sizeof(r->seen));
    return config_section(r, name);
}

/* What libinih would read otherwise than it looks. */
static bool
line_is_plain(struct reading *r, struct str line)
{
    if (line.n > CONFIG_LINE)
        return config_fault(r, r->line, "the line is longer than 190 bytes");
    for (size_t i = 0; i < line.n; i++) {
        unsigned char c = (unsigned char)line.p[i];

        if ((c < ' ' && c != '\t') || c == 0x7f)
            return config_fault(r, r->line, "a control character");
    }
    if (line.n == 0 || line.p[0] == '#' || line.p[0] == ';' ||
        str_trim(line).n == 0)
        return true;
    if (line.p[0] == ' ' || line.p[0] == '\t')
        return config_fault(r, r->line, "the line begins with a blank");
    for (size_t i = 1; i < line.n; i++)
        if (line.p[i] == ';' && (line.p[i - 1] == ' ' || line.p[i - 1] == '\t'))
            return config_fault(r, r->line,
                                "a comment needs a line of its own; write no "
                                "; behind a blank");
    return true;
}

/* Sections are opened here, because libinih tells of none without keys. */
static bool
look_at(struct reading *r, struct str line)
{
    struct str rest, name;

    if (!line_is_plain(r, line))
        return false;
    line = str_trim(line);
    if (line.n == 0 || line.p[0] == '#' || line.p[0] == ';')
        return true;
    if (line.p[0] == '[') {
        if (!str_ends(line, STR("]")) || line.n < 3 || line.n > NAME_MOST ||
            str_find(line, STR("]")) != line.n - 1)
            return config_fault(r, r->line, "want [SECTION]");
        return open_section(r, (struct str){ line.p + 1, line.n - 2 });
    }
    rest = line;
    if (str_find(line, STR("=")) == SIZE_MAX || !str_cut(&rest, '=', &name) ||
        name.n == 0 || name.n > NAME_MOST ||
        str_find(name, STR(":")) != SIZE_MAX)
        return config_fault(r, r->line, "want KEY = VALUE");
    return true;
}

/* One line for libinih, as fgets would give it; NULL at the end or at a
 * fault. */
static char *
next_line(char *ret_line, int room, void *context)
{
    struct reading *r = context;
    const char *end;
    struct str line;

    if (r->fault || r->rest.n == 0)
        return NULL;
    r->line++;
    end = memchr(r->rest.p, '\n', r->rest.n);
    line = (struct str){ r->rest.p,
                         end == NULL ? r->rest.n : (size_t)(end - r->rest.p) };
    r->rest = (struct str){ line.p + line.n + (end != NULL),
                            r->rest.n - line.n - (end != NULL) };
    if (str_ends(line, STR("\r")))
        line.n--;
    if (!look_at(r, line) || (int)line.n + 2 > room) {
        (void)config_fault(r, r->line, "the line is too long");
        return NULL;
    }
    memcpy(ret_line, line.p, line.n);
    memcpy(ret_line + line.n, "\n", 2);
    return ret_line;
}

static int
take(void *context, const char *section, const char *name, const char *value)
{
    struct reading *r = context;

    (void)section; /* look_at opened it */
    if (r->fault)
        return 0;
    if (r->sections_n == 0)
        return config_fault(r, r->line, "%s stands before any [SECTION]", name);
    return config_key(r, name, value);
}

bool
config_parse(struct arena *a, struct str text, const char *path,
             struct config *ret_config, struct err *err)
{
    struct reading r = { .a = a, .path = path, .err = err, .rest = text };
    int bad;

    r.config = config_default();
    r.config.path = path;
    if (text.n > CONFIG_BYTES)
        return fail(err, ERR_INPUT, "%s: larger than %d bytes", path,
                    CONFIG_BYTES);
    if (!utf8_valid(text))
        return fail(err, ERR_INPUT, "%s: not UTF-8", path);
    if (str_starts(text, STR("\xEF\xBB\xBF"))) /* a spreadsheet's mark */
        r.rest = (struct str){ text.p + 3, text.n - 3 };
    bad = ini_parse_stream(next_line, &r, take, &r);
    if (!r.fault && bad != 0)
        (void)config_fault(&r, bad, "cannot be read");
    if (r.fault || !config_whole(&r))
        return false;
    *ret_config = r.config;
    return true;
}

const char *
config_beside(struct arena *a, const char *dir)
{
    struct buf b = { .a = a };
    struct str s = str_of(dir);

    while (s.n > 1 && s.p[s.n - 1] == '/')
        s.n--;
    buf_add(&b, s);
    buf_add(&b, STR(".conf"));
    return buf_cstr(&b);
}
