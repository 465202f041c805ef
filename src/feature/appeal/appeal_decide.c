/* Who may do what, when: the table of commands; see appeal.h. */
#include "feature/appeal/appeal_ask.h"
#include "rulebook/access/access.h"

#define IN(stage) (1U << APPEAL_STAGE_##stage)

enum {
    UNDECIDED = IN(QUEUED) | IN(PLACED),
    WITH_UNIT = IN(DISPATCHED) | IN(HANDLING) | IN(PAUSED),
    OPEN = UNDECIDED | WITH_UNIT | IN(DISPUTED) | IN(REPLIED) | IN(REVIEW),
    ENDED = IN(CLOSED) | IN(DIVERTED) | IN(MERGED) | IN(WITHDRAWN),
    ANY = OPEN | ENDED | IN(ARCHIVED)
};

struct deed {
    answer *answer;
    unsigned stages;   /* in which it is possible */
    unsigned imported; /* and for an importer, who tells of the past */
};

static const struct deed deeds[] = {
    [APPEAL_RECEIVE] = { appeal_receive, IN(NONE), 0 },
    [APPEAL_DIVERT] = { appeal_divert, UNDECIDED | IN(DISPATCHED), 0 },
    [APPEAL_MERGE] = { appeal_merge, UNDECIDED | WITH_UNIT, 0 },
    [APPEAL_PLACE] = { appeal_place, UNDECIDED, 0 },
    [APPEAL_DISPATCH] = { appeal_dispatch,
                          IN(PLACED) | IN(DISPUTED) | IN(DISPATCHED), 0 },
    [APPEAL_SIGN_IN] = { appeal_sign_in, IN(DISPATCHED), 0 },
    [APPEAL_OBJECT] = { appeal_object, IN(DISPATCHED) | IN(HANDLING), 0 },
    [APPEAL_RULE] = { appeal_rule, IN(DISPUTED), 0 },
    [APPEAL_CONTACT] = { appeal_contact, WITH_UNIT | IN(DISPUTED), 0 },
    [APPEAL_FEEDBACK] = { appeal_feedback, IN(HANDLING) | IN(PAUSED), 0 },
    [APPEAL_PAUSE] = { appeal_pause, IN(HANDLING), 0 },
    [APPEAL_RESUME] = { appeal_resume, IN(PAUSED), 0 },
    [APPEAL_EXTEND] = { appeal_extend, IN(HANDLING), 0 },
    [APPEAL_CONFER] = { appeal_confer, WITH_UNIT | IN(DISPUTED), 0 },
    [APPEAL_CONCLUDE] = { appeal_conclude, WITH_UNIT | IN(DISPUTED), 0 },
    [APPEAL_ASSIST_DONE] = { appeal_assist_done, WITH_UNIT, 0 },
    [APPEAL_REPLY] = { appeal_reply, IN(HANDLING), UNDECIDED | IN(DISPATCHED) },
    [APPEAL_RATE] = { appeal_rate, IN(REPLIED), 0 },
    [APPEAL_CALLBACK] = { appeal_callback, IN(REPLIED), 0 },
    [APPEAL_REVIEW] = { appeal_review, IN(REVIEW), 0 },
    [APPEAL_ADD_MATERIAL] = { appeal_add_material, OPEN, 0 },
    [APPEAL_ATTACH] = { appeal_attach, OPEN, 0 },
    [APPEAL_NUDGE] = { appeal_nudge, UNDECIDED | WITH_UNIT | IN(DISPUTED), 0 },
    [APPEAL_WITHDRAW] = { appeal_withdraw, UNDECIDED | WITH_UNIT | IN(DISPUTED),
                          0 },
    [APPEAL_REMIND] = { appeal_remind, WITH_UNIT | IN(DISPUTED), 0 },
    [APPEAL_SUPERVISE] = { appeal_supervise, OPEN, 0 },
    [APPEAL_ESCALATE] = { appeal_escalate, OPEN, 0 },
    [APPEAL_WHISTLE] = { appeal_whistle, WITH_UNIT, 0 },
    [APPEAL_ANSWER_WHISTLE] = { appeal_answer_whistle, WITH_UNIT, 0 },
    [APPEAL_REOPEN] = { appeal_reopen, ENDED | IN(ARCHIVED), 0 },
    [APPEAL_ARCHIVE] = { appeal_archive, ENDED, 0 },
    [APPEAL_CLOSE_HISTORY] = { appeal_close_history, OPEN, 0 },
    [APPEAL_INFORM] = { appeal_inform, IN(MERGED) | IN(ARCHIVED), 0 },
    [APPEAL_ERASE] = { appeal_erase, ANY, 0 },
    [APPEAL_ACCUSE] = { appeal_accuse, OPEN, 0 },
    [APPEAL_ASK_RELEASE] = { appeal_ask_release, ANY, 0 },
    [APPEAL_GRANT_RELEASE] = { appeal_grant_release, ANY, 0 },
    [APPEAL_REFUSE_RELEASE] = { appeal_refuse_release, ANY, 0 },
    [APPEAL_EXPIRE] = { appeal_expire, ENDED | IN(ARCHIVED), 0 },
    [APPEAL_HOLD] = { appeal_hold, ANY, 0 },
    [APPEAL_LIFT_HOLD] = { appeal_lift_hold, ANY, 0 },
    [APPEAL_PROVIDE] = { appeal_provide, ANY, 0 },
    [APPEAL_WITHDRAW_CONSENT] = { appeal_withdraw_consent, ANY, 0 },
    [APPEAL_CORRECT] = { appeal_correct, ANY, 0 },
    [APPEAL_JUDGE_FEELING] = { appeal_judge_feeling, ANY, 0 },
    [APPEAL_TICK] = { appeal_tick, ANY, 0 },
};

