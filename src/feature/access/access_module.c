/* See access_module.h. Streams are access/MS and access/look-DAY. */
#include "feature/access/access_module.h"

static void
apply(void *state, const struct event *ev, int64_t occurred_at)
{
    struct access_state *s = state;

    (void)occurred_at; /* the events say their own times */
    s->version++;
    if (s->kept_n < ACCESS_BATCH)
        s->kept[s->kept_n++] = *ev;
}

static struct verdict
decide(const void *state, const struct command *cmd,
       const struct module_rules *rules, struct event_list *out)
{
    (void)state;
    (void)cmd;
    (void)rules;
    (void)out;
    return refuse(REFUSED_VALUE, "unknown_command", NULL);
}

static struct promise
promised(const void *state)
{
    (void)state; /* nothing is promised */
    return (struct promise){ { NULL, 0 }, 0 };
}

static int64_t
next_due(const void *state, struct rules rules)
{
    (void)state; /* the nightly look follows the clock, not a stream */
    (void)rules;
    return 0;
}

static struct id
subject(const void *state)
{
    (void)state; /* no personal texts */
    return (struct id){ { 0 } };
}

static void
put_id(struct row_list *out, struct row *r, struct id id)
{
    row_bytes(r, arena_copy(out->a, id.b, ID_BYTES), ID_BYTES);
}

static void
read_row(struct row_list *out, const struct access_read_v1 *e)
{
    struct row *r = row_add(out, QUERY_ACCESS_READ_ADD);

    row_int(r, e->hour);
    put_id(out, r, e->case_id);
    row_text(r, e->account);
    row_text(r, e->role);
    row_text(r, e->unit);
    row_text(r, e->purpose);
    row_text(r, e->relation);
    row_text(r, e->fields);
}

static void
export_row(struct row_list *out, const struct access_exported_v1 *e)
{
    struct row *r = row_add(out, QUERY_ACCESS_EXPORT_ADD);

    row_int(r, e->taken_at);
    row_text(r, e->mark);
    row_text(r, e->account);
    row_text(r, e->role);
    row_text(r, e->unit);
    row_int(r, e->rows);
}

static void
flag_row(struct row_list *out, const struct access_flagged_v1 *e)
{
    struct row *r = row_add(out, QUERY_ACCESS_FLAG_ADD);

    row_int(r, e->day);
    row_text(r, str_of(access_why_words[e->why]));
    row_text(r, e->account);
    row_text(r, e->role);
    row_text(r, e->unit);
    put_id(out, r, e->case_id);
    row_int(r, e->n);
}

static void
rows(const struct change *c, struct row_list *out)
{
    const struct access_state *s = c->state;

    for (size_t i = 0; i < s->kept_n; i++) {
        const struct event *ev = &s->kept[i];
        const struct access_looked_v1 *looked = ev->data;
        struct row *r;

        switch ((enum access_event)ev->type->tag) {
        case ACCESS_READ_V1:
            read_row(out, ev->data);
            break;
        case ACCESS_EXPORTED_V1:
            export_row(out, ev->data);
            break;
        case ACCESS_FLAGGED_V1:
            flag_row(out, ev->data);
            break;
        case ACCESS_LOOKED_V1:
            r = row_add(out, QUERY_ACCESS_LOOK_ADD);
            row_int(r, looked->day);
            row_int(r, looked->readers);
            row_int(r, looked->flags);
            break;
        }
    }
}

const struct module access_module = {
    .name = "access",
    .types = access_types,
    .types_n = ACCESS_TYPES_N,
    .state_size = sizeof(struct access_state),
    .apply = apply,
    .decide = decide,
    .promised = promised,
    .next_due = next_due,
    .rows = rows,
    .subject = subject,
};
