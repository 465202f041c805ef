/*
 * mark: what somebody takes along leads back to him.
 *
 * A list that is exported carries the mark of whoever took it and of the day:
 * in its file name, as an id in every row, different in each so that one row
 * is enough, and in the order of its rows: by number, but some neighbours are
 * exchanged, which ones only the key says.
 *
 *     withstands                     ids of rows    order of rows
 *     rows cut off at either end     yes            yes (some dozens are
 * enough) single rows copied             yes            no the column deleted
 * no             yes sorted anew                    yes            no both
 * deleted and sorted        no             no typed off, photographed        no
 * if in order
 *
 * Two who put their lists together see that they differ, and can leave the ids
 * out. It deters and helps to find; it hinders nobody.
 */
#ifndef API_ACCESS_MARK_H
#define API_ACCESS_MARK_H

#include "event/event.h"
#include "store/store.h"

/* 16 hex digits of actor and day (in China). Owns: a. */
struct str mark_of(const struct store *st, struct arena *a,
                   const struct actor *actor, int32_t day);

/* 12 hex digits of a row, by the number of its case. Owns: a. */
struct str mark_row(const struct store *st, struct arena *a, struct str mark,
                    int64_t number);

/*
 * Put the places 0..n-1 of rows that stand in order of their numbers in the
 * order of a mark. order has room for n.
 */
void mark_order(const struct store *st, struct str mark, const int64_t *numbers,
                size_t n, size_t *order);

#endif
