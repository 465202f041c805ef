/* Kinds of recordings, and the two that are lists of pieces; see sound.h. */
#include "app/attachment/sound.h"

#include "app/attachment/bytes.h"

enum {
    CHUNK_HEAD = 8,
    RIFF_HEAD = 12,
    FORMAT_LEAST = 16,
    FORMAT_MOST = 40,
    ID3_HEAD = 10,
    ID3_OLD = 128, /* ID3v1 at the end */
    APE_FOOT = 32,
    FRAME_HEAD = 4,
    FRAMES_LEAST = 2
};

int
sound_kind(struct str s)
{
    if (bytes_are(s, 0, STR("RIFF")) && bytes_are(s, 8, STR("WAVE")))
        return APPEAL_ATTACHMENT_KIND_WAV;
    if (bytes_are(s, 0, STR("OggS")))
        return APPEAL_ATTACHMENT_KIND_OGG;
    if (bytes_are(s, 4, STR("ftyp")))
        return APPEAL_ATTACHMENT_KIND_M4A;
    if (bytes_are(s, 0, STR("ID3")) ||
        (s.n >= FRAME_HEAD && (bytes_big(s, 0, 2) & 0xffe0) == 0xffe0))
        return APPEAL_ATTACHMENT_KIND_MP3;
    return -1;
}

bool
sound_clean(struct arena *a, enum appeal_attachment_kind kind, struct str bytes,
            struct str *ret_clean)
{
    switch (kind) {
    case APPEAL_ATTACHMENT_KIND_WAV:
        return sound_wav(a, bytes, ret_clean);
    case APPEAL_ATTACHMENT_KIND_MP3:
        return sound_mp3(a, bytes, ret_clean);
    case APPEAL_ATTACHMENT_KIND_M4A:
        return sound_m4a(a, bytes, ret_clean);
    case APPEAL_ATTACHMENT_KIND_OGG:
        return sound_ogg(a, bytes, ret_clean);
    case APPEAL_ATTACHMENT_KIND_NONE:
    case APPEAL_ATTACHMENT_KIND_JPEG:
        break;
    }
    return false;
}

static void
put_little(struct buf *out, uint32_t v)
{
    for (int i = 0; i < 4; i++)
        buf_add_char(out, (char)(v >> 8 * i & 0xff));
}

static void
put_chunk(struct buf *out, const char *name, struct str body)
{
    buf_add(out, str_of(name));
    put_little(out, (uint32_t)body.n);
    buf_add(out, body);
    if (body.n % 2 == 1)
        buf_add_char(out, '\0');
}

bool
sound_wav(struct arena *a, struct str s, struct str *ret_clean)
{
    struct str format = { NULL, 0 }, data = { NULL, 0 };
    struct buf out = { .a = a };
    size_t at = RIFF_HEAD;

    if (sound_kind(s) != APPEAL_ATTACHMENT_KIND_WAV)
        return false;
    while (s.n >= CHUNK_HEAD && at <= s.n - CHUNK_HEAD) {
        struct str body = { s.p + at + CHUNK_HEAD, bytes_little(s, at + 4, 4) };

        if (body.n > s.n - at - CHUNK_HEAD)
            return false;
        if (bytes_are(s, at, STR("fmt ")) && format.p == NULL)
            format = body;
        else if (bytes_are(s, at, STR("data")) && data.p == NULL)
            data = body;
        at += CHUNK_HEAD + body.n + body.n % 2;
    }
    if (at < s.n || format.n < FORMAT_LEAST || format.n > FORMAT_MOST ||
        data.n == 0)
        return false;
    buf_add(&out, STR("RIFF"));
    put_little(&out, (uint32_t)(4 + 2 * CHUNK_HEAD + format.n + format.n % 2 +
                                data.n + data.n % 2));
    buf_add(&out, STR("WAVE"));
    put_chunk(&out, "fmt ", format);
    put_chunk(&out, "data", data);
    *ret_clean = buf_str(&out);
    return true;
}

/* Length of the frame whose head is there, or 0: no frame of layer III. */
static size_t
frame_bytes(uint32_t head)
{
    static const unsigned rates[2][15] = {
        { 0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320 },
        { 0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160 }
    };
    static const unsigned samples[3] = { 44100, 48000, 32000 };
    unsigned version = head >> 19 & 3, rate = head >> 12 & 15;
    unsigned sampling = head >> 10 & 3, padding = head >> 9 & 1;
    unsigned slower = version == 3 ? 1 : version == 2 ? 2 : 4;
    bool first = version == 3;

    if (head >> 21 != 0x7ff || version == 1 || (head >> 17 & 3) != 1 ||
        rate == 0 || rate == 15 || sampling == 3)
        return 0;
    return (first ? 144U : 72U) * 1000 * rates[first ? 0 : 1][rate] /
               (samples[sampling] / slower) +
           padding;
}

/* Without the tags of both ends. */
static bool
cut_tags(struct str *s)
{
    while (bytes_are(*s, 0, STR("ID3")) && s->n >= ID3_HEAD) {
        size_t n = ID3_HEAD;

        for (size_t i = 0; i < 4; i++)
            n += (size_t)((unsigned char)s->p[6 + i] & 0x7f) << (21 - 7 * i);
        n += ((unsigned char)s->p[5] & 0x10) != 0 ? ID3_HEAD : 0;
        if (n > s->n)
            return false;
        *s = (struct str){ s->p + n, s->n - n };
    }
    if (s->n > ID3_OLD && bytes_are(*s, s->n - ID3_OLD, STR("TAG")))
        s->n -= ID3_OLD;
    if (s->n > APE_FOOT && bytes_are(*s, s->n - APE_FOOT, STR("APETAGEX"))) {
        size_t n = bytes_little(*s, s->n - APE_FOOT + 12, 4);

        if (n > s->n)
            return false;
        s->n -= n;
    }
    return true;
}

bool
sound_mp3(struct arena *a, struct str s, struct str *ret_clean)
{
    size_t at = 0, n, frames = 0;

    if (!cut_tags(&s))
        return false;
    while (s.n - at >= FRAME_HEAD &&
           (n = frame_bytes(bytes_big(s, at, FRAME_HEAD))) > 0 &&
           n <= s.n - at) {
        at += n;
        frames++;
    }
    /* a last frame that was cut off, and APE's head, may stand behind */
    if (frames < FRAMES_LEAST || s.n - at > 2048)
        return false;
    *ret_clean = arena_str(a, (struct str){ s.p, at });
    return true;
}
