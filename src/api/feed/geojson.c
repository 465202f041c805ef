/*
 * Public cases as GeoJSON (RFC 7946): GET /open/cases.geojson. Pages go from
 * the newest cases to the oldest; the number of a page is that of a range of
 * FEED_PAGE case numbers, so that a page that was read stays where it is.
 */
#include <string.h>

#include "api/feed/feed.h"
#include "api/json.h"
#include "api/list.h"
#include "text/point.h"

/* What goes into one answer. */
struct collection {
    const struct http_request *rq;
    struct feed_asked asked;
    struct feed_block block;
    size_t at; /* the next case of the block to look at */
    size_t n;  /* features written */
};

static void
put_named(const struct http_request *rq, struct buf *out, const char *member,
          const struct feed_node *n)
{
    json_name(out, member);
    json_open(out, '{');
    json_text(out, "code", n->code);
    json_text(out, "name", answer_name(rq, n->name));
    buf_add_char(out, '}');
}

static void
put_worded(const struct http_request *rq, struct buf *out, const char *member,
           const char *prefix, const char *word)
{
    json_name(out, member);
    json_open(out, '{');
    json_text(out, "code", str_of(word));
    json_text(out, "name", answer_phrase(rq, prefix, str_of(word)));
    buf_add_char(out, '}');
}

static void
put_null(struct buf *out, const char *member)
{
    json_name(out, member);
    buf_add(out, STR("null"));
}

static void
put_day(struct buf *out, const char *member, int64_t at)
{
    if (at == 0) {
        put_null(out, member);
        return;
    }
    json_name(out, member);
    buf_add_char(out, '"');
    day_put(out, moment_day(at));
    buf_add_char(out, '"');
}

/* The street's own point; a street without one has no geometry. */
static void
put_geometry(struct buf *out, const struct place *street)
{
    struct point p = { street->lon, street->lat };

    if (!point_is_known(p)) {
        put_null(out, "geometry");
        return;
    }
    json_name(out, "geometry");
    buf_add(out, STR("{\"type\":\"Point\",\"coordinates\":["));
    degree_put(out, p.lon);
    buf_add_char(out, ',');
    degree_put(out, p.lat);
    buf_add(out, STR("]}"));
}

static void
put_feature(const struct http_request *rq, struct buf *out,
            const struct feed_case *c)
{
    struct buf name = { .a = rq->a };

    buf_addf(&name, "case/%lld", (long long)c->number);
    json_open(out, '{');
    json_text(out, "type", STR("Feature"));
    json_name(out, "id");
    buf_add_char(out, '"');
    feed_put_uuid(rq, out, buf_str(&name));
    buf_add_char(out, '"');
    put_geometry(out, c->street->place);
    json_name(out, "properties");
    json_open(out, '{');
    put_named(rq, out, "street", c->street);
    if (c->alone)
        put_null(out, "matter");
    else
        put_named(rq, out, "matter", c->matter);
    put_worded(rq, out, "stage", "public.", feed_stage_words[c->stage]);
    put_day(out, "received", c->received_at);
    put_day(out, "answered", c->replied_at);
    if (c->solved[0] == '\0')
        put_null(out, "solved");
    else
        put_worded(rq, out, "solved", "solved.", c->solved);
    buf_add(out, STR("}}"));
}

/* The cases of one page: those of the block with a number above a bound. */
static void
put_page(struct collection *c, struct buf *out, int64_t above)
{
    for (; c->at < c->block.n && c->block.at[c->at].number > above; c->at++)
        if (feed_fits(&c->block.at[c->at], &c->asked)) {
            put_feature(c->rq, out, &c->block.at[c->at]);
            c->n++;
        }
}

/* Pages of the block downwards while there is room for another; returns the
 * page to go on with, or -1. */
static int64_t
put_pages(struct collection *c, struct buf *out, int64_t page)
{
    const int64_t last = page / (FEED_BLOCK / FEED_PAGE) *
                         (FEED_BLOCK / FEED_PAGE); /* of this block */

    while (c->at < c->block.n &&
           c->block.at[c->at].number > (page + 1) * FEED_PAGE)
        c->at++;
    for (; page >= last && c->n + FEED_PAGE <= FEED_FEATURES; page--)
        put_page(c, out, page * FEED_PAGE);
    return page;
}

/* The address of the page to go on with, in the answer and in its head. */
static void
put_next(const struct http_request *rq, struct http_response *rs, int64_t page)
{
    struct buf next = { .a = rq->a }, link = { .a = rq->a };

    if (page < 0)
        return;
    buf_addf(&next, "/open/cases.geojson?page=%lld", (long long)page);
    feed_put_argument(&next, "street", http_query(rq, "street"));
    feed_put_argument(&next, "matter", http_query(rq, "matter"));
    feed_put_argument(&next, "since", http_query(rq, "since"));
    json_text(&rs->body, "next", buf_str(&next));
    buf_addf(&link, "<%s>; rel=\"next\"", buf_cstr(&next));
    http_add_header(rs, "Link", buf_str(&link));
}

/* A code of the query: NULL when it is not there, refused when unknown. */
static bool
read_node(const struct http_request *rq, struct http_response *rs,
          const char *name, const struct feed_tree *tree,
          const struct feed_node **ret_node)
{
    struct str code = http_query(rq, name);
    const bool place = strcmp(name, "street") == 0;
    const struct verdict v =
        refuse(REFUSED_VALUE, place ? "unknown_place" : "unknown_matter", name);

    *ret_node = feed_find(tree, code);
    if (code.n == 0 ||
        (*ret_node != NULL && (!place || (*ret_node)->street == *ret_node)))
        return true;
    answer_refused(rq, rs, &v);
    return false;
}

static bool
read_page(const struct http_request *rq, struct http_response *rs,
          int64_t *ret_page)
{
    struct number_range range = { "page", 0, 0, 0 };
    int64_t last;
    struct err err;

    if (!list_last(rq, &last, &err)) {
        answer_failed(rq, rs, &err);
        return false;
    }
    if (last > 0)
        range.most = range.fallback = (last - 1) / FEED_PAGE;
    return answer_number(rq, rs, &range, ret_page);
}

void
api_open_cases(const struct http_request *rq, struct http_response *rs)
{
    static const char *const names[] = { "street", "matter", "since", "page",
                                         NULL };
    const struct feed_names known = feed_names(rq->a, answer_rules(rq));
    struct collection c = { .rq = rq };
    struct buf *out;
    int64_t page;
    struct err err;

    if (!answer_query_ok(rq, rs, names) ||
        !read_node(rq, rs, "street", &known.places, &c.asked.street) ||
        !read_node(rq, rs, "matter", &known.matters, &c.asked.matter) ||
        !answer_day(rq, rs, "since", &c.asked.since) ||
        !read_page(rq, rs, &page))
        return;
    if (!feed_block(rq, &known, page / (FEED_BLOCK / FEED_PAGE), &c.block,
                    &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    out = answer_body(rs, "application/geo+json");
    buf_add(out, STR("{\"type\":\"FeatureCollection\",\"features\":["));
    page = put_pages(&c, out, page);
    buf_add_char(out, ']');
    put_next(rq, rs, page);
    buf_add(out, STR("}\n"));
    answer_tagged(rq, rs, ANSWER_PUBLIC);
}
