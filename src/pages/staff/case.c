/* The page of one case, and its commands; see case.h. */
#include "pages/staff/case.h"

#include "api/answer.h"
#include "event/gen/appeal_events.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "pages/prefs.h"
#include "templates.h"

enum { CASE_CODE_BYTES = 24 };

/* What is likeliest to be done next, first; as far as it may be done. */
static const struct payload_type *const likely[] = {
    &appeal_rule_type,          &appeal_place_type,
    &appeal_dispatch_type,      &appeal_sign_in_type,
    &appeal_resume_type,        &appeal_contact_type,
    &appeal_reply_type,         &appeal_callback_type,
    &appeal_review_type,        &appeal_answer_whistle_type,
    &appeal_assist_done_type,   &appeal_conclude_type,
    &appeal_feedback_type,      &appeal_object_type,
    &appeal_extend_type,        &appeal_pause_type,
    &appeal_confer_type,        &appeal_whistle_type,
    &appeal_remind_type,        &appeal_supervise_type,
    &appeal_escalate_type,      &appeal_add_material_type,
    &appeal_nudge_type,         &appeal_divert_type,
    &appeal_merge_type,         &appeal_withdraw_type,
    &appeal_reopen_type,        &appeal_archive_type,
    &appeal_judge_feeling_type, &appeal_erase_type,
    &appeal_accuse_type,        &appeal_ask_release_type,
    &appeal_grant_release_type, &appeal_refuse_release_type,
    &appeal_hold_type,          &appeal_lift_hold_type,
    &appeal_provide_type,
};

static bool
may(const struct staff *s, const struct appeal *a,
    const struct payload_type *type)
{
    return s->actor.role.n > 0 && api_command(str_of(type->name)) == type &&
           appeal_may(a, type, &s->actor, s->p.rules);
}

/* Possible, and the next step of the ordinary way. */
static bool
is_next(const struct appeal *a, const struct payload_type *type)
{
    if (type == &appeal_contact_type)
        return !a->contacted && a->stage == APPEAL_STAGE_HANDLING;
    if (type == &appeal_dispatch_type)
        return a->stage == APPEAL_STAGE_PLACED;
    if (type == &appeal_place_type)
        return a->stage == APPEAL_STAGE_QUEUED;
    return type == &appeal_rule_type || type == &appeal_sign_in_type ||
           type == &appeal_resume_type || type == &appeal_reply_type ||
           type == &appeal_callback_type || type == &appeal_review_type;
}

void
case_commands(const struct staff *s, const struct appeal_file *file,
              const struct refused *refused, struct case_view *v)
{
    struct arena *a = s->p.rq->a;
    const size_t n = sizeof(likely) / sizeof(likely[0]);
    struct command_view *more = arena_alloc(a, n * sizeof(*more));
    struct command_view *first = arena_new(a, struct command_view);

    v->first = first;
    v->more = more;
    for (size_t i = 0; i < n; i++) {
        bool sent = refused->form != NULL && refused->type == likely[i];

        /* what was sent is shown again, although it may not be possible */
        if (!sent && !may(s, &file->s, likely[i]))
            continue;
        if (v->first_n == 0 && is_next(&file->s, likely[i])) {
            *first = command_view(&s->p, file, likely[i], refused);
            first->first = true;
            v->first_n = 1;
        } else {
            more[v->more_n++] = command_view(&s->p, file, likely[i], refused);
            v->more_open = v->more_open || sent;
        }
    }
}

/* Where the summary of what is wrong leads to. */
static void
put_wrong(const struct page *p, const struct refused *refused,
          struct case_view *v)
{
    struct buf at = { .a = p->rq->a };
    const char *field = refused->verdict.field;

    if (refused->form == NULL || refused->verdict.reason == ACCEPTED)
        return;
    v->wrong = true;
    v->frame.layout.wrong = true;
    v->wrong_text = refusal_words(p, &refused->verdict);
    v->wrong_files = refused->type == &appeal_attach_type;
    if (field != NULL &&
        (payload_field(refused->type, str_of(field)) == NULL ||
         field_words(payload_field(refused->type, str_of(field))) == NULL))
        field = NULL;
    buf_addf(&at, "%s-%s", refused->type->name, field == NULL ? "e" : field);
    v->wrong_at = buf_str(&at);
}

static struct repeat_line
repeat_line(const struct staff *s, const struct appeal_file *file,
            const struct case_view *v, const struct repeat *r)
{
    struct buf id = { .a = s->p.rq->a }, action = { .a = s->p.rq->a };

    id_put(&id, r->id);
    buf_addf(&action, "/w/%.*s/merge", STR_ARG(v->id));
    return (struct repeat_line){
        .id = buf_str(&id),
        .code = r->code,
        .stage = page_words(&s->p, "stage.", r->stage),
        .may_merge = may(s, &file->s, &appeal_merge_type),
        .action = buf_str(&action),
        .once = once_key(&s->p),
    };
}

