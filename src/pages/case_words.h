/*
 * case_words: what the pages of residents and of staff say alike about a case:
 * how a time was counted, who did something, a phone that is not shown whole.
 */
#ifndef PAGES_CASE_WORDS_H
#define PAGES_CASE_WORDS_H

#include "app/appeal/appeal_file.h"
#include "pages/page.h"

/*
 * From what a running clock is counted, by the rules that were promised. The
 * arithmetic (in Chinese, a step a line) is told only when it gives the very
 * moment that holds: after a pause or an extension the events tell how that
 * came about. Both are empty when no rule says so. Owns: arena of the request.
 */
struct counted {
    struct str arithmetic;
    struct str basis; /* legal basis of the term */
};
struct counted clock_counted(const struct page *p,
                             const struct appeal_file *file,
                             enum appeal_warning clock);

/* "handler:h-1@U_TRAFFIC" as role and unit in words, with the account when it
 * may be seen. Owns: arena of the request. */
struct str actor_words(const struct page *p, struct str actor, bool account);

/* "138****0000" with gap around the stars; of anything but a phone number its
 * first character. Owns: a. */
struct str masked(struct arena *a, struct str text, struct str gap);

#endif
