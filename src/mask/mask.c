/*
 * mask: the text is laid out on a sheet, all words are found in one pass, and
 * each finder goes over the sheet once; what one has taken the next leaves
 * alone. See mask.h.
 */
#include "mask/mask.h"

#include "base/utf8.h"
#include "mask/sheet.h"
#include "text/form/form.h"
#include "text/matcher.h"

struct masker {
    const struct matcher *words; /* values are uses */
};

/* Words being gathered for the matcher. */
struct gather {
    struct arena *a;
    struct str *words;
    uint32_t *uses;
    size_t n, room, room_uses;
};

static void
gather_word(struct gather *g, struct str word, uint32_t uses)
{
    if (word.n == 0 || str_chars(word) > WORD_CHARS_MOST)
        return;
    g->words = arena_grow(g->a, g->words, g->n, &g->room, sizeof(*g->words));
    g->uses = arena_grow(g->a, g->uses, g->n, &g->room_uses, sizeof(*g->uses));
    g->words[g->n] = word;
    g->uses[g->n++] = uses;
}

static void
gather_lists(struct gather *g, const struct word_list *lists, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct str rest = str_of(lists[i].words), word;

        while (str_cut(&rest, ' ', &word))
            gather_word(g, word, lists[i].uses);
    }
}

const struct masker *
masker_new(struct arena *a, const struct str *known, size_t n)
{
    struct masker *m = arena_new(a, struct masker);
    struct gather g = { .a = a };

    gather_lists(&g, mask_words, mask_words_n);
    gather_lists(&g, mask_common_words, mask_common_words_n);
    for (size_t i = 0; i < n; i++)
        if (str_chars(known[i]) > 1)
            gather_word(&g, text_normalise(a, known[i]), WORD_COMMON);
    m->words = matcher_new(a, g.words, g.uses, g.n);
    return m;
}

static void
put_char(struct buf *b, uint32_t c)
{
    char bytes[4];

    buf_add(b, (struct str){ bytes, utf8_put(bytes, c) });
}

/* Lay the text out: folded, one cell a character. */
static void
lay_out(struct sheet *s)
{
    struct str t = text_normalise(s->a, s->text);
    size_t from = 0, used, changed = 0;

    s->at = arena_alloc(s->a, (s->text.n + 1) * sizeof(*s->at));
    for (size_t i = 0; i < t.n; i += used) {
        struct cell *cell = &s->at[s->n++];
        uint32_t c = 0, ignored;
        size_t raw = utf8_next(
            (struct str){ s->text.p + from, s->text.n - from }, &ignored);

        used = utf8_next((struct str){ t.p + i, t.n - i }, &c);
        *cell = (struct cell){ .at = (uint32_t)from, .kind = MASK_KINDS };
        cell->c = used == 0 ? NOT_A_CHAR : char_simplified(c);
        changed += used > 0 && cell->c != c;
        used = used == 0 ? 1 : used;
        from += raw == 0 ? 1 : raw;
    }
    s->hant = changed * 10 > s->n;
    s->at[s->n] =
        (struct cell){ .at = (uint32_t)s->text.n, .kind = MASK_KINDS };
}

static void
longer(uint8_t *length, size_t n)
{
    if (n > *length)
        *length = (uint8_t)n;
}

/* Words that are no names, whatever else they are for. */
#define VOCABULARY                                                             \
    (WORD_COMMON | WORD_ROLE | WORD_CALL | WORD_TITLE | WORD_TOLD |            \
     WORD_PHONE | WORD_CARD | WORD_PLACE)

/* Write into the cells which words begin and end where. */
static void
mark_words(struct sheet *s, const struct masker *m)
{
    struct buf folded = { .a = s->a };
    uint32_t *char_at;
    struct match *found;
    size_t n;

    for (size_t i = 0; i < s->n; i++)
        put_char(&folded, s->at[i].c == 0 ? ' ' : s->at[i].c);
    char_at = arena_alloc(s->a, (folded.n + 1) * sizeof(*char_at));
    for (size_t i = 0, c = 0; i <= folded.n; i++) {
        char_at[i] = (uint32_t)c;
        c += i + 1 < folded.n && (folded.p[i + 1] & 0xC0) == 0x80 ? 0 : 1;
    }
    found = matcher_find(m->words, s->a, buf_str(&folded), &n);
    for (size_t i = 0; i < n; i++) {
        size_t from = char_at[found[i].at];
        size_t to = char_at[found[i].at + found[i].n];
        struct cell *cell = &s->at[from];
        uint32_t uses = found[i].value;

        cell->starts |= uses;
        s->at[to].ends |= uses;
        if ((uses & VOCABULARY) != 0 && to - from > 1)
            longer(&cell->common, to - from);
        if ((uses & (WORD_SURNAME | WORD_SURNAME_WEAK)) != 0)
            longer(&cell->surname, to - from);
        if ((uses & (WORD_ROLE | WORD_CALL)) != 0)
            longer(&s->at[to].role, to - from);
        if ((uses & WORD_ESTATE) != 0)
            longer(&cell->place, to - from);
    }
}

