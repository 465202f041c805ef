/*
 * shown: cases like a text, as far as whoever asks may read them.
 *
 * That a case is like a text tells of its texts. So only those are given whose
 * texts the asker may read, for the purpose that he says, and each is written
 * down as a look at them; what he may not read is passed over, without a word.
 */
#ifndef API_SIMILAR_SHOWN_H
#define API_SIMILAR_SHOWN_H

#include "api/api.h"
#include "app/similar/similar_follow.h"

enum { SHOWN_MOST = 20 };

struct shown_case {
    struct str id, code, matter, place; /* id: 32 hex digits */
    struct str stage;                   /* appeal_stage_word */
    int64_t received_at;
    double share; /* of the pairs of characters of both texts, 0..1 */
    bool repeat;  /* so much that it seems to be the same text again */
    struct str shared[SIMILAR_SHARED];
    size_t shared_n;
};

struct shown_cases {
    struct shown_case at[SHOWN_MOST];
    size_t n;
};

/* The first of what the index answered, at most so many and SHOWN_MOST. Fails
 * also when a look could not be noted: then nothing may be shown. Owns: arena
 * of rq. */
bool similar_shown(const struct http_request *rq,
                   const struct similar_answers *answers, size_t most,
                   struct shown_cases *ret_cases, struct err *err);

/* As the member "similar". */
void similar_shown_put(struct buf *out, const struct shown_cases *cases);

#endif
