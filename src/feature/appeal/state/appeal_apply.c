/* How events change an appeal; see appeal.h. */
#include "feature/appeal/appeal.h"
#include "feature/appeal/correct/appeal_correct.h"
#include "feature/appeal/feeling/appeal_feeling.h"
#include "feature/appeal/intake/appeal_consent.h"
#include "feature/appeal/keep/appeal_keep.h"
#include "feature/appeal/rights/appeal_release.h"
#include "feature/appeal/state/appeal_state.h"

static void
received(struct appeal *s, const struct appeal_received_v3 *e, int64_t at)
{
    s->stage = APPEAL_STAGE_QUEUED;
    s->subject_id = e->subject_id;
    s->contact_id = e->contact_id;
    s->number = e->number;
    s->code = e->code;
    s->channel = e->channel;
    s->regime = e->regime;
    s->kind = e->kind;
    s->privacy = e->privacy;
    s->place = e->place;
    s->place_path = e->place_path;
    s->source = e->source;
    s->outside_id = e->outside_id;
    s->earlier = e->earlier;
    s->received_at = s->asked_at = at;
    s->round = 1;
    s->agreed_publish = e->agreed_publish == 1;
    s->agreed_sensitive = e->agreed_sensitive == 1;
}

static void
placed(struct appeal *s, const struct appeal_placed_v1 *e)
{
    s->stage = APPEAL_STAGE_PLACED;
    s->matter = e->matter;
    s->level = e->level;
    s->urgency = (int)e->urgency;
    s->risk = (int)e->risk;
    s->clarity = (int)e->clarity;
    s->difficulty = (int)e->difficulty;
    s->rules = e->rules;
    s->rules_day = (int32_t)e->rules_day;
    if (e->place.n > 0) {
        s->place = e->place;
        s->place_path = STR("");
    }
    appeal_stop_clock(s, APPEAL_WARNING_DISPATCH);
}

static void
promised(struct appeal *s, const struct appeal_promised_v1 *e)
{
    if (!s->contacted && e->contact_by != 0 && s->source.n == 0)
        appeal_start_clock(s, APPEAL_WARNING_CONTACT, e->contact_by, 0);
    appeal_start_clock(s, APPEAL_WARNING_CLOSE, e->due_at, e->warn_at);
}

static void
dispatched(struct appeal *s, const struct appeal_dispatched_v1 *e, int64_t at)
{
    s->stage = APPEAL_STAGE_DISPATCHED;
    s->lead = e->lead;
    if (s->hops == 0) {
        s->first_unit = e->lead;
        s->dispatched_at = at;
    }
    if (e->hop > s->hops && s->led_n < APPEAL_UNITS)
        s->led[s->led_n++] = e->lead;
    s->hops = (int)e->hop;
    s->ruled = e->ruled != 0;
    s->circled = false;
    appeal_stop_clock(s, APPEAL_WARNING_RULE);
    appeal_stop_clock(s, APPEAL_WARNING_DISPATCH);
    appeal_start_clock(s, APPEAL_WARNING_SIGN_IN, e->sign_by, 0);
    appeal_start_clock(s, APPEAL_WARNING_OBJECT, e->object_by, 0);
    s->clock[APPEAL_WARNING_OBJECT].step = 9; /* a limit, nothing to warn of */
}

static void
helper(struct appeal_helper *list, size_t *n, struct str unit, int64_t due)
{
    if (*n < APPEAL_UNITS)
        list[(*n)++] = (struct appeal_helper){ .unit = unit, .due = due };
}

/* The clock of assistance is that of the unit whose time passes next. */
static void
next_assist(struct appeal *s)
{
    int64_t due = 0;

    for (size_t i = 0; i < s->helpers_n; i++) {
        const struct appeal_helper *h = &s->helpers[i];

        if (!h->done && !h->warned && h->due != 0 && (due == 0 || h->due < due))
            due = h->due;
    }
    appeal_start_clock(s, APPEAL_WARNING_ASSIST, due, 0);
}

static void
assisting(struct appeal *s, const struct appeal_assisting_v1 *e)
{
    helper(s->helpers, &s->helpers_n, e->unit, e->due_at);
    next_assist(s);
}

static void
helper_warned(struct appeal *s, struct str unit)
{
    for (size_t i = 0; i < s->helpers_n; i++)
        if (str_eq(s->helpers[i].unit, unit))
            s->helpers[i].warned = true;
    next_assist(s);
}

static void
helper_done(struct appeal_helper *list, size_t n, struct str unit)
{
    for (size_t i = 0; i < n; i++)
        if (str_eq(list[i].unit, unit))
            list[i].done = true;
}

