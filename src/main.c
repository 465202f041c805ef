/* gongzhi: arguments in, exit status out. The commands stand in cli/. */
#include <stdio.h>
#include <string.h>

#include "cli/cli.h"

struct entry {
    const char *name, *usage, *what;
    int (*run)(struct cli *c);
    bool needs_dir;
};

static const struct entry entries[] = {
    { "init",
      "[--rulebook DIR] [--from DAY] [--suite intl|sm] [--continues OLD]",
      "新建数据目录 make a data folder", cmd_init, true },
    { "demo",
      "[--days N] [--until TIME] [--seed N] [--rulebook DIR] [--serve "
      "[--listen ADDR:PORT] [--pace N] [--workers N]]",
      "演示城市 play the demo city", cmd_demo, true },
    { "serve",
      "[--config FILE] [--check-config] [--listen ADDRESS:PORT] [--workers N]\n"
      "             [--request-seconds N] [--connections N]",
      "提供网络服务 answer over HTTP", cmd_serve, true },
    { "outbox",
      "[--state S] [--letter L] [--after ID] [--limit N] | counts |\n"
      "             hooks | retry ID | resume HOOK",
      "对外消息 messages to the outside", cmd_outbox, true },
    { "account",
      "open ID [--name N] [--phone P] [--resident] | grant ID --role R [--unit "
      "U] |\n             revoke ID --role R [--unit U] | lock|close ID "
      "[--reason T] |\n             unlock ID | reset ID | erase ID --basis T "
      "| "
      "list",
      "账户 who works here", cmd_account, true },
    { "import", "--map FILE.map [--rules-as-of DAY] DATA.csv",
      "导入历史数据 import history", cmd_import, true },
    { "do", "FILE.json | -", "执行命令 carry out commands", cmd_do, true },
    { "show", "CODE [--text]", "一件的全过程 the timeline of a case", cmd_show,
      true },
    { "list", "[--stage S] [--unit U] [--level L] [--after N] [--limit N]",
      "列表 list cases", cmd_list, true },
    { "stats", "", "统计 (JSON) figures", cmd_stats, true },
    { "export", "--json | --csv", "导出 export", cmd_export, true },
    { "trace", "FILE.csv", "泄露的清单出自谁 to whom a leaked list leads",
      cmd_trace, true },
    { "tick", "[--until TIME]", "触发到期的计时 fire due timers", cmd_tick,
      true },
    { "enact", "RULEBOOK --from DAY", "施行新规则手册 enact a rulebook",
      cmd_enact, true },
    { "erase", "CODE | --contact TEXT --basis TEXT",
      "删除个人信息 erase a person", cmd_erase, true },
    { "retention", "[--list] | --run [--most N]",
      "保存期限 what is due, and do it", cmd_retention, true },
    { "backup", "FOLDER | --keys FOLDER [--days N]",
      "备份 copy the log, or the keys", cmd_backup, true },
    { "restore", "BACKUP --keys FILE | BACKUP --without-keys",
      "由备份恢复 a data folder from a backup", cmd_restore, true },
    { "verify", "[--checkpoint FILE]", "校验日志 verify the log", cmd_verify,
      true },
    { "rebuild", "", "由日志重建各表 rebuild the readings", cmd_rebuild, true },
    { "checkpoint", "[--receipt CODE | --proof CODE | --since SIZE]",
      "签名检查点与证明 the signed checkpoint, a proof", cmd_checkpoint, true },
    { "check", "RULEBOOK [--suite intl|sm]", "检查规则手册 check a rulebook",
      cmd_check, false },
    { "due", "--start TIME --count N --unit minute|hour|workday|day [--roll]",
      "期限计算 compute a deadline", cmd_due, false },
    { "place", "NAMES | CODE",
      "查区划代码 a place by the national division codes", cmd_place, false },
    { "address",
      "[--model MODEL] [--rulebook DIR] [--form csv|json|tokens] [FILE]",
      "地址分段 the parts of addresses, one a line", cmd_address, false },
    { "mask", "[--spans] [FILE]",
      "遮盖个人信息 cover what tells who somebody is", cmd_mask, false },
    { "feeling", "[--texts COLUMNS] [--json] [--rulebook RULEBOOK] [FILE]",
      "强烈情绪和风险 strong emotion and risk in texts", cmd_feeling, false },
    { "reply", "[--rulebook RULEBOOK] [FILE.csv]", "答复质量 what replies lack",
      cmd_reply, false },
    { "train",
      "--labelled FILE.csv | --folder DIR | --addresses FILE  --out MODEL\n"
      "             [--folds FILE.csv] "
      "[--label COLUMN]\n"
      "             [--texts COLUMNS] [--fields COLUMNS] [--place COLUMN] "
      "[--channel COLUMN] [--risk N]\n             [--purpose TEXT] [--data "
      "TEXT] "
      "[--period TEXT] [--owner TEXT] [--version TEXT]",
      "由已确认的件学习 learn from confirmed cases", cmd_train, false },
    { "classify", "--model MODEL [FILE.csv]",
      "按模型归类 what texts are about, by a model", cmd_classify, false },
    { "model",
      "list | enter OF MODEL --as WHO | approve OF VERSION --as WHO --because "
      "T "
      "|\n             use OF VERSION --as WHO | rollback OF --as WHO "
      "--because "
      "T |\n             retire OF VERSION --as WHO --because T",
      "模型登记 the registry of models", cmd_model, true },
    { "similar",
      "--index DIR [--add FILE.csv] [--query TEXT] [--repeats]\n"
      "             [--most N] [--json]",
      "查找相似文本 find texts that are alike", cmd_similar, false },
    { "topics",
      "[--by heat|peak] [--now TIME] [--window DAYS] [--half-life DAYS] "
      "[--people N] [--most N] [--changes] [FILE]",
      "发现共同议题 find what many write about", cmd_topics, false },
    { "code", "CODE", "核对编码 check a case code", cmd_code, false },
};

