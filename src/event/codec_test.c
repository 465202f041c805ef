/*
 * One record has one encoding, and every published event can be read for ever.
 *
 * tests/golden/ holds a leaf of each event version. A new event gets its file
 * with GOLDEN_MAKE=1; a file that is there is never written again.
 */
#include "event/codec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "event/gen/access_events.h"
#include "event/gen/account_events.h"
#include "event/gen/appeal_events.h"
#include "event/gen/assessment_events.h"
#include "event/gen/city_events.h"
#include "event/gen/knowledge_events.h"
#include "event/gen/model_events.h"
#include "event/gen/request_events.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

static const struct registry registries[] = {
    { appeal_types, APPEAL_TYPES_N },
    { account_types, ACCOUNT_TYPES_N },
    { assessment_types, ASSESSMENT_TYPES_N },
    { city_types, CITY_TYPES_N },
    { access_types, ACCESS_TYPES_N },
    { request_types, REQUEST_TYPES_N },
    { model_types, MODEL_TYPES_N },
    { knowledge_types, KNOWLEDGE_TYPES_N },
};

static struct arena *a;

static int
start(void **state)
{
    (void)state;
    a = arena_open();
    return 0;
}

static int
end(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

static struct str
text_of_chars(int64_t min, int64_t max)
{
    struct buf b = { .a = a };
    int64_t n = min > 3 ? min : max < 3 ? max : 3;

    for (int64_t i = 0; i < n; i++)
        buf_add(&b, min == max ? STR("7") : STR("例"));
    return buf_str(&b);
}

/* Give a field some value within its limits. */
static void
set_field(const struct field *f, bool personal, unsigned char *place)
{
    struct str text = text_of_chars(f->min, f->max);
    struct personal p = { { NULL, 0 },
                          STR("00112233445566778899aabbccddeeff"
                              "00112233445566778899aabbccddeeff") };
    const struct id id = { { 0x01, 0x99, 0xab, [15] = 0x42 } };
    int64_t v = f->min > 0 ? f->min : f->max < 0 ? f->max : 0;
    int64_t moment = INT64_C(1790000000000);
    unsigned choice = (unsigned)f->words_n - 1;

    switch (f->kind) {
    case FIELD_TEXT:
        if (personal)
            memcpy(place, &p, sizeof(p));
        else
            memcpy(place, &text, sizeof(text));
        break;
    case FIELD_INT:
        memcpy(place, &v, sizeof(v));
        break;
    case FIELD_TIME:
        memcpy(place, &moment, sizeof(moment));
        break;
    case FIELD_ID:
        memcpy(place, &id, sizeof(id));
        break;
    case FIELD_CHOICE:
        memcpy(place, &choice, sizeof(choice));
        break;
    }
}

static struct str
example(const struct payload_type *type)
{
    unsigned char *data = arena_alloc(a, type->size);
    const struct record r = { .stream = STR("example/1"),
                              .version = 3,
                              .type = type,
                              .occurred_at = INT64_C(1790000000000),
                              .recorded_at = INT64_C(1790000000001),
                              .actor = STR("system"),
                              .data = data };
    struct buf b = { .a = a };

    for (size_t i = 0; i < type->fields_n; i++)
        set_field(&type->fields[i],
                  (type->fields[i].flags & FIELD_PERSONAL) != 0,
                  data + type->fields[i].offset);
    record_encode(&b, &r);
    return buf_str(&b);
}

static struct str
golden(const struct payload_type *type)
{
    char path[256];
    struct str leaf;
    struct err err = { .text = "" };

    (void)snprintf(path, sizeof(path), "tests/golden/%s_v%d.json", type->name,
                   type->version);
    if (getenv("GOLDEN_MAKE") != NULL && !file_exists(path))
        (void)file_write_new(path, example(type), 0644, &err);
    if (!file_read(a, path, 65536, &leaf, &err))
        fail_msg("%s; make it with GOLDEN_MAKE=1", err.text);
    return leaf;
}

static void
every_published_event_can_be_read_for_ever(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof(registries) / sizeof(registries[0]); i++)
        for (size_t t = 0; t < registries[i].types_n; t++) {
            const struct payload_type *type = registries[i].types[t];
            struct buf again = { .a = a };
            struct record r;
            struct str leaf;

            if (type->version == 0)
                continue; /* a command is not kept */
            leaf = golden(type);
            if (!record_decode(a, &registries[i], leaf, &r))
                fail_msg("%s is not read", type->name);
            assert_ptr_equal(r.type, type);
            record_encode(&again, &r);
            assert_true(str_eq(buf_str(&again), leaf));
        }
}

#define HEAD                                                                   \
    "{\"stream\":\"appeal/1\",\"version\":1,\"type\":\"appeal_nudged\","       \
    "\"type_version\":1,\"occurred_at\":5,\"recorded_at\":6,"                  \
    "\"actor\":\"system\",\"data\":"
#define LEAF(data) HEAD data "}"

static bool
reads(const char *leaf)
{
    struct record r;

    return record_decode(a, &registries[0], str_of(leaf), &r);
}

static void
the_canonical_form_is_read(void **state)
{
    (void)state;
    assert_true(reads(LEAF("{\"n\":2}")));
}

