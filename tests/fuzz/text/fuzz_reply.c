/* Any bytes can be looked at as a reply: shares are shares, jargon is of the
 * list, pairs are in order and each once. */
#include <stdlib.h>

#include "rulebook/reply/reply.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct reply_row rows[] = {
    { .word = STR("法》"), .kind = STR("basis"), .basis = { .to = 1 } },
    { .word = STR("a"), .kind = STR("contact"), .basis = { .to = 1 } },
    { .word = STR("b"),
      .kind = STR("jargon"),
      .instead = STR("c"),
      .basis = { .to = 1 } },
};

static void
must(bool claim)
{
    if (!claim)
        abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct rulebook book = { .replies = rows,
                                    .replies_n = sizeof(rows) / sizeof(*rows) };
    static struct arena *kept; /* as long as the process */
    const struct rules r = { &book, 0 };
    struct arena *a = arena_open();
    const struct str reply = { (const char *)data, size };
    const struct question q = { { (const char *)data, size / 3 },
                                { (const char *)data, size / 2 } };
    struct reply_check c;
    struct pairs p;

    if (kept == NULL) {
        kept = arena_open();
        book.reply_reader = reply_reader_new(kept, &book);
    }
    rules_check_reply(a, r, &q, reply, &c);
    must(c.about >= -1 && c.about <= 100);
    must(c.jargon_n <= 1 && (c.jargon_n == 0 || c.jargon[0] == &rows[2]));
    p = reply_pairs(a, &book, reply);
    for (size_t i = 1; i < p.n; i++)
        must(p.at[i - 1] < p.at[i]);
    arena_close(a);
    return 0;
}
