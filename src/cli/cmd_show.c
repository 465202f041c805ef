/*
 * show: the timeline of one case for people. Personal texts are shown with
 * --text only; erased ones say so.
 */
#include <stdio.h>

#include "app/appeal/appeal_file.h"
#include "cli/cli.h"

/* What is being shown. */
struct view {
    struct engine *e;
    struct buf out;
    const struct appeal *s;
    struct rules rules;
    bool texts;
};

/* "安澜市/澜城区/云岫街道 (990101002)"; an external ~name as it is. */
static struct str
place_name(const struct view *v, const struct appeal *s)
{
    struct str path = rules_place_path(v->out.a, v->rules, s->place);
    struct buf b = { .a = v->out.a };

    if (path.n == 0)
        path = s->place_path;
    if (path.n == 0)
        return s->place;
    buf_add(&b, path);
    buf_addf(&b, " (%.*s)", STR_ARG(s->place));
    return buf_str(&b);
}

static struct str
unit_name(const struct view *v, struct str code)
{
    const struct unit *u = rules_unit(v->rules, code);

    return u == NULL ? code : u->name.hans;
}

static struct str
matter_name(const struct view *v, struct str code)
{
    const struct matter *m = rules_matter(v->rules, code);

    return m == NULL ? code : m->name.hans;
}

static void
line(struct view *v, const char *label, struct str text)
{
    if (text.n > 0)
        buf_addf(&v->out, "%s  %.*s\n", label, STR_ARG(text));
}

static void
time_line(struct view *v, const char *label, int64_t at)
{
    if (at == 0)
        return;
    buf_addf(&v->out, "%s  ", label);
    moment_put(&v->out, at);
    buf_add_char(&v->out, '\n');
}

static void
put_head(struct view *v)
{
    const struct appeal *s = v->s;

    line(v, "案件编号 case   ", s->code);
    buf_add(&v->out, STR("查询码 query    "));
    buf_add(&v->out, STR("  "));
    engine_query_code(v->e, s->number, &v->out);
    buf_add_char(&v->out, '\n');
    line(v, "阶段 stage      ",
         cli_phrase(v->e, "stage.", appeal_stage_word(s->stage)));
    line(
        v, "渠道 channel    ",
        cli_phrase(v->e, "channel.", str_of(appeal_channel_words[s->channel])));
    line(v, "事项 matter     ", matter_name(v, s->matter));
    line(v, "地点 place      ", place_name(v, s));
    line(v, "等级 level      ", cli_phrase(v->e, "level.", s->level));
    line(v, "首接 first      ", unit_name(v, s->first_unit));
    line(v, "主办 lead       ", unit_name(v, s->lead));
    if (s->hops > 1)
        buf_addf(&v->out, "流转 hops         %d 次派单，裁定前用去 %lld 分钟\n",
                 s->hops, (long long)s->lost);
    time_line(
        v, "时限 due        ",
        s->clock[s->round > 1 ? APPEAL_WARNING_SECOND : APPEAL_WARNING_CLOSE]
            .due);
    buf_add_char(&v->out, '\n');
}

/* Cases that may tell the same facts, for whoever may merge them. */
static bool
put_repeats(struct view *v, struct str stream, struct err *err)
{
    struct repeat *at;
    size_t n;

    if (!engine_repeats(v->e, v->out.a, stream, &at, &n, err))
        return false;
    for (size_t i = 0; i < n; i++)
        buf_addf(&v->out, "同人同事同地 repeat  %.*s  %.*s\n",
                 STR_ARG(at[i].code),
                 STR_ARG(cli_phrase(v->e, "stage.", at[i].stage)));
    if (n > 0)
        buf_add_char(&v->out, '\n');
    return true;
}

/* Who reported an offence is shown by nothing but a release of two people. */
static bool
is_secret(const struct view *v, const struct field *f)
{
    return v->s->kind == APPEAL_KIND_REPORT &&
           (str_eq(str_of(f->name), STR("caller")) ||
            str_eq(str_of(f->name), STR("contact")));
}

