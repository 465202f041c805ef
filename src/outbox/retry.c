/* What sender and webhooks share: when to try again, and rows written down.
 * See outbox_internal.h. */
#include "outbox/outbox_internal.h"
#include "sys/clock.h"
#include "sys/random.h"

enum { SHIFTS_MOST = 20 };

int64_t
backoff_ms(const struct config_outbox *o, int64_t n)
{
    int64_t shift = n < 1 ? 0 : n - 1 > SHIFTS_MOST ? SHIFTS_MOST : n - 1;
    int64_t s = o->first_retry << shift;
    uint16_t chance;

    s = s > o->longest_retry ? o->longest_retry : s;
    random_bytes(&chance, sizeof(chance));
    return s * 750 + s * 500 * chance / UINT16_MAX;
}

bool
write_row(struct engine *e, const struct row *row, struct err *err)
{
    const struct append ap = { .rows = row,
                               .rows_n = 1,
                               .recorded_at = clock_now() };
    struct appended done;

    return store_append(engine_store(e), &ap, &done, err);
}
