/* The registry in words; see model.h. */
#include "api/answer.h"
#include "pages/model/model.h"
#include "rulebook/access/access.h"
#include "rulebook/lists/wordlists.h"

enum { MOVED_SOME = 100, MOVED_MUCH = 250, PERMILLE = 1000 };

static const double HUNDRED = 100;

static struct str
percent(const struct page *p, double share)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "%.1f%%", share * HUNDRED);
    return buf_str(&b);
}

/* "93.1% (91.0–94.9)" */
static struct str
with_interval(const struct page *p, const struct figure *f)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "%.1f%% (%.1f–%.1f)", f->value * HUNDRED, f->low * HUNDRED,
             f->high * HUNDRED);
    return buf_str(&b);
}

/* "+2.3 (-1.0 … +5.0)" in hundredths. */
static struct str
signed_gap(const struct page *p, const struct figure *f)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "%+.1f (%+.1f … %+.1f)", f->value * HUNDRED, f->low * HUNDRED,
             f->high * HUNDRED);
    return buf_str(&b);
}

static struct str
decimal(const struct page *p, int64_t thousandths)
{
    struct buf b = { .a = p->rq->a };

    buf_addf(&b, "%.3f", (double)thousandths / PERMILLE);
    return buf_str(&b);
}

struct str
model_label_name(const struct page *p, enum model_of of, struct str label)
{
    switch (of) {
    case MODEL_OF_MATTER:
        return page_matter(p, label);
    case MODEL_OF_UNIT:
        return page_unit(p, label);
    case MODEL_OF_KIND:
        return page_words(p, "kind.", label);
    case MODEL_OF_LEVEL:
        return page_words(p, "level.", label);
    case MODEL_OF_NONE:
        break;
    }
    return label;
}

static struct str
label_gap(const struct page *p, enum model_of of, const struct figure_gap *g)
{
    struct buf b = { .a = p->rq->a };

    if (!g->known)
        return STR("");
    buf_add(&b, signed_gap(p, &g->gap));
    buf_addf(&b, " %.*s", STR_ARG(model_label_name(p, of, g->label)));
    return buf_str(&b);
}

static struct str
part_name(const struct page *p, const struct figure_group *g)
{
    if (g->name.n == 0)
        return STR("");
    if (str_eq(g->kind, STR("place")))
        return page_place(p, g->name);
    if (str_eq(g->kind, STR("channel")))
        return page_words(p, "channel.", g->name);
    return page_words(p, "model_part.", g->name);
}

static struct model_part_line
tell_part(const struct page *p, enum model_of of, const struct figure_group *g)
{
    struct model_part_line l = {
        .kind = page_words(p, "model_group.",
                           g->kind.n == 0 ? STR("all") : g->kind),
        .name = part_name(p, g),
        .cases = g->cases,
        .right = with_interval(p, &g->right),
        .top3 = percent(p, g->top3),
        .ece = with_interval(p, &g->ece),
    };

    if (!g->compared)
        return l;
    l.gap = signed_gap(p, &g->gap);
    l.parity = label_gap(p, of, &g->parity);
    l.ratio = decimal(p, (int64_t)(g->parity_ratio * PERMILLE + 0.5));
    l.opportunity = label_gap(p, of, &g->opportunity);
    return l;
}

static void
tell_card(const struct page *p, const struct model_shown *s,
          struct model_told *t)
{
    const struct figures *f = &s->figures;
    struct model_part_line *parts =
        arena_alloc(p->rq->a, (f->groups_n + 1) * sizeof(*parts));

    t->right = with_interval(p, &f->all.right);
    t->majority = percent(p, f->majority);
    t->sure = percent(p, f->coverage);
    t->wrong = percent(p, f->wrong_when_sure);
    parts[t->parts_n++] = tell_part(p, s->of, &f->all);
    for (size_t i = 0; i < f->groups_n; i++)
        parts[t->parts_n++] = tell_part(p, s->of, &f->groups[i]);
    t->parts = parts;
}

static struct str
flags_in_words(const struct page *p, struct str flags)
{
    struct buf b = { .a = p->rq->a };
    struct str one;

    while (flags.n > 0 && str_cut(&flags, ';', &one)) {
        if (b.n > 0)
            buf_add(&b, STR("; "));
        buf_add(&b, page_words(p, "model_flag.", one));
    }
    return buf_str(&b);
}

static void
tell_watched(const struct page *p, const struct model_watched_v1 *w,
             struct model_told *t)
{
    int64_t much =
        rules_number(p->rules, STR("model_psi_permille"), MOVED_MUCH);

    t->watched = w->version.n > 0;
    if (!t->watched)
        return;
    t->watched_day = day_start((int32_t)w->day);
    t->watched_cases = w->cases;
    t->psi = decimal(p, w->psi);
    t->confidence = decimal(p, w->confidence);
    t->confidence_was = decimal(p, w->confidence_was);
    t->flags = flags_in_words(p, w->flags);
    t->moved_much = w->psi >= much;
    t->moved_some = !t->moved_much && w->psi >= MOVED_SOME;
}

