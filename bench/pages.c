/* pages: how long one reader waits for each kind of page, while nothing else
 * is asked of the server. */
#include <stdio.h>

#include "bench.h"

enum { READS = 2000, SECONDS_MOST = 20 };

/* What the "%s" or "%ld" of an address is. */
enum ask { ASK_NOTHING, ASK_CODE, ASK_ID, ASK_NUMBER };

struct page {
    const char *name, *address;
    enum ask ask;
};

static const struct page pages[] = {
    { "case as JSON", "/api/v1/c/%s", ASK_CODE },
    { "case page", "/c/%s", ASK_CODE },
    { "case page of staff", "/w/%s", ASK_ID },
    { "list as JSON", "/api/v1/appeals?limit=50&after=%ld", ASK_NUMBER },
    { "list of a unit as JSON",
      "/api/v1/appeals?unit=U_URBAN&limit=50&after=%ld", ASK_NUMBER },
    { "inbox of a unit", "/w?unit=U_URBAN", ASK_NOTHING },
};

struct reading {
    struct bench *b;
    const struct page *page;
    unsigned long chance;
};

static long
any(struct reading *r, long below)
{
    r->chance = r->chance * 6364136223846793005UL + 1442695040888963407UL;
    return (long)((r->chance >> 33) % (unsigned long)below);
}

static void
put_page(void *context, struct buf *out, long n)
{
    struct reading *r = context;
    struct buf path = { .a = out->a };
    const struct bench_case *c = &r->b->cases[n % bench_kept(r->b)];

    switch (r->page->ask) {
    case ASK_NOTHING:
        buf_add(&path, str_of(r->page->address));
        break;
    case ASK_CODE:
        buf_addf(&path, r->page->address, c->code);
        break;
    case ASK_ID:
        buf_addf(&path, r->page->address, c->id);
        break;
    case ASK_NUMBER:
        buf_addf(&path, r->page->address, any(r, atomic_load(&r->b->done)));
        break;
    }
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

        must_do(load_run(&p, &r) && r.failed == 0 && r.done > 0,
                pages[i].address);
        (void)printf("  %s: p50 %.2f ms, p99 %.2f ms\n", pages[i].name,
                     r.p50_ms, r.p99_ms);
    }
}
