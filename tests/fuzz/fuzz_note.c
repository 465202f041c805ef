/*
 * A note that is taken apart can be put together again, and a checkpoint that
 * was read is written the same way.
 */
#include <stdlib.h>

#include "base/buf.h"
#include "event/note.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    static const unsigned char key_id[NOTE_KEY_ID_BYTES] = { 1, 2, 3, 4 };
    struct arena *a = arena_open();
    const struct str note = { (const char *)bytes, n };
    struct note_signature signature;
    struct checkpoint c, again;
    struct str text;

    if (note_parse(note, STR("example.org/log"), key_id, &text, &signature) &&
        (text.p < note.p || text.n > note.n))
        abort();
    if (checkpoint_parse(note, &c)) {
        struct buf out = { .a = a };

        checkpoint_put(&out, &c);
        if (!str_starts(note, buf_str(&out)) ||
            !checkpoint_parse(buf_str(&out), &again) || again.size != c.size)
            abort();
    }
    arena_close(a);
    return 0;
}
