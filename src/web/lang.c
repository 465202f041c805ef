/* What a browser would like: a language, a page; see html.h. */
#include "web/html.h"

#include <string.h>

struct str
lang_tag(enum lang lang)
{
    static const char *const tags[LANGS] = { "zh-Hans", "zh-Hant", "en" };

    return str_of(tags[lang]);
}

static bool
same_letters(struct str a, struct str b)
{
    for (size_t i = 0; i < a.n && i < b.n; i++) {
        char x = a.p[i], y = b.p[i];

        if (x >= 'A' && x <= 'Z')
            x = (char)(x - 'A' + 'a');
        if (y >= 'A' && y <= 'Z')
            y = (char)(y - 'A' + 'a');
        if (x != y)
            return false;
    }
    return true;
}

/* Is the tag the given one, or a narrower one of it? */
static bool
is_within(struct str tag, const char *range)
{
    struct str r = str_of(range);

    return tag.n >= r.n && same_letters(tag, r) &&
           (tag.n == r.n || tag.p[r.n] == '-');
}

bool
lang_parse(struct str tag, enum lang *ret_lang)
{
    static const struct {
        const char *range;
        enum lang lang;
    } known[] = {
        { "zh-Hant", LANG_HANT }, { "zh-TW", LANG_HANT },
        { "zh-HK", LANG_HANT },   { "zh-MO", LANG_HANT },
        { "zh", LANG_HANS },      { "en", LANG_EN },
    };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (is_within(tag, known[i].range)) {
            *ret_lang = known[i].lang;
            return true;
        }
    return false;
}

/* The weight of "en;q=0.8" in thousandths; 1000 without one, 0 for rubbish. */
static int
weight(struct str params)
{
    size_t at = str_find(params, STR("q="));
    int q = 0, unit = 1000;

    if (at == SIZE_MAX)
        return 1000;
    for (size_t i = at + 2; i < params.n && unit > 0; i++) {
        if (params.p[i] == '.')
            continue;
        if (params.p[i] < '0' || params.p[i] > '9')
            return 0;
        q += (params.p[i] - '0') * unit;
        unit /= 10;
    }
    return q;
}

enum lang
lang_accepted(struct str header)
{
    enum lang best = LANG_HANS, lang;
    int most = 0;
    struct str item, tag;

    while (str_cut(&header, ',', &item)) {
        struct str params = item;
        int q;

        if (!str_cut(&params, ';', &tag))
            continue;
        q = weight(params);
        if (q > most && lang_parse(tag, &lang)) {
            most = q;
            best = lang;
        }
    }
    return best;
}

int
accept_weight(struct str header, const char *type)
{
    struct str item, name;
    int most = 0;

    while (str_cut(&header, ',', &item)) {
        struct str params = item;
        int q;

        if (!str_cut(&params, ';', &name) || name.n != strlen(type) ||
            !same_letters(name, str_of(type)))
            continue;
        q = weight(params);
        if (q > most)
            most = q;
    }
    return most;
}
