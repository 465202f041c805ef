/* The page of privacy; see notices.h. */
#include "pages/resident/agree/notices.h"

#include "pages/pages.h"
#include "rulebook/forms/forms.h"
#include "templates.h"

static const enum say part_words[NOTICE_PARTS] = {
    SAY_notice_processor, SAY_notice_purpose,   SAY_notice_method,
    SAY_notice_kinds,     SAY_notice_retention, SAY_notice_rights,
};

static struct str
day_words(const struct page *p, int32_t day)
{
    struct buf b = { .a = p->rq->a };

    day_put(&b, day);
    return buf_str(&b);
}

static struct notice_version
version_of(const struct page *p, const struct notice_part *first)
{
    struct notice_line *at = arena_alloc(p->rq->a, NOTICE_PARTS * sizeof(*at));
    struct notice_version v = { .version = first->version,
                                .from = day_words(p, first->basis.from),
                                .lines = at };

    if (first->basis.to < p->rules.day)
        v.to = day_words(p, first->basis.to);
    for (size_t i = 0; i < NOTICE_PARTS; i++) {
        const struct notice_part *part = rules_notice_part(
            p->rules, first->version, str_of(notice_parts[i]));

        if (part != NULL)
            at[v.lines_n++] = (struct notice_line){ part_words[i],
                                                    page_name(p, &part->name) };
    }
    return v;
}

/* Is the row the first one of its version, and not of a time to come? */
static bool
begins(const struct page *p, size_t i)
{
    const struct notice_part *rows = p->rules.book->notices;

    return rows[i].basis.from <= p->rules.day &&
           (i == 0 || !str_eq(rows[i].version, rows[i - 1].version));
}

static void
list_versions(const struct page *p, struct privacy_view *v)
{
    const struct rulebook *book = p->rules.book;
    struct str current = rules_notice(p->rules);
    struct former_notice *former =
        arena_alloc(p->rq->a, (book->notices_n + 1) * sizeof(*former));

    for (size_t i = book->notices_n; i-- > 0;) {
        const struct notice_part *row = &book->notices[i];

        if (!begins(p, i))
            continue;
        if (str_eq(row->version, current)) {
            v->now = version_of(p, row);
            v->has_now = true;
        } else {
            former[v->former_n++].notice = version_of(p, row);
        }
    }
    v->former = former;
}

void
pages_privacy(const struct http_request *rq, struct http_response *rs)
{
    struct privacy_view v = { .has_now = false };
    struct page p;

    page_begin(&p, rq, rs);
    v.layout = page_layout(&p, SAY_privacy_title);
    list_versions(&p, &v);
    html_resident_privacy(&p.h, &v);
    page_send(&p, 200);
}
