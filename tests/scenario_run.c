/* The words of a story that do something; see scenario_run.h. */
#include "scenario_run.h"

#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "event/fill.h"
#include "event/gen/appeal_events.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { STORY_BYTES = 256 * 1024 };

struct str
next_word(struct str *rest)
{
    struct str s = str_trim(*rest);
    size_t n = 0;

    while (n < s.n && s.p[n] != ' ' && s.p[n] != '\t')
        n++;
    *rest = (struct str){ s.p + n, s.n - n };
    return (struct str){ s.p, n };
}

struct str
piece_of(const struct line *l, const char *key)
{
    for (size_t i = 0; i < l->n; i++)
        if (str_eq(l->piece[i].key, str_of(key)))
            return l->piece[i].value;
    return STR("");
}

struct story_case *
story_slot(struct story *st, struct str letter)
{
    if (letter.n != 1 || letter.p[0] < 'A' || letter.p[0] > 'Z')
        return NULL;
    return &st->cases[letter.p[0] - 'A'];
}

const struct story_case *
find_case(struct story *st, struct str letter)
{
    const struct story_case *c = story_slot(st, letter);

    if (c != NULL && c->known)
        return c;
    (void)fail(&st->err, ERR_INPUT, "there is no case %.*s", STR_ARG(letter));
    return NULL;
}

/* Open the folder that was made; timers and rules come from disk. */
static bool
open_engine(struct story *st)
{
    const struct engine_options o = {
        .dir = st->dir,
        .mode = STORE_WRITE,
        .unsafe_sync_off = 1,
        .recorded_at = st->recorded_at,
    };

    return engine_open(&o, &st->e, &st->err);
}

static bool
word_rules(struct story *st, const struct line *l)
{
    struct str rest = l->head;
    struct engine_birth b = { .dir = st->dir, .rulebook_dir = st->rulebook };

    (void)next_word(&rest);
    if (!day_parse(str_trim(rest), &b.from_day))
        return fail(&st->err, ERR_INPUT, "`rules` wants a day");
    st->now = b.now = day_start(b.from_day);
    st->recorded_at = clock_now() > b.now ? clock_now() : b.now;
    return engine_create(&b, &st->err) && open_engine(st);
}

/* +30m, +2h, +3d after now. */
static bool
parse_step(struct str s, int64_t now, int64_t *ret_at)
{
    int64_t n, unit;

    if (s.n < 3 || s.p[0] != '+')
        return false;
    unit = s.p[s.n - 1] == 'm'   ? MINUTE_MS
           : s.p[s.n - 1] == 'h' ? HOUR_MS
           : s.p[s.n - 1] == 'd' ? DAY_MS
                                 : 0;
    if (unit == 0 || !str_i64((struct str){ s.p + 1, s.n - 2 }, &n))
        return false;
    *ret_at = now + n * unit;
    return true;
}

static bool
word_at(struct story *st, const struct line *l)
{
    struct str rest = l->head;
    uint64_t fired;
    int64_t at;

    (void)next_word(&rest);
    rest = str_trim(rest);
    if (!parse_step(rest, st->now, &at) && !moment_parse(rest, &at))
        return fail(&st->err, ERR_INPUT, "%.*s is no moment", STR_ARG(rest));
    if (at < st->now)
        return fail(&st->err, ERR_INPUT,
                    "the clock of a story never goes back");
    st->now = at;
    st->mark = store_size(engine_store(st->e));
    return engine_timers(st->e, at, true, &fired, &st->err) &&
           engine_react(st->e, &st->err);
}

static bool
word_refused(struct story *st, const struct line *l)
{
    struct str rule = l->head, field = piece_of(l, "field");
    const char *got = st->verdict.field == NULL ? "" : st->verdict.field;

    (void)next_word(&rule); /* refused */
    (void)next_word(&rule); /* rule: */
    rule = str_trim(rule);
    if (!st->was_command)
        return fail(&st->err, ERR_INPUT, "no command stands before");
    if (st->verdict.reason == ACCEPTED)
        return fail(&st->err, ERR_INPUT, "the command was carried out");
    if (!str_eq(str_of(st->verdict.rule), rule) ||
        (field.n > 0 && !str_eq(str_of(got), field)))
        return fail(&st->err, ERR_INPUT, "refused by %s, field %s",
                    st->verdict.rule, got);
    if (store_size(engine_store(st->e)) != st->size)
        return fail(&st->err, ERR_INPUT, "refused, and yet the log grew");
    return true;
}

static bool
word_restart(struct story *st, const struct line *l)
{
    (void)l; /* says it all */
    engine_close(st->e);
    st->e = NULL;
    return open_engine(st);
}

