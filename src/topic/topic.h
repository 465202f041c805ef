/*
 * topic: what many people write about at the same time, found as it arrives.
 *
 * A message joins the topic to whose messages it is nearest in the mean
 * (single pass, average linkage), when that mean is at least TOPIC_JOIN; else
 * it begins a topic. Near is the cosine of two messages as weights of runs of
 * two and three characters:
 *
 *     in the title            (1 + ln times) * idf
 *     only in the body        TOPIC_BODY * idf, of its first TOPIC_BODY_CHARS,
 *                             and only runs that stood in two titles before
 *     idf = 1 + ln((1 + messages) / (1 + messages that have it)), at arrival
 *
 * so that greetings and set phrases of bodies count for nothing, and those of
 * titles for little. A new message may bring two topics together: they merge
 * when the mean over all pairs of their messages is at least TOPIC_JOIN.
 *
 * Identity. A topic is called by a number that it keeps. Of two that merge,
 * the one that began earlier keeps its number (at the same moment: the smaller
 * number). When messages leave (window, erasure), a topic splits into the parts
 * whose messages hang together by a chain of pairs with a cosine of at least
 * TOPIC_JOIN; the part with the earliest message keeps the number. Joining and
 * merging never break that chain, because a mean is at most its largest part.
 * Every merge and split is listed.
 *
 * Heat is counted in people of this moment:
 *
 *     heat(t) = sum over people p of 2^(-(t - t_p) / half life)
 *                                  * (1 + support weight * log2(1 + s_p))
 *
 * with t_p the last message of p in the topic and s_p the agreements and
 * oppositions that all his messages got. Whoever writes often counts once; a
 * thousand clicks weigh as much as some people, for clicks are cheap. Decay
 * with a half life is the usual way to rank news (for instance Wu and
 * Huberman, PNAS 104, 2007, on how fast attention fades).
 *
 * Order of arrival inside one second makes no difference: messages wait until
 * topics_settle and are taken in order of second and id. Memory is bounded by
 * window and most. Everything is deterministic.
 */
#ifndef TOPIC_TOPIC_H
#define TOPIC_TOPIC_H

#include "base/arena.h"
#include "base/str.h"

#define TOPIC_JOIN 0.12
#define TOPIC_BODY 0.3

enum {
    TOPIC_BODY_CHARS = 120,
    TOPIC_TITLE_CHARS = 200, /* the rest is not seen */
    TOPIC_ID_MOST = 200,     /* bytes of the id of a message */
    TOPIC_CHANGES = 200,     /* the last merges and splits that are listed */
    TOPIC_PHRASES = 3        /* of a name */
};

struct topic_options {
    int64_t window_ms;     /* messages older than the newest less this leave;
                            * 0: none does */
    size_t most;           /* messages at once; the oldest leave. 0: 50,000 */
    int64_t half_life_ms;  /* of heat; 0: 14 days */
    double support_weight; /* of heat; negative: 0.5 */
};

/* What somebody wrote. */
struct topic_message {
    struct str id;    /* unique, at most TOPIC_ID_MOST bytes */
    int64_t at;       /* ms since 1970 UTC */
    struct str title; /* empty: the head of the body stands for it */
    struct str body;
    struct str place;        /* code or name, "" not known */
    struct str matter;       /* code, "" not known */
    uint64_t person;         /* equal for the same person; 0: not known, and
                              * then somebody else each time */
    uint32_t agree, against; /* how many supported or opposed it */
    uint64_t topic; /* the number of the topic it was in before, for who begins
                     * anew with what he wrote down; 0: to be found */
};

struct topics;

/* Owns itself; close it. */
struct topics *topics_new(const struct topic_options *o);
void topics_close(struct topics *t); /* NULL is fine */

/* A message waits. False, and nothing happens, when it has no text, its id is
 * too long, or a message of this id is settled; of those of one id that wait,
 * one settles. Copies what it keeps: the title, and of the body only which runs
 * it has. */
bool topics_add(struct topics *t, const struct topic_message *m);

/* Put all waiting messages before the moment until where they belong, and let
 * go of what fell out of the window. */
void topics_settle(struct topics *t, int64_t until);

/* A message is gone (its person was erased), also while it waits. False when it
 * is not there. */
bool topics_remove(struct topics *t, struct str id);

size_t topics_messages(const struct topics *t); /* settled ones */

struct topic {
    uint64_t number;
    struct str name;   /* phrases, place first, a space between */
    struct str place;  /* the most frequent one of its messages, or "" */
    struct str matter; /* as place */
    struct str where;  /* a phrase that names a place, or "" */
    int64_t from, to;  /* first and last message */
    size_t messages, people;
    uint64_t agree, against;
    double heat; /* at the moment asked for */
    double peak; /* highest that it ever was */
    int64_t peak_at;
};

struct topic_list {
    struct topic *at;
    size_t n;
    size_t all;     /* that fulfil the ask */
    double highest; /* heat or peak (the order asked for) of the first of all;
                     * 0 without any */
};

enum topic_order { TOPIC_BY_HEAT, TOPIC_BY_PEAK };

struct topic_ask {
    int64_t now;         /* of heat */
    enum topic_order by; /* highest first; of equals the smaller number */
    size_t people;       /* only topics of at least so many */
    size_t skip, most;   /* which part of the list */
};

/* Owns: a, all texts too. */
struct topic_list topics_list(const struct topics *t, struct arena *a,
                              const struct topic_ask *ask);

/* One topic by its number; a number that was merged away gives the topic it
 * is in now. False when there is none. */
bool topics_find(const struct topics *t, struct arena *a, uint64_t number,
                 int64_t now, struct topic *ret_topic);

struct topic_member {
    struct str id, title;
    int64_t at;
    uint32_t agree, against;
    uint64_t topic; /* its number */
};

/* The messages of a topic in order of time and id; number 0: of all topics. */
struct topic_member *topics_members(const struct topics *t, struct arena *a,
                                    uint64_t number, size_t *ret_n);

enum topic_change_kind { TOPIC_MERGED, TOPIC_SPLIT };

struct topic_change {
    enum topic_change_kind kind;
    int64_t at;             /* of the message that caused it */
    uint64_t number, other; /* other went into number, or came out of it */
};

/* The last changes, oldest first. Owns: a. */
struct topic_change *topics_changes(const struct topics *t, struct arena *a,
                                    size_t *ret_n);

#endif
