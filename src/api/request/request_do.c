/* See request_do.h. */
#include "api/request/request_do.h"

#include <assert.h>

#include "api/access/look.h"
#include "api/answer.h"
#include "app/appeal/appeal_file.h"
#include "event/gen/appeal_events.h"
#include "identity/phone/phone.h"
#include "sys/clock.h"

/* Requests of a person that are not answered yet. */
enum { OPEN_MOST = 5 };

static const struct str purpose_basis = {
    "个人信息保护法 第四十七条第一款第一项",
    sizeof("个人信息保护法 第四十七条第一款第一项") - 1
};

const struct payload_type *
request_command(struct str name)
{
    static const char *const inner[] = { "submit", "act", "tick" };

    for (size_t i = 0; i < sizeof(inner) / sizeof(inner[0]); i++)
        if (str_eq(name, str_of(inner[i])))
            return NULL;
    for (size_t i = 0; i < REQUEST_TYPES_N; i++)
        if (request_types[i]->version == 0 &&
            str_eq(name, str_of(request_types[i]->name)))
            return request_types[i];
    return NULL;
}

bool
request_cases_of(const struct http_request *rq, struct str account,
                 enum request_kind kind, struct person_cases *ret_cases,
                 struct err *err)
{
    struct identity *id = api_of(rq)->identity;
    struct person_cases *all = arena_new(rq->a, struct person_cases);
    bool by_code = request_code_proves(answer_rules(rq), kind);
    struct str phone;

    *ret_cases = (struct person_cases){ .n = 0 };
    if (!phone_of(id, rq->a, account, &phone, err) ||
        !person_cases_of(id, rq->a, account, phone, all, err))
        return false;
    for (size_t i = 0; i < all->n; i++)
        if (by_code || !all->joined[i])
            person_add(ret_cases, all->at[i], all->joined[i]);
    ret_cases->more = all->more;
    return true;
}

/* Of several cases the one that is meant. */
static void
narrow(struct person_cases *cases, struct id only)
{
    size_t kept = 0;

    for (size_t i = 0; i < cases->n; i++)
        if (id_eq(cases->at[i], only)) {
            cases->joined[0] = cases->joined[i];
            cases->at[0] = only;
            kept = 1;
        }
    cases->n = kept;
    cases->more &= kept == 0;
}

/* At the counter: the cases of the number he gave. */
static bool
cases_by_contact(const struct http_request *rq, const struct request_file *file,
                 struct person_cases *ret_cases, struct err *err)
{
    const struct appeal_text contact = { &file->records.at[0], "contact",
                                         "find again" };
    struct str phone;
    bool erased;

    return appeal_file_text(api_of(rq)->engine, rq->a, &contact, &phone,
                            &erased, err) &&
           (erased || person_cases_by(api_of(rq)->engine, rq->a,
                                      str_trim(phone), ret_cases, err));
}

bool
request_cases(const struct http_request *rq, const struct request_file *file,
              struct person_cases *ret_cases, struct err *err)
{
    const struct request *s = &file->s;

    *ret_cases = (struct person_cases){ .n = 0 };
    if (s->way == REQUEST_WAY_ACCOUNT) {
        if (!request_cases_of(rq, s->account, s->kind, ret_cases, err))
            return false;
        if (!id_is_none(s->case_id))
            narrow(ret_cases, s->case_id);
        return true;
    }
    if (!id_is_none(s->case_id)) {
        /* however he was proved: whoever else has the code reads it too */
        person_add(ret_cases, s->case_id, s->way == REQUEST_WAY_CODE);
        return true;
    }
    return cases_by_contact(rq, file, ret_cases, err);
}

/* How many of an account, or by the query code of a case, are not answered. */
static bool
count_open(const struct http_request *rq, const struct request_submit *s,
           int64_t *ret_n, struct err *err)
{
    bool by_code = s->way == REQUEST_WAY_CODE;
    const struct value v =
        by_code ? value_bytes(s->case_id.b, ID_BYTES) : value_text(s->account);
    struct cursor *c;

    if (!store_query(engine_store(api_of(rq)->engine),
                     by_code ? QUERY_REQUEST_OPEN_COUNT_OF_CODE
                             : QUERY_REQUEST_OPEN_COUNT,
                     &v, 1, &c, err))
        return false;
    err->kind = ERR_NONE;
    *ret_n = cursor_next(c, err) ? cursor_int(c) : 0;
    cursor_close(c);
    return err->kind == ERR_NONE;
}

/* Staff writes down what is about a case that they may know of. */
static bool
is_known(const struct http_request *rq, struct id case_id, bool *ret_known,
         struct err *err)
{
    if (look_knows(rq, case_id, ret_known, err))
        return true;
    *ret_known = false;
    return err->kind == ERR_NOT_FOUND;
}

/* Who is signed on asks about his own cases alone; who has a query code has
 * shown it. */
static bool
may_be_about(const struct http_request *rq, const struct request_submit *s,
             bool *ret_may, struct err *err)
{
    struct person_cases *cases = arena_new(rq->a, struct person_cases);

    *ret_may = s->way == REQUEST_WAY_CODE || id_is_none(s->case_id);
    if (*ret_may)
        return true;
    if (s->way == REQUEST_WAY_COUNTER)
        return is_known(rq, s->case_id, ret_may, err);
    if (!request_cases_of(rq, s->account, s->kind, cases, err))
        return false;
    narrow(cases, s->case_id);
    *ret_may = cases->n > 0;
    return true;
}