static bool
word_rebuild(struct story *st, const struct line *l)
{
    (void)l; /* says it all */
    return engine_rebuild(st->e, NULL, &st->err);
}

static bool
word_story(struct story *st, const struct line *l)
{
    (void)st; /* a title is for people */
    (void)l;
    return true;
}

static const struct payload_type *
command_type(struct str name)
{
    for (size_t i = 0; i < APPEAL_TYPES_N; i++)
        if (appeal_types[i]->version == 0 &&
            str_eq(str_of(appeal_types[i]->name), name))
            return appeal_types[i];
    return NULL;
}

/* role[:person][@unit] */
static struct actor
parse_actor(struct str s)
{
    struct actor a = { .role = s };
    size_t at = str_find(s, STR("@")), colon;

    if (at != SIZE_MAX) {
        a.unit = (struct str){ s.p + at + 1, s.n - at - 1 };
        s.n = at;
    }
    colon = str_find(s, STR(":"));
    if (colon != SIZE_MAX) {
        a.id = (struct str){ s.p + colon + 1, s.n - colon - 1 };
        s.n = colon;
    }
    a.role = s;
    return a;
}

/* A case's letter stands for its id. */
static struct str
value_of(struct story *st, const struct payload_type *type,
         const struct piece *p)
{
    const struct field *f = payload_field(type, p->key);
    const struct story_case *c = story_slot(st, p->value);
    struct buf hex = { .a = st->a };

    if (f == NULL || f->kind != FIELD_ID || c == NULL || !c->known)
        return p->value;
    id_put(&hex, c->id);
    return buf_str(&hex);
}

/* Fill the command's fields. What cannot be filled is a refusal. */
static struct verdict
fill(struct story *st, const struct line *l, const struct payload_type *type,
     void *data)
{
    struct verdict v = accept();

    for (size_t i = 0; i < l->n && v.reason == ACCEPTED; i++)
        v = payload_set(type, data, l->piece[i].key,
                        value_of(st, type, &l->piece[i]));
    return v;
}

static bool
receive(struct story *st, struct str letter, const struct command *cmd)
{
    struct story_case *c = story_slot(st, letter);
    struct outcome o;

    if (c == NULL || c->known)
        return fail(&st->err, ERR_INPUT, "receive as a new letter, A to Z");
    if (!engine_receive(st->e, st->a, cmd, &o, &st->err))
        return false;
    st->verdict = o.verdict;
    if (o.verdict.reason == ACCEPTED)
        *c = (struct story_case){ true, o.id, o.number, false };
    return true;
}

static bool
put_command(struct story *st, struct str rest, const struct command *cmd)
{
    const struct story_case *c;
    struct str letter = next_word(&rest);
    struct outcome o;

    if (cmd->type == &appeal_receive_type)
        return receive(st, next_word(&rest), cmd);
    c = find_case(st, letter);
    if (c == NULL || !engine_do(st->e, st->a, appeal_stream(st->a, c->id), cmd,
                                &o, &st->err))
        return false;
    st->verdict = o.verdict;
    return true;
}

/* ACTOR request COMMAND R | field: value */
static bool
request_command(struct story *st, const struct line *l, struct actor actor,
                struct str rest)
{
    st->mark = st->size = store_size(engine_store(st->e));
    if (!put_request(st, l, actor, rest))
        return false;
    st->was_command = true;
    return engine_react(st->e, &st->err);
}

/* ACTOR COMMAND CASE | field: value */
static bool
word_command(struct story *st, const struct line *l)
{
    struct str rest = l->head;
    struct actor actor = parse_actor(next_word(&rest));
    struct str name = next_word(&rest);
    const struct payload_type *type = command_type(name);
    void *data;

    if (str_eq(name, STR("request")))
        return request_command(st, l, actor, rest);
    if (type == NULL)
        return fail(&st->err, ERR_INPUT, "%.*s is no word and no command",
                    STR_ARG(name));
    data = arena_alloc(st->a, type->size);
    const struct command cmd = { type, data, actor, st->now };
    st->mark = st->size = store_size(engine_store(st->e));
    st->verdict = fill(st, l, type, data);
    if (st->verdict.reason == ACCEPTED && !put_command(st, rest, &cmd))
        return false;
    st->was_command = true;
    return engine_react(st->e, &st->err);
}

static const struct {
    const char *word;
    word_answer *answer;
} words[] = {
    { "story", word_story },
    { "rules", word_rules },
    { "at", word_at },
    { "refused", word_refused },
    { "restart", word_restart },
    { "rebuild", word_rebuild },
    { "enact", enact_changed },
    { "expect", check_expect },
    { "happened", check_happened },
    { "count", check_count },
    { "unit", check_unit },
    { "outbox", check_outbox },
    { "text", check_text },
    { "contact", check_contact },
    { "asked", check_asked },
    { "verify", check_verify },
};

