/* See erasure_kit.h. */
#include "contract/erasure_kit.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include "store/sqlite_internal.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

int64_t
kit_number(struct kit *k, const char *sql)
{
    struct str text = kit_blob(k, sql);
    int64_t n = -1;

    assert_true(str_i64(text, &n));
    return n;
}

struct erasure_target
erasure_target(struct kit *k)
{
    const struct store secrets = { .keys = k->keys };
    struct erasure_target t;
    struct str slot = kit_slot(k, ERASED);

    t.slot = kit_number(k, "SELECT CAST(slot AS TEXT) FROM subject_slot WHERE "
                           "subject = x'5a000000000000000000000000000007'");
    t.envelope = kit_blob(k, "SELECT envelope FROM sealed WHERE position = 6");
    assert_true(
        slot_unwrap(&secrets, t.slot, (struct str){ slot.p, WRAPPED }, t.key));
    return t;
}

/* In how many places does a key lie that opens the envelope? */
static size_t
keys_in(struct kit *k, const struct erasure_target *t, struct str bytes)
{
    const struct vault_place at = { kit_subject(ERASED),
                                    kit_stream(k->a, ERASED), 1 };
    const struct store secrets = { .keys = k->keys };
    unsigned char key[SEAL_KEY_BYTES];
    struct str pack;
    size_t n = 0;

    for (size_t i = 0; i + WRAPPED <= bytes.n; i++)
        if ((bytes.p[i] == SEAL_AES_256_GCM ||
             bytes.p[i] == SEAL_SM4_CTR_HMAC_SM3) &&
            slot_unwrap(&secrets, t->slot, (struct str){ bytes.p + i, WRAPPED },
                        key) &&
            vault_open(k->a, &at, key, t->envelope, &pack))
            n++;
    n += memmem(bytes.p, bytes.n, t->key, SEAL_KEY_BYTES) != NULL;
    n += memmem(bytes.p, bytes.n, "巷口的路灯", 15) != NULL;
    return n;
}

size_t
keys_in_copy(struct kit *k, const char *dir, const struct erasure_target *t)
{
    struct name_list names = { NULL, 0, 0 };
    size_t n = 0;
    struct err err;

    if (!file_list(k->a, dir, &names, &err))
        fail_msg("%s", err.text);
    for (size_t i = 0; i < names.n; i++) {
        struct arena *a = arena_open();
        struct buf path = { .a = a };
        struct str bytes;

        buf_addf(&path, "%s/%s", dir, names.at[i]);
        if (!file_read(a, buf_cstr(&path), SIZE_MAX / 4, &bytes, &err))
            fail_msg("%s", err.text);
        n += keys_in(k, t, bytes);
        arena_close(a);
    }
    return n;
}

size_t
keys_in_folder(struct kit *k, const struct erasure_target *t)
{
    return keys_in_copy(k, k->dir, t);
}

bool
kit_erase(struct kit *k, struct err *err)
{
    struct id subject = kit_subject(ERASED);
    struct append ap = kit_fed_back(k->a, ERASED, "本条随后删除");
    struct appended done;
    bool clean;

    ap.events = &(const struct event_list){ .n = 0 };
    ap.erase = &subject;
    ap.erase_n = 1;
    return store_append(k->st, &ap, &done, err) &&
           store_scrub(k->st, &clean, err);
}

void
assert_verifies(struct kit *k)
{
    bool ok;
    const char *report = kit_verify(k, (struct str){ NULL, 0 }, &ok);

    if (!ok)
        fail_msg("%s", report);
}
