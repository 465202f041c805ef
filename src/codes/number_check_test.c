/* Numbers with check characters: published examples, and every slip. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "codes/number_check.h"

/* The example of GB 11643-1999, one of GB 32100-2015, and Luhn's. */
static const char identity[] = "11010519491231002X";
static const char credit[] = "91110000600037341L";
static const char card[] = "6222021234567890128";

static void
published_examples_pass(void **state)
{
    (void)state;
    assert_true(identity_number_check(str_of(identity)));
    assert_true(identity_number_check(STR("11010519491231002x")));
    assert_true(identity_number_check(STR("360426199101010071")));
    assert_true(credit_code_check(str_of(credit)));
    assert_true(credit_code_check(STR("11440232mb2d06811w")));
    assert_true(bank_card_check(str_of(card)));
    assert_true(bank_card_check(STR("4111111111111111")));
}

/* Try every other digit in every place. */
static void
no_slip_passes(const char *good, bool (*check)(struct str))
{
    struct arena *a = arena_open();
    size_t n = strlen(good);

    for (size_t i = 0; i < n; i++)
        for (int digit = '0'; digit <= '9'; digit++) {
            char *text = arena_copy(a, good, n);

            text[i] = (char)digit;
            if (digit != good[i] && check((struct str){ text, n }))
                fail_msg("%.*s passes for %s", (int)n, text, good);
        }
    arena_close(a);
}

static void
every_wrong_digit_is_noticed(void **state)
{
    (void)state;
    no_slip_passes(identity, identity_number_check);
    no_slip_passes(credit, credit_code_check);
    no_slip_passes(card, bank_card_check);
}

static void
a_shape_needs_a_day_and_a_province(void **state)
{
    (void)state;
    assert_true(identity_number_shape(STR("110105194912310021")));
    assert_true(identity_number_shape(STR("110105491231002")));
    assert_true(identity_number_shape(STR("110105200002290020")));
    assert_false(identity_number_shape(STR("110105190002290020")));
    assert_false(identity_number_shape(STR("110105194913310021")));
    assert_false(identity_number_shape(STR("110105194900310021")));
    assert_false(identity_number_shape(STR("110105194912320021")));
    assert_false(identity_number_shape(STR("100105194912310021")));
    assert_false(identity_number_shape(STR("11010519491231002Y")));
    assert_false(identity_number_check(STR("110105491231002")));
}

static void
other_lengths_and_letters_are_refused(void **state)
{
    (void)state;
    assert_false(identity_number_shape(STR("")));
    assert_false(identity_number_check(STR("11010519491231002")));
    assert_false(credit_code_check(STR("")));
    assert_false(credit_code_check(STR("91110000600037341")));
    assert_false(credit_code_check(STR("9111000060003734IL")));
    assert_false(bank_card_check(STR("")));
    assert_false(bank_card_check(STR("0000000000000000")));
    assert_false(bank_card_check(STR("411111111111111")));
    assert_false(bank_card_check(STR("411111111111111x")));
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(published_examples_pass),
        cmocka_unit_test(every_wrong_digit_is_noticed),
        cmocka_unit_test(a_shape_needs_a_day_and_a_province),
        cmocka_unit_test(other_lengths_and_letters_are_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
