/* Which fields somebody is shown: by the case, not only by his role. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include "base/date.h"
#include "feature/appeal/rights/appeal_view.h"

#include <cmocka.h>

#define W(word)                                                                \
    {                                                                          \
        word, sizeof(word) - 1                                                 \
    }
#define ROW(r, rel, why, groups)                                               \
    {                                                                          \
        .role = W(r), .relation = W(rel), .action = W("see"),                  \
        .purpose = W(why), .fields = groups,                                   \
        .fields_n = sizeof(groups) / sizeof(groups[0]), .basis = {             \
            .to = 40000                                                        \
        }                                                                      \
    }

static const struct str facts[] = { W("public"), W("case"), W("notes") };
static const struct str whole[] = { W("texts"), W("point"), W("contact"),
                                    W("relay") };
static const struct str hidden[] = { W("texts"), W("identity") };
static const struct str outside[] = { W("public") };
static const struct str hotline[] = { W("texts"), W("contact"), W("confided") };

static const struct access_rule rows[] = {
    ROW("handler", "lead", "any", facts),
    ROW("handler", "lead", "handling", whole),
    ROW("handler", "lead", "investigation", hidden),
    ROW("handler", "any", "any", outside),
    ROW("operator", "any", "callback", hotline),
};

static const struct setting settings[] = {
    { W("phone_shows_days"), W("30"), { .to = 40000 } },
};

static const struct rulebook book = {
    .settings = settings,
    .settings_n = 1,
    .access = rows,
    .access_n = sizeof(rows) / sizeof(rows[0]),
};
static const struct rules now = { &book, 20000 };

static struct appeal
lamp_case(void)
{
    return (struct appeal){ .version = 3,
                            .stage = APPEAL_STAGE_HANDLING,
                            .kind = APPEAL_KIND_HELP,
                            .privacy = APPEAL_PRIVACY_OPEN,
                            .lead = STR("LAMPS") };
}

static struct appeal_view
view(const struct appeal *s, const char *role, const char *unit,
     const char *purpose)
{
    const struct appeal_viewer viewer = {
        { str_of(role), STR("h-1"), str_of(unit) }, str_of(purpose), 1000
    };

    return appeal_view(s, &viewer, now);
}

static bool
shows(const struct appeal_view *v, const struct payload_type *type,
      const char *field)
{
    const struct field *f = payload_field(type, str_of(field));

    assert_non_null(f);
    return appeal_view_shows(v, f);
}

static void
each_field_has_its_group(void **state)
{
    const struct payload_type *receipt = &appeal_received_v3_type;
    struct appeal s = lamp_case();
    struct appeal_view v = view(&s, "handler", "LAMPS", "");

    (void)state;
    assert_false(shows(&v, receipt, "body"));
    assert_false(shows(&v, receipt, "contact"));
    assert_false(shows(&v, receipt, "point"));
    assert_true(shows(&v, receipt, "code"));
    assert_true(shows(&v, &appeal_objected_v1_type, "note"));
    assert_int_equal(appeal_view_personal(&v), 0);
    v = view(&s, "handler", "LAMPS", "handling");
    assert_true(shows(&v, receipt, "body"));
    assert_true(shows(&v, receipt, "caller"));
    assert_true(shows(&v, receipt, "place_text"));
    assert_true(shows(&v, &appeal_attached_v1_type, "shows"));
    assert_false(shows(&v, &appeal_attached_v1_type, "file_key"));
    assert_int_equal(appeal_view_personal(&v),
                     ACCESS_TEXTS | ACCESS_POINT | ACCESS_CONTACT);
    v = view(&s, "handler", "ROADS", "handling");
    assert_false(shows(&v, &appeal_objected_v1_type, "note"));
    assert_false(shows(&v, receipt, "code"));
    assert_int_equal(v.groups, ACCESS_PUBLIC);
}

static void
confidence_keeps_the_unit_from_the_person(void **state)
{
    struct appeal s = lamp_case();
    struct appeal_view v;

    (void)state;
    s.privacy = APPEAL_PRIVACY_CONFIDENTIAL;
    v = view(&s, "handler", "LAMPS", "handling");
    assert_false(appeal_view_shows_person(&v));
    assert_true((v.groups & ACCESS_RELAY) != 0);
    assert_int_equal(appeal_view_personal(&v), ACCESS_TEXTS | ACCESS_POINT);
    v = view(&s, "operator", "", "callback");
    assert_true(appeal_view_shows_person(&v));
}

static void
the_need_of_a_number_ends_with_the_case(void **state)
{
    struct appeal s = lamp_case();
    struct appeal_view v;

    (void)state;
    s.stage = APPEAL_STAGE_CLOSED;
    v = view(&s, "handler", "LAMPS", "handling");
    assert_false(appeal_view_shows_person(&v));
    assert_true(shows(&v, &appeal_received_v3_type, "body"));
    v = view(&s, "operator", "", "callback"); /* his is of no unit */
    assert_true(appeal_view_shows_person(&v));
}

