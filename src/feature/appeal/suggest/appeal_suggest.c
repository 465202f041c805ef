/* See appeal_suggest.h. */
#include "feature/appeal/suggest/appeal_suggest.h"

enum { PERMILLE = 1000, NAME_BYTES = 40, CODE_BYTES = 80 };

static void
put_name(struct buf *out, struct str name)
{
    buf_add_char(out, ' ');
    buf_add(out, name.n == 0 ? STR("-") : name);
}

void
offer_put(struct buf *out, const struct offer *o)
{
    buf_add(out, str_of(appeal_suggestion_words[o->of]));
    put_name(out, o->model);
    put_name(out, o->version);
    buf_add(out, o->sure ? STR(" 1") : STR(" 0"));
    for (size_t i = 0; i < o->n; i++) {
        if (o->at[i].code.n == 0 || o->at[i].code.n > CODE_BYTES ||
            !str_is_name(o->at[i].code))
            break;
        put_name(out, o->at[i].code);
        buf_addf(out, ":%d", o->at[i].permille);
    }
    buf_add_char(out, '\n');
}

/* A version, or model/NAME; "-" is empty. */
static bool
read_name(struct str word, struct str *ret)
{
    const struct str stream = STR("model/");
    struct str name = word;

    if (str_starts(word, stream))
        name = (struct str){ word.p + stream.n, word.n - stream.n };
    *ret = str_eq(word, STR("-")) ? STR("") : word;
    return name.n > 0 && word.n <= NAME_BYTES && str_is_name(name);
}

/* CODE:N */
static bool
read_choice(struct str word, struct offer *o)
{
    struct str rest = word, code;
    int64_t n;

    if (o->n == OFFER_TOP || !str_cut(&rest, ':', &code) || code.n == 0 ||
        code.n > CODE_BYTES || !str_is_name(code) || !str_i64(rest, &n) ||
        n < 0 || n > PERMILLE)
        return false;
    o->at[o->n].code = code;
    o->at[o->n++].permille = (int)n;
    return true;
}

/* "matter MODEL VERSION 1 CODE:901 CODE:50" */
static bool
read_line(struct str line, struct offer *o)
{
    struct str rest = line, word;
    bool of_what = str_cut(&rest, ' ', &word);

    if (!of_what || !str_cut(&rest, ' ', &word) ||
        !read_name(word, &o->model) || !str_cut(&rest, ' ', &word) ||
        !read_name(word, &o->version) || !str_cut(&rest, ' ', &word) ||
        word.n != 1)
        return false;
    o->sure = word.p[0] == '1';
    while (rest.n > 0 && str_cut(&rest, ' ', &word))
        if (!read_choice(word, o))
            return false;
    return true;
}

bool
offer_find(struct str suggested, enum appeal_suggestion of,
           struct offer *ret_offer)
{
    struct str rest = suggested, line;

    while (rest.n > 0 && str_cut(&rest, '\n', &line)) {
        struct str after = line, word;

        if (!str_cut(&after, ' ', &word) ||
            !str_eq(word, str_of(appeal_suggestion_words[of])))
            continue;
        *ret_offer = (struct offer){ .of = of };
        return read_line(line, ret_offer);
    }
    return false;
}

struct appeal_suggested_v1
offer_answered(const struct offer *o, struct str chosen)
{
    struct appeal_suggested_v1 e = {
        .thing = o->of,
        .model = o->model,
        .version = o->version,
        .first = o->n > 0 ? o->at[0].code : STR(""),
        .probability = o->n > 0 ? o->at[0].permille : 0,
        .sure = o->sure && o->n > 0,
        .chosen = chosen,
    };

    for (size_t i = 0; i < o->n && e.rank == 0; i++)
        if (str_eq(o->at[i].code, chosen))
            e.rank = (int64_t)i + 1;
    return e;
}
