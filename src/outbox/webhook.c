/*
 * webhook: one hook follows the log by leaf number and tells another program
 * what happened, one event a request and in order. Signed as Standard
 * Webhooks wants it (standardwebhooks.com): HMAC-SHA-256 over
 * ID.TIMESTAMP.BODY. A new hook begins at the end of the log; imported history
 * is passed over.
 */
#include <string.h>

#include "app/module.h"
#include "base/date.h"
#include "crypto/digest.h"
#include "event/base64.h"
#include "feature/appeal/appeal.h"
#include "outbox/outbox_internal.h"
#include "rulebook/access/access.h"
#include "rulebook/keep/keep.h"
#include "sys/clock.h"
#include "sys/log.h"

enum { LEAVES_AT_ONCE = 100, ID_HASH = 16 };

bool
hook_secret(const struct config *c, const struct config_hook *h,
            struct hook *ret_hook, struct err *err)
{
    const struct str start = STR("whsec_");
    struct str s = str_of(h->secret);

    if (str_starts(s, start) &&
        base64_parse((struct str){ s.p + start.n, s.n - start.n },
                     ret_hook->secret, HOOK_SECRET_MOST, &ret_hook->secret_n) &&
        ret_hook->secret_n >= HOOK_SECRET_LEAST)
        return true;
    return fail(err, ERR_KEY,
                "%s:%d: the secret file %s must hold whsec_ and the base64 of "
                "%d to %d bytes",
                c->path, h->line, h->secret_file, HOOK_SECRET_LEAST,
                HOOK_SECRET_MOST);
}

/* What stays inside: who looks at what, whom a case is against, who may see who
 * reported it, what is held, what was given to whom, and drafts. */
static bool
is_inner(struct str name)
{
    return str_starts(name, STR("access_")) ||
           str_starts(name, STR("request_")) ||
           str_starts(name, STR("knowledge_")) ||
           str_starts(name, STR("appeal_release")) ||
           str_starts(name, STR("appeal_held")) ||
           str_starts(name, STR("appeal_hold_")) ||
           str_eq(name, STR("appeal_provided")) ||
           str_eq(name, STR("appeal_accused"));
}

/* Is it the name of an event that can be told? */
static bool
is_event(struct str name)
{
    const struct registry *reg = modules_registry();

    for (size_t i = 0; i < reg->types_n; i++)
        if (reg->types[i]->version > 0 && !is_inner(name) &&
            str_eq(str_of(reg->types[i]->name), name))
            return true;
    return false;
}

bool
hook_events(const struct config *c, const struct config_hook *h,
            struct err *err)
{
    struct str rest = str_of(h->events), name;

    if (str_eq(rest, STR("*")))
        return true;
    while (str_cut(&rest, ',', &name))
        if (!is_event(name))
            return fail(err, ERR_INPUT,
                        "%s:%d: events: there is no event \"%.*s\"; see "
                        "gongzhi-events(5)",
                        c->path, h->events_line, STR_ARG(name));
    return true;
}

static bool
is_wanted(const struct hook *h, const struct record *r)
{
    struct str rest = str_of(h->c->events), name;

    if (is_inner(str_of(r->type->name)))
        return false;
    if (str_eq(rest, STR("*")))
        return true;
    while (str_cut(&rest, ',', &name))
        if (str_eq(name, str_of(r->type->name)))
            return true;
    return false;
}

/* Does the stream come from an old system? */
static bool
is_imported(struct hook *h, struct arena *a, const struct record *r,
            bool *ret_imported, struct err *err)
{
    struct record_list list = { .a = a };

    *ret_imported = false;
    if (!str_starts(r->stream, STR("appeal/")))
        return true;
    if (!store_load(engine_store(h->e), r->stream, &list, err))
        return false;
    if (list.n > 0) {
        const struct event ev = { list.at[0].type, list.at[0].data };
        struct appeal_received_v3 first;

        *ret_imported = appeal_received(&ev, &first) && first.source.n > 0;
    }
    return true;
}

/* The id is the same for every attempt. Owns: a. */
static struct str
make_id(const struct hook *h, struct arena *a, const struct record *r)
{
    struct buf text = { .a = a }, id = { .a = a };
    unsigned char hash[ID_HASH];

    buf_addf(&text, "%s/%llu", h->c->name, (unsigned long long)r->position);
    store_keyed_hash(engine_store(h->e), STR("webhook/0"), buf_str(&text), hash,
                     sizeof(hash));
    buf_add(&id, STR("msg_"));
    buf_add_hex(&id, hash, sizeof(hash));
    return buf_str(&id);
}

