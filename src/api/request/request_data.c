/* See request_data.h. */
#include "api/request/request_data.h"

#include "api/access/look.h"
#include "api/answer.h"
#include "identity/phone/phone.h"
#include "sys/clock.h"

/* Who reads, and of a case what he may. */
struct reading {
    const struct http_request *rq;
    bool at_counter;         /* staff, for somebody present */
    struct appeal_view view; /* of staff */
    bool by_code;
};

/* Keys of files tell nothing about him; name and number are not told to whom
 * the query code alone has proved, as on the page of the case. */
static bool
is_left_out(const struct reading *x, const struct field *f)
{
    return (f->flags & FIELD_PERSONAL) == 0 ||
           str_eq(str_of(f->name), STR("file_key")) ||
           (x->at_counter && !appeal_view_shows(&x->view, f)) ||
           (x->by_code && appeal_tells_who(f));
}

/* The texts of a record; what was not said is left out. */
static bool
put_texts(const struct reading *x, const struct record *r,
          struct data_texts *out, struct err *err)
{
    struct arena *a = x->rq->a;

    for (size_t i = 0; i < r->type->fields_n; i++) {
        const struct field *f = &r->type->fields[i];
        const struct appeal_text wanted = { r, f->name, "citizen" };
        struct data_text t = { str_of(r->type->name),
                               str_of(f->name),
                               { NULL, 0 },
                               r->occurred_at,
                               false };

        if (is_left_out(x, f) || field_personal(f, r->data)->commitment.n == 0)
            continue;
        if (!appeal_file_text(api_of(x->rq)->engine, a, &wanted, &t.text,
                              &t.erased, err))
            return false;
        out->at = arena_grow(a, out->at, out->n, &out->room, sizeof(*out->at));
        out->at[out->n++] = t;
    }
    return true;
}

static bool
put_case(struct reading *x, struct id id, struct data_case *c, struct err *err)
{
    struct engine *e = api_of(x->rq)->engine;
    struct buf query = { .a = x->rq->a };
    struct appeal_file file;

    if (!appeal_file_of(e, x->rq->a, id, &file, err) ||
        (x->at_counter && !look_begin(x->rq, &file, &x->view, err)))
        return false;
    engine_query_code(e, file.s.number, &query);
    *c = (struct data_case){
        .code = file.s.code,
        .query_code = buf_str(&query),
        .matter = file.s.matter,
        .place = file.s.place,
        .stage = appeal_stage_word(file.s.stage),
        .received_at = file.s.received_at,
        .closed_at = file.s.closed_at,
        .was_asked = file.s.was_asked,
        .agreed_publish = file.s.agreed_publish,
        .agreed_sensitive = file.s.agreed_sensitive,
    };
    if (file.records.at[0].type == &appeal_received_v3_type)
        c->notice = ((const struct appeal_received_v3 *)file.records.at[0].data)
                        ->notice;
    for (size_t i = 0; i < file.records.n; i++)
        if (!put_texts(x, &file.records.at[i], &c->texts, err))
            return false;
    return reads_of_case(x->rq, id, &c->looks, err);
}

/* Name and phone of the holder, and where he is signed in. */
static bool
put_account(const struct http_request *rq, struct person_data *d,
            struct err *err)
{
    const struct visitor holder = { .kind = VISITOR_RESIDENT,
                                    .account = d->account };
    struct identity *id = api_of(rq)->identity;
    struct record_list records = { .a = rq->a };
    struct appeal_text name = { NULL, "name", "citizen" };
    bool erased;

    if (!store_load(engine_store(api_of(rq)->engine),
                    account_stream(rq->a, d->account), &records, err) ||
        !phone_of(id, rq->a, d->account, &d->phone, err) ||
        !session_list(id, rq->a, &holder, &d->sessions, err))
        return false;
    if (records.n == 0) /* of the fictional city: it has sessions alone */
        return true;
    name.record = &records.at[0];
    return appeal_file_text(api_of(rq)->engine, rq->a, &name, &d->name, &erased,
                            err);
}

static bool
gather(struct reading *x, const struct request_file *file,
       struct person_data *ret_data, struct err *err)
{
    struct arena *a = x->rq->a;
    struct person_cases *cases = arena_new(a, struct person_cases);
    struct person_data d = { .account = file->s.account,
                             .made_at = clock_now() };

    if (!request_cases(x->rq, file, cases, err) ||
        (d.account.n > 0 && !put_account(x->rq, &d, err)))
        return false;
    d.cases = arena_alloc(a, (cases->n + 1) * sizeof(*d.cases));
    for (; d.cases_n < cases->n; d.cases_n++) {
        x->by_code = cases->joined[d.cases_n];
        if (!put_case(x, cases->at[d.cases_n], &d.cases[d.cases_n], err))
            return false;
    }
    d.more = cases->more;
    *ret_data = d;
    return true;
}

bool
request_data(const struct http_request *rq, const struct request_file *file,
             struct person_data *ret_data, struct err *err)
{
    struct reading x = { .rq = rq };

    return gather(&x, file, ret_data, err);
}

bool
request_data_at_counter(const struct http_request *rq,
                        const struct request_file *file,
                        struct person_data *ret_data, struct err *err)
{
    struct reading x = { .rq = rq, .at_counter = true };

    return gather(&x, file, ret_data, err);
}
