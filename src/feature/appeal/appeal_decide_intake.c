/*
 * Intake: a message becomes a case. Exits first (北京条例 art. 11), then the
 * matter, the level, the promise and the unit; whatever is not sure goes to a
 * person's queue. Also merging, and telling the citizens of merged cases.
 */
#include "feature/appeal/appeal_ask.h"
#include "feature/appeal/feeling/appeal_feeling.h"

#include "base/utf8.h"
#include "codes/case_code.h"
#include "feature/appeal/intake/appeal_answers.h"
#include "feature/appeal/intake/appeal_consent.h"
#include "rulebook/classify.h"
#include "text/point.h"

static struct str
channel_code(enum appeal_channel c)
{
    static const char *const codes[] = {
        "00", "12", "WB", "AP", "LT", "VT", "GR", "DP", "SO",
        "MS", "OP", "KS", "OB", "EM", "SM", "O3", "IM",
    };

    return str_of(codes[c]);
}

/* How often the citizen asked for the same before (domain.md 2.2: repeats). */
static int64_t
times_before(struct str earlier, struct str matter)
{
    struct str rest = earlier, m;
    int64_t n = 0;

    while (matter.n > 0 && str_cut(&rest, ';', &m))
        n += str_eq(m, matter);
    return n;
}

/* Answers lie under a key of their own, so that they can go alone. */
static struct verdict
answered(const struct ask *q)
{
    const struct appeal_receive *c = q->cmd->data;
    const struct appeal_answered_v1 e = {
        .subject_id = c->answers_id,
        .answers = { .text = c->answers },
    };

    return c->answers.n == 0 ? accept() : emit_appeal_answered_v1(q->out, &e);
}

static struct verdict
emit_received(const struct ask *q, struct str place, int64_t earlier)
{
    const struct appeal_receive *c = q->cmd->data;
    struct buf code = { .a = q->out->a };
    struct str fallback =
        rules_setting(q->rules->now, STR("default_regime"), STR("hotline"));
    enum appeal_regime regime = c->regime != APPEAL_REGIME_NONE ? c->regime
                                : str_eq(fallback, STR("petition"))
                                    ? APPEAL_REGIME_PETITION
                                    : APPEAL_REGIME_HOTLINE;

    case_code_put(&code,
                  rules_setting(q->rules->now, STR("city_code"), STR("000000")),
                  moment_day(q->cmd->now), channel_code(c->channel), c->number);
    const struct appeal_received_v3 e = {
        .subject_id = c->subject_id,
        .contact_id = c->contact_id,
        .number = c->number,
        .code = buf_str(&code),
        .channel = c->channel,
        .regime = regime,
        .kind = c->kind,
        .privacy = c->privacy == APPEAL_PRIVACY_NONE ? APPEAL_PRIVACY_OPEN
                                                     : c->privacy,
        .place = place,
        .place_path = c->place_path,
        .source = c->source,
        .outside_id = c->outside_id,
        .earlier = earlier,
        .title = { .text = c->title },
        .body = { .text = c->body },
        .place_text = { .text = c->place_text },
        .point = { .text = c->point },
        .caller = { .text = c->caller },
        .contact = { .text = c->contact },
        .notice = c->notice,
        .notice_lang = c->notice_lang,
        .told = c->told,
        .agreed_publish = c->agreed_publish,
        .agreed_sensitive = c->agreed_sensitive,
        .guardian = c->guardian,
    };
    struct verdict v = emit_appeal_received_v3(q->out, &e);

    return v.reason == ACCEPTED ? answered(q) : v;
}

struct verdict
ask_queue(const struct ask *q, enum appeal_queue_reason reason,
          struct str candidates)
{
    const struct appeal_queued_v1 e = {
        .reason = reason,
        .candidates = candidates,
        .place_by =
            ask_times_or_none(q, q->s->level, "dispatch", q->cmd->now).due,
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_queued_v1(q->out, &e);
}

/* Someone who asks for the third time has a hard case (domain.md 2.2, L4). */
static int
difficulty_of(const struct ask *q, int found, int64_t earlier)
{
    int64_t repeat = rules_number(q->rules->now, STR("repeat_hard_n"), 2);

    return earlier >= repeat ? 3 : found;
}

static struct verdict
emit_placed(const struct ask *q, const struct appeal_placed_v1 *found,
            struct str *ret_level)
{
    struct appeal_placed_v1 e = *found;