bool
is_role(const struct ask *q, struct str role)
{
    return str_eq(q->cmd->actor.role, role);
}

bool
helps(const struct appeal_helper *list, size_t n, struct str unit)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i].unit, unit))
            return true;
    return false;
}

bool
has_text(const struct str *list, size_t n, struct str text)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i], text))
            return true;
    return false;
}

unsigned
appeal_relations(const struct appeal *s, const struct actor *a, struct rules r)
{
    const struct unit *lead = rules_unit(r, s->lead);
    unsigned bits = str_eq(a->role, STR("citizen")) ? RELATION_OWN : 0;

    if (a->unit.n == 0)
        return bits;
    if (has_text(s->reported, s->reported_n, a->unit))
        return RELATION_REPORTED;
    if (str_eq(a->unit, s->lead))
        bits |= RELATION_LEAD;
    if (helps(s->helpers, s->helpers_n, a->unit) ||
        helps(s->summoned, s->summoned_n, a->unit))
        bits |= RELATION_ASSISTING;
    if (str_eq(a->unit, s->first_unit))
        bits |= RELATION_FIRST;
    if (str_eq(a->unit, rules_street_unit(r, s->place)))
        bits |= RELATION_STREET;
    if (lead != NULL && str_eq(lead->parent, a->unit))
        bits |= RELATION_OVER;
    return bits;
}

static bool
has_right(const struct appeal *s, const char *command, const struct actor *a,
          struct rules r)
{
    const struct access_order order = { str_of(command), a->role,
                                        appeal_relations(s, a, r) };

    return access_command(r, &order);
}

static const struct deed *
deed_of(const struct payload_type *command)
{
    size_t n = sizeof(deeds) / sizeof(deeds[0]);

    return command->version == 0 && (size_t)command->tag < n
               ? &deeds[command->tag]
               : NULL;
}

static bool
fits_stage(const struct deed *d, const struct appeal *s,
           const struct actor *actor)
{
    bool importer = str_eq(actor->role, STR("importer"));
    unsigned stages = d->stages | (importer ? d->imported : 0);

    return (stages & 1U << s->stage) != 0;
}

bool
appeal_may(const struct appeal *s, const struct payload_type *command,
           const struct actor *actor, struct rules now)
{
    const struct deed *d = deed_of(command);

    return d != NULL && fits_stage(d, s, actor) &&
           has_right(s, command->name, actor, now);
}

struct verdict
appeal_decide(const struct appeal *s, const struct command *cmd,
              const struct appeal_rules *rules, struct event_list *out)
{
    const struct deed *d = deed_of(cmd->type);
    const struct ask q = { s, cmd, rules, out };
    size_t before = out->n;
    struct verdict v;

    if (d == NULL || d->answer == NULL)
        return refuse(REFUSED_VALUE, "unknown_command", NULL);
    v = payload_check(cmd->type, cmd->data);
    if (v.reason != ACCEPTED)
        return v;
    if (s->stage == APPEAL_STAGE_NONE && (d->stages & IN(NONE)) == 0)
        return refuse(REFUSED_STAGE, "no_such_case", NULL);
    if (!fits_stage(d, s, &cmd->actor))
        return refuse(REFUSED_STAGE, "not_at_this_stage", NULL);
    if (!has_right(s, cmd->type->name, &cmd->actor, rules->now))
        return refuse(REFUSED_RIGHT, "no_right", NULL);
    v = d->answer(&q);
    if (v.reason != ACCEPTED)
        out->n = before;
    return v;
}

bool
appeal_is_open(const struct appeal *s)
{
    return s->stage != APPEAL_STAGE_NONE && (OPEN & 1U << s->stage) != 0;
}

struct str
appeal_stage_word(enum appeal_stage stage)
{
    static const char *const words[] = {
        "none",     "queued", "placed",    "dispatched", "disputed",
        "handling", "paused", "replied",   "review",     "closed",
        "diverted", "merged", "withdrawn", "archived",
    };

    return str_of(words[stage]);
}
