/*
 * What proves who somebody is: published codes of one-time passwords, which
 * passwords are taken, hashes that are checked and outgrown, and how many may
 * be computed at once.
 */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "crypto/otp.h"
#include "crypto/password.h"
#include "identity/proof/gate.h"
#include "identity/proof/password_rule.h"

#include <cmocka.h> /* last */

static const unsigned char secret[OTP_SECRET_BYTES] = "12345678901234567890";

/* RFC 6238, appendix B: the SHA-1 column, last six of eight digits. */
static void
totp_gives_the_published_codes(void **state)
{
    static const struct {
        int64_t at; /* seconds */
        unsigned code;
    } table[] = {
        { 59, 287082 },         { 1111111109, 81804 },
        { 1111111111, 50471 },  { 1234567890, 5924 },
        { 2000000000, 279037 }, { INT64_C(20000000000), 353130 },
    };

    (void)state;
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        assert_int_equal(otp_code(secret, (uint64_t)table[i].at / 30),
                         table[i].code);
}

static void
a_code_serves_once_and_near_its_time(void **state)
{
    const int64_t at = INT64_C(59000); /* step 1 */
    int64_t step = 0;

    (void)state;
    assert_true(otp_check(secret, STR("287 082"), at, 0, &step));
    assert_int_equal(step, 1);
    assert_false(otp_check(secret, STR("287082"), at, step, &step));
    assert_true(otp_check(secret, STR("287082"), at + 30000, 0, &step));
    assert_false(otp_check(secret, STR("287082"), at + 90000, 0, &step));
    assert_false(otp_check(secret, STR("287083"), at, 0, &step));
    assert_false(otp_check(secret, STR("28708"), at, 0, &step));
    assert_false(otp_check(secret, STR("2870822"), at, 0, &step));
    assert_false(otp_check(secret, STR(""), at, 0, &step));
}

/* RFC 4648, section 10, without padding. */
static void
base32_is_as_published(void **state)
{
    struct arena *a = arena_open();
    struct buf b = { .a = a };

    (void)state;
    base32_put(&b, "foobar", 6);
    assert_true(str_eq(buf_str(&b), STR("MZXW6YTBOI")));
    arena_close(a);
}

static void
long_passwords_are_taken_and_guesses_are_not(void **state)
{
    static const struct {
        const char *password;
        enum password_fault fault;
    } table[] = {
        { "correct horse battery", PASSWORD_FINE },
        { "今天下午三点去河边散步", PASSWORD_FINE },
        { "kz7 pumpkin lane", PASSWORD_FINE },
        { "ninechars", PASSWORD_SHORT },
        { "一二三四五六七八九", PASSWORD_SHORT },
        { "1234567890", PASSWORD_COMMON },
        { "9876543210", PASSWORD_COMMON },
        { "abcdefghijk", PASSWORD_COMMON },
        { "aaaaaaaaaaaa", PASSWORD_COMMON },
        { "abcabcabcabc", PASSWORD_COMMON },
        { "Password123!", PASSWORD_COMMON },
        { "qwertyuiop", PASSWORD_COMMON },
        { "woaini1314520", PASSWORD_COMMON },
        { "19880808123", PASSWORD_COMMON },
        { "wangfang2026", PASSWORD_OF_ACCOUNT },
        { "wang-fang.7", PASSWORD_FINE },
    };
    char long_one[PASSWORD_MOST + 2];

    (void)state;
    for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
        if (password_fault(STR("wangfang"), str_of(table[i].password)) !=
            table[i].fault)
            fail_msg("%s", table[i].password);
    for (size_t i = 0; i <= PASSWORD_MOST; i++)
        long_one[i] = (char)('a' + i * 7 % 23);
    long_one[PASSWORD_MOST + 1] = '\0';
    assert_int_equal(password_fault(STR("x"), str_of(long_one)), PASSWORD_LONG);
}

static void
a_hash_knows_its_password_and_when_it_is_old(void **state)
{
    struct arena *a = arena_open();
    struct buf one = { .a = a }, two = { .a = a };
    bool old = true;

    (void)state;
    password_hash(&one, STR("correct horse"));
    password_hash(&two, STR("correct horse"));
    assert_false(str_eq(buf_str(&one), buf_str(&two))); /* salted */
    assert_true(password_verify(a, buf_str(&one), STR("correct horse"), &old));
    assert_false(old);
    assert_false(password_verify(a, buf_str(&one), STR("correct hors"), &old));
    /* Argon2id, m=256 KiB, t=2, of "password": test vector of libargon2 */
    assert_true(password_verify(
        a,
        STR("$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5"
            "h7TKyQwu9U1bMCHGi/4"),
        STR("password"), &old));
    assert_true(old);
    assert_false(password_verify(a, STR(""), STR(""), &old));
    assert_false(password_verify(a, STR("$argon2id$rubbish"), STR("x"), &old));
    arena_close(a);
}

enum { THREADS = 8 };

struct crowd {
    struct gate *gate;
    atomic_int inside, most, let_in, sent_away;
    atomic_bool open;
};

static void *
come(void *context)
{
    struct crowd *c = context;
    int now, most;

    if (!gate_enter(c->gate)) {
        atomic_fetch_add(&c->sent_away, 1);
        return NULL;
    }
    now = atomic_fetch_add(&c->inside, 1) + 1;
    most = atomic_load(&c->most);
    while (now > most && !atomic_compare_exchange_weak(&c->most, &most, now))
        continue;
    while (!atomic_load(&c->open))
        continue;
    atomic_fetch_add(&c->let_in, 1);
    atomic_fetch_sub(&c->inside, 1);
    gate_leave(c->gate);
    return NULL;
}

/* Two inside and three waiting: the other three are sent away. */
static void
a_gate_lets_few_in_and_sends_the_rest_away(void **state)
{
    struct crowd c = { .gate = gate_open(2, 3) };
    pthread_t threads[THREADS];

    (void)state;
    for (int i = 0; i < THREADS; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, come, &c), 0);
    while (atomic_load(&c.sent_away) < THREADS - 5)
        continue;
    atomic_store(&c.open, true);
    for (int i = 0; i < THREADS; i++)
        (void)pthread_join(threads[i], NULL);
    assert_int_equal(atomic_load(&c.sent_away), 3);
    assert_int_equal(atomic_load(&c.let_in), 5);
    assert_true(atomic_load(&c.most) <= 2);
    gate_close(c.gate);
}

static void
a_gate_leaves_three_quarters_to_others(void **state)
{
    (void)state;
    for (unsigned threads = 1; threads <= 256; threads++) {
        struct gate_size s = gate_size(threads, 4);

        assert_in_range(s.at_once, 1, 4);
        if (threads >= 4)
            assert_true((s.at_once + s.waiting) * 4 <= threads);
        else
            assert_int_equal(s.at_once + s.waiting, 1);
    }
    assert_int_equal(gate_size(256, 2).waiting, 62);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(totp_gives_the_published_codes),
        cmocka_unit_test(a_code_serves_once_and_near_its_time),
        cmocka_unit_test(base32_is_as_published),
        cmocka_unit_test(long_passwords_are_taken_and_guesses_are_not),
        cmocka_unit_test(a_hash_knows_its_password_and_when_it_is_old),
        cmocka_unit_test(a_gate_leaves_three_quarters_to_others),
        cmocka_unit_test(a_gate_lets_few_in_and_sends_the_rest_away),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
