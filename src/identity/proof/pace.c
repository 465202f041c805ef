/* See pace.h. */
#include "identity/proof/pace.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "crypto/digest.h"
#include "sys/random.h"

enum {
    SETS = 8192, /* a power of two */
    WAYS = 8,    /* places where one hash may stand: 1 MiB in all */
    MS_US = 1000
};

static const int64_t HOUR_US = INT64_C(3600) * SECOND_MS * MS_US;
static const int64_t SECOND_US = INT64_C(1) * SECOND_MS * MS_US;

/* hash 0: free. */
struct entry {
    uint64_t hash;
    int64_t due; /* theoretical arrival time, µs */
};

struct pace {
    pthread_mutex_t lock;
    unsigned char key[DIGEST_BYTES];
    int64_t hourly[PACE_KINDS];
    struct entry sets[SETS][WAYS];
};

struct pace *
pace_open(const int64_t *hourly)
{
    struct pace *p = calloc(1, sizeof(*p));

    if (p == NULL)
        abort();
    (void)pthread_mutex_init(&p->lock, NULL); /* cannot fail on Linux */
    random_bytes(p->key, sizeof(p->key));
    for (int i = 0; i < PACE_KINDS; i++) {
        assert(hourly[i] >= 1 && hourly[i] <= PACE_MOST);
        p->hourly[i] = hourly[i];
    }
    return p;
}

void
pace_close(struct pace *p)
{
    if (p == NULL)
        return;
    (void)pthread_mutex_destroy(&p->lock);
    free(p);
}

static uint64_t
hash_of(const struct pace *p, enum pace_kind kind, struct str who)
{
    const char k = (char)kind;
    const struct str parts[] = { { &k, 1 }, who };
    unsigned char digest[DIGEST_BYTES];
    uint64_t hash;

    digest_hmac(p->key, parts, 2, digest);
    memcpy(&hash, digest, sizeof(hash));
    return hash == 0 ? 1 : hash;
}

/* Its place, or else the one that lapses first. */
static struct entry *
place_of(struct pace *p, uint64_t hash)
{
    struct entry *set = p->sets[hash % SETS], *e = &set[0];

    for (size_t i = 0; i < WAYS; i++) {
        if (set[i].hash == hash)
            return &set[i];
        if (set[i].due < e->due)
            e = &set[i];
    }
    *e = (struct entry){ hash, 0 };
    return e;
}

static int64_t
try_locked(struct pace *p, enum pace_kind kind, uint64_t hash, int64_t now)
{
    const int64_t step = HOUR_US / p->hourly[kind];
    const int64_t at_once = step * (p->hourly[kind] - 1);
    struct entry *e = place_of(p, hash);
    const int64_t due = e->due > now ? e->due : now;

    if (due - now > at_once)
        return (due - now - at_once + SECOND_US - 1) / SECOND_US;
    e->due = due + step;
    return 0;
}

int64_t
pace_try(struct pace *p, enum pace_kind kind, struct str who, int64_t now)
{
    const uint64_t hash = hash_of(p, kind, who);
    int64_t wait;

    (void)pthread_mutex_lock(&p->lock);
    wait = try_locked(p, kind, hash, now * MS_US);
    (void)pthread_mutex_unlock(&p->lock);
    return wait;
}