static void
contacted(struct appeal *s, const struct appeal_contacted_v1 *e)
{
    if (e->reached == 0) {
        s->tries++;
        return;
    }
    s->contacted = true;
    appeal_stop_clock(s, APPEAL_WARNING_CONTACT);
}

static void
objected(struct appeal *s, const struct appeal_objected_v1 *e)
{
    s->stage = APPEAL_STAGE_DISPUTED;
    if (s->objected_n < APPEAL_UNITS)
        s->objected[s->objected_n++] = e->unit;
    appeal_stop_clock(s, APPEAL_WARNING_SIGN_IN);
    appeal_start_clock(s, APPEAL_WARNING_RULE, e->rule_by, 0);
}

static void
circled(struct appeal *s, const struct appeal_circled_v1 *e)
{
    s->stage = APPEAL_STAGE_DISPUTED;
    s->circled = true;
    appeal_stop_clock(s, APPEAL_WARNING_SIGN_IN);
    appeal_start_clock(s, APPEAL_WARNING_RULE, e->rule_by, 0);
}

static void
moved_due(struct appeal *s, int64_t due, int64_t warn)
{
    appeal_start_clock(
        s, s->round > 1 ? APPEAL_WARNING_SECOND : APPEAL_WARNING_CLOSE, due,
        warn);
}

static void
resumed(struct appeal *s, const struct appeal_resumed_v1 *e)
{
    s->stage = APPEAL_STAGE_HANDLING;
    s->paused_at = s->pause_until = 0;
    moved_due(s, e->due_at, e->warn_at);
}

static void
extended(struct appeal *s, const struct appeal_extended_v1 *e)
{
    s->extensions = (int)e->n;
    moved_due(s, e->due_at, e->warn_at);
}

static void
warned(struct appeal *s, const struct appeal_warned_v1 *e)
{
    s->clock[e->what].step = (int)e->step + 1;
    s->warned++;
    if (e->what == APPEAL_WARNING_ASSIST)
        helper_warned(s, e->unit);
}

/* The handling of the case: what units and panels do. */
static void
apply_handling(struct appeal *s, const struct event *ev, int64_t at)
{
    const void *e = ev->data;

    switch (ev->type->tag) {
    case APPEAL_RULED_V1:
        s->lost = ((const struct appeal_ruled_v1 *)e)->lost;
        break;
    case APPEAL_NUDGED_V1:
        s->nudges = (int)((const struct appeal_nudged_v1 *)e)->n;
        break;
    case APPEAL_SIGNED_IN_V1:
        s->stage = APPEAL_STAGE_HANDLING;
        appeal_stop_clock(s, APPEAL_WARNING_SIGN_IN);
        break;
    case APPEAL_CONTACTED_V1:
        contacted(s, e);
        break;
    case APPEAL_PAUSED_V1:
        s->stage = APPEAL_STAGE_PAUSED;
        s->paused_at = at;
        s->pause_until = ((const struct appeal_paused_v1 *)e)->until;
        break;
    case APPEAL_RESUMED_V1:
        resumed(s, e);
        break;
    case APPEAL_EXTENDED_V1:
        extended(s, e);
        break;
    case APPEAL_CONFERRED_V1:
        s->conferring = true;
        appeal_start_clock(s, APPEAL_WARNING_CONFER,
                           ((const struct appeal_conferred_v1 *)e)->due_at, 0);
        break;
    case APPEAL_CONCLUDED_V1:
        s->conferring = false;
        appeal_stop_clock(s, APPEAL_WARNING_CONFER);
        break;
    case APPEAL_ASSIST_DONE_V1:
        helper_done(s->helpers, s->helpers_n,
                    ((const struct appeal_assist_done_v1 *)e)->unit);
        next_assist(s);
        break;
    case APPEAL_SUMMONED_V1:
        helper(s->summoned, &s->summoned_n,
               ((const struct appeal_summoned_v1 *)e)->unit, 0);
        break;
    case APPEAL_WHISTLE_ANSWERED_V1:
        helper_done(s->summoned, s->summoned_n,
                    ((const struct appeal_whistle_answered_v1 *)e)->unit);
        break;
    case APPEAL_WARNED_V1:
        warned(s, e);
        break;
    case APPEAL_SUPERVISED_V1:
        s->supervised = true;
        break;
    default:
        break;
    }
}