bool
request_take(const struct http_request *rq, const struct request_wish *wish,
             struct outcome *ret_outcome, struct err *err)
{
    struct request_submit *submit =
        arena_copy(rq->a, &wish->submit, sizeof(*submit));
    const struct command cmd = { &request_submit_type, submit, wish->actor,
                                 wish->now };
    struct order order = { .cmd = &cmd, .once = wish->once };
    int64_t open;
    bool may;

    if (engine_done_before(api_of(rq)->engine, rq->a, wish->once, ret_outcome,
                           err))
        return true; /* and counts among the open ones by now */
    if (err->kind != ERR_NONE || !count_open(rq, submit, &open, err) ||
        !may_be_about(rq, submit, &may, err))
        return false;
    submit->subject_id = id_new();
    *ret_outcome = (struct outcome){ .verdict = accept() };
    if (!may)
        ret_outcome->verdict = refuse(REFUSED_VALUE, "no_such_case", "case_id");
    else if (open >= OPEN_MOST)
        ret_outcome->verdict = refuse(REFUSED_RULE, "too_many_open", NULL);
    if (ret_outcome->verdict.reason != ACCEPTED)
        return true;
    order.stream = request_stream(rq->a, id_new());
    return engine_do_once(api_of(rq)->engine, rq->a, &order, ret_outcome, err);
}

static bool
is_barred(const struct http_request *rq, const struct appeal *s,
          struct appeal_bar *ret)
{
    if (s->erased)
        return false;
    if (!appeal_may_erase(s, answer_rules(rq), clock_now(), ret))
        return true;
    if (!appeal_is_open(s))
        return false;
    *ret = (struct appeal_bar){ "still_handled", purpose_basis, 0 };
    return true;
}

bool
request_bars(const struct http_request *rq, const struct request_file *file,
             struct request_bars *ret_bars, struct err *err)
{
    struct person_cases *cases = &ret_bars->cases;

    ret_bars->n = 0;
    if (!request_cases(rq, file, cases, err))
        return false;
    for (size_t i = 0; i < cases->n; i++) {
        struct appeal_file one;
        struct appeal_bar bar;

        if (!appeal_file_of(api_of(rq)->engine, rq->a, cases->at[i], &one, err))
            return false;
        if (is_barred(rq, &one.s, &bar))
            ret_bars->at[ret_bars->n++] =
                (struct request_bar){ one.s.code, bar };
    }
    return true;
}

/* The cases a deletion is carried out on, unless one of them must stay. */
static bool
cases_to_erase(const struct http_request *rq, const struct request_order *o,
               struct buf *out, struct verdict *ret_verdict, struct err *err)
{
    struct request_bars *bars = arena_new(rq->a, struct request_bars);
    const struct person_cases *cases = &bars->cases;

    if (!request_bars(rq, o->file, bars, err))
        return false;
    if (cases->more)
        *ret_verdict = refuse(REFUSED_RULE, "too_many_to_erase", NULL);
    else if (bars->n > 0)
        *ret_verdict = refuse(REFUSED_RULE, bars->at[0].bar.rule, NULL);
    for (size_t i = 0; i < cases->n; i++)
        id_put(out, cases->at[i]);
    return true;
}

/* Those a correction is carried out on: none when it does not say how things
 * should read, as requests did before they could. */
static bool
cases_to_correct(const struct http_request *rq, const struct request_order *o,
                 struct buf *out, struct verdict *ret_verdict, struct err *err)
{
    struct person_cases *cases = arena_new(rq->a, struct person_cases);

    if (o->file->records.n < 2 ||
        o->file->records.at[1].type != &request_correction_v1_type)
        return true;
    if (!request_cases(rq, o->file, cases, err))
        return false;
    if (cases->more)
        *ret_verdict = refuse(REFUSED_RULE, "too_many_to_correct", NULL);
    for (size_t i = 0; i < cases->n; i++)
        id_put(out, cases->at[i]);
    return true;
}

static_assert((int)PERSON_CASES <= (int)REQUEST_CASES,
              "a request is charged with all cases of its person");

/* What a grant is carried out on. */
static bool
charge(const struct http_request *rq, const struct request_order *o,
       struct command *cmd, struct verdict *ret_verdict, struct err *err)
{
    struct request_grant *grant = arena_copy(rq->a, cmd->data, sizeof(*grant));
    struct buf cases = { .a = rq->a };
    bool deletes = o->file->s.kind == REQUEST_KIND_DELETE;

    if (request_case_command(o->file->s.kind) == NULL ||
        !request_may(&o->file->s, cmd->type, &cmd->actor, answer_rules(rq)) ||
        payload_check(cmd->type, cmd->data).reason != ACCEPTED)
        return true; /* or the request itself will refuse */
    if (!(deletes ? cases_to_erase(rq, o, &cases, ret_verdict, err)
                  : cases_to_correct(rq, o, &cases, ret_verdict, err)))
        return false;
    grant->cases = buf_str(&cases);
    cmd->data = grant;
    return true;
}

bool
request_do(const struct http_request *rq, const struct request_order *o,
           struct outcome *ret_outcome, struct err *err)
{
    struct command cmd = *o->cmd;
    const struct order last = { o->file->stream, &cmd, o->once };

    *ret_outcome = (struct outcome){ .verdict = accept() };
    if (cmd.type == &request_grant_type &&
        !charge(rq, o, &cmd, &ret_outcome->verdict, err))
        return false;
    return ret_outcome->verdict.reason != ACCEPTED ||
           engine_do_once(api_of(rq)->engine, rq->a, &last, ret_outcome, err);
}
