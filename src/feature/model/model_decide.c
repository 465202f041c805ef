/* Which commands a line of models takes, from whom, and what follows; see
 * model_line.h. */
#include "feature/model/model_line.h"

#include "rulebook/access/access.h"

/* One question to the rules. */
struct ask {
    const struct model_line *s;
    const struct command *cmd;
    struct event_list *out;
};

static struct verdict
enter(const struct ask *q)
{
    const struct model_enter *c = q->cmd->data;
    const struct model_entered_v1 e = {
        .of = c->of,
        .version = c->version,
        .sha256 = c->sha256,
        .card_sha256 = c->card_sha256,
        .purpose = c->purpose,
        .data = c->data,
        .period = c->period,
        .owner = c->owner,
        .cases = c->cases,
        .labels = c->labels,
        .right = c->right,
        .right_low = c->right_low,
        .right_high = c->right_high,
        .macro_f1 = c->macro_f1,
        .confidence = c->confidence,
        .groups = c->groups,
        .gap = c->gap,
        .gap_group = c->gap_group,
        .by = q->cmd->actor.id,
    };

    if (!str_is_name(c->version))
        return refuse(REFUSED_VALUE, "malformed_name", "version");
    if (model_find(q->s, c->version) != NULL)
        return refuse(REFUSED_STAGE, "model_version_taken", "version");
    for (int i = 0; i < q->s->n; i++)
        if (str_eq(q->s->at[i].entered.sha256, c->sha256))
            return refuse(REFUSED_STAGE, "model_entered_before", "sha256");
    if (q->s->n == MODEL_VERSIONS)
        return refuse(REFUSED_RULE, "too_many_models", NULL);
    return emit_model_entered_v1(q->out, &e);
}

static struct verdict
approve(const struct ask *q, const struct model_version *v)
{
    const struct model_approve *c = q->cmd->data;
    const struct model_approved_v1 e = { c->version, c->because,
                                         q->cmd->actor.id };

    if (v->state != MODEL_STATE_ENTERED)
        return refuse(REFUSED_STAGE, "model_state", "version");
    if (str_eq(v->entered.by, q->cmd->actor.id))
        return refuse(REFUSED_RULE, "four_eyes", NULL);
    return emit_model_approved_v1(q->out, &e);
}

static struct verdict
use(const struct ask *q, const struct model_version *v)
{
    const struct model_version *now = model_in_use(q->s);
    const struct model_put_to_use_v1 e = { v->entered.version,
                                           now == NULL ? STR("")
                                                       : now->entered.version };

    if (v->state == MODEL_STATE_ENTERED)
        return refuse(REFUSED_RULE, "model_not_approved", "version");
    if (v->state == MODEL_STATE_RETIRED || v == now)
        return refuse(REFUSED_STAGE, "model_state", "version");
    return emit_model_put_to_use_v1(q->out, &e);
}

/* The newest one that was in use before and was not retired since. */
static struct str
back_to(const struct model_line *s)
{
    for (int i = s->before_n; i > 0; i--) {
        int was = s->before[i - 1];

        if (was >= 0 && was != s->in_use &&
            s->at[was].state == MODEL_STATE_APPROVED)
            return s->at[was].entered.version;
        if (was == MODEL_NONE_IN_USE)
            break;
    }
    return STR("");
}

static struct verdict
roll_back(const struct ask *q)
{
    const struct model_rollback *c = q->cmd->data;
    const struct model_version *now = model_in_use(q->s);
    struct model_rolled_back_v1 e = { .because = c->because };

    if (now == NULL)
        return refuse(REFUSED_STAGE, "no_model_in_use", NULL);
    e.version = now->entered.version;
    e.back_to = back_to(q->s);
    return emit_model_rolled_back_v1(q->out, &e);
}

static struct verdict
retire(const struct ask *q, const struct model_version *v)
{
    const struct model_retire *c = q->cmd->data;
    const struct model_retired_v1 e = { c->version, c->because };

    if (v == model_in_use(q->s))
        return refuse(REFUSED_STAGE, "model_is_in_use", "version");
    if (v->state == MODEL_STATE_RETIRED)
        return refuse(REFUSED_STAGE, "model_state", "version");
    return emit_model_retired_v1(q->out, &e);
}

/* Once a day. */
static struct verdict
watch(const struct ask *q, const struct model_version *v)
{
    const struct model_watch *c = q->cmd->data;
    const struct model_watched_v1 e = {
        .version = c->version,
        .day = c->day,
        .cases = c->cases,
        .psi = c->psi,
        .confidence = c->confidence,
        .confidence_was = c->confidence_was,
        .answers = c->answers,
        .changed = c->changed,
        .flags = c->flags,
    };

    if (v->watched.version.n > 0 && v->watched.day >= c->day)
        return accept(); /* it was done */
    return emit_model_watched_v1(q->out, &e);
}

/* As rights.csv names the commands that people give; NULL for the program's. */
static const char *
right_to(const struct payload_type *type)
{
    static const struct {
        const struct payload_type *type;
        const char *right;
    } rights[] = {
        { &model_enter_type, "model_enter" },
        { &model_approve_type, "model_approve" },
        { &model_use_type, "model_use" },
        { &model_rollback_type, "model_rollback" },
        { &model_retire_type, "model_retire" },
    };

    for (size_t i = 0; i < sizeof(rights) / sizeof(rights[0]); i++)
        if (rights[i].type == type)
            return rights[i].right;
    return NULL;
}

static struct verdict
check_right(const struct command *cmd, struct rules now)
{
    const char *right = right_to(cmd->type);
    struct access_order order = { .role = cmd->actor.role };

    if (right == NULL)
        return str_eq(order.role, STR("system"))
                   ? accept()
                   : refuse(REFUSED_RIGHT, "no_right", NULL);
    order.command = str_of(right);
    if (!access_command(now, &order))
        return refuse(REFUSED_RIGHT, "no_right", NULL);
    return cmd->actor.id.n == 0 ? refuse(REFUSED_VALUE, "account_needed", NULL)
                                : accept();
}

/* The version that a command names; NULL when it is not there. */
static const struct model_version *
named(const struct ask *q)
{
    const struct field *f = payload_field(q->cmd->type, STR("version"));

    return f == NULL ? NULL : model_find(q->s, field_text(f, q->cmd->data));
}

struct verdict
model_decide(const struct model_line *s, const struct command *cmd,
             struct rules now, struct event_list *out)
{
    const struct ask q = { s, cmd, out };
    const struct model_version *v;
    struct verdict may = payload_check(cmd->type, cmd->data);

    if (may.reason == ACCEPTED)
        may = check_right(cmd, now);
    if (may.reason != ACCEPTED)
        return may;
    if (cmd->type == &model_enter_type)
        return enter(&q);
    if (cmd->type == &model_rollback_type)
        return roll_back(&q);
    v = named(&q);
    if (v == NULL)
        return refuse(REFUSED_VALUE, "no_such_model", "version");
    switch ((enum model_command)cmd->type->tag) {
    case MODEL_APPROVE:
        return approve(&q, v);
    case MODEL_USE:
        return use(&q, v);
    case MODEL_RETIRE:
        return retire(&q, v);
    case MODEL_WATCH:
        return watch(&q, v);
    case MODEL_ENTER:
    case MODEL_ROLLBACK:
        break;
    }
    return refuse(REFUSED_VALUE, "unknown_command", NULL);
}