static bool
put_personal(struct view *v, const struct record *r, const struct field *f,
             struct err *err)
{
    const struct appeal_text wanted = { r, f->name, "show" };
    struct str text;
    bool erased;

    if (field_personal(f, r->data)->commitment.n == 0)
        return true;
    if (!v->texts) {
        buf_addf(&v->out, "      %s: (个人信息，--text 显示)\n", f->name);
        return true;
    }
    if (is_secret(v, f)) {
        buf_addf(&v->out, "      %s: (举报人身份 who reported)\n", f->name);
        return true;
    }
    if (!appeal_file_text(v->e, v->out.a, &wanted, &text, &erased, err))
        return false;
    buf_addf(&v->out, "      %s: %.*s\n", f->name,
             STR_ARG(erased ? STR("(已删除 erased)") : text));
    return true;
}

/* Fields that say nothing to a reader. */
static bool
is_plumbing(const struct field *f)
{
    struct str name = str_of(f->name);

    return str_eq(name, STR("subject_id")) || str_eq(name, STR("contact_id")) ||
           str_eq(name, STR("rules")) || str_eq(name, STR("rules_day")) ||
           str_eq(name, STR("number")) || str_eq(name, STR("code")) ||
           str_eq(name, STR("file_key"));
}

static void
put_plain(struct view *v, const struct field *f, const void *data)
{
    struct buf b = { .a = v->out.a };

    switch (f->kind) {
    case FIELD_TEXT:
        buf_add(&b, field_text(f, data));
        break;
    case FIELD_CHOICE:
        buf_add(&b, field_choice(f, data));
        break;
    case FIELD_INT:
        buf_add_i64(&b, field_number(f, data));
        break;
    case FIELD_TIME:
        if (field_number(f, data) != 0)
            moment_put(&b, field_number(f, data));
        break;
    case FIELD_ID:
        if (!id_is_none(field_id(f, data)))
            id_put(&b, field_id(f, data));
        break;
    }
    if (b.n > 0)
        buf_addf(&v->out, "      %s: %.*s\n", f->name, STR_ARG(buf_str(&b)));
}

static bool
put_record(struct view *v, const struct record *r, struct err *err)
{
    moment_put(&v->out, r->occurred_at);
    buf_addf(&v->out, "  %.*s  [%.*s]  #%llu\n",
             STR_ARG(cli_phrase(v->e, "event.", str_of(r->type->name))),
             STR_ARG(r->actor), (unsigned long long)r->position);
    for (size_t i = 0; i < r->type->fields_n; i++) {
        const struct field *f = &r->type->fields[i];

        if (is_plumbing(f))
            continue;
        if ((f->flags & FIELD_PERSONAL) == 0)
            put_plain(v, f, r->data);
        else if (!put_personal(v, r, f, err))
            return false;
    }
    return true;
}

static bool
show(struct view *v, struct cli *c, struct err *err)
{
    struct appeal_file f;

    if (!appeal_file_load(v->e, c->a, str_of(c->argv[0]), &f, err))
        return false;
    v->s = &f.s;
    v->rules = engine_rules(v->e, f.records.at[f.records.n - 1].occurred_at);
    put_head(v);
    if (!put_repeats(v, f.stream, err))
        return false;
    for (size_t i = 0; i < f.records.n; i++)
        if (!put_record(v, &f.records.at[i], err))
            return false;
    return true;
}

int
cmd_show(struct cli *c)
{
    struct view v = { .out = { .a = c->a } };
    struct err err;
    bool ok;

    v.texts = cli_flag(c, "--text");
    if (!cli_words(c, 1, 1))
        return EXIT_USAGE;
    if (!cli_open(c, STORE_READ, 1, &v.e))
        return EXIT_FAILED;
    ok = show(&v, c, &err);
    engine_close(v.e);
    if (!ok)
        return cli_fail(c, &err);
    (void)fwrite(v.out.p, 1, v.out.n, stdout);
    return EXIT_DONE;
}
