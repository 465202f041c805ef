/*
 * Any bytes as messages: topics of them never leave their memory, and every
 * message that is there is in exactly one topic. A line is a message; its first
 * byte says when it comes, its second whether one leaves.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "topic/topic.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

enum { LINES_MOST = 64 };

static void
one(struct topics *t, struct arena *a, struct str line, int n)
{
    struct buf id = { .a = a }, gone = { .a = a };
    unsigned char when = (unsigned char)line.p[0],
                  what = (unsigned char)line.p[1];
    struct topic_message m = {
        .at = n * 400 + when * INT64_C(3600000),
        .title = { line.p + 2, line.n - 2 },
        .body = { line.p + 2, line.n - 2 },
        .place = STR(""),
        .matter = STR(""),
        .person = when % 5,
        .agree = what,
    };

    buf_addf(&id, "%d", n);
    buf_addf(&gone, "%d", n / 2);
    m.id = buf_str(&id);
    (void)topics_add(t, &m);
    if (what % 4 == 0)
        topics_settle(t, m.at);
    if (what % 4 == 1)
        (void)topics_remove(t, buf_str(&gone));
}

static void
check(const struct topics *t, struct arena *a)
{
    const struct topic_ask ask = { .people = 1, .most = LINES_MOST };
    struct topic_list l = topics_list(t, a, &ask);
    size_t n = 0;

    for (size_t i = 0; i < l.n; i++) {
        size_t members;

        (void)topics_members(t, a, l.at[i].number, &members);
        if (members != l.at[i].messages || !(l.at[i].heat >= -1e-6))
            abort();
        n += members;
    }
    if (n != topics_messages(t))
        abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    const struct topic_options o = { .window_ms = 40 * INT64_C(3600000),
                                     .most = 20,
                                     .support_weight = 0.5 };
    struct topics *t = topics_new(&o);
    struct arena *a = arena_open();
    struct str rest = { (const char *)data, size };

    for (int n = 0; n < LINES_MOST && rest.n > 0; n++) {
        const char *end = memchr(rest.p, '\n', rest.n);
        size_t used = end == NULL ? rest.n : (size_t)(end - rest.p);

        if (used > 2)
            one(t, a, (struct str){ rest.p, used }, n);
        used += end == NULL ? 0 : 1;
        rest = (struct str){ rest.p + used, rest.n - used };
    }
    topics_settle(t, INT64_MAX);
    check(t, a);
    topics_close(t);
    arena_close(a);
    return 0;
}