static word_answer *
answer_of(struct str head)
{
    struct str word = next_word(&head);

    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (str_eq(word, str_of(words[i].word)))
            return words[i].answer;
    return word_command;
}

/* Cut at " | " and each piece at its first colon. */
static bool
parse_line(struct story *st, struct str text, struct line *l)
{
    struct str bar = STR(" | ");
    bool first = true;

    l->n = 0;
    while (first || text.n > 0) {
        size_t at = str_find(text, bar);
        struct str part = { text.p, at == SIZE_MAX ? text.n : at };
        size_t colon = str_find(part, STR(": "));

        if (colon == SIZE_MAX && str_ends(str_trim(part), STR(":")))
            colon = str_find(part, STR(":")); /* an empty value */

        text = at == SIZE_MAX
                   ? STR("")
                   : (struct str){ text.p + at + bar.n, text.n - at - bar.n };
        if (first)
            l->head = str_trim(part);
        else if (l->n == PIECES)
            return fail(&st->err, ERR_INPUT, "too many pieces");
        else if (colon == SIZE_MAX)
            l->piece[l->n++] = (struct piece){ str_trim(part), { NULL, 0 } };
        else
            l->piece[l->n++] = (struct piece){
                str_trim((struct str){ part.p, colon }),
                str_trim(
                    (struct str){ part.p + colon + 1, part.n - colon - 1 }),
            };
        first = false;
    }
    return true;
}

/* A refusal that the story does not expect ends it. */
static bool
no_refusal(struct story *st, word_answer *next)
{
    if (!st->was_command || st->verdict.reason == ACCEPTED ||
        next == word_refused)
        return true;
    return fail(
        &st->err, ERR_INPUT, "the command before was refused: %s, field %s",
        st->verdict.rule, st->verdict.field == NULL ? "-" : st->verdict.field);
}

static bool
play_line(struct story *st, const struct line *l)
{
    word_answer *answer = answer_of(l->head);
    bool ok = no_refusal(st, answer);

    if (ok && st->e == NULL && answer != word_story && answer != word_rules)
        return fail(&st->err, ERR_INPUT, "`rules DAY` must come first");
    if (!ok)
        return false;
    if (answer != word_refused && answer != word_command)
        st->was_command = false;
    ok = answer(st, l);
    if (answer == word_refused)
        st->was_command = false;
    return ok;
}

static bool
play(struct story *st, struct str text, size_t *ret_line)
{
    struct str rest = text, line;
    struct line l = { .number = 0 };

    while (str_cut(&rest, '\n', &line)) {
        *ret_line = ++l.number;
        if (line.n == 0 || line.p[0] == '#')
            continue;
        if (!parse_line(st, line, &l) || !play_line(st, &l))
            return false;
    }
    return no_refusal(st, NULL);
}

static int
remove_one(const char *path, const struct stat *sb, int kind, struct FTW *ftw)
{
    (void)sb; /* all go */
    (void)kind;
    (void)ftw;
    return remove(path);
}

static const char *
make_root(struct arena *a)
{
    const char *tmp = getenv("TMPDIR");
    struct buf path = { .a = a };
    char *root;

    buf_addf(&path, "%s/gongzhi-story.XXXXXX", tmp == NULL ? "/tmp" : tmp);
    (void)buf_cstr(&path); /* puts the NUL */
    root = path.p;
    return mkdtemp(root);
}

bool
scenario_run(struct arena *a, const char *path, const char *rulebook,
             struct str *ret_why)
{
    struct story *st = arena_new(a, struct story);
    struct buf why = { .a = a }, dir = { .a = a };
    struct str text;
    size_t line = 0;
    bool ok;

    st->a = a;
    st->rulebook = rulebook;
    st->root = make_root(a);
    if (st->root == NULL) {
        *ret_why = STR("no temporary folder can be made");
        return false;
    }
    buf_addf(&dir, "%s/data", st->root);
    st->dir = buf_cstr(&dir);
    ok = file_read(a, path, STORY_BYTES, &text, &st->err) &&
         play(st, text, &line);
    engine_close(st->e);
    (void)nftw(st->root, remove_one, 16,
               FTW_DEPTH | FTW_PHYS); /* best effort */
    if (!ok) {
        buf_addf(&why, "%s:%zu: %s", path, line, st->err.text);
        *ret_why = buf_str(&why);
    }
    return ok;
}
