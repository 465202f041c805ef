/*
 * pacing: how often whoever asks may come to a route. It looks before rights
 * do, so that nothing costly is done for somebody who comes too often.
 */
#ifndef API_ACCESS_PACING_H
#define API_ACCESS_PACING_H

#include "api/api.h"

/*
 * The hook of http_options: may whoever asks come now, and may he come at all
 * (viewer_may)? Writes 429 with Retry-After, or what viewer_may writes.
 * Programs that bring the token (program.h) are not counted.
 */
bool pacing_may(const struct http_request *rq, const struct route *route,
                struct http_response *rs);

/* Is it a route at which they are counted? */
bool pacing_counts(const struct route *route);

#endif
