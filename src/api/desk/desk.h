/*
 * desk: what an operator wants to know while somebody speaks: what would become
 * of the case, cases like it, whether it was said before, and what can be
 * answered at once. And the handling path: how such cases were handled
 * (feature/path).
 *
 * Similar cases are shown as similar/shown.h says. The path adds up over cases
 * that whoever asks may not read: it names units with at least
 * public_group_min of them, and never tells of a report of an offence
 * (信访工作条例 第三十条), nor of what was erased. Texts of replies are shown
 * to who may read the case, masked, and each is noted as a look.
 */
#ifndef API_DESK_DESK_H
#define API_DESK_DESK_H

#include "api/desk/prospect.h"
#include "api/similar/shown.h"
#include "app/knowledge/shelf.h"
#include "feature/path/path.h"

enum { DESK_SIMILAR = 10, DESK_KNOWLEDGE = 5, PATH_REPLIES = 3 };

/* What all that follows rests on; rules, model and index are asked once. */
struct desk_known {
    struct desk_ask ask;
    struct prospect prospect;
    struct str matter; /* that was given, else the one suggested; "" not sure */
    struct similar_answers like; /* SIMILAR_MOST at most, whoever may read them;
                                    nearest first */
    uint64_t behind; /* leaves of the log that the index has not followed */
};

/* ask was checked; its texts are borrowed. Owns: arena of rq. Fails: as
 * similar_follow_find. */
bool desk_begin(const struct http_request *rq, const struct desk_ask *ask,
                struct desk_known *ret_known, struct err *err);

struct desk_found {
    struct shown_cases similar;
    struct shelf_answers knowledge;
};

/* Owns: arena of rq. Fails: as similar_shown, shelf_find. */
bool desk_find(const struct http_request *rq, const struct desk_known *known,
               struct desk_found *ret_found, struct err *err);

struct path_reply {
    struct str code, unit, text; /* text: masked */
    int64_t at;
};

struct path_entry {
    struct shelf_entry entry;
    size_t used;
};

struct path_found {
    size_t looked; /* cases like it that were added up */
    struct path_sum sum;
    struct path_reply replies[PATH_REPLIES]; /* newest first */
    size_t replies_n;
    struct path_entry knowledge[PATH_KNOWLEDGE]; /* that may still be used */
    size_t knowledge_n;
};

/* self: a case that is passed over (32 hex digits); "" none. Fails also when a
 * look could not be noted. Owns: arena of rq. */
bool path_find(const struct http_request *rq, const struct desk_known *known,
               struct str self, struct path_found *ret_found, struct err *err);

/* POST /api/v1/desk, POST /api/v1/path */
void api_desk(const struct http_request *rq, struct http_response *rs);
void api_path(const struct http_request *rq, struct http_response *rs);

#endif
