/*
 * viewer: who asks, and for what. The one place that says so: routes, lists,
 * cases and pages ask here.
 *
 * People are who their session says (identity/identity.h), for what the cookie
 * `purpose` says; programs on this machine that bring the token (program.h) say
 * it by the headers X-Gongzhi-Role, -User, -Unit and -Purpose, which count
 * before a session. A
 * session counts for reading and for forms of ours alone, so that no page of
 * others acts through it.
 */
#ifndef API_ACCESS_VIEWER_H
#define API_ACCESS_VIEWER_H

#include "api/api.h"

struct viewer {
    struct actor actor; /* role empty: nobody, or what was said is malformed */
    struct str purpose; /* empty: none, or none of this role */
};

/* Texts are borrowed from the request. */
struct viewer viewer_of(const struct http_request *rq, struct rules r);

/* Read role:unit:account; false when role or unit is none of the rulebook's or
 * the account is not 1 to 32 of A-Z a-z 0-9 . _ -. */
bool viewer_actor(struct rules r, struct str said, struct actor *ret_actor);

/*
 * May whoever asks come to this route? The hook of http_options; "do" stands
 * for the command in the path. Writes 403 when not.
 */
bool viewer_may(const struct http_request *rq, const struct route *route,
                struct http_response *rs);

#endif
