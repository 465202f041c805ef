/*
 * picture: what gongzhi-picture and whoever starts it agree about. It shares
 * no other file with the server.
 */
#ifndef PICTURE_H
#define PICTURE_H

#include <stdbool.h>

#define PICTURE_MARK "GZP1"

enum {
    PICTURE_HEAD = 20,                /* bytes before the photo */
    PICTURE_BYTES = 12 * 1024 * 1024, /* of a picture as it came */
    PICTURE_PIXELS = 64 * 1000 * 1000
};

/* Exit status. Any other one, or a signal: it broke over this picture. */
enum picture_end {
    PICTURE_GOOD = 0,
    PICTURE_BROKEN = 10,    /* not the picture's fault, as far as can be told */
    PICTURE_UNKNOWN = 11,   /* of none of the kinds */
    PICTURE_TOO_LARGE = 12, /* bytes or pixels */
    PICTURE_DAMAGED = 13
};

/* Bounds of memory, time and files; no further rights. Then, when all
 * libraries are loaded, nothing but to compute and to use what is open.
 * False: the system would not. */
bool sandbox_limit(void);
bool sandbox_close(void);

#endif
