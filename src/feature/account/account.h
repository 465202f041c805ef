/*
 * account: who works here or signs on as a resident (账户), and what he may
 * act as. One stream an account: account/CODE; the code stands in the log as
 * actor. Knows which factors are set, never a secret.
 *
 *     open <-> locked
 *     open, locked -> closed -> erased
 *
 * The program gives these commands on behalf of whoever proved to it who he is
 * (identity/) or sits at its command line (cli/). People give some: who may
 * operate accounts (access.csv) opens and closes them, who may authorise
 * accounts grants roles; nobody his own.
 */
#ifndef ACCOUNT_ACCOUNT_H
#define ACCOUNT_ACCOUNT_H

#include "event/event.h"
#include "event/gen/account_events.h"
#include "rulebook/rulebook.h"

/* The role of whoever looks after accounts; every city has it. The others of
 * the three powers (三权分立, GB/T 22239-2019 8.1.4.2) let people act in roles,
 * and watch; no account has two of the three. */
#define ACCOUNT_ADMINISTRATOR "system_admin"
#define ACCOUNT_AUTHORISER    "security_admin"
#define ACCOUNT_WATCHER       "audit_admin"

enum { ACCOUNT_GRANTS = 16, ACCOUNT_CASES = 200, ACCOUNT_CODE_BYTES = 32 };

struct account {
    int64_t version;
    int64_t rights; /* version of the newest event that changed what he may */
    enum account_kind kind;
    struct str code;
    struct id subject_id;
    bool locked, closed, erased;
    unsigned factors;                            /* 1 << enum account_factor */
    struct account_grant grants[ACCOUNT_GRANTS]; /* unit empty: none */
    size_t grants_n;
    struct id cases[ACCOUNT_CASES]; /* joined by query code, oldest first */
    size_t cases_n;
};

/* Owns and fails as appeal_decide. */
struct verdict account_decide(const struct account *s,
                              const struct command *cmd, struct rules now,
                              struct event_list *out);

void account_apply(struct account *s, const struct event *ev);

/* "open", "locked", "closed" */
struct str account_state_word(const struct account *s);

bool account_has(const struct account *s, enum account_factor factor);

/* May he act in this role for this unit? */
bool account_may_act(const struct account *s, struct str role, struct str unit);

/* Roles that people take: the rulebook has a phrase for it, and it is none of
 * citizen, system and importer; or it is the administrator's. */
bool account_is_role(struct rules r, struct str role);

/* A code: 1 to 32 of A-Z a-z 0-9 . _ -. */
bool account_is_code(struct str code);

#endif
