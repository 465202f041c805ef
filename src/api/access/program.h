/*
 * program: programs on this machine may speak for people of the staff. Which
 * ones is said by who can read a file: the first start writes a secret to
 * DIR/programs.token, which others may not read, and a request is believed
 * that brings it (Authorization: Bearer, RFC 6750) over a connection of this
 * machine that passed no proxy.
 */
#ifndef API_ACCESS_PROGRAM_H
#define API_ACCESS_PROGRAM_H

#include "api/api.h"

/*
 * The secret of a data folder, 64 hex digits; made when it is not there.
 *
 * Owns:  a.
 * Fails: ERR_KEY (readable by others, or not as it was written), ERR_IO.
 */
bool program_token(struct arena *a, const char *dir, struct str *ret_token,
                   struct err *err);

/* Is whoever asks such a program? */
bool program_asks(const struct http_request *rq);

/* Does a program say whom it speaks for? Then that counts before a session. */
bool program_speaks(const struct http_request *rq);

/* Somebody on this machine says a role but brings no token: answered with 401,
 * and true. */
bool program_unknown(const struct http_request *rq, struct http_response *rs);

#endif
