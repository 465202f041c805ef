/* What follows from each command of a request; see request.h. */
#include "feature/request/request_ask.h"

static const struct str everywhere = { "*", 1 };

const struct deadline *
request_deadline(struct rules r, const char *step)
{
    return rules_deadline(r, STR("request"), everywhere, str_of(step));
}

/* Until when, and when one is reminded. */
struct term_times {
    int64_t due, warn;
};

static struct verdict
times_from(const struct request_ask *q, const char *step, int64_t start,
           struct term_times *ret_times)
{
    const struct deadline *d = request_deadline(q->now, step);
    struct term_times t = { 0, 0 };
    int year;

    if (d == NULL)
        return refuse(REFUSED_RULE, "no_deadline", NULL);
    if (!calendar_due(&q->now.book->calendar, start, d->term, &t.due, &year))
        return refuse(REFUSED_RULE, "calendar_missing", NULL);
    if (d->warn_percent > 0)
        t.warn = start + (t.due - start) / 100 * d->warn_percent;
    *ret_times = t;
    return accept();
}

bool
request_code_proves(struct rules r, enum request_kind kind)
{
    return rules_lists(r, STR("request_code_proves"),
                       str_of(request_kind_words[kind]));
}

static struct verdict
confirm_as(const struct request_ask *q, enum request_proof how)
{
    const struct request_confirmed_v1 e = { how };

    return emit_request_confirmed_v1(q->out, &e);
}

/* A correction says how it should read; a statement belongs to one case. */
static struct verdict
check_correction(const struct request_submit *c)
{
    bool says = c->new_name.n + c->new_contact.n + c->statement.n > 0;

    if (says != (c->kind == REQUEST_KIND_CORRECT))
        return says
                   ? refuse(REFUSED_VALUE, "not_a_correction", "kind")
                   : refuse(REFUSED_VALUE, "nothing_to_correct", "new_contact");
    if (c->statement.n > 0 && id_is_none(c->case_id))
        return refuse(REFUSED_VALUE, "required", "case_id");
    return accept();
}

static struct verdict
check_submit(const struct request_submit *c, const struct actor *actor)
{
    bool citizen = str_eq(actor->role, STR("citizen"));

    if (citizen != (c->way != REQUEST_WAY_COUNTER))
        return refuse(REFUSED_RIGHT, "no_right", "way");
    if (c->way == REQUEST_WAY_ACCOUNT && c->account.n == 0)
        return refuse(REFUSED_VALUE, "required", "account");
    if (c->way == REQUEST_WAY_CODE && id_is_none(c->case_id))
        return refuse(REFUSED_VALUE, "required", "case_id");
    if (c->way == REQUEST_WAY_COUNTER && c->name.n == 0)
        return refuse(REFUSED_VALUE, "required", "name");
    if (c->way == REQUEST_WAY_COUNTER && c->contact.n == 0 &&
        id_is_none(c->case_id))
        return refuse(REFUSED_VALUE, "required", "contact");
    if (c->body.n == 0 && (c->kind == REQUEST_KIND_EXPLAIN ||
                           c->kind == REQUEST_KIND_WITHDRAW_CONSENT))
        return refuse(REFUSED_VALUE, "required", "body");
    return check_correction(c);
}

/* What he asks to have put right. */
static struct verdict
correction(const struct request_ask *q)
{
    const struct request_submit *c = q->cmd->data;
    const struct request_correction_v1 e = {
        .subject_id = c->subject_id,
        .new_name = { .text = c->new_name },
        .new_contact = { .text = c->new_contact },
        .statement = { .text = c->statement },
    };

    return c->kind == REQUEST_KIND_CORRECT
               ? emit_request_correction_v1(q->out, &e)
               : accept();
}

