/* Receipts that people bring. See receipt.h. */
#include <jansson.h>

#include "api/log/receipt.h"
#include "base/buf.h"
#include "base/id.h"
#include "crypto/suite.h"

enum { NUMBER_DIGITS = 18 };

static bool
read_text(struct arena *a, const json_t *object, const char *name,
          struct str *ret_text)
{
    const json_t *v = json_object_get(object, name);

    if (!json_is_string(v))
        return false;
    *ret_text = arena_str(
        a, (struct str){ json_string_value(v), json_string_length(v) });
    return true;
}

static bool
read_count(const json_t *object, const char *name, uint64_t *ret_n)
{
    const json_t *v = json_object_get(object, name);

    if (!json_is_integer(v) || json_integer_value(v) < 0)
        return false;
    *ret_n = (uint64_t)json_integer_value(v);
    return true;
}

static bool
read_path(struct arena *a, const json_t *list, struct str *ret_path)
{
    struct buf path = { .a = a };

    if (!json_is_array(list) || json_array_size(list) > MERKLE_HEIGHT)
        return false;
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *v = json_array_get(list, i);
        struct hash h;

        if (!json_is_string(v) ||
            !hex_parse(
                (struct str){ json_string_value(v), json_string_length(v) },
                h.b, HASH_BYTES))
            return false;
        buf_add(&path, (struct str){ (const char *)h.b, HASH_BYTES });
    }
    *ret_path = buf_str(&path);
    return true;
}

/* Left out where there are none. */
static bool
read_texts(struct arena *a, const json_t *list, struct receipt_leaf *to)
{
    if (list == NULL)
        return true;
    if (!json_is_array(list) || json_array_size(list) > RECEIPT_TEXTS)
        return false;
    to->texts = arena_alloc(a, RECEIPT_TEXTS * sizeof(*to->texts));
    for (size_t i = 0; i < json_array_size(list); i++) {
        const json_t *item = json_array_get(list, i);
        struct receipt_text *t = &to->texts[to->texts_n++];
        unsigned char salt[RECEIPT_SALT];
        struct str hex;

        if (!read_text(a, item, "field", &t->field) ||
            !read_text(a, item, "text", &t->text) ||
            !read_text(a, item, "salt", &hex) || hex.n > 2 * sizeof(salt) ||
            hex.n % 2 != 0 || !hex_parse(hex, salt, hex.n / 2))
            return false;
        t->salt = arena_str(a, (struct str){ (const char *)salt, hex.n / 2 });
    }
    return true;
}

static bool
read_leaves(struct arena *a, const struct suite *suite, const json_t *list,
            struct receipt *r)
{
    size_t n = json_array_size(list);

    if (!json_is_array(list) || n == 0 || n > RECEIPT_LEAVES)
        return false;
    r->leaves = arena_alloc(a, n * sizeof(*r->leaves));
    for (r->n = 0; r->n < n; r->n++) {
        const json_t *item = json_array_get(list, r->n);
        struct receipt_leaf *to = &r->leaves[r->n];

        *to = (struct receipt_leaf){ .texts_n = 0 };
        if (!read_count(item, "position", &to->position) ||
            !read_text(a, item, "leaf", &to->leaf) ||
            !read_path(a, json_object_get(item, "hashes"), &to->path) ||
            !read_texts(a, json_object_get(item, "texts"), to))
            return false;
        to->hash = merkle_leaf(suite->digest, a, to->leaf);
    }
    return true;
}

bool
receipt_read(struct arena *a, const struct suite *suite, struct str json,
             struct receipt *ret_receipt)
{
    json_t *all =
        json.n > RECEIPT_BYTES
            ? NULL
            : json_loadb(json.p, json.n, JSON_REJECT_DUPLICATES, NULL);
    struct receipt r = { .n = 0 };
    uint64_t format;
    bool ok = json_is_object(all) && read_count(all, "receipt", &format) &&
              format == RECEIPT_FORMAT &&
              read_text(a, all, "checkpoint", &r.checkpoint) &&
              read_leaves(a, suite, json_object_get(all, "leaves"), &r);

    json_decref(all); /* NULL is fine */
    if (ok)
        *ret_receipt = r;
    return ok;
}

static bool
is_of_word(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
           (c >= 'A' && c <= 'Z');
}

/* The next word of ASCII letters and digits. */
static bool
next_word(struct str *rest, struct str *ret_word)
{
    size_t from = 0, n;

    while (from < rest->n && !is_of_word(rest->p[from]))
        from++;
    n = from;
    while (n < rest->n && is_of_word(rest->p[n]))
        n++;
    *ret_word = (struct str){ rest->p + from, n - from };
    *rest = (struct str){ rest->p + n, rest->n - n };
    return ret_word->n > 0;
}

bool
receipt_find_hash(struct str text, uint64_t *ret_position,
                  struct hash *ret_hash)
{
    bool has_number = false, has_hash = false;
    struct str word;
    int64_t n;

    while (next_word(&text, &word)) {
        if (!has_hash && hex_parse(word, ret_hash->b, HASH_BYTES)) {
            has_hash = true;
        } else if (!has_number && word.n <= NUMBER_DIGITS &&
                   str_i64(word, &n) && n >= 0) {
            has_number = true;
            *ret_position = (uint64_t)n;
        }
    }
    return has_number && has_hash;
}
