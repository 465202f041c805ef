/* See reply.h. */
#include "rulebook/reply/reply.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "rulebook/rulebook_sheet.h"
#include "text/form/form.h"

enum {
    JARGON = REPLY_PARTS,
    SORTS,
    CONTACT_REACH = 60, /* bytes between the word and its number */
    CONTACT_DIGITS = 5,
    DATE_AT_END = 60, /* bytes that a date and a name at the end take */
    PERCENT = 100
};

static const char *const sort_words[SORTS] = { "basis", "result", "contact",
                                               "time", "jargon" };

struct reply_reader {
    const struct form *form;
    const struct matcher *words; /* value = row */
};

struct str
reply_part_word(enum reply_part part)
{
    return str_of(sort_words[part]);
}

const struct reply_reader *
reply_reader_new(struct arena *a, const struct rulebook *book)
{
    size_t n = book->replies_n;
    struct reply_reader *reader;
    struct str *words;
    uint32_t *values;

    if (n == 0)
        return NULL;
    reader = arena_new(a, struct reply_reader);
    reader->form = form_new(a);
    words = arena_alloc(a, n * sizeof(*words));
    values = arena_alloc(a, n * sizeof(*values));
    for (size_t i = 0; i < n; i++) {
        words[i] = text_normalise(a, book->replies[i].word);
        values[i] = (uint32_t)i;
    }
    reader->words = matcher_new(a, words, values, n);
    return reader;
}

static int
compare_pairs(const void *left, const void *right)
{
    const uint32_t *a = left, *b = right;

    return (*a > *b) - (*a < *b);
}

struct pairs
reply_pairs(struct arena *a, const struct rulebook *book, struct str text)
{
    struct form_char *c = arena_alloc(a, (text.n + 1) * sizeof(*c));
    uint32_t *pairs = arena_alloc(a, (text.n + 1) * sizeof(*pairs));
    size_t chars, n = 0, kept = 0;

    if (book->reply_reader == NULL)
        return (struct pairs){ pairs, 0 };
    chars = form_chars(book->reply_reader->form, text, c, text.n + 1);
    for (size_t i = 1; i < chars; i++)
        if (char_is_han(c[i - 1].c) && char_is_han(c[i].c))
            pairs[n++] = c[i - 1].c << 16 | c[i].c;
    if (n > 1)
        qsort(pairs, n, sizeof(*pairs), compare_pairs);
    for (size_t i = 0; i < n; i++)
        if (kept == 0 || pairs[i] != pairs[kept - 1])
            pairs[kept++] = pairs[i];
    return (struct pairs){ pairs, kept };
}

static double
in_common(struct pairs a, struct pairs b)
{
    size_t n = 0, k = 0;

    for (size_t i = 0; i < a.n; i++) {
        while (k < b.n && b.at[k] < a.at[i])
            k++;
        n += k < b.n && b.at[k] == a.at[i];
    }
    return (double)n;
}

double
reply_about(struct pairs title, struct pairs question, struct pairs reply)
{
    double sum = 0;

    if (title.n > 0)
        sum += in_common(title, reply) / (double)title.n;
    if (question.n > 0 && reply.n > 0)
        sum += in_common(question, reply) /
               sqrt((double)question.n * (double)reply.n);
    return sum / 2;
}

static int
about(struct arena *a, const struct rulebook *book, const struct question *q,
      struct str reply)
{
    struct buf whole = { .a = a };
    struct pairs asked;

    buf_add(&whole, q->title);
    buf_add_char(&whole, '\n');
    buf_add(&whole, q->body);
    asked = reply_pairs(a, book, buf_str(&whole));
    if (asked.n == 0)
        return -1;
    return (int)(PERCENT * reply_about(reply_pairs(a, book, q->title), asked,
                                       reply_pairs(a, book, reply)));
}

static bool
is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Does a number for calling stand behind at? Its hyphens are part of it. */
static bool
number_follows(struct str s, size_t at)
{
    size_t digits = 0;

    for (size_t i = at; i < s.n && i < at + CONTACT_REACH; i++) {
        if (is_digit(s.p[i]))
            digits++;
        else if (s.p[i] != '-')
            digits = 0;
        if (digits == CONTACT_DIGITS)
            return true;
    }
    return false;
}

/* A month in figures ("5月") that is not of the date at the end. */
static bool
has_month(struct str s)
{
    static const char month[] = "月";
    const size_t n = sizeof(month) - 1;

    for (size_t i = 1; i + n <= s.n && i + DATE_AT_END < s.n; i++)
        if (is_digit(s.p[i - 1]) && memcmp(s.p + i, month, n) == 0)
            return true;
    return false;
}

static void
note_jargon(struct reply_check *c, const struct reply_row *row)
{
    for (size_t i = 0; i < c->jargon_n; i++)
        if (c->jargon[i] == row)
            return;
    if (c->jargon_n < REPLY_JARGON_MOST)
        c->jargon[c->jargon_n++] = row;
}

static void
take_word(const struct reply_row *row, struct str text, const struct match *m,
          struct reply_check *c)
{
    if (str_eq(row->kind, str_of(sort_words[JARGON]))) {
        note_jargon(c, row);
        return;
    }
    for (int k = 0; k < REPLY_PARTS; k++)
        if (str_eq(row->kind, str_of(sort_words[k])) &&
            (k != REPLY_CONTACT || number_follows(text, m->at + m->n)))
            c->has[k] = true;
}

/* Sentences of more than most characters. */
static size_t
count_long(struct str s, int64_t most)
{
    size_t n = 0, used;
    int64_t chars = 0;

    for (size_t i = 0; i < s.n; i += used) {
        uint32_t c = 0;

        used = utf8_next((struct str){ s.p + i, s.n - i }, &c);
        if (used == 0)
            used = 1;
        if (c == 0x3002 || c == '!' || c == '?' || c == ';' || c == '\n')
            chars = 0;
        else if (++chars == most + 1)
            n++;
    }
    return n;
}

void
rules_check_reply(struct arena *a, struct rules r,
                  const struct question *question, struct str reply,
                  struct reply_check *ret_check)
{
    const struct str text = text_normalise(a, reply);
    const struct match *m;
    size_t n = 0;

    memset(ret_check, 0, sizeof(*ret_check));
    ret_check->about = -1;
    if (r.book->reply_reader == NULL)
        return;
    m = matcher_find(r.book->reply_reader->words, a, text, &n);
    for (size_t i = 0; i < n; i++) {
        const struct reply_row *row = &r.book->replies[m[i].value];

        if (holds(&row->basis, r.day))
            take_word(row, text, &m[i], ret_check);
    }
    if (has_month(text))
        ret_check->has[REPLY_TIME] = true;
    ret_check->sentences_long =
        count_long(text, rules_number(r, STR("reply_sentence_most"), 70));
    ret_check->about = about(a, r.book, question, reply);
    ret_check->elsewhere =
        ret_check->about >= 0 &&
        ret_check->about < rules_number(r, STR("reply_about_least"), 3);
}
