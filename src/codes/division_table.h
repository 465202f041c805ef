/* division_table: what division.c and division_find.c share. Not for others. */
#ifndef CODES_DIVISION_TABLE_H
#define CODES_DIVISION_TABLE_H

#include "codes/division.h"

/* Rows from the first to before the end. */
struct division_range {
    size_t first, end;
};

/* The first row whose code is not less than code. */
size_t division_lower(const struct divisions *d, uint32_t code);

/* The rows inside a division, itself left out. */
struct division_range division_inside(const struct divisions *d,
                                      const struct division *v);

#endif
