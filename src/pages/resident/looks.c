/*
 * Who looked at the citizen's data: unit, role, purpose and hour of each look,
 * not the officer's name; templates/resident/looks.html.
 */
#include "api/access/reads.h"
#include "api/answer.h"
#include "pages/pages.h"
#include "pages/resident/case.h"
#include "pages/staff/keep/keep.h"
#include "pages/staff/lists/access.h"
#include "templates.h"

/* To whom his data were given, as the events of his case say it. */
static void
put_given(const struct case_page *c, struct looks_view *v)
{
    const struct record_list *records = &c->file.records;
    struct given_line *lines =
        arena_alloc(c->p.rq->a, records->n * sizeof(*lines));

    v->given = lines;
    for (size_t i = 0; i < records->n; i++) {
        const struct record *r = &records->at[i];
        const struct appeal_provided_v1 *e = r->data;
        const struct appeal_deidentified_v1 *gone = r->data;

        if (r->type == &appeal_deidentified_v1_type) {
            v->gone_at = r->occurred_at;
            v->gone_rule = gone->basis;
        }
        if (r->type != &appeal_provided_v1_type)
            continue;
        lines[v->given_n++] = (struct given_line){
            .at = r->occurred_at,
            .receiver = receiver_words(&c->p, e->receiver),
            .way = page_words(&c->p, "way.", str_of(appeal_way_words[e->way])),
            .what = access_what(&c->p, e->fields),
            .purpose = page_words(&c->p, "purpose.", e->purpose),
            .basis = e->basis,
        };
    }
}

void
pages_looks(const struct http_request *rq, struct http_response *rs)
{
    struct looks_view v = { .given = NULL };
    struct read_list reads;
    struct case_page c;
    struct err err;

    if (!case_begin(&c, rq, rs) || !case_head_of(&c, &v.head))
        return;
    v.layout = page_layout(&c.p, SAY_looks_title);
    if (!reads_of_case(rq, c.file.id, &reads, &err)) {
        page_failed(&c.p, &err);
        return;
    }
    v.looks = look_lines(&c.p, &reads);
    put_given(&c, &v);
    html_resident_looks(&c.p.h, &v);
    page_send(&c.p, 200);
}
