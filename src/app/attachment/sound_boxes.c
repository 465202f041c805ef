/*
 * Recordings whose parts know where others lie, so that nothing may move: what
 * is to go is overwritten where it is. See sound.h.
 */
#include "app/attachment/bytes.h"
#include "app/attachment/sound.h"

enum {
    BOX_HEAD = 8,
    BOXES_MOST = 4096,
    LEVELS = 4, /* moov, trak, mdia, and what is in it */
    HANDLER_AT = 16,
    PAGE_HEAD = 27,
    PAGES_LEAST = 3,
    LACE = 255
};

/* A copy that is being cleaned. */
struct cleaning {
    char *p;
    size_t n;
    bool sound, other; /* tracks that were met */
    bool moov, mdat;
};

static struct str
all_of(const struct cleaning *c)
{
    return (struct str){ c->p, c->n };
}

static bool
is_one_of(struct str s, size_t at, const char *names)
{
    for (; *names != '\0'; names += 4)
        if (bytes_are(s, at, (struct str){ names, 4 }))
            return true;
    return false;
}

/* When it was made and changed: behind version and flags. */
static void
forget_times(struct cleaning *c, size_t at, size_t n)
{
    size_t most = c->p[at + BOX_HEAD] == 1 ? 16 : 8;
    size_t from = at + BOX_HEAD + 4;

    if (from + most <= at + n)
        memset(c->p + from, 0, most);
}

/* One box of n bytes at at, which are there. */
static void
clean_box(struct cleaning *c, size_t at, size_t n)
{
    struct str s = all_of(c);

    if (is_one_of(s, at + 4, "udtametauuidfreeskipwide")) {
        memcpy(c->p + at + 4, "free", 4);
        memset(c->p + at + BOX_HEAD, 0, n - BOX_HEAD);
    } else if (is_one_of(s, at + 4, "mvhdtkhdmdhd") && n > BOX_HEAD) {
        forget_times(c, at, n);
    } else if (bytes_are(s, at + 4, STR("hdlr")) && n >= HANDLER_AT + 4) {
        bool sound = bytes_are(s, at + HANDLER_AT, STR("soun"));

        c->sound = c->sound || sound;
        c->other = c->other || !sound;
    }
    c->moov = c->moov || bytes_are(s, at + 4, STR("moov"));
    c->mdat = c->mdat || bytes_are(s, at + 4, STR("mdat"));
}

/* Boxes one behind the other, and those inside moov, trak and mdia. */
static bool
clean_boxes(struct cleaning *c)
{
    size_t ends[LEVELS] = { c->n };
    size_t at = 0, level = 0, boxes = 0;

    while (at < c->n) {
        size_t n;

        while (level > 0 && at == ends[level])
            level--;
        if (ends[level] - at < BOX_HEAD || boxes++ == BOXES_MOST)
            return false;
        n = bytes_big(all_of(c), at, 4);
        if (n < BOX_HEAD || n > ends[level] - at)
            return false;
        if (level == 0 && !is_one_of(all_of(c), at + 4,
                                     "ftypmoovmdatfreeskipwideuuidmetaudta"))
            return false;
        if (level + 1 < LEVELS && n > BOX_HEAD &&
            is_one_of(all_of(c), at + 4, "moovtrakmdia")) {
            clean_box(c, at, n);
            ends[++level] = at + n;
            at += BOX_HEAD;
        } else {
            clean_box(c, at, n);
            at += n;
        }
    }
    return true;
}

bool
sound_m4a(struct arena *a, struct str s, struct str *ret_clean)
{
    struct cleaning c = { .p = arena_copy(a, s.p, s.n), .n = s.n };

    if (!bytes_are(s, 4, STR("ftyp")) || !clean_boxes(&c) || !c.moov ||
        !c.mdat || !c.sound || c.other)
        return false;
    *ret_clean = all_of(&c);
    return true;
}

/* The page's checksum: CRC-32 with polynomial 0x04c11db7, from 0, its own
 * place as 0. */
static uint32_t
page_sum(struct str page)
{
    uint32_t sum = 0;

    for (size_t i = 0; i < page.n; i++) {
        bool own = i >= 22 && i < 26;

        sum ^= (uint32_t)(own ? 0 : (unsigned char)page.p[i]) << 24;
        for (int bit = 0; bit < 8; bit++)
            sum = sum << 1 ^ ((sum >> 31) != 0 ? 0x04c11db7U : 0);
    }
    return sum;
}

/* Length of the page at at, and where its bytes begin; 0: there is none. */
static size_t
page_bytes(struct str s, size_t at, size_t *ret_head)
{
    size_t n, head;

    if (s.n - at < PAGE_HEAD || !bytes_are(s, at, STR("OggS")) ||
        s.p[at + 4] != 0)
        return 0;
    head = n = PAGE_HEAD + (size_t)(unsigned char)s.p[at + 26];
    if (head > s.n - at)
        return 0;
    for (size_t i = PAGE_HEAD; i < head; i++)
        n += (unsigned char)s.p[at + i];
    *ret_head = head;
    return n <= s.n - at && page_sum((struct str){ s.p + at, n }) ==
                                bytes_little(s, at + 22, 4)
               ? n
               : 0;
}

/* Length of the first packet of a page; 0: it does not end there. */
static size_t
packet_bytes(const char *page, size_t head)
{
    size_t n = 0;

    for (size_t i = PAGE_HEAD; i < head; i++) {
        n += (unsigned char)page[i];
        if ((unsigned char)page[i] < LACE)
            return n;
    }
    return 0;
}

/*
 * The packet of comments: a name, the maker's name and its length, how many
 * comments, the comments; of Vorbis a last bit. None is left: their number is
 * 0, and zeros follow.
 */
static bool
empty_comments(char *page, size_t page_n, size_t head, bool vorbis)
{
    struct str name = vorbis ? STR("\x03vorbis") : STR("OpusTags");
    size_t n = packet_bytes(page, head), at = name.n + 4;
    struct str packet = { page + head, n };
    uint32_t maker, sum;

    if (n < at + 4 || !bytes_are(packet, 0, name))
        return false;
    maker = bytes_little(packet, name.n, 4);
    if (maker > n - at - 4)
        return false;
    at += maker;
    memset(page + head + at, 0, n - at);
    if (vorbis && at + 4 < n)
        page[head + at + 4] = 1;
    sum = page_sum((struct str){ page, page_n });
    for (int i = 0; i < 4; i++)
        page[22 + i] = (char)(sum >> 8 * i & 0xff);
    return true;
}

bool
sound_ogg(struct arena *a, struct str s, struct str *ret_clean)
{
    char *copy = arena_copy(a, s.p, s.n);
    struct str whole = { copy, s.n };
    size_t pages = 0, head, n;
    bool vorbis = false;

    for (size_t at = 0; at < s.n; at += n, pages++) {
        n = page_bytes(whole, at, &head);
        if (n == 0)
            return false;
        vorbis = vorbis ||
                 (pages == 0 && bytes_are(whole, at + head, STR("\x01vorbis")));
        if (pages == 0 && !vorbis &&
            !bytes_are(whole, at + head, STR("OpusHead")))
            return false;
        /* one stream alone: the serial number of all pages is the same */
        if (memcmp(copy + at + 14, copy + 14, 4) != 0)
            return false;
        if (pages == 1 && !empty_comments(copy + at, n, head, vorbis))
            return false;
    }
    *ret_clean = whole;
    return pages >= PAGES_LEAST;
}
