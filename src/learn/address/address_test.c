/*
 * Addresses: tokens, parts by rules, and a parser learned from invented
 * addresses: what it says, its file, its card.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "address/by_rules.h"
#include "app/place/place.h"
#include "learn/address/lines.h"
#include "sys/file.h"

#include <cmocka.h> /* last: its fail() is not ours */

static struct arena *a;
static const struct gazette *g;

static int
load(void **state)
{
    (void)state;
    a = arena_open();
    g = gazette_new(a, place_divisions());
    return 0;
}

static int
unload(void **state)
{
    (void)state;
    arena_close(a);
    return 0;
}

/* "tag=text tag=text" of parts. */
static const char *
shown(const struct token *tokens, const struct part *parts, size_t n)
{
    struct buf out = { .a = a };

    for (size_t i = 0; i < n; i++) {
        buf_add(&out, i > 0 ? STR(" ") : STR(""));
        buf_add(&out, part_tag_word(parts[i].tag));
        buf_add_char(&out, '=');
        buf_add(&out, part_text(a, tokens, parts[i]));
    }
    return buf_cstr(&out);
}

static const char *
parts_of(const struct parser *p, const char *line)
{
    struct token tokens[PARTS_TOKENS];
    struct part parts[PARTS_TOKENS];
    size_t n = tokens_of(str_of(line), tokens);

    n = p == NULL ? by_rules_parts(g, tokens, n, parts)
                  : parser_parts(p, g, tokens, n, parts);
    return shown(tokens, parts, n);
}

static void
tokens_are_runs(void **state)
{
    struct token t[PARTS_TOKENS], u[PARTS_TOKENS];

    (void)state;
    assert_int_equal(tokens_of(STR("枫林路 128号A座\xff-3F"), t), 10);
    assert_true(str_eq(t[3].text, STR("128")));
    assert_int_equal(t[3].kind, TOKEN_DIGITS);
    assert_int_equal(t[5].kind, TOKEN_LETTERS);
    assert_int_equal(t[7].kind, TOKEN_SIGN);
    assert_int_equal(tokens_of(STR("1 2"), t), 2);
    assert_int_equal(tokens_of(STR("樓Ａ１２"), t), tokens_of(STR("楼a12"), u));
    for (size_t i = 0; i < 3; i++)
        assert_int_equal(t[i].hash, u[i].hash);
    assert_int_equal(tokens_of(STR(""), t), 0);
}

static void
long_lines_are_cut(void **state)
{
    struct token t[PARTS_TOKENS];
    struct buf line = { .a = a };

    (void)state;
    for (int i = 0; i < PARTS_TOKENS + 50; i++)
        buf_add(&line, STR("路"));
    assert_int_equal(tokens_of(buf_str(&line), t), PARTS_TOKENS);
}

static void
rules_find_parts(void **state)
{
    (void)state;
    assert_string_equal(
        parts_of(NULL, "湖南省长沙市岳麓区枫林一路128号3栋2单元501室"),
        "prov=湖南省 city=长沙市 district=岳麓区 road=枫林一路 roadno=128号 "
        "houseno=3栋 cellno=2单元 roomno=501室");
    assert_string_equal(parts_of(NULL, "枫林路与金星路交叉口东侧"),
                        "road=枫林路 assist=与 subroad=金星路 assist=交叉口 "
                        "assist=东侧");
    assert_string_equal(parts_of(NULL, "春江小区12-3-1001"),
                        "poi=春江小区 houseno=12 redundant=- cellno=3 "
                        "redundant=- roomno=1001");
    assert_string_equal(parts_of(NULL, "长沙岳麓区咸嘉湖街道"),
                        "city=长沙 district=岳麓区 town=咸嘉湖街道");
    assert_string_equal(parts_of(NULL, ""), "");
}

static void
names_bear_levels(void **state)
{
    struct token t[PARTS_TOKENS];
    struct bearers who = gazette_find(g, t, tokens_of(STR("岳麓区"), t));
    struct bearer city = { 0, 430100000, DIVISION_CITY, false };

    (void)state;
    assert_int_equal(who.n, 1);
    assert_int_equal(who.at[0].code, 430104000);
    assert_false(who.at[0].spoken);
    assert_true(bearer_holds(&city, &who.at[0]));
    assert_false(bearer_holds(&who.at[0], &city));
    who = gazette_find(g, t, tokens_of(STR("岳麓"), t));
    assert_true(who.n > 0 && who.at[0].spoken);
    assert_int_equal(gazette_find(g, t, tokens_of(STR("无此名区"), t)).n, 0);
}

