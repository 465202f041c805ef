/*
 * clock: what time it is, and new ids in order of time.
 */
#ifndef SYS_CLOCK_H
#define SYS_CLOCK_H

#include <stdint.h>

#include "base/id.h"

int64_t clock_now(void); /* ms since 1970 UTC */

/* ns since some moment; for measuring, never goes back. */
int64_t clock_ticks(void);

/*
 * A new UUIDv7 (RFC 9562). Each is larger than all before it in this process,
 * also within one millisecond and after the clock went back. Any thread.
 */
struct id id_new(void);

#endif
