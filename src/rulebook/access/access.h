/*
 * access: who may look at what, and for what (access.csv).
 *
 * A row says: somebody of this role, whose unit stands in this relation to a
 * case, may do this with these groups of fields for this purpose. What no row
 * gives is refused; rows only ever add. One thing takes away: a unit that a
 * case is against (reported) has the rows of that relation alone, whatever
 * else it is to the case (信访工作条例 第三十条).
 *
 * What a case may be told (commands) stands in rights.csv, with the same roles
 * and relations.
 *
 * Purposes are words of the city; phrases.csv names them (purpose.WORD). "any"
 * stands in rows whose fields tell nothing about a person. Limits on purpose
 * and least data: 个人信息保护法 第六条.
 */
#ifndef RULEBOOK_ACCESS_H
#define RULEBOOK_ACCESS_H

#include "rulebook/rulebook.h"

/* Groups of fields, as bits. */
enum access_group {
    ACCESS_PUBLIC = 1 << 0, /* code, stage, matter, place of a street, days */
    ACCESS_CASE = 1 << 1,   /* units, clocks, levels, what happened */
    ACCESS_NOTES = 1 << 2,  /* what staff noted, and their accounts */
    /* about a person, so that a purpose is needed: */
    ACCESS_TEXTS = 1 << 3,    /* what the citizen wrote and was answered */
    ACCESS_POINT = 1 << 4,    /* the place in his words, and on the map */
    ACCESS_CONTACT = 1 << 5,  /* name and number, of an open case */
    ACCESS_CONFIDED = 1 << 6, /* the same, when he asked for confidence */
    ACCESS_IDENTITY = 1 << 7, /* the same, of a report of an offence; only
                                 while a second person has released it */
    ACCESS_RELAY = 1 << 8,    /* instead: a number at which we pass on calls */
    /* not of a case: */
    ACCESS_OUTBOX = 1 << 9,    /* messages to the outside */
    ACCESS_SERVER = 1 << 10,   /* the program's own figures */
    ACCESS_ACCOUNTS = 1 << 11, /* accounts and their roles */
    ACCESS_READS = 1 << 12,    /* who looked at what */
    ACCESS_RULEBOOK = 1 << 13, /* the rules themselves */
    ACCESS_SHARING = 1 << 14,  /* what was given to whom, and what is held */
    ACCESS_REQUESTS = 1 << 15, /* what people ask about their own data */
    ACCESS_TOPICS = 1 << 16    /* what many people write about */
};

enum {
    ACCESS_PERSONAL = ACCESS_TEXTS | ACCESS_POINT | ACCESS_CONTACT |
                      ACCESS_CONFIDED | ACCESS_IDENTITY
};

/* The group of a word of the column fields; 0 when it is none. */
unsigned access_group(struct str word);

/* "texts contact" of bits, in the order above. Owns: a. */
struct str access_words(struct arena *a, unsigned groups);

/* How an actor's unit stands to a case, as bits. Everybody stands in "any". */
enum access_relation {
    RELATION_OWN = 1 << 0,
    RELATION_LEAD = 1 << 1,
    RELATION_ASSISTING = 1 << 2,
    RELATION_FIRST = 1 << 3,
    RELATION_STREET = 1 << 4,
    RELATION_OVER = 1 << 5,
    RELATION_REPORTED = 1 << 6
};

/* Is one of the relations meant by the word (rulebook.h, struct right)? Of who
 * is reported only that word is true. */
bool access_relates(unsigned relations, struct str word);

/* The nearest of them as a word: reported, own, lead ... or any. */
const char *access_nearest(unsigned relations);

/* May somebody of the role, whose unit stands so to the case, give the command
 * (rights.csv)? */
struct access_order {
    struct str command, role;
    unsigned relations;
};
bool access_command(struct rules r, const struct access_order *order);

struct access_ask {
    struct str role;
    unsigned relations;
    const char *action; /* see list export operate authorise audit */
    struct str purpose; /* "" when none was chosen */
};

/* The groups that the rows give: those for any purpose and those for this. */
unsigned access_fields(struct rules r, const struct access_ask *ask);

/*
 * Whose cases somebody may list or export (action): of the unit he asked for,
 * "" for all, and his own unit's when he asked for all and may not have them.
 * False: none of that.
 */
struct access_lister {
    struct str role, unit;
    const char *action;
};
bool access_list(struct rules r, const struct access_lister *who,
                 struct str asked, struct str *ret_unit);

/*
 * May somebody of the role come to an address with this right at all? Rights
 * are written "ACTION GROUP" ("list case"), "do COMMAND" (rights.csv), or one
 * of: open (anybody), code (whoever has a query code), staff (any role that
 * people of the city take). How he stands to a case is not looked at here.
 */
bool access_right(struct rules r, struct str role, struct str right);

/* Does a row let this role act for the purpose? */
bool access_has_purpose(struct rules r, struct str role, struct str purpose);

/* Is it a role of people who work for the city: in a table, and neither a
 * citizen nor a program? */
bool access_is_staff(struct rules r, struct str role);

#endif
