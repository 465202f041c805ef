/*
 * Commands over HTTP: a message is taken in, a case gets a command from staff
 * or from its citizen.
 */
#include "api/access/program.h"
#include "api/answer.h"
#include "api/command_in.h"
#include "api/json.h"
#include "event/gen/appeal_events.h"
#include "feature/appeal/appeal.h"
#include "rulebook/access/access.h"
#include "sys/clock.h"

enum { CLOCKS = 4 };

/* One command on its way from a request to an answer. */
struct asked {
    const struct http_request *rq;
    struct http_response *rs;
    struct command_in in;    /* its stream empty: receive */
    struct pending *pending; /* once begun */
};

/* Lives as long as the request. */
static struct asked *
asked_new(const struct http_request *rq, struct http_response *rs)
{
    struct asked *q = arena_new(rq->a, struct asked);

    q->rq = rq;
    q->rs = rs;
    return q;
}

static bool
refused(const struct asked *q, struct verdict v)
{
    answer_refused(q->rq, q->rs, &v);
    return false;
}

static bool
problem(const struct asked *q, unsigned status, const char *rule,
        struct str detail)
{
    const struct http_problem p = { status, rule, NULL, detail };

    http_put_problem(q->rs, &p);
    return false;
}

/* What history alone may name. */
static struct verdict
check_history(const struct command *cmd)
{
    const struct appeal_receive *c = cmd->data;

    if (cmd->type != &appeal_receive_type ||
        str_eq(cmd->actor.role, STR("importer")))
        return accept();
    if (c->source.n > 0)
        return refuse(REFUSED_RIGHT, "no_right", "source");
    if (c->outside_id.n > 0)
        return refuse(REFUSED_RIGHT, "no_right", "outside_id");
    if (c->lead.n > 0)
        return refuse(REFUSED_RIGHT, "no_right", "lead");
    return accept();
}

/* The clocks that run, by name. */
static void
put_times(struct buf *out, const struct appeal *s)
{
    static const struct {
        const char *name;
        enum appeal_warning clock;
    } clocks[CLOCKS] = {
        { "contact_by", APPEAL_WARNING_CONTACT },
        { "due_at", APPEAL_WARNING_CLOSE },
        { "second_due_at", APPEAL_WARNING_SECOND },
        { "sign_by", APPEAL_WARNING_SIGN_IN },
    };

    for (int i = 0; i < CLOCKS; i++)
        json_time(out, clocks[i].name, s->clock[clocks[i].clock].due);
}

static void
put_done(const struct asked *q, const struct outcome *o, const struct appeal *s)
{
    struct buf *out = answer_json(q->rs);

    buf_add(out, STR("{\"id\":\""));
    id_put(out, o->id);
    buf_add_char(out, '"');
    json_text(out, "code", s->code);
    if (q->in.stream.n == 0) {
        json_name(out, "query_code");
        buf_add_char(out, '"');
        engine_query_code(api_of(q->rq)->engine, o->number, out);
        buf_add_char(out, '"');
    }
    json_int(out, "version", s->version);
    json_text(out, "stage", appeal_stage_word(s->stage));
    json_text(out, "matter", s->matter);
    json_text(out, "level", s->level);
    json_text(out, "lead", s->lead);
    put_times(out, s);
    json_int(out, "position", (int64_t)o->position);
    json_name(out, "events");
    json_open(out, '[');
    for (size_t i = 0; i < o->events_n; i++) {
        if (i > 0)
            buf_add_char(out, ',');
        buf_add_json(out, str_of(o->events[i].type->name));
    }
    buf_add(out, STR("]}\n"));
}

/* The state after it: for a new case what its first events add up to. */
static bool
state_after(const struct asked *q, const struct outcome *o,
            const struct appeal **ret_state, struct err *err)
{
    struct appeal *s;
    const void *state;

    if (q->in.stream.n > 0) {
        if (!engine_state(api_of(q->rq)->engine, q->rq->a, q->in.stream, &state,
                          err))
            return false;
        *ret_state = state;
        return state != NULL ||
               fail(err, ERR_NOT_FOUND, "the case is not there");
    }
    s = arena_new(q->rq->a, struct appeal);
    for (size_t i = 0; i < o->events_n; i++)
        appeal_apply(s, &o->events[i], q->in.cmd.now);
    *ret_state = s;
    return true;
}

static void
answer_done(const struct asked *q, const struct outcome *o)
{
    struct buf at = { .a = q->rq->a };
    const struct appeal *s;
    struct err err;

    if (!state_after(q, o, &s, &err)) {
        answer_failed(q->rq, q->rs, &err);
        return;
    }
    put_done(q, o, s);
    if (o->repeated)
        http_add_header(q->rs, "Idempotency-Replayed", STR("true"));
    if (q->in.stream.n > 0)
        return;
    buf_add(&at, STR("/api/v1/appeals/"));
    id_put(&at, o->id);
    http_add_header(q->rs, "Location", buf_str(&at));
    q->rs->status = o->repeated ? 200 : 201;
}

