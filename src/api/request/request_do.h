/*
 * request_do: commands to requests about one's own data, as pages and API give
 * them, and what belongs to the person of a request.
 */
#ifndef API_REQUEST_REQUEST_DO_H
#define API_REQUEST_REQUEST_DO_H

#include "api/api.h"
#include "app/request/request_file.h"
#include "feature/appeal/keep/appeal_keep.h"
#include "identity/person/person.h"

/* The command of a request by its name, for people; NULL when there is none.
 * submit has an address of its own. */
const struct payload_type *request_command(struct str name);

/*
 * The cases of an account that a request of this kind may be about: those of
 * the phone he proved, and those joined by query code when the code proves
 * enough (request_code_proves). joined: known by the code alone.
 */
bool request_cases_of(const struct http_request *rq, struct str account,
                      enum request_kind kind, struct person_cases *ret_cases,
                      struct err *err);

/* The cases of its person that it is about. Owns: arena of rq. */
bool request_cases(const struct http_request *rq,
                   const struct request_file *file,
                   struct person_cases *ret_cases, struct err *err);

/*
 * What a deletion is about, and why texts of some of its cases must stay
 * (个人信息保护法 第四十七条): held, to be kept, or the case is still being
 * handled, so that its purpose is not achieved yet. Cases whose texts are gone
 * are passed over. A person with more cases than can be asked for (cases.more)
 * is not deleted here at all: too_many_to_erase. Owns: arena of rq.
 */
struct request_bar {
    struct str code; /* of the case */
    struct appeal_bar bar;
};
struct request_bars {
    struct person_cases cases; /* of its person */
    struct request_bar at[PERSON_CASES];
    size_t n;
};
bool request_bars(const struct http_request *rq,
                  const struct request_file *file,
                  struct request_bars *ret_bars, struct err *err);

/*
 * Take one in: makes id and subject. submit: way, account and fields are set.
 * Refuses too_many_open when a person has several that are not answered, and
 * no_such_case when the case is none of his, or none that the staff who writes
 * it down may know of. once NULL: no key. Owns: arena of rq.
 */
struct request_wish {
    struct request_submit submit;
    struct actor actor;
    int64_t now;
    const struct once *once;
};
bool request_take(const struct http_request *rq,
                  const struct request_wish *wish, struct outcome *ret_outcome,
                  struct err *err);

/*
 * A command of staff or of the person. Granting a deletion or a correction
 * charges the request with the person's cases, on which it is carried out soon
 * after (app/request/request_carry.h). A deletion is refused when one of them
 * must stay, either when the person has more cases than can be asked for
 * (cases.more): too_many_to_erase, too_many_to_correct.
 */
struct request_order {
    const struct request_file *file;
    const struct command *cmd;
    const struct once *once; /* NULL: no key */
};
bool request_do(const struct http_request *rq, const struct request_order *o,
                struct outcome *ret_outcome, struct err *err);

#endif
