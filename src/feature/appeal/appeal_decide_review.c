/*
 * After the answer: rating, second handling (二次办理), the panel's look at
 * the unit's duty (履职评估), reopening on new facts, archive. What
 * counts as failed and how often is in the rulebook.
 */
#include "feature/appeal/appeal_ask.h"
#include "feature/appeal/keep/appeal_keep.h"

/* Rated as failed: not solved or not satisfied. */
static bool
has_failed(const struct ask *q, enum appeal_solved solved,
           enum appeal_satisfied satisfied)
{
    bool partly = solved == APPEAL_SOLVED_PARTLY &&
                  rules_number(q->rules->now, STR("second_on_partly"), 0) != 0;

    return solved == APPEAL_SOLVED_NO || satisfied == APPEAL_SATISFIED_NO ||
           partly;
}

/* A citizen may say no also when next year's calendar is missing: then the days
 * of the term are counted as they come. */
static struct times
second_times(const struct ask *q)
{
    struct times t = ask_times_or_none(q, q->s->level, "second", q->cmd->now);
    const struct deadline *d =
        rules_deadline(q->rules->now, str_of(appeal_regime_words[q->s->regime]),
                       q->s->level, STR("second"));

    if (t.due == 0 && d != NULL)
        t.due = day_end(moment_day(q->cmd->now) + (int32_t)d->term.count);
    return t;
}

static struct verdict
open_second(const struct ask *q)
{
    struct times t = second_times(q);
    const struct appeal_second_opened_v1 e = {
        .unit = q->s->lead,
        .due_at = t.due,
        .warn_at = t.warn,
        .rules = q->rules->now.book->hash,
    };

    if (t.due == 0)
        return refuse(REFUSED_RULE, "no_deadline", NULL);
    return emit_appeal_second_opened_v1(q->out, &e);
}

