/*
 * Any bytes as a segment: looking things up in them never leaves them, and
 * merging them gives a segment that opens. A good segment with some bytes
 * changed gets further than chance would: when the first byte is even, the
 * input is a list of changes (place 2, byte 1) of one.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "similar/similar.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct term_key key = { { 1, 2 } };

static bool
put(void *context, const void *p, size_t n)
{
    buf_add(context, (struct str){ p, n });
    return true;
}

/* Made once. */
static struct str
good(void)
{
    static struct buf bytes;
    struct arena *a;
    struct builder *b;
    static const char *const texts[] = { "路灯坏了晚上看不见", "路灯又坏了",
                                         "水管漏水", "" };

    if (bytes.n > 0)
        return buf_str(&bytes);
    a = bytes.a = arena_open(); /* for as long as the process lives */
    b = builder_new(a, &key);
    for (size_t i = 0; i < 600; i++) {
        const struct similar_doc doc = { .name = str_of(texts[i % 4]),
                                         .title = str_of(texts[i % 3]),
                                         .body = str_of(texts[i % 4]),
                                         .place = STR("33"),
                                         .matter = STR("m"),
                                         .at = (int64_t)i };

        builder_add(b, a, &doc);
    }
    if (!builder_end(b, (struct segment_sink){ put, &bytes }))
        abort();
    return buf_str(&bytes);
}

static struct str
changed(struct arena *a, const unsigned char *data, size_t size)
{
    struct str bytes = good();
    char *p = arena_copy(a, bytes.p, bytes.n);

    for (size_t i = 0; i + 3 <= size; i += 3) {
        size_t at = (size_t)(data[i] | data[i + 1] << 8) % bytes.n;

        /* the foot and the tables are at the end */
        p[data[i + 2] % 2 == 0 ? bytes.n - 1 - at : at] = (char)data[i + 2];
    }
    return (struct str){ p, bytes.n };
}

static void
use(struct arena *a, const struct segment_part *parts, size_t n)
{
    struct similar_ask ask = { .text = STR("路灯坏了 水管漏水"),
                               .place = STR("3"),
                               .matter = STR(""),
                               .from = INT64_MIN,
                               .to = INT64_MAX,
                               .k = SIMILAR_MOST };
    struct buf merged = { .a = a };
    struct segment s;
    uint32_t doc;
    size_t part;

    (void)similar_find(a, &key, parts, n, &ask);
    (void)similar_repeats(a, &key, parts, n, &ask, 0.5);
    (void)similar_named(&key, parts, n, STR("水管漏水"), &part, &doc);
    if (!segments_merge(parts, n, (struct segment_sink){ put, &merged }) ||
        !segment_open(buf_str(&merged), &s))
        abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena *a = arena_open();
    struct segment_part parts[2] = { { .dead = NULL }, { .dead = NULL } };
    struct str bytes = { (const char *)data, size };

    if (size > 0 && data[0] % 2 == 0)
        bytes = changed(a, data + 1, size - 1);
    if (segment_open(bytes, &parts[0].segment) &&
        parts[0].segment.docs_n < 10000 &&
        segment_open(good(), &parts[1].segment))
        use(a, parts, 2);
    arena_close(a);
    return 0;
}
