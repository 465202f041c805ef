/*
 * The manifest: which files make up the index. A text of lines:
 *
 *     gongzhi similar 1
 *     key HEX                  first bytes of a hash under the key of the terms
 *     position N               see similar_flush
 *     next N                   number of the next file
 *     segment NAME HEX         a file and its SHA-256, oldest first
 *     since MS                 the earliest drop from the segment above
 *     dead N                   a text of it that was dropped
 *     sum HEX                  SHA-256 of all lines above
 */
#include "similar/disk/index_internal.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "base/id.h"
#include "sys/file.h"

enum { MANIFEST_MOST = 256 * 1024 * 1024, SUM_LINE = 4 + 2 * DIGEST_BYTES + 1 };

static const char manifest_name[] = "manifest";

bool
folder_take(struct similar_index *ix, struct err *err)
{
    if (!file_make_dir(ix->dir, err))
        return false;
    ix->folder = open(ix->dir, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (ix->folder < 0)
        return file_fail(err, "cannot open", ix->dir);
    /* flock(2); <sys/file.h>, which declares it, is hidden by our own */
    if (syscall(SYS_flock, ix->folder, LOCK_EX | LOCK_NB) != 0)
        return fail(err, ERR_BUSY, "another process has %s open", ix->dir);
    return true;
}

static uint64_t
key_mark(const struct similar_index *ix)
{
    return term_hash(&ix->key, STR("which key is it?"));
}

static void
put_slot(struct buf *b, const struct slot *s)
{
    buf_addf(b, "segment %s ", s->name);
    buf_add_hex(b, s->digest, DIGEST_BYTES);
    buf_add_char(b, '\n');
    if (s->dead_n > 0)
        buf_addf(b, "since %lld\n", (long long)s->dead_since);
    for (uint32_t d = 0; s->dead_n > 0 && d < s->part.segment.docs_n; d++)
        if (part_is_dead(&s->part, d))
            buf_addf(b, "dead %u\n", d);
}

static void
put_sum(struct buf *b, struct str lines)
{
    unsigned char sum[DIGEST_BYTES];

    digest_sha256(lines.p, lines.n, sum);
    buf_add(b, STR("sum "));
    buf_add_hex(b, sum, sizeof(sum));
    buf_add_char(b, '\n');
}

bool
manifest_write(struct similar_index *ix, struct err *err)
{
    struct arena *a = arena_open();
    struct buf b = { .a = a };
    bool ok;

    buf_addf(&b, "gongzhi similar 1\nkey %016llx\nposition %llu\nnext %llu\n",
             (unsigned long long)key_mark(ix), (unsigned long long)ix->position,
             (unsigned long long)ix->next_file);
    for (size_t i = 0; i < ix->files; i++)
        put_slot(&b, &ix->slots[i]);
    put_sum(&b, buf_str(&b));
    ok = file_write(index_path(a, ix, manifest_name), buf_str(&b), 0600, err);
    arena_close(a);
    return ok;
}

/* Is the last line the sum of those before? Then cut it off. */
static bool
sum_fits(struct arena *a, struct str *text)
{
    struct buf line = { .a = a };
    struct str last;

    if (text->n < SUM_LINE)
        return false;
    last = (struct str){ text->p + text->n - SUM_LINE, SUM_LINE };
    text->n -= SUM_LINE;
    put_sum(&line, *text);
    return str_eq(last, buf_str(&line));
}

static bool
read_number(struct str s, uint64_t *ret_n)
{
    int64_t n;

    if (!str_i64(s, &n) || n < 0)
        return false;
    *ret_n = (uint64_t)n;
    return true;
}

static bool
read_dead(struct slot *s, struct str number)
{
    uint64_t n;

    if (!read_number(number, &n) || n >= s->part.segment.docs_n)
        return false;
    slot_kill(s, (uint32_t)n, s->dead_since);
    return true;
}

/* False with ERR_CORRUPT or ERR_NOT_FOUND when it is not in order. */
static bool
read_segment(struct similar_index *ix, struct str about, struct err *err)
{
    unsigned char digest[DIGEST_BYTES];
    struct slot *s = &ix->slots[ix->n];
    struct str name;

    if (ix->n == SLOTS_MOST || !str_cut(&about, ' ', &name) ||
        name.n >= FILE_NAME || !str_is_name(name) ||
        !hex_parse(about, digest, sizeof(digest)))
        return fail(err, ERR_CORRUPT, "the manifest has a wrong line");
    *s = (struct slot){ .arena = NULL };
    memcpy(s->name, name.p, name.n);
    if (!slot_map(ix, s, digest, err))
        return false;
    ix->n = ++ix->files;
    return true;
}

static bool
read_line(struct similar_index *ix, struct str line, struct err *err)
{
    struct slot *last = ix->n > 0 ? &ix->slots[ix->n - 1] : NULL;
    struct str word, rest = line;
    bool ok = str_cut(&rest, ' ', &word);

    if (ok && str_eq(word, STR("segment")))
        return read_segment(ix, rest, err);
    if (ok && str_eq(word, STR("position")))
        ok = read_number(rest, &ix->position);
    else if (ok && str_eq(word, STR("next")))
        ok = read_number(rest, &ix->next_file);
    else if (ok && str_eq(word, STR("since")))
        ok = last != NULL && str_i64(rest, &last->dead_since);
    else if (ok && str_eq(word, STR("dead")))
        ok = last != NULL && read_dead(last, rest);
    else
        ok = false;
    return ok || fail(err, ERR_CORRUPT, "the manifest has a wrong line");
}

static bool
read_lines(struct similar_index *ix, struct arena *a, struct str text,
           struct err *err)
{
    struct str rest = text, line;
    struct buf key = { .a = a };

    buf_addf(&key, "key %016llx", (unsigned long long)key_mark(ix));
    if (!sum_fits(a, &rest) || !str_cut(&rest, '\n', &line) ||
        !str_eq(line, STR("gongzhi similar 1")) ||
        !str_cut(&rest, '\n', &line) || !str_eq(line, buf_str(&key)))
        return fail(err, ERR_CORRUPT, "the manifest is not in order");
    while (str_cut(&rest, '\n', &line))
        if (line.n > 0 && !read_line(ix, line, err))
            return false;
    return true;
}

bool
manifest_read(struct similar_index *ix, bool *ret_ok, struct err *err)
{
    struct arena *a = arena_open();
    struct str text;

    *ret_ok = file_read(a, index_path(a, ix, manifest_name), MANIFEST_MOST,
                        &text, err) &&
              read_lines(ix, a, text, err);
    arena_close(a);
    return *ret_ok || err->kind == ERR_CORRUPT || err->kind == ERR_INPUT ||
           err->kind == ERR_NOT_FOUND;
}

static bool
is_in_use(const struct similar_index *ix, const char *name)
{
    for (size_t i = 0; i < ix->files; i++)
        if (strcmp(ix->slots[i].name, name) == 0)
            return true;
    return strcmp(name, manifest_name) == 0;
}

/* Ours are segments, and what a crash left of writing one or the manifest. */
static bool
is_ours(const char *name)
{
    struct str s = str_of(name);

    return str_ends(s, STR(".seg")) || str_ends(s, STR(".seg.new")) ||
           (str_starts(s, STR("manifest.")) && str_ends(s, STR(".new")));
}

bool
manifest_sweep(struct similar_index *ix, struct err *err)
{
    struct arena *a = arena_open();
    struct name_list names = { NULL, 0, 0 };
    bool ok = file_list(a, ix->dir, &names, err);

    for (size_t i = 0; ok && i < names.n; i++) {
        const char *path = index_path(a, ix, names.at[i]);

        if (is_ours(names.at[i]) && !is_in_use(ix, names.at[i]) &&
            unlink(path) != 0)
            ok = file_fail(err, "cannot remove", path);
    }
    arena_close(a);
    return ok;
}
