/* The readings of an appeal: one row a case, made from its state. */
#include "feature/appeal/appeal.h"
#include "feature/appeal/appeal_module.h"
#include "feature/appeal/correct/appeal_correct.h"
#include "feature/appeal/feeling/appeal_feeling.h"
#include "feature/appeal/intake/appeal_consent.h"

static void
put_case(struct arena *out, const struct change *c, struct row *r)
{
    const struct appeal *s = c->state;

    row_int(r, s->number);
    row_bytes(r, arena_copy(out, c->id.b, ID_BYTES), ID_BYTES);
    row_int(r, s->version);
    row_text(r, appeal_stage_word(s->stage));
    row_text(r, str_of(appeal_channel_words[s->channel]));
    row_text(r, str_of(appeal_kind_words[s->kind]));
    row_text(r, str_of(appeal_privacy_words[s->privacy]));
    row_text(r, s->place);
    row_text(r, s->matter);
    row_text(r, s->level);
    row_text(r, s->lead);
    row_text(r, s->first_unit);
    row_int(r, s->hops);
    row_int(r, s->received_at);
    row_int(
        r, s->clock[s->round > 1 ? APPEAL_WARNING_SECOND : APPEAL_WARNING_CLOSE]
               .due);
    row_int(r, s->replied_at);
    row_int(r, s->closed_at);
    row_int(r, s->late);
    row_text(r, str_of(appeal_solved_words[s->solved]));
    row_text(r, str_of(appeal_satisfied_words[s->satisfied]));
    if (id_is_none(s->merged_into))
        row_null(r);
    else
        row_bytes(r, s->merged_into.b, ID_BYTES);
    row_text(r, s->source);
    row_text(r, s->code);
}

static void
put_caller(const struct change *c, struct row_list *out)
{
    const struct appeal *s = c->state;
    struct row *r;

    if (c->caller.n == 0)
        return;
    r = row_add(out, QUERY_APPEAL_CONTACT_ADD);
    row_int(r, s->number);
    row_bytes(r, c->caller.p, c->caller.n);
}

static bool
has_event(const struct change *c, const struct payload_type *type)
{
    for (size_t i = 0; i < c->events->n; i++)
        if (c->events->at[i].type == type)
            return true;
    return false;
}

/*
 * Is nothing of this case for the public? What its citizen did not agree to,
 * reports of offences (信访工作条例 第三十条 gives nothing of them away),
 * petitions, and what took another way. An archived case is public when it
 * went the whole way.
 */
static bool
is_withheld(const struct appeal *s)
{
    if (!appeal_may_be_published(s) || s->kind == APPEAL_KIND_REPORT ||
        s->regime == APPEAL_REGIME_PETITION || s->erased)
        return true;
    switch (s->closed_how) {
    case APPEAL_CLOSE_REASON_NONE:
        return s->stage == APPEAL_STAGE_DIVERTED ||
               s->stage == APPEAL_STAGE_MERGED ||
               s->stage == APPEAL_STAGE_WITHDRAWN ||
               s->stage == APPEAL_STAGE_ARCHIVED;
    case APPEAL_CLOSE_REASON_WITHDRAWN:
    case APPEAL_CLOSE_REASON_DIVERTED:
    case APPEAL_CLOSE_REASON_MERGED:
    case APPEAL_CLOSE_REASON_ERASED:
        return true;
    case APPEAL_CLOSE_REASON_ANSWERED:
    case APPEAL_CLOSE_REASON_RATED:
    case APPEAL_CLOSE_REASON_SILENCE:
    case APPEAL_CLOSE_REASON_REVIEW:
    case APPEAL_CLOSE_REASON_HISTORY:
        return false;
    }
    return true;
}

/* Only a case that was reopened can be public again. */
static void
put_withheld(const struct change *c, struct row_list *out)
{
    const struct appeal *s = c->state;

    if (is_withheld(s))
        row_int(row_add(out, QUERY_APPEAL_WITHHELD_ADD), s->number);
    else if (has_event(c, &appeal_reopened_v1_type))
        row_int(row_add(out, QUERY_APPEAL_WITHHELD_DROP), s->number);
}

