/* See throttle.h. */
#include "identity/proof/throttle.h"

#include "base/date.h"
#include "identity/identity_internal.h"
#include "sys/clock.h"

enum { WHO_BYTES = 16, LONGEST_SECONDS = 15 * 60, FIRST_SECONDS = 30 };

static const struct {
    const char *purpose;
    int64_t free;  /* tries before the first wait */
    int64_t first; /* seconds */
    int64_t longest;
} kinds[] = {
    [THROTTLE_ACCOUNT] = { "sign-in-account/0", 5, FIRST_SECONDS,
                           LONGEST_SECONDS },
    [THROTTLE_SECOND] = { "sign-in-second/0", 5, FIRST_SECONDS,
                          LONGEST_SECONDS },
    [THROTTLE_STATE] = { "sign-on-state/0", 1, LONGEST_SECONDS,
                         LONGEST_SECONDS },
};

static void
hash_who(struct identity *id, enum throttle_kind kind, struct str who,
         unsigned char hash[WHO_BYTES])
{
    store_keyed_hash(engine_store(id->e), str_of(kinds[kind].purpose), who,
                     hash, WHO_BYTES);
}

static bool
find(struct identity *id, const unsigned char who[WHO_BYTES],
     int64_t *ret_failures, int64_t *ret_until, struct err *err)
{
    const struct value v = value_bytes(who, WHO_BYTES);
    struct cursor *c;

    *ret_failures = *ret_until = 0;
    err->kind = ERR_NONE;
    if (!store_query(engine_store(id->e), QUERY_SIGN_IN_FAILURE_FIND, &v, 1, &c,
                     err))
        return false;
    if (cursor_next(c, err)) {
        *ret_failures = cursor_int(c);
        *ret_until = cursor_int(c);
    }
    cursor_close(c);
    return err->kind == ERR_NONE;
}

static int64_t
wait_ms(enum throttle_kind kind, int64_t failures)
{
    int64_t seconds = kinds[kind].first;

    if (failures < kinds[kind].free)
        return 0;
    for (int64_t i = kinds[kind].free;
         i < failures && seconds < kinds[kind].longest; i++)
        seconds *= 2;
    return (seconds < kinds[kind].longest ? seconds : kinds[kind].longest) *
           SECOND_MS;
}

static bool
try_locked(struct identity *id, enum throttle_kind kind,
           const unsigned char who[WHO_BYTES], int64_t *ret_wait,
           struct err *err)
{
    int64_t now = clock_now(), failures, until;
    struct row rows[2] = { { .query = QUERY_SIGN_IN_FAILURES_OLD_DROP },
                           { .query = QUERY_SIGN_IN_FAILURE_PUT } };
    const struct row_list list = { NULL, rows, 2, 2 };

    if (!find(id, who, &failures, &until, err))
        return false;
    *ret_wait = until > now ? (until - now + SECOND_MS - 1) / SECOND_MS : 0;
    if (*ret_wait > 0)
        return true;
    failures++;
    row_int(&rows[0], now - DAY_MS);
    row_bytes(&rows[1], who, WHO_BYTES);
    row_int(&rows[1], failures);
    row_int(&rows[1], now);
    row_int(&rows[1], now + wait_ms(kind, failures));
    return identity_write(id, &list, err);
}

bool
throttle_try(struct identity *id, enum throttle_kind kind, struct str who,
             int64_t *ret_wait, struct err *err)
{
    unsigned char hash[WHO_BYTES];
    bool ok;

    hash_who(id, kind, who, hash);
    (void)pthread_mutex_lock(&id->lock);
    ok = try_locked(id, kind, hash, ret_wait, err);
    (void)pthread_mutex_unlock(&id->lock);
    return ok;
}

bool
throttle_forgive(struct identity *id, enum throttle_kind kind, struct str who,
                 struct err *err)
{
    struct row r = { .query = QUERY_SIGN_IN_FAILURE_DROP };
    const struct row_list list = { NULL, &r, 1, 1 };
    unsigned char hash[WHO_BYTES];

    hash_who(id, kind, who, hash);
    row_bytes(&r, hash, WHO_BYTES);
    return identity_write(id, &list, err);
}
