/* See keyfile.h. */
#include "sys/keyfile.h"

#include <string.h>

#include "base/buf.h"
#include "base/id.h"
#include "sys/file.h"
#include "sys/random.h"

#define HEAD_1 "gongzhi-keys 1"
#define HEAD_2 "gongzhi-keys 2"

enum { KEYFILE_MODE = 0400, KEYFILE_LIMIT = 4096 };

static void
put_key(struct buf *b, struct str name, const unsigned char key[KEY_BYTES])
{
    buf_add(b, name);
    buf_add(b, STR(" = "));
    buf_add_hex(b, key, KEY_BYTES);
    buf_add_char(b, '\n');
}

static void
draw(enum suite_id suite, struct keys *ret_keys)
{
    memset(ret_keys, 0, sizeof(*ret_keys));
    ret_keys->suite = suite;
    random_bytes(ret_keys->master, KEY_BYTES);
    random_bytes(ret_keys->index, KEY_BYTES);
    do
        random_bytes(ret_keys->signing, KEY_BYTES);
    while (!suite_of(suite)->secret_ok(ret_keys->signing));
}

/* Files of the first suite are as they were before there was a second. */
static void
put_head(struct buf *b, enum suite_id suite)
{
    if (suite == SUITE_INTL) {
        buf_add(b, STR(HEAD_1 "\n"));
        return;
    }
    buf_add(b, STR(HEAD_2 "\nsuite = "));
    buf_add(b, str_of(suite_of(suite)->name));
    buf_add_char(b, '\n');
}

bool
keyfile_make(const char *path, enum suite_id suite, struct keys *ret_keys,
             struct err *err)
{
    struct arena *a = arena_open();
    struct buf text = { .a = a };
    struct keys keys;
    bool ok;

    draw(suite, &keys);
    put_head(&text, suite);
    put_key(&text, STR("master"), keys.master);
    put_key(&text, STR("signing"), keys.signing);
    put_key(&text, STR("index"), keys.index);
    ok = file_write_new(path, buf_str(&text), KEYFILE_MODE, err);
    explicit_bzero(text.p, text.n);
    arena_close(a);
    if (ok)
        *ret_keys = keys;
    explicit_bzero(&keys, sizeof(keys));
    if (!ok && err->kind == ERR_TAKEN)
        return fail(err, ERR_TAKEN,
                    "%s exists already and is never overwritten; move it away "
                    "if the data folder it belongs to is gone",
                    path);
    return ok;
}

static bool
read_key(struct str *rest, struct str name, unsigned char key[KEY_BYTES])
{
    struct str line, word;

    return str_cut(rest, '\n', &line) && str_cut(&line, '=', &word) &&
           str_eq(word, name) && line.p != NULL &&
           hex_parse(str_trim(line), key, KEY_BYTES);
}

static bool
read_head(struct str *rest, enum suite_id *ret_suite)
{
    struct str line, word;

    *ret_suite = SUITE_INTL;
    if (!str_cut(rest, '\n', &line))
        return false;
    if (str_eq(line, STR(HEAD_1)))
        return true;
    return str_eq(line, STR(HEAD_2)) && str_cut(rest, '\n', &line) &&
           str_cut(&line, '=', &word) && str_eq(word, STR("suite")) &&
           line.p != NULL && suite_named(str_trim(line), ret_suite);
}

static bool
parse(struct str text, struct keys *ret_keys)
{
    struct keys keys;
    bool ok = read_head(&text, &keys.suite) &&
              read_key(&text, STR("master"), keys.master) &&
              read_key(&text, STR("signing"), keys.signing) &&
              read_key(&text, STR("index"), keys.index) &&
              str_trim(text).n == 0 &&
              suite_of(keys.suite)->secret_ok(keys.signing);

    if (ok)
        *ret_keys = keys;
    explicit_bzero(&keys, sizeof(keys));
    return ok;
}

/* The arena is ours, so its bytes are too. */
static void
wipe(struct str text)
{
    const union {
        const char *read;
        char *write;
    } p = { text.p };

    if (p.write != NULL)
        explicit_bzero(p.write, text.n);
}

bool
keyfile_read(const char *path, struct keys *ret_keys, struct err *err)
{
    int mode = file_mode(path);
    struct arena *a;
    struct str text = { NULL, 0 };
    bool ok;

    if (mode < 0)
        return fail(err, ERR_KEY,
                    "the key file %s is missing; put it back from where it is "
                    "kept, without it the personal texts cannot be read",
                    path);
    if ((mode & 077) != 0)
        return fail(err, ERR_KEY,
                    "the key file %s may be read by others (mode %04o); run "
                    "chmod 400 on it and ask who read it",
                    path, (unsigned)mode);
    a = arena_open();
    ok = file_read(a, path, KEYFILE_LIMIT, &text, err) &&
         (parse(text, ret_keys) ||
          fail(err, ERR_KEY,
               "the key file %s is not as it was written; put it back from "
               "where it is kept",
               path));
    wipe(text);
    arena_close(a);
    if (!ok)
        err->kind = ERR_KEY;
    return ok;
}