/* Other cases of the same citizen tell about him: they are shown to who reads
 * his texts. */
static bool
put_repeats(const struct staff *s, const struct appeal_file *file,
            struct case_view *v, struct err *err)
{
    struct arena *a = s->p.rq->a;
    struct repeat_line *lines;
    struct repeat *at;
    size_t n;

    if ((v->shown.groups & ACCESS_TEXTS) == 0)
        return true;
    if (!engine_repeats(api_of(s->p.rq)->engine, a, file->stream, &at, &n, err))
        return false;
    lines = arena_alloc(a, (n + 1) * sizeof(*lines));
    v->repeats = lines;
    for (size_t i = 0; i < n; i++) {
        bool known;

        if (!look_knows(s->p.rq, at[i].id, &known, err))
            return false;
        if (known)
            lines[v->repeats_n++] = repeat_line(s, file, v, &at[i]);
    }
    return true;
}

/* While somebody must place or dispatch it, for who reads its texts. */
static bool
put_suggested(const struct staff *s, const struct appeal_file *file,
              struct case_view *v, struct err *err)
{
    const enum appeal_stage stage = file->s.stage;

    if ((v->shown.groups & ACCESS_TEXTS) == 0 ||
        (stage != APPEAL_STAGE_QUEUED && stage != APPEAL_STAGE_PLACED &&
         stage != APPEAL_STAGE_DISPUTED))
        return true;
    return suggested_for(&s->p, file, &v->suggested, err);
}

static void
put_head(const struct page *p, const struct appeal_file *file,
         struct case_view *v)
{
    const struct appeal *s = &file->s;
    struct buf id = { .a = p->rq->a }, here = { .a = p->rq->a };
    const bool facts = v->facts = (v->shown.groups & ACCESS_CASE) != 0;

    id_put(&id, file->id);
    v->id = buf_str(&id);
    buf_addf(&here, "/w/%.*s", STR_ARG(v->id));
    v->frame.layout.here = buf_str(&here);
    v->frame.layout.title = v->code = s->code;
    v->stage = page_words(p, "stage.", appeal_stage_word(s->stage));
    if (s->level.n > 0 && facts)
        v->level = page_words(p, "level.", s->level);
    v->urgent = staff_is_urgent(s->level);
    v->matter = page_matter(p, s->matter);
    v->place = facts ? page_place(p, s->place) : page_street(p, s->place);
    v->channel =
        page_words(p, "channel.", str_of(appeal_channel_words[s->channel]));
    v->kind = s->kind == APPEAL_KIND_NONE
                  ? STR("")
                  : page_words(p, "kind.", str_of(appeal_kind_words[s->kind]));
    v->privacy =
        page_words(p, "privacy.", str_of(appeal_privacy_words[s->privacy]));
    v->lead = page_unit(p, s->lead);
    v->first_unit = page_unit(p, s->first_unit);
    v->hops = s->hops;
    v->moved = s->hops > 1;
    v->lost = s->lost * MINUTE_MS;
    v->received_at = s->received_at;
}

/* What is shown, and how more would be. */
static void
put_shown(const struct staff *s, const struct appeal_file *file,
          struct case_view *v)
{
    v->no_purpose = s->purpose.n == 0 && v->frame.purposes.at_n > 0;
    if (v->facts)
        case_clocks(&s->p, file, v);
    case_keep(&s->p, file, v);
    if ((v->shown.groups & ACCESS_RELAY) != 0 &&
        !appeal_view_shows_person(&v->shown))
        v->relay = v->frame.layout.phone;
}

/* How cases like it were handled: of who may read what was written, and when he
 * asks for it, as it costs some time. */
static bool
put_path(const struct staff *s, const struct appeal_file *file,
         struct case_view *v, struct err *err)
{
    const struct page *p = &s->p;
    struct desk_ask ask = { .place = file->s.place,
                            .matter = file->s.matter,
                            .now = p->h.now };
    struct desk_known *known = arena_new(p->rq->a, struct desk_known);
    struct buf text = { .a = p->rq->a };
    struct appeal_words words;

    v->may_path = (v->shown.groups & ACCESS_TEXTS) != 0 && !v->shown.erased;
    if (!v->may_path || http_query(p->rq, "path").n == 0)
        return true;
    if (!appeal_file_words(api_of(p->rq)->engine, p->rq->a, &file->records,
                           "show", &words, err))
        return false;
    buf_add(&text, words.title);
    buf_add_char(&text, '\n');
    buf_add(&text, words.body);
    ask.text = buf_str(&text);
    v->path_shown = true;
    return desk_begin(p->rq, &ask, known, err) &&
           path_view_of(p, known, v->id, &v->path, err);
}

