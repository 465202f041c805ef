/* See loaded.h. */
#include "app/suggest/loaded.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>

#include "sys/log.h"

enum { DESKS = 320 /* more threads than that never ask at once */ };

/* A model that was loaded; gone when nobody has it and it is in use no more. */
struct loaded_place {
    struct arena *a;
    const struct model *m;
    struct str version, sha256;
    struct model_desk *desks[DESKS]; /* free ones */
    size_t desks_n;
    struct arena *desk_arenas; /* of all desks */
    unsigned holders;
    bool in_use;
};

struct loaded {
    struct engine *e;
    const char *dir;
    struct arena *a;
    pthread_mutex_t lock;    /* of what follows */
    pthread_mutex_t refresh; /* one at a time */
    struct loaded_place *at[MODEL_THINGS];
    bool wanted[MODEL_THINGS]; /* the registry has one in use */
};

static void
free_place(struct loaded_place *p)
{
    arena_close(p->desk_arenas);
    arena_close(p->a);
    free(p);
}

/* The lock is held. */
static void
leave(struct loaded_place *p)
{
    if (p == NULL)
        return;
    p->in_use = false;
    if (p->holders == 0)
        free_place(p);
}

struct loaded *
loaded_open(struct engine *e, const char *dir)
{
    struct loaded *s = calloc(1, sizeof(*s));
    struct err err;

    if (s == NULL)
        abort(); /* as the arena does */
    s->e = e;
    s->a = arena_open();
    s->dir = arena_cstr(s->a, str_of(dir));
    (void)pthread_mutex_init(&s->lock, NULL); /* cannot fail on Linux */
    (void)pthread_mutex_init(&s->refresh, NULL);
    if (!loaded_refresh(s, &err))
        log_failure("models", &err); /* the words answer alone */
    return s;
}

void
loaded_close(struct loaded *s)
{
    if (s == NULL)
        return;
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        leave(s->at[of]);
    (void)pthread_mutex_destroy(&s->lock);
    (void)pthread_mutex_destroy(&s->refresh);
    arena_close(s->a);
    free(s);
}

/* The model of a version, if it was approved and both files are what was
 * entered. */
static bool
read_model(struct arena *a, const char *dir, const struct model_version *v,
           const struct model **ret_m, struct err *err)
{
    struct arena *work = arena_open();
    struct figures f;
    bool ok = (v->state == MODEL_STATE_APPROVED ||
               fail(err, ERR_CORRUPT, "model %.*s is not approved",
                    STR_ARG(v->entered.version))) &&
              model_card(work, dir, v, &f, err) &&
              model_files_load(a, dir, v->entered.sha256, ret_m, err);

    arena_close(work);
    return ok;
}

/* Loaded, with its first desk; NULL when it does not load, which is logged. */
static struct loaded_place *
load(const struct loaded *s, const struct model_version *v)
{
    struct loaded_place *p = calloc(1, sizeof(*p));
    struct err err;

    if (p == NULL)
        abort();
    p->a = arena_open();
    p->desk_arenas = arena_open();
    p->version = arena_str(p->a, v->entered.version);
    p->sha256 = arena_str(p->a, v->entered.sha256);
    if (!read_model(p->a, s->dir, v, &p->m, &err)) {
        log_failure("models", &err);
        free_place(p);
        return NULL;
    }
    p->in_use = true;
    p->desks[p->desks_n++] = model_desk_new(p->desk_arenas, p->m);
    return p;
}

/* One line of the registry; only the refresher changes s->at. */
static void
refresh_line(struct loaded *s, enum model_of of, const struct model_line *line)
{
    const struct model_version *v = model_in_use(line);
    struct loaded_place *now = s->at[of], *next = now;
    bool same =
        v != NULL && now != NULL && str_eq(now->sha256, v->entered.sha256);

    if (!same)
        next = v == NULL ? NULL : load(s, v);
    (void)pthread_mutex_lock(&s->lock);
    s->wanted[of] = v != NULL;
    s->at[of] = next;
    if (next != now)
        leave(now);
    (void)pthread_mutex_unlock(&s->lock);
    if (next != now)
        log_event(next != NULL ? "a model was put to use"
                               : "suggestions by the rulebook's words alone");
}

bool
loaded_refresh(struct loaded *s, struct err *err)
{
    struct arena *a = arena_open();
    struct models all;
    bool ok;

    (void)pthread_mutex_lock(&s->refresh);
    ok = models_load(s->e, a, &all, err);
    for (enum model_of of = MODEL_OF_KIND; ok && of <= MODEL_OF_UNIT; of++)
        refresh_line(s, of, all.at[of]);
    (void)pthread_mutex_unlock(&s->refresh);
    arena_close(a);
    return ok;
}

bool
loaded_take(struct loaded *s, enum model_of of, struct taken *ret_taken)
{
    struct loaded_place *p;

    (void)pthread_mutex_lock(&s->lock);
    p = s->at[of];
    if (p != NULL) {
        p->holders++;
        *ret_taken = (struct taken){ p->m, NULL, p->version, p };
        ret_taken->desk = p->desks_n > 0 ? p->desks[--p->desks_n]
                                         : model_desk_new(p->desk_arenas, p->m);
    }
    (void)pthread_mutex_unlock(&s->lock);
    return p != NULL;
}

void
loaded_give(struct loaded *s, struct taken *t)
{
    struct loaded_place *p = t->place;

    (void)pthread_mutex_lock(&s->lock);
    assert(p->desks_n < DESKS);
    p->desks[p->desks_n++] = t->desk;
    p->holders--;
    if (p->holders == 0 && !p->in_use)
        free_place(p);
    (void)pthread_mutex_unlock(&s->lock);
}

bool
loaded_has(struct loaded *s, enum model_of of)
{
    bool has;

    (void)pthread_mutex_lock(&s->lock);
    has = !s->wanted[of] || s->at[of] != NULL;
    (void)pthread_mutex_unlock(&s->lock);
    return has;
}