static void
whatever_would_be_written_differently_is_refused(void **state)
{
    static const char *const bad[] = {
        "",
        "{",
        LEAF("{\"n\": 2}"),
        LEAF("{ \"n\":2}"),
        LEAF("{\"n\":2 }"),
        LEAF("{\"n\":2}") " ",
        LEAF("{\"n\":2}") "\n",
        " " LEAF("{\"n\":2}"),
        LEAF("{\"n\":-0}"),
        LEAF("{\"n\":02}"),
        LEAF("{\"n\":007}"),
        LEAF("{\"n\":2.0}"),
        LEAF("{\"n\":2e0}"),
        LEAF("{\"n\":+2}"),
        LEAF("{\"n\":\"2\"}"),
        LEAF("{\"n\":}"),
        LEAF("{\"n\":99999999999999999999}"),
        LEAF("{\"n\":0}"),     /* below its limit */
        LEAF("{\"n\":10000}"), /* above it */
        LEAF("{}"),
        LEAF("{\"n\":2,\"n\":2}"),
        LEAF("{\"n\":2,\"m\":2}"),
        LEAF("{\"m\":2}"),
        LEAF("{\"\\u006e\":2}"),
        "{\"version\":1,\"stream\":\"appeal/1\",\"type\":\"appeal_nudged\","
        "\"type_version\":1,\"occurred_at\":5,\"recorded_at\":6,"
        "\"actor\":\"system\",\"data\":{\"n\":2}}",
        "{\"stream\":\"appeal/1\",\"version\":0,\"type\":\"appeal_nudged\","
        "\"type_version\":1,\"occurred_at\":5,\"recorded_at\":6,"
        "\"actor\":\"system\",\"data\":{\"n\":2}}",
        "{\"stream\":\"appeal/1\",\"version\":1,\"type\":\"appeal_nudged\","
        "\"type_version\":2,\"occurred_at\":5,\"recorded_at\":6,"
        "\"actor\":\"system\",\"data\":{\"n\":2}}",
        "{\"stream\":\"appeal/1\",\"version\":1,\"type\":\"unknown\","
        "\"type_version\":1,\"occurred_at\":5,\"recorded_at\":6,"
        "\"actor\":\"system\",\"data\":{\"n\":2}}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (reads(bad[i]))
            fail_msg("read: %s", bad[i]);
}

/* The actor is a text without limits: put it where "system" stands. */
static bool
reads_actor(const char *json_text)
{
    struct str leaf = STR(LEAF("{\"n\":2}")), old = STR("\"system\"");
    struct buf b = { .a = a };
    size_t at = str_find(leaf, old);

    buf_add(&b, (struct str){ leaf.p, at });
    buf_add(&b, str_of(json_text));
    buf_add(&b, (struct str){ leaf.p + at + old.n, leaf.n - at - old.n });
    return reads(buf_cstr(&b));
}

static void
texts_are_read_in_one_form_only(void **state)
{
    static const char *const good[] = {
        "\"\"",         "\"路灯\"",    "\"a/b\"",
        "\"\\\"\\\\\"", "\"\\u0000\"", "\"\\u001f\"",
        "\"\x7f\"",     "\"\\u000a\"", "\"\xF0\x9F\x8C\x83\"",
    };
    static const char *const bad[] = {
        "\"",
        "\"a",
        "a",
        "\"\\n\"",
        "\"\\t\"",
        "\"\\/\"",
        "\"\\u0041\"",
        "\"\\u001F\"",
        "\"\\u0020\"",
        "\"\\u8def\"",
        "\"\\ud83c\"",
        "\"\\x\"",
        "\"\\u00\"",
        "\"\\\"",
        "\"\n\"",
        "\"\t\"",
        "\"\xff\"",
        "\"\xC0\x80\"",
        "\"\xE8\xB7\"",
        "\"\xED\xA0\x80\"",
        "\"\xF4\x90\x80\x80\"",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
        if (!reads_actor(good[i]))
            fail_msg("not read: %s", good[i]);
    for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
        if (reads_actor(bad[i]))
            fail_msg("read: %s", bad[i]);
}

static void
every_cut_of_a_record_is_refused(void **state)
{
    struct str leaf = STR(LEAF("{\"n\":2}"));
    struct record r;

    (void)state;
    for (size_t n = 0; n < leaf.n; n++) {
        const char *cut = arena_copy(a, leaf.p, n); /* an overrun is seen */

        assert_false(
            record_decode(a, &registries[0], (struct str){ cut, n }, &r));
    }
}

static void
a_personal_text_goes_into_the_log_as_its_commitment_only(void **state)
{
    const struct appeal_fed_back_v1 e = {
        .subject_id = { { 1 } },
        .unit = STR("U"),
        .text = { STR("张三"), STR("ab") },
    };
    struct buf b = { .a = a };

    (void)state;
    payload_encode(&b, &appeal_fed_back_v1_type, &e);
    assert_true(str_find(buf_str(&b), STR("张三")) == SIZE_MAX);
    assert_true(str_find(buf_str(&b), STR("\"text\":\"ab\"")) != SIZE_MAX);
}

static void
a_commitment_is_64_lower_case_hex_digits_or_nothing(void **state)
{
    static const char *const texts[] = {
        "xx", "00112233445566778899aabbccddeeff",
        "00112233445566778899AABBCCDDEEFF00112233445566778899aabbccddeeff"
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct buf b = { .a = a };
        const void *data;

        buf_addf(&b,
                 "{\"subject_id\":\"01000000000000000000000000000000\","
                 "\"unit\":\"U\",\"text\":\"%s\"}",
                 texts[i]);
        assert_false(
            payload_decode(a, &appeal_fed_back_v1_type, buf_str(&b), &data));
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_published_event_can_be_read_for_ever),
        cmocka_unit_test(the_canonical_form_is_read),
        cmocka_unit_test(whatever_would_be_written_differently_is_refused),
        cmocka_unit_test(texts_are_read_in_one_form_only),
        cmocka_unit_test(every_cut_of_a_record_is_refused),
        cmocka_unit_test(
            a_personal_text_goes_into_the_log_as_its_commitment_only),
        cmocka_unit_test(a_commitment_is_64_lower_case_hex_digits_or_nothing),
    };

    return cmocka_run_group_tests(tests, start, end);
}
