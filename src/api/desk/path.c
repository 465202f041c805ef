/* How cases like one were handled; see desk.h. */
#include <stdlib.h>
#include <string.h>

#include "api/access/look.h"
#include "api/answer.h"
#include "api/desk/desk.h"
#include "api/publish/publish.h"

/* Cases that are added up: those of the matter, and whatever its matter one
 * whose score is at least so much of the nearest one's. */
enum { LOOKED = 40, SCORE_PERCENT = 60, GROUP_MIN = 3 };

/* A case that was added up. */
struct counted_case {
    struct appeal_file file;
    struct path_case path;
};

struct counted_list {
    struct counted_case at[LOOKED];
    size_t n;
};

/* Is it one that may be told of at all? */
static bool
counts(const struct appeal *s)
{
    return !s->erased && s->reported_n == 0 && s->kind != APPEAL_KIND_REPORT &&
           s->stage != APPEAL_STAGE_NONE && s->stage != APPEAL_STAGE_MERGED;
}

static bool
is_hidden(struct rules r, struct str matter)
{
    struct str list = rules_setting(r, STR("public_matters_hidden"), STR(""));
    struct str one;

    while (str_cut(&list, ';', &one))
        if (str_eq(one, matter))
            return true;
    return false;
}

/* nearest: the score of the nearest other case. */
static bool
is_like(const struct similar_answer *answer, struct str matter, double nearest)
{
    return (matter.n > 0 && str_eq(answer->matter, matter)) ||
           answer->score * 100 >= nearest * SCORE_PERCENT;
}

static bool
gather(const struct http_request *rq, const struct desk_known *known,
       struct str self, struct counted_list *list, struct err *err)
{
    struct rules r = answer_rules(rq);
    double nearest = 0;

    for (size_t i = 0; i < known->like.n && list->n < LOOKED; i++) {
        const struct similar_answer *answer = &known->like.at[i];
        struct counted_case *c = &list->at[list->n];

        if (str_eq(answer->name, self))
            continue;
        nearest = nearest > answer->score ? nearest : answer->score;
        if (!is_like(answer, known->matter, nearest))
            continue;
        if (!appeal_file_load(api_of(rq)->engine, rq->a, answer->name, &c->file,
                              err))
            return false;
        if (!counts(&c->file.s) || is_hidden(r, c->file.s.matter))
            continue;
        c->path = path_case_of(c->file.records.at, c->file.records.n,
                               &r.book->calendar);
        list->n++;
    }
    return true;
}

static int
newest_first(const void *x, const void *y)
{
    const struct counted_case *const *a = x, *const *b = y;
    int64_t s = (*a)->path.replied_at, t = (*b)->path.replied_at;

    return s > t ? -1 : s < t;
}

static struct str
masked(const struct http_request *rq, struct str text)
{
    struct publish_preview v = publish_preview(rq, text);
    struct buf b = { .a = rq->a };

    for (size_t i = 0; i < v.n; i++)
        buf_add(&b, v.at[i].text);
    return buf_str(&b);
}

/* The last answer of a case. */
static bool
read_reply(const struct http_request *rq, const struct counted_case *c,
           struct path_reply *ret_reply, struct err *err)
{
    const struct record *last = NULL;
    struct appeal_text wanted = { .field = "text", .purpose = "show" };
    struct str text = STR("");
    bool erased;

    for (size_t i = 0; i < c->file.records.n; i++)
        if (c->file.records.at[i].type == &appeal_replied_v1_type)
            last = &c->file.records.at[i];
    *ret_reply =
        (struct path_reply){ .code = c->file.s.code, .unit = c->path.unit };
    if (last == NULL)
        return true;
    wanted.record = last;
    if (!appeal_file_text(api_of(rq)->engine, rq->a, &wanted, &text, &erased,
                          err))
        return false;
    ret_reply->at = last->occurred_at;
    ret_reply->text = masked(rq, text);
    return true;
}

/* Those of the newest that whoever asks may read. */
static bool
read_replies(const struct http_request *rq, const struct counted_list *list,
             struct path_found *f, struct err *err)
{
    const struct counted_case *sorted[LOOKED];

    for (size_t i = 0; i < list->n; i++)
        sorted[i] = &list->at[i];
    qsort(sorted, list->n, sizeof(const struct counted_case *), newest_first);
    for (size_t i = 0; i < list->n && f->replies_n < PATH_REPLIES; i++) {
        struct path_reply *reply = &f->replies[f->replies_n];
        bool shown;

        if (sorted[i]->path.unit.n == 0)
            continue;
        if (!look_texts(rq, &sorted[i]->file, &shown, err))
            return false;
        if (!shown)
            continue;
        if (!read_reply(rq, sorted[i], reply, err))
            return false;
        f->replies_n += reply->text.n > 0;
    }
    return true;
}

static bool
read_entries(const struct http_request *rq, int64_t now, struct path_found *f,
             struct err *err)
{
    for (size_t i = 0; i < f->sum.used_n; i++) {
        const struct shelf_entry *e;

        if (!shelf_one(api_of(rq)->shelf, rq->a, f->sum.used[i].knowledge, now,
                       &e, err))
            return false;
        if (e != NULL)
            f->knowledge[f->knowledge_n++] =
                (struct path_entry){ .entry = *e, .used = f->sum.used[i].n };
    }
    return true;
}

bool
path_find(const struct http_request *rq, const struct desk_known *known,
          struct str self, struct path_found *ret_found, struct err *err)
{
    struct rules r = answer_rules(rq);
    const struct path_terms terms = {
        (size_t)rules_number(r, STR("public_group_min"), GROUP_MIN),
        (int)rules_number(r, STR("satisfied_mostly_percent"), 80),
    };
    struct counted_list *list = arena_new(rq->a, struct counted_list);
    struct path_case cases[LOOKED];
    struct path_found *f = ret_found;

    *f = (struct path_found){ .looked = 0 };
    if (!gather(rq, known, self, list, err))
        return false;
    f->looked = list->n;
    for (size_t i = 0; i < list->n; i++)
        cases[i] = list->at[i].path;
    path_sum(cases, list->n, terms, &f->sum);
    return read_replies(rq, list, f, err) &&
           read_entries(rq, known->ask.now, f, err);
}
