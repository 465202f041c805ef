/* Making a data folder, and enacting rulebooks; see engine.h. */
#include "app/engine_internal.h"

#include <string.h>

#include "crypto/digest.h"
#include "event/gen/city_events.h"
#include "event/note.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/keyfile.h"

/* Read and judge a rulebook folder before anything is written. */
static bool
read_rulebook(struct arena *a, const char *dir, struct str *ret_bytes,
              struct rulebook *ret_book, struct err *err)
{
    struct fault_list faults = { .a = a };
    struct rulebook_file *files;
    size_t n;

    if (!rulebook_pack(a, dir, ret_bytes, err))
        return false;
    if (!rulebook_unpack(a, *ret_bytes, &files, &n))
        return fail(err, ERR_INPUT, "%s: a file name holds a line end", dir);
    if (rulebook_read(a, files, n, ret_book, &faults))
        rulebook_check(ret_book, files, n, &faults);
    if (faults.n == 0)
        return true;
    return fail(err, ERR_INPUT,
                "%s/%.*s:%zu:%zu: %.*s (%zu faults in all; see `gongzhi check "
                "%s`)",
                dir, STR_ARG(faults.at[0].file), faults.at[0].line,
                faults.at[0].column, STR_ARG(faults.at[0].text), faults.n, dir);
}

static bool
append_city(struct store *st, const struct engine_birth *b, struct str bytes,
            struct err *err)
{
    struct arena *a = arena_open();
    struct event_list events = { .a = a };
    struct str hash = rulebook_hash(a, bytes);
    struct buf key_id = { .a = a };
    unsigned char id[NOTE_KEY_ID_BYTES];
    const struct rulebook_enacted_v1 enacted = {
        .rules = hash,
        .from_day = b->from_day,
        .by = STR("init"),
    };
    struct appended done;
    bool ok;

    note_key_id(digest_sha256, a, store_origin(st), store_public_key(st), id);
    buf_add_hex(&key_id, id, sizeof(id));
    const struct log_opened_v1 opened = {
        .origin = store_origin(st),
        .hash = STR("sha-256"),
        .signature = STR("ed25519"),
        .key_id = buf_str(&key_id),
    };
    (void)emit_log_opened_v1(&events, &opened); /* within its limits */
    (void)emit_rulebook_enacted_v1(&events, &enacted);
    const struct append ap = {
        .stream = STR("city"),
        .events = &events,
        .actor = STR("system:init"),
        .occurred_at = b->now,
        .recorded_at = b->now,
        .document_hash = hash,
        .document = bytes,
    };
    ok = store_append(st, &ap, &done, err);
    arena_close(a);
    return ok;
}

static bool
create_in(struct arena *a, const struct engine_birth *b, struct err *err)
{
    struct rulebook book;
    struct keys keys;
    struct str bytes;
    struct store *st = NULL;
    struct store_options so = {
        .dir = b->dir,
        .mode = STORE_WRITE,
        .registry = modules_registry(),
        .keys = &keys,
    };
    struct buf origin = { .a = a };
    struct rules r = { &book, b->from_day };
    bool ok;

    if (!read_rulebook(a, b->rulebook_dir, &bytes, &book, err))
        return false;
    if (file_exists(b->dir))
        return fail(err, ERR_TAKEN, "%s exists already; choose another folder",
                    b->dir);
    if (!keyfile_make(engine_key_path(a, b->dir), &keys, err) ||
        !file_make_dir(b->dir, err))
        return false;
    buf_add(&origin, STR("gongzhi/"));
    buf_add(&origin, rules_setting(r, STR("city_code"), STR("000000")));
    ok = store_create(&so, buf_str(&origin), err) &&
         store_open(&so, &st, err) && append_city(st, b, bytes, err);
    store_close(st);
    memset(&keys, 0, sizeof(keys));
    return ok;
}

bool
engine_create(const struct engine_birth *b, struct err *err)
{
    struct arena *a = arena_open();
    bool ok = create_in(a, b, err);

    arena_close(a);
    return ok;
}

static bool
enact_in(struct engine *e, struct arena *a, const struct engine_birth *b,
         struct err *err)
{
    struct record_list list = { .a = a };
    struct event_list events = { .a = a };
    struct rulebook_enacted_v1 enacted = { .from_day = b->from_day,
                                           .by = STR("enact") };
    struct rulebook book;
    struct appended done;
    struct str bytes;
    struct append ap = {
        .stream = STR("city"),
        .events = &events,
        .actor = STR("officer:enact"),
        .occurred_at = b->now,
        .recorded_at = e->recorded_at != 0 ? e->recorded_at : clock_now(),
    };

    if (!read_rulebook(a, b->rulebook_dir, &bytes, &book, err) ||
        !store_load(e->store, STR("city"), &list, err))
        return false;
    enacted.rules = rulebook_hash(a, bytes);
    if (rulebooks_promised(e->books, enacted.rules, 0).book != NULL)
        return fail(err, ERR_TAKEN,
                    "this rulebook (%.12s...) was enacted "
                    "already",
                    enacted.rules.p);
    (void)emit_rulebook_enacted_v1(&events, &enacted); /* within its limits */
    ap.expected = (int64_t)list.n;
    ap.document_hash = enacted.rules;
    ap.document = bytes;
    return store_append(e->store, &ap, &done, err) &&
           rulebooks_load(e->books, err);
}

bool
engine_enact(struct engine *e, const char *rulebook_dir, int32_t from_day,
             int64_t now, struct err *err)
{
    const struct engine_birth b = { NULL, rulebook_dir, from_day, now };
    struct arena *a = arena_open();
    bool ok = enact_in(e, a, &b, err);

    arena_close(a);
    return ok;
}