    e.level = rules_level(q->rules->now, (int)e.urgency, (int)e.risk,
                          (int)e.clarity, (int)e.difficulty);
    e.rules = q->rules->now.book->hash;
    e.rules_day = q->rules->now.day;
    *ret_level = e.level;
    return emit_appeal_placed_v1(q->out, &e);
}

static enum appeal_queue_reason
why_queued(const char *why)
{
    return str_eq(str_of(why), STR("calendar_missing"))
               ? APPEAL_QUEUE_REASON_CALENDAR_MISSING
               : APPEAL_QUEUE_REASON_NO_DEADLINE;
}

struct verdict
ask_promise(const struct ask *q, const struct placing *p, int64_t from)
{
    struct times close;
    const char *why;

    if (!ask_times(q, p->level, "close", from, &close, &why))
        return refuse(REFUSED_RULE, why, NULL);
    const struct appeal_promised_v1 e = {
        .contact_by = ask_times_or_none(q, p->level, "contact", from).due,
        .due_at = close.due,
        .warn_at = close.warn,
        .basis = utf8_head(close.basis, 200),
        .rules = q->rules->now.book->hash,
    };
    return emit_appeal_promised_v1(q->out, &e);
}

static struct verdict
emit_assisting(const struct ask *q, const struct dispatch *d,
               const struct placing *p, struct str lead)
{
    struct verdict v = accept();

    for (size_t i = 0; i < d->assisting_n && v.reason == ACCEPTED; i++) {
        struct str unit =
            rules_unit_at(q->rules->now, d->assisting[i], p->place);

        if (unit.n == 0 || str_eq(unit, lead) || ask_is_reported(q, unit))
            continue;
        const struct appeal_assisting_v1 e = {
            .unit = unit,
            .due_at = ask_assist_by(q, p->level),
        };
        v = emit_appeal_assisting_v1(q->out, &e);
    }
    return v;
}

struct verdict
ask_dispatch(const struct ask *q, const struct placing *p)
{
    const struct dispatch *d =
        rules_dispatch(q->rules->now, p->matter, p->place);
    struct handover h = {
        .lead = p->lead,
        .how = p->how,
        .hop = p->hop,
        .level = p->level,
    };
    struct verdict v;

    if (p->lead.n > 0) {
        h.basis = d == NULL ? STR("") : d->basis.text;
        return ask_handover(q, &h);
    }
    if (d == NULL || (h.lead = rules_lead(q->rules->now, d, p->place)).n == 0)
        return ask_queue(q, APPEAL_QUEUE_REASON_PLACE_UNKNOWN, p->matter);
    if (ask_is_reported(q, h.lead)) /* a person finds another */
        return ask_queue(q, APPEAL_QUEUE_REASON_UNIT_UNKNOWN, p->matter);
    h.basis = d->basis.text;
    v = ask_handover(q, &h);
    return v.reason == ACCEPTED ? emit_assisting(q, d, p, h.lead) : v;
}

/* Matter and level are known: promise, then dispatch. */
static struct verdict
go_on(const struct ask *q, const struct appeal_placed_v1 *found,
      struct placing *p, int64_t from)
{
    struct times close;
    const char *why;
    struct verdict v = emit_placed(q, found, &p->level);

