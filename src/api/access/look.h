/*
 * look: somebody looks at a case. What he is shown (feature/appeal/rights) and
 * that it is written down (app/access) go together, so that no page can have
 * the one without the other.
 */
#ifndef API_ACCESS_LOOK_H
#define API_ACCESS_LOOK_H

#include "api/api.h"
#include "app/appeal/appeal_file.h"
#include "feature/appeal/rights/appeal_view.h"

/*
 * What whoever asks is shown of the case. When that is something about a
 * person, the look is noted; false when it could not be, and nothing may be
 * shown then.
 */
bool look_begin(const struct http_request *rq, const struct appeal_file *file,
                struct appeal_view *ret_view, struct err *err);

/* May whoever asks read what was written in the case? When he may, the look at
 * the texts is noted; false when it could not be. */
bool look_texts(const struct http_request *rq, const struct appeal_file *file,
                bool *ret_shown, struct err *err);

/* May whoever asks know that there is such a case? Nothing is noted. */
bool look_knows(const struct http_request *rq, struct id case_id,
                bool *ret_knows, struct err *err);

/* The same of a case that is loaded. */
bool look_knows_file(const struct http_request *rq,
                     const struct appeal_file *file);

#endif
