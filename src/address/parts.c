/* See parts.h. */
#include "address/parts.h"

#include "base/buf.h"
#include "base/utf8.h"
#include "text/form/form.h"

static const char *const words[] = {
    "country",   "prov",      "city",      "district", "devzone",   "town",
    "community", "road",      "subroad",   "roadno",   "subroadno", "poi",
    "subpoi",    "houseno",   "cellno",    "floorno",  "roomno",    "person",
    "assist",    "redundant", "otherinfo",
};
_Static_assert(sizeof(words) / sizeof(*words) == PART_TAGS, "a word a tag");

struct str
part_tag_word(enum part_tag tag)
{
    return str_of(words[tag]);
}

static uint32_t
lower(uint32_t c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

static bool
same_word(struct str a, struct str b)
{
    if (a.n != b.n)
        return false;
    for (size_t i = 0; i < a.n; i++)
        if (lower((unsigned char)a.p[i]) != lower((unsigned char)b.p[i]))
            return false;
    return true;
}

bool
part_tag_named(struct str word, enum part_tag *ret_tag)
{
    for (int t = 0; t < PART_TAGS; t++)
        if (same_word(word, str_of(words[t]))) {
            *ret_tag = (enum part_tag)t;
            return true;
        }
    return false;
}

/* Half width, lower case, simplified. */
static uint32_t
plain(uint32_t c)
{
    enum { WIDE_FIRST = 0xFF01, WIDE_LAST = 0xFF5E, WIDE_STEP = 0xFEE0 };

    if (c >= WIDE_FIRST && c <= WIDE_LAST)
        c -= WIDE_STEP;
    return char_simplified(lower(c));
}

static enum token_kind
kind_of(uint32_t c)
{
    static const char numerals[] = "一二三四五六七八九十零〇百两甲乙丙丁戊己庚"
                                   "辛壬癸";
    struct str rest;
    uint32_t n = 0;
    size_t used;

    if (c >= '0' && c <= '9')
        return TOKEN_DIGITS;
    if (c >= 'a' && c <= 'z')
        return TOKEN_LETTERS;
    for (rest = str_of(numerals); rest.n > 0; rest.p += used, rest.n -= used) {
        used = utf8_next(rest, &n);
        if (n == c)
            return TOKEN_NUMERAL;
    }
    return c < 0x2E80 || (c >= 0x3000 && c < 0x3400) || c >= 0xFE00 ? TOKEN_SIGN
                                                                    : TOKEN_HAN;
}

static bool
is_blank(uint32_t c)
{
    return c <= ' ' || c == 0xA0 || c == 0x3000 || c == 0xFEFF ||
           (c >= 0x2000 && c <= 0x200F);
}

/* FNV-1a over the plain characters. */
static uint32_t
hash_more(uint32_t hash, uint32_t c)
{
    for (int i = 0; i < 3; i++, c >>= 8)
        hash = (hash ^ (c & 0xFF)) * 16777619U;
    return hash;
}

static const uint32_t HASH_START = 0x811C9DC5;

struct token
token_of(struct str text)
{
    struct token t = { text, HASH_START, TOKEN_SIGN };
    uint32_t c = 0;
    size_t used;

    for (size_t i = 0; i < text.n; i += used) {
        used = utf8_next((struct str){ text.p + i, text.n - i }, &c);
        if (used == 0) {
            used = 1;
            continue;
        }
        if (t.hash == HASH_START)
            t.kind = kind_of(plain(c));
        t.hash = hash_more(t.hash, plain(c));
    }
    return t;
}

size_t
tokens_of(struct str line, struct token *ret_tokens)
{
    enum token_kind last = TOKEN_HAN;
    bool joined = false; /* does what comes touch the last token? */
    size_t n = 0, used;
    uint32_t c = 0;

    for (size_t i = 0; i < line.n; i += used) {
        enum token_kind kind;

        used = utf8_next((struct str){ line.p + i, line.n - i }, &c);
        if (used == 0 || is_blank(c)) {
            used = used == 0 ? 1 : used;
            joined = false;
            continue;
        }
        kind = kind_of(plain(c));
        if (joined && kind == last &&
            (kind == TOKEN_DIGITS || kind == TOKEN_LETTERS)) {
            ret_tokens[n - 1].text.n += used;
            continue;
        }
        if (n == PARTS_TOKENS)
            break;
        ret_tokens[n++].text = (struct str){ line.p + i, used };
        last = kind;
        joined = true;
    }
    for (size_t i = 0; i < n; i++)
        ret_tokens[i] = token_of(ret_tokens[i].text);
    return n;
}

struct str
part_text(struct arena *a, const struct token *tokens, struct part p)
{
    struct buf text = { .a = a };

    for (size_t i = 0; i < p.n; i++)
        buf_add(&text, tokens[p.first + i].text);
    return buf_str(&text);
}
