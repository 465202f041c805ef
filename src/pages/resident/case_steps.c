/*
 * What happened to a case, told to its citizen in plain words: that it
 * happened and when, who has it, and what was said to him; not who at a desk
 * did it, nor what units wrote to each other.
 */
#include "api/answer.h"
#include "pages/resident/case.h"

/* How an event reads; events that are not here are not told. */
struct telling {
    const struct payload_type *type;
    enum say words;   /* {1} is a unit */
    const char *said; /* the field that is told too */
    const char *unit; /* the field that names who did it */
};

static const struct telling tellings[] = {
    { &appeal_received_v1_type, SAY_step_received, "body", NULL },
    { &appeal_received_v2_type, SAY_step_received, "body", NULL },
    { &appeal_received_v3_type, SAY_step_received, "body", NULL },
    { &appeal_diverted_v1_type, SAY_step_diverted, NULL, NULL },
    { &appeal_queued_v1_type, SAY_step_queued, NULL, NULL },
    { &appeal_dispatched_v1_type, SAY_step_dispatched, NULL, "lead" },
    { &appeal_objected_v1_type, SAY_step_objected, NULL, NULL },
    { &appeal_ruled_v1_type, SAY_step_ruled, NULL, "lead" },
    { &appeal_signed_in_v1_type, SAY_step_signed_in, NULL, "unit" },
    { &appeal_contacted_v1_type, SAY_step_contacted, NULL, "unit" },
    { &appeal_fed_back_v1_type, SAY_step_fed_back, "text", "unit" },
    { &appeal_paused_v1_type, SAY_step_paused, NULL, NULL },
    { &appeal_resumed_v1_type, SAY_step_resumed, NULL, NULL },
    { &appeal_extended_v1_type, SAY_step_extended, NULL, NULL },
    { &appeal_replied_v1_type, SAY_step_replied, "text", "unit" },
    { &appeal_rated_v1_type, SAY_step_rated, "words", NULL },
    { &appeal_second_opened_v1_type, SAY_step_second, NULL, "unit" },
    { &appeal_closed_v1_type, SAY_step_closed, NULL, NULL },
    { &appeal_merged_v1_type, SAY_step_merged, NULL, NULL },
    { &appeal_informed_v1_type, SAY_step_informed, NULL, NULL },
    { &appeal_material_added_v1_type, SAY_step_added, "text", NULL },
    { &appeal_statement_corrected_v1_type, SAY_step_statement, "statement",
      NULL },
    { &appeal_contact_corrected_v1_type, SAY_step_contact_corrected, NULL,
      NULL },
    { &appeal_attached_v1_type, SAY_step_attached, "shows", NULL },
    { &appeal_nudged_v1_type, SAY_step_nudged, NULL, NULL },
    { &appeal_withdrawn_v1_type, SAY_step_withdrawn, NULL, NULL },
    { &appeal_supervised_v1_type, SAY_step_supervised, NULL, NULL },
    { &appeal_reopened_v1_type, SAY_step_reopened, NULL, NULL },
    { &appeal_deidentified_v1_type, SAY_step_deidentified, NULL, NULL },
    { &appeal_provided_v1_type, SAY_step_provided, NULL, "receiver" },
    { &appeal_erased_v1_type, SAY_step_erased, NULL, NULL },
};

static const struct telling *
telling_of(const struct record *r)
{
    for (size_t i = 0; i < sizeof(tellings) / sizeof(tellings[0]); i++)
        if (tellings[i].type == r->type)
            return &tellings[i];
    return NULL;
}

static bool
read_step(struct case_page *c, const struct record *r, const struct telling *t,
          struct case_step *ret_step)
{
    struct html words = { .out = { .a = c->p.rq->a }, .lang = c->p.h.lang };
    struct case_step step = { .at = r->occurred_at };

    if (t->unit != NULL)
        step.by =
            page_unit(&c->p, field_text(payload_field(r->type, str_of(t->unit)),
                                        r->data));
    for (size_t at = 0; html_say_to(&words, t->words, &at) != 0;)
        buf_add(&words.out, step.by);
    step.words = buf_str(&words.out);
    if (t->said != NULL && !case_text(c, r, t->said, &step.said))
        return false;
    if (r->type == &appeal_extended_v1_type)
        step.said = ((const struct appeal_extended_v1 *)r->data)->note;
    *ret_step = step;
    return true;
}

bool
case_steps(struct case_page *c, struct progress_view *v)
{
    const struct record_list *l = &c->file.records;
    struct case_step *steps = arena_alloc(c->p.rq->a, l->n * sizeof(*steps));
    const struct appeal *s = &c->file.s;

    for (size_t i = 0; i < l->n; i++) {
        const struct telling *t = telling_of(&l->at[i]);

        if (t != NULL && !read_step(c, &l->at[i], t, &steps[v->steps_n++]))
            return false;
    }
    v->steps = steps;
    if (!appeal_is_open(s))
        return true;
    if (v->steps_n > 0)
        steps[v->steps_n - 1].now = true;
    v->todo_reply =
        s->stage != APPEAL_STAGE_REPLIED && s->stage != APPEAL_STAGE_REVIEW;
    v->todo_rate = s->stage != APPEAL_STAGE_REVIEW;
    return true;
}
