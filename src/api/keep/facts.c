/* Facts of a case with where they come from, as JSON; see register.h. */
#include "api/answer.h"
#include "api/keep/register.h"

/* The part of "handler:h-1@U_WATER" that a viewer may know. */
static struct str
role_of(struct str actor)
{
    size_t n = 0;

    while (n < actor.n && actor.p[n] != ':' && actor.p[n] != '@')
        n++;
    return (struct str){ actor.p, n };
}

static struct str
unit_of(struct str actor)
{
    size_t at = str_find(actor, STR("@"));

    return at == SIZE_MAX ? STR("")
                          : (struct str){ actor.p + at + 1, actor.n - at - 1 };
}

bool
register_facts(const struct http_request *rq, struct buf *out,
               const struct record_list *records,
               const struct appeal_view *view, put_value *put, struct err *err)
{
    const struct appeal_fact_list l = appeal_facts(rq->a, records);

    json_name(out, "facts");
    json_open(out, '[');
    for (size_t i = 0; i < l.n; i++) {
        const struct appeal_fact *f = &l.at[i];

        if (!appeal_view_shows(view, f->field))
            continue;
        json_open(out, '{');
        json_text(out, "fact", str_of(f->name));
        if (!put(rq, out, f->record, f->field, err))
            return false;
        json_text(out, "source", str_of(appeal_source_word(f->source)));
        json_text(out, "by", role_of(f->record->actor));
        json_text(out, "unit", unit_of(f->record->actor));
        json_time(out, "at", f->record->occurred_at);
        json_int(out, "version", f->version);
        json_int(out, "leaf", (int64_t)f->record->position);
        json_bool(out, "current", f->current);
        buf_add_char(out, '}');
    }
    buf_add_char(out, ']');
    return true;
}
