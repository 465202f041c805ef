/* See appeal_view.h. */
#include "feature/appeal/rights/appeal_view.h"

#include "base/date.h"
#include "feature/appeal/rights/appeal_release.h"

enum { SHOWN_DAYS = 180 };

static unsigned
person_of(const struct appeal *s)
{
    if (s->kind == APPEAL_KIND_REPORT)
        return ACCESS_IDENTITY;
    return s->privacy == APPEAL_PRIVACY_OPEN ? ACCESS_CONTACT : ACCESS_CONFIDED;
}

struct appeal_view
appeal_view(const struct appeal *s, const struct appeal_viewer *viewer,
            struct rules now)
{
    struct appeal_view v = {
        .relations = appeal_relations(s, &viewer->actor, now),
        .person = person_of(s),
        .no_answers = s->took_back_sensitive,
        .erased = s->erased,
    };
    const unsigned units = RELATION_LEAD | RELATION_ASSISTING;
    struct access_ask ask = { viewer->actor.role, v.relations, "see",
                              viewer->purpose };

    v.groups = access_fields(now, &ask);
    if (!appeal_is_open(s)) {
        ask.relations &= ~units;
        v.groups &= ~(unsigned)ACCESS_CONTACT | access_fields(now, &ask);
    }
    if (s->deidentified_at != 0) /* also where one key holds all */
        v.groups &= ~(v.person | ACCESS_RELAY);
    if (!appeal_is_released(s, viewer->actor.id, viewer->now))
        v.groups &= ~(unsigned)ACCESS_IDENTITY;
    return v;
}

/* What staff write themselves: it should name nobody, and may still. */
static bool
is_note(const struct field *f)
{
    static const char *const notes[] = { "note",    "cause",    "because",
                                         "need",    "topic",    "agreement",
                                         "reasons", "approver", "account" };

    for (size_t i = 0; i < sizeof(notes) / sizeof(notes[0]); i++)
        if (str_eq(str_of(f->name), str_of(notes[i])))
            return true;
    return false;
}

bool
appeal_tells_who(const struct field *f)
{
    return str_eq(str_of(f->name), STR("caller")) ||
           str_eq(str_of(f->name), STR("contact"));
}

static unsigned
group_of(const struct appeal_view *v, const struct field *f)
{
    struct str name = str_of(f->name);

    if ((f->flags & FIELD_PERSONAL) == 0)
        return is_note(f) ? ACCESS_NOTES : ACCESS_CASE;
    if (v->no_answers && str_eq(name, STR("answers")))
        return 0;
    if (appeal_tells_who(f))
        return v->person;
    if (str_eq(name, STR("point")) || str_eq(name, STR("place_text")))
        return ACCESS_POINT;
    if (str_eq(name, STR("file_key")))
        return 0; /* what a file is sealed with is nobody's to read */
    return ACCESS_TEXTS;
}

bool
appeal_view_shows(const struct appeal_view *v, const struct field *f)
{
    return (v->groups & group_of(v, f)) != 0;
}

bool
appeal_view_shows_person(const struct appeal_view *v)
{
    return (v->groups & v->person) != 0;
}

unsigned
appeal_view_personal(const struct appeal_view *v)
{
    return v->erased ? 0
                     : v->groups & (ACCESS_TEXTS | ACCESS_POINT | v->person);
}

bool
appeal_shown_by_phone(const struct appeal *s, struct rules now, int64_t at)
{
    int64_t days = rules_number(now, STR("phone_shows_days"), SHOWN_DAYS);

    return person_of(s) == ACCESS_CONTACT &&
           (appeal_is_open(s) || at - s->closed_at <= days * DAY_MS);
}