/* The spans that stand in the cells. */
static void
gather_spans(const struct sheet *s, struct mask_spans *ret_spans)
{
    struct mask_span *spans = NULL;
    size_t n = 0, room = 0, to;

    for (size_t i = 0; i < s->n; i = to) {
        const struct cell *cell = &s->at[i];

        to = i + 1;
        if (!cell->first)
            continue;
        while (to < s->n && s->at[to].kind == cell->kind && !s->at[to].first)
            to++;
        spans = arena_grow(s->a, spans, n, &room, sizeof(*spans));
        spans[n++] = (struct mask_span){ cell->at, s->at[to].at - cell->at,
                                         s->at[i + cell->keep].at - cell->at,
                                         (enum mask_kind)cell->kind };
    }
    *ret_spans = (struct mask_spans){ spans, n, s->hant };
}

bool
mask_find(const struct masker *m, struct arena *a, struct str text,
          struct mask_spans *ret_spans)
{
    struct sheet s = { .a = a, .text = text };

    *ret_spans = (struct mask_spans){ NULL, 0, false };
    if (text.n > MASK_BYTES_MOST)
        return false;
    lay_out(&s);
    mark_words(&s, m);
    find_mail(&s);
    find_numbers(&s);
    find_codes(&s);
    find_accounts(&s);
    find_doors(&s);
    find_compounds(&s);
    find_names(&s);
    gather_spans(&s, ret_spans);
    return true;
}

static const struct {
    struct str word, hans, hant;
} kinds[MASK_KINDS] = {
#define KIND(id, word, hans, hant)                                             \
    [id] = { { word, sizeof(word) - 1 },                                       \
             { hans, sizeof(hans) - 1 },                                       \
             { hant, sizeof(hant) - 1 } }
    KIND(MASK_NAME, "name", "某某", "某某"),
    KIND(MASK_IDENTITY, "identity", "【身份证号】", "【身份證號】"),
    KIND(MASK_MOBILE, "mobile", "【手机号】", "【手機號】"),
    KIND(MASK_PHONE, "phone", "【电话】", "【電話】"),
    KIND(MASK_BANK, "bank", "【账号】", "【賬號】"),
    KIND(MASK_CREDIT_CODE, "credit_code", "【信用代码】", "【信用代碼】"),
    KIND(MASK_PLATE, "plate", "【车牌号】", "【車牌號】"),
    KIND(MASK_PERMIT, "permit", "【证件号】", "【證件號】"),
    KIND(MASK_MAIL, "mail", "【邮箱】", "【郵箱】"),
    KIND(MASK_ACCOUNT, "account", "【微信QQ】", "【微信QQ】"),
    KIND(MASK_COMPOUND, "compound", "【小区】", "【小區】"),
    KIND(MASK_DOOR, "door", "【门牌】", "【門牌】"),
#undef KIND
};

struct str
mask_cover(const struct mask_spans *spans, enum mask_kind kind)
{
    return spans->hant ? kinds[kind].hant : kinds[kind].hans;
}

struct str
mask_kind_word(enum mask_kind kind)
{
    return kinds[kind].word;
}

void
mask_put(struct buf *b, struct str text, const struct mask_spans *spans)
{
    size_t from = 0;

    for (size_t i = 0; i < spans->n; i++) {
        const struct mask_span *span = &spans->at[i];

        buf_add(b, (struct str){ text.p + from, span->at + span->keep - from });
        buf_add(b, mask_cover(spans, span->kind));
        from = span->at + span->n;
    }
    buf_add(b, (struct str){ text.p + from, text.n - from });
}
