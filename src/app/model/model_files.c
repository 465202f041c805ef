/* See model_files.h. */
#include "app/model/model_files.h"

#include "learn/card.h"
#include "sys/file.h"

enum { FILE_MODE = 0600 };

bool
model_is_name(struct str name)
{
    for (size_t i = 0; i < name.n; i++)
        if (!((name.p[i] >= '0' && name.p[i] <= '9') ||
              (name.p[i] >= 'a' && name.p[i] <= 'f')))
            return false;
    return name.n == SHA256_HEX;
}

static const char *
path_of(struct arena *a, const char *dir, struct str name)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%s/models/%.*s.model", dir, STR_ARG(name));
    return buf_cstr(&b);
}

static const char *
folder_of(struct arena *a, const char *dir)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%s/models", dir);
    return buf_cstr(&b);
}

/* The bytes that were looked at are those that are written. */
bool
model_files_put(struct arena *a, const char *dir, const char *path,
                struct str *ret_name, struct err *err)
{
    struct arena *work = arena_open();
    struct str model, said;
    const struct model *m;
    struct figures f;
    struct card card;
    const char *why, *to;
    bool ok;

    ok = card_bytes(work, path, &card, &model, err) &&
         (model_read(work, model, &m, &why) ||
          fail(err, ERR_INPUT, "%s: %s", path, why)) &&
         file_read(work, card_path(work, path), CARD_BYTES, &said, err) &&
         figures_read(work, said, &f, err);
    if (ok) {
        *ret_name = card_sha256(a, model);
        to = path_of(work, dir, *ret_name);
        ok = file_make_dir(folder_of(work, dir), err) &&
             file_write(card_path(work, to), said, FILE_MODE, err) &&
             file_write(to, model, FILE_MODE, err);
    }
    arena_close(work);
    return ok;
}

bool
model_files_load(struct arena *a, const char *dir, struct str name,
                 const struct model **ret_m, struct err *err)
{
    const char *path = path_of(a, dir, name), *why;
    struct str bytes;

    if (!file_read(a, path, MODEL_BYTES, &bytes, err))
        return false;
    if (!str_eq(card_sha256(a, bytes), name))
        return fail(err, ERR_CORRUPT,
                    "%s is not what was entered: its digest is another", path);
    return model_read(a, bytes, ret_m, &why) ||
           fail(err, ERR_CORRUPT, "%s: %s", path, why);
}

bool
model_files_card(struct arena *a, const char *dir, struct str name,
                 struct figures *ret_figures, struct str *ret_sha256,
                 struct err *err)
{
    const char *path = card_path(a, path_of(a, dir, name));
    struct str bytes;

    if (!file_read(a, path, CARD_BYTES, &bytes, err) ||
        !figures_read(a, bytes, ret_figures, err))
        return false;
    *ret_sha256 = card_sha256(a, bytes);
    return str_eq(ret_figures->model_sha256, name) ||
           fail(err, ERR_CORRUPT, "%s is the card of another model", path);
}

void
model_values(const struct model *m, struct str title, struct str body,
             struct str place, struct str ret_values[MODEL_BLOCKS])
{
    for (size_t i = 0; i < model_blocks(m); i++) {
        struct str name = model_block(m, i)->name;

        ret_values[i] =
            str_eq(name, STR("title"))                                 ? title
            : str_eq(name, STR("detail")) || str_eq(name, STR("body")) ? body
            : str_eq(name, STR("place"))                               ? place
                                         : STR("");
    }
}

bool
model_files_list(struct arena *a, const char *dir,
                 struct model_names *ret_names, struct err *err)
{
    const struct str ending = STR(".model");
    struct name_list l = { NULL, 0, 0 };

    *ret_names = (struct model_names){ NULL, 0 };
    if (!file_exists(folder_of(a, dir)))
        return true;
    if (!file_list(a, folder_of(a, dir), &l, err))
        return false;
    ret_names->at = arena_alloc(a, (l.n + 1) * sizeof(*ret_names->at));
    for (size_t i = 0; i < l.n; i++) {
        struct str name = str_of(l.at[i]);

        if (!str_ends(name, ending))
            continue;
        name.n -= ending.n;
        if (model_is_name(name))
            ret_names->at[ret_names->n++] = name;
    }
    return true;
}

/* One after the other: a model may have MODEL_BYTES. A card that is missing, or
 * bytes that are others, are copied as they are: who loads them sees it. */
static bool
copy_as_is(const char *from, const char *to, size_t most, struct err *err)
{
    struct arena *a = arena_open();
    struct str bytes;
    bool ok = file_read(a, from, most, &bytes, err) &&
              file_write(to, bytes, FILE_MODE, err);

    arena_close(a);
    return ok;
}

bool
model_files_copy(struct arena *a, const char *from, const char *to,
                 struct err *err)
{
    struct model_names l;

    if (!model_files_list(a, from, &l, err))
        return false;
    if (l.n == 0)
        return true;
    if (!file_make_dir(folder_of(a, to), err))
        return false;
    for (size_t i = 0; i < l.n; i++) {
        const char *one = path_of(a, from, l.at[i]);
        const char *two = path_of(a, to, l.at[i]);
        const char *card = card_path(a, one);

        if (!copy_as_is(one, two, MODEL_BYTES, err) ||
            (file_exists(card) &&
             !copy_as_is(card, card_path(a, two), CARD_BYTES, err)))
            return false;
    }
    return true;
}
