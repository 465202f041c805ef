/* What the events of an entry add up to; see knowledge.h. */
#include "feature/knowledge/knowledge.h"

struct str
knowledge_draft_word(enum knowledge_draft draft)
{
    static const char *const words[] = { "none", "written", "submitted" };

    return str_of(words[draft]);
}

struct str
knowledge_live_word(enum knowledge_live live)
{
    static const char *const words[] = { "none", "published", "expired",
                                         "withdrawn" };

    return str_of(words[live]);
}

bool
knowledge_holds(int64_t valid_from, int64_t valid_until, int64_t at)
{
    return at >= valid_from && (valid_until == 0 || at <= valid_until);
}

int64_t
knowledge_next_due(const struct knowledge *s)
{
    return s->live == KNOWLEDGE_LIVE_PUBLISHED && s->published.valid_until != 0
               ? s->published.valid_until + 1
               : 0;
}

/* Written and revised have the same fields. */
static void
apply_text(struct knowledge *s, const struct event *ev)
{
    struct knowledge_revised_v1 e = { .title = { NULL, 0 } };

    payload_carry(ev, &knowledge_revised_v1_type, &e);
    s->draft = KNOWLEDGE_DRAFT_WRITTEN;
    s->drafted = (struct knowledge_text){
        .title = e.title,
        .question = e.question,
        .answer = e.answer,
        .matter = e.matter,
        .place = e.place,
        .basis = e.basis,
        .unit = e.unit,
        .valid_from = e.valid_from,
        .valid_until = e.valid_until,
    };
    s->writer = e.by;
    s->note = STR("");
}

static void
apply_returned(struct knowledge *s, const struct knowledge_returned_v1 *e)
{
    s->draft = KNOWLEDGE_DRAFT_WRITTEN;
    s->note = e->note;
}

static void
apply_published(struct knowledge *s, const struct knowledge_published_v1 *e,
                int64_t at)
{
    s->draft = KNOWLEDGE_DRAFT_NONE;
    s->live = KNOWLEDGE_LIVE_PUBLISHED;
    s->published = s->drafted;
    s->edition = e->edition;
    s->published_at = at;
    s->note = STR("");
}

void
knowledge_apply(struct knowledge *s, const struct event *ev,
                int64_t occurred_at)
{
    s->version++;
    s->changed_at = occurred_at;
    switch ((enum knowledge_event)ev->type->tag) {
    case KNOWLEDGE_WRITTEN_V1:
    case KNOWLEDGE_REVISED_V1:
        apply_text(s, ev);
        break;
    case KNOWLEDGE_SUBMITTED_V1:
        s->draft = KNOWLEDGE_DRAFT_SUBMITTED;
        break;
    case KNOWLEDGE_RETURNED_V1:
        apply_returned(s, ev->data);
        break;
    case KNOWLEDGE_PUBLISHED_V1:
        apply_published(s, ev->data, occurred_at);
        break;
    case KNOWLEDGE_WITHDRAWN_V1:
        s->live = KNOWLEDGE_LIVE_WITHDRAWN;
        break;
    case KNOWLEDGE_EXPIRED_V1:
        s->live = KNOWLEDGE_LIVE_EXPIRED;
        break;
    }
}
