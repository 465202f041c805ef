/*
 * The verifier reads keys, notes, receipts and proofs of any bytes inside its
 * bounds, and never believes one that nobody signed. Links the verifier alone.
 */
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "note.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

#define KEY "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
#define SM_KEY                                                                 \
    "gongzhi/990100+227bf22b+/2dvbmd6aGkgc20yLXdpdGgtc20zIDA0eHkgMTIzNDU2Nzgx" \
    "MjM0NTY3OASdXPQK6iJMQQzkek8pxrOLh6dV7s/AL3QoAwsqt9nQQZ42gbW48ChTsw4SqL0b" \
    "IQ2DrtI5A723oQNJglkFqJ+J"

static void
check_bundle(struct hasher *h, const struct key *key, const char *text,
             size_t n)
{
    struct checkpoint c;
    struct bundle b;

    if (bundle_read(text, n, &b)) {
        if (b.n == 0 || b.n > BUNDLE_LEAVES ||
            note_read(key, b.checkpoint.p, b.checkpoint.n, &c) == NOTE_GOOD)
            abort();
        for (size_t i = 0; i < b.n; i++) {
            struct inclusion what = { b.leaves[i].position,
                                      n,
                                      leaf_digest(h, b.leaves[i].leaf.p,
                                                  b.leaves[i].leaf.n),
                                      { { 0 } } };

            if (proves_inclusion(h, &what, &b.leaves[i].path))
                abort(); /* nothing hashes to zeros */
        }
    }
    bundle_free(&b);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    static struct hasher *h;
    const char *text = (const char *)bytes;
    struct key key, sm, read;
    struct checkpoint c;
    struct path path;
    uint64_t from, to;

    if (h == NULL)
        h = hasher_new(HASH_SHA256);
    if (!key_read(h, SM_KEY, strlen(SM_KEY), &sm) ||
        !key_read(h, KEY, strlen(KEY), &key))
        abort();
    if (key_read(h, text, n, &read) && strlen(read.name) > NAME_BYTES)
        abort();
    if (note_read(&key, text, n, &c) == NOTE_GOOD ||
        note_read(&sm, text, n, &c) == NOTE_GOOD)
        abort();
    if (proof_read(text, n, &from, &to, &path) &&
        path.n > sizeof(path.at) / sizeof(path.at[0]))
        abort();
    check_bundle(h, &key, text, n);
    return 0;
}
