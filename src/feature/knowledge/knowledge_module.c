/* See knowledge_module.h. Streams are knowledge/ID. */
#include "feature/knowledge/knowledge_module.h"

#include "feature/knowledge/knowledge.h"

static void
apply(void *state, const struct event *ev, int64_t occurred_at)
{
    knowledge_apply(state, ev, occurred_at);
}

static struct verdict
decide(const void *state, const struct command *cmd,
       const struct module_rules *rules, struct event_list *out)
{
    return knowledge_decide(state, cmd, rules->now, out);
}

static struct promise
promised(const void *state)
{
    (void)state; /* nobody is promised a time */
    return (struct promise){ { NULL, 0 }, 0 };
}

static int64_t
next_due(const void *state, struct rules rules)
{
    (void)rules; /* the time stands in the events */
    return knowledge_next_due(state);
}

static struct id
subject(const void *state)
{
    (void)state; /* it is about nobody */
    return (struct id){ { 0 } };
}

static void
put_id(struct row_list *out, struct row *r, struct id id)
{
    row_bytes(r, arena_copy(out->a, id.b, ID_BYTES), ID_BYTES);
}

/* For the lists of the staff. */
static void
put_entry(const struct change *c, struct row_list *out)
{
    const struct knowledge *s = c->state;
    struct row *r = row_add(out, QUERY_KNOWLEDGE_PUT);

    put_id(out, r, c->id);
    row_int(r, s->version);
    row_text(r, s->drafted.title);
    row_text(r, s->drafted.unit);
    row_text(r, s->drafted.matter);
    row_text(r, knowledge_draft_word(s->draft));
    row_text(r, knowledge_live_word(s->live));
    row_int(r, knowledge_next_due(s) == 0 ? 0 : s->published.valid_until);
    row_int(r, s->changed_at);
}

/* For those who look up. */
static void
put_published(const struct change *c, struct row_list *out)
{
    const struct knowledge *s = c->state;
    const struct knowledge_text *t = &s->published;
    struct row *r;

    if (s->live != KNOWLEDGE_LIVE_PUBLISHED) {
        put_id(out, row_add(out, QUERY_KNOWLEDGE_LIVE_DROP), c->id);
        return;
    }
    r = row_add(out, QUERY_KNOWLEDGE_LIVE_PUT);
    put_id(out, r, c->id);
    row_int(r, s->edition);
    row_text(r, t->title);
    row_text(r, t->question);
    row_text(r, t->answer);
    row_text(r, t->matter);
    row_text(r, t->place);
    row_text(r, t->basis);
    row_text(r, t->unit);
    row_int(r, t->valid_from);
    row_int(r, t->valid_until);
    row_int(r, s->published_at);
}

static void
rows(const struct change *c, struct row_list *out)
{
    put_entry(c, out);
    put_published(c, out);
}

const struct module knowledge_module = {
    .name = "knowledge",
    .types = knowledge_types,
    .types_n = KNOWLEDGE_TYPES_N,
    .state_size = sizeof(struct knowledge),
    .apply = apply,
    .decide = decide,
    .tick = &knowledge_tick_type,
    .promised = promised,
    .next_due = next_due,
    .rows = rows,
    .subject = subject,
};
