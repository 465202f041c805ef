/* One command from the log and back into it; see engine.h. */
#include "app/engine_internal.h"

#include <assert.h>
#include <string.h>

#include "app/attachment/attachment.h"
#include "app/knowledge/knowledge_file.h"
#include "app/place/place.h"
#include "feature/appeal/appeal.h"
#include "feature/appeal/appeal_module.h"
#include "sys/clock.h"

enum { TRIES = 3 };

struct str
appeal_stream(struct arena *a, struct id id)
{
    struct buf b = { .a = a };

    buf_add(&b, STR("appeal/"));
    id_put(&b, id);
    return buf_str(&b);
}

struct str
account_stream(struct arena *a, struct str code)
{
    struct buf b = { .a = a };

    buf_add(&b, STR("account/"));
    buf_add(&b, code);
    return buf_str(&b);
}

void
change_name(struct change *c, struct str stream)
{
    size_t slash = str_find(stream, STR("/"));
    struct str name;

    if (slash == SIZE_MAX)
        return;
    name = (struct str){ stream.p + slash + 1, stream.n - slash - 1 };
    c->unit = name;
    (void)id_parse(name, &c->id); /* a unit's code is none */
}

bool
engine_load(struct engine *e, struct arena *a, struct str stream,
            struct loaded *ret_loaded, struct err *err)
{
    struct loaded l = { .module = module_of(stream), .stream = stream };

    if (l.module == NULL)
        return fail(err, ERR_NOT_FOUND, "%.*s: no such kind of stream",
                    STR_ARG(stream));
    l.records.a = a;
    l.state = arena_alloc(a, l.module->state_size);
    if (!store_load(e->store, stream, &l.records, err))
        return false;
    for (size_t i = 0; i < l.records.n; i++) {
        const struct record *r = &l.records.at[i];
        const struct event ev = { r->type, r->data };

        l.module->apply(l.state, &ev, r->occurred_at);
    }
    *ret_loaded = l;
    return true;
}

struct rules
engine_promised(struct engine *e, const struct module *m, const void *state,
                struct rules now)
{
    struct promise p;
    struct rules r;

    assert(m != NULL);
    p = m->promised(state);
    if (p.hash.n == 0)
        return now;
    r = rulebooks_promised(e->books, p.hash, p.day);
    return r.book == NULL ? now : r;
}

struct str
engine_actor_text(struct arena *a, const struct actor *actor)
{
    struct buf b = { .a = a };

    buf_add(&b, actor->role);
    if (actor->id.n > 0)
        buf_add_char(&b, ':');
    buf_add(&b, actor->id);
    if (actor->unit.n > 0)
        buf_add_char(&b, '@');
    buf_add(&b, actor->unit);
    return buf_str(&b);
}

static void *
state_after(const struct turn *t)
{
    const struct module *m = t->was.module;
    void *state = arena_copy(t->a, t->was.state, m->state_size);

    for (size_t i = 0; i < t->events.n; i++)
        m->apply(state, &t->events.at[i], t->cmd->now);
    return state;
}

/* Nothing is destroyed twice in one append. */
static const struct id *
destroyed(const struct turn *t, const void *state, size_t *ret_n)
{
    const struct module *m = t->was.module;
    struct id *all;

    *ret_n = 0;
    if (m->destroys == NULL)
        return NULL;
    all = arena_alloc(t->a, t->events.n * MODULE_SUBJECTS * sizeof(*all));
    for (size_t i = 0; i < t->events.n; i++)
        *ret_n += m->destroys(state, &t->events.at[i], all + *ret_n);
    return all;
}

static const struct happened *
happened(const struct turn *t)
{
    struct happened *all = arena_alloc(t->a, t->events.n * sizeof(*all));

    for (size_t i = 0; i < t->events.n; i++)
        all[i] = (struct happened){ t->events.at[i], t->cmd->now };
    return all;
}

/* Make of the events what the store is to append. */
static void
make_append(struct turn *t)
{
    const struct module *m = t->was.module;
    void *state = state_after(t);
    struct rules promised = engine_promised(t->e, m, state, t->rules.now);
    struct change c = {
        .state = state,
        .is_new = t->was.records.n == 0,
        .events = &t->events,
        .happened = happened(t),
        .happened_n = t->events.n,
        .first = (int64_t)t->was.records.n + 1,
        .caller = t->caller,
    };
    struct row_list rows = { .a = t->a };
    struct append *ap = &t->ap;
    struct notice *notices = NULL;

    *ap = (struct append){
        .stream = t->was.stream,
        .expected = (int64_t)t->was.records.n,
        .events = &t->events,
        .actor = engine_actor_text(t->a, &t->cmd->actor),
        .occurred_at = t->cmd->now,
        .recorded_at = t->e->recorded_at != 0 ? t->e->recorded_at : clock_now(),
        .due_was = t->due_was,
        .due_next = m->next_due(state, promised),
    };
    change_name(&c, t->was.stream);
    t->o.id = c.id;
    m->rows(&c, &rows);
    if (t->once != NULL)
        engine_keep_key(&rows, t->once,
                        &(struct keeping){ ap->stream, ap->expected + 1,
                                           t->events.n, ap->recorded_at });
    ap->rows = rows.at;
    ap->rows_n = rows.n;
    if (m->notices != NULL)
        ap->notices_n = m->notices(t->a, &c, &notices);
    ap->notices = notices;
    ap->erase = destroyed(t, state, &ap->erase_n);
}

