/* The words of a story that look at what is; see scenario_run.h. */
#include "scenario_run.h"

#include <string.h>

#include "app/request/request_file.h"
#include "feature/appeal/appeal.h"

enum kind { IS_TEXT, IS_INT, IS_LONG, IS_FLAG, IS_MOMENT, IS_WORD, IS_CASE };

/* What `expect` can ask of a case. */
struct fact {
    const char *name;
    enum kind kind;
    size_t offset;
    const char *const *words;
};

#define FACT(name, kind, member)                                               \
    {                                                                          \
        name, kind, offsetof(struct appeal, member), NULL                      \
    }
#define WORD(name, member, words)                                              \
    {                                                                          \
        name, IS_WORD, offsetof(struct appeal, member), words                  \
    }
#define CLOCK(name, which)                                                     \
    {                                                                          \
        name, IS_MOMENT, offsetof(struct appeal, clock[which].due), NULL       \
    }

static const struct fact facts[] = {
    FACT("code", IS_TEXT, code),
    FACT("place", IS_TEXT, place),
    FACT("matter", IS_TEXT, matter),
    FACT("level", IS_TEXT, level),
    FACT("lead", IS_TEXT, lead),
    FACT("first", IS_TEXT, first_unit),
    FACT("urgency", IS_INT, urgency),
    FACT("risk", IS_INT, risk),
    FACT("difficulty", IS_INT, difficulty),
    FACT("earlier", IS_LONG, earlier),
    FACT("hops", IS_INT, hops),
    FACT("lost", IS_LONG, lost),
    FACT("ruled", IS_FLAG, ruled),
    FACT("contacted", IS_FLAG, contacted),
    FACT("conferring", IS_FLAG, conferring),
    FACT("supervised", IS_FLAG, supervised),
    FACT("erased", IS_FLAG, erased),
    FACT("counted", IS_FLAG, reviewed_count),
    FACT("round", IS_INT, round),
    FACT("extensions", IS_INT, extensions),
    FACT("nudges", IS_INT, nudges),
    FACT("unreached", IS_INT, unreached),
    FACT("reopened", IS_INT, reopened),
    FACT("warned", IS_INT, warned),
    FACT("late", IS_LONG, late),
    FACT("merged_into", IS_CASE, merged_into),
    FACT("received_at", IS_MOMENT, received_at),
    FACT("pause_until", IS_MOMENT, pause_until),
    FACT("silence_at", IS_MOMENT, silence_at),
    FACT("closed_at", IS_MOMENT, closed_at),
    WORD("channel", channel, appeal_channel_words),
    WORD("regime", regime, appeal_regime_words),
    WORD("privacy", privacy, appeal_privacy_words),
    WORD("outcome", outcome, appeal_outcome_words),
    WORD("solved", solved, appeal_solved_words),
    WORD("satisfied", satisfied, appeal_satisfied_words),
    WORD("closed", closed_how, appeal_close_reason_words),
    CLOCK("place_by", APPEAL_WARNING_DISPATCH),
    CLOCK("sign_by", APPEAL_WARNING_SIGN_IN),
    CLOCK("object_by", APPEAL_WARNING_OBJECT),
    CLOCK("rule_by", APPEAL_WARNING_RULE),
    CLOCK("contact_by", APPEAL_WARNING_CONTACT),
    CLOCK("confer_by", APPEAL_WARNING_CONFER),
};

/* A story writes whole seconds; 24:00 is 23:59:59. */
static void
put_moment(struct buf *b, int64_t at)
{
    if (at != 0)
        moment_put(b, at / SECOND_MS * SECOND_MS);
}

static void
put_case_letter(struct story *st, struct buf *b, struct id id)
{
    for (size_t i = 0; i < CASES; i++)
        if (st->cases[i].known && id_eq(st->cases[i].id, id))
            buf_add_char(b, (char)('A' + i));
}

