/* The list of features; see module.h. */
#include "app/module.h"

#include <assert.h>
#include <pthread.h>

#include "event/gen/city_events.h"
#include "feature/access/access_module.h"
#include "feature/account/account_module.h"
#include "feature/appeal/appeal_module.h"
#include "feature/assessment/assessment_module.h"
#include "feature/knowledge/knowledge_module.h"
#include "feature/model/model_module.h"
#include "feature/request/request_module.h"

const struct module *const modules[] = { &appeal_module,   &assessment_module,
                                         &access_module,   &account_module,
                                         &request_module,  &model_module,
                                         &knowledge_module };
const size_t modules_n = sizeof(modules) / sizeof(modules[0]);

enum { TYPES = 256 };

static const struct payload_type *types[TYPES];
static struct registry registry;
static pthread_once_t once = PTHREAD_ONCE_INIT;

static void
gather(void)
{
    size_t n = 0;

    for (size_t m = 0; m < modules_n; m++)
        for (size_t i = 0; i < modules[m]->types_n; i++) {
            assert(n < TYPES);
            types[n++] = modules[m]->types[i];
        }
    for (size_t i = 0; i < CITY_TYPES_N; i++) {
        assert(n < TYPES);
        types[n++] = city_types[i];
    }
    registry = (struct registry){ types, n };
}

const struct registry *
modules_registry(void)
{
    (void)pthread_once(&once, gather); /* cannot fail */
    return &registry;
}

const struct module *
module_of(struct str stream)
{
    for (size_t i = 0; i < modules_n; i++) {
        struct str name = str_of(modules[i]->name);

        if (str_starts(stream, name) && stream.n > name.n &&
            stream.p[name.n] == '/')
            return modules[i];
    }
    return NULL;
}

struct row *
row_add(struct row_list *rows, enum query query)
{
    struct row *r;

    rows->at =
        arena_grow(rows->a, rows->at, rows->n, &rows->room, sizeof(*rows->at));
    r = &rows->at[rows->n++];
    *r = (struct row){ .query = query };
    return r;
}

static void
add(struct row *r, struct value v)
{
    assert(r->n < ROW_VALUES);
    r->v[r->n++] = v;
}

void
row_int(struct row *r, int64_t v)
{
    add(r, value_int(v));
}

void
row_text(struct row *r, struct str s)
{
    add(r, value_text(s));
}

void
row_bytes(struct row *r, const void *p, size_t n)
{
    add(r, value_bytes(p, n));
}

void
row_null(struct row *r)
{
    add(r, (struct value){ VALUE_NULL, 0, { NULL, 0 } });
}
