/*
 * request_data: everything that is kept about a person, gathered from the log
 * at the moment he fetches it (个人信息保护法 第四十五条): no copy of it is
 * made or kept. For reading (pages/request) and as JSON for other programs.
 */
#ifndef API_REQUEST_REQUEST_DATA_H
#define API_REQUEST_REQUEST_DATA_H

#include "api/access/reads.h"
#include "api/request/request_do.h"
#include "app/appeal/appeal_file.h"
#include "identity/session.h"

/* A personal text of a case: what event and field it stands in. */
struct data_text {
    struct str event, field, text;
    int64_t at;  /* ms since 1970 UTC */
    bool erased; /* its key was destroyed */
};

struct data_texts {
    struct data_text *at;
    size_t n, room;
};

struct data_case {
    struct str code, query_code, matter, place, stage;
    int64_t received_at, closed_at;                   /* 0: not closed */
    bool was_asked, agreed_publish, agreed_sensitive; /* as in the case */
    struct str notice; /* version that he was told */
    struct data_texts texts;
    struct read_list looks; /* newest first, READS_MOST at most */
};

struct person_data {
    struct str account, name, phone; /* empty when he came by a query code */
    struct data_case *cases;
    size_t cases_n;
    bool more; /* these may not be all */
    struct session_list sessions;
    int64_t made_at;
};

/* What a granted request opens. Owns: arena of rq. */
bool request_data(const struct http_request *rq,
                  const struct request_file *file, struct person_data *ret_data,
                  struct err *err);

/* The same for somebody at the counter, as far as whoever prints it for him may
 * see it; each case is a look of his, and false when one cannot be noted. */
bool request_data_at_counter(const struct http_request *rq,
                             const struct request_file *file,
                             struct person_data *ret_data, struct err *err);

/* As JSON, or its texts as CSV; gongzhi-api(7) says what stands where. */
void request_data_json(struct buf *out, const struct person_data *data);
void request_data_csv(struct buf *out, const struct person_data *data);

#endif
