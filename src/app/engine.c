/* Opening, making and asking a data folder; see engine.h. */
#include "app/engine_internal.h"

#include <stdlib.h>
#include <string.h>

#include "codes/case_code.h"
#include "feature/appeal/appeal.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "sys/keyfile.h"

enum { MOVED_MOST = 4096 }; /* one page of the lists takes about 100 cases */

const char *
engine_key_path(struct arena *a, const char *dir)
{
    struct buf b = { .a = a };
    struct str s = str_of(dir);

    while (s.n > 1 && s.p[s.n - 1] == '/')
        s.n--;
    buf_add(&b, s);
    buf_add(&b, STR(".keys"));
    return buf_cstr(&b);
}

static bool
open_store(struct engine *e, const struct engine_options *o, struct arena *a,
           struct err *err)
{
    struct store_options so = {
        .dir = o->dir,
        .mode = o->mode,
        .registry = modules_registry(),
        .unsafe_sync_off = o->unsafe_sync_off,
        .vfs = o->vfs,
    };
    bool here = file_exists(o->dir);

    if (!here)
        return fail(err, ERR_NOT_FOUND,
                    "%s: no such data folder; make one with `gongzhi -d %s "
                    "init`",
                    o->dir, o->dir);
    e->has_keys = keyfile_read(engine_key_path(a, o->dir), &e->keys, err);
    if (!e->has_keys &&
        (o->mode == STORE_WRITE || file_exists(engine_key_path(a, o->dir))))
        return false; /* a key file that is there must be in order */
    so.keys = e->has_keys ? &e->keys : NULL;
    return store_open(&so, &e->store, err);
}

bool
engine_open(const struct engine_options *o, struct engine **ret_engine,
            struct err *err)
{
    struct engine *e = calloc(1, sizeof(*e));
    struct arena *a = arena_open();
    bool ok;

    if (e == NULL)
        abort();
    (void)pthread_mutex_init(&e->numbers, NULL); /* cannot fail on Linux */
    e->number_block = o->number_block > 0 ? o->number_block : 1;
    e->recorded_at = o->recorded_at;
    ok = open_store(e, o, a, err);
    if (ok) {
        e->books = rulebooks_open(e->store);
        e->callers = callers_open(e->store);
        ok = rulebooks_load(e->books, err);
    }
    arena_close(a);
    if (!ok) {
        engine_close(e);
        return false;
    }
    *ret_engine = e;
    return true;
}

bool
engine_order_lists(struct engine *e, struct err *err)
{
    const struct row rows[] = {
        { .query = QUERY_APPEAL_LISTS_DROP },
        { .query = QUERY_APPEAL_LISTS_ADD },
        { .query = QUERY_APPEAL_MOVED_DROP },
    };
    const struct append ap = {
        .rows = rows,
        .rows_n = sizeof(rows) / sizeof(rows[0]),
        .recorded_at = clock_now(),
    };
    struct appended done;

    atomic_store(&e->moved, 0);
    return store_append(e->store, &ap, &done, err);
}

void
engine_case_moved(struct engine *e)
{
    struct err ignored; /* the lists are right as they are; later, then */

    if (atomic_fetch_add(&e->moved, 1) == MOVED_MOST)
        (void)engine_order_lists(e, &ignored);
}

void
engine_close(struct engine *e)
{
    struct err ignored; /* as in engine_case_moved */

    if (e == NULL)
        return;
    if (atomic_load(&e->moved) > 0)
        (void)engine_order_lists(e, &ignored);
    callers_close(e->callers);
    rulebooks_close(e->books);
    store_close(e->store);
    memset(&e->keys, 0, sizeof(e->keys));
    (void)pthread_mutex_destroy(&e->numbers);
    free(e);
}

struct store *
engine_store(struct engine *e)
{
    return e->store;
}

struct rulebooks *
engine_rulebooks(struct engine *e)
{
    return e->books;
}

