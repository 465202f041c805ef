/* See marker.h. */
#include "cli/living/marker.h"

#include "sys/file.h"

enum { MARKER_MAX = 8192 };

static const char *const names[] = {
    [MARKER_BEGUN] = "/demo.begun",
    [MARKER_DONE] = "/demo.done",
};

static const char *
path_of(struct arena *a, const char *dir, const char *name)
{
    struct buf b = { .a = a };

    buf_add(&b, str_of(dir));
    buf_add(&b, str_of(name));
    return buf_cstr(&b);
}

enum marker
marker_of(struct arena *a, const char *dir)
{
    return file_exists(path_of(a, dir, names[MARKER_DONE]))    ? MARKER_DONE
           : file_exists(path_of(a, dir, names[MARKER_BEGUN])) ? MARKER_BEGUN
                                                               : MARKER_NONE;
}

static void
put_line(struct buf *b, struct str key, int64_t value)
{
    buf_add(b, key);
    buf_add_char(b, '=');
    buf_add_i64(b, value);
    buf_add_char(b, '\n');
}

bool
marker_write(struct arena *a, const char *dir, enum marker which,
             const struct demo_played *p, struct err *err)
{
    struct buf b = { .a = a };

    put_line(&b, STR("seed"), p->seed);
    put_line(&b, STR("days"), p->days);
    put_line(&b, STR("until"), p->until);
    put_line(&b, STR("commands"), p->result.commands);
    put_line(&b, STR("unexpected"), p->result.unexpected);
    buf_add(&b, STR("example="));
    id_put(&b, p->result.example);
    buf_add_char(&b, '\n');
    for (size_t i = 0; i < p->result.refused_n; i++) {
        buf_add(&b, STR("refused."));
        put_line(&b, p->result.refused[i].rule, p->result.refused[i].n);
    }
    return file_write(path_of(a, dir, names[which]), buf_str(&b), 0600, err);
}

static void
take_refused(struct demo_result *r, struct str key, int64_t n)
{
    const size_t head = sizeof("refused.") - 1;

    if (r->refused_n == DEMO_RULES || !str_starts(key, STR("refused.")))
        return;
    r->refused[r->refused_n].rule = (struct str){ key.p + head, key.n - head };
    r->refused[r->refused_n++].n = n;
}

/* Keys that nobody knows are passed over. */
static void
take_line(struct demo_played *p, struct str key, struct str value)
{
    int64_t n = 0;

    if (str_eq(key, STR("example"))) {
        (void)id_parse(value, &p->result.example); /* none is fine */
        return;
    }
    if (!str_i64(value, &n))
        return;
    if (str_eq(key, STR("seed")))
        p->seed = n;
    else if (str_eq(key, STR("days")))
        p->days = n;
    else if (str_eq(key, STR("until")))
        p->until = n;
    else if (str_eq(key, STR("commands")))
        p->result.commands = n;
    else if (str_eq(key, STR("unexpected")))
        p->result.unexpected = n;
    else
        take_refused(&p->result, key, n);
}

bool
marker_read(struct arena *a, const char *dir, enum marker which,
            struct demo_played *p, struct err *err)
{
    struct str rest, line, key;

    if (!file_read(a, path_of(a, dir, names[which]), MARKER_MAX, &rest, err))
        return false;
    while (str_cut(&rest, '\n', &line))
        if (str_cut(&line, '=', &key))
            take_line(p, key, line);
    return true;
}