/* Where a case belongs, and whose it is. */
static void
apply_placing(struct appeal *s, const struct event *ev, int64_t at)
{
    const void *e = ev->data;

    switch (ev->type->tag) {
    case APPEAL_QUEUED_V1:
        s->stage = APPEAL_STAGE_QUEUED;
        appeal_start_clock(s, APPEAL_WARNING_DISPATCH,
                           ((const struct appeal_queued_v1 *)e)->place_by, 0);
        break;
    case APPEAL_PLACED_V1:
        placed(s, e);
        break;
    case APPEAL_PROMISED_V1:
        promised(s, e);
        break;
    case APPEAL_DISPATCHED_V1:
        dispatched(s, e, at);
        break;
    case APPEAL_ASSISTING_V1:
        assisting(s, e);
        break;
    case APPEAL_CIRCLED_V1:
        circled(s, e);
        break;
    case APPEAL_OBJECTED_V1:
        objected(s, e);
        break;
    default:
        break;
    }
}

void
appeal_apply(struct appeal *s, const struct event *ev, int64_t occurred_at)
{
    struct appeal_received_v3 receipt;

    s->version++;
    switch ((enum appeal_event)ev->type->tag) {
    case APPEAL_RECEIVED_V1:
    case APPEAL_RECEIVED_V2:
    case APPEAL_RECEIVED_V3:
        if (appeal_received(ev, &receipt))
            received(s, &receipt, occurred_at);
        s->was_asked = ev->type == &appeal_received_v3_type &&
                       (s->source.n == 0 || receipt.notice.n > 0);
        break;
    case APPEAL_DIVERTED_V1:
        appeal_end(s, APPEAL_STAGE_DIVERTED, occurred_at);
        break;
    case APPEAL_QUEUED_V1:
    case APPEAL_PLACED_V1:
    case APPEAL_PROMISED_V1:
    case APPEAL_DISPATCHED_V1:
    case APPEAL_ASSISTING_V1:
    case APPEAL_CIRCLED_V1:
    case APPEAL_OBJECTED_V1:
        apply_placing(s, ev, occurred_at);
        break;
    case APPEAL_FED_BACK_V1:
    case APPEAL_MATERIAL_ADDED_V1:
    case APPEAL_REMINDED_V1:
    case APPEAL_ESCALATED_V1:
    case APPEAL_WHISTLED_V1:
    case APPEAL_SUGGESTED_V1:
    case APPEAL_DREW_ON_V1:
        break; /* told, not kept in the state */
    case APPEAL_RULED_V1:
    case APPEAL_NUDGED_V1:
    case APPEAL_SIGNED_IN_V1:
    case APPEAL_CONTACTED_V1:
    case APPEAL_PAUSED_V1:
    case APPEAL_RESUMED_V1:
    case APPEAL_EXTENDED_V1:
    case APPEAL_CONFERRED_V1:
    case APPEAL_CONCLUDED_V1:
    case APPEAL_ASSIST_DONE_V1:
    case APPEAL_SUMMONED_V1:
    case APPEAL_WHISTLE_ANSWERED_V1:
    case APPEAL_WARNED_V1:
    case APPEAL_SUPERVISED_V1:
        apply_handling(s, ev, occurred_at);
        break;
    case APPEAL_REPLIED_V1:
    case APPEAL_RATED_V1:
    case APPEAL_SECOND_OPENED_V1:
    case APPEAL_REVIEW_OPENED_V1:
    case APPEAL_REVIEWED_V1:
    case APPEAL_CLOSED_V1:
    case APPEAL_HISTORY_CLOSED_V1:
    case APPEAL_MERGED_V1:
    case APPEAL_INFORMED_V1:
    case APPEAL_WITHDRAWN_V1:
    case APPEAL_REOPENED_V1:
    case APPEAL_ARCHIVED_V1:
    case APPEAL_ERASED_V1:
        appeal_apply_end(s, ev, occurred_at);
        break;
    case APPEAL_ACCUSED_V1:
    case APPEAL_RELEASE_ASKED_V1:
    case APPEAL_RELEASED_V1:
    case APPEAL_RELEASE_ENDED_V1:
        appeal_apply_release(s, ev);
        break;
    case APPEAL_DEIDENTIFIED_V1:
    case APPEAL_HELD_V1:
    case APPEAL_HOLD_ENDED_V1:
    case APPEAL_PROVIDED_V1:
    case APPEAL_ATTACHED_V1:
        appeal_apply_keep(s, ev, occurred_at);
        break;
    case APPEAL_CONTACT_CORRECTED_V1:
    case APPEAL_STATEMENT_CORRECTED_V1:
        appeal_apply_correct(s, ev);
        break;
    case APPEAL_FEELING_FOUND_V1:
    case APPEAL_FEELING_JUDGED_V1:
        appeal_apply_feeling(s, ev);
        break;
    case APPEAL_CONSENT_WITHDRAWN_V1:
    case APPEAL_CONSENT_WITHDRAWN_V2:
    case APPEAL_ANSWERED_V1:
        appeal_apply_consent(s, ev);
        break;
    }
}
