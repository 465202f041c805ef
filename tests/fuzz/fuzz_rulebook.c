/*
 * A rulebook of any bytes is read or refused with reasons; and one that the
 * check finds faultless has an answer to every question on every day of its
 * calendar. Input: files, each behind a line "--- NAME".
 */
#include <stdlib.h>

#include "base/utf8.h"
#include "rulebook/access/access.h"
#include "rulebook/rulebook.h"

/* Larger rulebooks are read and checked, but not asked everything. */
enum { FILES_MAX = 32, TEXT_MAX = 256, WORK_MAX = 100 * 1000 };

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

/* The files of text. */
static size_t
split(struct str text, struct rulebook_file files[FILES_MAX])
{
    const struct str mark = STR("--- ");
    size_t n = 0;

    while (n < FILES_MAX && str_starts(text, mark)) {
        size_t line = str_find(text, STR("\n")), end;
        struct str rest;

        if (line == SIZE_MAX)
            break;
        rest = (struct str){ text.p + line, text.n - line };
        end = str_find(rest, STR("\n--- "));
        end = end == SIZE_MAX ? rest.n : end + 1;
        files[n].path = (struct str){ text.p + mark.n, line - mark.n };
        files[n++].bytes = (struct str){ rest.p + 1, end == 0 ? 0 : end - 1 };
        text = (struct str){ rest.p + end, rest.n - end };
    }
    return n;
}

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static void
must_have_levels(struct rules r)
{
    for (int x = 0; x < 256; x++)
        must(rules_level(r, x & 3, x >> 2 & 3, x >> 4 & 3, x >> 6).n > 0);
}

static void
must_dispatch(struct rules r)
{
    for (size_t i = 0; i < r.book->matters_n; i++) {
        const struct matter *m = &r.book->matters[i];
        const struct dispatch *d;

        if (r.day < m->basis.from || r.day > m->basis.to ||
            !rules_matter_is_leaf(r, m->code))
            continue;
        for (size_t k = 0; k < r.book->places_n; k++)
            must(rules_dispatch(r, m->code, r.book->places[k].code) != NULL);
        d = rules_dispatch(r, m->code, STR(""));
        must(d != NULL);
        must(str_starts(d->lead, STR("@")) || rules_unit(r, d->lead) != NULL);
    }
}

static void
must_have_deadlines(struct rules r)
{
    const struct str levels[] = { STR("L1"), STR("L2"), STR("L3"), STR("L4") };

    for (size_t i = 0; i < 4; i++) {
        const struct deadline *d =
            rules_deadline(r, STR("hotline"), levels[i], STR("contact"));
        int64_t due;
        int year;

        must(d != NULL);
        if (!calendar_due(&r.book->calendar, day_start(r.day), d->term, &due,
                          &year))
            must(year > r.book->calendar.last_year);
    }
}

/* Nobody learns of a person without a purpose, however near he stands. */
static void
must_ask_for_purposes(struct rules r)
{
    for (size_t i = 0; i < r.book->access_n; i++) {
        const struct access_ask ask = { .role = r.book->access[i].role,
                                        .relations =
                                            ~(unsigned)RELATION_REPORTED,
                                        .action = "see" };

        must((access_fields(r, &ask) & ACCESS_PERSONAL) == 0);
    }
}

static void
must_answer(const struct rulebook *book)
{
    const struct calendar *c = &book->calendar;
    int32_t last = date_to_day((struct date){ c->last_year, 12, 31 });
    struct rules r = { .book = book };

    if (c->last_year - c->first_year > 10 ||
        book->matters_n * book->places_n * book->dispatch_n > WORK_MAX)
        return;
    r.day = date_to_day((struct date){ c->first_year, 1, 1 });
    for (; r.day <= last; r.day += 30) {
        must_have_levels(r);
        must_dispatch(r);
        must_have_deadlines(r);
        must_ask_for_purposes(r);
        must(rules_exit(r, STR("E1")) != NULL);
        for (size_t i = 0; i < book->places_n; i++)
            (void)rules_street_unit(r, book->places[i].code);
    }
}

/* Every word and place that is found stands there. */
static void
must_find(struct arena *a, const struct rulebook *book, struct str text)
{
    size_t n;
    const struct match *m;

    text = text_normalise(a, utf8_head(text, TEXT_MAX));
    m = matcher_find(book->matcher, a, text, &n);
    for (size_t i = 0; i < n; i++) {
        struct str word = text_normalise(a, book->words[m[i].value].word);

        must(str_eq(word, (struct str){ text.p + m[i].at, m[i].n }));
    }
    m = matcher_find(book->gazetteer, a, text, &n);
    for (size_t i = 0; i < n; i++)
        must(m[i].value < book->places_n && m[i].at + m[i].n <= text.n);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena *a = arena_open();
    struct rulebook_file files[FILES_MAX];
    size_t n = split((struct str){ (const char *)data, size }, files);
    struct fault_list faults = { .a = a };
    struct rulebook book;

    if (rulebook_read(a, files, n, &book, &faults)) {
        must(faults.n == 0);
        if (n > 0)
            must_find(a, &book, files[n - 1].bytes);
        rulebook_check(&book, files, n, &faults);
        if (faults.n == 0)
            must_answer(&book);
    } else {
        must(faults.n > 0);
    }
    for (size_t i = 0; i < faults.n; i++)
        must(faults.at[i].text.n > 0 && faults.at[i].file.n > 0);
    arena_close(a);
    return 0;
}
