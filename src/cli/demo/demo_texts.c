/* See demo_texts.h. */
#include "cli/demo/demo_texts.h"

static const char since[] =
    "上周|上个月|这个月初|上周末|前天|上周三|半个月前|上周一";
static const char hours[] = "晚上九点|晚上十点|夜里十一点|傍晚六点|晚上八点";
static const char greetings[] = "您好，|你好，|同志您好，|麻烦了，||||||";
static const char burdens[] =
    "大家意见都很大。|给生活带来很大不便。|家里有老人和孩子，实在没有办法。|"
    "希望有人来现场看一看。|已经影响到正常生活。|一直没有人给个说法。|||||";
static const char closings[] =
    "，谢谢。|，盼复。|，请给个答复。|，并告诉我结果。|。|。|。";

uint64_t
demo_draw(struct demo_random *r)
{
    uint64_t z = r->state += UINT64_C(0x9E3779B97F4A7C15);

    z = (z ^ z >> 30) * UINT64_C(0xBF58476D1CE4E5B9);
    z = (z ^ z >> 27) * UINT64_C(0x94D049BB133111EB);
    return z ^ z >> 31;
}

int64_t
demo_between(struct demo_random *r, int64_t low, int64_t high)
{
    if (high <= low)
        return low;
    return low + (int64_t)(demo_draw(r) % (uint64_t)(high - low + 1));
}

bool
demo_chance(struct demo_random *r, int percent)
{
    return demo_between(r, 1, 100) <= percent;
}

/* An exponential number without logarithms (von Neumann 1951): of numbers
 * drawn until one is not smaller than the one before, the first counts when
 * they were odd in number; else one more whole. */
int64_t
demo_until_next(struct demo_random *r, int64_t mean)
{
    for (int64_t whole = 0;; whole++) {
        uint32_t first = (uint32_t)(demo_draw(r) >> 32), last = first, next;
        int n = 1;

        while ((next = (uint32_t)(demo_draw(r) >> 32)) < last) {
            last = next;
            n++;
        }
        if (n % 2 == 1)
            return whole * mean + (int64_t)((double)mean * first / 0x1p32);
    }
}

static size_t
pieces_of(struct str s, char sep)
{
    size_t n = 1;

    for (size_t i = 0; i < s.n; i++)
        n += s.p[i] == sep;
    return n;
}

/* The i-th piece, or the last. */
static struct str
piece_at(struct str s, char sep, size_t i)
{
    struct str piece = STR("");

    while (str_cut(&s, sep, &piece) && i > 0)
        i--;
    return piece;
}

static struct str
any_piece(struct demo_random *r, struct str s, char sep)
{
    int64_t n = (int64_t)pieces_of(s, sep);

    return piece_at(s, sep, (size_t)demo_between(r, 0, n - 1));
}

struct str
demo_one_of(struct demo_random *r, const char *pieces)
{
    return any_piece(r, str_of(pieces), '|');
}

/* The way of a field, in one of its variants. */
static struct str
way_of(struct demo_random *r, const char *field, size_t way)
{
    return any_piece(r, piece_at(str_of(field), '|', way), '/');
}

struct demo_city
demo_city_of(struct arena *a, struct rules r)
{
    const struct rulebook *b = r.book;
    struct demo_city c = {
        .rules = r,
        .communities = arena_alloc(a, (b->places_n + 1) * sizeof(void *)),
        .words = arena_alloc(a, (demo_words_home_n + demo_words_city_n + 1) *
                                    sizeof(void *)),
    };

    for (size_t i = 0; i < b->places_n; i++)
        if (str_eq(b->places[i].kind, STR("community")))
            c.communities[c.communities_n++] = &b->places[i];
    for (size_t i = 0; i < demo_words_home_n + demo_words_city_n; i++) {
        const struct demo_words *w =
            i < demo_words_home_n ? &demo_words_home[i]
                                  : &demo_words_city[i - demo_words_home_n];

        if (!rules_matter_is_leaf(r, str_of(w->matter)))
            continue;
        c.words[c.words_n++] = w;
        c.weight += w->weight;
    }
    return c;
}

const struct demo_words *
demo_any_words(const struct demo_city *city, struct demo_random *r)
{
    int64_t at = demo_between(r, 1, city->weight);

    for (size_t i = 0; i < city->words_n; i++) {
        at -= city->words[i]->weight;
        if (at <= 0)
            return city->words[i];
    }
    return city->words[0];
}

/* Some communities are larger than others: of two drawn, the one nearer to
 * the middle of the list. */