static struct verdict
open_review(const struct ask *q)
{
    const struct appeal_review_opened_v1 e = {
        .unit = q->s->lead,
        .due_at = ask_times_or_none(q, q->s->level, "review", q->cmd->now).due,
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_review_opened_v1(q->out, &e);
}

struct verdict
ask_close(const struct ask *q, enum appeal_close_reason reason)
{
    const struct appeal_closed_v1 e = { .reason = reason,
                                        .late = q->s->late,
                                        .rules = q->rules->now.book->hash };

    return emit_appeal_closed_v1(q->out, &e);
}

struct rating {
    enum appeal_solved solved;
    enum appeal_satisfied satisfied;
    enum appeal_rater by;
    struct str words;
};

static struct verdict
after_rating(const struct ask *q, const struct rating *r)
{
    if (r->solved == APPEAL_SOLVED_UNREACHED) {
        int64_t tries = rules_number(q->rules->now, STR("unreached_tries"), 3);

        return q->s->unreached + 1 >= tries
                   ? ask_close(q, APPEAL_CLOSE_REASON_SILENCE)
                   : accept();
    }
    if (!has_failed(q, r->solved, r->satisfied))
        return ask_close(q, APPEAL_CLOSE_REASON_RATED);
    return q->s->round == 1 ? open_second(q) : open_review(q);
}

static struct verdict
take_rating(const struct ask *q, const struct rating *r)
{
    const struct appeal_rated_v1 e = {
        .solved = r->solved,
        .satisfied = r->satisfied,
        .by = r->by,
        .round = q->s->round,
        .subject_id = q->s->subject_id,
        .words = { .text = q->s->erased ? STR("") : r->words },
    };
    struct verdict v;

    if ((r->solved == APPEAL_SOLVED_UNREACHED) !=
        (r->satisfied == APPEAL_SATISFIED_UNREACHED))
        return refuse(REFUSED_VALUE, "reached_or_not", "satisfied");
    v = emit_appeal_rated_v1(q->out, &e);
    return v.reason == ACCEPTED ? after_rating(q, r) : v;
}

struct verdict
appeal_rate(const struct ask *q)
{
    const struct appeal_rate *c = q->cmd->data;
    const struct rating r = {
        .solved = c->solved,
        .satisfied = c->satisfied,
        .by = is_role(q, STR("importer")) ? APPEAL_RATER_HISTORY
                                          : APPEAL_RATER_CITIZEN,
        .words = c->words,
    };

    if (c->solved == APPEAL_SOLVED_UNREACHED)
        return refuse(REFUSED_VALUE, "unknown_choice", "solved");
    return take_rating(q, &r);
}

struct verdict
appeal_callback(const struct ask *q)
{
    const struct appeal_callback *c = q->cmd->data;
    const struct rating r = {
        .solved = c->solved,
        .satisfied = c->satisfied,
        .by = APPEAL_RATER_CALLBACK,
        .words = c->words,
    };

    return take_rating(q, &r);
}

struct verdict
appeal_review(const struct ask *q)
{
    const struct appeal_review *c = q->cmd->data;
    const struct appeal_reviewed_v1 e = {
        .unit = q->s->lead,
        .result = c->result,
        .reasons = c->reasons,
        .rules = q->rules->now.book->hash,
    };
    struct verdict v;

    if (str_eq(q->cmd->actor.unit, q->s->lead))
        return refuse(REFUSED_RULE, "judge_in_own_cause", NULL);
    v = emit_appeal_reviewed_v1(q->out, &e);
    return v.reason == ACCEPTED ? ask_close(q, APPEAL_CLOSE_REASON_REVIEW) : v;
}

/* New promise, same unit: the case begins again with its history kept. */
static struct verdict
begin_again(const struct ask *q)
{
    const struct placing p = {
        .matter = q->s->matter,
        .place = q->s->place,
        .level = q->s->level,
        .lead = q->s->lead,
        .how = APPEAL_HOW_PERSON,
        .hop = q->s->hops > 0 ? q->s->hops : 1,
    };
    struct verdict v;

    if (q->s->matter.n == 0 || q->s->lead.n == 0)
        return ask_queue(q, APPEAL_QUEUE_REASON_NO_MATCH, STR(""));
    v = ask_promise(q, &p, q->cmd->now);
    if (v.reason == REFUSED_RULE) /* no term can be counted: a person looks */
        return ask_queue(q,
                         str_eq(str_of(v.rule), STR("calendar_missing"))
                             ? APPEAL_QUEUE_REASON_CALENDAR_MISSING
                             : APPEAL_QUEUE_REASON_NO_DEADLINE,
                         p.matter);
    return v.reason == ACCEPTED ? ask_dispatch(q, &p) : v;
}

struct verdict
appeal_reopen(const struct ask *q)
{
    const struct appeal_reopen *c = q->cmd->data;
    const struct appeal_reopened_v1 e = {
        .reason = c->reason,
        .basis = c->basis,
        .times = q->s->reopened + 1,
        .rules = q->rules->now.book->hash,
    };
    struct verdict v = ask_reason(q, "reopen", c->reason);

    if (v.reason == ACCEPTED)
        v = emit_appeal_reopened_v1(q->out, &e);
    return v.reason == ACCEPTED ? begin_again(q) : v;
}

struct verdict
appeal_archive(const struct ask *q)
{
    int64_t years = rules_number(q->rules->now, STR("retention_years"), 10);
    struct appeal_term texts = appeal_texts_term(q->s, q->rules->now);
    const struct appeal_archived_v1 e = {
        .keep_until = texts.at != 0 ? texts.at
                                    : day_end(moment_day(q->cmd->now) +
                                              (int32_t)(years * 1461 / 4)),
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_archived_v1(q->out, &e);
}

struct verdict
appeal_close_history(const struct ask *q)
{
    const struct appeal_close_history *c = q->cmd->data;
    const struct appeal_history_closed_v1 e = { .outcome = c->outcome };

    return emit_appeal_history_closed_v1(q->out, &e);
}