static void
who_reported_is_shown_while_it_is_released_to_him(void **state)
{
    struct appeal s = lamp_case();
    struct appeal_view v;

    (void)state;
    s.kind = APPEAL_KIND_REPORT;
    v = view(&s, "operator", "", "callback");
    assert_false(appeal_view_shows_person(&v));
    v = view(&s, "handler", "LAMPS", "investigation");
    assert_false(appeal_view_shows_person(&v));
    s.release = (struct appeal_release){ .account = STR("h-1"), .until = 1001 };
    v = view(&s, "handler", "LAMPS", "investigation");
    assert_true(appeal_view_shows_person(&v));
    v = view(&s, "handler", "LAMPS", "handling");
    assert_false(appeal_view_shows_person(&v));
    s.release.until = 1000; /* the moment it ends */
    v = view(&s, "handler", "LAMPS", "investigation");
    assert_false(appeal_view_shows_person(&v));
    s.release = (struct appeal_release){ .account = STR("h-2"), .until = 9999 };
    v = view(&s, "handler", "LAMPS", "investigation");
    assert_false(appeal_view_shows_person(&v));
}

static void
to_a_reported_unit_nothing_is_shown(void **state)
{
    struct appeal s = lamp_case();
    struct appeal_view v;

    (void)state;
    s.reported[0] = STR("LAMPS");
    s.reported_n = 1;
    v = view(&s, "handler", "LAMPS", "handling");
    assert_int_equal(v.groups, 0);
    assert_int_equal(v.relations, RELATION_REPORTED);
    v = view(&s, "operator", "LAMPS", "callback");
    assert_int_equal(v.groups, 0);
    v = view(&s, "handler", "ROADS", "handling");
    assert_int_equal(v.groups, ACCESS_PUBLIC);
}

static void
a_phone_alone_shows_little(void **state)
{
    const int64_t at = 1000 * DAY_MS;
    struct appeal s = lamp_case();

    (void)state;
    assert_true(appeal_shown_by_phone(&s, now, at));
    s.privacy = APPEAL_PRIVACY_CONFIDENTIAL;
    assert_false(appeal_shown_by_phone(&s, now, at));
    s.privacy = APPEAL_PRIVACY_ANONYMOUS;
    assert_false(appeal_shown_by_phone(&s, now, at));
    s = lamp_case();
    s.kind = APPEAL_KIND_REPORT;
    assert_false(appeal_shown_by_phone(&s, now, at));
    s = lamp_case();
    s.stage = APPEAL_STAGE_CLOSED;
    s.closed_at = at - 30 * DAY_MS; /* the setting of this book */
    assert_true(appeal_shown_by_phone(&s, now, at));
    assert_false(appeal_shown_by_phone(&s, now, at + 1));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_field_has_its_group),
        cmocka_unit_test(confidence_keeps_the_unit_from_the_person),
        cmocka_unit_test(the_need_of_a_number_ends_with_the_case),
        cmocka_unit_test(who_reported_is_shown_while_it_is_released_to_him),
        cmocka_unit_test(to_a_reported_unit_nothing_is_shown),
        cmocka_unit_test(a_phone_alone_shows_little),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
