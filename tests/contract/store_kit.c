/* See store_kit.h. */
#include "contract/store_kit.h"

#include <assert.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "event/gen/appeal_events.h"
#include "sys/file.h"

const struct registry kit_registry = { appeal_types, APPEAL_TYPES_N };

static enum suite_id kit_suite; /* of the kits that start now */

void
kit_start(struct kit *k, const char *vfs)
{
    const char *tmp = getenv("TMPDIR");
    struct err err = { .text = "" };
    int n;

    memset(k, 0, sizeof(*k));
    n = snprintf(k->dir, sizeof(k->dir), "%s/gongzhi-test-XXXXXX",
                 tmp == NULL ? "/tmp" : tmp);
    assert(n > 0 && (size_t)n < sizeof(k->dir));
    if (mkdtemp(k->dir) == NULL)
        abort();
    k->a = arena_open();
    k->keys.suite = kit_suite;
    memset(k->keys.master, 1, KEY_BYTES);
    memset(k->keys.signing, 2, KEY_BYTES);
    memset(k->keys.index, 3, KEY_BYTES);
    k->o = (struct store_options){ .dir = k->dir,
                                   .mode = STORE_WRITE,
                                   .registry = &kit_registry,
                                   .keys = &k->keys,
                                   .vfs = vfs };
    if (!store_create(&k->o, STR("test.example/log"), &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        abort();
    }
    kit_reopen(k, STORE_WRITE);
}

void
kit_reopen(struct kit *k, enum store_mode mode)
{
    struct err err = { .text = "" };

    kit_close(k);
    k->o.mode = mode;
    if (!store_open(&k->o, &k->st, &err)) {
        (void)fprintf(stderr, "%s\n", err.text);
        abort();
    }
}

void
kit_close(struct kit *k)
{
    store_close(k->st);
    k->st = NULL;
}

void
kit_end(struct kit *k)
{
    struct name_list names;
    struct err err;
    char path[512];

    kit_close(k);
    if (file_list(k->a, k->dir, &names, &err))
        for (size_t i = 0; i < names.n; i++) {
            (void)snprintf(path, sizeof(path), "%s/%s", k->dir, names.at[i]);
            (void)unlink(path); /* what stays, stays in /tmp */
        }
    (void)rmdir(k->dir);
    arena_close(k->a);
}

struct str
kit_stream(struct arena *a, int64_t n)
{
    struct buf b = { .a = a };

    buf_addf(&b, "appeal/%032llx", (unsigned long long)n);
    return buf_str(&b);
}

struct id
kit_subject(int64_t n)
{
    struct id id = { { 0x5a } };

    for (int i = 0; i < 8; i++)
        id.b[15 - i] = (unsigned char)(n >> 8 * i);
    return id;
}

int64_t
kit_time(int64_t n)
{
    return INT64_C(1790000000000) + n * 100;
}

struct row *
kit_row(struct arena *a, int64_t n, int64_t version, const char *stage)
{
    struct row *row = arena_new(a, struct row);
    struct id id = kit_subject(n + 1000000);
    size_t i = 0;

    row->query = QUERY_APPEAL_PUT;
    row->v[i++] = value_int(n);
    row->v[i++] = value_bytes(arena_copy(a, id.b, ID_BYTES), ID_BYTES);
    row->v[i++] = value_int(version);
    row->v[i++] = value_text(str_of(stage));
    for (; i < 12; i++)
        row->v[i] = value_text(STR("x"));
    for (; i < 18; i++)
        row->v[i] = value_int(n + (int64_t)i);
    row->v[i++] = value_text(STR("yes"));
    row->v[i++] = value_text(STR(""));
    row->v[i++] = (struct value){ .kind = VALUE_NULL };
    row->v[i++] = value_text(STR("kit"));
    row->v[i++] = value_text(STR("C"));
    row->n = i;
    return row;
}

static struct append
append_of(struct arena *a, int64_t n, int64_t expected,
          const struct event_list *events)
{
    return (struct append){
        .stream = kit_stream(a, n),
        .expected = expected,
        .events = events,
        .actor = STR("system"),
        .occurred_at = kit_time(n),
        .recorded_at = kit_time(n),
        .rows = kit_row(a, n, expected + 1, expected == 0 ? "open" : "done"),
        .rows_n = 1,
        .due_was = expected == 0 ? 0 : kit_time(n) + 100,
        .due_next = kit_time(n) + (expected == 0 ? 100 : 200),
    };
}

static struct event_list *
list_of(struct arena *a)
{
    struct event_list *list = arena_new(a, struct event_list);

    list->a = a;
    return list;
}

struct append
kit_received(struct arena *a, int64_t n, const char *body)
{
    struct event_list *list = list_of(a);
    const struct appeal_received_v1 e = {
        .subject_id = kit_subject(n),
        .number = n,
        .code = STR("123456789012345678901234"),
        .channel = APPEAL_CHANNEL_WEB,
        .regime = APPEAL_REGIME_HOTLINE,
        .privacy = APPEAL_PRIVACY_OPEN,
        .title = { .text = STR("路灯不亮") },
        .body = { .text = str_of(body) },
    };

    if (emit_appeal_received_v1(list, &e).reason != ACCEPTED)
        abort();
    return append_of(a, n, 0, list);
}

struct append
kit_fed_back(struct arena *a, int64_t n, const char *text)
{
    struct event_list *list = list_of(a);
    const struct appeal_fed_back_v1 e = {
        .subject_id = kit_subject(n),
        .unit = STR("U_LIGHT"),
        .text = { .text = str_of(text) },
    };

    if (emit_appeal_fed_back_v1(list, &e).reason != ACCEPTED)
        abort();
    return append_of(a, n, 1, list);
}

bool
kit_add(struct kit *k, int64_t n, struct err *err)
{
    struct arena *a = arena_open();
    struct append ap = kit_received(a, n, "巷口的路灯坏了三天，晚上看不见。");
    struct appended done;
    bool ok = store_append(k->st, &ap, &done, err);

    arena_close(a);
    return ok;
}

void
kit_add_many(struct kit *k, int64_t from, int64_t to)
{
    struct err err = { .text = "" };

    for (int64_t n = from; n <= to; n++)
        if (!kit_add(k, n, &err)) {
            (void)fprintf(stderr, "%s\n", err.text);
            abort();
        }
}

void
kit_fill(struct kit *k)
{
    struct err err;

    if (!store_bulk_begin(k->st, &err))
        abort();
    kit_add_many(k, 1, KIT_CASES);
    if (!store_bulk_commit(k->st, &err))
        abort();
    kit_add_many(k, KIT_CASES + 1, KIT_CASES + 3);
}

const char *
kit_verify(struct kit *k, struct str outside, bool *ret_ok)
{
    struct verify_result v;
    struct err err = { .text = "" };

    *ret_ok = false;
    if (!store_verify(k->st, k->a, outside, &v, &err))
        return arena_cstr(k->a, str_of(err.text));
    *ret_ok = v.ok;
    return arena_cstr(k->a, v.report);
}

struct str
kit_blob(struct kit *k, const char *sql)
{
    sqlite3_stmt *s = NULL;
    struct str bytes;
    char path[512];
    sqlite3 *db;

    (void)snprintf(path, sizeof(path), "%s/log.db", k->dir);
    if (sqlite3_open_v2(path, &db, SQLITE_OPEN_READONLY, NULL) != SQLITE_OK ||
        sqlite3_prepare_v2(db, sql, -1, &s, NULL) != SQLITE_OK ||
        sqlite3_step(s) != SQLITE_ROW)
        abort();
    bytes = arena_str(k->a, (struct str){ sqlite3_column_blob(s, 0),
                                          (size_t)sqlite3_column_bytes(s, 0) });
    (void)sqlite3_finalize(s); /* it was read */
    (void)sqlite3_close(db);
    return bytes;
}

struct str
kit_slot(struct kit *k, int64_t n)
{
    struct buf sql = { .a = k->a }, path = { .a = k->a };
    struct id subject = kit_subject(n);
    struct str bytes, slot;
    struct err err;
    int64_t at = 0;

    buf_add(&sql, STR("SELECT CAST(slot AS TEXT) FROM subject_slot "
                      "WHERE subject = x'"));
    buf_add_hex(&sql, subject.b, ID_BYTES);
    buf_add(&sql, STR("'"));
    slot = kit_blob(k, buf_cstr(&sql));
    buf_addf(&path, "%s/subjects.keys", k->dir);
    if (!str_i64(slot, &at) ||
        !file_read(k->a, buf_cstr(&path), SIZE_MAX / 4, &bytes, &err) ||
        at < 1 || (size_t)(at + 1) * KIT_SLOT_BYTES > bytes.n)
        abort();
    return (struct str){ bytes.p + at * KIT_SLOT_BYTES, KIT_SLOT_BYTES };
}

const char *
kit_body(struct kit *k, int64_t n)
{
    const struct text_request rq = { kit_stream(k->a, n), 1, kit_subject(n),
                                     STR("body"), STR("test") };
    struct str text;
    struct err err;
    bool erased;

    if (!store_text(k->st, k->a, &rq, &text, &erased, &err))
        return "(failed)";
    return erased ? "(erased)" : arena_cstr(k->a, text);
}

void
kit_tamper(const struct kit *k, const char *sql)
{
    char path[512];
    sqlite3 *db;
    char *why = NULL;

    (void)snprintf(path, sizeof(path), "%s/log.db", k->dir);
    if (sqlite3_open(path, &db) != SQLITE_OK ||
        sqlite3_exec(db,
                     "DROP TRIGGER IF EXISTS batch_no_update;"
                     "DROP TRIGGER IF EXISTS batch_no_delete;",
                     NULL, NULL, &why) != SQLITE_OK ||
        sqlite3_exec(db, sql, NULL, NULL, &why) != SQLITE_OK) {
        (void)fprintf(stderr, "%s: %s\n", sql, why == NULL ? "?" : why);
        abort();
    }
    (void)sqlite3_close(db);
}

bool
kit_files_hold(const struct kit *k, const void *p, size_t n)
{
    struct arena *a = arena_open();
    struct name_list names = { NULL, 0, 0 };
    struct err err;
    bool found = false;

    if (!file_list(a, k->dir, &names, &err))
        abort();
    for (size_t i = 0; i < names.n; i++) {
        char path[512];
        struct str bytes;

        (void)snprintf(path, sizeof(path), "%s/%s", k->dir, names.at[i]);
        if (!file_read(a, path, SIZE_MAX / 4, &bytes, &err))
            abort();
        if (bytes.n > 0 && memmem(bytes.p, bytes.n, p, n) != NULL)
            found = true;
    }
    arena_close(a);
    return found;
}

static int
set_up(void **state, enum suite_id suite)
{
    static struct kit kit;

    kit_suite = suite;
    kit_start(&kit, NULL);
    *state = &kit;
    return 0;
}

int
kit_setup(void **state)
{
    return set_up(state, SUITE_INTL);
}

int
kit_setup_sm(void **state)
{
    return set_up(state, SUITE_SM);
}

int
kit_teardown(void **state)
{
    kit_end(*state);
    kit_suite = SUITE_INTL;
    return 0;
}
