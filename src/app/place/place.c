/* See place.h. */
#include "app/place/place.h"

#include <assert.h>
#include <pthread.h>

/* rulebook/divisions/divisions.csv, put here by tools/embed.sh. */
extern const char division_bytes[], division_bytes_end[];

static pthread_once_t once = PTHREAD_ONCE_INIT;
/* Of the table; both live as long as the program. Nobody reads it, and volatile
 * keeps it: a leak checker must find the owner. */
static struct arena *volatile room;
static struct divisions table;

static void
read_table(void)
{
    const struct str bytes = { division_bytes,
                               (size_t)(division_bytes_end - division_bytes) };
    struct err err;
    bool ok;

    room = arena_open();
    ok = divisions_read(room, bytes, &table, &err);
    assert(ok); /* division_test reads the same bytes */
    (void)ok;
}

const struct divisions *
place_divisions(void)
{
    (void)pthread_once(&once, read_table);
    return &table;
}

/* Does v lie in the city, or hold it? A city that is made up has no code. */
static bool
is_ours(struct rules r, const struct division *v)
{
    const struct division *city = division_coded(
        place_divisions(), rules_setting(r, STR("city_code"), STR("")));

    return city != NULL && (division_holds(city, v) || division_holds(v, city));
}

bool
place_is_outside(struct arena *a, struct rules r, struct str text,
                 const struct division **ret_division)
{
    struct division_find f;

    division_find(a, place_divisions(), text, DIVISION_FROM_TOP, &f);
    if (f.n != 1 || is_ours(r, f.at[0]) ||
        (f.at[0]->level < DIVISION_COUNTY && f.rest.n > 0))
        return false;
    *ret_division = f.at[0];
    return true;
}

static void
set_place(struct arena *a, struct rules r, const struct division *v,
          struct appeal_receive *message)
{
    struct buf code = { .a = a }, path = { .a = a };

    division_put_code(&code, v);
    message->place = buf_str(&code);
    if (rules_place(r, message->place) != NULL)
        return; /* the street of a village that the rulebook leaves out */
    division_put_path(&path, place_divisions(), v);
    message->place_path = buf_str(&path);
}

void
place_standardise(struct arena *a, struct rules r,
                  struct appeal_receive *message)
{
    const struct str given = message->place;
    const struct division *v = NULL;

    message->place_path = STR("");
    if (given.n == 0) {
        if (message->place_text.n > 0 &&
            place_is_outside(a, r, message->place_text, &v))
            set_place(a, r, v, message);
    } else if (given.p[0] == '~') {
        if (place_is_outside(a, r, (struct str){ given.p + 1, given.n - 1 },
                             &v))
            set_place(a, r, v, message);
    } else if (rules_place(r, given) == NULL) {
        v = division_coded(place_divisions(), given);
        if (v != NULL)
            set_place(a, r, v, message);
    }
}
