/*
 * sender: rounds over the rows of the outbox that wait. An attempt is written
 * down before it is made, so that a crash, or a disk that takes no more
 * writes, can repeat a message only as often as any other failure.
 */
#include "app/module.h"
#include "base/date.h"
#include "outbox/mail.h"
#include "outbox/message.h"
#include "outbox/outbox_internal.h"
#include "outbox/sms/sms.h"
#include "sys/clock.h"
#include "sys/log.h"

enum { ROWS_AT_ONCE = 20, PAUSE_MOST_MS = 300 * 1000 };

/* A row being handled. */
struct turn {
    struct sender *s;
    struct arena *a;
    const struct outbox_row *row;
    int64_t now;
    int64_t attempts;
    const char *via;
};

/* What becomes of the row. */
struct state {
    const char *word, *reason;
    int64_t next_try_at;
};

static bool
put_state(const struct turn *t, const struct state *state, struct err *err)
{
    struct row r = { .query = QUERY_OUTBOX_STATE_PUT };
    bool sent = state->word[0] == 's';

    row_int(&r, t->row->id);
    row_text(&r, str_of(state->word));
    row_text(&r, str_of(t->via));
    row_text(&r, str_of(state->reason));
    row_int(&r, state->next_try_at);
    row_int(&r, t->attempts);
    if (sent)
        row_int(&r, clock_now());
    else
        row_null(&r);
    return write_row(t->s->e, &r, err);
}

static bool
wait_until(const struct turn *t, const char *reason, int64_t at,
           struct err *err)
{
    const struct state state = { "waiting", reason, at };

    return put_state(t, &state, err);
}

static bool
end_sent(const struct turn *t, struct err *err)
{
    const struct state state = { "sent", "", 0 };

    atomic_fetch_add(&t->s->sent, 1);
    return put_state(t, &state, err);
}

static bool
end_dropped(const struct turn *t, const char *reason, struct err *err)
{
    const struct state state = { "dropped", reason, 0 };

    atomic_fetch_add(&t->s->dropped, 1);
    return put_state(t, &state, err);
}

static bool
end_failed(const struct turn *t, const char *reason, struct err *err)
{
    const struct state state = { "failed", reason, 0 };

    atomic_fetch_add(&t->s->failed, 1);
    return put_state(t, &state, err);
}

static struct attempt
hand_mail(const struct turn *t, const struct message *m, const struct words *w)
{
    const struct config_mail *c = &t->s->c->mail;
    const struct peer p = { c->url, c->ca_file, t->s->c->outbox.timeout,
                            &t->s->loop.stop };
    const struct mail mail = {
        .from = str_of(c->from),
        .from_name = str_of(c->from_name),
        .to = m->email,
        .key = m->key,
        .subject = w->subject,
        .body = w->body,
        .at = t->now,
    };
    struct buf text = { .a = t->a };
    struct handing h = { .tls = c->tls,
                         .user = c->user,
                         .password = c->password,
                         .from = c->from,
                         .to = arena_cstr(t->a, m->email) };

    mail_put(&text, &mail);
    h.mail = buf_str(&text);
    return peer_mail(&p, &h);
}

static struct attempt
hand_sms(const struct turn *t, const struct message *m, const struct words *w)
{
    const struct config_sms *c = &t->s->c->sms;
    const struct peer p = { c->url, c->ca_file, t->s->c->outbox.timeout,
                            &t->s->loop.stop };

    return sms_hand(c, &p, t->a, &(struct sms){ m->phone, w->text, m->key });
}

static void
pause_channel(struct turn *t, struct channel *ch, int64_t wait)
{
    int64_t ms = backoff_ms(&t->s->c->outbox, ++ch->failures);

    ms = ms > PAUSE_MOST_MS ? PAUSE_MOST_MS : ms;
    ms = ms < wait * SECOND_MS ? wait * SECOND_MS : ms;
    ch->pause_until = clock_now() + ms;
}

/* The attempt was made: write down what came of it. */
static bool
judge(struct turn *t, struct channel *ch, const struct attempt *at,
      struct err *err)
{
    const struct config_outbox *o = &t->s->c->outbox;
    int64_t ms = backoff_ms(o, t->attempts);

    switch (at->sent) {
    case SENT_ACCEPTED:
        ch->failures = 0;
        return end_sent(t, err);
    case SENT_REFUSED:
        ch->failures = 0;
        return end_failed(t, at->reason, err);
    case SENT_STOPPED:
        return true; /* as it was written down before */
    case SENT_NOT_NOW:
        pause_channel(t, ch, at->wait);
        break;
    case SENT_LATER:
        break;
    }
    if (t->attempts >= o->attempts)
        return end_failed(t, at->reason, err);
    atomic_fetch_add(&t->s->retries, 1);
    ms = ms < at->wait * SECOND_MS ? at->wait * SECOND_MS : ms;
    return wait_until(t, at->reason, clock_now() + ms, err);
}

