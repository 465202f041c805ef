/*
 * request: what a person asks about his own data (个人信息权利请求): to see,
 * copy, transfer, correct, delete or have it explained, and to withdraw a
 * consent (个人信息保护法 第四十四条至第五十条). One stream a request.
 *
 *     submitted -> confirmed -> granted -> closed
 *                            -> refused -> closed
 *     submitted, confirmed -> withdrawn
 *
 * What a granted one changes in cases it is charged with, case by case; it is
 * closed when each is noted as done, or as refused by the case. That is done
 * by who follows the log (app/request/request_carry.h), so that a crash leaves
 * nothing undone.
 *
 * Who is signed on has proved who he is; who has the query code of a case has,
 * for the kinds of the setting request_code_proves; else the data officer
 * says how it was proved, and he is not who wrote the request down. Times are
 * rows of deadlines.csv, regime request: answer, prolong, fetch.
 */
#ifndef REQUEST_REQUEST_H
#define REQUEST_REQUEST_H

#include "event/event.h"
#include "event/gen/request_events.h"
#include "rulebook/rulebook.h"

enum request_stage {
    REQUEST_STAGE_NONE,
    REQUEST_STAGE_SUBMITTED, /* who asks is not proved yet */
    REQUEST_STAGE_CONFIRMED,
    REQUEST_STAGE_GRANTED,  /* and the person can fetch his data */
    REQUEST_STAGE_CARRYING, /* granted, and carried out case by case */
    REQUEST_STAGE_CLOSED,
    REQUEST_STAGE_WITHDRAWN
};

/* Cases that one request is carried out on. */
enum { REQUEST_CASES = 400 };

struct request {
    int64_t version;
    enum request_stage stage;
    enum request_kind kind;
    enum request_way way;
    enum request_outcome outcome;
    struct id subject_id;
    struct id case_id; /* none: all that is his */
    struct str account;
    struct str by; /* account of staff who wrote it down, or empty */
    int64_t submitted_at, answered_at;
    int64_t due_at, warn_at; /* warn_at 0: told, or never to be */
    int64_t fetch_until;     /* 0: there is nothing to fetch */
    bool prolonged, overdue, late, erased;
    struct id left[REQUEST_CASES]; /* charged, and not noted yet */
    size_t left_n;
    struct str rules; /* hash: under which its times were promised */
    int32_t rules_day;
};

/* Owns and fails as appeal_decide. */
struct verdict request_decide(const struct request *s,
                              const struct command *cmd, struct rules now,
                              struct event_list *out);

/* occurred_at: of the event, ms since 1970 UTC. */
void request_apply(struct request *s, const struct event *ev,
                   int64_t occurred_at);

/* When the next thing happens by itself, or 0. */
int64_t request_next_due(const struct request *s);

/* none submitted confirmed granted carrying closed withdrawn */
struct str request_stage_word(enum request_stage stage);

/* Is it still to be answered? */
bool request_is_open(const struct request *s);

/* May he give this command now? Looks at stage and rights, not at fields. */
bool request_may(const struct request *s, const struct payload_type *command,
                 const struct actor *actor, struct rules now);

/* Is it granted, and still to be carried out on this case? */
bool request_is_left(const struct request *s, struct id case_id);

/* The command that a request of this kind is carried out on cases with, or
 * NULL: it changes none. */
const char *request_case_command(enum request_kind kind);

/* Can the person fetch his data now? */
bool request_may_fetch(const struct request *s, int64_t now);

/* Does the query code of a case prove who asks for this (request_code_proves)?
 */
bool request_code_proves(struct rules r, enum request_kind kind);

/* A step of the regime request, or NULL. */
const struct deadline *request_deadline(struct rules r, const char *step);

#endif
