/*
 * Taking up a case that the players did not see arrive: what to do next
 * follows from its stage, what it is about from its text and its matter.
 */
#include "app/appeal/appeal_file.h"
#include "cli/living/living_internal.h"

enum { PAGE = 1000, LOOK_BACK = 64 };

/* Columns of query appeal_list that matter here. */
struct case_row {
    int64_t number, received_at;
    enum appeal_stage stage;
};

static enum appeal_stage
stage_of(struct str word)
{
    int i = APPEAL_STAGE_ARCHIVED;

    while (i > 0 && !str_eq(word, appeal_stage_word((enum appeal_stage)i)))
        i--;
    return (enum appeal_stage)i;
}

/* From now on, in how many minutes the next thing may come, by stage. */
static int64_t
first_wait(struct demo *d, struct demo_case *c, enum appeal_stage stage)
{
    static const int16_t most[APPEAL_STAGE_ARCHIVED + 1] = {
        [APPEAL_STAGE_QUEUED] = 60,         [APPEAL_STAGE_PLACED] = 60,
        [APPEAL_STAGE_DISPATCHED] = 60,     [APPEAL_STAGE_DISPUTED] = 300,
        [APPEAL_STAGE_HANDLING] = 3 * 1440, [APPEAL_STAGE_PAUSED] = 4 * 1440,
        [APPEAL_STAGE_REPLIED] = 3 * 1440,  [APPEAL_STAGE_REVIEW] = 4 * 1440,
    };
    int64_t wait = demo_between(&c->chance, 1, most[stage] + 1) * MINUTE_MS;

    /* half of the work in hand goes on at its ordinary speed: so some comes
     * due while one watches */
    if (stage == APPEAL_STAGE_HANDLING && demo_chance(&c->chance, 50))
        return wait;
    return demo_wait(d, wait);
}

static void
take(struct demo *d, const struct case_row *r)
{
    bool ended = r->stage == APPEAL_STAGE_CLOSED ||
                 r->stage == APPEAL_STAGE_DIVERTED ||
                 r->stage == APPEAL_STAGE_WITHDRAWN;
    struct demo_case *c;
    size_t index = d->cases_n;
    int64_t at;

    if (r->stage == APPEAL_STAGE_NONE || r->stage == APPEAL_STAGE_MERGED ||
        r->stage == APPEAL_STAGE_ARCHIVED)
        return;
    c = demo_add_case(d, (uint64_t)r->number);
    c->number = r->number;
    c->slept = true;
    if (ended) /* the files are closed when they are old enough */
        at = r->received_at + demo_between(&c->chance, 36, 44) * DAY_MS;
    else
        at = d->now + first_wait(d, c, r->stage);
    if (ended && at < d->now)
        at = d->now + demo_between(&c->chance, 1, 60) * MINUTE_MS;
    demo_later(d, STEP_WORK, index, at);
}

static bool
is_known(const struct demo *d, int64_t number)
{
    for (size_t i = d->cases_n; i > 0; i--)
        if (d->cases[i - 1].number == number)
            return true;
    return false;
}

/* A page of the cases behind a number; *ret_n counts what was read. */
static bool
take_page(struct demo *d, int64_t after, bool all, int *ret_n, struct err *err)
{
    const struct value v[] = { value_int(after), value_text(STR("")),
                               value_text(STR("")), value_text(STR("")),
                               value_int(PAGE) };
    struct cursor *c;
    int n;

    if (!store_query(engine_store(d->e), QUERY_APPEAL_LIST, v, 5, &c, err))
        return false;
    err->kind = ERR_NONE;
    for (n = 0; cursor_next(c, err); n++) {
        struct case_row r = { .number = cursor_int(c) };

        (void)cursor_text(c); /* code */
        r.stage = stage_of(cursor_text(c));
        for (int i = 0; i < 4; i++)
            (void)cursor_text(c); /* level, matter, place, lead */
        r.received_at = cursor_int(c);
        if (all || !is_known(d, r.number))
            take(d, &r);
        d->seen = r.number > d->seen ? r.number : d->seen;
    }
    cursor_close(c);
    *ret_n = n;
    return err->kind == ERR_NONE;
}

