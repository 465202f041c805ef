/* See by_rules.h. */
#include "address/by_rules.h"

struct word {
    const char *text;
    enum part_tag tag;
};

/* What ends a name. Of two that end at the same token the first counts. */
static const struct word ends[] = {
    { "街道", PART_TOWN },        { "大街", PART_ROAD },
    { "胡同", PART_ROAD },        { "社区", PART_COMMUNITY },
    { "居委会", PART_COMMUNITY }, { "开发区", PART_DEVZONE },
    { "高新区", PART_DEVZONE },   { "路", PART_ROAD },
    { "大道", PART_ROAD },        { "街", PART_ROAD },
    { "巷", PART_ROAD },          { "弄", PART_ROAD },
    { "村", PART_COMMUNITY },     { "镇", PART_TOWN },
    { "乡", PART_TOWN },
};

/* What numbers count; those of two tokens first. */
static const struct word units[] = {
    { "号楼", PART_HOUSENO }, { "单元", PART_CELLNO }, { "幢", PART_HOUSENO },
    { "栋", PART_HOUSENO },   { "座", PART_HOUSENO },  { "层", PART_FLOORNO },
    { "楼", PART_FLOORNO },   { "室", PART_ROOMNO },   { "房", PART_ROOMNO },
    { "户", PART_ROOMNO },    { "弄", PART_ROADNO },   { "号", PART_ROADNO },
    { "组", PART_ROAD },      { "路", PART_ROAD },
};

/* Words that tell where something lies, seen from what was named. */
static const struct word beside[] = {
    { "交叉路口", PART_ASSIST }, { "交叉口", PART_ASSIST },
    { "交汇处", PART_ASSIST },   { "斜对面", PART_ASSIST },
    { "十字路口", PART_ASSIST }, { "对面", PART_ASSIST },
    { "旁边", PART_ASSIST },     { "附近", PART_ASSIST },
    { "门口", PART_ASSIST },     { "路口", PART_ASSIST },
    { "隔壁", PART_ASSIST },     { "楼下", PART_ASSIST },
    { "东侧", PART_ASSIST },     { "西侧", PART_ASSIST },
    { "南侧", PART_ASSIST },     { "北侧", PART_ASSIST },
    { "东面", PART_ASSIST },     { "西面", PART_ASSIST },
    { "南面", PART_ASSIST },     { "北面", PART_ASSIST },
    { "后面", PART_ASSIST },     { "旁", PART_ASSIST },
    { "内", PART_ASSIST },       { "与", PART_ASSIST },
    { "和", PART_ASSIST },
};

enum {
    ENDS = sizeof(ends) / sizeof(*ends),
    UNITS = sizeof(units) / sizeof(*units),
    BESIDE = sizeof(beside) / sizeof(*beside),
    WORD_TOKENS = 5
};

/* A word as a line has it. */
struct known {
    struct token tokens[WORD_TOKENS];
    size_t n;
    enum part_tag tag;
};

struct walk {
    const struct clue_line *line;
    size_t at; /* the next token */
    struct part *parts;
    size_t n;
    unsigned level; /* of the last division named */
    struct known ends[ENDS], units[UNITS], beside[BESIDE];
};

static void
know(struct known *to, const struct word *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        to[i].n = tokens_of(str_of(words[i].text), to[i].tokens);
        to[i].tag = words[i].tag;
    }
}

/* The first of n words that stands there, or NULL. */
static const struct known *
word_here(const struct walk *w, size_t at, const struct known *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        size_t k = 0;

        while (k < words[i].n && at + k < w->line->n &&
               w->line->tokens[at + k].hash == words[i].tokens[k].hash)
            k++;
        if (k == words[i].n)
            return &words[i];
    }
    return NULL;
}

static const struct known *
end_here(const struct walk *w, size_t at)
{
    return word_here(w, at, w->ends, ENDS);
}

static const struct known *
beside_here(const struct walk *w, size_t at)
{
    return word_here(w, at, w->beside, BESIDE);
}

static enum token_kind
kind_at(const struct walk *w, size_t at)
{
    return at < w->line->n ? w->line->tokens[at].kind : TOKEN_SIGN;
}

static bool
was(const struct walk *w, enum part_tag from, enum part_tag to)
{
    size_t i = w->n;

    while (i > 0 && w->parts[i - 1].tag == PART_REDUNDANT)
        i--;
    return i > 0 && w->parts[i - 1].tag >= from && w->parts[i - 1].tag <= to;
}

/* Was a road named, alone or with 与 behind it? */
static bool
was_road(const struct walk *w)
{
    const struct part *last = w->parts + (w->n > 0 ? w->n - 1 : 0);

    return was(w, PART_ROAD, PART_ROAD) ||
           (w->n > 1 && last->tag == PART_ASSIST && last->n == 1 &&
            last[-1].tag == PART_ROAD);
}

static void
put(struct walk *w, enum part_tag tag, size_t n)
{
    w->parts[w->n++] = (struct part){ tag, w->at, n };
    w->at += n;
}