const struct place *
demo_any_place(const struct demo_city *city, struct demo_random *r)
{
    int64_t last = (int64_t)city->communities_n - 1;
    int64_t x = demo_between(r, 0, last), y = demo_between(r, 0, last);
    int64_t dx = 2 * x > last ? 2 * x - last : last - 2 * x;
    int64_t dy = 2 * y > last ? 2 * y - last : last - 2 * y;

    return city->communities[dx <= dy ? x : y];
}

static void
put_place(struct buf *b, const struct demo_city *city,
          const struct place *where, bool with_street)
{
    const struct place *street = rules_place(city->rules, where->parent);

    if (with_street && street != NULL)
        buf_add(b, street->name.hans);
    buf_add(b, where->name.hans);
}

struct str
demo_fill(const struct demo_city *city, struct arena *a, struct demo_random *r,
          const struct place *where, struct str pattern)
{
    struct buf b = { .a = a };
    size_t i = 0;

    while (i < pattern.n) {
        char what =
            i + 2 < pattern.n && pattern.p[i] == '{' ? pattern.p[i + 1] : '\0';
        if (what == '\0') {
            buf_add_char(&b, pattern.p[i++]);
            continue;
        }
        i += 3;
        if (where != NULL && (what == 'p' || what == 'c'))
            put_place(&b, city, where, what == 'p' || demo_chance(r, 40));
        else if (what == 'd')
            buf_add(&b, demo_one_of(r, since));
        else if (what == 'h')
            buf_add(&b, demo_one_of(r, hours));
        else
            buf_add_i64(&b, demo_between(r, 2, 9));
    }
    return buf_str(&b);
}

/* Messages that no matter fits, by flavour. */
static const struct demo_words odd[] = {
    [DEMO_VAGUE] = { "", 0, APPEAL_KIND_OTHER,
                     "有件事想反映一下|请帮忙看看|一个事情|想说一个情况",
                     "有件事情说不清楚，希望有人给我回个电话。|看到有人在弄那个"
                     "东西，不知道归谁管。|前面说的那个事情，到现在没有下文。",
                     "具体的见面再说。|我也不知道该找谁。",
                     "请联系我|请转给管这个的人", "" },
    [DEMO_NOW] = { "", 0, APPEAL_KIND_HELP, "快来人|紧急求助",
                   "{c}{n}栋楼道正在冒烟，味道很呛。|{c}{n}栋闻到很浓的气味，"
                   "怀疑天然气泄漏。|{p}河边有人落水，快来救人。",
                   "楼上的人都跑下来了。|现场很乱。", "请马上派人", "" },
    [DEMO_COURT] = { "", 0, APPEAL_KIND_HELP,
                     "对判决有意见|催办已经起诉的案子|仲裁进度",
                     "与对方的合同纠纷法院已受理，希望政府过问。|我不服判决，"
                     "想请政府改判。|公司欠款的事已申请劳动仲裁，等了{n}周。",
                     "{d}开过一次庭。|材料都交了。", "请过问一下", "" },
    [DEMO_UNLAWFUL] = { "", 0, APPEAL_KIND_OTHER, "咨询办证|想办个证",
                        "请问哪里可以帮我办假证，赶着用。|哪里能买到身份信息，"
                        "我想人肉搜索一个人。",
                        "钱不是问题。", "请告诉我", "" },
};

void
demo_text_make(const struct demo_city *city, struct arena *a,
               struct demo_random *r, const struct demo_wish *wish,
               struct demo_text *ret_text)
{
    bool plain = wish->flavour == DEMO_PLAIN || wish->flavour == DEMO_AGAIN;
    const struct demo_words *w = plain ? wish->words : &odd[wish->flavour];
    size_t way = wish->way % pieces_of(str_of(w->openings), '|');
    struct buf title = { .a = a }, body = { .a = a }, place = { .a = a };

    if (plain && demo_chance(r, 70))
        put_place(&title, city, wish->where, false);
    buf_add(&title,
            demo_fill(city, a, r, wish->where, way_of(r, w->titles, way)));
    buf_add(&body, demo_one_of(r, greetings));
    if (wish->flavour == DEMO_AGAIN)
        buf_add(&body, demo_one_of(r, "这件事我之前反映过，还没有解决。|"
                                      "再次反映同一件事。"));
    buf_add(&body,
            demo_fill(city, a, r, wish->where, way_of(r, w->openings, way)));
    buf_add(&body,
            demo_fill(city, a, r, wish->where, way_of(r, w->details, way)));
    if (plain)
        buf_add(&body, demo_one_of(r, burdens));
    buf_add(&body, way_of(r, w->asks, way));
    buf_add(&body, demo_one_of(r, closings));
    if (plain && demo_chance(r, 60))
        put_place(&place, city, wish->where, true);
    *ret_text =
        (struct demo_text){ buf_str(&title), buf_str(&body), buf_str(&place) };
}

