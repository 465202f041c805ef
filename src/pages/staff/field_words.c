/* What fields are called, and where their values come from. */
#include "event/gen/appeal_events.h"
#include "pages/staff/commands.h"

#define F(name)                                                                \
    {                                                                          \
#name, SAY_staff_field_##name, SOURCE_WORDS                            \
    }
#define G(name, source)                                                        \
    {                                                                          \
#name, SAY_staff_field_##name, SOURCE_##source                         \
    }

static const struct field_words words[] = {
    G(exit, EXIT),
    F(because),
    G(into, CASE),
    F(basis),
    G(matter, MATTER),
    G(place, PLACE),
    G(urgency, DEGREE),
    G(risk, DEGREE),
    G(clarity, DEGREE),
    G(difficulty, DEGREE),
    G(lead, UNIT),
    G(assisting, UNITS),
    G(reason, REASON),
    G(proposed, UNIT),
    F(note),
    G(reached, REACHED),
    G(how, HOW),
    F(text),
    F(approver),
    F(days),
    F(topic),
    G(units, UNITS),
    F(agreement),
    F(outcome),
    F(alternative),
    G(knowledge, KNOWLEDGE),
    F(solved),
    F(satisfied),
    F(words),
    F(result),
    F(reasons),
    F(cause),
    G(to, UNIT),
    F(need),
    F(candidates),
    F(place_by),
    F(level),
    F(contact_by),
    F(due_at),
    F(due_was),
    F(hop),
    F(ruled),
    F(sign_by),
    F(object_by),
    G(unit, UNIT),
    F(rule_by),
    F(lost),
    F(until),
    F(paused),
    F(n),
    F(late),
    F(silence_at),
    F(by),
    F(what),
    F(step),
    F(kind),
    F(answer_by),
    G(street, UNIT),
    F(times),
    F(keep_until),
    F(channel),
    F(privacy),
    F(earlier),
    G(of, CASE),
    F(account),
    F(hours),
    F(lapses_at),
    G(receiver, UNIT),
    F(way),
    F(fields),
    F(purpose),
    F(rule),
    F(notice),
    F(notice_lang),
    F(told),
    F(agreed_publish),
    F(agreed_sensitive),
    F(guardian),
    F(consent),
    F(first),
    F(chosen),
    F(feeling),
    F(judgement),
    F(degree),
};

const struct field_words *
field_words(const struct field *f)
{
    for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
        if (str_eq(str_of(words[i].name), str_of(f->name)))
            return &words[i];
    return NULL;
}

const char *
reason_kind(const struct payload_type *type)
{
    static const struct {
        const char *type, *kind;
    } kinds[] = {
        { "object", "return" },     { "appeal_objected", "return" },
        { "pause", "pause" },       { "appeal_paused", "pause" },
        { "extend", "extend" },     { "appeal_extended", "extend" },
        { "reopen", "reopen" },     { "appeal_reopened", "reopen" },
        { "withdraw", "withdraw" }, { "appeal_withdrawn", "withdraw" },
        { "reply", "explain" },     { "appeal_replied", "explain" },
    };

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
        if (str_eq(str_of(kinds[i].type), str_of(type->name)))
            return kinds[i].kind;
    return "";
}

const char *
choice_prefix(const struct payload_type *type, const struct field *f)
{
    static const struct {
        const char *field, *prefix;
    } prefixes[] = {
        { "how", "how." },         { "outcome", "outcome." },
        { "solved", "solved." },   { "satisfied", "satisfied." },
        { "by", "rater." },        { "result", "review_result." },
        { "what", "step." },       { "channel", "channel." },
        { "kind", "kind." },       { "privacy", "privacy." },
        { "regime", "regime." },   { "way", "way." },
        { "told", "told." },       { "consent", "consent." },
        { "feeling", "feeling." }, { "judgement", "judgement." },
    };

    if (type == &appeal_queued_v1_type)
        return "queue_reason.";
    if (type == &appeal_release_ended_v1_type)
        return "release_end.";
    if (type == &appeal_deidentified_v1_type)
        return "contact_end.";
    if (type == &appeal_hold_ended_v1_type)
        return "hold_end.";
    if (type == &appeal_closed_v1_type)
        return "close_reason.";
    if (type == &appeal_history_closed_v1_type ||
        type == &appeal_close_history_type)
        return "history.";
    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++)
        if (str_eq(str_of(prefixes[i].field), str_of(f->name)))
            return prefixes[i].prefix;
    return "";
}