bool
living_take_all(struct demo *d, struct err *err)
{
    int n = PAGE;

    d->seen = 0;
    while (n == PAGE)
        if (!take_page(d, d->seen, true, &n, err))
            return false;
    return true;
}

/* A number that was given out may be written after the next one: so a look
 * goes back a little. */
bool
living_take_new(struct demo *d, struct err *err)
{
    int64_t after = d->seen > LOOK_BACK ? d->seen - LOOK_BACK : 0;
    int n = PAGE;

    while (n == PAGE) {
        if (!take_page(d, after, false, &n, err))
            return false;
        after = d->seen;
    }
    return true;
}

static bool
find_id(struct demo *d, struct demo_case *c, struct err *err)
{
    const struct value v = value_int(c->number);
    struct cursor *row;

    if (!store_query(engine_store(d->e), QUERY_APPEAL_BY_NUMBER, &v, 1, &row,
                     err))
        return false;
    err->kind = ERR_NONE;
    if (cursor_next(row, err))
        c->id = cursor_id(row);
    cursor_close(row);
    return err->kind == ERR_NONE;
}

/* What the citizen wrote; empty when it was erased. */
static bool
read_body(struct demo *d, const struct demo_case *c, struct str *ret_body,
          struct err *err)
{
    struct record_list list = { .a = d->turn };
    struct appeal_text wanted = { NULL, "body", "demo" };
    bool erased;

    *ret_body = STR("");
    if (!store_load(engine_store(d->e), appeal_stream(d->turn, c->id), &list,
                    err))
        return false;
    if (list.n == 0)
        return true;
    wanted.record = &list.at[0];
    return appeal_file_text(d->e, d->turn, &wanted, ret_body, &erased, err);
}

/* The words of the matter, if the text is made of them; of any matter while a
 * person must still place it. */
static void
find_words(struct demo *d, struct demo_case *c, const struct appeal *s,
           struct str body)
{
    for (size_t i = 0; i < d->city.words_n; i++) {
        const struct demo_words *w = d->city.words[i];

        if ((s->matter.n == 0 || str_eq(s->matter, str_of(w->matter))) &&
            demo_way_of(w, body, &c->about.way)) {
            c->about.words = w;
            return;
        }
    }
    if (demo_is_vague(body)) {
        c->about.flavour = DEMO_VAGUE;
        if (s->matter.n == 0)
            c->about.words = demo_any_words(&d->city, &c->chance);
        for (size_t i = 0; i < d->city.words_n; i++)
            if (str_eq(s->matter, str_of(d->city.words[i]->matter)))
                c->about.words = d->city.words[i];
    }
}

/* What has happened to it does not happen again. */
static void
forget_done(struct demo_case *c, const struct appeal *s)
{
    const unsigned late = TODO_SUPERVISE | TODO_REOPEN;

    if (s->contacted || s->hops > 1 || s->objected_n > 0)
        c->todo &= late;
    if (s->reopened > 0)
        c->todo &= ~(unsigned)TODO_REOPEN;
}

bool
living_recall(struct demo *d, size_t index, struct err *err)
{
    struct demo_case *c = &d->cases[index];
    const struct appeal *s;
    struct str body;

    if (!find_id(d, c, err))
        return false;
    if (!demo_load(d, c, &s, err))
        return false;
    c->known = true;
    c->citizen = -1;
    c->about.flavour = DEMO_AGAIN; /* not one to be asked about once more */
    c->about.where = d->cluster;
    if (s == NULL)
        return true;
    if (rules_place(d->city.rules, s->place) != NULL)
        c->about.where = rules_place(d->city.rules, s->place);
    if (!read_body(d, c, &body, err))
        return false;
    find_words(d, c, s, body);
    forget_done(c, s);
    return true;
}
