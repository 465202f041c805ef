/* Which commands an entry takes, from whom, and what follows; see knowledge.h.
 */
#include "feature/knowledge/knowledge.h"

#include "base/date.h"
#include "rulebook/access/access.h"

/* A command that fits stage and rights. */
struct knowledge_ask {
    const struct knowledge *s;
    const struct command *cmd;
    struct rules now;
    struct event_list *out;
};

/* What may be told to an entry: as which right (rights.csv) and when. */
struct deed {
    const struct payload_type *type;
    const char *right;
    bool (*fits)(const struct knowledge *s);
    struct verdict (*answer)(const struct knowledge_ask *q);
};

static bool
is_new(const struct knowledge *s)
{
    return s->version == 0;
}

static bool
is_there(const struct knowledge *s)
{
    return s->version > 0;
}

static bool
is_written(const struct knowledge *s)
{
    return s->draft == KNOWLEDGE_DRAFT_WRITTEN;
}

static bool
is_submitted(const struct knowledge *s)
{
    return s->draft == KNOWLEDGE_DRAFT_SUBMITTED;
}

static bool
is_live(const struct knowledge *s)
{
    return s->live == KNOWLEDGE_LIVE_PUBLISHED;
}

/* "" or a day; *ret_at unchanged when there is none. */
static bool
read_day(struct str text, int64_t (*moment)(int32_t day), int64_t *ret_at)
{
    int32_t day;

    if (text.n == 0)
        return true;
    if (!day_parse(text, &day))
        return false;
    *ret_at = moment(day);
    return true;
}

static struct verdict
check_codes(const struct knowledge_ask *q, const struct knowledge_revised_v1 *e)
{
    if (rules_unit(q->now, e->unit) == NULL)
        return refuse(REFUSED_VALUE, "unknown_unit", "unit");
    if (e->matter.n > 0 && rules_matter(q->now, e->matter) == NULL)
        return refuse(REFUSED_VALUE, "unknown_matter", "matter");
    if (e->place.n > 0 && rules_place(q->now, e->place) == NULL)
        return refuse(REFUSED_VALUE, "unknown_place", "place");
    return accept();
}

/* Who may write for his own unit alone may not write for another. */
static bool
may_for(const struct knowledge_ask *q, const char *right, struct str unit)
{
    const struct actor *a = &q->cmd->actor;
    const struct access_order order = { str_of(right), a->role,
                                        a->unit.n > 0 && str_eq(a->unit, unit)
                                            ? RELATION_LEAD
                                            : 0 };

    return access_command(q->now, &order);
}

/* The text of a command as that of an event. */
static struct verdict
read_text(const struct knowledge_ask *q, const char *right,
          struct knowledge_revised_v1 *ret_e)
{
    const struct event given = { q->cmd->type, q->cmd->data };
    struct knowledge_revise c = { .title = { NULL, 0 } };
    struct verdict v;

    payload_carry(&given, &knowledge_revise_type, &c);
    *ret_e = (struct knowledge_revised_v1){
        .title = c.title,
        .question = c.question,
        .answer = c.answer,
        .matter = c.matter,
        .place = c.place,
        .basis = c.basis,
        .unit = c.unit.n > 0 ? c.unit : q->cmd->actor.unit,
        .by = q->cmd->actor.id,
    };
    v = check_codes(q, ret_e);
    if (v.reason != ACCEPTED)
        return v;
    if (!may_for(q, right, ret_e->unit))
        return refuse(REFUSED_RIGHT, "no_right", "unit");
    if (!read_day(c.valid_from, day_start, &ret_e->valid_from))
        return refuse(REFUSED_VALUE, "not_a_day", "valid_from");
    if (!read_day(c.valid_until, day_end, &ret_e->valid_until))
        return refuse(REFUSED_VALUE, "not_a_day", "valid_until");
    if (ret_e->valid_until != 0 && (ret_e->valid_until < ret_e->valid_from ||
                                    ret_e->valid_until < q->cmd->now))
        return refuse(REFUSED_VALUE, "knowledge_over", "valid_until");
    return accept();
}

static struct verdict
write_one(const struct knowledge_ask *q)
{
    struct knowledge_revised_v1 e;
    struct knowledge_written_v1 first = { .title = { NULL, 0 } };
    const struct event ev = { &knowledge_revised_v1_type, &e };
    struct verdict v = read_text(q, "knowledge_write", &e);

    if (v.reason != ACCEPTED)
        return v;
    payload_carry(&ev, &knowledge_written_v1_type, &first);
    return emit_knowledge_written_v1(q->out, &first);
}

static struct verdict
revise(const struct knowledge_ask *q)
{
    struct knowledge_revised_v1 e;
    struct verdict v = read_text(q, "knowledge_revise", &e);

    return v.reason == ACCEPTED ? emit_knowledge_revised_v1(q->out, &e) : v;
}

