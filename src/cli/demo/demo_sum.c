/* What happened in the demo city, told from the log and the readings. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"
#include "cli/demo/demo_play.h"
#include "feature/appeal/appeal.h"

enum { LEAVES = 2000, PAGE = 500, TOP = 5, EXAMPLE_LINES = 24 };

/* Counts by a word; the words live in the arena. */
struct tally {
    struct str *word;
    int64_t *n;
    size_t words_n;
};

enum { TALLY = 400 };

struct sum {
    struct engine *e;
    struct arena *a;
    struct rules rules;
    struct tally channels, stages, levels, matters, streets, units;
    int64_t events, by_type[APPEAL_TYPES_N];
    int64_t by_person, referrals, warned_late, warned_soon;
};

static struct tally
tally_open(struct arena *a)
{
    return (struct tally){
        arena_alloc(a, TALLY * sizeof(struct str)),
        arena_alloc(a, TALLY * sizeof(int64_t)),
        0,
    };
}

static void
count(struct arena *a, struct tally *t, struct str word)
{
    size_t i = 0;

    while (i < t->words_n && !str_eq(t->word[i], word))
        i++;
    if (i == TALLY)
        return;
    if (i == t->words_n)
        t->word[t->words_n++] = arena_str(a, word);
    t->n[i]++;
}

/* The most frequent first. */
static void
sort(struct tally *t)
{
    for (size_t i = 1; i < t->words_n; i++)
        for (size_t j = i; j > 0 && t->n[j] > t->n[j - 1]; j--) {
            struct str w = t->word[j];
            int64_t n = t->n[j];

            t->word[j] = t->word[j - 1];
            t->n[j] = t->n[j - 1];
            t->word[j - 1] = w;
            t->n[j - 1] = n;
        }
}

static void
look_at(struct sum *s, const struct record *r)
{
    const struct appeal_placed_v1 *placed = r->data;
    const struct appeal_warned_v1 *warned = r->data;
    const struct event ev = { r->type, r->data };
    struct appeal_received_v3 received;

    if (str_eq(str_of(r->type->name), STR("unit_referred")))
        s->referrals++;
    if (!str_starts(r->stream, STR("appeal/")))
        return;
    s->by_type[r->type->tag]++;
    if (r->type == &appeal_placed_v1_type)
        s->by_person += placed->how == APPEAL_HOW_PERSON;
    else if (r->type == &appeal_warned_v1_type && warned->step > 0)
        s->warned_late++;
    else if (r->type == &appeal_warned_v1_type)
        s->warned_soon++;
    else if (appeal_received(&ev, &received))
        count(s->a, &s->channels,
              str_of(appeal_channel_words[received.channel]));
}

static bool
read_log(struct sum *s, struct err *err)
{
    struct arena *turn = arena_open();
    struct leaf_list leaves = { NULL, 1 };
    struct record r;
    bool ok = true;

    while (ok && leaves.n > 0) {
        arena_reset(turn);
        ok = store_leaves(engine_store(s->e), turn, (uint64_t)s->events, LEAVES,
                          &leaves, err);
        for (size_t i = 0; ok && i < leaves.n; i++) {
            ok = record_decode(turn, modules_registry(), leaves.at[i], &r) ||
                 fail(err, ERR_CORRUPT,
                      "a leaf of the log cannot be read; run `gongzhi verify`");
            if (ok)
                look_at(s, &r);
        }
        s->events += ok ? (int64_t)leaves.n : 0;
    }
    arena_close(turn);
    return ok;
}

/* The street or town that a place lies in. */
static struct str
street_of(struct rules r, struct str code)
{
    const struct place *p = rules_place(r, code);

    for (int depth = 0; p != NULL && depth < 8; depth++) {
        if (str_eq(p->kind, STR("street")) || str_eq(p->kind, STR("town")))
            return p->name.hans;
        p = rules_place(r, p->parent);
    }
    return STR("");
}

/* Columns of query appeal_list, in order. */
static int64_t
count_row(struct sum *s, struct cursor *c)
{
    int64_t number = cursor_int(c);
    const struct matter *m;
    const struct unit *u;
    struct str street;

    (void)cursor_text(c); /* the code is not counted */
    count(s->a, &s->stages, cursor_text(c));
    count(s->a, &s->levels, cursor_text(c));
    m = rules_matter(s->rules, cursor_text(c));
    street = street_of(s->rules, cursor_text(c));
    u = rules_unit(s->rules, cursor_text(c));
    if (m != NULL)
        count(s->a, &s->matters, m->name.hans);
    if (street.n > 0)
        count(s->a, &s->streets, street);
    if (u != NULL)
        count(s->a, &s->units, u->name.hans);
    return number;
}