enum { ENTRIES = sizeof(entries) / sizeof(entries[0]) };

static int
usage(FILE *out)
{
    (void)fputs("用法 usage: gongzhi [-d DIR] COMMAND ...\n\n", out);
    for (int i = 0; i < ENTRIES; i++)
        (void)fprintf(out, "  %s%-10s %s\n             %s\n",
                      entries[i].needs_dir ? "-d DIR " : "       ",
                      entries[i].name, entries[i].usage, entries[i].what);
    (void)fputs("\n详见 see gongzhi(1)\n", out);
    return EXIT_USAGE;
}

static const struct entry *
find(const char *name)
{
    for (int i = 0; i < ENTRIES; i++)
        if (strcmp(entries[i].name, name) == 0)
            return &entries[i];
    return NULL;
}

static int
run(const struct entry *entry, struct cli *c)
{
    int status;

    if (entry->needs_dir && c->dir == NULL) {
        (void)fprintf(stderr,
                      "gongzhi %s: -d DIR is missing: which data "
                      "folder?\n",
                      entry->name);
        return EXIT_USAGE;
    }
    c->a = arena_open();
    status = entry->run(c);
    arena_close(c->a);
    if (status == EXIT_USAGE)
        (void)fprintf(stderr, "usage: gongzhi %s%s %s\n",
                      entry->needs_dir ? "-d DIR " : "", entry->name,
                      entry->usage);
    return status;
}

int
main(int argc, char *argv[])
{
    struct cli c = { .dir = NULL };
    const struct entry *entry;
    int i = 1;

    if (argc > 2 && strcmp(argv[1], "-d") == 0) {
        c.dir = argv[2];
        i = 3;
    }
    if (i >= argc)
        return usage(stderr);
    if (strcmp(argv[i], "help") == 0 || strcmp(argv[i], "--help") == 0) {
        (void)usage(stdout);
        return EXIT_DONE;
    }
    if (strcmp(argv[i], "version") == 0 || strcmp(argv[i], "--version") == 0) {
        (void)puts("gongzhi " GONGZHI_VERSION);
        return EXIT_DONE;
    }
    entry = find(argv[i]);
    if (entry == NULL) {
        (void)fprintf(stderr, "gongzhi: no command \"%s\"; see gongzhi help\n",
                      argv[i]);
        return EXIT_USAGE;
    }
    c.name = argv[i];
    c.argc = argc - i - 1;
    c.argv = argv + i + 1;
    return run(entry, &c);
}
