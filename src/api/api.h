/*
 * api: the JSON face of the program, below /api/v1. All its addresses stand
 * in one table (routes.c); /api/v1/openapi.json describes them, made from that
 * table and from the declared commands.
 *
 * Who asks is told by access/viewer.h: by his session, or, of a program on this
 * machine that brings the token, by its headers. What he may is the rulebook's
 * (rights.csv, access.csv): of a route before its function runs, of a case by
 * feature/appeal/rights. A citizen is whoever has the query code of a case.
 */
#ifndef API_API_H
#define API_API_H

#include "app/access/access_log.h"
#include "app/engine.h"
#include "http/router.h"
#include "http/stats.h"
#include "identity/identity.h"
#include "jobs/jobs.h"
#include "outbox/outbox.h"

struct masker;
struct similar_follower;
struct suggester;
struct topic_follower;
struct shelf;

/* What the handlers work on: the context of every request. */
struct api {
    struct engine *engine;
    struct http_stats *stats;
    struct jobs *jobs;
    struct outbox *outbox;
    struct identity *identity;
    const struct masker *masker; /* of publish/publish.h */
    struct access_log *access;
    struct str program_token; /* of access/program.h */
    struct similar_follower *similar;
    struct suggester *suggester; /* of app/suggest/suggest.h */
    struct shelf *shelf;         /* what may be looked up */
    const char *dir;             /* the data folder */
    struct topic_follower *topics;
    struct route_table routes; /* all addresses, pages too */
    int64_t started_at;        /* ms since 1970 UTC */
};

struct route_table api_routes(void);

/* May a citizen give this command by his query code? */
bool api_is_citizens(struct str command);

/* The command of an appeal by its name, for anyone but the program itself;
 * NULL when there is none. receive has an address of its own. */
const struct payload_type *api_command(struct str name);

/* A field that the engine fills in, whoever asks. */
bool api_is_engines(const struct field *f);

/* Figures of the outbox and the webhooks, for api_metrics. */
bool api_put_outbox(const struct api *api, struct buf *out, struct err *err);

/* The functions of the table. */
void api_receive(const struct http_request *rq, struct http_response *rs);
void api_do(const struct http_request *rq, struct http_response *rs);
void api_citizen_do(const struct http_request *rq, struct http_response *rs);
void api_case(const struct http_request *rq, struct http_response *rs);
void api_list(const struct http_request *rq, struct http_response *rs);
void api_progress(const struct http_request *rq, struct http_response *rs);
void api_access(const struct http_request *rq, struct http_response *rs);
void api_outbox(const struct http_request *rq, struct http_response *rs);
void api_retry(const struct http_request *rq, struct http_response *rs);
void api_resume(const struct http_request *rq, struct http_response *rs);
void api_health(const struct http_request *rq, struct http_response *rs);
void api_metrics(const struct http_request *rq, struct http_response *rs);
/* similar/ */
void api_similar(const struct http_request *rq, struct http_response *rs);
/* topics/ */
void api_topics(const struct http_request *rq, struct http_response *rs);
void api_topic(const struct http_request *rq, struct http_response *rs);
/* rulebook/: the rulebooks in force and coming. */
void api_rulebooks(const struct http_request *rq, struct http_response *rs);
void api_enact(const struct http_request *rq, struct http_response *rs);
/* log/: for those who check the log. */
void api_checkpoint(const struct http_request *rq, struct http_response *rs);
void api_key(const struct http_request *rq, struct http_response *rs);
void api_proof(const struct http_request *rq, struct http_response *rs);
void api_consistency(const struct http_request *rq, struct http_response *rs);
void api_tile(const struct http_request *rq, struct http_response *rs);
void api_receipt(const struct http_request *rq, struct http_response *rs);
/* feed/: data that other programs read. */
void api_table(const struct http_request *rq, struct http_response *rs);
void api_deadlines(const struct http_request *rq, struct http_response *rs);
void api_open_cases(const struct http_request *rq, struct http_response *rs);
void api_feed_street(const struct http_request *rq, struct http_response *rs);
void api_feed_matter(const struct http_request *rq, struct http_response *rs);
void api_openapi(const struct http_request *rq, struct http_response *rs);

#endif
