/* Making a data folder, and enacting rulebooks; see engine.h. */
#include "app/engine_internal.h"

#include <string.h>

#include "event/gen/city_events.h"
#include "event/note.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/keyfile.h"

static bool
first_fault(const struct fault_list *faults, const char *dir, struct err *err)
{
    const struct fault *f = &faults->at[0];

    return fail(err, ERR_INPUT, "%s%s%.*s:%zu:%zu: %.*s (%zu faults in all)",
                dir, *dir == '\0' ? "" : "/", STR_ARG(f->file), f->line,
                f->column, STR_ARG(f->text), faults->n);
}

/* The last checkpoint of the log that the new one goes on from. Nothing is
 * built on a log that does not verify. */
static bool
read_last_note(struct arena *a, const char *dir, struct str *ret_note,
               struct err *err)
{
    const struct store_options o = { .dir = dir,
                                     .mode = STORE_READ,
                                     .registry = modules_registry() };
    struct verify_result r;
    struct store *st;
    bool ok;

    *ret_note = (struct str){ "", 0 };
    if (dir == NULL)
        return true;
    if (!store_open(&o, &st, err))
        return false;
    ok = store_verify(st, a, *ret_note, &r, err) &&
         (r.ok || fail(err, ERR_INPUT, "%s: %.*s", dir, STR_ARG(r.report))) &&
         store_checkpoint(st, a, r.leaves, ret_note, err);
    store_close(st);
    return ok;
}

static void
emit_opened(struct arena *a, struct store *st, struct str continues,
            struct event_list *events)
{
    const struct suite *suite = suite_of(store_suite(st));
    struct buf key_id = { .a = a };
    unsigned char id[NOTE_KEY_ID_BYTES];

    note_key_id_of(suite->digest, a,
                   &(struct note_key){ store_origin(st), suite->key_type,
                                       store_public_key(st) },
                   id);
    buf_add_hex(&key_id, id, sizeof(id));
    const struct log_opened_v2 opened = {
        .origin = store_origin(st),
        .hash = str_of(suite->hash),
        .signature = str_of(suite->signature),
        .key_id = buf_str(&key_id),
        .continues = continues,
    };
    const struct log_opened_v1 alone = { opened.origin, opened.hash,
                                         opened.signature, opened.key_id };

    if (continues.n > 0)
        (void)emit_log_opened_v2(events, &opened); /* within its limits */
    else
        (void)emit_log_opened_v1(events, &alone); /* within its limits */
}

/* What the new log is made of. */
struct city {
    struct str rulebook, continues;
};

static bool
append_city(struct store *st, const struct engine_birth *b,
            const struct city *city, struct err *err)
{
    struct arena *a = arena_open();
    struct event_list events = { .a = a };
    struct str hash = rulebook_hash(a, store_suite(st), city->rulebook);
    const struct rulebook_enacted_v1 enacted = {
        .rules = hash,
        .from_day = b->from_day,
        .by = STR("init"),
    };
    struct appended done;
    bool ok;

    emit_opened(a, st, city->continues, &events);
    (void)emit_rulebook_enacted_v1(&events, &enacted); /* within its limits */
    const struct append ap = {
        .stream = STR("city"),
        .events = &events,
        .actor = STR("system:init"),
        .occurred_at = b->now,
        .recorded_at = b->now,
        .document_hash = hash,
        .document = city->rulebook,
    };
    ok = store_append(st, &ap, &done, err);
    arena_close(a);
    return ok;
}

static bool
create_in(struct arena *a, const struct engine_birth *b, struct err *err)
{
    struct fault_list faults = { .a = a };
    struct rulebook_files files;
    struct rulebook book;
    struct keys keys;
    struct city city;
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

    if (!rulebook_folder(a, b->rulebook_dir, &files, err) ||
        !read_last_note(a, b->continues, &city.continues, err))
        return false;
    if (!rulebook_judge(a, &files, &book, &faults))
        return first_fault(&faults, b->rulebook_dir, err);
    city.rulebook = rulebook_pack(a, &files);
    if (file_exists(b->dir))
        return fail(err, ERR_TAKEN, "%s exists already; choose another folder",
                    b->dir);
    if (!keyfile_make(engine_key_path(a, b->dir), b->suite, &keys, err) ||
        !file_make_dir(b->dir, err))
        return false;
    buf_add(&origin, STR("gongzhi/"));
    buf_add(&origin, rules_setting(r, STR("city_code"), STR("000000")));
    ok = store_create(&so, buf_str(&origin), err) &&
         store_open(&so, &st, err) && append_city(st, b, &city, err);
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

/* What is checked before anything is written. */
static bool
may_enact(struct engine *e, const struct enactment *n,
          struct fault_list *faults, struct str hash, struct err *err)
{
    struct rulebook book;

    if (!rulebook_judge(faults->a, n->files, &book, faults))
        return first_fault(faults, "", err);
    if (rulebooks_promised(e->books, hash, 0).book != NULL)
        return fail(err, ERR_TAKEN,
                    "this rulebook (%.12s...) was enacted already", hash.p);
    return rulebooks_count(e->books) < RULEBOOKS ||
           fail(err, ERR_TAKEN, "there are %d rulebooks already", RULEBOOKS);
}

bool
engine_enact(struct engine *e, const struct enactment *n,
             struct fault_list *faults, struct str *ret_hash, struct err *err)
{
    struct arena *a = faults->a;
    struct record_list list = { .a = a };
    struct event_list events = { .a = a };
    const struct str bytes = rulebook_pack(a, n->files);
    const struct str hash = rulebook_hash(a, store_suite(e->store), bytes);
    const struct rulebook_enacted_v1 enacted = { .rules = hash,
                                                 .from_day = n->from_day,
                                                 .by = n->by.id };
    struct append ap = {
        .stream = STR("city"),
        .events = &events,
        .actor = engine_actor_text(a, &n->by),
        .occurred_at = n->now,
        .recorded_at = e->recorded_at != 0 ? e->recorded_at : clock_now(),
        .document_hash = hash,
        .document = bytes,
    };
    struct appended done;

    *ret_hash = hash;
    if (!may_enact(e, n, faults, hash, err))
        return false;
    if (n->dry_run)
        return true;
    if (!store_load(e->store, STR("city"), &list, err))
        return false;
    (void)emit_rulebook_enacted_v1(&events, &enacted); /* within its limits */
    ap.expected = (int64_t)list.n;
    return store_append(e->store, &ap, &done, err) &&
           rulebooks_load(e->books, err);
}
