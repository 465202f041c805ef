/* How a case ends, or begins again; and its clocks. See appeal_state.h. */
#include "feature/appeal/state/appeal_state.h"

void
appeal_stop_clocks(struct appeal *s)
{
    for (size_t i = 0; i < APPEAL_CLOCKS; i++)
        s->clock[i] = (struct appeal_clock){ 0, 0, 0 };
    s->silence_at = 0;
}

void
appeal_stop_clock(struct appeal *s, enum appeal_warning which)
{
    s->clock[which] = (struct appeal_clock){ 0, 0, 0 };
}

void
appeal_start_clock(struct appeal *s, enum appeal_warning which, int64_t due,
                   int64_t warn)
{
    s->clock[which] = (struct appeal_clock){ due, warn, warn == 0 ? 1 : 0 };
}

void
appeal_end(struct appeal *s, enum appeal_stage stage, int64_t at)
{
    s->stage = stage;
    s->closed_at = at;
    s->paused_at = s->pause_until = 0;
    appeal_stop_clocks(s);
}

static void
replied(struct appeal *s, const struct appeal_replied_v1 *e, int64_t at)
{
    s->stage = APPEAL_STAGE_REPLIED;
    s->conferring = false;
    s->replied_at = at;
    s->outcome = e->outcome;
    if (e->late > s->late)
        s->late = e->late;
    appeal_stop_clocks(s);
    s->silence_at = e->silence_at;
}

static void
rated(struct appeal *s, const struct appeal_rated_v1 *e)
{
    if (e->solved == APPEAL_SOLVED_UNREACHED) {
        s->unreached++;
        return;
    }
    s->solved = e->solved;
    s->satisfied = e->satisfied;
}

static void
second_opened(struct appeal *s, const struct appeal_second_opened_v1 *e)
{
    s->stage = APPEAL_STAGE_HANDLING;
    s->round = 2;
    s->extensions = s->unreached = 0;
    s->silence_at = 0;
    appeal_start_clock(s, APPEAL_WARNING_SECOND, e->due_at, e->warn_at);
}

static void
reopened(struct appeal *s, const struct appeal_reopened_v1 *e, int64_t at)
{
    s->stage = APPEAL_STAGE_QUEUED;
    s->asked_at = at;
    s->reopened = (int)e->times;
    s->round = 1;
    s->closed_at = s->replied_at = 0;
    s->closed_how = APPEAL_CLOSE_REASON_NONE;
    s->extensions = s->unreached = 0;
    s->contacted = s->ruled = s->circled = s->conferring = false;
    s->solved = APPEAL_SOLVED_NONE;
    s->satisfied = APPEAL_SATISFIED_NONE;
    s->merged_into = (struct id){ { 0 } };
    s->helpers_n = 0;
}

static void
closed(struct appeal *s, const struct appeal_closed_v1 *e, int64_t at)
{
    s->closed_how = e->reason;
    appeal_end(s, APPEAL_STAGE_CLOSED, at);
}

static void
history_closed(struct appeal *s, const struct appeal_history_closed_v1 *e,
               int64_t at)
{
    s->closed_how = APPEAL_CLOSE_REASON_HISTORY;
    if (e->outcome == APPEAL_HISTORY_LATE && s->late == 0)
        s->late = 1; /* late, by how much is not known */
    appeal_end(s, APPEAL_STAGE_CLOSED, at);
}

void
appeal_apply_end(struct appeal *s, const struct event *ev, int64_t at)
{
    const void *e = ev->data;

    switch (ev->type->tag) {
    case APPEAL_REPLIED_V1:
        replied(s, e, at);
        break;
    case APPEAL_RATED_V1:
        rated(s, e);
        break;
    case APPEAL_SECOND_OPENED_V1:
        second_opened(s, e);
        break;
    case APPEAL_REVIEW_OPENED_V1:
        s->stage = APPEAL_STAGE_REVIEW;
        s->silence_at = 0;
        appeal_start_clock(s, APPEAL_WARNING_REVIEW,
                           ((const struct appeal_review_opened_v1 *)e)->due_at,
                           0);
        break;
    case APPEAL_REVIEWED_V1:
        s->reviewed_count = ((const struct appeal_reviewed_v1 *)e)->result ==
                            APPEAL_REVIEW_RESULT_COUNT;
        break;
    case APPEAL_CLOSED_V1:
        closed(s, e, at);
        break;
    case APPEAL_HISTORY_CLOSED_V1:
        history_closed(s, e, at);
        break;
    case APPEAL_MERGED_V1:
        s->merged_into = ((const struct appeal_merged_v1 *)e)->into;
        s->informed_version = 0; /* counts in the other case's stream */
        appeal_end(s, APPEAL_STAGE_MERGED, at);
        break;
    case APPEAL_INFORMED_V1:
        s->informed_version =
            ((const struct appeal_informed_v1 *)e)->at_version;
        break;
    case APPEAL_WITHDRAWN_V1:
        appeal_end(s, APPEAL_STAGE_WITHDRAWN, at);
        break;
    case APPEAL_REOPENED_V1:
        reopened(s, e, at);
        break;
    case APPEAL_ARCHIVED_V1:
        s->stage = APPEAL_STAGE_ARCHIVED;
        break;
    case APPEAL_ERASED_V1:
        s->erased = true;
        break;
    default:
        break;
    }
}
