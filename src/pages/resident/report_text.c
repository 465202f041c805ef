/* What a citizen wrote, read and checked; see report.h. */
#include "pages/resident/report.h"

#include "base/utf8.h"

enum {
    MOBILE_DIGITS = 11, /* Chinese mobile numbers begin with 1 */
    LAND_LEAST = 7,
    LAND_MOST = 12, /* with the code of the area */
    TITLE_CHARS = 30
};

void
report_read(const struct form *form, struct report *ret_report)
{
    *ret_report = (struct report){
        .what = str_trim(form_value(form, "what")),
        .where = str_trim(form_value(form, "where")),
        .street = str_trim(form_value(form, "street")),
        .tel = str_trim(form_value(form, "tel")),
        .name = str_trim(form_value(form, "name")),
        .by_code = str_eq(form_value(form, "via"), STR("code")),
        .secret = form_has(form, "secret"),
    };
}

/* How many digits; 0 when anything but digits, blanks and hyphens is there. */
static int64_t
digits(struct str tel)
{
    int64_t n = 0;

    for (size_t i = 0; i < tel.n; i++) {
        if (tel.p[i] >= '0' && tel.p[i] <= '9')
            n++;
        else if (tel.p[i] != ' ' && tel.p[i] != '-')
            return 0;
    }
    return n;
}

static enum say
check_tel(struct str tel, int64_t n)
{
    if (tel.n == 0)
        return SAY_report_tel_missing;
    if (n == 0)
        return SAY_report_tel_digits;
    if (tel.p[0] == '1' && n < MOBILE_DIGITS)
        return SAY_report_tel_short;
    if (tel.p[0] == '1' && n > MOBILE_DIGITS)
        return SAY_report_tel_long;
    if (tel.p[0] != '1' && (n < LAND_LEAST || n > LAND_MOST))
        return SAY_report_tel_land;
    return SAY_N;
}

void
report_check(const struct report *r, struct report_faults *ret_faults)
{
    struct report_faults f = { SAY_N, SAY_N, SAY_N, SAY_N, 0, 0 };

    if (r->what.n == 0)
        f.what = SAY_report_what_missing;
    else if (str_chars(r->what) > REPORT_WHAT)
        f.what = SAY_report_what_long;
    if (str_chars(r->where) > REPORT_WHERE)
        f.where = SAY_report_where_long;
    if (str_chars(r->name) > REPORT_NAME)
        f.name = SAY_report_name_long;
    if (!r->by_code) {
        f.tel_digits = digits(r->tel);
        f.tel = check_tel(r->tel, f.tel_digits);
    }
    f.n = (size_t)(f.what != SAY_N) + (f.where != SAY_N) + (f.tel != SAY_N) +
          (f.name != SAY_N);
    *ret_faults = f;
}

static bool
ends_sentence(struct str s, size_t at)
{
    static const char *const ends[] = { "。", "！", "？", "；", "\n",
                                        "，", ",",  "!",  "?" };
    struct str rest = { s.p + at, s.n - at };

    for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
        if (str_starts(rest, str_of(ends[i])))
            return true;
    return false;
}

static size_t
char_bytes(unsigned char lead)
{
    return lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

struct str
report_title(struct arena *a, struct str what)
{
    size_t at = 0, cut = 0, chars = 0;

    while (at < what.n && chars < TITLE_CHARS) {
        if (ends_sentence(what, at))
            cut = at;
        if (what.p[at] == '\n')
            break;
        at += char_bytes((unsigned char)what.p[at]);
        chars++;
    }
    if (at < what.n && what.p[at] != '\n' && cut > 0)
        at = cut;
    return arena_str(a, str_trim((struct str){ what.p, at }));
}
