/*
 * random: bytes that nobody can guess, from the kernel. Never fails silently:
 * a process without randomness stops.
 */
#ifndef SYS_RANDOM_H
#define SYS_RANDOM_H

#include <stddef.h>

void random_bytes(void *p, size_t n);

#endif
