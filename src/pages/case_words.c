/* See case_words.h. */
#include "pages/case_words.h"

#include "api/answer.h"
#include "base/utf8.h"
#include "event/gen/appeal_events.h"

enum { PHONE_LEAST = 7, PHONE_HEAD = 3, PHONE_TAIL = 4 };

/* When the newest event of a type happened, or 0. */
static int64_t
newest(const struct appeal_file *file, const struct payload_type *type)
{
    for (size_t i = file->records.n; i > 0; i--)
        if (file->records.at[i - 1].type == type)
            return file->records.at[i - 1].occurred_at;
    return 0;
}

static int64_t
start_of(const struct appeal_file *file, enum appeal_warning clock)
{
    int64_t circled = newest(file, &appeal_circled_v1_type);
    int64_t objected = newest(file, &appeal_objected_v1_type);

    switch (clock) {
    case APPEAL_WARNING_SIGN_IN:
    case APPEAL_WARNING_OBJECT:
        return newest(file, &appeal_dispatched_v1_type);
    case APPEAL_WARNING_RULE:
        return circled > objected ? circled : objected;
    case APPEAL_WARNING_SECOND:
        return newest(file, &appeal_second_opened_v1_type);
    case APPEAL_WARNING_CONFER:
        return newest(file, &appeal_conferred_v1_type);
    case APPEAL_WARNING_ASSIST:
        return newest(file, &appeal_assisting_v1_type);
    case APPEAL_WARNING_REVIEW:
        return newest(file, &appeal_review_opened_v1_type);
    case APPEAL_WARNING_DISPATCH:
        return newest(file, &appeal_queued_v1_type);
    case APPEAL_WARNING_NONE:
    case APPEAL_WARNING_CONTACT:
    case APPEAL_WARNING_CLOSE:
        break;
    }
    return file->s.asked_at;
}

struct counted
clock_counted(const struct page *p, const struct appeal_file *file,
              enum appeal_warning clock)
{
    const struct appeal *s = &file->s;
    struct rules r = rulebooks_promised(engine_rulebooks(api_of(p->rq)->engine),
                                        s->rules, s->rules_day);
    int64_t start = start_of(file, clock), due;
    struct buf b = { .a = p->rq->a };
    const struct deadline *d;
    int year;
    struct counted counted = { { NULL, 0 }, { NULL, 0 } };

    if (r.book == NULL || start == 0)
        return counted;
    d = rules_deadline(r, str_of(appeal_regime_words[s->regime]), s->level,
                       str_of(appeal_warning_words[clock]));
    if (d == NULL)
        return counted;
    counted.basis = d->basis.text;
    if (!calendar_due(&r.book->calendar, start, d->term, &due, &year) ||
        due != s->clock[clock].due)
        return counted;
    calendar_explain(&r.book->calendar, start, d->term, &b);
    counted.arithmetic = buf_str(&b);
    return counted;
}

struct str
actor_words(const struct page *p, struct str actor, bool account)
{
    struct buf b = { .a = p->rq->a };
    struct str role, id;

    if (!str_cut(&actor, ':', &role))
        return actor;
    buf_add(&b, page_words(p, "role.", role));
    if (!str_cut(&actor, '@', &id))
        return buf_str(&b);
    if (actor.n > 0) {
        buf_add(&b, STR(" · "));
        buf_add(&b, page_unit(p, actor));
    }
    if (account && id.n > 0) {
        buf_add(&b, STR(" · "));
        buf_add(&b, id);
    }
    return buf_str(&b);
}

static bool
is_phone(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if ((s.p[i] < '0' || s.p[i] > '9') && s.p[i] != ' ' && s.p[i] != '-')
            return false;
    return s.n >= PHONE_LEAST;
}

struct str
masked(struct arena *a, struct str text, struct str gap)
{
    struct buf b = { .a = a };

    if (text.n == 0)
        return text;
    if (!is_phone(text)) {
        buf_add(&b, utf8_head(text, 1));
        buf_add(&b, STR("**"));
        return buf_str(&b);
    }
    buf_add(&b, (struct str){ text.p, PHONE_HEAD });
    buf_add(&b, gap);
    buf_add(&b, STR("****"));
    buf_add(&b, gap);
    buf_add(&b, (struct str){ text.p + text.n - PHONE_TAIL, PHONE_TAIL });
    return buf_str(&b);
}
