/* See models.h. */
#include "app/model/models.h"

#include <math.h>

enum { TEN_THOUSAND = 10000 };

struct str
model_stream(struct arena *a, enum model_of of)
{
    struct buf b = { .a = a };

    buf_addf(&b, "model/%s", model_of_words[of]);
    return buf_str(&b);
}

bool
model_card(struct arena *a, const char *dir, const struct model_version *v,
           struct figures *ret_figures, struct err *err)
{
    const struct model_entered_v1 *e = &v->entered;
    struct str sha256;

    return model_files_card(a, dir, e->sha256, ret_figures, &sha256, err) &&
           (str_eq(sha256, e->card_sha256) ||
            fail(err, ERR_CORRUPT,
                 "the card of model %.*s is not what was entered",
                 STR_ARG(e->version)));
}

bool
models_load(struct engine *e, struct arena *a, struct models *ret_models,
            struct err *err)
{
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++) {
        const void *state;

        if (!engine_state(e, a, model_stream(a, of), &state, err))
            return false;
        if (state == NULL)
            state = arena_new(a, struct model_line);
        ret_models->at[of] = state;
    }
    return true;
}

const struct payload_type *
model_command(struct str name)
{
    for (size_t i = 0; i < MODEL_TYPES_N; i++)
        if (model_types[i]->version == 0 &&
            model_types[i] != &model_watch_type &&
            str_eq(name, str_of(model_types[i]->name)))
            return model_types[i];
    return NULL;
}

static int64_t
whole(double share)
{
    return llround(share * TEN_THOUSAND);
}

/* The widest gap in share right, to either side. */
static const struct figure_group *
widest(const struct figures *f)
{
    const struct figure_group *most = NULL;

    for (size_t i = 0; i < f->groups_n; i++)
        if (f->groups[i].compared &&
            (most == NULL ||
             fabs(f->groups[i].gap.value) > fabs(most->gap.value)))
            most = &f->groups[i];
    return most;
}

/* What the registry notes of a card. */
static struct model_enter
noted(struct arena *a, const struct figures *f, struct str sha256,
      struct str card_sha256)
{
    const struct figure_group *gap = widest(f);
    struct buf group = { .a = a };
    struct model_enter c = {
        .version = f->version,
        .sha256 = sha256,
        .card_sha256 = card_sha256,
        .purpose = f->purpose,
        .data = f->data,
        .period = f->period,
        .owner = f->owner,
        .cases = f->trained_on,
        .labels = (int64_t)f->labels_n,
        .right = whole(f->all.right.value),
        .right_low = whole(f->all.right.low),
        .right_high = whole(f->all.right.high),
        .macro_f1 = whole(f->all.macro_f1),
        .confidence = whole(f->all.confidence),
        .groups = (int64_t)f->groups_n,
    };

    if (gap == NULL)
        return c;
    buf_addf(&group, "%.*s %.*s", STR_ARG(gap->kind), STR_ARG(gap->name));
    c.gap = whole(fabs(gap->gap.value));
    c.gap_group = buf_str(&group);
    return c;
}

/* The command enter, whole. A refusal is a verdict; false is a failure. */
static bool
fill_enter(struct arena *a, const char *dir, enum model_of of,
           struct model_enter *c, struct verdict *ret_verdict)
{
    struct arena *work = arena_open();
    struct str card_sha256;
    const struct model *m;
    struct figures f;
    struct err why;
    bool ok = model_is_name(c->sha256) &&
              model_files_card(a, dir, c->sha256, &f, &card_sha256, &why) &&
              model_files_load(work, dir, c->sha256, &m, &why);

    arena_close(work);
    *ret_verdict =
        ok ? accept() : refuse(REFUSED_VALUE, "model_does_not_load", "sha256");
    if (ok)
        *c = noted(a, &f, arena_str(a, c->sha256), card_sha256);
    c->of = of;
    return ok;
}

bool
models_do(struct engine *e, const char *dir, struct arena *a,
          const struct model_order *order, struct outcome *ret_outcome,
          struct err *err)
{
    struct command cmd = *order->cmd;
    const struct order what = { model_stream(a, order->of), &cmd, order->once };
    struct model_enter enter;

    if (cmd.type == &model_enter_type) {
        struct verdict v;

        enter = *(const struct model_enter *)cmd.data;
        cmd.data = &enter;
        if (!fill_enter(a, dir, order->of, &enter, &v)) {
            *ret_outcome = (struct outcome){ .verdict = v };
            return true;
        }
    }
    return engine_do_once(e, a, &what, ret_outcome, err);
}

static bool
is_entered(const struct models *m, struct str name)
{
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        for (int k = 0; k < m->at[of]->n; k++)
            if (str_eq(m->at[of]->at[k].entered.sha256, name))
                return true;
    return false;
}

bool
models_waiting(const struct models *m, struct arena *a, const char *dir,
               struct model_names *ret_names, struct err *err)
{
    struct model_names all;
    size_t n = 0;

    if (!model_files_list(a, dir, &all, err))
        return false;
    for (size_t i = 0; i < all.n; i++)
        if (!is_entered(m, all.at[i]))
            all.at[n++] = all.at[i];
    all.n = n;
    *ret_names = all;
    return true;
}

/* Parameters of the queries on suggestions; $4 is to be set. */
static void
put_asked(struct arena *a, const struct model_asked *asked, struct value v[4])
{
    v[0] = value_text(str_of(model_of_words[asked->of]));
    v[1] =
        value_text(asked->version.n > 0 ? model_stream(a, asked->of) : STR(""));
    v[2] = value_text(asked->version);
}

static struct model_week
read_week(struct cursor *cur)
{
    struct model_week w = { .answers = cursor_int(cur) };

    w.changed = cursor_int(cur);
    w.outside = cursor_int(cur);
    w.sure = cursor_int(cur);
    w.sure_changed = cursor_int(cur);
    return w;
}

bool
models_weeks(struct engine *e, const struct model_asked *asked,
             struct model_week ret_weeks[MODEL_WEEKS], size_t *ret_n,
             struct err *err)
{
    struct arena *a = arena_open();
    struct cursor *cur;
    struct value v[4];
    bool ok;

    *ret_n = 0;
    put_asked(a, asked, v);
    v[3] = value_int(MODEL_WEEKS);
    ok = store_query(engine_store(e), QUERY_SUGGESTION_WEEKS, v, 4, &cur, err);
    err->kind = ok ? ERR_NONE : err->kind;
    while (ok && *ret_n < MODEL_WEEKS && cursor_next(cur, err)) {
        int32_t monday = week_monday((int32_t)cursor_int(cur));

        ret_weeks[*ret_n] = read_week(cur);
        ret_weeks[(*ret_n)++].monday = monday;
    }
    if (ok)
        cursor_close(cur);
    arena_close(a);
    return ok && err->kind == ERR_NONE;
}

bool
models_since(struct engine *e, const struct model_asked *asked, int32_t day,
             struct model_week *ret_sum, struct err *err)
{
    struct arena *a = arena_open();
    struct cursor *cur;
    struct value v[4];
    bool ok;

    *ret_sum = (struct model_week){ .monday = day };
    put_asked(a, asked, v);
    v[3] = value_int(day_week(day));
    ok = store_query(engine_store(e), QUERY_SUGGESTION_SINCE, v, 4, &cur, err);
    err->kind = ok ? ERR_NONE : err->kind;
    if (ok && cursor_next(cur, err))
        *ret_sum = read_week(cur);
    ret_sum->monday = day;
    if (ok)
        cursor_close(cur);
    arena_close(a);
    return ok && err->kind == ERR_NONE;
}
