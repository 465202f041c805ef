/*
 * Any bytes may be sent as a recording: what is taken is taken again as it is,
 * and is never longer than a head more than what came.
 */
#include <stdlib.h>

#include "app/attachment/sound.h"

enum { HEADS = 48 }; /* of a WAV file that is written anew */

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static const enum appeal_attachment_kind kinds[] = {
        APPEAL_ATTACHMENT_KIND_WAV, APPEAL_ATTACHMENT_KIND_MP3,
        APPEAL_ATTACHMENT_KIND_M4A, APPEAL_ATTACHMENT_KIND_OGG
    };
    struct str s = { (const char *)data, size };

    (void)sound_kind(s);
    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        struct arena *a = arena_open();
        struct str clean, again;

        if (sound_clean(a, kinds[i], s, &clean)) {
            must(clean.n <= s.n + HEADS);
            /* the end of a frame of MP3 may look like a tag */
            must(kinds[i] == APPEAL_ATTACHMENT_KIND_MP3 ||
                 (sound_clean(a, kinds[i], clean, &again) &&
                  str_eq(clean, again)));
        }
        arena_close(a);
    }
    return 0;
}