static void
put_fact(struct story *st, struct buf *b, const struct fact *f,
         const struct appeal *s)
{
    const char *at = (const char *)s + f->offset;
    unsigned choice;

    switch (f->kind) {
    case IS_TEXT:
        buf_add(b, *(const struct str *)(const void *)at);
        break;
    case IS_INT:
        buf_add_i64(b, *(const int *)(const void *)at);
        break;
    case IS_LONG:
        buf_add_i64(b, *(const int64_t *)(const void *)at);
        break;
    case IS_FLAG:
        buf_add_i64(b, *(const bool *)at);
        break;
    case IS_MOMENT:
        put_moment(b, *(const int64_t *)(const void *)at);
        break;
    case IS_WORD:
        memcpy(&choice, at, sizeof(choice));
        buf_add(b, str_of(f->words[choice]));
        break;
    case IS_CASE:
        put_case_letter(st, b, *(const struct id *)(const void *)at);
        break;
    }
}

static const struct fact *
fact_named(struct str name)
{
    for (size_t i = 0; i < sizeof(facts) / sizeof(facts[0]); i++)
        if (str_eq(name, str_of(facts[i].name)))
            return &facts[i];
    return NULL;
}

/* When the answer of this handling is due, or 0. */
static int64_t
answer_due(const struct appeal *s)
{
    return s->clock[s->round > 1 ? APPEAL_WARNING_SECOND : APPEAL_WARNING_CLOSE]
        .due;
}

static void
put_helpers(struct buf *b, const struct appeal_helper *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (i > 0)
            buf_add_char(b, ';');
        buf_add(b, list[i].unit);
        if (list[i].done)
            buf_add(b, STR(" done"));
    }
}

/* False when there is no such fact. */
static bool
put_named(struct story *st, struct buf *b, struct str name,
          const struct appeal *s)
{
    const struct fact *f = fact_named(name);

    if (f != NULL)
        put_fact(st, b, f, s);
    else if (str_eq(name, STR("stage")))
        buf_add(b, appeal_stage_word(s->stage));
    else if (str_eq(name, STR("due")))
        put_moment(b, answer_due(s));
    else if (str_eq(name, STR("assisting")))
        put_helpers(b, s->helpers, s->helpers_n);
    else if (str_eq(name, STR("summoned")))
        put_helpers(b, s->summoned, s->summoned_n);
    else
        return false;
    return true;
}

/* The reading must say the same as the log, also after a rebuild. */
static bool
same_reading(struct story *st, int64_t number, const struct appeal *s)
{
    const struct value v[] = { value_int(number - 1), value_text(STR("")),
                               value_text(STR("")), value_text(STR("")),
                               value_int(1) };
    struct cursor *c;
    bool same = false;

    if (!store_query(engine_store(st->e), QUERY_APPEAL_LIST, v, 5, &c,
                     &st->err))
        return false;
    if (cursor_next(c, &st->err))
        same = cursor_int(c) == number && str_eq(cursor_text(c), s->code) &&
               str_eq(cursor_text(c), appeal_stage_word(s->stage)) &&
               str_eq(cursor_text(c), s->level) &&
               str_eq(cursor_text(c), s->matter) &&
               str_eq(cursor_text(c), s->place) &&
               str_eq(cursor_text(c), s->lead) &&
               cursor_int(c) == s->received_at &&
               cursor_int(c) == answer_due(s);
    cursor_close(c);
    return same || fail(&st->err, ERR_CORRUPT,
                        "the reading of the case is not what the log says");
}

/* The case named by the second word of the line. */
static const struct story_case *
named_case(struct story *st, const struct line *l)
{
    struct str rest = l->head;

    (void)next_word(&rest);
    return find_case(st, str_trim(rest));
}

bool
check_expect(struct story *st, const struct line *l)
{
    const struct story_case *c = named_case(st, l);
    const void *state;
    const struct appeal *s;

    if (c == NULL || !engine_state(st->e, st->a, appeal_stream(st->a, c->id),
                                   &state, &st->err))
        return false;
    s = state;
    for (size_t i = 0; i < l->n; i++) {
        struct buf is = { .a = st->a };

        if (!put_named(st, &is, l->piece[i].key, s))
            return fail(&st->err, ERR_INPUT, "expect knows no %.*s",
                        STR_ARG(l->piece[i].key));
        if (!str_eq(buf_str(&is), l->piece[i].value))
            return fail(&st->err, ERR_INPUT, "%.*s is %.*s, not %.*s",
                        STR_ARG(l->piece[i].key), STR_ARG(buf_str(&is)),
                        STR_ARG(l->piece[i].value));
    }
    return same_reading(st, c->number, s);
}

