/* See note.h. */
#include "event/note.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "event/base64.h"

#define DASH "\xE2\x80\x94" /* U+2014 */

enum {
    SIGNED_BYTES = NOTE_KEY_ID_BYTES + NOTE_SIGNATURE_BYTES,
    NAME_LIMIT = 200
};

bool
note_name_ok(struct str name)
{
    struct str rest = name;
    uint32_t c;

    if (name.n == 0 || name.n > NAME_LIMIT || !utf8_valid(name))
        return false;
    while (rest.n > 0) {
        size_t n = utf8_next(rest, &c);

        /* blanks of Unicode that a name could hide in */
        if (c <= 0x20 || c == '+' || (c >= 0x7F && c <= 0xA0) || c == 0x1680 ||
            (c >= 0x2000 && c <= 0x200A) || c == 0x2028 || c == 0x2029 ||
            c == 0x202F || c == 0x205F || c == 0x3000)
            return false;
        rest = (struct str){ rest.p + n, rest.n - n };
    }
    return true;
}

void
note_key_id_of(merkle_hash *h, struct arena *scratch,
               const struct note_key *key,
               unsigned char ret_id[NOTE_KEY_ID_BYTES])
{
    struct buf b = { .a = scratch };
    unsigned char full[HASH_BYTES];

    buf_add(&b, key->name);
    buf_add_char(&b, '\n');
    buf_add(&b, key->type);
    buf_add(&b, key->public_key);
    h(b.p, b.n, full);
    memcpy(ret_id, full, NOTE_KEY_ID_BYTES);
}

void
note_put_key(struct buf *out, const struct note_key *key,
             const unsigned char key_id[NOTE_KEY_ID_BYTES])
{
    struct buf typed = { .a = out->a };

    buf_add(&typed, key->type);
    buf_add(&typed, key->public_key);
    buf_add(out, key->name);
    buf_add_char(out, '+');
    buf_add_hex(out, key_id, NOTE_KEY_ID_BYTES);
    buf_add_char(out, '+');
    base64_put(out, typed.p, typed.n);
}

void
note_key_id(merkle_hash *h, struct arena *scratch, struct str name,
            struct str public_key, unsigned char ret_id[NOTE_KEY_ID_BYTES])
{
    const struct note_key key = { name, STR("\x01"), public_key };

    note_key_id_of(h, scratch, &key, ret_id);
}

void
checkpoint_put(struct buf *out, const struct checkpoint *c)
{
    buf_add(out, c->origin);
    buf_add_char(out, '\n');
    buf_add_i64(out, (int64_t)c->size);
    buf_add_char(out, '\n');
    base64_put(out, c->root.b, HASH_BYTES);
    buf_add_char(out, '\n');
}

void
note_put_separator(struct buf *out)
{
    buf_add_char(out, '\n');
}

void
note_put_signature(struct buf *out, const struct note_signature *s)
{
    unsigned char both[SIGNED_BYTES];

    memcpy(both, s->key_id, NOTE_KEY_ID_BYTES);
    memcpy(both + NOTE_KEY_ID_BYTES, s->bytes, NOTE_SIGNATURE_BYTES);
    buf_add(out, STR(DASH " "));
    buf_add(out, s->name);
    buf_add_char(out, ' ');
    base64_put(out, both, sizeof(both));
    buf_add_char(out, '\n');
}

/* Take a line with its newline off; no trimming. */
static bool
take_line(struct str *rest, struct str *ret_line)
{
    size_t n = str_find(*rest, STR("\n"));

    if (n == SIZE_MAX)
        return false;
    *ret_line = (struct str){ rest->p, n };
    *rest = (struct str){ rest->p + n + 1, rest->n - n - 1 };
    return true;
}

enum line_is { LINE_BAD, LINE_OTHER, LINE_OURS };

/* One signature line. Lines of other names and kinds are let pass. */
static enum line_is
read_signature(struct str line, struct str name,
               const unsigned char key_id[NOTE_KEY_ID_BYTES],
               struct note_signature *ret_signature)
{
    unsigned char bytes[4096];
    struct str who;
    size_t n, blank;

    if (!str_starts(line, STR(DASH " ")))
        return LINE_BAD;
    line = (struct str){ line.p + 4, line.n - 4 };
    blank = str_find(line, STR(" "));
    if (blank == SIZE_MAX)
        return LINE_BAD;
    who = (struct str){ line.p, blank };
    line = (struct str){ line.p + blank + 1, line.n - blank - 1 };
    if (!note_name_ok(who) || !base64_parse(line, bytes, sizeof(bytes), &n) ||
        n <= NOTE_KEY_ID_BYTES)
        return LINE_BAD;
    if (!str_eq(who, name) || memcmp(bytes, key_id, NOTE_KEY_ID_BYTES) != 0)
        return LINE_OTHER;
    if (n != SIGNED_BYTES)
        return LINE_BAD;
    ret_signature->name = who;
    memcpy(ret_signature->key_id, bytes, NOTE_KEY_ID_BYTES);
    memcpy(ret_signature->bytes, bytes + NOTE_KEY_ID_BYTES,
           NOTE_SIGNATURE_BYTES);
    return LINE_OURS;
}

/* The last empty line parts text and signatures. */
static bool
part(struct str note, struct str *ret_text, struct str *ret_signatures)
{
    for (size_t i = note.n; i >= 2; i--)
        if (note.p[i - 1] == '\n' && note.p[i - 2] == '\n') {
            *ret_text = (struct str){ note.p, i - 1 };
            *ret_signatures = (struct str){ note.p + i, note.n - i };
            return i > 2;
        }
    return false;
}

bool
note_parse(struct str note, struct str name,
           const unsigned char key_id[NOTE_KEY_ID_BYTES], struct str *ret_text,
           struct note_signature *ret_signature)
{
    struct str text, rest, line;
    struct note_signature found;
    bool ours = false;
    size_t lines = 0;

    if (note.n == 0 || note.n > NOTE_LIMIT_BYTES ||
        note.p[note.n - 1] != '\n' || !utf8_valid(note) ||
        !part(note, &text, &rest))
        return false;
    for (size_t i = 0; i < note.n; i++)
        if ((unsigned char)note.p[i] < 0x20 && note.p[i] != '\n')
            return false;
    while (rest.n > 0) {
        if (!take_line(&rest, &line) || ++lines > NOTE_SIGNATURES_MAX)
            return false;
        switch (read_signature(line, name, key_id, &found)) {
        case LINE_BAD:
            return false;
        case LINE_OTHER:
            break;
        case LINE_OURS:
            if (!ours)
                *ret_signature = found;
            ours = true;
            break;
        }
    }
    if (ours)
        *ret_text = text;
    return ours;
}

bool
checkpoint_parse(struct str text, struct checkpoint *ret_checkpoint)
{
    struct checkpoint c;
    struct str size, root;
    int64_t v;
    size_t n;

    if (!take_line(&text, &c.origin) || !take_line(&text, &size) ||
        !take_line(&text, &root) || c.origin.n == 0)
        return false;
    if (!str_i64(size, &v) || v < 0 || size.p[0] == '-' ||
        (size.p[0] == '0' && size.n > 1))
        return false;
    if (!base64_parse(root, c.root.b, HASH_BYTES, &n) || n != HASH_BYTES)
        return false;
    c.size = (uint64_t)v;
    *ret_checkpoint = c;
    return true;
}