    if (v.reason != ACCEPTED)
        return v;
    if (!ask_times(q, p->level, "close", from, &close, &why))
        return ask_queue(q, why_queued(why), p->matter);
    v = ask_promise(q, p, from);
    return v.reason == ACCEPTED ? ask_dispatch(q, p) : v;
}

static struct verdict
leave_by_exit(const struct ask *q, const struct finding *f)
{
    const struct exit_rule *x = rules_exit(q->rules->now, f->exit);
    const struct appeal_diverted_v1 e = {
        .exit = f->exit,
        .to = x == NULL ? STR("") : x->to,
        .because = f->exit_because,
        .how = APPEAL_HOW_KEYWORDS,
        .rules = q->rules->now.book->hash,
    };

    return emit_appeal_diverted_v1(q->out, &e);
}

/* The place whose middle is nearest to the point, when the city's rules say
 * how near is near enough. */
static struct str
place_of_point(const struct ask *q)
{
    const struct appeal_receive *c = q->cmd->data;
    int64_t metres =
        rules_number(q->rules->now, STR("place_by_point_metres"), 0);
    struct point p;

    if (metres <= 0 || !point_parse(c->point, &p))
        return STR("");
    return rules_place_near(q->rules->now, p, metres);
}

/* The place: given, or named in the texts, or near the point. */
static struct str
place_of(const struct ask *q, const struct finding *f)
{
    const struct appeal_receive *c = q->cmd->data;
    struct str place;

    if (c->place.n > 0)
        return c->place;
    place = rules_find_place(q->out->a, q->rules->now, c->place_text);
    if (place.n == 0)
        place = f->place;
    return place.n > 0 ? place : place_of_point(q);
}

/* A place of the rulebook, or an external one (~name). */
static bool
knows_place(const struct ask *q, struct str place)
{
    return place.n == 0 || place.p[0] == '~' ||
           rules_place(q->rules->now, place) != NULL;
}

/* A point is given well, or not at all; 0,0 stands for not known. */
static bool
is_point(struct str text)
{
    struct point p;

    return text.n == 0 || (point_parse(text, &p) && point_is_known(p));
}

/* Does somebody type who has the form before him: the citizen on our page, or
 * staff who speak with him (form_channels)? Who writes down a letter, or a
 * program that carries on what it got, has not. */
static bool
is_typed(const struct ask *q)
{
    const struct appeal_receive *c = q->cmd->data;
    struct str channel = str_of(appeal_channel_words[c->channel]);

    if (c->source.n > 0 || c->channel == APPEAL_CHANNEL_IMPORT ||
        c->told == APPEAL_TOLD_OTHER)
        return false;
    return c->told != APPEAL_TOLD_NONE ||
           (!str_eq(q->cmd->actor.role, STR("citizen")) &&
            rules_lists(q->rules->now, STR("form_channels"), channel));
}

/* Answers and consent. An emergency waits for no field. */
static struct verdict
check_form(const struct ask *q, const struct finding *f)
{
    const struct appeal_receive *c = q->cmd->data;
    const struct answer_sheet sheet = {
        .matter = f->matter,
        .answers = c->answers,
        .complete = f->exit.n == 0 && is_typed(q),
    };
    struct verdict v = answers_check(q->out->a, q->rules->now, &sheet);

    return v.reason == ACCEPTED
               ? appeal_consent_check(q->rules->now, f->matter, c)
               : v;
}

static struct verdict
check_values(const struct ask *q)
{
    const struct appeal_receive *c = q->cmd->data;

    if (c->place_path.n == 0 && !knows_place(q, c->place))
        return refuse(REFUSED_VALUE, "unknown_place", "place");
    if (!is_point(c->point))
        return refuse(REFUSED_VALUE, "not_a_point", "point");
    if (c->number < 1 || id_is_none(c->subject_id))
        return refuse(REFUSED_VALUE, "required", "number");
    return accept();
}

struct verdict
appeal_receive(const struct ask *q)
{
    const struct appeal_receive *c = q->cmd->data;
    struct finding f;
    struct feeling felt;
    struct placing p;
    struct verdict v = check_values(q);
    int64_t earlier;

    if (v.reason != ACCEPTED)
        return v;
    rules_classify(q->out->a, q->rules->now, c->title, c->body, &f);
    ask_look(q, (const struct str[]){ c->title, c->body }, 2, &felt);
    f.risk = feeling_risk(q->rules->now, &felt, f.risk);
    v = check_form(q, &f);
    if (v.reason != ACCEPTED)
        return v;
    p = (struct placing){
        .matter = f.matter,
        .place = place_of(q, &f),
        .lead = c->lead,
        .how = c->lead.n > 0 ? APPEAL_HOW_HISTORY : APPEAL_HOW_KEYWORDS,
        .hop = 1,
    };
    earlier = times_before(c->earlier, f.matter);
    v = emit_received(q, p.place, earlier);
    if (v.reason == ACCEPTED && c->against.n > 0)
        v = ask_accuse(q, c->against);
    if (v.reason == ACCEPTED)
        v = ask_feel(q, &felt);
    if (v.reason != ACCEPTED)
        return v;
    if (f.exit.n > 0)
        return leave_by_exit(q, &f);
    if (f.matter.n == 0)
        return ask_queue(q,
                         f.why == FINDING_AMBIGUOUS
                             ? APPEAL_QUEUE_REASON_AMBIGUOUS
                             : APPEAL_QUEUE_REASON_NO_MATCH,
                         f.candidates);
    const struct appeal_placed_v1 found = {
        .matter = f.matter,
        .how = APPEAL_HOW_KEYWORDS,
        .confidence = f.confidence,
        .because = utf8_head(f.because, 300),
        .urgency = f.urgency,
        .risk = f.risk,
        .clarity = f.clarity,
        .difficulty = difficulty_of(q, f.difficulty, earlier),
    };
    return go_on(q, &found, &p, q->cmd->now);
}

struct verdict
appeal_place(const struct ask *q)
{
    const struct appeal_place *c = q->cmd->data;
    struct placing p = {
        .matter = c->matter,
        .place = c->place.n > 0 ? c->place : q->s->place,
        .how = APPEAL_HOW_PERSON,
        .hop = q->s->hops + 1,
    };
    const struct appeal_placed_v1 found = {
        .matter = c->matter,
        .place = c->place,
        .how = APPEAL_HOW_PERSON,
        .confidence = 1000,
        .because = STR("人工定类"),
        .urgency = c->urgency,
        .risk = c->risk,
        .clarity = c->clarity,
        .difficulty = difficulty_of(q, (int)c->difficulty, q->s->earlier),
    };
    struct verdict v;

    if (!rules_matter_is_leaf(q->rules->now, c->matter))
        return refuse(REFUSED_VALUE, "unknown_matter", "matter");
    if (!knows_place(q, c->place))
        return refuse(REFUSED_VALUE, "unknown_place", "place");
    v = go_on(q, &found, &p, q->s->asked_at);
    if (v.reason == ACCEPTED)
        v = ask_note_suggested(q, c->suggested, APPEAL_SUGGESTION_MATTER,
                               p.matter);
    if (v.reason == ACCEPTED && p.level.n > 0)
        v = ask_note_suggested(q, c->suggested, APPEAL_SUGGESTION_LEVEL,
                               p.level);
    return v;
}

struct verdict
appeal_divert(const struct ask *q)
{
    const struct appeal_divert *c = q->cmd->data;
    const struct exit_rule *x = rules_exit(q->rules->now, c->exit);

    if (x == NULL)
        return refuse(REFUSED_VALUE, "unknown_exit", "exit");
    const struct appeal_diverted_v1 e = {
        .exit = c->exit,
        .to = x->to,
        .because = c->because,
        .how = APPEAL_HOW_PERSON,
        .rules = q->rules->now.book->hash,
    };
    return emit_appeal_diverted_v1(q->out, &e);
}

/* A case can go with another one that is still being handled. */
static struct verdict
may_merge(struct str stage)
{
    static const char *const ended[] = { "closed",   "diverted", "withdrawn",
                                         "archived", "replied",  "review" };

    if (stage.n == 0 || str_eq(stage, STR("none")))
        return refuse(REFUSED_VALUE, "no_such_case", "into");
    if (str_eq(stage, STR("self")))
        return refuse(REFUSED_RULE, "same_case", "into");
    if (str_eq(stage, STR("merged")))
        return refuse(REFUSED_RULE, "merged_elsewhere", "into");
    for (size_t i = 0; i < sizeof(ended) / sizeof(ended[0]); i++)
        if (str_eq(stage, str_of(ended[i])))
            return refuse(REFUSED_RULE, "case_has_ended", "into");
    return accept();
}

struct verdict
appeal_merge(const struct ask *q)
{
    const struct appeal_merge *c = q->cmd->data;
    const struct appeal_merged_v1 e = { .into = c->into, .basis = c->basis };
    struct verdict v = may_merge(c->into_stage);

    if (v.reason != ACCEPTED)
        return v;
    return emit_appeal_merged_v1(q->out, &e);
}

struct verdict
appeal_inform(const struct ask *q)
{
    const struct appeal_inform *c = q->cmd->data;
    const struct appeal_informed_v1 e = {
        .of = c->of,
        .at_version = c->at_version,
        .what = c->what,
    };

    if (!id_eq(c->of, q->s->merged_into))
        return refuse(REFUSED_RULE, "merged_elsewhere", "of");
    if (c->at_version <= q->s->informed_version)
        return refuse(REFUSED_RULE, "already_informed", "at_version");
    return emit_appeal_informed_v1(q->out, &e);
}