static const char *
header(struct arena *a, const char *name, struct str value)
{
    struct buf b = { .a = a };

    buf_add(&b, str_of(name));
    buf_add(&b, value);
    return buf_cstr(&b);
}

static struct attempt
tell(const struct hook *h, struct arena *a, const struct record *r)
{
    const struct peer p = { h->c->url, h->c->ca_file, h->config->outbox.timeout,
                            &h->loop.stop };
    struct buf body = { .a = a }, at = { .a = a }, mac = { .a = a };
    struct str id = make_id(h, a, r);
    unsigned char hash[DIGEST_BYTES];
    struct post post;

    hook_body_put(&body, r);
    buf_add_i64(&at, clock_now() / SECOND_MS);
    const struct str parts[] = { id, STR("."), buf_str(&at), STR("."),
                                 buf_str(&body) };
    digest_hmac_key((struct str){ (const char *)h->secret, h->secret_n }, parts,
                    sizeof(parts) / sizeof(parts[0]), hash);
    buf_add(&mac, STR("v1,"));
    base64_put(&mac, hash, sizeof(hash));
    const char *const headers[] = {
        "Content-Type: application/json",
        "Expect:",
        header(a, "webhook-id: ", id),
        header(a, "webhook-timestamp: ", buf_str(&at)),
        header(a, "webhook-signature: ", buf_str(&mac)),
        NULL,
    };
    post = (struct post){ headers, buf_str(&body) };
    return peer_post(&p, &post);
}

static bool
save(struct hook *h, struct err *err)
{
    struct row r = { .query = QUERY_WEBHOOK_PUT };

    row_text(&r, str_of(h->c->name));
    row_int(&r, (int64_t)h->position);
    row_int(&r, h->failures);
    row_int(&r, h->failing_since);
    row_int(&r, h->next_try_at);
    row_int(&r, h->disabled);
    row_text(&r, str_of(h->reason));
    return write_row(h->e, &r, err);
}

/* With it, that so much was given, and as which row of the catalogue. */
static bool
save_given(struct hook *h, struct err *err)
{
    struct arena *a = arena_open();
    struct row r = { .query = QUERY_WEBHOOK_GIVEN_ADD };
    const int64_t now = clock_now();
    bool ok;

    row_text(&r, str_of(h->c->name));
    row_int(&r, now / DAY_MS);
    row_text(&r, access_words(a, sharing_fields(h->row)));
    row_text(&r, h->row->purpose);
    row_text(&r, h->row->basis.text);
    row_int(&r, now);
    row_int(&r, (int64_t)h->position - 1);
    ok = write_row(h->e, &r, err) && save(h, err);
    arena_close(a);
    return ok;
}

static void
move_to(struct hook *h, uint64_t position)
{
    (void)pthread_mutex_lock(&h->lock);
    h->position = position;
    (void)pthread_mutex_unlock(&h->lock);
}

static void
note_success(struct hook *h)
{
    (void)pthread_mutex_lock(&h->lock);
    h->failures = 0;
    h->failing_since = 0;
    h->next_try_at = 0;
    h->reason = "";
    (void)pthread_mutex_unlock(&h->lock);
}

/* Wait longer each time; after the patience of the configuration, or when the
 * other side says that it is gone for good, wait for a person. */
static void
note_failure(struct hook *h, const struct attempt *at)
{
    const struct config_outbox *o = &h->config->outbox;
    int64_t now = clock_now(), ms;

    (void)pthread_mutex_lock(&h->lock);
    h->failures++;
    h->failing_since = h->failing_since == 0 ? now : h->failing_since;
    h->reason = at->reason;
    ms = backoff_ms(o, h->failures);
    ms = ms < at->wait * SECOND_MS ? at->wait * SECOND_MS : ms;
    h->next_try_at = now + ms;
    h->disabled = strcmp(at->reason, "gone") == 0 ||
                  now - h->failing_since > o->hook_patience * HOUR_MS;
    (void)pthread_mutex_unlock(&h->lock);
    if (h->disabled)
        log_event("a webhook is disabled; see gongzhi outbox");
}

