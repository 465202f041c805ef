/* See outbox.h. */
#include "outbox/outbox.h"

#include <stdlib.h>
#include <string.h>

#include "app/module.h"
#include "outbox/outbox_internal.h"

struct outbox {
    const struct config *c;
    struct sender sender;
    struct hook hooks[CONFIG_HOOKS];
};

bool
outbox_check(const struct config *c, struct err *err)
{
    struct hook h;

    for (size_t i = 0; i < c->hooks_n; i++)
        if (!hook_secret(c, &c->hooks[i], &h, err) ||
            !hook_events(c, &c->hooks[i], err))
            return false;
    explicit_bzero(&h, sizeof(h));
    return true;
}

static bool
has_sender(const struct config *c)
{
    return *c->mail.url != '\0' || *c->sms.url != '\0';
}

/* Without a sender messages wait; see gongzhi outbox. */
static bool
start_sender(struct outbox *o, struct engine *e, struct err *err)
{
    const struct row again = { .query = QUERY_OUTBOX_NO_SENDER_PUT };

    sender_init(&o->sender, e, o->c);
    return !has_sender(o->c) ||
           (write_row(e, &again, err) && loop_start(&o->sender.loop, err));
}

bool
outbox_start(struct engine *e, const struct config *c,
             struct outbox **ret_outbox, struct err *err)
{
    struct outbox *o;
    bool ok;

    if (!peer_start(err))
        return false;
    o = calloc(1, sizeof(*o));
    if (o == NULL)
        abort();
    o->c = c;
    ok = start_sender(o, e, err);
    for (size_t i = 0; ok && i < c->hooks_n; i++)
        ok = hook_init(&o->hooks[i], e, c, i, err) &&
             loop_start(&o->hooks[i].loop, err);
    if (!ok) {
        outbox_stop(o);
        return false;
    }
    *ret_outbox = o;
    return true;
}

void
outbox_stop(struct outbox *o)
{
    if (o == NULL)
        return;
    loop_tell(&o->sender.loop);
    for (size_t i = 0; i < CONFIG_HOOKS; i++)
        loop_tell(&o->hooks[i].loop);
    loop_stop(&o->sender.loop);
    for (size_t i = 0; i < CONFIG_HOOKS; i++)
        loop_stop(&o->hooks[i].loop);
    explicit_bzero(o, sizeof(*o));
    free(o);
    peer_end();
}

static struct outbox_hook_state
look_at_hook(struct hook *h)
{
    struct outbox_hook_state state;

    (void)pthread_mutex_lock(&h->lock);
    state = (struct outbox_hook_state){
        .name = h->c->name,
        .position = h->position,
        .failures = h->failures,
        .disabled = h->disabled,
    };
    (void)pthread_mutex_unlock(&h->lock);
    return state;
}

struct outbox_state
outbox_look(struct outbox *o)
{
    struct outbox_state state = {
        .mail = *o->c->mail.url != '\0',
        .sms = *o->c->sms.url != '\0',
        .sent = atomic_load(&o->sender.sent),
        .failed = atomic_load(&o->sender.failed),
        .dropped = atomic_load(&o->sender.dropped),
        .retries = atomic_load(&o->sender.retries),
        .hooks_n = o->c->hooks_n,
    };

    for (size_t i = 0; i < state.hooks_n; i++)
        state.hooks[i] = look_at_hook(&o->hooks[i]);
    return state;
}

bool
outbox_retry(struct engine *e, int64_t id, struct err *err)
{
    const struct value v = value_int(id);
    struct row r = { .query = QUERY_OUTBOX_RETRY_PUT };
    struct cursor *cur;
    bool found, sent;

    if (!store_query(engine_store(e), QUERY_OUTBOX_STATE, &v, 1, &cur, err))
        return false;
    found = cursor_next(cur, err);
    sent = found && str_eq(cursor_text(cur), STR("sent"));
    cursor_close(cur);
    if (!found)
        return err->kind == ERR_NONE &&
               fail(err, ERR_NOT_FOUND, "there is no message %lld",
                    (long long)id);
    if (sent)
        return fail(err, ERR_TAKEN, "message %lld was sent", (long long)id);
    row_int(&r, id);
    return write_row(e, &r, err);
}

bool
outbox_resume(struct engine *e, struct outbox *o, struct str hook,
              struct err *err)
{
    const struct value v = value_text(hook);
    struct row r = { .query = QUERY_WEBHOOK_RESUME_PUT };
    struct cursor *cur;
    bool found;

    if (!store_query(engine_store(e), QUERY_WEBHOOK_FIND, &v, 1, &cur, err))
        return false;
    found = cursor_next(cur, err);
    cursor_close(cur);
    if (!found)
        return err->kind == ERR_NONE &&
               fail(err, ERR_NOT_FOUND, "there is no webhook %.*s",
                    STR_ARG(hook));
    row_text(&r, hook);
    if (!write_row(e, &r, err))
        return false;
    for (size_t i = 0; o != NULL && i < o->c->hooks_n; i++)
        if (str_eq(hook, str_of(o->c->hooks[i].name)))
            atomic_store(&o->hooks[i].again, true);
    return true;
}
