/* One photo or recording, from its bytes to a file and back; see
 * attachment.h. */
#include "app/attachment/attachment.h"

#include <pthread.h>
#include <string.h>
#include <unistd.h>

#include "app/attachment/picture.h"
#include "app/attachment/sound.h"
#include "base/date.h"
#include "crypto/suite.h"
#include "event/base64.h"
#include "sys/file.h"
#include "sys/random.h"

enum { HEX = 64 };

static const struct str TICKET_CONTEXT = { "gongzhi draft attachment", 24 };

const char *
attachment_folder(struct arena *a, const char *dir)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%s/attachments", dir);
    return buf_cstr(&b);
}

const char *
attachment_path(struct arena *a, const char *dir, struct id id)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%s/attachments/", dir);
    id_put(&b, id);
    return buf_cstr(&b);
}

static struct str
context_of(struct arena *a, struct id id)
{
    struct buf b = { .a = a };

    buf_add(&b, STR("gongzhi attachment "));
    id_put(&b, id);
    return buf_str(&b);
}

static struct str
hex(struct arena *a, const void *p, size_t n)
{
    struct buf b = { .a = a };

    buf_add_hex(&b, p, n);
    return buf_str(&b);
}

static struct str
hash_of(const struct store *st, struct arena *a, struct str bytes)
{
    unsigned char hash[DIGEST_BYTES];

    suite_of(store_suite(st))->digest(bytes.p, bytes.n, hash);
    return hex(a, hash, sizeof(hash));
}

/* The photo drawn anew, or the recording alone. */
static bool
make_harmless(struct arena *a, struct str bytes,
              struct attachment_taken *ret_taken, struct str *ret_plain,
              const char **ret_rule, struct err *err)
{
    struct attachment *f = &ret_taken->file;
    struct picture picture;
    int kind;

    *ret_rule = NULL;
    if (bytes.n > ATTACHMENT_BYTES) {
        *ret_rule = "attachment_large";
    } else if (picture_is_one(bytes)) {
        struct buf both = { .a = a };

        if (!picture_draw(a, bytes, &picture, ret_rule, err))
            return false;
        if (*ret_rule != NULL)
            return true;
        buf_add(&both, picture.photo);
        buf_add(&both, picture.thumb);
        *ret_plain = buf_str(&both);
        ret_taken->thumb = picture.thumb;
        f->kind = APPEAL_ATTACHMENT_KIND_JPEG;
        f->thumb = (int64_t)picture.thumb.n;
    } else if ((kind = sound_kind(bytes)) < 0) {
        *ret_rule = "attachment_kind";
    } else if (!sound_clean(a, (enum appeal_attachment_kind)kind, bytes,
                            ret_plain)) {
        *ret_rule = "attachment_damaged";
    } else {
        f->kind = (enum appeal_attachment_kind)kind;
    }
    f->bytes = *ret_rule == NULL ? (int64_t)ret_plain->n - f->thumb : 0;
    return true;
}

static bool
write_draft(struct store *st, struct arena *a, struct attachment *f,
            struct str plain, struct err *err)
{
    const char *folder = attachment_folder(a, store_dir(st));
    const size_t n = plain.n + SEAL_EXTRA_BYTES;
    unsigned char key[SEAL_KEY_BYTES];
    unsigned char *sealed = arena_alloc(a, n);
    struct str envelope = { (const char *)sealed, n };

    random_bytes(key, sizeof(key));
    random_bytes(&f->file_id, sizeof(f->file_id));
    suite_of(store_suite(st))
        ->seal(key, context_of(a, f->file_id), plain, sealed);
    f->key = hex(a, key, sizeof(key));
    explicit_bzero(key, sizeof(key));
    f->hash = hash_of(st, a, envelope);
    return file_make_dir(folder, err) &&
           file_write_new(attachment_path(a, store_dir(st), f->file_id),
                          envelope, ATTACHMENT_FILE_MODE, err) &&
           file_sync_dir(folder, err);
}

bool
attachment_take(struct engine *e, struct arena *a, struct str bytes,
                struct attachment_taken *ret_taken, const char **ret_rule,
                struct err *err)
{
    struct arena *work = arena_open(); /* of several, not all at once */
    struct attachment_taken t = { .thumb = STR("") };
    struct str plain = { NULL, 0 };
    bool ok = make_harmless(work, bytes, &t, &plain, ret_rule, err) &&
              (*ret_rule != NULL ||
               write_draft(engine_store(e), work, &t.file, plain, err));

    if (ok && *ret_rule == NULL) {
        t.thumb = arena_str(a, t.thumb);
        t.file.hash = arena_str(a, t.file.hash);
        t.file.key = arena_str(a, t.file.key);
        *ret_taken = t;
    }
    arena_close(work);
    return ok;
}