/* Models hold clues as hashes: when these change, so must CLUES_SET. */
static void
clues_are_those_of_their_set(void **state)
{
    const struct division at[] = {
        { 430000000, DIVISION_PROVINCE, STR("湖南省") },
        { 430100000, DIVISION_CITY, STR("长沙市") },
        { 430104000, DIVISION_COUNTY, STR("岳麓区") },
        { 430104002, DIVISION_STREET, STR("咸嘉湖街道") },
    };
    const struct divisions d = { at, sizeof(at) / sizeof(*at) };
    struct token tokens[PARTS_TOKENS];
    size_t n = tokens_of(
        STR("長沙岳麓区咸嘉湖街道枫林一路128号Ａ座(云苑)2单元 路旁枫林一路"),
        tokens);
    struct clue_line line;
    uint32_t keys[CLUES], sum = 0;

    (void)state;
    clues_read(gazette_new(a, &d), tokens, n, &line);
    for (size_t i = 0; i < n; i++) {
        size_t of_token = clues_of(&line, i, keys);

        assert_in_range(of_token, 1, CLUES - 1);
        for (size_t k = 0; k < of_token; k++)
            sum = sum * 31 + keys[k];
    }
    assert_string_equal(CLUES_SET, "1");
    assert_int_equal(sum, 0xE8813B56);
}

/* Invented addresses of an invented city, told in the form of the corpus. */
static struct str
told_lines(void)
{
    static const char *const roads[] = { "澜", "桥", "云", "岫", "墨",
                                         "池", "鼓", "杏", "石", "西" };
    struct buf out = { .a = a };

    for (int i = 0; i < 100; i++) {
        buf_addf(&out, "%s B-road\n%s I-road\n路 I-road\n", roads[i % 10],
                 roads[i / 10]);
        buf_addf(&out, "%d B-roadno\n号 I-roadno\n", i + 1);
        buf_addf(&out, "%s B-poi\n苑 I-poi\n", roads[(i + 3) % 10]);
        buf_addf(&out, "%d B-houseno\n栋 I-houseno\n\n", i % 9 + 1);
    }
    return buf_str(&out);
}

static void
corpus_says_what_is_wrong(void **state)
{
    struct corpus c;
    struct err err;

    (void)state;
    assert_true(corpus_read(a, STR("路 B-ROAD\n\n\n1 B-roadNo\n号 I-roadno"),
                            &c, &err));
    assert_int_equal(c.n, 2);
    assert_int_equal(c.at[1].parts_n, 1);
    assert_int_equal(c.at[1].parts[0].n, 2);
    assert_false(corpus_read(a, STR("路 B-road\n路 B-nothing\n"), &c, &err));
    assert_non_null(strstr(err.text, "line 2"));
    assert_false(corpus_read(a, STR("路\n"), &c, &err));
    assert_false(corpus_read(a, STR("路 O\n"), &c, &err));
}

static void
scores_count_whole_parts_and_tokens(void **state)
{
    const struct part told[] = { { PART_ROAD, 0, 3 }, { PART_ROADNO, 3, 2 } };
    const struct part found[] = { { PART_ROAD, 0, 2 },
                                  { PART_ROADNO, 2, 1 },
                                  { PART_ROADNO, 3, 2 } };
    struct part_score s = { .told = 0 }, by_tag[PART_TAGS] = { s };

    (void)state;
    assert_true(score_tokens(&s) <= 0 && score_lines(&s) <= 0);
    score_add(&s, by_tag, told, 2, found, 3);
    assert_int_equal(s.told, 2);
    assert_int_equal(s.found, 3);
    assert_int_equal(s.both, 1);
    assert_int_equal(s.tokens, 5);
    assert_int_equal(s.tokens_right, 4);
    assert_int_equal(s.lines_right, 0);
    assert_float_equal(score_f1(&s), 0.4, 1e-9);
    assert_float_equal(score_tokens(&s), 0.8, 1e-9);
    assert_float_equal(score_f1(&by_tag[PART_ROADNO]), 2.0 / 3, 1e-9);
    assert_int_equal(by_tag[PART_ROAD].told + by_tag[PART_ROAD].found, 2);
    assert_int_equal(by_tag[PART_ROAD].both, 0);
}

