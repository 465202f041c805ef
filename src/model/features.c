/* See features.h. The hash is FNV-1a over characters, 64 bits, with its upper
 * half mixed into the lower (splitmix64's last step). */
#include "model/features.h"

#include "model/model_parts.h"

static const uint64_t START = UINT64_C(14695981039346656037);
static const uint64_t PRIME = UINT64_C(1099511628211);

static uint64_t
more(uint64_t h, uint32_t c)
{
    return (h ^ c) * PRIME;
}

static uint32_t
done(uint64_t h)
{
    h ^= h >> 31;
    h *= UINT64_C(0x94D049BB133111EB);
    return (uint32_t)(h >> 32);
}

size_t
features_runs(const struct form_char *chars, size_t n, uint32_t block,
              struct feature_run *ret_runs)
{
    const uint64_t start = more(START, block);
    size_t runs = 0;

    for (size_t i = 0; i < n; i++) {
        uint64_t h = start;

        for (size_t k = 0; k < RUN_MOST && i + k < n; k++) {
            h = more(h, chars[i + k].c);
            ret_runs[runs++] = (struct feature_run){
                .key = done(h),
                .at = (uint16_t)i,
                .n = (uint16_t)(k + 1),
            };
        }
    }
    return runs;
}

static uint64_t
value_hash(uint64_t h, const struct field_value *v)
{
    h = more(h, v->block + 1000); /* apart from runs */
    for (size_t i = 0; i < v->value.n; i++)
        h = more(h, (unsigned char)v->value.p[i]);
    return h;
}

size_t
features_fields(const struct field_value *values, size_t n, uint32_t *ret_keys)
{
    size_t keys = 0;

    for (size_t i = 0; i < n; i++)
        ret_keys[keys++] = done(value_hash(START, &values[i]));
    for (size_t i = 0; i < n; i++)
        for (size_t k = i + 1; k < n; k++)
            ret_keys[keys++] =
                done(value_hash(value_hash(START, &values[i]), &values[k]));
    return keys;
}

void
features_texts(const struct form *f, struct blocks blocks,
               const struct str *values, struct form_char *ret_chars,
               struct text_span *ret_spans)
{
    size_t n = 0;

    for (size_t i = 0; i < blocks.n; i++) {
        struct text_span *span = &ret_spans[i];

        *span = (struct text_span){ 0, 0 };
        if (blocks.at[i].kind != BLOCK_TEXT || values[i].n == 0)
            continue;
        if (n > 0 && n < MODEL_CHARS)
            ret_chars[n++] = (struct form_char){ ' ', 0, 0 };
        span->first = n;
        span->n = form_chars(f, values[i], ret_chars + n, MODEL_CHARS - n);
        n += span->n;
    }
    for (size_t i = 0; i < blocks.n; i++)
        if (blocks.at[i].kind == BLOCK_JOINED)
            ret_spans[i] = (struct text_span){ 0, n };
}
