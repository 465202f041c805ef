/* pages: how long one reader waits for each kind of page, while nothing else
 * is asked of the server. */
#include <stdio.h>

#include "bench.h"

enum { READS = 2000, SECONDS_MOST = 20 };

/* An address; "%s" is a query code, "%ld" a case number. */
struct page {
    const char *name, *address;
    bool by_code, by_number;
};

static const struct page pages[] = {
    { "case page", "/api/v1/c/%s", true, false },
    { "list page", "/api/v1/appeals?limit=50&after=%ld", false, true },
    { "list of a unit", "/api/v1/appeals?unit=U_URBAN&limit=50&after=%ld",
      false, true },
};

struct reading {
    struct bench *b;
    const struct page *page;
    unsigned long chance;
};

static void
put_page(void *context, struct buf *out, long n)
{
    struct reading *r = context;
    struct buf path = { .a = out->a };
    long cases = atomic_load(&r->b->done);
    long codes = r->b->codes_n < CODES ? r->b->codes_n : CODES;

    r->chance = r->chance * 6364136223846793005UL + 1442695040888963407UL;
    if (r->page->by_code)
        buf_addf(&path, r->page->address, r->b->codes[n % codes]);
    else
        buf_addf(&path, r->page->address,
                 (long)((r->chance >> 33) % (unsigned long)cases));
    load_put_get(out, buf_cstr(&path));
}

void
pages_measure(struct bench *b, const struct served *s)
{
    for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
        struct reading reading = { b, &pages[i], 1 };
        const struct load_plan p = {
            .port = s->port,
            .connections = 1,
            .seconds = SECONDS_MOST,
            .requests = READS,
            .put = put_page,
            .context = &reading,
        };
        struct load_result r;

        must_do(load_run(&p, &r) && r.failed == 0, pages[i].address);
        (void)printf("  %s: p50 %.2f ms, p99 %.2f ms\n", pages[i].name,
                     r.p50_ms, r.p99_ms);
    }
}
