/* Appends whose callers do not wait. */
#include "store/store.h"

#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#include "contract/store_kit.h"

struct handed_over {
    struct handed h; /* first */
    sem_t told;
};

static void
told(void *context)
{
    (void)sem_post(&((struct handed_over *)context)->told);
}

static void
hand_over(struct kit *k, const struct append *ap, struct handed_over *o)
{
    memset(o, 0, sizeof(*o));
    o->h.done = told;
    o->h.context = o;
    (void)sem_init(&o->told, 0, 0);
    store_hand_over(k->st, k->a, ap, &o->h);
}

/* Waits; a second telling would be seen by what is left of it. */
static bool
was_kept(struct handed_over *o)
{
    int left = 1;

    while (sem_wait(&o->told) != 0)
        continue;
    (void)sem_getvalue(&o->told, &left);
    (void)sem_destroy(&o->told);
    return o->h.ok && left == 0;
}

static void
what_is_handed_over_is_told_of_once(void **state)
{
    struct kit *k = *state;
    struct append good = kit_received(k->a, 1, "一");
    struct append late = kit_received(k->a, 1, "二");
    struct append early = kit_fed_back(k->a, 2, "三");
    struct handed_over a, b, c;
    struct record_list list = { .a = k->a };
    struct err err;

    hand_over(k, &good, &a);
    hand_over(k, &late, &b);
    hand_over(k, &early, &c);
    assert_true(was_kept(&a));
    assert_int_equal(a.h.appended.n, 1);
    assert_false(was_kept(&b));
    assert_int_equal(b.h.err.kind, ERR_CONFLICT);
    assert_false(was_kept(&c));
    assert_true(store_load(k->st, good.stream, &list, &err));
    assert_int_equal(list.n, 1);
    assert_string_equal(kit_body(k, 1), "一");
}

static void
a_reading_process_hands_nothing_over(void **state)
{
    struct kit *k = *state;
    struct append ap = kit_received(k->a, 2, "二");
    struct handed_over o;
    struct err err;

    assert_true(kit_add(k, 1, &err));
    kit_reopen(k, STORE_READ);
    hand_over(k, &ap, &o);
    assert_false(was_kept(&o));
    assert_int_equal(o.h.err.kind, ERR_READ_ONLY);
}

#define TEST(name)                                                             \
    cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_handed_over_is_told_of_once),
        TEST(a_reading_process_hands_nothing_over),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