/* Do the words of a pattern, without what is filled in, stand in a text in
 * this order? */
static bool
is_made_of(struct str text, struct str pattern)
{
    struct str piece;
    size_t shown = 0, at;

    while (str_cut(&pattern, '{', &piece)) {
        at = str_find(text, piece);
        if (at == SIZE_MAX)
            return false;
        text = (struct str){ text.p + at + piece.n, text.n - at - piece.n };
        shown += piece.n;
        (void)str_cut(&pattern, '}', &piece);
    }
    return shown > 0;
}

bool
demo_way_of(const struct demo_words *words, struct str body, size_t *ret_way)
{
    struct str openings = str_of(words->openings), opening, variant;

    for (size_t way = 0; str_cut(&openings, '|', &opening); way++)
        while (str_cut(&opening, '/', &variant))
            if (is_made_of(body, variant)) {
                *ret_way = way;
                return true;
            }
    return false;
}

bool
demo_is_vague(struct str body)
{
    size_t way;

    return demo_way_of(&odd[DEMO_VAGUE], body, &way);
}

struct str
demo_caller(struct arena *a, struct demo_random *r)
{
    struct buf b = { .a = a };

    buf_add(&b, demo_one_of(r, "居民|居民|居民|业主|租户|家长|商户|村民"));
    buf_add(&b, demo_one_of(r, "甲|乙|丙|丁|戊|己|庚|辛|壬|癸"));
    return buf_str(&b);
}

struct str
demo_contact(struct arena *a, int64_t citizen)
{
    struct buf b = { .a = a };

    buf_addf(&b, "1990000%04d", (int)(citizen % 10000));
    return buf_str(&b);
}

static const char visits[] =
    "您好，您反映的问题我单位已到现场核实。|您好，接到您的反映后，我单位当天"
    "安排专人查看。|您好，经核查，您反映的情况属实。";
static const char alternatives[] =
    "可先到就近的便民服务站登记，我单位安排专人陪同办理。|请保留我单位的联系"
    "方式，每月通报一次进展。|可申请人民调解，调解不收费用。|在此期间安排每天"
    "巡查两次，先把影响降到最低。";

/* Why not, in words that fit the listed reason. */
struct why_not {
    const char *reason, *words;
};

static const struct why_not remains = {
    "later_plan", "其余部分受条件限制，已列入计划分步解决"
};

static const struct why_not refusals[] = {
    { "no_basis", "您的要求可以理解，但现行规定没有依据，暂不能支持" },
    { "objective_limit", "受场地和资金条件限制，暂时无法全部解决" },
    { "later_plan", "该项目已列入明年计划，将分步实施" },
    { "not_supported", "经查，所反映的事实与记录不一致，不能支持" },
};

void
demo_answer_make(struct arena *a, struct demo_random *r,
                 const struct demo_wish *about, struct demo_answer *answer)
{
    const struct demo_words *w = about->words;
    size_t way =
        w == NULL ? 0 : about->way % pieces_of(str_of(w->openings), '|');
    const struct demo_city none = { .words = NULL };
    bool partly = answer->outcome == APPEAL_OUTCOME_PARTLY;
    size_t n = sizeof(refusals) / sizeof(refusals[0]);
    size_t why = (size_t)demo_between(r, 0, (int64_t)n - 1);
    struct buf b = { .a = a };

    buf_add(&b, answer->round > 1
                    ? STR("您好，对您不满意的答复我单位重新办理。")
                : w != NULL && w->kind == APPEAL_KIND_CONSULT
                    ? STR("您好，您咨询的事项答复如下。")
                    : demo_one_of(r, visits));
    if (answer->outcome == APPEAL_OUTCOME_SUPPORTED || partly) {
        buf_add(&b, w == NULL ? STR("已按职责安排整改，并告知您处理情况")
                              : demo_fill(&none, a, r, NULL,
                                          way_of(r, w->done, way)));
        buf_add(&b, STR("。"));
    }
    answer->reason = answer->alternative = STR("");
    if (answer->outcome != APPEAL_OUTCOME_SUPPORTED) {
        buf_add(&b, str_of(partly ? remains.words : refusals[why].words));
        buf_add(&b, STR("。"));
        answer->reason = str_of(partly ? remains.reason : refusals[why].reason);
        answer->alternative = demo_one_of(r, alternatives);
    }
    buf_add(&b, STR("如有疑问请与我们联系，感谢您的监督。"));
    answer->text = buf_str(&b);
}
