/* See request_module.h. Streams are request/ID. */
#include "feature/request/request_module.h"

#include "feature/request/request.h"

static void
apply(void *state, const struct event *ev, int64_t occurred_at)
{
    request_apply(state, ev, occurred_at);
}

static struct verdict
decide(const void *state, const struct command *cmd,
       const struct module_rules *rules, struct event_list *out)
{
    return request_decide(state, cmd, rules->now, out);
}

static struct promise
promised(const void *state)
{
    const struct request *s = state;

    return (struct promise){ s->rules, s->rules_day };
}

static int64_t
next_due(const void *state, struct rules rules)
{
    (void)rules; /* the times stand in the events */
    return request_next_due(state);
}

static struct id
subject(const void *state)
{
    return ((const struct request *)state)->subject_id;
}

static size_t
destroys(const void *state, const struct event *ev,
         struct id ret_subjects[MODULE_SUBJECTS])
{
    if (ev->type != &request_erased_v1_type)
        return 0;
    ret_subjects[0] = subject(state);
    return 1;
}

static void
put_id(struct row_list *out, struct row *r, struct id id)
{
    row_bytes(r, arena_copy(out->a, id.b, ID_BYTES), ID_BYTES);
}

static void
rows(const struct change *c, struct row_list *out)
{
    const struct request *s = c->state;
    struct row *r = row_add(out, QUERY_REQUEST_PUT);

    put_id(out, r, c->id);
    row_int(r, s->version);
    row_text(r, str_of(request_kind_words[s->kind]));
    row_text(r, str_of(request_way_words[s->way]));
    row_text(r, request_stage_word(s->stage));
    row_text(r, str_of(request_outcome_words[s->outcome]));
    row_int(r, request_is_open(s));
    row_text(r, s->account);
    put_id(out, r, s->case_id);
    row_int(r, s->submitted_at);
    row_int(r, s->due_at);
}

/* The data officer's unit is told when the time of a request runs out. */
static size_t
notices(struct arena *a, const struct change *c, struct notice **ret_notices)
{
    size_t n = 0;

    *ret_notices = arena_alloc(a, c->events->n * sizeof(**ret_notices));
    for (size_t i = 0; i < c->events->n; i++) {
        const struct request_warned_v1 *e = c->events->at[i].data;
        struct buf to = { .a = a };

        if (c->events->at[i].type != &request_warned_v1_type)
            continue;
        buf_add(&to, STR("unit:"));
        buf_add(&to, e->unit);
        (*ret_notices)[n++] =
            (struct notice){ STR("message"), buf_str(&to), STR("request"), i };
    }
    return n;
}

const struct module request_module = {
    .name = "request",
    .types = request_types,
    .types_n = REQUEST_TYPES_N,
    .state_size = sizeof(struct request),
    .apply = apply,
    .decide = decide,
    .tick = &request_tick_type,
    .promised = promised,
    .next_due = next_due,
    .rows = rows,
    .notices = notices,
    .subject = subject,
    .destroys = destroys,
};
