/* What the events of a line of models add up to; see model_line.h. */
#include "feature/model/model_line.h"

/* Its place, or MODEL_NONE_IN_USE. */
static int
place_of(const struct model_line *s, struct str version)
{
    for (int i = 0; i < s->n; i++)
        if (str_eq(s->at[i].entered.version, version))
            return i;
    return MODEL_NONE_IN_USE;
}

const struct model_version *
model_find(const struct model_line *s, struct str version)
{
    int i = place_of(s, version);

    return i < 0 ? NULL : &s->at[i];
}

const struct model_version *
model_in_use(const struct model_line *s)
{
    return s->begun && s->in_use >= 0 ? &s->at[s->in_use] : NULL;
}

struct str
model_state_word(const struct model_line *s, const struct model_version *v)
{
    static const char *const words[] = { "entered", "approved", "retired" };

    return v == model_in_use(s) ? STR("in_use") : str_of(words[v->state]);
}

enum model_of
model_of_named(struct str name)
{
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        if (str_eq(name, str_of(model_of_words[of])))
            return of;
    return MODEL_OF_NONE;
}

static void
apply_entered(struct model_line *s, const struct model_entered_v1 *e,
              int64_t at)
{
    if (!s->begun)
        s->in_use = MODEL_NONE_IN_USE;
    s->begun = true;
    s->name = str_of(model_of_words[e->of]);
    if (s->n < MODEL_VERSIONS)
        s->at[s->n++] =
            (struct model_version){ .entered = *e, .entered_at = at };
}

static void
apply_used(struct model_line *s, struct model_version *v, int64_t at)
{
    if (s->before_n == MODEL_VERSIONS) {
        s->before_n--;
        for (int i = 0; i < s->before_n; i++)
            s->before[i] = s->before[i + 1];
    }
    s->before[s->before_n++] = s->in_use;
    s->in_use = (int)(v - s->at);
    v->used_at = at;
}

static void
apply_rolled_back(struct model_line *s, const struct model_rolled_back_v1 *e,
                  struct model_version *v)
{
    v->ended_because = e->because;
    s->in_use = place_of(s, e->back_to); /* "" is none's */
    while (s->before_n > 0 && s->before[--s->before_n] != s->in_use)
        continue;
}

static struct str
version_of(const struct event *ev)
{
    const struct field *f = payload_field(ev->type, STR("version"));

    return field_text(f, ev->data);
}

/* What happens to a version that is there. */
static void
apply_to(struct model_line *s, struct model_version *v, const struct event *ev,
         int64_t at)
{
    switch ((enum model_event)ev->type->tag) {
    case MODEL_ENTERED_V1:
        break;
    case MODEL_APPROVED_V1:
        v->state = MODEL_STATE_APPROVED;
        v->approved_at = at;
        v->approved_by = ((const struct model_approved_v1 *)ev->data)->by;
        v->approved_because =
            ((const struct model_approved_v1 *)ev->data)->because;
        break;
    case MODEL_PUT_TO_USE_V1:
        apply_used(s, v, at);
        break;
    case MODEL_ROLLED_BACK_V1:
        apply_rolled_back(s, ev->data, v);
        break;
    case MODEL_RETIRED_V1:
        v->state = MODEL_STATE_RETIRED;
        v->ended_because = ((const struct model_retired_v1 *)ev->data)->because;
        break;
    case MODEL_WATCHED_V1:
        v->watched = *(const struct model_watched_v1 *)ev->data;
        break;
    }
}

void
model_apply(struct model_line *s, const struct event *ev, int64_t occurred_at)
{
    int i;

    s->version++;
    if (ev->type == &model_entered_v1_type) {
        apply_entered(s, ev->data, occurred_at);
        return;
    }
    i = place_of(s, version_of(ev));
    if (i >= 0)
        apply_to(s, &s->at[i], ev, occurred_at);
}