/* Decide, and make ready what is to be appended, if anything. */
static void
decide_turn(struct turn *t)
{
    const struct module *m = t->was.module;
    struct rules promised;

    t->rules.now = engine_rules(t->e, t->cmd->now);
    promised = engine_promised(t->e, m, t->was.state, t->rules.now);
    t->rules.promised = promised;
    t->events = (struct event_list){ .a = t->a };
    t->due_was =
        t->was.records.n == 0 ? 0 : m->next_due(t->was.state, promised);
    t->o.verdict = m->decide(t->was.state, t->cmd, &t->rules, &t->events);
    t->appends = t->o.verdict.reason == ACCEPTED && t->events.n > 0;
    if (t->appends)
        make_append(t);
}

/* A merge looks at the other case too. */
static bool
look_at_target(struct engine *e, struct arena *a, struct str stream,
               struct appeal_merge *m, struct err *err)
{
    struct str target = appeal_stream(a, m->into);
    const void *state;

    m->into_stage = STR("self");
    if (str_eq(target, stream))
        return true;
    if (!engine_state(e, a, target, &state, err))
        return false;
    m->into_stage =
        state == NULL
            ? STR("")
            : appeal_stage_word(((const struct appeal *)state)->stage);
    return true;
}

void
engine_advise(struct engine *e, struct adviser adviser)
{
    e->adviser = adviser;
}

static bool
is_person(const struct actor *actor)
{
    return !str_eq(actor->role, STR("importer")) &&
           !str_eq(actor->role, STR("system"));
}

/* What would be suggested goes into the command of a person. */
static void
put_suggested(const struct turn *t, struct command *cmd)
{
    const struct field *f = payload_field(cmd->type, STR("suggested"));
    const struct adviser *by = &t->e->adviser;
    struct buf out = { .a = t->a };
    struct str said = STR("");
    char *data;

    if (f == NULL || by->offer == NULL || !is_person(&cmd->actor))
        return;
    if (by->offer(by->context, &t->was.records,
                  ((const struct appeal *)t->was.state)->place, &out))
        said = buf_str(&out);
    data = arena_copy(t->a, cmd->data, cmd->type->size);
    memcpy(data + f->offset, &said, sizeof(said));
    cmd->data = data;
}

/* An answer that rests on an entry: which text of it may be looked up now? */
static bool
look_at_entry(struct engine *e, struct arena *a, struct appeal_reply *reply,
              struct err *err)
{
    struct str stream = knowledge_stream(a, reply->knowledge);
    const struct knowledge *s;
    const void *state;

    reply->edition = 0;
    if (id_is_none(reply->knowledge))
        return true;
    if (!engine_state(e, a, stream, &state, err))
        return false;
    s = state;
    if (s != NULL && s->live == KNOWLEDGE_LIVE_PUBLISHED)
        reply->edition = s->edition;
    return true;
}

/* What the engine knows and the rules need, put into the command. */
static bool
fill_in(struct turn *t, struct command *cmd, const struct order *order,
        struct err *err)
{
    if (cmd->type == &appeal_merge_type) {
        struct appeal_merge *merge =
            arena_copy(t->a, cmd->data, sizeof(*merge));

        cmd->data = merge;
        return look_at_target(t->e, t->a, order->stream, merge, err);
    }
    if (cmd->type == &appeal_reply_type) {
        struct appeal_reply *reply =
            arena_copy(t->a, cmd->data, sizeof(*reply));

        cmd->data = reply;
        return look_at_entry(t->e, t->a, reply, err);
    }
    return true;
}

static bool
do_begin(struct turn *t, const struct order *order, struct err *err)
{
    struct command *cmd = arena_copy(t->a, order->cmd, sizeof(*cmd));

    t->cmd = cmd;
    t->once = order->once;
    if (cmd->type == &appeal_correct_type)
        t->caller = engine_caller(
            t->e, t->a, ((const struct appeal_correct *)cmd->data)->contact);
    if (!fill_in(t, cmd, order, err))
        return false;
    if (!engine_load(t->e, t->a, order->stream, &t->was, err))
        return false;
    put_suggested(t, cmd);
    decide_turn(t);
    return true;
}

