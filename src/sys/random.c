/*
 * See random.h. (The system's own sys/random.h would be this one's name, so
 * getentropy of unistd.h is used: at most 256 bytes a call.) Asking the kernel
 * takes longer than sealing a text: each thread asks for many bytes at once
 * and wipes what it gave away.
 */
#include "sys/random.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { ONE_CALL_BYTES = 256 };

static _Thread_local struct {
    unsigned char bytes[ONE_CALL_BYTES];
    size_t left; /* the last ones of bytes */
} kept;

static pthread_once_t once = PTHREAD_ONCE_INIT;

/* A child process must not give away what its parent will. */
static void
forget(void)
{
    explicit_bzero(&kept, sizeof(kept));
}

static void
set_up(void)
{
    if (pthread_atfork(NULL, NULL, forget) == 0)
        return;
    (void)fputs("out of memory\n", stderr);
    abort();
}

static void
refill(void)
{
    (void)pthread_once(&once, set_up); /* cannot fail */
    if (getentropy(kept.bytes, sizeof(kept.bytes)) != 0) {
        (void)fputs("the kernel gives no random bytes\n", stderr);
        abort();
    }
    kept.left = sizeof(kept.bytes);
}

void
random_bytes(void *p, size_t n)
{
    unsigned char *out = p;

    while (n > 0) {
        unsigned char *from;
        size_t part;

        if (kept.left == 0)
            refill();
        part = n < kept.left ? n : kept.left;
        from = kept.bytes + sizeof(kept.bytes) - kept.left;
        memcpy(out, from, part);
        explicit_bzero(from, part);
        kept.left -= part;
        out += part;
        n -= part;
    }
}
