/*
 * Any bytes can be looked through for words of feeling: places lie in the text,
 * points are not below nothing, levels follow points.
 */
#include <stdlib.h>

#include "rulebook/feeling/feeling.h"

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static const struct feeling_row rows[] = {
    { .word = STR("上访"),
      .kind = STR("collective"),
      .weight = 10,
      .basis = { .to = 1 } },
    { .word = STR("集体上访"),
      .kind = STR("collective"),
      .weight = 40,
      .basis = { .to = 1 } },
    { .word = STR("!!"),
      .kind = STR("emotion"),
      .weight = 4,
      .basis = { .to = 1 } },
    { .word = STR("a"),
      .kind = STR("life"),
      .weight = 20,
      .basis = { .to = 1 } },
    { .word = STR("不"),
      .kind = STR("deny"),
      .weight = 4,
      .basis = { .to = 1 } },
    { .word = STR("很"),
      .kind = STR("degree"),
      .weight = 150,
      .basis = { .to = 1 } },
    { .word = STR("不得不"), .kind = STR("except"), .basis = { .to = 1 } },
};

static void
must(bool claim)
{
    if (!claim)
        abort();
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    static struct rulebook book = { .feelings = rows,
                                    .feelings_n =
                                        sizeof(rows) / sizeof(*rows) };
    static struct arena *kept; /* as long as the process */
    const struct rules r = { &book, 0 };
    struct arena *a = arena_open();
    size_t half = size / 2;
    const struct str texts[] = { { (const char *)data, half },
                                 { (const char *)data + half, size - half } };
    struct feeling f;

    if (kept == NULL) {
        kept = arena_open();
        book.finder = feeling_finder_new(kept, &book);
    }
    rules_feel(a, r, texts, 2, &f);
    for (size_t i = 0; i < f.hits_n; i++) {
        const struct feeling_hit *h = &f.hits[i];

        must(h->text < 2 && h->n > 0 && h->at + h->n <= texts[h->text].n);
        must(h->points >= 0 && h->word < book.feelings_n);
    }
    for (int k = 0; k < FEELING_KINDS; k++)
        must(f.points[k] >= 0 && (f.level[k] > 0) == (f.points[k] >= 10));
    arena_close(a);
    return 0;
}
