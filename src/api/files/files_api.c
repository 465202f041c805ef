/* Photos and recordings for programs; see files.h. */
#include "api/access/look.h"
#include "api/answer.h"
#include "api/files/files.h"
#include "api/json.h"

static bool
load(const struct http_request *rq, struct http_response *rs, struct str code,
     struct appeal_file *ret_file)
{
    struct err err;

    if (appeal_file_load(api_of(rq)->engine, rq->a, code, ret_file, &err))
        return true;
    answer_failed(rq, rs, &err);
    return false;
}

/* By his query code alone. */
static bool
load_own(const struct http_request *rq, struct http_response *rs,
         struct appeal_file *ret_file)
{
    struct str code = http_param(rq, "query_code");

    if (engine_query_number(api_of(rq)->engine, code) == 0) {
        answer_missing(rq, rs, "no_such_case", "query_code");
        return false;
    }
    return load(rq, rs, code, ret_file);
}

/* Which ones the case has now. */
static void
put_list(const struct http_request *rq, struct http_response *rs,
         const struct appeal_file *file)
{
    struct buf *out = answer_json(rs);
    const struct record *r;

    (void)rq;
    buf_add(out, STR("{\"files\":["));
    for (int64_t n = 1; (r = attachment_record(file, n)) != NULL; n++) {
        const struct appeal_attached_v1 *e = r->data;

        if (n > 1)
            buf_add_char(out, ',');
        buf_addf(out, "{\"n\":%lld", (long long)n);
        json_text(out, "kind", str_of(appeal_attachment_kind_words[e->kind]));
        json_int(out, "bytes", e->bytes);
        json_text(out, "hash", e->hash);
        json_time(out, "added_at", r->occurred_at);
        buf_add_char(out, '}');
    }
    buf_add(out, STR("]}\n"));
}

static void
add(const struct http_request *rq, struct http_response *rs,
    const struct appeal_file *file, struct actor actor)
{
    const struct files_to to = { file->stream,
                                 http_header(rq, "Idempotency-Key"), actor };
    struct http_problem problem;
    struct draft_list list;
    struct appeal_file now;
    struct verdict v;
    struct form form;
    struct err err;
    struct buf id = { .a = rq->a };

    if (!form_read(rq, &form, &problem)) {
        http_put_problem(rs, &problem);
        return;
    }
    if (!files_take(rq, &form, &list, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    v = list.rule != NULL ? refuse(REFUSED_VALUE, list.rule, "photos")
        : list.n == 0     ? refuse(REFUSED_VALUE, "required", "photos")
                          : accept();
    if (v.reason == ACCEPTED && !files_attach(rq, &list, &to, &v, &err)) {
        answer_failed(rq, rs, &err);
        return;
    }
    if (v.reason != ACCEPTED) {
        answer_refused(rq, rs, &v);
        return;
    }
    id_put(&id, file->id);
    if (load(rq, rs, buf_str(&id), &now))
        put_list(rq, rs, &now);
}

void
api_files_citizen(const struct http_request *rq, struct http_response *rs)
{
    struct appeal_file file;

    if (load_own(rq, rs, &file))
        add(rq, rs, &file, (struct actor){ .role = STR("citizen") });
}

void
api_files_staff(const struct http_request *rq, struct http_response *rs)
{
    struct appeal_file file;
    struct actor actor;

    if (answer_staff(rq, rs, &actor) &&
        load(rq, rs, http_param(rq, "id"), &file))
        add(rq, rs, &file, actor);
}

void
api_file_citizen(const struct http_request *rq, struct http_response *rs)
{
    struct appeal_file file;

    if (load_own(rq, rs, &file))
        files_answer(rq, rs, &file, str_ends(rq->path, STR("/small")));
}

/* They are what the citizen tells: who may read his texts sees them. */
void
api_file_staff(const struct http_request *rq, struct http_response *rs)
{
    struct appeal_file file;
    struct appeal_view view;
    struct err err;

    if (!load(rq, rs, http_param(rq, "id"), &file))
        return;
    if (!look_begin(rq, &file, &view, &err))
        answer_failed(rq, rs, &err);
    else if ((view.groups & ACCESS_TEXTS) == 0)
        answer_missing(rq, rs, "no_attachment", "n");
    else
        files_answer(rq, rs, &file, str_ends(rq->path, STR("/small")));
}
