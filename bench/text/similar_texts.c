/* Real and made-up texts for the benchmark of similar texts. */
#include "base/buf.h"
#include "base/utf8.h"
#include "cli/learn/sheet.h"
#include "similar.h"
#include "similar/segment/terms.h"
#include "text/matcher.h"

enum { CLAUSE_LEAST = 12 };

uint64_t
chance(uint64_t *state)
{
    uint64_t z = *state += UINT64_C(0x9e3779b97f4a7c15);

    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* Cut behind signs that end a clause. */
static void
add_clauses(struct messages *m, struct str body)
{
    size_t from = 0, used;

    for (size_t i = 0; i < body.n; i += used) {
        uint32_t c = 0;
        bool ends;

        used = utf8_next((struct str){ body.p + i, body.n - i }, &c);
        used = used == 0 ? 1 : used;
        ends = c == 0x3002 || c == 0xFF0C || c == 0xFF1B || c == 0xFF1F ||
               c == 0xFF01 || i + used == body.n;
        if (!ends || i + used - from < CLAUSE_LEAST)
            continue;
        m->clauses = arena_grow(m->a, m->clauses, m->clauses_n,
                                &m->clauses_room, sizeof(*m->clauses));
        m->clauses[m->clauses_n++] =
            (struct str){ body.p + from, i + used - from };
        from = i + used;
    }
}

void
messages_read(struct messages *m, const char *path)
{
    struct sheet *s;
    struct csv_row row;
    struct err err;
    size_t title, detail;
    bool end = false;

    must(sheet_open(m->a, path, &s, &err), &err);
    must(sheet_need(s, STR("title"), &title, &err), &err);
    must(sheet_need(s, STR("detail"), &detail, &err), &err);
    for (;;) {
        must(sheet_next(s, &row, &end, &err), &err);
        if (end)
            break;
        m->at = arena_grow(m->a, m->at, m->n, &m->room, sizeof(*m->at));
        m->at[m->n].title = arena_str(m->a, csv_text(&row, title));
        m->at[m->n].body = arena_str(m->a, csv_text(&row, detail));
        add_clauses(m, m->at[m->n++].body);
    }
    sheet_close(s);
}

struct str
messages_shuffled(const struct messages *m, struct arena *a, uint64_t number)
{
    const struct message *like;
    struct buf b = { .a = a };
    uint64_t state = number * 0x10001 + 7;

    like = &m->at[chance(&state) % m->n];
    while (b.n < like->body.n)
        buf_add(&b, m->clauses[chance(&state) % m->clauses_n]);
    return buf_str(&b);
}

struct str
pairs_of(struct arena *a, struct str text, bool query)
{
    static const struct term_key any = { { 1, 2 } };
    struct gram_list l = grams_of(a, &any, text_normalise(a, text), DOC_GRAMS);
    struct buf b = { .a = a };

    for (size_t i = 0; i < l.n; i++) {
        if (i > 0)
            buf_add(&b, query ? STR("\" OR \"") : STR(" "));
        else if (query)
            buf_add_char(&b, '"');
        buf_add(&b, (struct str){ l.text.p + l.at[i].at, l.at[i].bytes });
    }
    if (query && l.n > 0)
        buf_add_char(&b, '"');
    return buf_str(&b);
}
