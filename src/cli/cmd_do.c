/*
 * do: carry out commands from a JSON file or standard input: one object or a
 * list of them.
 *
 *     { "command": "sign_in", "case": "CODE",
 *       "as": { "role": "handler", "id": "h1", "unit": "U_WATER" },
 *       "at": "2026-09-18T10:00+08:00",          (now when left out)
 *       "fields": { ... } }                      (see gongzhi-events(5))
 *
 * Answers one JSON line a command; goes on after a refusal.
 */
#include <jansson.h>
#include <stdio.h>
#include <string.h>

#include "app/command_json.h"
#include "cli/cli.h"
#include "event/gen/appeal_events.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { INPUT_BYTES = 16 * 1024 * 1024, INPUT_CHUNK = 65536 };

/* One request and where its answer goes. */
struct job {
    struct engine *e;
    struct cli *c;
    size_t turn; /* from 1, for messages */
    struct command cmd;
    struct id id;
};

static int
answer_refused(const struct job *j, const struct verdict *v)
{
    struct buf out = { .a = j->c->a };
    struct str rule = str_of(v->rule);

    buf_addf(&out, "{\"turn\":%zu,\"refused\":", j->turn);
    buf_add_json(&out, rule);
    buf_add(&out, STR(",\"field\":"));
    buf_add_json(&out, str_of(v->field));
    buf_add(&out, STR(",\"words\":"));
    buf_add_json(&out, cli_phrase(j->e, "refusal.", rule));
    buf_add(&out, STR("}\n"));
    (void)fwrite(out.p, 1, out.n, stdout);
    return EXIT_REFUSED;
}

static int
answer_done(const struct job *j, const struct outcome *o)
{
    struct buf out = { .a = j->c->a };

    buf_addf(&out, "{\"turn\":%zu,\"id\":\"", j->turn);
    id_put(&out, o->id);
    buf_addf(&out, "\",\"position\":%llu", (unsigned long long)o->position);
    if (o->number > 0) {
        buf_add(&out, STR(",\"code\":"));
        buf_add_json(&out, o->code);
        buf_add(&out, STR(",\"query_code\":\""));
        engine_query_code(j->e, o->number, &out);
        buf_add_char(&out, '"');
    }
    buf_add(&out, STR(",\"events\":["));
    for (size_t i = 0; i < o->events_n; i++) {
        if (i > 0)
            buf_add_char(&out, ',');
        buf_add_json(&out, str_of(o->events[i].type->name));
    }
    buf_add(&out, STR("]}\n"));
    (void)fwrite(out.p, 1, out.n, stdout);
    return EXIT_DONE;
}

/* A file is sealed and written before it is attached: no command brings one. */
static const struct payload_type *
command_type(struct str name)
{
    if (str_eq(name, str_of(appeal_attach_type.name)))
        return NULL;
    return registry_find(modules_registry(), name, 0);
}

/* Everything but the case; the answer is a verdict. */
static struct verdict
read_request(struct job *j, const json_t *request)
{
    const json_t *as = json_object_get(request, "as");
    struct str at = json_member(request, "at");

    j->cmd.type = command_type(json_member(request, "command"));
    if (j->cmd.type == NULL)
        return refuse(REFUSED_VALUE, "unknown_command", "command");
    j->cmd.now = clock_now();
    if (at.n > 0 && !moment_parse(at, &j->cmd.now))
        return refuse(REFUSED_VALUE, "not_a_time", "at");
    j->cmd.actor =
        (struct actor){ json_member(as, "role"), json_member(as, "id"),
                        json_member(as, "unit") };
    if (j->cmd.actor.role.n == 0)
        return refuse(REFUSED_VALUE, "required", "as.role");
    return command_fields(j->c->a, j->cmd.type,
                          json_object_get(request, "fields"), &j->cmd.data);
}

static int
carry_out(struct job *j, const json_t *request)
{
    struct verdict v = read_request(j, request);
    struct str code = json_member(request, "case");
    struct outcome o;
    struct err err;
    bool ok;

    if (v.reason != ACCEPTED)
        return answer_refused(j, &v);
    if (j->cmd.type == &appeal_receive_type) {
        ok = engine_receive(j->e, j->c->a, &j->cmd, &o, &err);
    } else {
        ok = engine_find(j->e, j->c->a, code, &j->id, &err);
        if (!ok && err.kind == ERR_NOT_FOUND) {
            v = refuse(REFUSED_VALUE, "no_such_case", "case");
            return answer_refused(j, &v);
        }
        ok = ok && engine_do(j->e, j->c->a, appeal_stream(j->c->a, j->id),
                             &j->cmd, &o, &err);
    }
    if (!ok)
        return cli_fail(j->c, &err);
    return o.verdict.reason == ACCEPTED ? answer_done(j, &o)
                                        : answer_refused(j, &o.verdict);
}

static int
carry_out_all(struct job *j, const json_t *input)
{
    int status = EXIT_DONE;

    if (!json_is_array(input)) {
        j->turn = 1;
        return carry_out(j, input);
    }
    for (size_t i = 0; i < json_array_size(input); i++) {
        int one;

        j->turn = i + 1;
        one = carry_out(j, json_array_get(input, i));
        if (one == EXIT_FAILED)
            return one;
        if (one > status)
            status = one;
    }
    return status;
}

static bool
read_input(struct cli *c, const char *path, struct str *ret_text,
           struct err *err)
{
    struct buf b = { .a = c->a };
    char *chunk;
    size_t n;

    if (strcmp(path, "-") != 0)
        return file_read(c->a, path, INPUT_BYTES, ret_text, err);
    chunk = arena_alloc(c->a, INPUT_CHUNK);
    while ((n = fread(chunk, 1, INPUT_CHUNK, stdin)) > 0) {
        if (b.n + n > INPUT_BYTES)
            return fail(err, ERR_INPUT, "standard input: more than 16 MiB");
        buf_add(&b, (struct str){ chunk, n });
    }
    *ret_text = buf_str(&b);
    return true;
}

int
cmd_do(struct cli *c)
{
    struct job j = { .c = c };
    json_error_t where;
    json_t *input;
    struct str text = { NULL, 0 };
    struct err err;
    int status;

    if (!cli_words(c, 1, 1))
        return EXIT_USAGE;
    if (!read_input(c, c->argv[0], &text, &err))
        return cli_fail(c, &err);
    input = json_loadb(text.p, text.n, JSON_REJECT_DUPLICATES, &where);
    if (input == NULL) {
        (void)fprintf(stderr, "gongzhi do: %s:%d:%d: %s\n", c->argv[0],
                      where.line, where.column, where.text);
        return EXIT_REFUSED;
    }
    if (!cli_open(c, STORE_WRITE, 1, &j.e)) {
        json_decref(input);
        return EXIT_FAILED;
    }
    status = carry_out_all(&j, input);
    if (status != EXIT_FAILED && !engine_react(j.e, &err))
        status = cli_fail(c, &err);
    engine_close(j.e);
    json_decref(input);
    return status;
}
