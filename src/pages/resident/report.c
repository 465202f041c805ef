/*
 * Report something: the form, a look over it, and the case. Nothing is kept
 * on the way: the second page carries what was written in hidden fields, and
 * a key, so that a message sent twice is one case.
 */
#include "pages/resident/report.h"

#include "api/answer.h"
#include "feature/appeal/appeal.h"
#include "pages/case_words.h"
#include "pages/command_form.h"
#include "pages/pages.h"
#include "sys/random.h"
#include "templates.h"

/* One report on its way. */
struct reporting {
    struct page p;
    struct form form;
    struct report r;
    struct report_faults faults;
    struct draft_list drafts;
};

/* Streets and towns of the city, to choose from. */
static void
list_streets(struct reporting *w, struct report_view *v)
{
    const struct rulebook *book = w->p.rules.book;
    struct street_option *at =
        arena_alloc(w->p.rq->a, book->places_n * sizeof(*at));

    for (size_t i = 0; i < book->places_n; i++) {
        const struct place *place = &book->places[i];

        if (!str_eq(place->kind, STR("street")) &&
            !str_eq(place->kind, STR("town")))
            continue;
        if (rules_place(w->p.rules, place->code) == place)
            at[v->streets_n++] =
                (struct street_option){ place->code,
                                        page_name(&w->p, &place->name),
                                        str_eq(place->code, w->r.street) };
    }
    v->streets = at;
}

static void
put_report(struct reporting *w, struct str refused, unsigned status)
{
    const struct report_faults *f = &w->faults;
    struct carried_list carried;
    struct report_view v = {
        .layout = page_layout(&w->p, SAY_report_title),
        .r = w->r,
        .wrong = status != 200,
        .faults_n = (int64_t)f->n + (refused.n > 0) + (w->drafts.rule != NULL),
        .what_wrong = f->what != SAY_N,
        .where_wrong = f->where != SAY_N,
        .tel_wrong = f->tel != SAY_N,
        .name_wrong = f->name != SAY_N,
        .what_fault = f->what,
        .where_fault = f->where,
        .tel_fault = f->tel,
        .name_fault = f->name,
        .tel_digits = f->tel_digits,
        .refused = refused,
    };

    carried = agree_carried(&w->p, &w->form);
    v.carried = carried.at;
    v.carried_n = carried.n;
    v.layout.wrong = v.wrong;
    v.layout.here = STR("/report");
    list_streets(w, &v);
    if (!drafts_view(&w->p, &w->drafts, &v.files))
        return;
    html_resident_report(&w->p.h, &v);
    page_send(&w->p, status);
}

static void
begin(struct reporting *w, const struct http_request *rq,
      struct http_response *rs)
{
    *w = (struct reporting){ .faults = { SAY_N, SAY_N, SAY_N, SAY_N, 0, 0 } };
    page_begin(&w->p, rq, rs);
}

void
pages_report(const struct http_request *rq, struct http_response *rs)
{
    struct reporting w;

    begin(&w, rq, rs);
    w.r.street = http_query(rq, "street"); /* the code on a lamp post */
    put_report(&w, STR(""), 200);
}

static bool
begin_with_form(struct reporting *w, const struct http_request *rq,
                struct http_response *rs)
{
    begin(w, rq, rs);
    if (!page_form(&w->p, &w->form) ||
        !drafts_take(&w->p, &w->form, &w->drafts))
        return false;
    report_read(&w->form, &w->r);
    if (rules_place(w->p.rules, w->r.street) == NULL)
        w->r.street = STR("");
    return true;
}

void
pages_report_again(const struct http_request *rq, struct http_response *rs)
{
    struct reporting w;

    if (begin_with_form(&w, rq, rs))
        put_report(&w, STR(""), 200);
}

/* The command the report amounts to. */
static struct appeal_receive *
command_of(const struct reporting *w)
{
    struct appeal_receive *c = arena_new(w->p.rq->a, struct appeal_receive);
    const struct report *r = &w->r;

    c->channel = APPEAL_CHANNEL_WEB;
    c->privacy = r->by_code && r->name.n == 0 ? APPEAL_PRIVACY_ANONYMOUS
                 : r->secret                  ? APPEAL_PRIVACY_CONFIDENTIAL
                                              : APPEAL_PRIVACY_OPEN;
    c->title = report_title(w->p.rq->a, r->what);
    c->body = r->what;
    c->place = r->street;
    c->place_text = r->where;
    c->caller = r->name;
    c->contact = r->by_code ? STR("") : r->tel;
    return c;
}

/* What the rules would say now; nothing is kept. */
static void
look_ahead(struct reporting *w, struct check_view *v)
{
    struct appeal none = { .version = 0 }, then = { .version = 0 };
    struct event_list events = { .a = w->p.rq->a };
    struct appeal_receive receive = *command_of(w);
    const struct appeal_rules rules = { w->p.rules, w->p.rules };
    const struct command cmd = { &appeal_receive_type,
                                 &receive,
                                 { STR("citizen"), STR(""), STR("") },
                                 w->p.h.now };

    random_bytes(&receive.subject_id, sizeof(receive.subject_id));
    receive.number = 1;
    if (appeal_decide(&none, &cmd, &rules, &events).reason != ACCEPTED)
        return;
    for (size_t i = 0; i < events.n; i++) {
        const struct event *ev = &events.at[i];

        appeal_apply(&then, ev, cmd.now);
        if (ev->type == &appeal_diverted_v1_type) {
            const struct appeal_diverted_v1 *d = ev->data;
            const struct exit_rule *x = rules_exit(w->p.rules, d->exit);

            v->exit_say = x == NULL ? STR("") : page_name(&w->p, &x->say);
        }
    }
    v->unit = page_unit(&w->p, then.lead);
    v->contact_by = then.clock[APPEAL_WARNING_CONTACT].due;
    v->due_at = then.clock[APPEAL_WARNING_CLOSE].due;
    v->has_due = v->due_at != 0 && v->unit.n > 0;
}