struct str
attachment_ticket(struct engine *e, struct arena *a, const struct attachment *f,
                  int64_t now)
{
    struct buf plain = { .a = a }, out = { .a = a };
    struct str sealed;

    buf_addf(&plain, "%lld %d %lld %lld ", (long long)now, (int)f->kind,
             (long long)f->bytes, (long long)f->thumb);
    id_put(&plain, f->file_id);
    buf_addf(&plain, " %.*s %.*s", STR_ARG(f->hash), STR_ARG(f->key));
    sealed = store_seal(engine_store(e), a, TICKET_CONTEXT, buf_str(&plain));
    base64_put(&out, sealed.p, sealed.n);
    return buf_str(&out);
}

static bool
cut_number(struct str *rest, int64_t *ret_n)
{
    struct str piece;

    return str_cut(rest, ' ', &piece) && str_i64(piece, ret_n);
}

/* It was sealed by us: what opens is well-formed. */
static bool
read_ticket(struct str text, int64_t *ret_at, struct attachment *ret_file)
{
    struct attachment f = { .kind = APPEAL_ATTACHMENT_KIND_JPEG };
    int64_t kind;
    struct str id;

    if (!cut_number(&text, ret_at) || !cut_number(&text, &kind) ||
        !cut_number(&text, &f.bytes) || !cut_number(&text, &f.thumb) ||
        !str_cut(&text, ' ', &id) || !id_parse(id, &f.file_id) ||
        !str_cut(&text, ' ', &f.hash))
        return false;
    f.kind = (enum appeal_attachment_kind)kind;
    f.key = text;
    *ret_file = f;
    return f.hash.n == HEX && f.key.n == HEX;
}

bool
attachment_of_ticket(struct engine *e, struct arena *a, struct str ticket,
                     int64_t now, struct attachment *ret_file)
{
    unsigned char bytes[TICKET_BYTES];
    struct str plain;
    int64_t at;
    size_t n;

    return ticket.n <= TICKET_BYTES &&
           base64_parse(ticket, bytes, sizeof(bytes), &n) &&
           store_unseal(engine_store(e), a, TICKET_CONTEXT,
                        arena_str(a, (struct str){ (char *)bytes, n }),
                        &plain) &&
           read_ticket(plain, &at, ret_file) &&
           at > now - TICKET_HOURS * HOUR_MS &&
           file_exists(attachment_path(a, store_dir(engine_store(e)),
                                       ret_file->file_id));
}

/* The file, whole and as it came, opened. */
static bool
open_file(struct store *st, struct arena *a, const struct attachment *f,
          struct str *ret_plain, struct err *err)
{
    const char *path = attachment_path(a, store_dir(st), f->file_id);
    unsigned char key[SEAL_KEY_BYTES];
    unsigned char *plain;
    struct str sealed;
    bool ok;

    if (!file_read(a, path, ATTACHMENT_FILE_BYTES, &sealed, err))
        return fail(err, ERR_CORRUPT, "%s is missing or cannot be read", path);
    if (!str_eq(hash_of(st, a, sealed), f->hash) ||
        sealed.n < SEAL_EXTRA_BYTES || !hex_parse(f->key, key, sizeof(key)))
        return fail(err, ERR_CORRUPT, "%s is not what was attached", path);
    plain = arena_alloc(a, sealed.n);
    *ret_plain =
        (struct str){ (const char *)plain, sealed.n - SEAL_EXTRA_BYTES };
    ok = seal_open(key, context_of(a, f->file_id), sealed, plain) &&
         (int64_t)ret_plain->n == f->bytes + f->thumb;
    explicit_bzero(key, sizeof(key));
    return ok || fail(err, ERR_CORRUPT, "%s does not open", path);
}

static struct str
part_of(const struct attachment *f, struct str plain, bool thumb)
{
    const size_t photo = (size_t)f->bytes;

    return thumb ? (struct str){ plain.p + photo, plain.n - photo }
                 : (struct str){ plain.p, photo };
}

bool
attachment_draft_thumb(struct engine *e, struct arena *a,
                       const struct attachment *f, struct str *ret_thumb,
                       struct err *err)
{
    struct str plain = { NULL, 0 };

    *ret_thumb = STR("");
    if (f->thumb == 0)
        return true;
    if (!open_file(engine_store(e), a, f, &plain, err))
        return false;
    *ret_thumb = part_of(f, plain, true);
    return true;
}

/* Does a case other than that of the stream have the file? A draft can be sent
 * with two forms, but a file goes with one citizen. */