static bool
may(const struct page *p, const struct actor *actor, const char *command)
{
    const struct access_order order = { str_of(command),
                                        actor == NULL ? STR("") : actor->role,
                                        0 };

    return actor != NULL && access_command(p->rules, &order);
}

static struct model_told
tell_version(const struct page *p, const struct actor *actor,
             const struct model_shown *s)
{
    const struct model_entered_v1 *e = &s->v->entered;
    struct model_told t = {
        .version = e->version,
        .state = page_words(p, "model_state.", s->state),
        .sha256 = e->sha256,
        .purpose = e->purpose,
        .data = e->data,
        .period = e->period,
        .owner = e->owner,
        .entered_at = s->v->entered_at,
        .approved_at = s->v->approved_at,
        .used_at = s->v->used_at,
        .approved_because = s->v->approved_because,
        .ended_because = s->v->ended_because,
        .in_use = s->in_use,
        .not_loaded = s->in_use && !s->loaded,
        .no_card = !s->has_card,
    };

    if (s->has_card)
        tell_card(p, s, &t);
    tell_watched(p, &s->v->watched, &t);
    t.may_approve = s->v->state == MODEL_STATE_ENTERED &&
                    may(p, actor, "model_approve") && !str_eq(actor->id, e->by);
    t.may_use = !s->in_use && s->v->state == MODEL_STATE_APPROVED &&
                may(p, actor, "model_use");
    t.may_retire = !s->in_use && s->v->state != MODEL_STATE_RETIRED &&
                   may(p, actor, "model_retire");
    return t;
}

static struct model_line_told
tell_line(const struct page *p, const struct actor *actor,
          const struct line_shown *l)
{
    struct model_told *at = arena_alloc(p->rq->a, (l->n + 1) * sizeof(*at));
    struct model_week_line *weeks =
        arena_alloc(p->rq->a, (l->weeks_n + 1) * sizeof(*weeks));
    struct str of = str_of(model_of_words[l->of]);
    struct model_line_told t = {
        .of = of,
        .name = page_words(p, "model_of.", of),
        .at = at,
        .at_n = l->n,
        .weeks = weeks,
        .weeks_n = l->weeks_n,
        .answers = l->sum.answers,
        .changed = l->sum.changed,
        .rate = percent(p, week_override(&l->sum)),
        .may_roll_back = l->in_use != NULL && may(p, actor, "model_rollback"),
    };

    if (l->in_use != NULL)
        t.in_use = l->in_use->entered.version;
    for (size_t i = 0; i < l->n; i++)
        at[i] = tell_version(p, actor, &l->at[i]);
    for (size_t i = 0; i < l->weeks_n; i++) {
        const struct model_week *w = &l->weeks[i];

        weeks[i] = (struct model_week_line){ day_start(w->monday), w->answers,
                                             w->changed, w->outside,
                                             percent(p, week_override(w)) };
    }
    return t;
}

static void
tell_lists(const struct page *p, struct registry_told *t)
{
    const size_t n = p->rules.book->wordlists_n;
    struct word_list_told *lists =
        arena_alloc(p->rq->a, (n + 1) * sizeof(*lists));

    for (size_t i = 0; i < n; i++) {
        const struct wordlist *w = rules_wordlist(p->rules, i);
        struct wordlist_file file = rules_wordlist_file(p->rules, i);

        if (w != NULL)
            lists[t->lists_n++] = (struct word_list_told){
                .list = w->list,
                .purpose = page_name(p, &w->purpose),
                .data = page_name(p, &w->data),
                .period = w->period,
                .owner = w->owner,
                .tested = page_name(p, &w->tested),
                .sha256 = file.sha256,
                .rows = (int64_t)file.rows,
            };
    }
    t->lists = lists;
    t->rules = p->rules.book->hash;
}

bool
registry_tell(const struct page *p, const struct actor *actor,
              struct registry_told *ret_told, struct err *err)
{
    struct registry_shown *shown = arena_new(p->rq->a, struct registry_shown);
    struct model_line_told *lines =
        arena_alloc(p->rq->a, MODEL_THINGS * sizeof(*lines));

    *ret_told =
        (struct registry_told){ .models = &shown->models, .lines = lines };
    if (!registry_show(p->rq, shown, err))
        return false;
    for (enum model_of of = MODEL_OF_KIND; of <= MODEL_OF_UNIT; of++)
        lines[ret_told->lines_n++] = tell_line(p, actor, &shown->lines[of]);
    tell_lists(p, ret_told);
    ret_told->may_enter = may(p, actor, "model_enter");
    return true;
}