/* One leaf: pass it over, or tell it. *ret_go: on to the next one. */
static bool
take_leaf(struct hook *h, struct str leaf, bool *ret_told, bool *ret_go,
          struct err *err)
{
    struct arena *a = arena_open();
    struct attempt at = { SENT_ACCEPTED, "", 0 };
    bool imported = false, ok, wanted;
    struct record r;

    ok = record_decode(a, modules_registry(), leaf, &r);
    if (!ok)
        (void)fail(err, ERR_CORRUPT,
                   "a leaf of the log cannot be read; run `gongzhi verify`");
    wanted = ok && is_wanted(h, &r);
    if (wanted)
        ok = is_imported(h, a, &r, &imported, err);
    wanted = wanted && ok && !imported;
    if (wanted) {
        r.position = h->position;
        at = tell(h, a, &r);
    }
    arena_close(a);
    *ret_told = wanted;
    *ret_go = ok && at.sent == SENT_ACCEPTED;
    if (!ok || at.sent == SENT_STOPPED)
        return ok;
    if (*ret_go && wanted)
        note_success(h);
    if (*ret_go)
        move_to(h, h->position + 1);
    else
        note_failure(h, &at);
    return true;
}

static bool
follow(struct hook *h, const struct leaf_list *leaves, struct err *err)
{
    bool go = true, told = true;

    for (size_t i = 0; go && i < leaves->n; i++) {
        if (atomic_load(&h->loop.stop))
            return true;
        if (!take_leaf(h, leaves->at[i], &told, &go, err))
            return false;
        if (told && !(go ? save_given(h, err) : save(h, err)))
            return false;
    }
    return told || leaves->n == 0 || save(h, err);
}

/* Columns of query webhook_find, in order. */
static bool
load(struct hook *h, struct err *err)
{
    const struct value v = value_text(str_of(h->c->name));
    struct cursor *cur;
    bool found;

    if (!store_query(engine_store(h->e), QUERY_WEBHOOK_FIND, &v, 1, &cur, err))
        return false;
    found = cursor_next(cur, err);
    (void)pthread_mutex_lock(&h->lock);
    if (found) {
        h->position = (uint64_t)cursor_int(cur);
        h->failures = cursor_int(cur);
        h->failing_since = cursor_int(cur);
        h->next_try_at = cursor_int(cur);
        h->disabled = cursor_int(cur) != 0;
        h->reason = "";
    } else {
        h->position = store_size(engine_store(h->e));
    }
    (void)pthread_mutex_unlock(&h->lock);
    cursor_close(cur);
    h->loaded = found || (err->kind == ERR_NONE && save(h, err));
    return h->loaded;
}

/* Does the catalogue list it, by its name or as any webhook? */
static bool
is_listed(struct hook *h, struct err *err)
{
    struct rules now = engine_rules(h->e, clock_now());
    struct sharing_ask ask = { str_of(h->c->name), STR("webhook"), STR("") };

    h->row = rules_sharing(now, &ask);
    ask.receiver = STR("webhook");
    if (h->row == NULL)
        h->row = rules_sharing(now, &ask);
    return h->row != NULL ||
           fail(err, ERR_INPUT,
                "webhook %s: sharing.csv of the rulebook does not list it",
                h->c->name);
}

static bool
round_of_leaves(void *context, bool *ret_more, struct err *err)
{
    struct hook *h = context;
    struct leaf_list leaves = { NULL, 0 };
    struct arena *a;
    bool ok;

    if (atomic_exchange(&h->again, false))
        h->loaded = false;
    if (!h->loaded && !load(h, err))
        return false;
    if (h->disabled || h->next_try_at > clock_now() ||
        h->position >= store_size(engine_store(h->e)))
        return true;
    if (!is_listed(h, err))
        return false;
    a = arena_open();
    ok = store_leaves(engine_store(h->e), a, h->position, LEAVES_AT_ONCE,
                      &leaves, err) &&
         follow(h, &leaves, err);
    *ret_more = ok && leaves.n == LEAVES_AT_ONCE && h->failures == 0;
    arena_close(a);
    return ok;
}

bool
hook_init(struct hook *h, struct engine *e, const struct config *c, size_t i,
          struct err *err)
{
    h->e = e;
    h->config = c;
    h->c = &c->hooks[i];
    h->reason = "";
    h->loop.name = "webhook";
    h->loop.round = round_of_leaves;
    h->loop.context = h;
    (void)pthread_mutex_init(&h->lock, NULL); /* cannot fail on Linux */
    return hook_secret(c, h->c, h, err);
}
