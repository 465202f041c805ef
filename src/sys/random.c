/* See random.h. (The system's own sys/random.h would be this one's name, so
 * getentropy of unistd.h is used: at most 256 bytes a call.) */
#include "sys/random.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { ONE_CALL_BYTES = 256 };

void
random_bytes(void *p, size_t n)
{
    unsigned char *at = p;

    while (n > 0) {
        size_t part = n < ONE_CALL_BYTES ? n : ONE_CALL_BYTES;

        if (getentropy(at, part) != 0) {
            (void)fputs("the kernel gives no random bytes\n", stderr);
            abort();
        }
        at += part;
        n -= part;
    }
}
