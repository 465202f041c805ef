/* See import_map.h. */
#include "cli/import/import_map.h"

#include <string.h>

#include "sys/file.h"

enum { MAP_BYTES = 256 * 1024 };

static const char *const keys[] = {
    "source",     "encoding", "channel",    "channel_column", "time",   "title",
    "detail",     "text",     "place",      "outside_id",     "caller", "reply",
    "reply_time", "unit",     "outcome",    "kind",           "empty",  "lon",
    "lat",        "point",    "place_code",
};

static bool
is_known(struct str key)
{
    size_t dot = str_find(key, STR("."));
    struct str base = { key.p, dot == SIZE_MAX ? key.n : dot };

    for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++)
        if (str_eq(base, str_of(keys[i])))
            return true;
    return false;
}

static const struct map_line *
find(const struct import_map *m, struct str key)
{
    for (size_t i = 0; i < m->n; i++)
        if (str_eq(m->at[i].key, key))
            return &m->at[i];
    return NULL;
}

static bool
take_line(struct arena *a, struct import_map *m, struct str line,
          const char **ret_fault)
{
    size_t eq = str_find(line, STR("="));
    struct map_line l;

    if (line.n == 0 || line.p[0] == '#')
        return true;
    *ret_fault = "want: key = value";
    if (eq == SIZE_MAX)
        return false;
    l.key = str_trim((struct str){ line.p, eq });
    l.value = str_trim((struct str){ line.p + eq + 1, line.n - eq - 1 });
    *ret_fault = "unknown key; the keys are described in "
                 "rulebook/default/README.md";
    if (!is_known(l.key))
        return false;
    *ret_fault = "this key stands twice";
    if (find(m, l.key) != NULL)
        return false;
    m->at = arena_grow(a, m->at, m->n, &m->room, sizeof(*m->at));
    m->at[m->n++] = l;
    return true;
}

static bool
is_complete(const struct import_map *m, const char *path, struct err *err)
{
    static const char *const needed[] = { "source", "time", "outside_id" };
    struct str encoding = import_map_get(m, "encoding");

    for (size_t i = 0; i < 3; i++)
        if (import_map_get(m, needed[i]).n == 0)
            return fail(err, ERR_INPUT, "%s: the key %s is missing", path,
                        needed[i]);
    if ((import_map_get(m, "lon").n == 0) != (import_map_get(m, "lat").n == 0))
        return fail(err, ERR_INPUT, "%s: lon and lat go together", path);
    if (import_map_get(m, "title").n == 0 && import_map_get(m, "text").n == 0)
        return fail(err, ERR_INPUT, "%s: title or text is missing", path);
    if (encoding.n > 0 && !str_eq(encoding, STR("utf-8")))
        return fail(err, ERR_INPUT,
                    "%s: encoding: only utf-8 is read; "
                    "convert the file first (iconv)",
                    path);
    return true;
}

bool
import_map_read(struct arena *a, const char *path, struct import_map *ret_map,
                struct err *err)
{
    struct import_map m = { NULL, 0, 0 };
    struct str rest, line;
    const char *fault = "";
    size_t no = 0;

    if (!file_read(a, path, MAP_BYTES, &rest, err))
        return false;
    while (str_cut(&rest, '\n', &line)) {
        no++;
        if (!take_line(a, &m, line, &fault))
            return fail(err, ERR_INPUT, "%s:%zu: %s", path, no, fault);
    }
    if (!is_complete(&m, path, err))
        return false;
    *ret_map = m;
    return true;
}

struct str
import_map_get(const struct import_map *m, const char *key)
{
    const struct map_line *l = find(m, str_of(key));

    return l == NULL ? STR("") : l->value;
}

struct str
import_map_word(const struct import_map *m, const char *key, struct str word,
                struct str fallback)
{
    size_t n = strlen(key);

    for (size_t i = 0; i < m->n; i++) {
        struct str k = m->at[i].key;

        if (k.n == n + 1 + word.n && str_starts(k, str_of(key)) &&
            k.p[n] == '.' && str_ends(k, word))
            return m->at[i].value;
    }
    return fallback;
}