static struct verdict
submit(const struct knowledge_ask *q)
{
    const struct knowledge_submitted_v1 e = { q->cmd->actor.id };

    return emit_knowledge_submitted_v1(q->out, &e);
}

static bool
is_writer(const struct knowledge_ask *q)
{
    return str_eq(q->s->writer, q->cmd->actor.id);
}

static struct verdict
send_back(const struct knowledge_ask *q)
{
    const struct knowledge_send_back *c = q->cmd->data;
    const struct knowledge_returned_v1 e = { c->note, q->cmd->actor.id };

    return emit_knowledge_returned_v1(q->out, &e);
}

/* Codes may have gone from the rulebook since it was written. */
static struct verdict
approve(const struct knowledge_ask *q)
{
    const struct knowledge_text *t = &q->s->drafted;
    const struct knowledge_revised_v1 codes = { .unit = t->unit,
                                                .matter = t->matter,
                                                .place = t->place };
    const struct knowledge_published_v1 e = { q->s->edition + 1,
                                              q->cmd->actor.id,
                                              q->now.book->hash };
    struct verdict v = check_codes(q, &codes);

    if (v.reason != ACCEPTED)
        return v;
    if (is_writer(q))
        return refuse(REFUSED_RULE, "four_eyes", NULL);
    if (t->valid_until != 0 && t->valid_until < q->cmd->now)
        return refuse(REFUSED_RULE, "knowledge_over", NULL);
    return emit_knowledge_published_v1(q->out, &e);
}

static struct verdict
withdraw(const struct knowledge_ask *q)
{
    const struct knowledge_withdraw *c = q->cmd->data;
    const struct knowledge_withdrawn_v1 e = { c->reason, q->cmd->actor.id };

    return emit_knowledge_withdrawn_v1(q->out, &e);
}

static struct verdict
tick(const struct knowledge_ask *q)
{
    const struct knowledge_expired_v1 e = { 0 };
    int64_t due = knowledge_next_due(q->s);

    return due == 0 || due > q->cmd->now
               ? accept() /* nothing is due */
               : emit_knowledge_expired_v1(q->out, &e);
}

static const struct deed deeds[] = {
    { &knowledge_write_type, "knowledge_write", is_new, write_one },
    { &knowledge_revise_type, "knowledge_revise", is_there, revise },
    { &knowledge_submit_type, "knowledge_submit", is_written, submit },
    { &knowledge_send_back_type, "knowledge_send_back", is_submitted,
      send_back },
    { &knowledge_approve_type, "knowledge_approve", is_submitted, approve },
    { &knowledge_withdraw_type, "knowledge_withdraw", is_live, withdraw },
    { &knowledge_tick_type, "tick", is_there, tick },
};

static const struct deed *
deed_of(const struct payload_type *type)
{
    for (size_t i = 0; i < sizeof(deeds) / sizeof(deeds[0]); i++)
        if (deeds[i].type == type)
            return &deeds[i];
    return NULL;
}

/* Of the unit that answers for the text in question: for what is published when
 * that is withdrawn, else for what is drafted. A new entry has none yet: the
 * unit is looked at in read_text. */
static bool
has_right(const struct deed *d, const struct knowledge *s,
          const struct actor *a, struct rules now)
{
    struct str unit =
        d->answer == withdraw ? s->published.unit : s->drafted.unit;
    bool own = a->unit.n > 0 && (is_new(s) || str_eq(a->unit, unit));
    const struct access_order order = { str_of(d->right), a->role,
                                        own ? RELATION_LEAD : 0 };

    return access_command(now, &order);
}

bool
knowledge_may(const struct knowledge *s, const struct payload_type *command,
              const struct actor *actor, struct rules now)
{
    const struct deed *d = deed_of(command);

    return d != NULL && d->fits(s) && has_right(d, s, actor, now) &&
           (d->answer != approve || !str_eq(s->writer, actor->id));
}

struct verdict
knowledge_decide(const struct knowledge *s, const struct command *cmd,
                 struct rules now, struct event_list *out)
{
    const struct deed *d = deed_of(cmd->type);
    const struct knowledge_ask q = { s, cmd, now, out };
    struct verdict v;

    if (d == NULL)
        return refuse(REFUSED_VALUE, "unknown_command", NULL);
    v = payload_check(cmd->type, cmd->data);
    if (v.reason != ACCEPTED)
        return v;
    if (!has_right(d, s, &cmd->actor, now))
        return refuse(REFUSED_RIGHT, "no_right", NULL);
    if (d->type != &knowledge_tick_type && cmd->actor.id.n == 0)
        return refuse(REFUSED_RIGHT, "account_needed", NULL);
    if (is_new(s) && d->type != &knowledge_write_type)
        return refuse(REFUSED_STAGE, "no_such_knowledge", NULL);
    if (!d->fits(s))
        return refuse(REFUSED_STAGE, "knowledge_stage", NULL);
    return d->answer(&q);
}
