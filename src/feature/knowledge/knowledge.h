/*
 * knowledge: answers that staff and residents look up (知识库). One stream an
 * entry. What is written is a draft; another person than its writer publishes
 * it; a text that is published stays while a newer one is being reviewed.
 *
 *     draft:  none -> written -> submitted -> none (published)
 *                        ^____________|  sent back
 *     live:   none -> published -> expired | withdrawn -> published ...
 *
 * Nothing in an entry is personal: no data of citizens belong into it.
 */
#ifndef KNOWLEDGE_KNOWLEDGE_H
#define KNOWLEDGE_KNOWLEDGE_H

#include "event/event.h"
#include "event/gen/knowledge_events.h"
#include "rulebook/rulebook.h"

enum knowledge_draft {
    KNOWLEDGE_DRAFT_NONE,
    KNOWLEDGE_DRAFT_WRITTEN,
    KNOWLEDGE_DRAFT_SUBMITTED
};

enum knowledge_live {
    KNOWLEDGE_LIVE_NONE, /* never published */
    KNOWLEDGE_LIVE_PUBLISHED,
    KNOWLEDGE_LIVE_EXPIRED,
    KNOWLEDGE_LIVE_WITHDRAWN
};

struct knowledge_text {
    struct str title, question, answer; /* title empty: there is no text */
    struct str matter, place;           /* codes, or empty */
    struct str basis, unit;
    int64_t valid_from, valid_until; /* ms since 1970 UTC; 0: none */
};

/* Start from a zeroed struct. Borrows the texts of its events. */
struct knowledge {
    int64_t version;
    enum knowledge_draft draft;
    enum knowledge_live live;
    struct knowledge_text drafted, published; /* drafted: also once published */
    struct str writer;                        /* of what is drafted */
    struct str note;                          /* of who sent it back, or "" */
    int64_t edition;                          /* of published; 0: none yet */
    int64_t published_at, changed_at;
};

/* Owns and fails as appeal_decide. */
struct verdict knowledge_decide(const struct knowledge *s,
                                const struct command *cmd, struct rules now,
                                struct event_list *out);

/* occurred_at: of the event, ms since 1970 UTC. */
void knowledge_apply(struct knowledge *s, const struct event *ev,
                     int64_t occurred_at);

/* When the next thing happens by itself, or 0. */
int64_t knowledge_next_due(const struct knowledge *s);

/* May he give this command now? Looks at stage and rights, not at fields. */
bool knowledge_may(const struct knowledge *s,
                   const struct payload_type *command,
                   const struct actor *actor, struct rules now);

/* none written submitted */
struct str knowledge_draft_word(enum knowledge_draft draft);

/* none published expired withdrawn */
struct str knowledge_live_word(enum knowledge_live live);

/* Does a published text with these times hold at a moment? */
bool knowledge_holds(int64_t valid_from, int64_t valid_until, int64_t at);

#endif