/* Numbers come in blocks; a number is never given twice. */
static bool
next_number(struct engine *e, int64_t *ret_number, struct err *err)
{
    bool ok = true;

    (void)pthread_mutex_lock(&e->numbers);
    if (e->number_next == e->number_end) {
        ok = store_reserve(e->store, STR("case"), e->number_block,
                           &e->number_next, err);
        e->number_end = ok ? e->number_next + e->number_block : e->number_next;
    }
    if (ok)
        *ret_number = e->number_next++;
    (void)pthread_mutex_unlock(&e->numbers);
    return ok;
}

/* Matters of the citizen's cases in the repeat window, joined by ; */
static bool
earlier_matters(struct engine *e, struct buf *out, struct str caller,
                int64_t now, struct err *err)
{
    int64_t days =
        rules_number(engine_rules(e, now), STR("repeat_window_days"), 365);
    struct of_caller *cases;
    size_t n;

    if (!engine_of_caller(e, out->a, caller, &cases, &n, err))
        return false;
    for (size_t i = 0; i < n; i++) {
        if (cases[i].received_at < now - days * DAY_MS)
            continue;
        buf_add(out, cases[i].matter);
        buf_add_char(out, ';');
    }
    return true;
}

static bool
receive_begin(struct turn *t, const struct order *order, struct err *err)
{
    struct command *cmd = arena_copy(t->a, order->cmd, sizeof(*cmd));
    struct appeal_receive *r = arena_copy(t->a, cmd->data, sizeof(*r));
    struct buf earlier = { .a = t->a };

    place_standardise(t->a, engine_rules(t->e, cmd->now), r);
    r->number = 1; /* is the rest in order? no number is used up for rubbish */
    r->subject_id = id_new();
    r->contact_id = id_new();
    r->answers_id = id_new();
    t->o.verdict = payload_check(&appeal_receive_type, r);
    if (t->o.verdict.reason != ACCEPTED)
        return true;
    t->caller = engine_caller(t->e, t->a, r->contact);
    if (!next_number(t->e, &r->number, err) ||
        !earlier_matters(t->e, &earlier, t->caller, cmd->now, err))
        return false;
    r->earlier = buf_str(&earlier);
    cmd->data = r;
    t->cmd = cmd;
    t->once = order->once;
    t->was.module = &appeal_module;
    t->was.stream = appeal_stream(t->a, id_new());
    t->was.state = arena_alloc(t->a, appeal_module.state_size);
    decide_turn(t);
    return true;
}

void
engine_turn_done(struct turn *t, struct appended done)
{
    struct appeal_received_v3 received;

    t->o.position = done.position;
    t->o.events = t->events.at;
    t->o.events_n = t->events.n;
    if (t->was.module == &appeal_module)
        engine_case_moved(t->e);
    if (t->ap.erase_n > 0)
        attachment_drop(t->e->store, t->a, &t->was.records,
                        &(struct id_list){ t->ap.erase, t->ap.erase_n });
    if (t->was.records.n == 0 && appeal_received(&t->events.at[0], &received)) {
        t->o.number = received.number; /* a receipt comes first */
        t->o.code = received.code;
    }
    if (t->caller.n > 0) /* it is durable: the caller can be found again */
        callers_add(t->e->callers, (const unsigned char *)t->caller.p,
                    t->o.number != 0
                        ? t->o.number
                        : ((const struct appeal *)t->was.state)->number);
}

bool
engine_turn_begin(struct turn *t, const struct order *order, struct err *err)
{
    return order->stream.n == 0 ? receive_begin(t, order, err)
                                : do_begin(t, order, err);
}

bool
engine_do_keyed(struct engine *e, struct arena *a, const struct order *order,
                struct outcome *ret_outcome, struct err *err)
{
    for (int i = 0; i < TRIES; i++) {
        struct turn t = { .e = e, .a = a };
        struct appended done;

        if (!engine_turn_begin(&t, order, err))
            return false;
        if (t.appends && store_append(e->store, &t.ap, &done, err))
            engine_turn_done(&t, done);
        else if (t.appends && err->kind == ERR_CONFLICT)
            continue;
        else if (t.appends)
            return false;
        *ret_outcome = t.o;
        return true;
    }
    return false;
}

bool
engine_do(struct engine *e, struct arena *a, struct str stream,
          const struct command *cmd, struct outcome *ret_outcome,
          struct err *err)
{
    const struct order order = { stream, cmd, NULL };

    return engine_do_keyed(e, a, &order, ret_outcome, err);
}

bool
engine_receive(struct engine *e, struct arena *a, const struct command *cmd,
               struct outcome *ret_outcome, struct err *err)
{
    return engine_do(e, a, STR(""), cmd, ret_outcome, err);
}

bool
engine_state(struct engine *e, struct arena *a, struct str stream,
             const void **ret_state, struct err *err)
{
    struct loaded l = { .module = NULL };

    if (!engine_load(e, a, stream, &l, err))
        return false;
    *ret_state = l.records.n == 0 ? NULL : l.state;
    return true;
}
