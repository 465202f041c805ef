/*
 * keep: how long data are kept (retention.csv), and to whom they may be given
 * (sharing.csv).
 *
 * Retention. A row says of a class of data when its time ends, counted from
 * the end of the case (closing) or its receipt (creation), and what happens:
 *   deidentify  class contact: name and number are destroyed, the rest stays
 *   erase       class texts: all that people said is destroyed
 *   keep        nobody may destroy it before
 * A row of the case's own regime goes before one of "any". What no row names
 * has no end. Shortest necessary time: 个人信息保护法 第十九条; a time that the
 * law sets goes before a wish to delete: 第四十七条第二款.
 *
 * Sharing. A row says that a receiver may be given these groups of fields in
 * this way for this purpose. What no row lists is refused
 * (个人信息保护法 第二十三条、第二十五条). Receivers: a code of units.csv,
 * "external" for every unit outside the rulebook (~name), or a name of a
 * system.
 */
#ifndef RULEBOOK_KEEP_H
#define RULEBOOK_KEEP_H

#include "rulebook/rulebook.h"

/* The row of a class, regime and action that holds, or NULL. */
struct retention_ask {
    const char *class, *action;
    struct str regime;
};
const struct retention *rules_retention(struct rules r,
                                        const struct retention_ask *ask);

/* The moment the time of a row ends that began at a moment: the last of the
 * day. Months are those of the calendar; the 31st becomes the last of a shorter
 * month. */
int64_t retention_end(const struct retention *row, int64_t from);

/* The newest beginning whose time may have ended at a moment, and up to three
 * days more: for finding candidates. */
int64_t retention_reach(const struct retention *row, int64_t now);

/* "contact hotline closing". Owns: a. */
struct str retention_name(struct arena *a, const struct retention *row);

/* The row that lets a receiver be given something, or NULL. way and purpose
 * "" are any; a receiver that begins with ~ is "external". */
struct sharing_ask {
    struct str receiver, way, purpose;
};
const struct sharing *rules_sharing(struct rules r,
                                    const struct sharing_ask *ask);

/* The groups of fields of a row, as bits of enum access_group. */
unsigned sharing_fields(const struct sharing *row);

#endif
