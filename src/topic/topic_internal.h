/* topic_internal: what the files of the topics share. Not for others. */
#ifndef TOPIC_TOPIC_INTERNAL_H
#define TOPIC_TOPIC_INTERNAL_H

#include "base/buf.h"
#include "text/form/form.h"
#include "topic/topic.h"

#define NOBODY UINT32_MAX /* no message, no topic */

enum {
    RUN_CHARS = 3,
    CHARS_MOST = TOPIC_TITLE_CHARS + TOPIC_BODY_CHARS,
    RUNS_MOST = 2 * CHARS_MOST,
    ONE = 1 << 14 /* the length of a message */
};

/* A run of characters, as long as some message has it. */
struct run {
    uint64_t key;    /* up to three characters, 21 bits each */
    uint32_t all;    /* messages that have it */
    uint32_t titles; /* of these, in the title */
    uint32_t *in;    /* messages, also some that are gone */
    uint16_t *weight;
    size_t n, room, weight_room;
};

struct weight {
    uint32_t run;
    uint16_t weight; /* of ONE */
    bool title;
};

/* A message that is settled. */
struct message {
    struct topic_message m; /* body empty */
    struct weight *runs;
    size_t runs_n;
    uint32_t next; /* of its topic, in no order; NOBODY: the last */
};

/* A topic while it has messages. */
struct cluster {
    uint64_t number;
    int64_t began;
    uint32_t first, n; /* of its messages, and how many */
    bool loose;        /* lost a message */
};

struct waiting {
    struct topic_message *at;
    size_t n, room;
};

struct topics {
    struct topic_options o;
    struct arena *own;  /* lives as long as this */
    struct arena *a;    /* everything of the messages; made anew now and then */
    struct arena *wait; /* waiting messages */
    struct arena *work; /* of one message */
    const struct form *form;
    struct waiting waiting;
    struct message *messages; /* in order of settling */
    uint32_t *topic_of;       /* of each message, NOBODY: it is gone; apart, for
                               * join looks at very many */
    size_t messages_n, messages_room, topic_of_room, live, oldest;
    struct cluster *clusters;
    size_t clusters_n, clusters_room;
    uint32_t *cluster_slots; /* number + 1 of a cluster, by its number */
    size_t cluster_slots_n;
    struct run *runs;
    size_t runs_n, runs_room;
    uint32_t *run_slots; /* number + 1 of a run, open addressing */
    size_t run_slots_n;  /* a power of two */
    uint32_t *id_slots;  /* number + 1 of a message */
    size_t id_slots_n;
    uint32_t *sums; /* of runs, 0 between uses */
    size_t sums_n;
    int64_t settled_at; /* newest message */
    struct topic_change changes[TOPIC_CHANGES];
    uint64_t changes_n; /* ever */
};

/* runs.c: the runs of a message with their weights, known to the table from
 * now on. Owns: m->runs in t->a. */
void runs_of(struct topics *t, struct message *m, struct str body);
void runs_count(struct topics *t, const struct message *m, int by);
void runs_post(struct topics *t, uint32_t number);
/* The runs of a message out of a table of before. */
void runs_again(struct topics *t, struct message *m, const struct message *old,
                const struct run *runs);
uint32_t run_titles(const struct topics *t, const struct form_char *c,
                    size_t n); /* n 2 or 3: titles that have it */

/* join.c: message number into its topic, and topics into each other. */
void join_topic(struct topics *t, uint32_t number);

/* cluster.c */
uint32_t cluster_new(struct topics *t, uint64_t number, int64_t began);
uint32_t cluster_begun(struct topics *t, uint32_t message);
uint32_t cluster_numbered(const struct topics *t, uint64_t number);
void cluster_put(struct topics *t, uint32_t cluster, uint32_t message);
void cluster_drop(struct topics *t, uint32_t message);
bool cluster_is_older(const struct cluster *x, const struct cluster *y);
/* The messages in order of time and id. Owns: a. */
uint32_t *cluster_sorted(const struct topics *t, struct arena *a,
                         const struct cluster *c);

/* split.c: a topic that lost messages into its parts. */
void split_loose(struct topics *t, int64_t at);

void change_note(struct topics *t, enum topic_change_kind kind, int64_t at,
                 uint64_t number, uint64_t other);

/* name.c: name and where of a topic. */
void topic_name(const struct topics *t, struct arena *a,
                const struct cluster *c, struct topic *ret_topic);

/* heat.c: what is counted of a topic. */
void topic_heat(const struct topics *t, struct arena *a,
                const struct cluster *c, int64_t now, struct topic *ret_topic);

#endif
