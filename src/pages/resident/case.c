/* What the pages of a citizen's case share; see case.h. */
#include "pages/resident/case.h"

#include "api/answer.h"

bool
case_begin(struct case_page *c, const struct http_request *rq,
           struct http_response *rs)
{
    struct engine *e = api_of(rq)->engine;
    struct str asked = http_param(rq, "code");
    int64_t number = engine_query_number(e, asked);
    struct buf code = { .a = rq->a };
    struct err err;

    *c = (struct case_page){ .type = NULL };
    page_begin(&c->p, rq, rs);
    if (number == 0) { /* a case code opens nothing */
        page_problem(&c->p, 404, SAY_problem_no_case, SAY_problem_no_case_text);
        return false;
    }
    engine_query_code(e, number, &code);
    c->code = buf_str(&code);
    if (appeal_file_load(e, rq->a, c->code, &c->file, &err))
        return true;
    page_failed(&c->p, &err);
    return false;
}

bool
case_text(struct case_page *c, const struct record *r, const char *field,
          struct str *ret_text)
{
    const struct appeal_text wanted = { r, field, "citizen" };
    bool erased;
    struct err err;

    if (!appeal_file_text(api_of(c->p.rq)->engine, c->p.rq->a, &wanted,
                          ret_text, &erased, &err)) {
        page_failed(&c->p, &err);
        return false;
    }
    if (erased)
        *ret_text = page_say(c->p.h.lang, SAY_case_erased);
    return true;
}

static struct standing
standing_of(const struct case_page *c)
{
    const struct appeal *s = &c->file.s;
    struct standing st = {
        .words = page_words(&c->p, "stage.", appeal_stage_word(s->stage)),
    };

    if (s->round > 1 && s->stage == APPEAL_STAGE_HANDLING)
        st.words = page_say(c->p.h.lang, SAY_case_second);
    st.slow = s->stage == APPEAL_STAGE_PAUSED ||
              s->stage == APPEAL_STAGE_DISPUTED ||
              s->stage == APPEAL_STAGE_REVIEW;
    st.good = s->stage == APPEAL_STAGE_REPLIED || !appeal_is_open(s);
    st.busy = !st.slow && !st.good;
    return st;
}

static bool
waits_for_answer(const struct appeal *s)
{
    return appeal_is_open(s) && s->stage != APPEAL_STAGE_REPLIED &&
           s->stage != APPEAL_STAGE_REVIEW;
}

bool
case_head_of(struct case_page *c, struct case_head *ret_head)
{
    const struct appeal *s = &c->file.s;
    enum appeal_warning clock =
        s->round > 1 ? APPEAL_WARNING_SECOND : APPEAL_WARNING_CLOSE;
    struct case_head h = {
        .code = c->code,
        .case_code = s->code,
        .standing = standing_of(c),
        .received_at = s->received_at,
        .unit = page_unit(&c->p, s->lead),
        .due_at = s->clock[clock].due,
    };

    if (!case_text(c, &c->file.records.at[0], "title", &h.title))
        return false;
    h.has_due = h.due_at != 0 && waits_for_answer(s);
    h.late = h.has_due && h.due_at < c->p.h.now;
    h.left = h.late ? c->p.h.now - h.due_at : h.due_at - c->p.h.now;
    *ret_head = h;
    return true;
}

bool
case_may(const struct case_page *c, const struct payload_type *type)
{
    const struct actor citizen = { STR("citizen"), STR(""), STR("") };

    return appeal_may(&c->file.s, type, &citizen, c->p.rules);
}

struct str
case_exit_say(const struct case_page *c)
{
    const struct record_list *l = &c->file.records;

    if (c->file.s.stage != APPEAL_STAGE_DIVERTED)
        return STR("");
    for (size_t i = l->n; i-- > 0;)
        if (l->at[i].type == &appeal_diverted_v1_type) {
            const struct appeal_diverted_v1 *d = l->at[i].data;
            const struct exit_rule *x = rules_exit(c->p.rules, d->exit);

            return x == NULL ? STR("") : page_name(&c->p, &x->say);
        }
    return STR("");
}

static struct promised_time
promise_of(const struct case_page *c, enum say what, enum appeal_warning clock)
{
    return (struct promised_time){
        .what = what,
        .unit = page_unit(&c->p, c->file.s.lead),
        .at = c->file.s.clock[clock].due,
        .counted = clock_counted(&c->p, &c->file, clock),
    };
}

size_t
case_promises(const struct case_page *c,
              struct promised_time promises[PROMISES])
{
    const struct appeal *s = &c->file.s;
    size_t n = 0;

    if (s->lead.n == 0)
        return 0;
    if (s->clock[APPEAL_WARNING_CONTACT].due != 0 &&
        s->privacy != APPEAL_PRIVACY_ANONYMOUS)
        promises[n++] =
            promise_of(c, SAY_promise_contact, APPEAL_WARNING_CONTACT);
    if (s->clock[APPEAL_WARNING_CLOSE].due != 0)
        promises[n++] = promise_of(c, SAY_promise_answer, APPEAL_WARNING_CLOSE);
    return n;
}
