/*
 * See clock.h. Below the 48 bits of time a UUIDv7 has 74 free bits. They start
 * at random; the next id of the same millisecond adds a random step of up to
 * 2^32, so that ids stay in order and cannot be guessed from each other.
 */
#include "sys/clock.h"

#include <pthread.h>
#include <string.h>
#include <time.h>

#include "sys/random.h"

int64_t
clock_now(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_REALTIME, &t); /* cannot fail on Linux */
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t
clock_ticks(void)
{
    struct timespec t;

    (void)clock_gettime(CLOCK_MONOTONIC, &t); /* cannot fail on Linux */
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static pthread_mutex_t last_lock = PTHREAD_MUTEX_INITIALIZER;
static uint64_t last_ms, last_high, last_low; /* 48, 12 and 62 bits */

static const uint64_t LOW_MAX = (UINT64_C(1) << 62) - 1;

/* Move the last id to the next one. */
static void
advance(uint64_t now_ms, const uint64_t chance[2])
{
    if (now_ms > last_ms) {
        last_ms = now_ms;
        last_high = chance[0] & 0x7FF; /* the top bit is room to count */
        last_low = chance[1] & LOW_MAX;
        return;
    }
    last_low += 1 + (chance[1] & UINT32_MAX);
    if (last_low <= LOW_MAX)
        return;
    last_low &= LOW_MAX;
    if (++last_high > 0xFFF) {
        last_high = 0;
        last_ms++;
    }
}

struct id
id_new(void)
{
    uint64_t chance[2], ms, high, low;
    struct id id;

    random_bytes(chance, sizeof(chance));
    (void)pthread_mutex_lock(&last_lock);
    advance((uint64_t)clock_now(), chance);
    ms = last_ms;
    high = last_high | 0x7000;            /* version 7 */
    low = last_low | (UINT64_C(2) << 62); /* variant 10 */
    (void)pthread_mutex_unlock(&last_lock);

    for (size_t i = 0; i < 6; i++)
        id.b[i] = (unsigned char)(ms >> (40 - 8 * i));
    id.b[6] = (unsigned char)(high >> 8);
    id.b[7] = (unsigned char)high;
    for (size_t i = 0; i < 8; i++)
        id.b[8 + i] = (unsigned char)(low >> (56 - 8 * i));
    return id;
}