static bool
read_cases(struct sum *s, struct err *err)
{
    struct value v[5] = { value_int(0), value_text(STR("")),
                          value_text(STR("")), value_text(STR("")),
                          value_int(PAGE) };
    int n = PAGE;

    while (n == PAGE) {
        struct cursor *c;

        if (!store_query(engine_store(s->e), QUERY_APPEAL_LIST, v, 5, &c, err))
            return false;
        err->kind = ERR_NONE;
        for (n = 0; cursor_next(c, err); n++)
            v[0].i = count_row(s, c);
        cursor_close(c);
        if (err->kind != ERR_NONE)
            return false;
    }
    return true;
}

static void
print_tally(struct sum *s, const char *title, struct tally *t,
            const char *prefix)
{
    bool top = prefix == NULL;

    sort(t);
    (void)printf("%s\n   ", title);
    for (size_t i = 0; i < t->words_n && (!top || i < TOP); i++) {
        struct str w = t->word[i];

        if (!top && w.n > 0)
            w = cli_phrase(s->e, prefix, w);
        if (w.n == 0)
            w = STR("未定级");
        (void)printf(" %.*s %lld%s", STR_ARG(w), (long long)t->n[i],
                     i + 1 < t->words_n && (!top || i + 1 < TOP) ? " ·" : "");
    }
    (void)puts("");
}

static long long
times(const struct sum *s, enum appeal_event tag)
{
    return (long long)s->by_type[tag];
}

static void
print_life(const struct sum *s)
{
    (void)puts("经过 what happened to them");
    (void)printf("    依法分流 diverted %lld · 转人工 queued %lld · 人工定类 "
                 "placed by a person %lld · 并案 merged %lld\n",
                 times(s, APPEAL_DIVERTED_V1), times(s, APPEAL_QUEUED_V1),
                 (long long)s->by_person, times(s, APPEAL_MERGED_V1));
    (void)printf("    异议 objections %lld · 循环转办 circled %lld · 裁定 "
                 "rulings %lld · 会商 conferences %lld · 吹哨 whistles %lld\n",
                 times(s, APPEAL_OBJECTED_V1), times(s, APPEAL_CIRCLED_V1),
                 times(s, APPEAL_RULED_V1), times(s, APPEAL_CONFERRED_V1),
                 times(s, APPEAL_WHISTLED_V1));
    (void)printf("    暂停 pauses %lld · 延期 extensions %lld · 催办 nudges "
                 "%lld · 督办 supervisions %lld · 撤回 withdrawn %lld · 重办 "
                 "reopened %lld\n",
                 times(s, APPEAL_PAUSED_V1), times(s, APPEAL_EXTENDED_V1),
                 times(s, APPEAL_NUDGED_V1), times(s, APPEAL_SUPERVISED_V1),
                 times(s, APPEAL_WITHDRAWN_V1), times(s, APPEAL_REOPENED_V1));
    (void)printf(
        "    预警 pre-warnings %lld · 超时提醒 overdue warnings %lld\n",
        (long long)s->warned_soon, (long long)s->warned_late);
    (void)printf("    答复 answers %lld · 二次办理 second handlings %lld · "
                 "履职评估 reviews %lld · 移交 referrals %lld\n",
                 times(s, APPEAL_REPLIED_V1), times(s, APPEAL_SECOND_OPENED_V1),
                 times(s, APPEAL_REVIEWED_V1), (long long)s->referrals);
}

static long
percent(int64_t part, int64_t whole)
{
    return whole == 0 ? 0 : (long)((part * 100 + whole / 2) / whole);
}

/* Columns of query appeal_stats_rates. */
static bool
print_rates(struct sum *s, struct err *err)
{
    struct cursor *c;
    int64_t v[8];

    if (!store_query(engine_store(s->e), QUERY_APPEAL_STATS_RATES, NULL, 0, &c,
                     err))
        return false;
    if (!cursor_next(c, err)) {
        cursor_close(c);
        return false;
    }
    for (int i = 0; i < 8; i++)
        v[i] = cursor_int(c);
    cursor_close(c);
    (void)printf(
        "结果 results\n    按时答复 on time %ld%% (%lld/%lld) · 解决率 "
        "solved %ld%% · 满意率 satisfied %ld%% · 经过一个以上单位 "
        "moved %lld\n",
        percent(v[2], v[1]), (long long)v[2], (long long)v[1],
        percent(v[3], v[4]), percent(v[5], v[6]), (long long)v[7]);
    return true;
}

static void
print_refused(struct sum *s, const struct demo_result *r)
{
    (void)puts("按规则拒绝 refused by rule");
    for (size_t i = 0; i < r->refused_n; i++) {
        struct str rule = r->refused[i].rule;

        (void)printf("    %4lld  %.*s: %.*s\n", (long long)r->refused[i].n,
                     STR_ARG(rule),
                     STR_ARG(cli_phrase(s->e, "refusal.", rule)));
    }
    if (r->unexpected > 0)
        (void)printf("    其中 %lld 件不在剧本内 not part of the story\n",
                     (long long)r->unexpected);
}

