/* See appeal_feeling.h. */
#include "feature/appeal/feeling/appeal_feeling.h"

enum { ROWS_BYTES = 190, RISK_MOST = 3 };

/* Numbers of the rows that decided: as many as have room. */
static struct str
rows_of(struct arena *a, const struct feeling *found, int kind)
{
    struct buf rows = { .a = a };

    for (size_t i = 0; i < found->hits_n && rows.n < ROWS_BYTES; i++) {
        const struct feeling_hit *h = &found->hits[i];

        if ((int)h->kind == kind && h->counts)
            buf_addf(&rows, rows.n > 0 ? " %zu" : "%zu", h->word + 1);
    }
    return buf_str(&rows);
}

void
ask_look(const struct ask *q, const struct str *texts, size_t n,
         struct feeling *ret_found)
{
    rules_feel(q->out->a, q->rules->now, texts, n, ret_found);
}

struct verdict
ask_feel(const struct ask *q, const struct feeling *found)
{
    struct verdict v = accept();

    if (ask_is_history(q))
        return v;
    for (int k = 0; k < FEELING_KINDS && v.reason == ACCEPTED; k++) {
        const struct appeal_feeling_found_v1 e = {
            .feeling = (enum appeal_feeling)(k + 1),
            .degree = found->level[k],
            .rows = rows_of(q->out->a, found, k),
            .rules = q->rules->now.book->hash,
        };

        if (found->level[k] > q->s->felt[k].degree)
            v = emit_appeal_feeling_found_v1(q->out, &e);
    }
    return v;
}

int
feeling_risk(struct rules r, const struct feeling *found, int risk)
{
    static const char *const settings[FEELING_KINDS] = {
        "feeling_risk_emotion",    "feeling_risk_life",
        "feeling_risk_collective", "feeling_risk_vulnerable",
        "feeling_risk_media",
    };

    for (int k = 0; k < FEELING_KINDS; k++) {
        int64_t from =
            found->level[k] == 0 ? 0 : rules_number(r, str_of(settings[k]), 0);

        if (from > 0 && found->level[k] >= from)
            return RISK_MOST;
    }
    return risk;
}

struct verdict
appeal_judge_feeling(const struct ask *q)
{
    const struct appeal_judge_feeling *c = q->cmd->data;
    const int k = (int)c->feeling - 1;
    const struct appeal_feeling_judged_v1 e = {
        .feeling = c->feeling,
        .judgement = c->judgement,
        .degree = q->s->felt[k].degree,
        .because = c->because,
    };

    if (q->s->felt[k].degree == 0)
        return refuse(REFUSED_RULE, "feeling_not_found", "feeling");
    if (q->s->felt[k].judgement == c->judgement)
        return refuse(REFUSED_RULE, "judged_already", "judgement");
    return emit_appeal_feeling_judged_v1(q->out, &e);
}

void
appeal_apply_feeling(struct appeal *s, const struct event *ev)
{
    if (ev->type == &appeal_feeling_found_v1_type) {
        const struct appeal_feeling_found_v1 *e = ev->data;

        s->felt[e->feeling - 1] = (struct appeal_felt){
            .degree = (int)e->degree,
        };
    } else {
        const struct appeal_feeling_judged_v1 *e = ev->data;

        s->felt[e->feeling - 1].judgement = e->judgement;
    }
}

int
appeal_attention(const struct appeal *s)
{
    int most = 0;

    for (int k = 0; k < FEELING_KINDS; k++)
        if (s->felt[k].judgement != APPEAL_JUDGEMENT_SET_ASIDE &&
            s->felt[k].degree > most)
            most = s->felt[k].degree;
    return most;
}
