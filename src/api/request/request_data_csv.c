/* The texts that are kept about a person, as CSV: a row a text; see
 * request_data.h. */
#include "api/request/request_data.h"
#include "base/date.h"
#include "text/csv.h"

static void
put_row(struct buf *out, const struct data_case *c, const struct data_text *t)
{
    struct buf at = { .a = out->a };
    const struct str cells[] = { c->code,  c->query_code, { NULL, 0 },
                                 t->event, t->field,      t->text };
    const size_t n = sizeof(cells) / sizeof(cells[0]);

    moment_put(&at, t->at);
    for (size_t i = 0; i < n; i++) {
        csv_put_cell(out, i == 2 ? buf_str(&at) : cells[i]);
        buf_add(out, i + 1 == n ? STR("\r\n") : STR(","));
    }
}

/* RFC 4180, with the mark that makes spreadsheets read it as UTF-8. */
void
request_data_csv(struct buf *out, const struct person_data *d)
{
    buf_add(out, STR("\xef\xbb\xbf"
                     "case,query_code,at,event,field,text\r\n"));
    for (size_t i = 0; i < d->cases_n; i++)
        for (size_t k = 0; k < d->cases[i].texts.n; k++)
            put_row(out, &d->cases[i], &d->cases[i].texts.at[k]);
}
