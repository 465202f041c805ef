/*
 * What happens in a street or on a matter, as Atom (RFC 4287): the newest
 * public happenings, each told by its day.
 */
#include <stdlib.h>
#include <string.h>

#include "api/feed/feed.h"
#include "api/list.h"

/* A case was received, answered or closed. */
struct happening {
    const struct feed_case *c;
    enum feed_stage what;
    int64_t at;
    int32_t day;
};

struct happenings {
    struct arena *a;
    struct happening *at;
    size_t n, room;
};

/* What a feed is about. */
struct subject {
    const char *kind; /* "street" or "matter", as in its address */
    const struct feed_node *node;
    struct feed_asked asked;
};

static int
newest_first(const void *a, const void *b)
{
    const struct happening *x = a, *y = b;

    if (x->day != y->day)
        return x->day > y->day ? -1 : 1;
    if (x->c->number != y->c->number)
        return x->c->number > y->c->number ? -1 : 1;
    return (int)y->what - (int)x->what;
}

static void
add(struct happenings *all, const struct feed_case *c, enum feed_stage what,
    int64_t at)
{
    if (at == 0)
        return;
    all->at = arena_grow(all->a, all->at, all->n, &all->room, sizeof(*all->at));
    all->at[all->n++] = (struct happening){ c, what, at, moment_day(at) };
}

/* Those of the newest two blocks. */
static bool
collect(const struct http_request *rq, const struct feed_names *names,
        const struct feed_asked *asked, struct happenings *all, struct err *err)
{
    int64_t last, block;

    if (!list_last(rq, &last, err))
        return false;
    block = last == 0 ? 0 : (last - 1) / FEED_BLOCK;
    for (int64_t i = block; i >= 0 && i > block - 2; i--) {
        struct feed_block b;

        if (!feed_block(rq, names, i, &b, err))
            return false;
        for (size_t k = 0; k < b.n; k++) {
            if (!feed_fits(&b.at[k], asked))
                continue;
            add(all, &b.at[k], FEED_RECEIVED, b.at[k].received_at);
            add(all, &b.at[k], FEED_ANSWERED, b.at[k].replied_at);
            add(all, &b.at[k], FEED_CLOSED, b.at[k].closed_at);
        }
    }
    if (all->n > 0)
        qsort(all->at, all->n, sizeof(*all->at), newest_first);
    if (all->n > FEED_ENTRIES)
        all->n = FEED_ENTRIES;
    return true;
}

/* Text between tags or in an attribute; what XML cannot hold is left out. */
static void
put_xml(struct buf *out, struct str s)
{
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];

        if (c == '&')
            buf_add(out, STR("&amp;"));
        else if (c == '<')
            buf_add(out, STR("&lt;"));
        else if (c == '>')
            buf_add(out, STR("&gt;"));
        else if (c == '"')
            buf_add(out, STR("&quot;"));
        else if ((unsigned char)c >= ' ' || c == '\t' || c == '\n')
            buf_add_char(out, c);
    }
}

static void
put_element(struct buf *out, const char *name, struct str text)
{
    buf_addf(out, "<%s>", name);
    put_xml(out, text);
    buf_addf(out, "</%s>\n", name);
}

/* A day as a moment: when exactly is not told. */
static void
put_updated(struct buf *out, int32_t day)
{
    buf_add(out, STR("<updated>"));
    moment_put(out, day_start(day));
    buf_add(out, STR("</updated>\n"));
}

static void
put_id(const struct http_request *rq, struct buf *out, const struct buf *of)
{
    buf_add(out, STR("<id>"));
    feed_put_uuid(rq, out, buf_str(of));
    buf_add(out, STR("</id>\n"));
}

/* 已答复 · 路灯与照明 · 云岫街道 */
static void
put_title(const struct http_request *rq, struct buf *out,
          const struct happening *h)
{
    const char *word = feed_stage_words[h->what];

    buf_add(out, answer_phrase(rq, "public.", str_of(word)));
    buf_add(out, STR(" · "));
    buf_add(out, h->c->alone ? answer_phrase(rq, "public.", STR("one_case"))
                             : answer_name(rq, h->c->matter->name));
    buf_add(out, STR(" · "));
    buf_add(out, answer_name(rq, h->c->street->name));
}

