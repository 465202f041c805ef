/*
 * accounts: who works here, for the three administrators (三权分立): one opens
 * accounts and hands out their links, another grants roles, a third watches.
 * What each may is access.csv's; the rules are those of feature/account.
 * Templates: templates/accounts/.
 */
#ifndef PAGES_STAFF_ACCOUNTS_ACCOUNTS_H
#define PAGES_STAFF_ACCOUNTS_ACCOUNTS_H

#include "pages/staff/staff.h"

/* One account in the list. */
struct account_line {
    struct str account, acting; /* acting: its roles, in words */
    bool resident, open, locked, closed;
    bool unset; /* nobody has set it up yet */
};

struct accounts_view {
    struct staff_frame frame;
    struct str begins; /* what was looked for */
    struct option_list roles;
    const struct account_line *rows;
    size_t rows_n;
    struct str next; /* address of the next page, or empty */
    bool operates;   /* may open one */
    struct str error, account, name;
};

/* What happened to an account. */
struct account_event_line {
    int64_t at;
    struct str what, detail, by;
};

/* A role it has, and what the form sends to take it back. */
struct grant_line {
    struct str role, unit, acting;
};

struct account_view {
    struct staff_frame frame;
    struct str account, name, error, link;
    bool resident, open, locked, closed, done;
    bool operates, authorises; /* he may, and it is not his own */
    bool own;
    bool unset; /* nobody has set it up yet */
    const struct grant_line *grants;
    size_t grants_n;
    struct option_list roles;
    struct option_groups units;
    const struct account_event_line *events;
    size_t events_n;
    bool more_events; /* older ones are left out */
    int64_t hours;    /* that a link serves */
};

/* "Do you really want to?" */
struct confirm_view {
    struct staff_frame frame;
    struct str account, act, what, reason;
};

/* Write the page of one account into v->frame and around; error and link are
 * the caller's. */
void account_page(struct staff *s, struct str account, struct account_view *v,
                  unsigned status);

#endif
