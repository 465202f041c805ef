/* Which commands a request takes, from whom, and what follows; see request.h.
 */
#include "feature/request/request.h"

#include "feature/request/request_ask.h"
#include "rulebook/access/access.h"

#define IN(stage) (1U << REQUEST_STAGE_##stage)

/* What may be told to a request: as which right (rights.csv) and when. */
struct deed {
    const struct payload_type *type;
    const char *right;
    unsigned stages;
    struct verdict (*answer)(const struct request_ask *q);
};

static const struct deed deeds[] = {
    { &request_submit_type, "request_submit", IN(NONE), request_submit },
    { &request_confirm_type, "request_confirm", IN(SUBMITTED),
      request_confirm },
    { &request_prolong_type, "request_prolong", IN(SUBMITTED) | IN(CONFIRMED),
      request_prolong },
    { &request_act_type, "request_act", IN(CARRYING), request_act },
    { &request_grant_type, "request_grant", IN(CONFIRMED), request_grant },
    { &request_deny_type, "request_deny", IN(SUBMITTED) | IN(CONFIRMED),
      request_deny },
    { &request_drop_type, "request_drop", IN(SUBMITTED) | IN(CONFIRMED),
      request_drop },
    { &request_tick_type, "tick", IN(SUBMITTED) | IN(CONFIRMED) | IN(GRANTED),
      request_tick },
    { &request_erase_type, "request_erase", IN(CLOSED) | IN(WITHDRAWN),
      request_erase },
};

static const struct deed *
deed_of(const struct payload_type *type)
{
    for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
        if (deeds[i].type == type)
            return &deeds[i];
    return NULL;
}

static bool
has_right(const struct deed *d, const struct actor *actor, struct rules now)
{
    const struct access_order order = { str_of(d->right), actor->role,
                                        str_eq(actor->role, STR("citizen"))
                                            ? RELATION_OWN
                                            : 0 };

    return access_command(now, &order);
}

bool
request_may(const struct request *s, const struct payload_type *command,
            const struct actor *actor, struct rules now)
{
    const struct deed *d = deed_of(command);

    return d != NULL && (d->stages & 1U << (unsigned)s->stage) != 0 &&
           has_right(d, actor, now);
}

struct verdict
request_decide(const struct request *s, const struct command *cmd,
               struct rules now, struct event_list *out)
{
    const struct deed *d = deed_of(cmd->type);
    const struct request_ask q = { s, cmd, now, out };
    size_t before = out->n;
    struct verdict v;

    if (d == NULL)
        return refuse(REFUSED_VALUE, "unknown_command", NULL);
    v = payload_check(cmd->type, cmd->data);
    if (v.reason != ACCEPTED)
        return v;
    if (!has_right(d, &cmd->actor, now))
        return refuse(REFUSED_RIGHT, "no_right", NULL);
    if (s->stage == REQUEST_STAGE_NONE && d->type != &request_submit_type)
        return refuse(REFUSED_STAGE, "no_such_request", NULL);
    if ((d->stages & 1U << (unsigned)s->stage) == 0)
        return refuse(REFUSED_STAGE, "request_stage", NULL);
    v = d->answer(&q);
    if (v.reason != ACCEPTED)
        out->n = before;
    return v;
}
