/* See command_form.h. */
#include "pages/command_form.h"

#include "api/answer.h"
#include "event/fill.h"
#include "sys/random.h"

enum { KEY_BYTES_RANDOM = 16, KEY_LEAST = 16, KEY_MOST = 128 };

struct verdict
command_form(const struct page *p, const struct payload_type *type,
             const struct form *form, const void **ret_data)
{
    void *data = arena_alloc(p->rq->a, type->size);

    *ret_data = data;
    for (size_t i = 0; i < type->fields_n; i++) {
        const struct field *f = &type->fields[i];
        struct str value = str_trim(form_value(form, f->name));
        struct verdict v;

        if (value.n == 0 || api_is_engines(f))
            continue;
        v = payload_set(type, data, str_of(f->name), value);
        if (v.reason != ACCEPTED)
            return refuse(v.reason, v.rule, f->name);
    }
    return accept();
}

struct str
once_key(const struct page *p)
{
    unsigned char bytes[KEY_BYTES_RANDOM];
    struct buf b = { .a = p->rq->a };

    random_bytes(bytes, sizeof(bytes));
    buf_add_hex(&b, bytes, sizeof(bytes));
    return buf_str(&b);
}

bool
page_once(const struct page *p, const struct form *form, struct str what,
          struct once *ret_once)
{
    struct str key = form_value(form, "once");
    const struct http_pairs *fields = &form->fields;
    struct buf b = { .a = p->rq->a };

    if (key.n < KEY_LEAST || key.n > KEY_MOST)
        return false;
    buf_add(&b, what);
    buf_add_char(&b, '\n');
    for (size_t i = 0; i < fields->n; i++) {
        buf_addf(&b, "%zu:%zu:", fields->at[i].name.n, fields->at[i].value.n);
        buf_add(&b, fields->at[i].name);
        buf_add(&b, fields->at[i].value);
    }
    *ret_once = engine_once(api_of(p->rq)->engine, key, buf_str(&b));
    return true;
}

static struct str
order_words(const struct page *p, const struct page_order *order)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "%s %.*s %.*s:%.*s@%.*s", order->type->name,
             STR_ARG(order->stream), STR_ARG(order->actor.role),
             STR_ARG(order->actor.id), STR_ARG(order->actor.unit));
    return buf_str(&b);
}

bool
page_do(struct page *p, const struct page_order *order,
        struct outcome *ret_outcome)
{
    const struct api *api = api_of(p->rq);
    const struct command cmd = { order->type, order->data, order->actor,
                                 p->h.now };
    struct order o = { order->stream, &cmd, NULL };
    struct once once;
    struct err err;

    if (page_once(p, order->form, order_words(p, order), &once))
        o.once = &once;
    if (!engine_do_once(api->engine, p->rq->a, &o, ret_outcome, &err)) {
        page_failed(p, &err);
        return false;
    }
    if (ret_outcome->verdict.reason == ACCEPTED)
        jobs_wake(api->jobs);
    return true;
}

struct str
refusal_words(const struct page *p, const struct verdict *v)
{
    return page_words(p, "refusal.", str_of(v->rule));
}
