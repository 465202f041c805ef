/*
 * What the CSV reader promises: every cell, its place, and a plain word about
 * what is wrong.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/buf.h"
#include "text/csv.h"

static int
open_arena(void **state)
{
    *state = arena_open();
    return 0;
}

static int
close_arena(void **state)
{
    arena_close(*state);
    return 0;
}

static struct csv_table
read_all(struct arena *a, struct str bytes)
{
    struct csv_table t = { .rows_n = 0 };
    struct csv_fault f;

    assert_true(csv_read(a, bytes, &t, &f));
    return t;
}

static struct csv_fault
fault_of(struct arena *a, struct str bytes)
{
    struct csv_table t;
    struct csv_fault f = { 99, 99, STR("") };

    assert_false(csv_read(a, bytes, &t, &f));
    assert_true(f.text.n > 0);
    return f;
}

static void
assert_cell(const struct csv_row *row, size_t i, struct str text)
{
    assert_true(i < row->n);
    assert_true(str_eq(csv_text(row, i), text));
}

static void
a_table_has_named_columns_and_rows(void **state)
{
    struct csv_table t = read_all(*state, STR("code,名称\nA,甲\r\nB, 乙 \n"));

    assert_int_equal(t.rows_n, 2);
    assert_int_equal(csv_column(&t, STR("名称")), 1);
    assert_int_equal(csv_column(&t, STR("Code")), SIZE_MAX);
    assert_cell(&t.rows[0], 1, STR("甲"));
    assert_cell(&t.rows[1], 1, STR("乙"));
    assert_int_equal(csv_text(&t.rows[0], 2).n, 0);
    assert_int_equal(csv_text(&t.rows[0], SIZE_MAX).n, 0);
}

static void
quoted_cells_hold_commas_quotes_and_line_ends(void **state)
{
    struct csv_table t =
        read_all(*state, STR("a,b\n\"1,\"\"x\"\"\r\n2\",z\n\"\",last"));

    assert_int_equal(t.rows_n, 2);
    assert_cell(&t.rows[0], 0, STR("1,\"x\"\r\n2"));
    assert_cell(&t.rows[0], 1, STR("z"));
    assert_int_equal(t.rows[0].line, 2);
    assert_int_equal(t.rows[0].cells[1].line, 3);
    assert_int_equal(t.rows[0].cells[1].column, 4);
    assert_cell(&t.rows[1], 0, STR(""));
    assert_cell(&t.rows[1], 1, STR("last"));
    assert_int_equal(t.rows[1].line, 4);
}

static void
every_cell_knows_its_line_and_its_column_in_characters(void **state)
{
    struct csv_table t = read_all(*state, STR("\xEF\xBB\xBF列一,b\r\n"
                                              "\r\n"
                                              "路灯不亮,二,,x\r\n"));
    const struct csv_row *row = &t.rows[0];

    assert_int_equal(csv_column(&t, STR("列一")), 0);
    assert_int_equal(t.header.cells[1].column, 4);
    assert_int_equal(row->n, 4);
    assert_int_equal(row->line, 3);
    assert_int_equal(row->cells[0].column, 1);
    assert_int_equal(row->cells[1].column, 6);
    assert_int_equal(row->cells[2].column, 8);
    assert_int_equal(row->cells[3].column, 9);
    assert_int_equal(row->cells[3].line, 3);
}

static void
a_lone_carriage_return_ends_a_line(void **state)
{
    struct csv_table t = read_all(*state, STR("a\rb\rc"));

    assert_int_equal(t.rows_n, 2);
    assert_int_equal(t.rows[1].line, 3);
}

static void
faults_say_where_they_are(void **state)
{
    struct csv_fault f = fault_of(*state, STR("a,b\n甲,乙\"x\"\n"));

    assert_int_equal(f.line, 2);
    assert_int_equal(f.column, 4);
    f = fault_of(*state, STR("a,b\n1,2\n3,\"open\n\n"));
    assert_int_equal(f.line, 3);
    assert_int_equal(f.column, 3);
    f = fault_of(*state, STR("a,b\n1,\xb9\xab\n"));
    assert_int_equal(f.line, 2);
    assert_int_equal(f.column, 3);
    f = fault_of(*state, STR("a,b\n1,\"x\"y\n"));
    assert_int_equal(f.line, 2);
    assert_int_equal(f.column, 6);
    f = fault_of(*state, (struct str){ "a\n\0\n", 4 });
    assert_int_equal(f.line, 2);
    assert_int_equal(fault_of(*state, STR("")).line, 0);
    assert_int_equal(fault_of(*state, STR("\n\n")).line, 0);
    (void)fault_of(*state, STR("\xEF\xBB"));
    (void)fault_of(*state, STR("\xEF\xBBx"));
}

static void
too_many_columns_and_too_long_cells_are_refused(void **state)
{
    struct buf wide = { .a = *state }, just = { .a = *state };
    struct buf cell = { .a = *state };

    for (size_t i = 0; i < CSV_COLUMNS; i++)
        buf_add(&wide, STR(","));
    for (size_t i = 0; i + 1 < CSV_COLUMNS; i++)
        buf_add(&just, STR(","));
    for (size_t i = 0; i <= CSV_CELL_BYTES; i++)
        buf_add_char(&cell, 'x');
    assert_int_equal(fault_of(*state, buf_str(&wide)).line, 1);
    assert_int_equal(read_all(*state, buf_str(&just)).header.n, CSV_COLUMNS);
    assert_int_equal(fault_of(*state, buf_str(&cell)).line, 1);
    cell.n--;
    assert_int_equal(read_all(*state, buf_str(&cell)).rows_n, 0);
}

/* How many rows come out when bytes come in pieces of size, and the bytes of
 * their cells. */