static bool
is_handled(const struct appeal *s)
{
    return s->stage == APPEAL_STAGE_DISPATCHED ||
           s->stage == APPEAL_STAGE_DISPUTED ||
           s->stage == APPEAL_STAGE_HANDLING || s->stage == APPEAL_STAGE_PAUSED;
}

/* Which units must still assist, and by when. The lead has its own clocks. */
static void
put_assisting(const struct change *c, struct row_list *out)
{
    const struct appeal *s = c->state;

    if (!c->is_new &&
        (s->helpers_n > 0 || has_event(c, &appeal_reopened_v1_type)))
        row_int(row_add(out, QUERY_APPEAL_ASSISTING_DROP), s->number);
    for (size_t i = 0; is_handled(s) && i < s->helpers_n; i++) {
        const struct appeal_helper *h = &s->helpers[i];
        struct row *r;

        if (h->done || h->due == 0 || str_eq(h->unit, s->lead))
            continue;
        r = row_add(out, QUERY_APPEAL_ASSISTING_ADD);
        row_int(r, s->number);
        row_text(r, h->unit);
        row_int(r, h->due);
    }
}

/* A unit that a case is against finds it in none of its lists. */
static void
put_reported(const struct change *c, struct row_list *out)
{
    const struct appeal *s = c->state;

    for (size_t i = 0; i < s->reported_n; i++) {
        struct row *r = row_add(out, QUERY_APPEAL_REPORTED_ADD);

        row_text(r, s->reported[i]);
        row_int(r, s->number);
    }
}

/* What is to be destroyed one day: of cases that ended and are not erased. */
static void
put_keep(struct arena *out, const struct change *c, struct row_list *rows)
{
    const struct appeal *s = c->state;
    struct row *r;

    if (s->erased || s->closed_at == 0) {
        if (has_event(c, &appeal_erased_v1_type) ||
            has_event(c, &appeal_reopened_v1_type))
            row_int(row_add(rows, QUERY_APPEAL_KEEP_DROP), s->number);
        return;
    }
    r = row_add(rows, QUERY_APPEAL_KEEP_PUT);
    row_int(r, s->number);
    row_bytes(r, arena_copy(out, c->id.b, ID_BYTES), ID_BYTES);
    row_text(r, s->code);
    row_text(r, str_of(appeal_regime_words[s->regime]));
    row_int(r, s->received_at);
    row_int(r, s->closed_at);
    row_int(r, s->deidentified_at == 0);
    row_int(r, s->hold.until != 0);
}

static void
put_hold(const struct change *c, struct row_list *rows)
{
    const struct appeal *s = c->state;
    struct row *r;

    if (has_event(c, &appeal_hold_ended_v1_type))
        row_int(row_add(rows, QUERY_APPEAL_HOLD_DROP), s->number);
    if (s->hold.until == 0)
        return;
    r = row_add(rows, QUERY_APPEAL_HOLD_ADD);
    row_int(r, s->number);
    row_text(r, s->code);
    row_text(r, s->hold.basis);
    row_text(r, s->hold.account);
    row_text(r, s->hold.unit);
    row_int(r, s->hold.since);
    row_int(r, s->hold.until);
}

static void
put_provided(const struct change *c, struct row_list *rows)
{
    const struct appeal *s = c->state;

    for (size_t i = 0; i < c->happened_n; i++) {
        const struct happened *h = &c->happened[i];
        const struct appeal_provided_v1 *e = h->event.data;
        struct row *r;

        if (h->event.type != &appeal_provided_v1_type)
            continue;
        r = row_add(rows, QUERY_APPEAL_PROVIDED_ADD);
        row_int(r, h->at);
        row_int(r, s->number);
        row_int(r, c->first + (int64_t)i);
        row_text(r, s->code);
        row_text(r, e->receiver);
        row_text(r, str_of(appeal_way_words[e->way]));
        row_text(r, e->fields);
        row_text(r, e->purpose);
        row_text(r, e->basis);
    }
}

