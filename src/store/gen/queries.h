/* From sql/ by tools/gen_sql; do not edit. */
#ifndef GEN_QUERIES_H
#define GEN_QUERIES_H

#include <stdbool.h>
#include <stddef.h>

/* The named queries of sql/query. */
enum query {
    QUERY_APPEAL_PUT,
    QUERY_APPEAL_SOURCE_ADD,
    QUERY_APPEAL_CONTACT_ADD,
    QUERY_APPEAL_CONTACT_DROP,
    QUERY_APPEAL_WITHHELD_ADD,
    QUERY_APPEAL_WITHHELD_DROP,
    QUERY_APPEAL_BY_NUMBER,
    QUERY_APPEAL_BY_SOURCE,
    QUERY_APPEAL_SOURCE_COUNT,
    QUERY_APPEAL_CONTACT_ALL,
    QUERY_APPEAL_OF_CONTACT,
    QUERY_APPEAL_LISTS_DROP,
    QUERY_APPEAL_LISTS_ADD,
    QUERY_APPEAL_MOVED_DROP,
    QUERY_APPEAL_INBOX,
    QUERY_APPEAL_CHILDREN,
    QUERY_APPEAL_LIST,
    QUERY_APPEAL_LAST,
    QUERY_APPEAL_WITHIN,
    QUERY_APPEAL_PUBLIC,
    QUERY_APPEAL_DUE_SOON,
    QUERY_APPEAL_ALL,
    QUERY_APPEAL_STATS,
    QUERY_APPEAL_STATS_LEVEL,
    QUERY_APPEAL_STATS_RATES,
    QUERY_APPEAL_STATS_SOURCE,
    QUERY_APPEAL_SOLVED_LATELY,
    QUERY_APPEAL_NEWEST_NUMBER,
    QUERY_ASSESSMENT_PUT,
    QUERY_ASSESSMENT_LIST,
    QUERY_IDEMPOTENCY_ADD,
    QUERY_IDEMPOTENCY_FIND,
    QUERY_IDEMPOTENCY_OLD_DROP,
    QUERY_OUTBOX_DUE,
    QUERY_OUTBOX_STATE_PUT,
    QUERY_OUTBOX_NO_SENDER_PUT,
    QUERY_OUTBOX_RETRY_PUT,
    QUERY_OUTBOX_STATE,
    QUERY_OUTBOX_LIST,
    QUERY_OUTBOX_OPEN_COUNTS,
    QUERY_OUTBOX_COUNTS,
    QUERY_WEBHOOK_FIND,
    QUERY_WEBHOOK_PUT,
    QUERY_WEBHOOK_RESUME_PUT,
    QUERY_WEBHOOK_LIST,
    QUERY_COUNT
};

struct query_text {
    const char *name, *sql;
    bool writes;
};
extern const struct query_text query_texts[QUERY_COUNT];

/* The statements that make the tables, in order. */
struct migration {
    int number; /* of its file */
    const char *sql;
};
extern const struct migration migrations[37];
enum { MIGRATIONS_N = 37, MIGRATION_LAST = 7 };

/* Empties every reading. */
extern const char *const readings_empty[9];
enum { READINGS_N = 9 };

#endif
