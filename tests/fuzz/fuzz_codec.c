/*
 * Whatever the codec decodes, it encodes to the same bytes: the log hashes
 * them.
 */
#include <stdlib.h>

#include "event/codec.h"
#include "event/gen/appeal_events.h"
#include "event/gen/assessment_events.h"
#include "event/gen/city_events.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

static const struct registry all[] = {
    { appeal_types, APPEAL_TYPES_N },
    { assessment_types, ASSESSMENT_TYPES_N },
    { city_types, CITY_TYPES_N },
};

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    struct arena *a = arena_open();
    const struct str leaf = { (const char *)bytes, n };

    for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++) {
        struct record r;
        struct buf again = { .a = a };

        if (!record_decode(a, &all[i], leaf, &r))
            continue;
        record_encode(&again, &r);
        if (!str_eq(buf_str(&again), leaf))
            abort();
    }
    arena_close(a);
    return 0;
}