/* To a unit that the case is against, every "no" is that there is none. */
static void
answer_no(const struct asked *q, const struct verdict *v)
{
    const struct verdict none = refuse(REFUSED_VALUE, "no_such_case", NULL);
    const void *state = NULL;
    struct err err;

    if (q->in.stream.n > 0 && q->in.cmd.actor.unit.n > 0 &&
        !engine_state(api_of(q->rq)->engine, q->rq->a, q->in.stream, &state,
                      &err)) {
        answer_failed(q->rq, q->rs, &err);
        return;
    }
    if (state != NULL &&
        (appeal_relations(state, &q->in.cmd.actor, answer_rules(q->rq)) &
         RELATION_REPORTED) != 0)
        v = &none;
    answer_refused(q->rq, q->rs, v);
}

/* Its events are durable, or could not be. */
static void
answer_end(void *what, const struct http_request *rq, struct http_response *rs)
{
    const struct asked *q = what;
    struct outcome o;
    struct err err;

    if (!engine_end(q->pending, &o, &err)) {
        answer_failed(rq, rs, &err);
    } else if (o.verdict.reason != ACCEPTED) {
        answer_no(q, &o.verdict);
    } else {
        answer_done(q, &o);
        if (q->in.stream.n > 0)
            jobs_wake(api_of(rq)->jobs);
    }
}

static void
hand_over(void *what, void (*came)(void *context), void *context)
{
    engine_hand_over(((const struct asked *)what)->pending, came, context);
}

static void
carry_out(struct asked *q)
{
    const struct order order = { q->in.stream, &q->in.cmd, q->in.once };
    struct err err;

    if (!engine_begin(api_of(q->rq)->engine, q->rq->a, &order, &q->pending,
                      &err))
        answer_failed(q->rq, q->rs, &err);
    else if (engine_appends(q->pending))
        q->rs->later = (struct http_later){ hand_over, answer_end, q };
    else
        answer_end(q, q->rq, q->rs);
}

/* The fields of the command, then the command itself. */
static void
read_and_carry_out(struct asked *q, enum command_body body)
{
    struct verdict v;

    q->in.cmd.now = clock_now();
    if (!command_in_read(q->rq, q->rs, body, &q->in))
        return;
    v = check_history(&q->in.cmd);
    if (v.reason != ACCEPTED)
        answer_refused(q->rq, q->rs, &v);
    else
        carry_out(q);
}

void
api_receive(const struct http_request *rq, struct http_response *rs)
{
    struct asked *q = asked_new(rq, rs);

    q->in.cmd.type = &appeal_receive_type;
    q->in.cmd.actor.role = STR("citizen");
    if (http_header(rq, "X-Gongzhi-Role").n > 0) {
        if (!rq->local) {
            (void)problem(q, 403, "local_only",
                          STR("仅限本机访问 answered on this machine only"));
            return;
        }
        if (program_unknown(rq, rs) || !answer_staff(rq, rs, &q->in.cmd.actor))
            return;
    }
    read_and_carry_out(q, COMMAND_BARE);
}

static bool
find_stream(struct asked *q, struct str code)
{
    struct err err;
    struct id id;

    if (!engine_find(api_of(q->rq)->engine, q->rq->a, code, &id, &err)) {
        answer_failed(q->rq, q->rs, &err);
        return false;
    }
    q->in.stream = appeal_stream(q->rq->a, id);
    return true;
}

void
api_do(const struct http_request *rq, struct http_response *rs)
{
    struct asked *q = asked_new(rq, rs);

    q->in.cmd.type = api_command(http_param(rq, "command"));
    if (q->in.cmd.type == NULL)
        (void)refused(q, refuse(REFUSED_VALUE, "unknown_command", NULL));
    else if (answer_staff(rq, rs, &q->in.cmd.actor) &&
             find_stream(q, http_param(rq, "id")))
        read_and_carry_out(q, COMMAND_FIELDS);
}

void
api_citizen_do(const struct http_request *rq, struct http_response *rs)
{
    struct asked *q = asked_new(rq, rs);
    struct str name = http_param(rq, "command");
    struct str code = http_param(rq, "query_code");

    q->in.cmd.actor.role = STR("citizen");
    q->in.cmd.type = api_is_citizens(name) ? api_command(name) : NULL;
    if (q->in.cmd.type == NULL)
        (void)refused(q, refuse(REFUSED_VALUE, "unknown_command", NULL));
    else if (engine_query_number(api_of(rq)->engine, code) == 0)
        (void)refused(q, refuse(REFUSED_VALUE, "no_such_case", NULL));
    else if (find_stream(q, code))
        read_and_carry_out(q, COMMAND_FIELDS);
}
