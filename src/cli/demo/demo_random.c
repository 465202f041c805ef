/* See demo_random.h. */
#include "cli/demo/demo_random.h"

uint64_t
demo_draw(struct demo_random *r)
{
    uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

int64_t
demo_between(struct demo_random *r, int64_t low, int64_t high)
{
    if (high <= low)
        return low;
    return low + (int64_t)(demo_draw(r) % (uint64_t)(high - low + 1));
}

bool
demo_chance(struct demo_random *r, int percent)
{
    return demo_between(r, 1, 100) <= percent;
}

struct str
demo_one_of(struct demo_random *r, const char *ways)
{
    struct str all = str_of(ways), way;
    int64_t n = 0;

    for (struct str rest = all; str_cut(&rest, '|', &way);)
        n++;
    for (int64_t i = demo_between(r, 1, n); i > 0; i--)
        (void)str_cut(&all, '|', &way); /* there are n */
    return way;
}