struct verdict
request_submit(const struct request_ask *q)
{
    const struct request_submit *c = q->cmd->data;
    struct request_submitted_v1 e = {
        .subject_id = c->subject_id,
        .kind = c->kind,
        .way = c->way,
        .account = c->account,
        .case_id = c->case_id,
        .name = { .text = c->name },
        .contact = { .text = c->contact },
        .agent = { .text = c->agent },
        .body = { .text = c->body },
        .rules = q->now.book->hash,
    };
    struct verdict v = check_submit(c, &q->cmd->actor);
    struct term_times t;

    if (v.reason == ACCEPTED)
        v = times_from(q, "answer", q->cmd->now, &t);
    if (v.reason != ACCEPTED)
        return v;
    e.due_at = t.due;
    e.warn_at = t.warn;
    if (c->way == REQUEST_WAY_COUNTER)
        e.by = q->cmd->actor.id;
    v = emit_request_submitted_v1(q->out, &e);
    if (v.reason == ACCEPTED)
        v = correction(q);
    if (v.reason != ACCEPTED)
        return v;
    if (c->way == REQUEST_WAY_ACCOUNT)
        return confirm_as(q, REQUEST_PROOF_ACCOUNT);
    if (c->way == REQUEST_WAY_CODE && request_code_proves(q->now, c->kind))
        return confirm_as(q, REQUEST_PROOF_CODE);
    return v;
}

struct verdict
request_confirm(const struct request_ask *q)
{
    const struct request_confirm *c = q->cmd->data;

    if (c->how != REQUEST_PROOF_DOCUMENT && c->how != REQUEST_PROOF_CALL)
        return refuse(REFUSED_VALUE, "unknown_choice", "how");
    if (q->s->by.n > 0 && str_eq(q->s->by, q->cmd->actor.id))
        return refuse(REFUSED_RULE, "four_eyes", NULL);
    return confirm_as(q, c->how);
}

struct verdict
request_prolong(const struct request_ask *q)
{
    const struct request_prolong *c = q->cmd->data;
    struct request_prolonged_v1 e = {
        .reason = c->reason,
        .because = c->because,
        .rules = q->now.book->hash,
    };
    struct term_times t;
    struct verdict v;

    if (q->s->prolonged)
        return refuse(REFUSED_RULE, "prolonged_before", NULL);
    if (q->cmd->now > q->s->due_at)
        return refuse(REFUSED_RULE, "extended_too_late", NULL);
    if (rules_reason(q->now, STR("extend"), c->reason) == NULL)
        return refuse(REFUSED_RULE, "reason_not_listed", "reason");
    v = times_from(q, "prolong", q->s->due_at, &t);
    if (v.reason != ACCEPTED)
        return v;
    e.due_at = t.due;
    e.warn_at = t.warn;
    return emit_request_prolonged_v1(q->out, &e);
}

static struct verdict
close_as(const struct request_ask *q, enum request_outcome outcome, bool late)
{
    const struct request_closed_v1 e = { outcome, late };

    return emit_request_closed_v1(q->out, &e);
}

/* Nothing follows when it is noted already. */
struct verdict
request_act(const struct request_ask *q)
{
    const struct request_act *c = q->cmd->data;
    const struct request_acted_v1 done = { c->case_id, c->command };
    const struct request_hindered_v1 hindered = { c->case_id, c->command,
                                                  c->rule };
    struct verdict v;

    if (!request_is_left(q->s, c->case_id))
        return accept();
    v = c->rule.n == 0 ? emit_request_acted_v1(q->out, &done)
                       : emit_request_hindered_v1(q->out, &hindered);
    return v.reason == ACCEPTED && q->s->left_n == 1
               ? close_as(q, REQUEST_OUTCOME_GRANTED, q->s->late)
               : v;
}

const char *
request_case_command(enum request_kind kind)
{
    if (kind == REQUEST_KIND_DELETE)
        return "erase";
    return kind == REQUEST_KIND_CORRECT ? "correct" : NULL;
}

/* The cases it is carried out on, 32 hex digits each. */
static struct verdict
charge_all(const struct request_ask *q, struct str cases)
{
    const char *command = request_case_command(q->s->kind);
    struct verdict v = accept();

    if (cases.n > 0 && command == NULL)
        return refuse(REFUSED_VALUE, "unknown_field", "cases");
    for (; cases.n > 0 && v.reason == ACCEPTED;
         cases = (struct str){ cases.p + ID_HEX, cases.n - ID_HEX }) {
        struct request_charged_v1 e = { .command = str_of(command) };

        if (cases.n < ID_HEX ||
            !id_parse((struct str){ cases.p, ID_HEX }, &e.case_id))
            return refuse(REFUSED_VALUE, "no_such_case", "cases");
        v = emit_request_charged_v1(q->out, &e);
    }
    return v;
}

