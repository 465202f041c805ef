/* See demo_knowledge.h. */
#include "cli/demo/knowledge/demo_knowledge.h"

#include "app/knowledge/knowledge_file.h"
#include "base/date.h"
#include "sys/clock.h"

#define MADE_UP "（这是演示城市的虚构内容，不是任何地方的规定。）"

enum { SOON_DAYS = 20 };

static const struct {
    const char *unit, *matter, *title, *question, *answer;
    bool waits; /* for review */
    bool ends;  /* soon */
} entries[] = {
    { "E_WATER", "M0304", "停水了怎么查恢复时间",
      "家里突然没水了，什么时候来水？",
      "计划停水提前一天公告，按街道可以查到起止时间。没有公告的多半是水管爆裂，"
      "抢"
      "修队两小时内到场，一般当天恢复。超过一天的，会送水到小区门口。" MADE_UP,
      false, false },
    { "U_MUNICIPAL", "M0302", "路灯不亮怎么报修",
      "门口的路灯坏了、路灯不亮，找谁修，多久修好？",
      "请说清路段和灯杆上的编号。主干道一天内修好，小巷三天内修好；要换线路的会"
      "先"
      "告诉您日期。" MADE_UP,
      false, false },
    { "U_URBAN", "M0501", "夜间施工扰民怎么办",
      "工地晚上还在施工、打桩，吵得睡不着，可以吗？",
      "晚上十点到早上六点不得施工；抢修和必须连续浇筑的，要有夜间施工证明并贴在"
      "工"
      "地门口。您可以先看有没有公告，没有的请直接反映，当晚派人到场。" MADE_UP,
      false, true },
    { "U_MARKET", "M1004", "电梯困人、电梯坏了怎么办",
      "电梯停运、电梯困人找谁？多久能修好？",
      "困人请按轿厢里的报警按钮，或者打电梯里贴着的救援电话，三十分钟内到场。停"
      "运"
      "超过两天的，物业要贴出原因和修好的日期。" MADE_UP,
      false, false },
    { "U_HOUSING", "M0101", "业主怎样查看物业收支",
      "小区公共收益、物业费花到哪里去了，怎么查？",
      "物业每半年公示一次，业主可以要求查看账目和合同。" MADE_UP, true, false },
};

enum { ENTRIES = sizeof(entries) / sizeof(entries[0]) };

static const struct actor writer = { { "operator", 8 },
                                     { "demo-operator", 13 },
                                     { "U_HOTLINE", 9 } };
static const struct actor reviewer = { { "legal_officer", 13 },
                                       { "demo-legal", 10 },
                                       { "U_HOTLINE", 9 } };

/* *ret_taken: the rules took it. */
static bool
tell(struct engine *e, struct arena *a, struct str stream,
     const struct command *cmd, bool *ret_taken, struct err *err)
{
    struct outcome o;

    if (!engine_do(e, a, stream, cmd, &o, err))
        return false;
    *ret_taken = o.verdict.reason == ACCEPTED;
    return true;
}

static bool
add_entry(struct engine *e, struct arena *a, size_t i, int64_t at,
          struct str last_day, struct err *err)
{
    const struct knowledge_write write = {
        .title = str_of(entries[i].title),
        .question = str_of(entries[i].question),
        .answer = str_of(entries[i].answer),
        .matter = str_of(entries[i].matter),
        .basis = STR("虚构的服务规范"),
        .unit = str_of(entries[i].unit),
        .valid_until = entries[i].ends ? last_day : STR(""),
    };
    const struct knowledge_submit submit = { 0 };
    const struct knowledge_approve approve = { 0 };
    const struct command steps[] = {
        { &knowledge_write_type, &write, writer, at },
        { &knowledge_submit_type, &submit, writer, at + MINUTE_MS },
        { &knowledge_approve_type, &approve, reviewer, at + HOUR_MS },
    };
    struct str stream = knowledge_stream(a, id_new());
    bool taken = true;

    for (size_t k = 0; taken && k < (entries[i].waits ? 2 : 3); k++)
        if (!tell(e, a, stream, &steps[k], &taken, err))
            return false;
    return true;
}

bool
demo_knowledge(struct engine *e, int64_t at, int64_t until, struct err *err)
{
    struct arena *a = arena_open();
    struct buf last = { .a = a };
    bool ok = true;

    day_put(&last, moment_day(until) + SOON_DAYS);
    for (size_t i = 0; ok && i < ENTRIES; i++)
        ok = add_entry(e, a, i, at, buf_str(&last), err);
    arena_close(a);
    return ok;
}
