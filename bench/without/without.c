/*
 * without: what the program would be without sealing, rights and the log of
 * looks, to measure what they cost (bench/cost.c). It is the same program,
 * linked with --wrap so that these functions take the places of the real ones.
 * It is built for measuring, and never installed.
 */
#include <stdatomic.h>
#include <string.h>

#include "api/access/viewer.h"
#include "app/access/access_log.h"
#include "store/sqlite_internal.h"
#include "sys/clock.h"

/* What -Wl,--wrap=NAME calls instead of NAME; the linker wants these names. */
/* NOLINTBEGIN(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
void __wrap_seal(const unsigned char key[SEAL_KEY_BYTES], struct str context,
                 struct str plain, unsigned char *out);
bool __wrap_seal_open(const unsigned char key[SEAL_KEY_BYTES],
                      struct str context, struct str envelope,
                      unsigned char *out);
bool __wrap_slots_take(struct store *st, int64_t *ret_slot,
                       unsigned char key[SEAL_KEY_BYTES], struct err *err);
bool __wrap_slots_get(struct store *st, int64_t slot,
                      unsigned char key[SEAL_KEY_BYTES], enum slot_is *ret_is,
                      struct err *err);
bool __wrap_viewer_may(const struct http_request *rq, const struct route *route,
                       struct http_response *rs);
bool __wrap_access_note(struct access_log *log, const struct access_look *look,
                        struct err *err);

/* An envelope of the right length with the text as it is. */
void
__wrap_seal(const unsigned char key[SEAL_KEY_BYTES], struct str context,
            struct str plain, unsigned char *out)
{
    (void)key;
    (void)context;
    memset(out, 0, plain.n + SEAL_EXTRA_BYTES);
    memcpy(out + 1 + SEAL_NONCE_BYTES, plain.p, plain.n);
}

bool
__wrap_seal_open(const unsigned char key[SEAL_KEY_BYTES], struct str context,
                 struct str envelope, unsigned char *out)
{
    (void)key;
    (void)context;
    memcpy(out, envelope.p + 1 + SEAL_NONCE_BYTES,
           envelope.n - SEAL_EXTRA_BYTES);
    return true;
}

/* Numbers alone, new ones after each start: no key is drawn, wrapped or made
 * durable. */
bool
__wrap_slots_take(struct store *st, int64_t *ret_slot,
                  unsigned char key[SEAL_KEY_BYTES], struct err *err)
{
    static atomic_int_fast64_t next;
    int_fast64_t none = 0;

    (void)st;
    (void)err;
    (void)atomic_compare_exchange_strong(&next, &none, clock_now() * 1000);
    memset(key, 0, SEAL_KEY_BYTES);
    *ret_slot = atomic_fetch_add(&next, 1);
    return true;
}

bool
__wrap_slots_get(struct store *st, int64_t slot,
                 unsigned char key[SEAL_KEY_BYTES], enum slot_is *ret_is,
                 struct err *err)
{
    (void)st;
    (void)err;
    memset(key, 0, SEAL_KEY_BYTES);
    *ret_is = slot > 0 ? SLOT_FULL : SLOT_EMPTY;
    return true;
}

bool
__wrap_viewer_may(const struct http_request *rq, const struct route *route,
                  struct http_response *rs)
{
    (void)rq;
    (void)route;
    (void)rs;
    return true;
}

bool
__wrap_access_note(struct access_log *log, const struct access_look *look,
                   struct err *err)
{
    (void)log;
    (void)look;
    (void)err;
    return true;
}
/* NOLINTEND(bugprone-reserved-identifier,cert-dcl37-c,cert-dcl51-cpp) */
