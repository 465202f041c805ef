/* All files of the folder: swept, verified, copied; see attachment.h. */
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/attachment/attachment.h"
#include "base/date.h"
#include "crypto/suite.h"
#include "sys/file.h"

enum {
    BATCH = 1000,
    NAMED_MOST = 20 /* in the report */
};

/* What the log says of a file. */
enum file_is { FILE_UNKNOWN, FILE_ATTACHED, FILE_ERASED };

static bool
ask_file(struct store *st, struct id id, enum file_is *ret_is, struct err *err)
{
    const struct value v = value_bytes(id.b, ID_BYTES);
    struct cursor *c;

    if (!store_query(st, QUERY_APPEAL_ATTACHMENT, &v, 1, &c, err))
        return false;
    *ret_is = FILE_UNKNOWN;
    err->kind = ERR_NONE;
    if (cursor_next(c, err))
        *ret_is = cursor_int(c) != 0 ? FILE_ERASED : FILE_ATTACHED;
    cursor_close(c);
    return err->kind == ERR_NONE;
}

/* Readings that are empty say nothing: they wait for a rebuild. */
static bool
has_readings(struct store *st, bool *ret_has, struct err *err)
{
    struct cursor *c;

    if (!store_query(st, QUERY_APPEAL_ANY, NULL, 0, &c, err))
        return false;
    err->kind = ERR_NONE;
    *ret_has = cursor_next(c, err);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

static bool
is_older(const char *path, int64_t than)
{
    struct stat s;

    return stat(path, &s) == 0 && (int64_t)s.st_mtim.tv_sec * 1000 < than;
}

static bool
sweep_all(struct store *st, struct arena *a, int64_t now, struct err *err)
{
    const char *folder = attachment_folder(a, store_dir(st));
    struct name_list names;

    if (!file_list(a, folder, &names, err))
        return false;
    for (size_t i = 0; i < names.n; i++) {
        enum file_is is;
        struct id id;

        if (!id_parse(str_of(names.at[i]), &id))
            continue; /* not ours */
        if (!ask_file(st, id, &is, err))
            return false;
        if (is == FILE_ERASED ||
            (is == FILE_UNKNOWN &&
             is_older(attachment_path(a, store_dir(st), id),
                      now - DRAFT_HOURS * HOUR_MS)))
            (void)unlink(attachment_path(a, store_dir(st), id)); /* or next */
    }
    return file_sync_dir(folder, err);
}

bool
attachment_sweep(struct store *st, int64_t now, struct err *err)
{
    struct arena *a = arena_open();
    bool has = false;
    bool ok =
        !file_exists(attachment_folder(a, store_dir(st))) ||
        (has_readings(st, &has, err) && (!has || sweep_all(st, a, now, err)));

    arena_close(a);
    return ok;
}

/* An attachment of the log, and a stream whose citizen was erased. */
struct named {
    struct id id;
    struct str stream, hash;
};

struct looking {
    struct store *st;
    struct arena *a; /* as long as the look */
    struct named *at;
    size_t n, room;
    struct str *erased; /* streams */
    size_t erased_n, erased_room;
};

static void
take_record(struct looking *l, const struct record *r)
{
    if (r->type == &appeal_attached_v1_type) {
        const struct appeal_attached_v1 *e = r->data;

        l->at = arena_grow(l->a, l->at, l->n, &l->room, sizeof(*l->at));
        l->at[l->n++] = (struct named){ e->file_id, arena_str(l->a, r->stream),
                                        arena_str(l->a, e->hash) };
    } else if (r->type == &appeal_erased_v1_type) {
        l->erased = arena_grow(l->a, l->erased, l->erased_n, &l->erased_room,
                               sizeof(*l->erased));
        l->erased[l->erased_n++] = arena_str(l->a, r->stream);
    }
}

static bool
take_leaves(struct looking *l, struct arena *a, uint64_t from, size_t *ret_n,
            struct err *err)
{
    struct leaf_list leaves;

    if (!store_leaves(l->st, a, from, BATCH, &leaves, err))
        return false;
    for (size_t i = 0; i < leaves.n; i++) {
        struct record r;

        if (str_find(leaves.at[i], STR("\"type\":\"appeal_attached\"")) ==
                SIZE_MAX &&
            str_find(leaves.at[i], STR("\"type\":\"appeal_erased\"")) ==
                SIZE_MAX)
            continue;
        if (!record_decode(a, modules_registry(), leaves.at[i], &r))
            return fail(err, ERR_CORRUPT, "leaf %llu is malformed",
                        (unsigned long long)from + i);
        take_record(l, &r);
    }
    *ret_n = leaves.n;
    return true;
}

static int
compare(const void *a, const void *b)
{
    return str_cmp(*(const struct str *)a, *(const struct str *)b);
}

static bool
read_log(struct looking *l, struct err *err)
{
    struct arena *a = arena_open();
    uint64_t from = 0;
    size_t n = BATCH;
    bool ok = true;

    while (ok && n == BATCH) {
        arena_reset(a);
        ok = take_leaves(l, a, from, &n, err);
        from += n;
    }
    arena_close(a);
    if (ok && l->erased_n > 0)
        qsort(l->erased, l->erased_n, sizeof(*l->erased), compare);
    return ok;
}

static bool
is_erased(const struct looking *l, struct str stream)
{
    return l->erased_n > 0 && bsearch(&stream, l->erased, l->erased_n,
                                      sizeof(*l->erased), compare) != NULL;
}

/* NULL: it is what came; else what is wrong, in words. */
static const char *
fault_of(const struct looking *l, const struct named *f)
{
    unsigned char hash[DIGEST_BYTES];
    struct arena *a = arena_open();
    const char *fault = NULL;
    struct buf hex = { .a = a };
    struct str bytes;
    struct err ignored; /* said in the report */

    if (!file_read(a, attachment_path(a, store_dir(l->st), f->id),
                   ATTACHMENT_FILE_BYTES, &bytes, &ignored)) {
        fault = "缺失 missing";
    } else {
        suite_of(store_suite(l->st))->digest(bytes.p, bytes.n, hash);
        buf_add_hex(&hex, hash, sizeof(hash));
        if (!str_eq(buf_str(&hex), f->hash))
            fault = "与日志不符 changed";
    }
    arena_close(a);
    return fault;
}

static bool
report(const struct looking *l, struct str *ret_report)
{
    struct buf b = { .a = l->a }, list = { .a = l->a };
    size_t erased = 0, bad = 0;

    for (size_t i = 0; i < l->n; i++) {
        const struct named *f = &l->at[i];
        const char *fault;

        if (is_erased(l, f->stream)) {
            erased++;
            continue;
        }
        fault = fault_of(l, f);
        if (fault == NULL || bad++ >= NAMED_MOST)
            continue;
        buf_addf(&list, "\n  attachments/");
        id_put(&list, f->id);
        buf_addf(&list, "（%.*s）%s", STR_ARG(f->stream), fault);
    }
    if (l->n > 0)
        buf_addf(&b,
                 "附件 %zu 个：%zu 个与日志相符，%zu 个已随诉求人删除，"
                 "%zu 个有误",
                 l->n, l->n - erased - bad, erased, bad);
    buf_add(&b, buf_str(&list));
    *ret_report = buf_str(&b);
    return bad == 0;
}

bool
attachment_verify(struct store *st, struct arena *a, bool *ret_ok,
                  struct str *ret_report, struct err *err)
{
    struct looking l = { .st = st, .a = a };

    if (!read_log(&l, err))
        return false;
    *ret_ok = report(&l, ret_report);
    return true;
}

static bool
copy_one(const char *from, const char *to, struct err *err)
{
    struct arena *a = arena_open();
    struct str bytes;
    bool ok = file_read(a, from, ATTACHMENT_FILE_BYTES, &bytes, err) &&
              file_write_new(to, bytes, ATTACHMENT_FILE_MODE, err);

    arena_close(a);
    return ok;
}

bool
attachment_copy(struct arena *a, const char *from, const char *to,
                struct err *err)
{
    const char *folder = attachment_folder(a, from);
    struct name_list names;

    if (!file_exists(folder))
        return true;
    if (!file_list(a, folder, &names, err) ||
        !file_make_dir(attachment_folder(a, to), err))
        return false;
    for (size_t i = 0; i < names.n; i++) {
        struct id id;

        if (id_parse(str_of(names.at[i]), &id) &&
            file_exists(attachment_path(a, from, id)) && /* not erased now */
            !copy_one(attachment_path(a, from, id), attachment_path(a, to, id),
                      err))
            return false;
    }
    return file_sync_dir(attachment_folder(a, to), err);
}
