/* What the events of a request add up to; see request.h. */
#include "feature/request/request.h"

struct str
request_stage_word(enum request_stage stage)
{
    static const char *const words[] = { "none",     "submitted", "confirmed",
                                         "granted",  "carrying",  "closed",
                                         "withdrawn" };

    return str_of(words[stage]);
}

bool
request_is_open(const struct request *s)
{
    return s->stage == REQUEST_STAGE_SUBMITTED ||
           s->stage == REQUEST_STAGE_CONFIRMED;
}

bool
request_may_fetch(const struct request *s, int64_t now)
{
    return s->stage == REQUEST_STAGE_GRANTED && now <= s->fetch_until;
}

bool
request_is_left(const struct request *s, struct id case_id)
{
    for (size_t i = 0; i < s->left_n; i++)
        if (id_eq(s->left[i], case_id))
            return true;
    return false;
}

static void
charge(struct request *s, struct id case_id)
{
    s->stage = REQUEST_STAGE_CARRYING;
    if (s->left_n < REQUEST_CASES)
        s->left[s->left_n++] = case_id;
}

static void
discharge(struct request *s, struct id case_id)
{
    for (size_t i = 0; i < s->left_n; i++)
        if (id_eq(s->left[i], case_id)) {
            s->left[i] = s->left[--s->left_n];
            return;
        }
}

int64_t
request_next_due(const struct request *s)
{
    if (s->stage == REQUEST_STAGE_GRANTED)
        return s->fetch_until + 1;
    if (!request_is_open(s) || s->overdue)
        return 0;
    return s->warn_at != 0 ? s->warn_at : s->due_at + 1;
}

static void
apply_submitted(struct request *s, const struct request_submitted_v1 *e,
                int64_t at)
{
    s->stage = REQUEST_STAGE_SUBMITTED;
    s->kind = e->kind;
    s->way = e->way;
    s->subject_id = e->subject_id;
    s->case_id = e->case_id;
    s->account = e->account;
    s->by = e->by;
    s->submitted_at = at;
    s->due_at = e->due_at;
    s->warn_at = e->warn_at;
    s->rules = e->rules;
    s->rules_day = moment_day(at);
}

static void
apply_answer(struct request *s, enum request_outcome outcome, int64_t at)
{
    s->outcome = outcome;
    s->answered_at = at;
    s->late = at > s->due_at;
}

static void
apply_prolonged(struct request *s, const struct request_prolonged_v1 *e)
{
    s->prolonged = true;
    s->due_at = e->due_at;
    s->warn_at = e->warn_at;
}

static void
apply_warned(struct request *s, const struct request_warned_v1 *e)
{
    s->warn_at = 0;
    s->overdue = e->late != 0;
}

static void
apply_granted(struct request *s, const struct request_granted_v1 *e, int64_t at)
{
    apply_answer(s, REQUEST_OUTCOME_GRANTED, at);
    s->stage = REQUEST_STAGE_GRANTED;
    s->fetch_until = e->fetch_until;
}

void
request_apply(struct request *s, const struct event *ev, int64_t occurred_at)
{
    s->version++;
    switch ((enum request_event)ev->type->tag) {
    case REQUEST_SUBMITTED_V1:
        apply_submitted(s, ev->data, occurred_at);
        break;
    case REQUEST_CONFIRMED_V1:
        s->stage = REQUEST_STAGE_CONFIRMED;
        break;
    case REQUEST_PROLONGED_V1:
        apply_prolonged(s, ev->data);
        break;
    case REQUEST_CORRECTION_V1:
        break; /* texts alone */
    case REQUEST_CHARGED_V1:
        charge(s, ((const struct request_charged_v1 *)ev->data)->case_id);
        break;
    case REQUEST_HINDERED_V1:
        discharge(s, ((const struct request_hindered_v1 *)ev->data)->case_id);
        break;
    case REQUEST_ACTED_V1:
        discharge(s, ((const struct request_acted_v1 *)ev->data)->case_id);
        break;
    case REQUEST_GRANTED_V1:
        apply_granted(s, ev->data, occurred_at);
        break;
    case REQUEST_REFUSED_V1:
        apply_answer(s, REQUEST_OUTCOME_REFUSED, occurred_at);
        break;
    case REQUEST_WITHDRAWN_V1:
        s->stage = REQUEST_STAGE_WITHDRAWN;
        s->outcome = REQUEST_OUTCOME_WITHDRAWN;
        break;
    case REQUEST_WARNED_V1:
        apply_warned(s, ev->data);
        break;
    case REQUEST_CLOSED_V1:
        s->stage = REQUEST_STAGE_CLOSED;
        break;
    case REQUEST_ERASED_V1:
        s->erased = true;
        break;
    }
}
