/* The public cases of a block of numbers; see feed.h. */
#include <stdlib.h>

#include "api/feed/feed.h"
#include "feature/appeal/appeal.h"
#include "http/url.h"

enum { GROUP_MIN = 3, UUID_BYTES = 16 };

const char *const feed_stage_words[FEED_CLOSED + 1] = { "received", "handling",
                                                        "answered", "closed" };

/* The public need not know who quarrels with whom. */
static enum feed_stage
public_stage(struct str word)
{
    static const struct {
        enum appeal_stage stage;
        enum feed_stage told;
    } told[] = {
        { APPEAL_STAGE_QUEUED, FEED_RECEIVED },
        { APPEAL_STAGE_PLACED, FEED_RECEIVED },
        { APPEAL_STAGE_DISPATCHED, FEED_RECEIVED },
        { APPEAL_STAGE_REPLIED, FEED_ANSWERED },
        { APPEAL_STAGE_REVIEW, FEED_ANSWERED },
        { APPEAL_STAGE_CLOSED, FEED_CLOSED },
        { APPEAL_STAGE_ARCHIVED, FEED_CLOSED },
    };

    for (size_t i = 0; i < sizeof(told) / sizeof(told[0]); i++)
        if (str_eq(word, appeal_stage_word(told[i].stage)))
            return told[i].told;
    return FEED_HANDLING;
}

static const char *
solved_word(struct str word)
{
    const size_t n =
        sizeof(appeal_solved_words) / sizeof(appeal_solved_words[0]);

    for (size_t i = 1; i < n; i++)
        if (str_eq(word, str_of(appeal_solved_words[i])))
            return appeal_solved_words[i];
    return "";
}

/* False when it is not for the public. */
static bool
read_case(struct cursor *cur, const struct feed_names *names,
          struct feed_case *c)
{
    const struct feed_node *place;

    *c = (struct feed_case){ .number = cursor_int(cur) };
    place = feed_find(&names->places, cursor_text(cur));
    c->matter = feed_find(&names->matters, cursor_text(cur));
    c->stage = public_stage(cursor_text(cur));
    c->solved = solved_word(cursor_text(cur));
    c->received_at = cursor_int(cur);
    c->replied_at = cursor_int(cur);
    c->closed_at = cursor_int(cur);
    c->street = place == NULL ? NULL : place->street;
    return c->street != NULL && c->matter != NULL && !c->matter->hidden;
}

/* What must be shared by several. */
struct group {
    const struct feed_node *street, *matter;
    int32_t week; /* its Monday */
};

static struct group
group_of(const struct feed_case *c)
{
    int32_t day = moment_day(c->received_at);

    return (struct group){ c->street, c->matter, day - day_weekday(day) };
}

static int
by_group(const void *a, const void *b)
{
    const struct group *x = a, *y = b;

    if (x->street != y->street)
        return x->street < y->street ? -1 : 1;
    if (x->matter != y->matter)
        return x->matter < y->matter ? -1 : 1;
    return (x->week > y->week) - (x->week < y->week);
}

struct sorted {
    struct group *at;
    size_t n;
};

/* The first of the sorted groups that is not before g; behind it, with past. */
static size_t
place_of(const struct sorted *groups, const struct group *g, bool past)
{
    size_t low = 0, high = groups->n;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int c = by_group(&groups->at[middle], g);

        if (c < 0 || (past && c == 0))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void
mark_alone(struct arena *a, struct feed_block *b, int64_t least)
{
    struct sorted groups = { arena_alloc(a, b->n * sizeof(struct group) + 1),
                             b->n };

    for (size_t i = 0; i < b->n; i++)
        groups.at[i] = group_of(&b->at[i]);
    if (b->n > 0)
        qsort(groups.at, b->n, sizeof(struct group), by_group);
    for (size_t i = 0; i < b->n; i++) {
        struct group g = group_of(&b->at[i]);
        size_t n = place_of(&groups, &g, true) - place_of(&groups, &g, false);

        b->at[i].alone = (int64_t)n < least;
    }
}

bool
feed_block(const struct http_request *rq, const struct feed_names *names,
           int64_t block, struct feed_block *ret_block, struct err *err)
{
    const struct value v[2] = { value_int(block * FEED_BLOCK),
                                value_int((block + 1) * FEED_BLOCK) };
    struct feed_block b = { NULL, 0 };
    struct cursor *cur;
    size_t room = 0;

    if (!store_query(engine_store(api_of(rq)->engine), QUERY_APPEAL_PUBLIC, v,
                     2, &cur, err))
        return false;
    err->kind = ERR_NONE;
    while (cursor_next(cur, err)) {
        b.at = arena_grow(rq->a, b.at, b.n, &room, sizeof(*b.at));
        if (read_case(cur, names, &b.at[b.n]))
            b.n++;
    }
    cursor_close(cur);
    mark_alone(
        rq->a, &b,
        rules_number(answer_rules(rq), STR("public_group_min"), GROUP_MIN));
    *ret_block = b;
    return err->kind == ERR_NONE;
}

bool
feed_fits(const struct feed_case *c, const struct feed_asked *asked)
{
    if (asked->street != NULL && c->street != asked->street)
        return false;
    if (asked->since != 0 && moment_day(c->received_at) < asked->since)
        return false;
    return asked->matter == NULL ||
           (!c->alone && feed_is_below(c->matter, asked->matter));
}

void
feed_put_uuid(const struct http_request *rq, struct buf *out, struct str of)
{
    unsigned char b[UUID_BYTES];

    store_keyed_hash(engine_store(api_of(rq)->engine), STR("feed"), of, b,
                     sizeof(b));
    b[6] = (unsigned char)((b[6] & 0x0f) | 0x80); /* version 8 */
    b[8] = (unsigned char)((b[8] & 0x3f) | 0x80); /* variant 10 */
    buf_add(out, STR("urn:uuid:"));
    for (size_t i = 0; i < UUID_BYTES; i++) {
        if (i == 4 || i == 6 || i == 8 || i == 10)
            buf_add_char(out, '-');
        buf_add_hex(out, &b[i], 1);
    }
}

void
feed_put_argument(struct buf *out, const char *name, struct str value)
{
    if (value.n == 0)
        return;
    buf_addf(out, "&%s=", name);
    buf_add_url(out, value);
}