static void
put_entry(const struct http_request *rq, struct buf *out,
          const struct happening *h)
{
    const char *word = feed_stage_words[h->what];
    struct buf name = { .a = rq->a }, title = { .a = rq->a };

    buf_addf(&name, "happening/%lld/%s/%lld", (long long)h->c->number, word,
             (long long)h->at);
    put_title(rq, &title, h);
    buf_add(out, STR("<entry>\n"));
    put_id(rq, out, &name);
    put_element(out, "title", buf_str(&title));
    put_updated(out, h->day);
    buf_addf(out, "<category term=\"%s\"/>\n", word);
    buf_add(&title, STR(" · "));
    day_put(&title, h->day);
    buf_add(out, STR("<content type=\"text\">"));
    put_xml(out, buf_str(&title));
    buf_add(out, STR("</content>\n</entry>\n"));
}

static struct str
city_name(const struct http_request *rq)
{
    struct rules r = answer_rules(rq);
    const struct name name = {
        rules_setting(r, STR("city_name"), STR("gongzhi")),
        rules_setting(r, STR("city_name_hant"), STR("gongzhi")),
        rules_setting(r, STR("city_name_en"), STR("gongzhi")),
    };

    return answer_name(rq, &name);
}

/* The feed's own elements; a feed without entries was last changed before
 * anything happened. */
static void
put_head(const struct http_request *rq, struct buf *out,
         const struct subject *s, int32_t newest)
{
    struct buf name = { .a = rq->a }, title = { .a = rq->a },
               self = { .a = rq->a };

    buf_addf(&name, "feed/%s/%.*s", s->kind, STR_ARG(s->node->code));
    buf_add(&title, answer_phrase(rq, "public.", STR("feed")));
    buf_add(&title, STR(" · "));
    buf_add(&title, answer_name(rq, s->node->name));
    buf_addf(&self, "/feeds/%s/%.*s", s->kind, STR_ARG(s->node->code));
    buf_addf(out,
             "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
             "<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"%.*s\">\n",
             STR_ARG(answer_language(rq)));
    put_id(rq, out, &name);
    put_element(out, "title", buf_str(&title));
    put_updated(out, newest);
    buf_add(out, STR("<author>"));
    put_element(out, "name", city_name(rq));
    buf_add(out, STR("</author>\n<link rel=\"self\" "
                     "type=\"application/atom+xml\" href=\""));
    put_xml(out, buf_str(&self));
    buf_add(out, STR("\"/>\n"));
    /* the same cases on the map */
    buf_addf(out,
             "<link rel=\"related\" type=\"application/geo+json\" "
             "href=\"/open/cases.geojson?%s=",
             s->kind);
    put_xml(out, s->node->code);
    buf_addf(out, "\"/>\n<generator version=\"%s\">gongzhi</generator>\n",
             GONGZHI_VERSION);
}

static void
answer_feed(const struct http_request *rq, struct http_response *rs,
            const struct feed_names *names, const struct subject *s)
{
    struct happenings all = { .a = rq->a };
    struct buf *out;
    struct err err;

    if (!collect(rq, names, &s->asked, &all, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_body(rs, "application/atom+xml");
    put_head(rq, out, s, all.n == 0 ? 0 : all.at[0].day);
    for (size_t i = 0; i < all.n; i++)
        put_entry(rq, out, &all.at[i]);
    buf_add(out, STR("</feed>\n"));
    answer_tagged(rq, rs, ANSWER_PUBLIC);
}

void
api_feed_street(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    const struct feed_names names = feed_names(rq->a, answer_rules(rq));
    struct subject s = { .kind = "street" };

    if (!answer_query_ok(rq, rs, none))
        return;
    s.node = feed_find(&names.places, http_param(rq, "code"));
    s.asked.street = s.node;
    if (s.node == NULL || s.node->street != s.node)
        answer_missing(rq, rs, "unknown_place", "code");
    else
        answer_feed(rq, rs, &names, &s);
}

void
api_feed_matter(const struct http_request *rq, struct http_response *rs)
{
    static const char *const none[] = { NULL };
    const struct feed_names names = feed_names(rq->a, answer_rules(rq));
    struct subject s = { .kind = "matter" };

    if (!answer_query_ok(rq, rs, none))
        return;
    s.node = feed_find(&names.matters, http_param(rq, "code"));
    s.asked.matter = s.node;
    if (s.node == NULL || s.node->hidden)
        answer_missing(rq, rs, "unknown_matter", "code");
    else
        answer_feed(rq, rs, &names, &s);
}
