/* See folder.h. */
#include "cli/learn/folder.h"

#include "app/appeal/appeal_file.h"
#include "sys/clock.h"

enum { PAGE = 500, STREET_DIGITS = 9, DEEP = 8 };

/* Columns of query model_confirmed. */
struct confirmed {
    int64_t number, at;
    struct id id;
    struct str channel, kind, matter, level, lead, place;
};

enum label {
    LABEL_MATTER,
    LABEL_MATTER_TOP,
    LABEL_KIND,
    LABEL_LEVEL,
    LABEL_UNIT
};

static const char *const label_words[] = { "matter", "matter_top", "kind",
                                           "level", "unit" };

struct reading {
    struct engine *e;
    struct arena *work; /* emptied after each page */
    enum label label;
    struct cases *cases;
};

static bool
label_named(const char *word, enum label *ret_label)
{
    for (int i = LABEL_MATTER; i <= LABEL_UNIT; i++)
        if (str_eq(str_of(word), str_of(label_words[i]))) {
            *ret_label = (enum label)i;
            return true;
        }
    return false;
}

static struct str
top_of(struct rules r, struct str matter)
{
    for (int i = 0; i < DEEP; i++) {
        const struct matter *m = rules_matter(r, matter);

        if (m == NULL || m->parent.n == 0)
            return m == NULL ? STR("") : matter;
        matter = m->parent;
    }
    return matter;
}

static struct str
label_of(const struct reading *r, const struct confirmed *c)
{
    switch (r->label) {
    case LABEL_MATTER:
        return c->matter;
    case LABEL_MATTER_TOP:
        return top_of(engine_rules(r->e, clock_now()), c->matter);
    case LABEL_KIND:
        return c->kind;
    case LABEL_LEVEL:
        return c->level;
    case LABEL_UNIT:
        return c->lead;
    }
    return STR("");
}

static bool
take_case(const struct reading *r, const struct confirmed *c, struct err *err)
{
    struct learn_group group = { c->place, c->channel };
    struct str values[3] = { STR(""), STR(""), STR("") };
    struct appeal_words words;
    struct str label = label_of(r, c);
    struct appeal_file file;

    if (label.n == 0 || label.n > MODEL_NAME_BYTES || label.p[0] == '~')
        return true;
    if (!appeal_file_of(r->e, r->work, c->id, &file, err) ||
        !appeal_file_words(r->e, r->work, &file.records, "learn", &words, err))
        return false;
    if (words.erased)
        return true;
    values[0] = words.title;
    values[1] = words.body;
    group.place.n =
        group.place.n > STREET_DIGITS ? STREET_DIGITS : group.place.n;
    cases_note_day(r->cases, moment_day(c->at));
    return learner_add(r->cases->learner, values, label, group, err);
}

static bool
read_page(const struct reading *r, int64_t after, struct confirmed *page,
          size_t *ret_n, struct err *err)
{
    const struct value v[] = { value_int(after), value_int(PAGE) };
    struct cursor *cur;

    *ret_n = 0;
    if (!store_query(engine_store(r->e), QUERY_MODEL_CONFIRMED, v, 2, &cur,
                     err))
        return false;
    err->kind = ERR_NONE;
    while (*ret_n < PAGE && cursor_next(cur, err)) {
        struct confirmed *c = &page[(*ret_n)++];

        c->number = cursor_int(cur);
        c->id = cursor_id(cur);
        c->channel = arena_str(r->work, cursor_text(cur));
        c->kind = arena_str(r->work, cursor_text(cur));
        c->matter = arena_str(r->work, cursor_text(cur));
        c->level = arena_str(r->work, cursor_text(cur));
        c->lead = arena_str(r->work, cursor_text(cur));
        c->place = arena_str(r->work, cursor_text(cur));
        c->at = cursor_int(cur);
    }
    cursor_close(cur);
    return err->kind == ERR_NONE;
}

static bool
read_all(const struct reading *r, struct err *err)
{
    struct confirmed page[PAGE];
    int64_t after = 0;
    size_t n = PAGE;

    while (n == PAGE) {
        arena_reset(r->work);
        if (!read_page(r, after, page, &n, err))
            return false;
        for (size_t i = 0; i < n; i++) {
            if (!take_case(r, &page[i], err))
                return false;
            after = page[i].number;
        }
    }
    return true;
}

bool
folder_cases(struct arena *a, const struct folder_from *from,
             struct cases *ret_cases, struct err *err)
{
    const struct engine_options o = { .dir = from->dir, .mode = STORE_READ };
    const struct cases_from columns = { .texts = "title,detail" };
    struct reading r = { .cases = ret_cases };
    struct model_block blocks[MODEL_BLOCKS];
    size_t blocks_n;
    bool ok;

    *ret_cases = (struct cases){ .bad_rows = 0 };
    if (!label_named(from->label, &r.label))
        return fail(err, ERR_INPUT,
                    "--label %s: of a folder want matter, matter_top, kind, "
                    "level or unit",
                    from->label);
    if (!cases_blocks(&columns, blocks, &blocks_n, err) ||
        !engine_open(&o, &r.e, err))
        return false;
    r.work = arena_open();
    ret_cases->learner = learner_new(a, blocks, blocks_n);
    ok = read_all(&r, err);
    arena_close(r.work);
    engine_close(r.e);
    return ok;
}