static void
a_parser_is_learned(void **state)
{
    struct lines_report r;
    struct buf bytes = { .a = a }, again = { .a = a };
    const struct parser *p, *q;
    struct corpus c;
    const char *why;
    struct err err;

    (void)state;
    assert_true(corpus_read(a, told_lines(), &c, &err));
    assert_true(lines_learn(a, g, &c, &p, &r, &err));
    assert_true(r.learned.lines > 5 && r.learned.lines < 50);
    assert_int_equal(r.learned.both, r.learned.told);
    assert_string_equal(parts_of(p, "桥岫路77号云苑3栋"),
                        "road=桥岫路 roadno=77号 poi=云苑 houseno=3栋");
    parser_write(p, &bytes);
    assert_true(parser_read(a, buf_str(&bytes), &q, &why));
    assert_string_equal(parts_of(q, "西石路5号杏苑1栋"),
                        parts_of(p, "西石路5号杏苑1栋"));
    parser_write(q, &again);
    assert_true(str_eq(buf_str(&bytes), buf_str(&again)));
    for (size_t n = 0; n < bytes.n; n += bytes.n / 50)
        assert_false(parser_read(a, (struct str){ bytes.p, n }, &q, &why));
    assert_true(
        str_starts(buf_str(&bytes), STR("gongzhi-address 1, clues 1\n")));
    bytes.p[sizeof("gongzhi-address 1, clues ") - 1] = '2';
    assert_false(parser_read(a, buf_str(&bytes), &q, &why));
    assert_non_null(strstr(why, "another set of clues"));
    c.n = LINES_LEAST - 1;
    assert_false(lines_learn(a, g, &c, &p, &r, &err));
}

static void
a_parser_has_no_more_than_a_file_may_hold(void **state)
{
    struct fit_how how = fit_usual;
    const struct parser *all, *some;
    struct corpus c;
    struct err err;

    (void)state;
    how.passes = how.averaged = 1;
    assert_true(corpus_read(a, told_lines(), &c, &err));
    all = fit_parser(a, g, c.at, c.n, &how);
    how.weights = parser_weights(all) / 2;
    some = fit_parser(a, g, c.at, c.n, &how);
    assert_in_range(parser_weights(some), 1, how.weights);
    how.weights = PARSER_WEIGHTS;
    how.clues = 10;
    some = fit_parser(a, g, c.at, c.n, &how);
    assert_in_range(parser_weights(some), 1, parser_weights(all) / 2);
}

static void
without_its_card_it_does_not_load(void **state)
{
    char path[] = "/tmp/gongzhi-address.XXXXXX";
    const struct card said = { STR("p"), STR("d"), STR(""),
                               STR("o"), STR("1"), STR("") };
    struct lines_report r;
    const struct parser *p;
    struct corpus c;
    struct card card;
    struct err err;
    int fd = mkstemp(path);

    (void)state;
    assert_true(fd >= 0 && close(fd) == 0);
    assert_true(corpus_read(a, told_lines(), &c, &err));
    assert_true(lines_learn(a, g, &c, &p, &r, &err));
    assert_true(lines_save(path, &said, p, &r, &err));
    assert_true(lines_load(a, path, &card, &p, &err));
    assert_true(str_eq(card.owner, STR("o")));
    assert_int_equal(parser_trained_on(p), 100);
    assert_int_equal(unlink(card_path(a, path)), 0);
    assert_false(lines_load(a, path, &card, &p, &err));
    assert_non_null(strstr(err.text, "without its card"));
    assert_int_equal(unlink(path), 0);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tokens_are_runs),
        cmocka_unit_test(long_lines_are_cut),
        cmocka_unit_test(rules_find_parts),
        cmocka_unit_test(names_bear_levels),
        cmocka_unit_test(clues_are_those_of_their_set),
        cmocka_unit_test(corpus_says_what_is_wrong),
        cmocka_unit_test(scores_count_whole_parts_and_tokens),
        cmocka_unit_test(a_parser_is_learned),
        cmocka_unit_test(a_parser_has_no_more_than_a_file_may_hold),
        cmocka_unit_test(without_its_card_it_does_not_load),
    };

    return cmocka_run_group_tests(tests, load, unload);
}