static bool
is_elsewhere(struct engine *e, struct arena *a, const struct attaching *what,
             bool *ret_elsewhere, struct err *err)
{
    const struct value v = value_bytes(what->file->file_id.b, ID_BYTES);
    struct cursor *c;

    if (!store_query(engine_store(e), QUERY_APPEAL_ATTACHMENT, &v, 1, &c, err))
        return false;
    *ret_elsewhere = false;
    err->kind = ERR_NONE;
    if (cursor_next(c, err)) {
        (void)cursor_int(c); /* whether it was erased */
        *ret_elsewhere = !str_eq(appeal_stream(a, cursor_id(c)), what->stream);
    }
    cursor_close(c);
    return err->kind == ERR_NONE;
}

static bool
attach_here(struct engine *e, struct arena *a, const struct attaching *what,
            const struct order *order, struct outcome *ret_outcome,
            struct err *err)
{
    static pthread_mutex_t one_by_one = PTHREAD_MUTEX_INITIALIZER;
    bool ok, elsewhere;

    (void)pthread_mutex_lock(&one_by_one); /* so that none comes in between */
    ok = is_elsewhere(e, a, what, &elsewhere, err);
    if (ok && elsewhere)
        ret_outcome->verdict =
            refuse(REFUSED_VALUE, "attachment_elsewhere", NULL);
    else if (ok)
        ok = engine_do_once(e, a, order, ret_outcome, err);
    (void)pthread_mutex_unlock(&one_by_one);
    return ok;
}

bool
attachment_attach(struct engine *e, struct arena *a,
                  const struct attaching *what, struct verdict *ret_verdict,
                  struct err *err)
{
    const struct attachment *f = what->file;
    const struct appeal_attach c = {
        .file_id = f->file_id,
        .kind = f->kind,
        .bytes = f->bytes,
        .thumb = f->thumb,
        .hash = f->hash,
        .file_key = f->key,
        .shows = what->shows,
    };
    const struct command cmd = { &appeal_attach_type, &c, what->actor,
                                 what->now };
    struct order order = { what->stream, &cmd, NULL };
    struct buf same = { .a = a };
    struct outcome o;
    struct once once;

    if (what->once.n > 0) { /* sent again it is another file of that length */
        buf_addf(&same, "attach %.*s %d %lld", STR_ARG(what->stream),
                 (int)f->kind, (long long)f->bytes);
        once = engine_once(e, what->once, buf_str(&same));
        order.once = &once;
    }
    if (!attach_here(e, a, what, &order, &o, err))
        return false;
    *ret_verdict = o.verdict;
    return true;
}

const struct record *
attachment_record(const struct appeal_file *file, int64_t n)
{
    for (size_t i = 0; i < file->records.n; i++)
        if (file->records.at[i].type == &appeal_attached_v1_type && --n == 0)
            return &file->records.at[i];
    return NULL;
}

bool
attachment_read(struct engine *e, struct arena *a,
                const struct attachment_part *part, struct str *ret_bytes,
                bool *ret_erased, struct err *err)
{
    const struct appeal_attached_v1 *event = part->record->data;
    const struct appeal_text key = { part->record, "file_key", "show" };
    struct attachment f = { event->file_id, event->kind, event->bytes,
                            event->thumb,   event->hash, { NULL, 0 } };
    struct str plain = { NULL, 0 };

    *ret_bytes = STR("");
    if (!appeal_file_text(e, a, &key, &f.key, ret_erased, err))
        return false;
    if (*ret_erased)
        return true;
    if (!open_file(engine_store(e), a, &f, &plain, err))
        return false;
    *ret_bytes = part_of(&f, plain, part->thumb);
    return true;
}

const char *
attachment_type(enum appeal_attachment_kind kind)
{
    static const char *const types[] = { "application/octet-stream",
                                         "image/jpeg",
                                         "audio/wav",
                                         "audio/mpeg",
                                         "audio/mp4",
                                         "audio/ogg" };

    return types[kind];
}

const char *
attachment_ending(enum appeal_attachment_kind kind)
{
    static const char *const endings[] = { "bin", "jpg", "wav",
                                           "mp3", "m4a", "ogg" };

    return endings[kind];
}

static bool
is_among(const struct id_list *l, struct id id)
{
    for (size_t i = 0; i < l->n; i++)
        if (id_eq(l->at[i], id))
            return true;
    return false;
}

void
attachment_drop(struct store *st, struct arena *a,
                const struct record_list *records, const struct id_list *erased)
{
    for (size_t i = 0; i < records->n; i++) {
        const struct appeal_attached_v1 *e = records->at[i].data;

        if (records->at[i].type == &appeal_attached_v1_type &&
            is_among(erased, e->subject_id))
            (void)unlink(attachment_path(a, store_dir(st), e->file_id));
    }
}
