/*
 * picture: a photo that somebody sent, drawn anew by a process of its own,
 * gongzhi-picture(1), which stands beside this program. It can be led astray
 * by what is in the photo, so nothing of what it says is believed: not lengths,
 * not kinds, and that it will end.
 */
#ifndef APP_ATTACHMENT_PICTURE_H
#define APP_ATTACHMENT_PICTURE_H

#include "base/arena.h"
#include "base/err.h"

enum {
    PICTURES_AT_ONCE = 2, /* each takes up to 1 GiB */
    PICTURES_WAIT = 4,    /* more are told to come again */
    PICTURE_SECONDS = 20
};

/* Is the program there? Without it photos are answered as a failure. */
bool picture_is_ready(void);

/* Does it begin like a photo that is taken (JPEG, PNG, WebP, HEIC)? */
bool picture_is_one(struct str bytes);

struct picture {
    struct str photo, thumb; /* JPEG */
};

/*
 * Draw it anew. A refusal is a rule in *ret_rule: attachment_kind,
 * attachment_large, attachment_damaged, attachment_unread (the program broke,
 * and not over the picture as far as can be told); else NULL.
 *
 * Owns:  a.
 * Fails: ERR_BUSY (too many at once), ERR_IO (gongzhi-picture cannot be
 *        started).
 */
bool picture_draw(struct arena *a, struct str bytes,
                  struct picture *ret_picture, const char **ret_rule,
                  struct err *err);

#endif
