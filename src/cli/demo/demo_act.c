/* One command of a player: sent, counted, its refusals noted. */
#include "cli/demo/demo_internal.h"
#include "rulebook/forms/forms.h"

struct actor
demo_actor(const char *role, const char *id, struct str unit)
{
    return (struct actor){ str_of(role), str_of(id), unit };
}

struct command
demo_command(const struct demo *d, const struct payload_type *type,
             const void *data, struct actor actor)
{
    return (struct command){ type, data, actor, d->now };
}

static void
note_refusal(struct demo *d, const char *rule)
{
    struct demo_result *r = &d->result;
    size_t i = 0;

    r->unexpected += d->refusal_is_story ? 0 : 1;
    while (i < r->refused_n && !str_eq(r->refused[i].rule, str_of(rule)))
        i++;
    if (i == DEMO_RULES)
        return;
    if (i == r->refused_n)
        r->refused[r->refused_n++] = (struct demo_refused){ str_of(rule), 0 };
    r->refused[i].n++;
}

/* What makes a case worth showing. */
static int
interest_of(const struct outcome *o)
{
    int points = 0;

    for (size_t i = 0; i < o->events_n; i++) {
        const struct payload_type *t = o->events[i].type;

        points +=
            t == &appeal_ruled_v1_type || t == &appeal_second_opened_v1_type ? 3
            : t == &appeal_reviewed_v1_type                                  ? 2
            : t == &appeal_assist_done_v1_type ||
                    t == &appeal_dispatched_v1_type ||
                    t == &appeal_fed_back_v1_type
                ? 1
                : 0;
    }
    return points;
}

static void
count(struct demo_counts *n, const struct payload_type *type)
{
    int64_t *which = type == &appeal_receive_type   ? &n->received
                     : type == &appeal_sign_in_type ? &n->signed_in
                     : type == &appeal_contact_type ? &n->contacted
                     : type == &appeal_reply_type   ? &n->replied
                                                    : &n->other;

    ++*which;
}

bool
demo_send(struct demo *d, const struct demo_case *c, const struct command *cmd,
          bool *ret_ok, struct err *err)
{
    struct outcome o;

    if (!engine_do(d->e, d->turn, appeal_stream(d->turn, c->id), cmd, &o, err))
        return false;
    d->batch++;
    d->result.commands++;
    *ret_ok = o.verdict.reason == ACCEPTED;
    if (*ret_ok)
        count(&d->counts, cmd->type);
    if (*ret_ok)
        d->cases[c - d->cases].interest += interest_of(&o);
    else
        note_refusal(d, o.verdict.rule);
    return true;
}

bool
demo_load(struct demo *d, const struct demo_case *c,
          const struct appeal **ret_state, struct err *err)
{
    const void *state;

    if (!engine_state(d->e, d->turn, appeal_stream(d->turn, c->id), &state,
                      err))
        return false;
    *ret_state = state;
    return true;
}

static enum appeal_channel
any_channel(struct demo_random *r)
{
    static const struct {
        enum appeal_channel channel;
        int share;
    } ways[] = {
        { APPEAL_CHANNEL_HOTLINE, 52 },  { APPEAL_CHANNEL_MOBILE, 20 },
        { APPEAL_CHANNEL_WEB, 8 },       { APPEAL_CHANNEL_GRID, 8 },
        { APPEAL_CHANNEL_LETTER, 2 },    { APPEAL_CHANNEL_VISIT, 2 },
        { APPEAL_CHANNEL_DEPUTY, 1 },    { APPEAL_CHANNEL_MESSAGE, 3 },
        { APPEAL_CHANNEL_ON_BEHALF, 2 }, { APPEAL_CHANNEL_KIOSK, 2 },
    };
    int64_t at = demo_between(r, 1, 100);
    size_t i = 0;

    for (; i + 1 < sizeof(ways) / sizeof(ways[0]); i++) {
        at -= ways[i].share;
        if (at <= 0)
            break;
    }
    return ways[i].channel;
}

/* Who takes the message in. */
static struct actor
intake_actor(const struct demo *d, const struct demo_case *c,
             enum appeal_channel channel)
{
    struct str street = rules_street_unit(d->city.rules, c->about.where->code);

    if (channel == APPEAL_CHANNEL_GRID && street.n > 0)
        return demo_actor("handler", "grid-1", street);
    if (channel == APPEAL_CHANNEL_WEB || channel == APPEAL_CHANNEL_MOBILE)
        return demo_actor("citizen", "", STR(""));
    return demo_actor("operator", "op-1", STR("U_HOTLINE"));
}

/* Everybody is told, and agrees that his case be published. */
static void
tell(const struct demo_city *city, struct appeal_receive *m)
{
    m->notice = rules_notice(city->rules);
    m->told = m->notice.n > 0 ? APPEAL_TOLD_OTHER : APPEAL_TOLD_NONE;
    if (m->notice.n == 0)
        return;
    m->notice_lang = STR("zh-Hans");
    m->agreed_publish = 1;
}

bool
demo_receive(struct demo *d, size_t index, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    struct demo_random *r = &c->chance;
    struct appeal_receive m = { .channel = any_channel(r) };
    struct demo_text text;
    struct command cmd;
    struct outcome o;

    demo_text_make(&d->city, d->turn, r, &c->about, &text);
    m.title = text.title;
    m.body = text.body;
    m.place_text = text.place_text;
    m.kind = c->about.flavour == DEMO_PLAIN ? c->about.words->kind
                                            : APPEAL_KIND_NONE;
    if (c->citizen < 0)
        m.privacy = APPEAL_PRIVACY_ANONYMOUS;
    else
        m.contact = demo_contact(d->turn, c->citizen);
    if (c->citizen >= 0 && demo_chance(r, 60))
        m.caller = demo_caller(d->turn, r);
    if (m.kind == APPEAL_KIND_REPORT && demo_chance(r, 30))
        m.privacy = c->citizen < 0 ? APPEAL_PRIVACY_ANONYMOUS
                                   : APPEAL_PRIVACY_CONFIDENTIAL;
    if (demo_chance(r, 35))
        m.place = c->about.where->code;
    tell(&d->city, &m);
    cmd = demo_command(d, &appeal_receive_type, &m,
                       intake_actor(d, c, m.channel));
    if (!engine_receive(d->e, d->turn, &cmd, &o, err))
        return false;
    d->batch++;
    d->result.commands++;
    if (o.verdict.reason != ACCEPTED) {
        note_refusal(d, o.verdict.rule);
        return true;
    }
    c->id = o.id;
    c->number = o.number;
    d->result.cases++;
    count(&d->counts, cmd.type);
    return true;
}