/* What the form of the matter asks, and what was filled in. */
static void
ask_further(struct reporting *w, bool judged, struct agree_view *ret_view)
{
    const struct appeal_receive *c = command_of(w);
    const struct asking asking = {
        .form = &w->form,
        .title = c->title,
        .body = c->body,
        .open = c->privacy == APPEAL_PRIVACY_OPEN,
        .judged = judged,
    };

    agree_view(&w->p, &asking, ret_view);
}

/* agree: by ask_further; judged when it was sent. refused: in words. */
static void
put_check(struct reporting *w, const struct agree_view *agree,
          struct str refused)
{
    struct buf place = { .a = w->p.rq->a };
    struct check_view v = {
        .layout = page_layout(&w->p, SAY_check_title),
        .wrong = agree->faults_n > 0 || refused.n > 0,
        .faults_n = (int64_t)agree->faults_n + (refused.n > 0),
        .refused = refused,
        .agree = *agree,
        .r = w->r,
        .once = once_key(&w->p),
        .tel = masked(w->p.rq->a, w->r.tel, STR(" ")),
    };
    struct publish_preview preview;

    if (w->r.street.n > 0)
        buf_add(&place, page_street(&w->p, w->r.street));
    if (w->r.street.n > 0 && w->r.where.n > 0)
        buf_add_char(&place, ' ');
    buf_add(&place, w->r.where);
    v.place = buf_str(&place);
    look_ahead(w, &v);
    preview = publish_preview(w->p.rq, w->r.what);
    v.pieces = preview.at;
    v.pieces_n = preview.n;
    v.covered = preview.covered;
    v.layout.wrong = v.wrong;
    v.layout.here = STR("/report");
    if (!drafts_view(&w->p, &w->drafts, &v.files))
        return;
    html_resident_check(&w->p.h, &v);
    page_send(&w->p, v.wrong ? 422 : 200);
}

/* Of a refusal: is it about what the second page asks? */
static bool
is_of_check(const struct verdict *v)
{
    static const char *const fields[] = { "notice", "notice_lang", "told",
                                          "agreed_sensitive", "answers" };
    struct str at = str_of(v->field == NULL ? "" : v->field);

    for (size_t i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
        if (str_eq(at, str_of(fields[i])))
            return true;
    return str_starts(at, STR("answers."));
}

/* The report is fit to be sent; else the form is shown with its faults. */
static bool
is_fit(struct reporting *w)
{
    report_check(&w->r, &w->faults);
    if (w->faults.n == 0 && w->drafts.rule == NULL)
        return true;
    put_report(w, STR(""), 422);
    return false;
}

void
pages_report_check(const struct http_request *rq, struct http_response *rs)
{
    struct agree_view agree;
    struct reporting w;

    if (!begin_with_form(&w, rq, rs) || !is_fit(&w))
        return;
    ask_further(&w, false, &agree);
    put_check(&w, &agree, STR(""));
}

/* False: it was not taken, and the page is written. */
static bool
receive(struct reporting *w, struct outcome *ret_outcome)
{
    struct appeal_receive *c = command_of(w);
    const struct page_order order = { .type = &appeal_receive_type,
                                      .data = c,
                                      .actor = { .role = STR("citizen") },
                                      .form = &w->form };
    struct agree_view agree;
    struct str refused;

    agree_read(&w->p, &w->form, c);
    ask_further(w, true, &agree);
    if (agree.faults_n > 0) {
        put_check(w, &agree, STR(""));
        return false;
    }
    if (!page_do(&w->p, &order, ret_outcome))
        return false;
    if (ret_outcome->verdict.reason == ACCEPTED)
        return true;
    refused = refusal_words(&w->p, &ret_outcome->verdict);
    if (is_of_check(&ret_outcome->verdict))
        put_check(w, &agree, refused);
    else
        put_report(w, refused, 422);
    return false;
}

void
pages_report_send(const struct http_request *rq, struct http_response *rs)
{
    struct files_to to = { .actor = { .role = STR("citizen") } };
    struct buf path = { .a = rq->a };
    struct reporting w;
    struct outcome o;
    struct verdict v;

    if (!begin_with_form(&w, rq, rs) || !is_fit(&w) || !receive(&w, &o))
        return;
    to.stream = appeal_stream(rq->a, o.id);
    if (!drafts_attach(&w.p, &w.drafts, &to, &v))
        return;
    buf_add(&path, STR("/c/"));
    engine_query_code(api_of(rq)->engine, o.number, &path);
    buf_add(&path, STR("/receipt"));
    if (v.reason != ACCEPTED)
        buf_add(&path, STR("?files=left"));
    page_redirect(rs, buf_str(&path));
}