static bool
attempt(struct turn *t, const struct message *m, struct err *err)
{
    struct sender *s = t->s;
    bool mail = t->via[0] == 'm';
    struct channel *ch = mail ? &s->mail : &s->sms;
    struct attempt at;
    struct words w;

    if (ch->pause_until > t->now)
        return wait_until(t, "peer_pauses", ch->pause_until, err);
    if (t->attempts >= s->c->outbox.attempts)
        return end_failed(t, "attempts", err);
    if (!(mail ? message_mail(m, &w, err) : message_sms(m, &w, err)))
        return false;
    if (w.drop != NULL)
        return end_failed(t, w.drop, err);
    t->attempts++;
    if (!wait_until(t, "tried",
                    t->now + s->c->outbox.timeout * SECOND_MS +
                        backoff_ms(&s->c->outbox, t->attempts),
                    err))
        return false;
    at = mail ? hand_mail(t, m, &w) : hand_sms(t, m, &w);
    return judge(t, ch, &at, err);
}

static bool
handle(struct turn *t, struct err *err)
{
    const struct config *c = t->s->c;
    struct message m;

    if (t->now - t->row->created_at > c->outbox.max_age * HOUR_MS)
        return end_dropped(t, "too_old", err);
    if (!message_load(t->s->e, t->a, t->row, t->now, &m, err))
        return false;
    if (m.drop != NULL)
        return end_dropped(t, m.drop, err);
    if (m.email.n > 0 && *c->mail.url != '\0')
        t->via = "mail";
    else if (m.phone.n > 0 && *c->sms.url != '\0')
        t->via = "sms";
    else
        return wait_until(t, "no_sender", t->now + HOUR_MS, err);
    return attempt(t, &m, err);
}

/* One row that cannot be read does not keep the others. */
static bool
take_turn(struct sender *s, const struct outbox_row *row, struct err *err)
{
    struct arena *a = arena_open();
    struct turn t = { .s = s,
                      .a = a,
                      .row = row,
                      .now = clock_now(),
                      .attempts = row->attempts,
                      .via = "" };
    bool ok = handle(&t, err);

    if (!ok && err->kind == ERR_CORRUPT) {
        log_failure("outbox", err);
        ok = wait_until(&t, "unreadable", t.now + HOUR_MS, err);
    }
    arena_close(a);
    return ok;
}

/* Columns of query outbox_due, in order. */
static bool
find_due(struct sender *s, struct arena *a, struct outbox_row *rows,
         size_t *ret_n, struct err *err)
{
    const struct value v[3] = { value_int(s->after), value_int(clock_now()),
                                value_int(ROWS_AT_ONCE) };
    struct cursor *cur;
    size_t n = 0;

    if (!store_query(engine_store(s->e), QUERY_OUTBOX_DUE, v, 3, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (n < ROWS_AT_ONCE && cursor_next(cur, err)) {
        struct outbox_row *r = &rows[n++];

        r->id = cursor_int(cur);
        r->recipient = arena_str(a, cursor_text(cur));
        r->letter = arena_str(a, cursor_text(cur));
        r->stream = arena_str(a, cursor_text(cur));
        r->created_at = cursor_int(cur);
        r->attempts = cursor_int(cur);
    }
    cursor_close(cur);
    *ret_n = n;
    return err->kind == ERR_NONE;
}

static bool
round_of_rows(void *context, bool *ret_more, struct err *err)
{
    struct sender *s = context;
    struct arena *a = arena_open();
    struct outbox_row rows[ROWS_AT_ONCE];
    size_t n = 0;
    bool ok = find_due(s, a, rows, &n, err);

    for (size_t i = 0; ok && i < n && !atomic_load(&s->loop.stop); i++) {
        s->after = rows[i].id;
        ok = take_turn(s, &rows[i], err);
    }
    *ret_more = n == ROWS_AT_ONCE;
    if (!*ret_more)
        s->after = -1; /* the next pass begins with the oldest */
    arena_close(a);
    return ok;
}

void
sender_init(struct sender *s, struct engine *e, const struct config *c)
{
    s->e = e;
    s->c = c;
    s->after = -1;
    s->loop.name = "outbox";
    s->loop.round = round_of_rows;
    s->loop.context = s;
}
