/*
 * files: photos and recordings (附件) over HTTP: what a form brings, and what
 * is given out again. A form names them so:
 *
 *     photos   files, as many as settings.csv allows at once
 *     voice    one file
 *     fileN    a draft that was sent before: its ticket (attachment.h)
 *     showsN   what draft N shows, in words
 *     dropN    there: draft N is not wanted
 *
 * N counts from 1. What comes is a draft first, and attached when the rest of
 * the form is in order.
 */
#ifndef API_FILES_FILES_H
#define API_FILES_FILES_H

#include "api/api.h"
#include "app/attachment/attachment.h"
#include "http/form/form.h"

enum { DRAFTS = 20, SHOWS_CHARS = 200 };

struct draft {
    struct attachment file;
    struct str ticket, shows;
};

struct draft_list {
    struct draft at[DRAFTS];
    size_t n;
    const char *rule; /* what the last refusal was; NULL: none */
};

/*
 * The drafts of a form: those that were kept, then what came with it. One that
 * is refused is left out, and *ret_list says why.
 *
 * Owns:  the arena of the request.
 * Fails: as attachment_take.
 */
bool files_take(const struct http_request *rq, const struct form *form,
                struct draft_list *ret_list, struct err *err);

/* Attach them to a case. once: of the form, or empty; a repeat changes
 * nothing. *ret_verdict is the first refusal. */
struct files_to {
    struct str stream, once;
    struct actor actor;
};
bool files_attach(const struct http_request *rq, const struct draft_list *list,
                  const struct files_to *to, struct verdict *ret_verdict,
                  struct err *err);

/* Answer with the file {n} of a case, or its thumbnail. Whether whoever asks
 * may see it was looked at before. */
void files_answer(const struct http_request *rq, struct http_response *rs,
                  const struct appeal_file *file, bool thumb);

/* The functions of the table. */
void api_files_citizen(const struct http_request *rq, struct http_response *rs);
void api_files_staff(const struct http_request *rq, struct http_response *rs);
void api_file_citizen(const struct http_request *rq, struct http_response *rs);
void api_file_staff(const struct http_request *rq, struct http_response *rs);

#endif