static bool
gives_data(enum request_kind kind)
{
    return kind == REQUEST_KIND_SEE || kind == REQUEST_KIND_COPY ||
           kind == REQUEST_KIND_TRANSFER;
}

struct verdict
request_grant(const struct request_ask *q)
{
    const struct request_grant *c = q->cmd->data;
    struct request_granted_v1 e = {
        .subject_id = q->s->subject_id,
        .said = { .text = c->said },
        .rules = q->now.book->hash,
    };
    struct verdict v = accept();
    struct term_times t;

    if (gives_data(q->s->kind)) {
        v = times_from(q, "fetch", q->cmd->now, &t);
        e.fetch_until = v.reason == ACCEPTED ? t.due : 0;
    }
    if (v.reason == ACCEPTED)
        v = emit_request_granted_v1(q->out, &e);
    if (v.reason == ACCEPTED)
        v = charge_all(q, c->cases);
    if (v.reason == ACCEPTED && e.fetch_until == 0 && c->cases.n == 0)
        v = close_as(q, REQUEST_OUTCOME_GRANTED, q->cmd->now > q->s->due_at);
    return v;
}

struct verdict
request_deny(const struct request_ask *q)
{
    const struct request_deny *c = q->cmd->data;
    const struct name *remedy =
        rules_phrase(q->now, STR("request."), STR("remedy"));
    struct request_refused_v1 e = {
        .subject_id = q->s->subject_id,
        .reason = c->reason,
        .basis = c->basis,
        .said = { .text = c->said },
        .rules = q->now.book->hash,
    };
    struct verdict v;

    if (rules_reason(q->now, STR("deny"), c->reason) == NULL)
        return refuse(REFUSED_RULE, "reason_not_listed", "reason");
    if (remedy == NULL)
        return refuse(REFUSED_RULE, "no_remedy", NULL);
    e.remedy = remedy->hans;
    v = emit_request_refused_v1(q->out, &e);
    return v.reason == ACCEPTED ? close_as(q, REQUEST_OUTCOME_REFUSED,
                                           q->cmd->now > q->s->due_at)
                                : v;
}

struct verdict
request_drop(const struct request_ask *q)
{
    const struct request_withdrawn_v1 e = { 0 };
    bool citizen = str_eq(q->cmd->actor.role, STR("citizen"));

    /* staff takes back what somebody at the counter does not want any more */
    if (citizen != (q->s->way != REQUEST_WAY_COUNTER))
        return refuse(REFUSED_RIGHT, "no_right", NULL);
    return emit_request_withdrawn_v1(q->out, &e);
}

/* Somebody is told, or the data can no longer be fetched. */
struct verdict
request_tick(const struct request_ask *q)
{
    int64_t now = q->cmd->now;
    struct request_warned_v1 e = {
        .due_at = q->s->due_at,
        .late = now > q->s->due_at,
        .unit =
            rules_setting(q->now, STR("request_unit"),
                          rules_setting(q->now, STR("hotline_unit"), STR("-"))),
    };

    if (request_next_due(q->s) == 0 || request_next_due(q->s) > now)
        return accept(); /* nothing is due */
    if (q->s->stage == REQUEST_STAGE_GRANTED)
        return close_as(q, REQUEST_OUTCOME_GRANTED, q->s->late);
    return emit_request_warned_v1(q->out, &e);
}

struct verdict
request_erase(const struct request_ask *q)
{
    const struct request_erase *c = q->cmd->data;
    const struct request_erased_v1 e = { c->basis };

    return q->s->erased ? refuse(REFUSED_STAGE, "person_erased", NULL)
                        : emit_request_erased_v1(q->out, &e);
}