/* Which entries its answers rest on. */
static void
put_drawn(const struct change *c, struct row_list *out)
{
    const struct appeal *s = c->state;

    for (size_t i = 0; i < c->happened_n; i++) {
        const struct happened *h = &c->happened[i];
        const struct appeal_drew_on_v1 *e = h->event.data;
        struct row *r;

        if (h->event.type != &appeal_drew_on_v1_type)
            continue;
        r = row_add(out, QUERY_KNOWLEDGE_USE_PUT);
        row_int(r, s->number);
        row_int(r, e->round);
        row_bytes(r, arena_copy(out->a, e->knowledge_id.b, ID_BYTES), ID_BYTES);
        row_int(r, h->at);
    }
}

/* The files of the case: those that came, and all when they are to go. */
static void
put_attachments(const struct change *c, struct row_list *out)
{
    const struct appeal *s = c->state;
    bool changed = has_event(c, &appeal_attached_v1_type) ||
                   has_event(c, &appeal_erased_v1_type);

    for (size_t i = 0; changed && i < s->attached_n; i++) {
        struct row *r = row_add(out, QUERY_APPEAL_ATTACHMENT_ADD);

        row_bytes(r, arena_copy(out->a, s->attached[i].b, ID_BYTES), ID_BYTES);
        row_int(r, s->number);
        row_int(r, s->erased);
    }
}

/* What was suggested, and what people made of it: a row an answer. */
static void
put_suggested(const struct change *c, struct row_list *out)
{
    for (size_t i = 0; i < c->happened_n; i++) {
        const struct happened *h = &c->happened[i];
        const struct appeal_suggested_v1 *e = h->event.data;
        struct row *r;

        if (h->event.type != &appeal_suggested_v1_type)
            continue;
        r = row_add(out, QUERY_SUGGESTION_ADD);
        row_bytes(r, arena_copy(out->a, c->id.b, ID_BYTES), ID_BYTES);
        row_int(r, c->first + (int64_t)i);
        row_text(r, str_of(appeal_suggestion_words[e->thing]));
        row_text(r, e->model);
        row_text(r, e->version);
        row_text(r, e->first);
        row_text(r, e->chosen);
        row_int(r, e->probability);
        row_int(r, e->sure);
        row_int(r, e->rank);
        row_int(r, h->at);
        row_int(r, day_week(moment_day(h->at)));
    }
}

static void
put_attention(const struct change *c, struct row_list *out)
{
    struct row *r;

    if (!has_event(c, &appeal_feeling_found_v1_type) &&
        !has_event(c, &appeal_feeling_judged_v1_type))
        return;
    r = row_add(out, QUERY_APPEAL_ATTENTION_PUT);
    row_int(r, ((const struct appeal *)c->state)->number);
    row_int(r, appeal_attention(c->state));
}

void
appeal_rows(const struct change *c, struct row_list *out)
{
    const struct appeal *s = c->state;
    struct row *r;

    put_case(out->a, c, row_add(out, QUERY_APPEAL_PUT));
    put_withheld(c, out);
    put_assisting(c, out);
    put_reported(c, out);
    put_keep(out->a, c, out);
    put_hold(c, out);
    put_provided(c, out);
    put_attachments(c, out);
    put_suggested(c, out);
    put_attention(c, out);
    put_drawn(c, out);
    if (c->is_new && s->source.n > 0) {
        r = row_add(out, QUERY_APPEAL_SOURCE_ADD);
        row_text(r, s->source);
        row_text(r, s->outside_id);
        row_int(r, s->number);
    }
    if (!c->is_new && (has_event(c, &appeal_erased_v1_type) ||
                       has_event(c, &appeal_deidentified_v1_type) ||
                       appeal_changes_contact(c->events)))
        row_int(row_add(out, QUERY_APPEAL_CONTACT_DROP), s->number);
    put_caller(c, out);
}
