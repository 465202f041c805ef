/*
 * model_line: the registry of models (模型登记). One stream for each thing that
 * is suggested, model/kind, model/matter, model/level, model/unit: all versions
 * there ever were, and which of them is in use.
 *
 *     entered -> approved -> in use -> approved (replaced or rolled back)
 *     entered, approved -> retired
 *
 * Whoever approves is not who entered it (four eyes); what is not approved is
 * never used.
 */
#ifndef MODEL_MODEL_LINE_H
#define MODEL_MODEL_LINE_H

#include "event/event.h"
#include "event/gen/model_events.h"
#include "rulebook/rulebook.h"

enum {
    MODEL_VERSIONS = 200,
    MODEL_NONE_IN_USE = -1,
    MODEL_THINGS = MODEL_OF_UNIT + 1 /* places by enum model_of; the first,
                                        MODEL_OF_NONE, is empty */
};

enum model_state {
    MODEL_STATE_ENTERED,
    MODEL_STATE_APPROVED,
    MODEL_STATE_RETIRED
};

struct model_version {
    struct model_entered_v1 entered;
    int64_t entered_at, approved_at, used_at; /* ms since 1970 UTC, or 0 */
    struct str approved_by, approved_because;
    struct str ended_because; /* of its retirement or last roll-back */
    enum model_state state;
    struct model_watched_v1 watched; /* the newest; version empty: never */
};

struct model_line {
    int64_t version; /* of the stream */
    struct str name; /* kind matter level unit */
    struct model_version at[MODEL_VERSIONS];
    int n;
    int in_use;                 /* or MODEL_NONE_IN_USE */
    int before[MODEL_VERSIONS]; /* what was in use before, the newest last; may
                                   hold MODEL_NONE_IN_USE */
    int before_n;
    bool begun;
};

/* Owns and fails as appeal_decide. */
struct verdict model_decide(const struct model_line *s,
                            const struct command *cmd, struct rules now,
                            struct event_list *out);
void model_apply(struct model_line *s, const struct event *ev,
                 int64_t occurred_at);

/* The version in use, or NULL: the words of the rulebook alone. */
const struct model_version *model_in_use(const struct model_line *s);

/* By its version, or NULL. */
const struct model_version *model_find(const struct model_line *s,
                                       struct str version);

/* entered approved in_use retired */
struct str model_state_word(const struct model_line *s,
                            const struct model_version *v);

/* "matter" is a name of a line; its choice, or MODEL_OF_NONE. */
enum model_of model_of_named(struct str name);

#endif
