/* The list of topics and one topic; see topics_pages.h. */
#include "pages/staff/topics/topics_pages.h"

#include <math.h>

#include "api/access/look.h"
#include "api/answer.h"
#include "api/topics/topics.h"
#include "pages/pages.h"
#include "templates.h"

enum { ROWS = 20, PHRASES_MOST = 16 };

static struct str
heat_words(struct arena *a, double heat)
{
    struct buf b = { .a = a };

    buf_addf(&b, "%.1f", heat);
    return buf_str(&b);
}

static struct topic_line
line_of(const struct page *p, const struct topic *t)
{
    return (struct topic_line){
        .number = (int64_t)t->number,
        .name = t->name,
        .place = t->place.n > 0 ? page_place(p, t->place) : t->where,
        .matter = t->matter.n > 0 ? page_matter(p, t->matter) : t->matter,
        .from = t->from,
        .to = t->to,
        .people = (int64_t)t->people,
        .cases = (int64_t)t->messages,
        .heat = heat_words(p->rq->a, t->heat),
        .peak = heat_words(p->rq->a, t->peak),
    };
}

/* "/w/topics/7?page=2"; number 0: the list. */
static struct str
address(struct arena *a, int64_t number, int64_t turn)
{
    struct buf b = { .a = a };

    buf_addf(&b, "/w/topics");
    if (number > 0)
        buf_addf(&b, "/%lld", (long long)number);
    if (turn > 1)
        buf_addf(&b, "?page=%lld", (long long)turn);
    return buf_str(&b);
}

void
pages_topics(const struct http_request *rq, struct http_response *rs)
{
    struct topics_view v = { .lines = NULL };
    struct topic_line *lines;
    struct topic_list l;
    uint64_t behind;
    struct staff s;

    staff_begin(&s, rq, rs);
    v.frame = staff_frame(&s, SAY_topics_title);
    v.frame.topics = true;
    v.turn = page_turn(rq, "page", 1, PAGE_TURNS_MOST);
    v.later = v.turn > 1;
    l = shown_topics(rq, (size_t)(v.turn - 1) * ROWS, ROWS, &behind);
    lines = arena_alloc(rq->a, (l.n + 1) * sizeof(*lines));
    for (size_t i = 0; i < l.n; i++) {
        lines[i] = line_of(&s.p, &l.at[i]);
        lines[i].bar =
            l.highest > 0 ? llround(100 * l.at[i].heat / l.highest) : 100;
    }
    v.lines = lines;
    v.lines_n = l.n;
    v.all = (int64_t)l.all;
    v.behind = (int64_t)behind;
    if (v.later)
        v.previous = address(rq->a, 0, v.turn - 1);
    if ((size_t)v.turn * ROWS < l.all)
        v.next = address(rq->a, 0, v.turn + 1);
    html_topics_list(&s.p.h, &v);
    page_send(&s.p, 200);
}

/* The part of the members that the page shows; those whoever looks may not
 * know of are passed over. */
static bool
put_members(const struct page *p, const struct shown_topic *t,
            struct topic_view *v, struct err *err)
{
    const size_t from = (size_t)(v->turn - 1) * ROWS;
    struct topic_case_line *lines =
        arena_alloc(p->rq->a, ROWS * sizeof(*lines));

    v->lines = lines;
    for (size_t i = from; i < t->members_n && i < from + ROWS; i++) {
        struct appeal_file file;

        if (!appeal_file_load(api_of(p->rq)->engine, p->rq->a, t->members[i].id,
                              &file, err))
            return false;
        if (!look_knows_file(p->rq, &file)) {
            v->hidden = true;
            continue;
        }
        lines[v->lines_n++] =
            (struct topic_case_line){ t->members[i].id, file.s.code,
                                      t->members[i].at };
    }
    return true;
}

static void
put_phrases(struct arena *a, struct str name, struct topic_view *v)
{
    struct topic_phrase *keys = arena_alloc(a, PHRASES_MOST * sizeof(*keys));
    struct str one;

    v->phrases = keys;
    while (v->phrases_n < PHRASES_MOST && str_cut(&name, ' ', &one))
        if (one.n > 0)
            keys[v->phrases_n++].text = one;
}

void
pages_topic(const struct http_request *rq, struct http_response *rs)
{
    struct topic_view v = { .lines = NULL };
    struct shown_topic t;
    struct staff s;
    struct err err;

    staff_begin(&s, rq, rs);
    if (!shown_topic(rq, http_param(rq, "topic"), &t)) {
        page_problem(&s.p, 404, SAY_topics_none_such,
                     SAY_topics_none_such_text);
        return;
    }
    v.frame = staff_frame(&s, SAY_topics_name);
    v.frame.topics = true;
    v.topic = line_of(&s.p, &t.topic);
    v.turn = page_turn(rq, "page", 1, PAGE_TURNS_MOST);
    v.later = v.turn > 1;
    put_phrases(rq->a, t.topic.name, &v);
    if (!put_members(&s.p, &t, &v, &err)) {
        page_failed(&s.p, &err);
        return;
    }
    if (v.later)
        v.previous = address(rq->a, v.topic.number, v.turn - 1);
    if ((size_t)v.turn * ROWS < t.members_n)
        v.next = address(rq->a, v.topic.number, v.turn + 1);
    html_topics_one(&s.p.h, &v);
    page_send(&s.p, 200);
}