static void
put_field(struct story *st, struct buf *b, const struct field *f,
          const void *data)
{
    struct id id;

    switch (f->kind) {
    case FIELD_TEXT:
        buf_add(b, field_text(f, data));
        break;
    case FIELD_INT:
        buf_add_i64(b, field_number(f, data));
        break;
    case FIELD_TIME:
        put_moment(b, field_number(f, data));
        break;
    case FIELD_CHOICE:
        buf_add(b, field_choice(f, data));
        break;
    case FIELD_ID:
        id = field_id(f, data);
        put_case_letter(st, b, id);
        break;
    }
}

/* Is it an event of this type with these fields? */
static bool
fits(struct story *st, const struct record *r, const struct line *l)
{
    if (!str_eq(str_of(r->type->name), l->piece[0].key))
        return false;
    for (size_t i = 1; i < l->n; i++) {
        const struct field *f = payload_field(r->type, l->piece[i].key);
        struct buf is = { .a = st->a };

        if (str_eq(l->piece[i].key, STR("at"))) {
            put_moment(&is, r->occurred_at);
        } else {
            if (f == NULL || (f->flags & FIELD_PERSONAL) != 0)
                return false;
            put_field(st, &is, f, r->data);
        }
        if (!str_eq(buf_str(&is), l->piece[i].value))
            return false;
    }
    return true;
}

/* A case's stream, or that of a unit's assessment. */
bool
load_named(struct story *st, struct str name, struct record_list *records)
{
    struct buf unit = { .a = st->a };
    const struct story_case *c;
    struct str stream;

    records->a = st->a;
    if (name.n == 1) {
        c = find_case(st, name);
        if (c == NULL)
            return false;
        stream = c->request ? request_stream(st->a, c->id)
                            : appeal_stream(st->a, c->id);
    } else {
        buf_addf(&unit, "assessment/%.*s", STR_ARG(name));
        stream = buf_str(&unit);
    }
    return store_load(engine_store(st->e), stream, records, &st->err);
}

/* word NAME | event_type | field: value ... */
static bool
count_events(struct story *st, const struct line *l, uint64_t from,
             int64_t *ret_n)
{
    struct record_list records = { 0 };
    struct str rest = l->head;

    (void)next_word(&rest);
    if (l->n == 0)
        return fail(&st->err, ERR_INPUT, "which event?");
    if (!load_named(st, str_trim(rest), &records))
        return false;
    *ret_n = 0;
    for (size_t i = 0; i < records.n; i++)
        *ret_n += records.at[i].position >= from && fits(st, &records.at[i], l);
    return true;
}

/* What did happen since the mark, for the one who mends the story. */
static bool
tell_happened(struct story *st, const struct line *l)
{
    struct record_list records = { 0 };
    struct buf b = { .a = st->a };
    struct str rest = l->head;

    (void)next_word(&rest);
    if (!load_named(st, str_trim(rest), &records))
        return false;
    for (size_t i = 0; i < records.n; i++) {
        if (records.at[i].position < st->mark)
            continue;
        buf_addf(&b, " %s ", records.at[i].type->name);
        payload_encode(&b, records.at[i].type, records.at[i].data);
    }
    return fail(&st->err, ERR_INPUT, "that did not happen, but:%.*s",
                STR_ARG(buf_str(&b)));
}

bool
check_happened(struct story *st, const struct line *l)
{
    int64_t n = 0;

    if (!count_events(st, l, st->mark, &n))
        return false;
    return n > 0 || tell_happened(st, l);
}

/* count NAME | event_type | field: value ... | N */
bool
check_count(struct story *st, const struct line *l)
{
    struct line what = *l;
    int64_t n = 0, wanted = 0;

    if (l->n < 2 || !str_i64(l->piece[l->n - 1].key, &wanted))
        return fail(&st->err, ERR_INPUT, "the last piece is the number");
    what.n--;
    if (!count_events(st, &what, 0, &n))
        return false;
    return n == wanted ||
           fail(&st->err, ERR_INPUT, "it happened %lld times", (long long)n);
}
