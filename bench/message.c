/* See message.h. */
#include "message.h"

static const char *const what[] = {
    "路灯不亮，晚上看不清路",
    "小区电梯停运三天没有人修",
    "工地夜间施工噪音太大",
    "自来水发黄有异味",
    "物业乱收停车费",
    "垃圾堆积无人清运",
    "公交车等了一个小时不来",
    "学校门口交通拥堵",
    "楼上漏水浸湿了天花板",
    "暖气不热，室内只有十三度",
    "广场舞音响太吵",
    "人行道上停满了车",
    "下水道堵塞污水外溢",
    "餐馆油烟直排居民楼",
    "消防通道被堵",
    "宽带装了一周还不能用",
    "医院挂号系统打不开",
    "公司拖欠三个月工资",
    "健身房关门不退预付卡的钱",
    "小区里有流浪狗追人",
    "河道里有死鱼，水发臭",
    "违章搭建挡住了窗户",
    "孩子入学材料退回两次",
    "养老金这个月没有到账",
    "燃气表没电打不着火",
    "树枝压在电线上",
    "红绿灯时间太短老人过不去",
    "菜市场缺斤短两",
    "快递柜占用了公共走廊",
    "井盖松动车一过就响",
    "盲道被共享单车占满",
    "居住证办了一个月没有结果",
    "公厕没有水，无法使用",
    "外墙瓷砖往下掉",
    "充电桩坏了没人管",
    "低保申请没有人答复",
    "渣土车不盖篷布，灰尘很大",
    "小区绿化被人毁了种菜",
    "停水没有提前通知",
    "残疾人坡道太陡推不上去",
};

static const char *const more[] = {
    "我家有八十多岁的老人，上下楼很不方便。",
    "已经向物业反映过两次，每次都说知道了，一直没有人来。",
    "上个月也有邻居打过电话，得到的答复是正在协调。",
    "每天晚上十点以后还在继续，孩子第二天要上学。",
    "希望有关部门到现场看一看，不要只打电话。",
    "如果不归你们管，也请告诉我应该找谁。",
    "照片我这里有，需要的话可以补充提交。",
    "附近几栋楼的住户都遇到了同样的情况。",
};

enum {
    WHAT = sizeof(what) / sizeof(what[0]),
    MORE = sizeof(more) / sizeof(more[0]),
    STREETS = 8
};

struct message
message_of(struct arena *a, long n)
{
    struct buf body = { .a = a }, contact = { .a = a }, place = { .a = a };
    struct message m = { .title = str_of(what[n % WHAT]) };

    buf_addf(&body, "您好，我住在%ld号楼%ld单元，%s。", n % 97 + 1, n % 7 + 1,
             what[n % WHAT]);
    for (long i = 0; i < n % 11; i++)
        buf_addf(&body, "%s", more[(n / 11 + i) % MORE]);
    buf_addf(&body, "请尽快核实处理并答复。");
    buf_addf(&contact, "1990%07ld", n * 7919 % 9999991);
    buf_addf(&place, "99010100%ld", n / WHAT % STREETS + 2);
    m.body = buf_str(&body);
    m.contact = buf_str(&contact);
    m.place = buf_str(&place);
    return m;
}

static void
put_member(struct buf *out, const char *name, struct str text)
{
    buf_addf(out, "\"%s\":", name);
    buf_add_json(out, text);
}

void
message_put(struct buf *out, long n)
{
    struct message m = message_of(out->a, n);

    buf_add(out, STR("{\"channel\":\"web\","));
    put_member(out, "title", m.title);
    buf_add_char(out, ',');
    put_member(out, "body", m.body);
    buf_add_char(out, ',');
    put_member(out, "contact", m.contact);
    buf_add_char(out, ',');
    put_member(out, "place", m.place);
    buf_add_char(out, '}');
}
