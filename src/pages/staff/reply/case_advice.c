/*
 * What the reply that is being written lacks, shown with its preview before it
 * is sent. The question is read only for who may read the texts.
 */
#include "pages/staff/case.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"
#include "rulebook/reply/reply.h"

static void
put_jargon(struct arena *a, const struct reply_check *check,
           struct advice_view *v)
{
    struct jargon_line *lines =
        arena_alloc(a, sizeof(*lines) * (check->jargon_n + 1));

    for (size_t i = 0; i < check->jargon_n; i++)
        lines[i] = (struct jargon_line){ check->jargon[i]->word,
                                         check->jargon[i]->instead };
    v->jargon = lines;
    v->jargon_n = check->jargon_n;
}

bool
case_advice(const struct staff *s, const struct appeal_file *file,
            const struct refused *refused, struct case_view *v, struct err *err)
{
    struct appeal_words asked = { STR(""), STR(""), false };
    struct question question;
    struct reply_check check;

    if (refused->form == NULL || refused->type != &appeal_reply_type ||
        refused->verdict.reason != ACCEPTED)
        return true;
    if ((v->shown.groups & ACCESS_TEXTS) != 0 &&
        !appeal_file_words(api_of(s->p.rq)->engine, s->p.rq->a, &file->records,
                           "show", &asked, err))
        return false;
    question = (struct question){ asked.title, asked.body };
    rules_check_reply(s->p.rq->a, s->p.rules, &question,
                      form_value(refused->form, "text"), &check);
    v->advice = (struct advice_view){
        .shown = s->p.rules.book->replies_n > 0,
        .no_basis = !check.has[REPLY_BASIS],
        .no_result = !check.has[REPLY_RESULT],
        .no_contact = !check.has[REPLY_CONTACT],
        .no_time = !check.has[REPLY_TIME],
        .elsewhere = check.elsewhere,
        .sentences_long = (int64_t)check.sentences_long,
        .waited = s->p.h.now - file->s.asked_at,
    };
    v->advice.complete = !v->advice.no_basis && !v->advice.no_result &&
                         !v->advice.no_contact && !v->advice.no_time;
    put_jargon(s->p.rq->a, &check, &v->advice);
    return true;
}