void
case_put(struct staff *s, const struct appeal_file *file,
         const struct refused *refused, unsigned status)
{
    struct page *p = &s->p;
    struct case_view v = { .frame = staff_frame(s, SAY_staff_inbox) };
    struct str done = http_query(p->rq, "done");
    struct err err;

    if (!look_begin(p->rq, file, &v.shown, &err)) {
        page_failed(p, &err);
        return;
    }
    if ((v.shown.groups & ACCESS_PUBLIC) == 0) {
        page_problem(p, 404, SAY_problem_no_case, SAY_problem_no_case_text);
        return;
    }
    put_head(p, file, &v);
    put_shown(s, file, &v);
    case_commands(s, file, refused, &v);
    put_wrong(p, refused, &v);
    if (!case_texts(s, file, &v, &err) ||
        !case_advice(s, file, refused, &v, &err) ||
        !put_path(s, file, &v, &err) || !case_files(s, file, &v, &err) ||
        (v.facts &&
         (!case_feelings(s, file, &v, &err) ||
          !case_events(p, file, &v, &err) || !case_sources(p, file, &v, &err) ||
          !put_repeats(s, file, &v, &err))) ||
        !put_suggested(s, file, &v, &err)) {
        page_failed(p, &err);
        return;
    }
    v.units = staff_codes(p, CODE_UNIT);
    v.matters = staff_codes(p, CODE_MATTER);
    v.places = staff_codes(p, CODE_PLACE);
    if (api_command(done) != NULL || str_eq(done, STR("attach")))
        v.done = page_words(p, "command.", done);
    html_staff_case(&p->h, &v);
    page_send(p, status);
}

/* By id or case code. A query code is the citizen's: it opens nothing here, so
 * that it stands in no address of the staff. */
bool
case_load(struct page *p, struct appeal_file *ret_file)
{
    struct str id = http_param(p->rq, "id");
    struct err err;

    if (id.n != ID_HEX && id.n != CASE_CODE_BYTES) {
        page_problem(p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return false;
    }
    if (!appeal_file_load(api_of(p->rq)->engine, p->rq->a, id, ret_file,
                          &err)) {
        page_failed(p, &err);
        return false;
    }
    return true;
}

void
pages_case(const struct http_request *rq, struct http_response *rs)
{
    const struct refused none = { NULL, NULL, { ACCEPTED, NULL, NULL } };
    struct appeal_file file;
    struct staff s;

    staff_begin(&s, rq, rs);
    if (case_load(&s.p, &file))
        case_put(&s, &file, &none, 200);
}

/* Carry it out, or say in *ret_verdict why not. False: a failure is written. */
static bool
carry_out(struct staff *s, const struct appeal_file *file,
          const struct payload_type *type, const struct form *form,
          struct verdict *ret_verdict)
{
    struct page_order order = {
        .stream = file->stream, .type = type, .actor = s->actor, .form = form
    };
    struct outcome outcome;
    struct form filled;

    *ret_verdict = s->actor.role.n == 0
                       ? refuse(REFUSED_RIGHT, "no_right", NULL)
                       : command_filled(&s->p, type, form, &filled);
    if (ret_verdict->reason != ACCEPTED)
        return true;
    *ret_verdict = command_form(&s->p, type, &filled, &order.data);
    if (ret_verdict->reason != ACCEPTED)
        return true;
    if (!page_do(&s->p, &order, &outcome))
        return false;
    *ret_verdict = outcome.verdict;
    return true;
}

void
pages_case_do(const struct http_request *rq, struct http_response *rs)
{
    struct refused refused = { .type = api_command(http_param(rq, "command")) };
    struct buf to = { .a = rq->a };
    struct appeal_file file;
    struct staff s;
    struct form form;

    staff_begin(&s, rq, rs);
    if (!page_form(&s.p, &form) || !case_load(&s.p, &file))
        return;
    if (refused.type == NULL || refused.type == &appeal_receive_type) {
        page_problem(&s.p, 404, SAY_problem_no_page, SAY_problem_no_page_text);
        return;
    }
    if (refused.type == &appeal_reply_type &&
        str_eq(form_value(&form, "then"), STR("preview"))) {
        refused.form = &form;
        case_put(&s, &file, &refused, 200);
        return;
    }
    if (!carry_out(&s, &file, refused.type, &form, &refused.verdict))
        return;
    if (refused.verdict.reason != ACCEPTED) {
        refused.form = &form;
        case_put(&s, &file, &refused,
                 refused.verdict.reason == REFUSED_STAGE ? 409 : 422);
        return;
    }
    if (str_eq(form_value(&form, "then"), STR("queue"))) {
        struct str back = form_value(&form, "back");

        page_redirect(rs, str_starts(back, STR("/w/queue")) ? back_address(back)
                                                            : STR("/w/queue"));
        return;
    }
    buf_add(&to, STR("/w/"));
    id_put(&to, file.id);
    buf_addf(&to, "?done=%s", refused.type->name);
    page_redirect(rs, buf_str(&to));
}