void
engine_rules_as_of(struct engine *e, int32_t day)
{
    e->as_of = day;
}

struct rules
engine_rules(struct engine *e, int64_t at)
{
    int32_t day = moment_day(at);
    struct rules r = rulebooks_on(e->books, e->as_of != 0 ? e->as_of : day);

    return r;
}

static void
query_tag(struct engine *e, int64_t number, unsigned char ret_tag[6])
{
    struct arena *a = arena_open();
    struct buf text = { .a = a };

    buf_add_i64(&text, number);
    store_keyed_hash(e->store, STR("query-code/0"), buf_str(&text), ret_tag, 6);
    arena_close(a);
}

void
engine_query_code(struct engine *e, int64_t number, struct buf *out)
{
    unsigned char tag[6];

    if (!e->has_keys) {
        buf_add_char(out, '-');
        return;
    }
    query_tag(e, number, tag);
    query_code_put(out, number, tag);
}

int64_t
engine_query_number(struct engine *e, struct str code)
{
    struct arena *a = arena_open();
    struct buf right = { .a = a };
    int64_t number = 0, none;
    char given[QUERY_TAG_CHARS], made[QUERY_TAG_CHARS];
    unsigned different = 0;

    if (!e->has_keys || !query_code_parse(code, &number, given)) {
        arena_close(a);
        return 0;
    }
    engine_query_code(e, number, &right);
    if (!query_code_parse(buf_str(&right), &none, made))
        different = 1;
    for (int i = 0; i < QUERY_TAG_CHARS; i++) /* in constant time */
        different |= (unsigned)(given[i] ^ made[i]);
    arena_close(a);
    return different == 0 ? number : 0;
}

static bool
id_by_number(struct engine *e, int64_t number, struct id *ret_id,
             struct err *err)
{
    const struct value v = value_int(number);
    struct cursor *c;
    bool found;

    if (!store_query(e->store, QUERY_APPEAL_BY_NUMBER, &v, 1, &c, err))
        return false;
    found = cursor_next(c, err);
    if (found)
        *ret_id = cursor_id(c);
    cursor_close(c);
    return found;
}

/* The code carries the number modulo 10^7: the day and the whole code tell
 * which one is meant. */
static bool
id_by_case_code(struct engine *e, struct str code, int64_t sequence,
                struct id *ret_id, struct err *err)
{
    const int64_t turn = 10000000;
    int misses = 0;

    for (int64_t n = sequence == 0 ? turn : sequence; misses < 100;
         n += turn, misses++) {
        const struct value v = value_int(n);
        struct cursor *c;
        bool found;

        if (!store_query(e->store, QUERY_APPEAL_BY_NUMBER, &v, 1, &c, err))
            return false;
        found = cursor_next(c, err);
        if (found) {
            *ret_id = cursor_id(c);
            found = str_eq(cursor_text(c), code);
        }
        cursor_close(c);
        if (found)
            return true;
    }
    return false;
}

bool
engine_find(struct engine *e, struct arena *a, struct str code,
            struct id *ret_id, struct err *err)
{
    struct case_code cc;
    struct str why;
    struct buf whole = { .a = a };
    int64_t number;

    err->kind = ERR_NONE;
    if (id_parse(code, ret_id))
        return true;
    number = engine_query_number(e, code);
    if (number > 0 && id_by_number(e, number, ret_id, err))
        return true;
    if (err->kind == ERR_NONE && case_code_parse(a, code, &cc, &why)) {
        case_code_put(&whole, cc.region, cc.day, cc.channel, cc.sequence);
        if (id_by_case_code(e, buf_str(&whole), cc.sequence, ret_id, err))
            return true;
    }
    if (err->kind != ERR_NONE)
        return false;
    return fail(err, ERR_NOT_FOUND,
                "%.*s: no such case; `gongzhi code %.*s` "
                "says whether the code can be right",
                STR_ARG(code), STR_ARG(code));
}
