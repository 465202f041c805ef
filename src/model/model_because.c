/*
 * model_because: what a label owes to each character, gathered into words. A
 * run of characters gives its part in equal shares to its characters; the
 * characters that got much and stand together are a word.
 */
#include <math.h>
#include <string.h>

#include "model/model_parts.h"

enum { WORDS = 6, GATHERED = 24, WORD_CHARS = 12 };

struct spoken {
    struct str word;
    double points;
};

/* The words so far, strongest first, and all that spoke for the label. */
struct reasons {
    const struct model *m;
    struct model_desk *desk;
    size_t label, other;
    double by_char[MODEL_CHARS];
    struct spoken words[GATHERED];
    size_t words_n;
    double sum;
};

static double
points_of(const struct reasons *r, size_t feature)
{
    const int16_t *w = model_row(r->m, feature) + 1;

    return (double)(w[r->label] - w[r->other]) * (double)r->m->weight_unit;
}

/* Add a word, or its points to the same word elsewhere. */
static void
note(struct reasons *r, struct str word, double points)
{
    size_t at;

    if (points <= 0 || word.n == 0)
        return;
    for (at = 0; at < r->words_n; at++)
        if (str_eq(r->words[at].word, word)) {
            points += r->words[at].points;
            r->words_n--;
            memmove(&r->words[at], &r->words[at + 1],
                    (r->words_n - at) * sizeof(r->words[0]));
            break;
        }
    for (at = r->words_n < GATHERED ? r->words_n++ : GATHERED - 1;
         at > 0 && r->words[at - 1].points < points; at--)
        r->words[at] = r->words[at - 1];
    if (at < GATHERED - 1 || r->words_n < GATHERED ||
        r->words[at].points < points)
        r->words[at] = (struct spoken){ word, points };
}

/* Letters, digits and ideographs; what else there is parts words. */
static bool
is_word_char(uint32_t c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           (c >= 0x3400 && c <= 0x9FFF) || (c >= 0xC0 && c < 0x2000) ||
           c >= 0x20000;
}

/* Take the characters from first on that got at least least, at most
 * WORD_CHARS, none at end or behind; returns the first one not taken. */
static size_t
take_word(struct reasons *r, size_t first, size_t end, double least,
          struct str text)
{
    const struct form_char *chars = r->desk->chars;
    size_t i = first;
    double points = 0;

    for (; i < end && i - first < WORD_CHARS && r->by_char[i] >= least &&
           is_word_char(chars[i].c);
         i++)
        points += r->by_char[i];
    if (i == first)
        return first + 1;
    if (i - first > 1 || points >= 3 * least) {
        size_t stop = chars[i - 1].at + chars[i - 1].n;

        note(r,
             (struct str){ text.p + chars[first].at, stop - chars[first].at },
             points);
    }
    return i;
}

/* Give each character its part of what the block said. */
static void
share_out(struct reasons *r, size_t block)
{
    const struct model *m = r->m;
    struct model_desk *desk = r->desk;
    struct counted_runs c = desk_count(m, desk, block);
    double *by_char = r->by_char + desk->spans[block].first;
    double square = 0, scale;

    for (size_t i = 0; i < c.touched_n; i++) {
        size_t feature = desk->touched[i];
        double v = (double)model_value(m, feature, desk->counts[feature]);

        square += v * v;
    }
    scale = square > 0 ? m->blocks[block].weight / sqrt(square) : 0;
    for (size_t i = 0; i < c.runs_n; i++) {
        const struct feature_run *run = &desk->runs[i];
        size_t feature = desk->found[i], n = desk->counts[feature];
        double part;

        if (feature == m->features_n)
            continue;
        part = points_of(r, feature) * scale *
               (double)model_value(m, feature, n) / (double)(n * run->n);
        for (size_t k = 0; k < run->n; k++)
            by_char[run->at + k] += part;
    }
    for (size_t i = 0; i < c.touched_n; i++)
        desk->counts[desk->touched[i]] = 0;
}

/* The words of a block whose characters have their parts. */
static void
look_at_text(struct reasons *r, size_t block, struct str text)
{
    const struct text_span span = r->desk->spans[block];
    const size_t end = span.first + span.n;
    double most = 0;

    for (size_t i = span.first; i < end; i++) {
        if (r->by_char[i] > 0)
            r->sum += r->by_char[i];
        if (r->by_char[i] > most)
            most = r->by_char[i];
    }
    if (most <= 0)
        return;
    for (size_t i = span.first; i < end;)
        i = take_word(r, i, end, most / 4, text);
}

static void
look_at_texts(struct reasons *r, const struct str *values)
{
    const struct model *m = r->m;

    features_texts(m->form, (struct blocks){ m->blocks, m->blocks_n }, values,
                   r->desk->chars, r->desk->spans);
    for (size_t i = 0; i < m->blocks_n; i++)
        if (block_has_runs(m, r->desk, i))
            share_out(r, i);
    for (size_t i = 0; i < m->blocks_n; i++)
        if (m->blocks[i].kind == BLOCK_TEXT)
            look_at_text(r, i, values[i]);
}

static void
look_at_fields(struct reasons *r, const struct str *values)
{
    struct desk_fields f;

    desk_fields(r->m, values, &f);
    for (size_t i = 0; i < f.n; i++) {
        double points = points_of(r, f.features[i]) * f.scale;

        r->sum += points > 0 ? points : 0;
    }
    for (size_t i = 0; i < f.values_n; i++)
        if (f.value_feature[i] != SIZE_MAX)
            note(r, str_trim(values[f.value_block[i]]),
                 points_of(r, f.value_feature[i]) * f.scale);
}

/* The label that came nearest, other than label. */
static size_t
next_best(const struct model *m, const struct model_desk *desk, size_t label)
{
    size_t best = label == 0 ? 1 : 0;

    for (size_t l = 0; l < m->labels_n; l++)
        if (l != label && desk->scores[l] > desk->scores[best])
            best = l;
    return best;
}

void
model_because(const struct model *m, struct model_desk *desk,
              const struct str *values, size_t label, struct buf *out)
{
    struct reasons *r = arena_new(out->a, struct reasons);

    r->m = m;
    r->desk = desk;
    r->label = label;
    r->other = next_best(m, desk, label);
    look_at_texts(r, values);
    look_at_fields(r, values);
    for (size_t i = 0; i < r->words_n && i < WORDS; i++) {
        if (i > 0)
            buf_add(out, STR(", "));
        buf_add(out, r->words[i].word);
        buf_add_char(out, ' ');
        buf_add_i64(out, (int64_t)(100 * r->words[i].points / r->sum + 0.5));
    }
}
