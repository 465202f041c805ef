/* The words of a story about what somebody asks about his own data; see
 * scenario_run.h. */
#include "scenario_run.h"

#include "app/request/request_file.h"
#include "event/fill.h"
#include "sys/clock.h"

static const struct payload_type *
command_type(struct str name)
{
    for (size_t i = 0; i < REQUEST_TYPES_N; i++)
        if (request_types[i]->version == 0 &&
            str_eq(str_of(request_types[i]->name), name))
            return request_types[i];
    return NULL;
}

/* A;B as the ids of the cases, one behind the other. */
static bool
case_ids(struct story *st, struct str letters, struct str *ret_ids)
{
    struct buf b = { .a = st->a };
    struct str letter;

    while (str_cut(&letters, ';', &letter)) {
        const struct story_case *c = find_case(st, letter);

        if (c == NULL)
            return false;
        id_put(&b, c->id);
    }
    *ret_ids = buf_str(&b);
    return true;
}

/* Fill the command's fields; letters stand for cases. What cannot be filled is
 * a refusal. */
static bool
fill_all(struct story *st, const struct line *l,
         const struct payload_type *type, void *data)
{
    st->verdict = accept();
    for (size_t i = 0; i < l->n && st->verdict.reason == ACCEPTED; i++) {
        struct str value = l->piece[i].value;

        if ((str_eq(l->piece[i].key, STR("case_id")) ||
             str_eq(l->piece[i].key, STR("cases"))) &&
            !case_ids(st, value, &value))
            return false;
        st->verdict = payload_set(type, data, l->piece[i].key, value);
    }
    return true;
}

static bool
submit(struct story *st, struct str letter, const struct command *cmd)
{
    struct story_case *c = story_slot(st, letter);
    struct request_submit *s =
        arena_copy(st->a, cmd->data, sizeof(struct request_submit));
    struct command mine = *cmd;
    struct id id = id_new();
    struct outcome o;

    if (c == NULL || c->known)
        return fail(&st->err, ERR_INPUT, "submit as a new letter, A to Z");
    s->subject_id = id_new();
    mine.data = s;
    if (!engine_do(st->e, st->a, request_stream(st->a, id), &mine, &o,
                   &st->err))
        return false;
    st->verdict = o.verdict;
    if (o.verdict.reason == ACCEPTED)
        *c = (struct story_case){ .known = true, .id = id, .request = true };
    return true;
}

static bool
give(struct story *st, struct str rest, const struct command *cmd)
{
    struct str letter = next_word(&rest);
    const struct story_case *c;
    struct outcome o;

    if (cmd->type == &request_submit_type)
        return submit(st, next_word(&rest), cmd);
    c = find_case(st, letter);
    if (c == NULL || !engine_do(st->e, st->a, request_stream(st->a, c->id), cmd,
                                &o, &st->err))
        return false;
    st->verdict = o.verdict;
    return true;
}

/* ACTOR request COMMAND R | field: value */
bool
put_request(struct story *st, const struct line *l, struct actor actor,
            struct str rest)
{
    struct str name = next_word(&rest);
    const struct payload_type *type = command_type(name);
    void *data;

    if (type == NULL)
        return fail(&st->err, ERR_INPUT, "%.*s is no command to a request",
                    STR_ARG(name));
    data = arena_alloc(st->a, type->size);
    if (!fill_all(st, l, type, data))
        return false;
    return st->verdict.reason != ACCEPTED ||
           give(st, rest, &(struct command){ type, data, actor, st->now });
}

static bool
is_so(struct story *st, const struct request *s, const struct piece *p)
{
    struct buf is = { .a = st->a };

    if (str_eq(p->key, STR("stage")))
        buf_add(&is, request_stage_word(s->stage));
    else if (str_eq(p->key, STR("outcome")))
        buf_add(&is, str_of(request_outcome_words[s->outcome]));
    else if (str_eq(p->key, STR("late")))
        buf_add_i64(&is, s->late);
    else if (str_eq(p->key, STR("overdue")))
        buf_add_i64(&is, s->overdue);
    else if (str_eq(p->key, STR("due_day")))
        day_put(&is, moment_day(s->due_at));
    else if (str_eq(p->key, STR("fetch_day")))
        day_put(&is, moment_day(s->fetch_until));
    else
        return fail(&st->err, ERR_INPUT, "`asked` does not know %.*s",
                    STR_ARG(p->key));
    return str_eq(buf_str(&is), p->value) ||
           fail(&st->err, ERR_INPUT, "%.*s is %.*s", STR_ARG(p->key),
                STR_ARG(buf_str(&is)));
}

/* asked R | stage: closed | outcome: granted */
bool
check_asked(struct story *st, const struct line *l)
{
    struct str rest = l->head;
    struct buf hex = { .a = st->a };
    const struct story_case *c;
    struct request_file file;

    (void)next_word(&rest);
    c = find_case(st, str_trim(rest));
    if (c == NULL)
        return false;
    id_put(&hex, c->id);
    if (!request_file_load(st->e, st->a, buf_str(&hex), &file, &st->err))
        return false;
    for (size_t i = 0; i < l->n; i++)
        if (!is_so(st, &file.s, &l->piece[i]))
            return false;
    return true;
}