/* What a record says, in a few words. */
static struct str
detail(struct sum *s, const struct record *r)
{
    const void *e = r->data;
    struct buf b = { .a = s->a };
    const struct unit *u = NULL;

    if (r->type == &appeal_dispatched_v1_type)
        u = rules_unit(s->rules,
                       ((const struct appeal_dispatched_v1 *)e)->lead);
    else if (r->type == &appeal_ruled_v1_type)
        u = rules_unit(s->rules, ((const struct appeal_ruled_v1 *)e)->lead);
    else if (r->type == &appeal_objected_v1_type)
        u = rules_unit(s->rules, ((const struct appeal_objected_v1 *)e)->unit);
    else if (r->type == &appeal_assist_done_v1_type)
        u = rules_unit(s->rules,
                       ((const struct appeal_assist_done_v1 *)e)->unit);
    else if (r->type == &appeal_placed_v1_type)
        buf_add(&b, ((const struct appeal_placed_v1 *)e)->because);
    else if (r->type == &appeal_promised_v1_type)
        moment_put(&b, ((const struct appeal_promised_v1 *)e)->due_at);
    else if (r->type == &appeal_rated_v1_type)
        buf_add(
            &b,
            cli_phrase(
                s->e, "satisfied.",
                str_of(
                    appeal_satisfied_words[((const struct appeal_rated_v1 *)e)
                                               ->satisfied])));
    if (u != NULL)
        buf_add(&b, u->name.hans);
    return buf_str(&b);
}

static void
print_line(struct sum *s, const struct record *r)
{
    struct buf at = { .a = s->a };

    moment_put(&at, r->occurred_at);
    (void)printf("    %.5s %.5s  %.*s  %.*s\n", buf_cstr(&at) + 5,
                 buf_cstr(&at) + 11,
                 STR_ARG(cli_phrase(s->e, "event.", str_of(r->type->name))),
                 STR_ARG(detail(s, r)));
}

static bool
print_example(struct sum *s, struct id id, const char *dir, struct err *err)
{
    struct str stream = appeal_stream(s->a, id);
    struct record_list list = { .a = s->a };
    struct buf code = { .a = s->a };
    struct appeal_received_v3 first;
    int lines = 0;

    if (!store_load(engine_store(s->e), stream, &list, err))
        return false;
    if (list.n == 0 ||
        !appeal_received(&(struct event){ list.at[0].type, list.at[0].data },
                         &first))
        return true;
    engine_query_code(s->e, first.number, &code);
    (void)printf("\n一件诉求的经过 one case\n    案件编码 case code  %.*s\n    "
                 "查询码 query code  %.*s (群众凭此查询 for the citizen)\n",
                 STR_ARG(first.code), STR_ARG(buf_str(&code)));
    for (size_t i = 0; i < list.n && lines < EXAMPLE_LINES; i++) {
        if (list.at[i].type == &appeal_warned_v1_type ||
            list.at[i].type == &appeal_archived_v1_type)
            continue;
        print_line(s, &list.at[i]);
        lines++;
    }
    (void)printf("\n接下来 what to try\n"
                 "    gongzhi -d %s show %.*s --text\n"
                 "    gongzhi -d %s list --stage handling --limit 20\n"
                 "    gongzhi -d %s stats\n"
                 "    gongzhi -d %s verify\n",
                 dir, STR_ARG(first.code), dir, dir, dir);
    return true;
}

static bool
gather(struct sum *s, struct err *err)
{
    s->channels = tally_open(s->a);
    s->stages = tally_open(s->a);
    s->levels = tally_open(s->a);
    s->matters = tally_open(s->a);
    s->streets = tally_open(s->a);
    s->units = tally_open(s->a);
    return read_log(s, err) && read_cases(s, err);
}

bool
demo_summary(struct engine *e, struct arena *a, const char *dir,
             const struct demo_played *p, struct err *err)
{
    struct sum s = { .e = e, .a = a, .rules = engine_rules(e, p->until) };
    struct buf until = { .a = a };
    struct str city = rules_setting(s.rules, STR("city_name"), STR("演示城市"));

    if (!gather(&s, err))
        return false;
    moment_put(&until, p->until);
    (void)printf("%.*s (虚构的城市，人和事都是编的 a fictional city)\n"
                 "    %lld 天，到 %.*s 为止，种子 %lld days, until, seed\n"
                 "    诉求 appeals %lld · 命令 commands %lld · 事件 events "
                 "%lld\n",
                 STR_ARG(city), (long long)p->days, STR_ARG(buf_str(&until)),
                 (long long)p->seed, times(&s, APPEAL_RECEIVED_V3),
                 (long long)p->result.commands, (long long)s.events);
    print_tally(&s, "渠道 channels", &s.channels, "channel.");
    print_tally(&s, "级别 levels", &s.levels, "level.");
    print_tally(&s, "环节 stages now", &s.stages, "stage.");
    print_tally(&s, "事项前五 top matters", &s.matters, NULL);
    print_tally(&s, "街道前五 top streets", &s.streets, NULL);
    print_tally(&s, "单位前五 top units", &s.units, NULL);
    print_life(&s);
    if (!print_rates(&s, err))
        return false;
    print_refused(&s, &p->result);
    return print_example(&s, p->result.example, dir, err);
}
