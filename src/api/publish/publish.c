/* See publish.h. */
#include "api/publish/publish.h"

#include <assert.h>
#include <jansson.h>

#include "api/answer.h"
#include "api/json.h"

const struct masker *
publish_masker(struct arena *a, struct rules rules)
{
    const struct rulebook *book = rules.book;
    struct str *known =
        arena_alloc(a, (book->places_n + book->units_n + 1) * sizeof(*known));
    size_t n = 0;

    for (size_t i = 0; i < book->places_n; i++)
        known[n++] = book->places[i].name.hans;
    for (size_t i = 0; i < book->units_n; i++)
        known[n++] = book->units[i].name.hans;
    return masker_new(a, known, n);
}

struct publish_preview
publish_preview(const struct http_request *rq, struct str text)
{
    static const struct publish_piece all_covered = { { "……", 6 }, true };
    struct publish_preview v = { &all_covered, 1, 1 };
    struct publish_piece *at;
    struct mask_spans spans;
    size_t from = 0;

    if (!mask_find(api_of(rq)->masker, rq->a, text, &spans))
        return v;
    v.at = at = arena_alloc(rq->a, (spans.n * 2 + 1) * sizeof(*at));
    v.n = 0;
    v.covered = spans.n;
    for (size_t i = 0; i < spans.n; i++) {
        const struct mask_span *span = &spans.at[i];
        size_t to = span->at + span->keep;

        at[v.n++] =
            (struct publish_piece){ { text.p + from, to - from }, false };
        at[v.n++] =
            (struct publish_piece){ mask_cover(&spans, span->kind), true };
        from = span->at + span->n;
    }
    at[v.n++] =
        (struct publish_piece){ { text.p + from, text.n - from }, false };
    return v;
}

static_assert((size_t)HTTP_BODY_BYTES <= (size_t)MASK_BYTES_MOST,
              "any text of a body can be masked");

/* {"masked":"...","spans":[{"at":0,"bytes":9,"kind":"name"}]} */
static void
put_masked(struct buf *out, struct str text, const struct mask_spans *spans)
{
    struct buf masked = { .a = out->a };

    mask_put(&masked, text, spans);
    json_open(out, '{');
    json_text(out, "masked", buf_str(&masked));
    json_name(out, "spans");
    json_open(out, '[');
    for (size_t i = 0; i < spans->n; i++) {
        json_open(out, '{');
        json_int(out, "at", (int64_t)spans->at[i].at);
        json_int(out, "bytes", (int64_t)spans->at[i].n);
        json_text(out, "kind", mask_kind_word(spans->at[i].kind));
        buf_add_char(out, '}');
    }
    buf_add(out, STR("]}"));
}

/* The one member "text" of the body. */
static bool
read_text(json_t *body, struct str *ret_text, struct verdict *ret_why)
{
    static const char *const names[] = { "text", NULL };
    json_t *text = json_object_get(body, "text");

    if (body == NULL || text == NULL || !json_is_string(text)) {
        *ret_why = refuse(REFUSED_VALUE, "required", "text");
        return false;
    }
    if (json_object_size(body) != 1) {
        *ret_why =
            refuse(REFUSED_VALUE, "unknown_field", answer_unknown(body, names));
        return false;
    }
    *ret_text =
        (struct str){ json_string_value(text), json_string_length(text) };
    return true;
}

void
api_mask(const struct http_request *rq, struct http_response *rs)
{
    struct mask_spans spans;
    struct verdict why;
    struct str text;
    json_t *body;

    if (!answer_object(rq, rs, &body))
        return;
    if (!read_text(body, &text, &why))
        answer_refused(rq, rs, &why);
    else if (mask_find(api_of(rq)->masker, rq->a, text, &spans))
        put_masked(answer_json(rs), text, &spans);
    else
        assert(false); /* no body is as long as the masker's limit */
    json_decref(body);
}
