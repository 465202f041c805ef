/*
 * staff: what the staff's pages share: as whom somebody acts, what stands
 * around every page, the time that is left, and lists to choose from. Whoever
 * gets here is signed on as staff (pages_admit). For what he looks is chosen
 * too, once for a task (api/access/viewer.h).
 */
#ifndef PAGES_STAFF_STAFF_H
#define PAGES_STAFF_STAFF_H

#include "pages/page.h"

/* One entry of a list; value is what the form sends. */
struct option {
    struct str value, name;
    bool chosen;
};

struct option_list {
    struct option *at;
    size_t at_n, room;
};

/* Entries under a common name: units by kind. */
struct option_group {
    struct str name;
    struct option_list list;
};

struct option_groups {
    struct option_group *at;
    size_t at_n;
};

/* What stands around a page; templates/layout/staff_head.html. */
struct staff_frame {
    struct layout layout;
    struct option_list roles; /* the fictional city: anybody may be anybody */
    struct option_groups units;
    struct option_list grants;   /* else what his account may act as */
    struct option_list purposes; /* that the role may have */
    struct str acting;           /* as whom, in words */
    struct str account;          /* of whoever acts */
    struct str purpose;          /* in words; empty for none yet */
    struct str sought;           /* the code that was looked for in vain */
    bool not_found;
    bool inbox, queue, rulebook, access, sharing, requests, models, accounts,
        takes_in, knowledge, desk, topics; /* which tab is current */
    bool demo;
    bool idle; /* he may act in no role */
    /* what he may come to: */
    bool audits;      /* who looked at what */
    bool lists;       /* the queue */
    bool answers;     /* what people ask about their own data */
    bool takes;       /* writing that down at the counter */
    bool keeps;       /* what is held, and what was given to whom */
    bool looks_up;    /* a case, by its code */
    bool administers; /* accounts */
    bool receives;    /* the desk */
    bool gathers;     /* topics */
};

/* A page of the staff that is being answered. */
struct staff {
    struct page p;
    struct actor actor; /* role empty: he may act in none */
    struct str purpose; /* for what he looks; empty: not said yet */
};

void staff_begin(struct staff *s, const struct http_request *rq,
                 struct http_response *rs);

/* He looks for this from now on, this answer included: until he says otherwise,
 * or the day's work is over. False, and nothing is kept: it is no purpose of
 * his role. "" takes it away. */
bool staff_keep_purpose(struct staff *s, struct str purpose);

struct staff_frame staff_frame(const struct staff *s, enum say title);

/* May he list the cases of all units? What no unit has is for him. */
bool staff_lists_all(const struct staff *s);

/* A page for somebody who may not come to the one he asked for. */
struct refused_view {
    struct staff_frame frame;
    struct str text;
};
void staff_refused(const struct http_request *rq, struct http_response *rs);

/* Roles that people take. */
struct option_list staff_roles(const struct page *p, struct str chosen);

/* "承办人员 · 市水务局 · h-1" */
struct str staff_actor_words(const struct page *p, const struct actor *actor);

/*
 * The time that is left, or was passed, until a moment; one of the bools is
 * set. templates/staff/left.html says it with icon, word and colour.
 */
struct left {
    bool late, soon, fine; /* soon: its pre-warning has passed */
    bool stands;           /* the clock stands still */
    bool none;             /* nothing was promised, or it is done */
    int64_t span, due;     /* ms; ms since 1970 UTC */
};
struct left left_until(int64_t now, int64_t due, int64_t warn);

/* Lists of the rulebook in the visitor's language; in the arena of the
 * request. chosen is a code. */
struct option_groups staff_units(const struct page *p, struct str chosen);
void option_add(const struct page *p, struct option_list *list,
                struct option o);

/* For <datalist>: "name code". */
enum code_kind { CODE_UNIT, CODE_MATTER, CODE_PLACE };
struct option_list staff_codes(const struct page *p, enum code_kind kind);

/* "name code" or a name alone becomes the code; what is neither stays. */
struct str staff_code(const struct page *p, enum code_kind kind,
                      struct str written);

/* "路灯照明 12 · 市政道路 11" from "M0301 12, M0402 11". */
struct str staff_candidates(const struct page *p, struct str list);

/* Does the level ask for haste? */
bool staff_is_urgent(struct str level);

#endif
