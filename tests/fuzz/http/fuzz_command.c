/*
 * Any JSON is the fields of a command, or is refused by rule and field; what is
 * taken is inside the limits that the command declares, and reading it twice
 * gives the same.
 *
 * Input: a byte that chooses the command, then the JSON, which is read as the
 * API reads it.
 */
#include <stdlib.h>
#include <string.h>

#include "app/command_json.h"
#include "base/utf8.h"
#include "event/gen/appeal_events.h"

int LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n);

/* A command, of all that are declared. */
static const struct payload_type *
choose(unsigned char byte)
{
    size_t at = byte % APPEAL_TYPES_N;

    for (size_t i = 0; i < APPEAL_TYPES_N; i++) {
        const struct payload_type *t = appeal_types[(at + i) % APPEAL_TYPES_N];

        if (t->version == 0)
            return t;
    }
    abort(); /* there are commands */
}

static void
check_text(const struct field *f, struct str s)
{
    if (!utf8_valid(s) || str_chars(s) > (size_t)f->max ||
        (s.n > 0 && memchr(s.p, '\0', s.n) != NULL))
        abort();
}

/* Inside what its declaration says; 0 and "" are for what was left out. */
static void
check_field(const struct field *f, const void *data)
{
    int64_t v;

    if (f->kind == FIELD_TEXT && (f->flags & FIELD_PERSONAL) == 0)
        check_text(f, field_text(f, data));
    if (f->kind != FIELD_INT)
        return;
    v = field_number(f, data);
    if (v != 0 && (v < f->min || v > f->max))
        abort();
}

static void
check_payload(const struct payload_type *t, const void *data)
{
    struct verdict v = payload_check(t, data);

    if (v.reason != ACCEPTED && (v.rule == NULL || v.field == NULL))
        abort();
    for (size_t i = 0; v.reason == ACCEPTED && i < t->fields_n; i++)
        check_field(&t->fields[i], data);
}

int
LLVMFuzzerTestOneInput(const unsigned char *bytes, size_t n)
{
    const struct payload_type *type;
    const void *data = NULL, *again = NULL;
    struct verdict v, w;
    struct arena *a;
    json_error_t where;
    json_t *body;

    if (n == 0)
        return 0;
    type = choose(bytes[0]);
    body = json_loadb((const char *)bytes + 1, n - 1, JSON_REJECT_DUPLICATES,
                      &where);
    if (body == NULL)
        return 0;
    a = arena_open();
    v = command_fields(a, type, body, &data);
    w = command_fields(a, type, body, &again);
    if (v.reason != w.reason)
        abort();
    if (v.reason == ACCEPTED)
        check_payload(type, data);
    else if (v.rule == NULL || v.rule[0] == '\0')
        abort();
    json_decref(body);
    arena_close(a);
    return 0;
}