static size_t
rows_in_pieces(struct arena *a, struct str bytes, size_t size, size_t *ret_sum)
{
    struct csv_reader *r = csv_open(a);
    struct str piece = { NULL, 0 };
    struct csv_row row;
    size_t n = 0;

    *ret_sum = 0;
    for (;;) {
        enum csv_step step = csv_next(r, &piece, &row);

        if (step == CSV_MORE && bytes.n > 0) {
            piece = (struct str){ bytes.p, size < bytes.n ? size : bytes.n };
            bytes = (struct str){ bytes.p + piece.n, bytes.n - piece.n };
            continue;
        }
        if (step == CSV_MORE)
            step = csv_last(r, &row);
        if (step != CSV_ROW)
            break;
        n++;
        for (size_t i = 0; i < row.n; i++)
            *ret_sum += row.cells[i].text.n;
    }
    csv_close(r);
    return n;
}

static void
pieces_of_any_size_give_the_same_rows(void **state)
{
    const struct str bytes =
        STR("\xEF\xBB\xBF编号,内容\r\n1,\"路灯,\"\"坏\"\"\r\n两天\"\r\n2,噪声");
    size_t sum = 0, sum_of_one = 0;

    assert_int_equal(rows_in_pieces(*state, bytes, 1000, &sum), 3);
    for (size_t size = 1; size < 20; size++) {
        assert_int_equal(rows_in_pieces(*state, bytes, size, &sum_of_one), 3);
        assert_int_equal(sum_of_one, sum);
    }
}

static void
a_hundred_thousand_rows_stream_through_a_small_reader(void **state)
{
    struct buf b = { .a = *state };
    size_t sum;

    for (int64_t i = 0; i < 100000; i++) {
        buf_add_i64(&b, i);
        buf_add(&b, STR(",\"小区路灯不亮，\n已经三天\",2026-09-18\n"));
    }
    assert_int_equal(rows_in_pieces(*state, buf_str(&b), 4096, &sum), 100000);
}

static void
a_written_cell_is_read_back_and_is_no_formula(void **state)
{
    const struct {
        struct str text, read;
    } cells[] = {
        { STR("=1+1"), STR("'=1+1") },
        { STR("+1"), STR("'+1") },
        { STR("-1"), STR("'-1") },
        { STR("@SUM(A1)"), STR("'@SUM(A1)") },
        { STR("\t=1"), STR("'\t=1") },
        { STR("\r=1"), STR("'\r=1") },
        { STR("\n=1"), STR("'\n=1") },
        { STR("a=1"), STR("a=1") },
        { STR("a\"b,c\nd"), STR("a\"b,c\nd") },
        { STR(""), STR("") },
    };
    const size_t n = sizeof(cells) / sizeof(cells[0]);
    struct buf b = { .a = *state };
    struct csv_table t;
    struct csv_fault why;

    buf_add(&b, STR("text,end\r\n"));
    for (size_t i = 0; i < n; i++) {
        csv_put_cell(&b, cells[i].text);
        buf_add(&b, STR(",.\r\n"));
    }
    assert_true(csv_read(*state, buf_str(&b), &t, &why));
    assert_int_equal(t.rows_n, n);
    for (size_t i = 0; i < n; i++)
        assert_true(str_eq(csv_text(&t.rows[i], 0), cells[i].read));
}

#define T(f) cmocka_unit_test_setup_teardown(f, open_arena, close_arena)

int
main(void)
{
    const struct CMUnitTest tests[] = {
        T(a_table_has_named_columns_and_rows),
        T(quoted_cells_hold_commas_quotes_and_line_ends),
        T(every_cell_knows_its_line_and_its_column_in_characters),
        T(a_lone_carriage_return_ends_a_line),
        T(faults_say_where_they_are),
        T(too_many_columns_and_too_long_cells_are_refused),
        T(pieces_of_any_size_give_the_same_rows),
        T(a_hundred_thousand_rows_stream_through_a_small_reader),
        T(a_written_cell_is_read_back_and_is_no_formula),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
