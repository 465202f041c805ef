/* See prospect.h. */
#include "api/desk/prospect.h"

#include "base/utf8.h"
#include "feature/appeal/appeal.h"

static void
read_placed(struct prospect *s, const struct appeal_placed_v1 *e)
{
    s->matter = e->matter;
    s->confidence = e->confidence;
    s->because = e->because;
    s->level = e->level;
}

static void
read_event(struct prospect *s, const struct event *ev)
{
    const struct appeal_queued_v1 *queued = ev->data;
    const struct appeal_diverted_v1 *diverted = ev->data;
    const struct appeal_dispatched_v1 *dispatched = ev->data;
    const struct appeal_promised_v1 *promised = ev->data;

    if (ev->type == &appeal_placed_v1_type) {
        read_placed(s, ev->data);
    } else if (ev->type == &appeal_queued_v1_type) {
        s->why = str_of(appeal_queue_reason_words[queued->reason]);
        s->candidates = queued->candidates;
    } else if (ev->type == &appeal_diverted_v1_type) {
        s->exit = diverted->exit;
        s->exit_because = diverted->because;
    } else if (ev->type == &appeal_dispatched_v1_type) {
        s->unit = dispatched->lead;
        s->basis = dispatched->basis;
    } else if (ev->type == &appeal_promised_v1_type) {
        s->due_at = promised->due_at;
    }
}

/* What the rules say to a command, read into the prospect. */
static bool
decide(struct appeal *state, const struct command *cmd, struct rules r,
       struct event_list *out, struct prospect *s)
{
    const struct appeal_rules rules = { r, r };
    struct verdict v = appeal_decide(state, cmd, &rules, out);

    for (size_t i = 0; v.reason == ACCEPTED && i < out->n; i++) {
        read_event(s, &out->at[i]);
        appeal_apply(state, &out->at[i], cmd->now);
    }
    return v.reason == ACCEPTED;
}

/* The matter was given: what follows when a person places the case so, as it
 * was when it had come in. */
static void
place_so(struct arena *a, struct rules r, const struct desk_ask *ask,
         const struct event *received, struct prospect *s)
{
    struct appeal *state = arena_new(a, struct appeal);
    const struct matter *m = rules_matter(r, ask->matter);
    const struct appeal_place place = {
        .matter = ask->matter,
        .place = ask->place,
        .urgency = m == NULL ? 0 : m->urgency,
        .risk = m == NULL ? 0 : m->risk,
        .clarity = m == NULL ? 0 : m->clarity,
        .difficulty = m == NULL ? 0 : m->difficulty,
    };
    const struct command cmd = {
        &appeal_place_type,
        &place,
        { .role = STR("dispatcher") },
        ask->now,
    };
    struct event_list out = { .a = a };
    struct prospect given = { .exit = s->exit,
                              .exit_because = s->exit_because };

    appeal_apply(state, received, ask->now);
    state->stage = APPEAL_STAGE_QUEUED;
    if (decide(state, &cmd, r, &out, &given))
        *s = given;
}

struct prospect
prospect_of(struct arena *a, struct rules r, const struct desk_ask *ask)
{
    struct appeal *state = arena_new(a, struct appeal);
    const struct appeal_receive receive = {
        .channel = APPEAL_CHANNEL_HOTLINE,
        .title = desk_title(ask),
        .body = utf8_head(ask->text, DESK_TEXT_MOST),
        .place = ask->place,
        .subject_id = { { 1 } }, /* nobody: nothing is kept of it */
        .number = 1,
    };
    const struct command cmd = {
        &appeal_receive_type,
        &receive,
        { .role = STR("operator") },
        ask->now,
    };
    struct event_list out = { .a = a };
    struct prospect s = { .confidence = 0 };
    bool ok = decide(state, &cmd, r, &out, &s);

    if (ok && ask->matter.n > 0 && !str_eq(ask->matter, s.matter))
        place_so(a, r, ask, &out.at[0], &s);
    s.place = ok ? state->place : ask->place;
    return s;
}
