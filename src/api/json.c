/* See json.h. */
#include "api/json.h"

#include "base/date.h"

enum { HASH = 32 };

static void
comma(struct buf *out)
{
    char last = out->n == 0 ? '{' : out->p[out->n - 1];

    if (last != '{' && last != '[' && last != ':')
        buf_add_char(out, ',');
}

void
json_name(struct buf *out, const char *name)
{
    comma(out);
    buf_add_json(out, str_of(name));
    buf_add_char(out, ':');
}

void
json_text(struct buf *out, const char *name, struct str value)
{
    json_name(out, name);
    buf_add_json(out, value);
}

void
json_int(struct buf *out, const char *name, int64_t value)
{
    json_name(out, name);
    buf_add_i64(out, value);
}

void
json_bool(struct buf *out, const char *name, bool value)
{
    json_name(out, name);
    buf_add(out, value ? STR("true") : STR("false"));
}

void
json_time(struct buf *out, const char *name, int64_t at)
{
    if (at == 0)
        return;
    json_name(out, name);
    buf_add_char(out, '"');
    moment_put(out, at);
    buf_add_char(out, '"');
}

void
json_hashes(struct buf *out, const char *name, struct str hashes)
{
    json_name(out, name);
    buf_add_char(out, '[');
    for (size_t i = 0; i + HASH <= hashes.n; i += HASH) {
        comma(out);
        buf_add_char(out, '"');
        buf_add_hex(out, hashes.p + i, HASH);
        buf_add_char(out, '"');
    }
    buf_add_char(out, ']');
}

void
json_open(struct buf *out, char bracket)
{
    comma(out);
    buf_add_char(out, bracket);
}
