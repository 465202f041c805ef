/*
 * callers: which cases came from the same contact. An index in memory over the
 * reading appeal_contact, read when it is first asked for and kept in step by
 * whoever takes in a case; about 24 bytes a case.
 *
 * It holds a part of each keyed hash only, and cases that were erased since:
 * what it names is a hint, and the reading says whether it is so. The
 * functions may be called from many threads at once.
 */
#ifndef CALLERS_CALLERS_H
#define CALLERS_CALLERS_H

#include "store/store.h"

/* Of the keyed hash of a contact. */
enum { CALLER_BYTES = 16 };

struct callers;

struct callers *callers_open(struct store *st);
void callers_close(struct callers *cl); /* NULL is fine */

/* A case was taken in and is durable (or part of this thread's bulk). */
void callers_add(struct callers *cl, const unsigned char hash[CALLER_BYTES],
                 int64_t number);

/* Numbers of the cases that may be of this contact, newest first, at most
 * CALLER_CASES. Fails as store_query. */
enum { CALLER_CASES = 200 };

bool callers_find(struct callers *cl, const unsigned char hash[CALLER_BYTES],
                  int64_t ret_numbers[CALLER_CASES], size_t *ret_n,
                  struct err *err);

#endif
