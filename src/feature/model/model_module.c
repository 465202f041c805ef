/* See model_module.h. Streams are model/NAME. */
#include "feature/model/model_module.h"

#include "feature/model/model_line.h"

static void
apply(void *state, const struct event *ev, int64_t occurred_at)
{
    model_apply(state, ev, occurred_at);
}

static struct verdict
decide(const void *state, const struct command *cmd,
       const struct module_rules *rules, struct event_list *out)
{
    return model_decide(state, cmd, rules->now, out);
}

static struct promise
promised(const void *state)
{
    (void)state; /* nothing is promised to a model */
    return (struct promise){ { NULL, 0 }, 0 };
}

static int64_t
next_due(const void *state, struct rules rules)
{
    (void)state; /* no clocks */
    (void)rules;
    return 0;
}

/* There are four streams, read whole: no rows are needed to find them. */
static void
rows(const struct change *c, struct row_list *out)
{
    (void)c;
    (void)out;
}

static struct id
subject(const void *state)
{
    (void)state;
    return (struct id){ { 0 } };
}

const struct module model_module = {
    .name = "model",
    .types = model_types,
    .types_n = MODEL_TYPES_N,
    .state_size = sizeof(struct model_line),
    .apply = apply,
    .decide = decide,
    .promised = promised,
    .next_due = next_due,
    .rows = rows,
    .subject = subject,
};