/* Does a road's name go on behind n tokens? 枫林 is a town, 枫林一路 is not. */
static bool
is_road(const struct walk *w, size_t n)
{
    for (size_t at = w->at + n; at < w->at + n + 2; at++) {
        const struct known *word = end_here(w, at);

        if (word != NULL)
            return word->tag == PART_ROAD;
        if (kind_at(w, at) != TOKEN_NUMERAL && kind_at(w, at) != TOKEN_HAN)
            return false;
    }
    return false;
}

/* A name of the gazette that begins here: whole, or spoken and confirmed by
 * another one; longer names first. */
static bool
take_division(struct walk *w)
{
    static const enum part_tag tags[] = { PART_PROV, PART_CITY, PART_DISTRICT,
                                          PART_TOWN };
    const struct clue_token *t = &w->line->at[w->at];
    size_t best = 0, level = 0;

    for (size_t k = 0; k < NAME_SORTS; k++) {
        size_t sort = k % 2 == 0 ? k : k + NAME_SORTS;
        bool higher =
            k / 2 < 2 && kind_at(w, w->at + t->length[k]) == TOKEN_HAN;

        if (k % 2 == 1 && w->n == 0 && higher)
            sort = k; /* a line may begin with 浙江 or 杭州 */
        if (t->place[sort] != 1 || k / 2 + 1 <= w->level ||
            t->length[sort] <= best || (k % 2 == 1 && is_road(w, t->length[k])))
            continue;
        best = t->length[sort];
        level = k / 2;
    }
    if (best == 0)
        return false;
    w->level = (unsigned)level + 1;
    put(w, tags[level], best);
    return true;
}

/* A number that counts nothing: house, cell and room by what stood before. */
static enum part_tag
plain_number(const struct walk *w, size_t end)
{
    bool more = end + 1 < w->line->n && kind_at(w, end) == TOKEN_SIGN &&
                kind_at(w, end + 1) == TOKEN_DIGITS;

    if (was(w, PART_ROAD, PART_SUBROAD))
        return PART_ROADNO;
    if (was(w, PART_HOUSENO, PART_HOUSENO))
        return more ? PART_CELLNO : PART_ROOMNO;
    if (was(w, PART_POI, PART_SUBPOI) && more)
        return PART_HOUSENO;
    return PART_ROOMNO;
}

static bool
take_number(struct walk *w)
{
    const struct known *unit;
    size_t end = w->at;
    enum part_tag tag;

    while (end < w->line->n && kind_at(w, end) != TOKEN_HAN &&
           kind_at(w, end) != TOKEN_SIGN)
        end++;
    if (end == w->at)
        return false;
    unit = word_here(w, end, w->units, UNITS);
    if (unit == NULL && kind_at(w, w->at) != TOKEN_DIGITS)
        return false;
    tag = unit == NULL ? plain_number(w, end) : unit->tag;
    if (tag == PART_ROADNO && was(w, PART_HOUSENO, PART_FLOORNO))
        tag = PART_ROOMNO;
    else if (tag == PART_ROADNO && was(w, PART_POI, PART_SUBPOI))
        tag = PART_HOUSENO;
    else if (tag == PART_ROADNO && was(w, PART_SUBROAD, PART_SUBROAD))
        tag = PART_SUBROADNO;
    put(w, tag, end - w->at + (unit == NULL ? 0 : unit->n));
    return true;
}

/* A name up to the word that ends it, or all that is no number. */
static void
take_name(struct walk *w)
{
    size_t end = w->at + 1;
    enum part_tag tag = was(w, PART_HOUSENO, PART_ROOMNO) ? PART_PERSON
                        : was(w, PART_POI, PART_SUBPOI)   ? PART_SUBPOI
                                                          : PART_POI;

    for (; end < w->line->n; end++) {
        const struct known *word = end_here(w, end);

        if (kind_at(w, end) == TOKEN_SIGN || kind_at(w, end) == TOKEN_DIGITS ||
            beside_here(w, end) != NULL)
            break;
        if (word == NULL)
            continue;
        end += word->n;
        tag = word->tag == PART_ROAD && was_road(w) ? PART_SUBROAD : word->tag;
        break;
    }
    put(w, tag, end - w->at);
}

size_t
by_rules_parts(const struct gazette *g, const struct token *tokens, size_t n,
               struct part *ret_parts)
{
    struct clue_line line;
    struct walk w = { .line = &line, .parts = ret_parts };

    know(w.ends, ends, ENDS);
    know(w.units, units, UNITS);
    know(w.beside, beside, BESIDE);
    clues_read(g, tokens, n, &line);
    while (w.at < n) {
        const struct known *words = beside_here(&w, w.at);

        if (kind_at(&w, w.at) == TOKEN_SIGN)
            put(&w, PART_REDUNDANT, 1);
        else if (w.n > 0 && words != NULL)
            put(&w, PART_ASSIST, words->n);
        else if (!take_division(&w) && !take_number(&w))
            take_name(&w);
    }
    return w.n;
}
