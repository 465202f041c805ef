/* See bundle.h. */
#include "bundle.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "note.h"

static json_t *
read_object(const char *text, size_t n, size_t most)
{
    json_t *json;

    if (n > most)
        return NULL;
    json = json_loadb(text, n, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(json))
        return json;
    json_decref(json);
    return NULL;
}

static bool
read_text(const json_t *object, const char *name, struct text *ret_text)
{
    const json_t *v = json_object_get(object, name);

    if (!json_is_string(v))
        return false;
    *ret_text = (struct text){ json_string_value(v), json_string_length(v) };
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
read_path(const json_t *object, struct path *ret_path)
{
    const json_t *list = json_object_get(object, "hashes");
    const size_t most = sizeof(ret_path->at) / sizeof(ret_path->at[0]);

    if (!json_is_array(list) || json_array_size(list) > most)
        return false;
    ret_path->n = json_array_size(list);
    for (size_t i = 0; i < ret_path->n; i++) {
        const json_t *v = json_array_get(list, i);

        if (!json_is_string(v) ||
            json_string_length(v) != sizeof(ret_path->at[i].b) * 2 ||
            !hex_read(json_string_value(v), DIGEST, ret_path->at[i].b))
            return false;
    }
    return true;
}

static bool
read_opening(const json_t *item, const json_t *data, struct bundle_text *t)
{
    struct text salt;

    if (!read_text(item, "field", &t->field) ||
        !read_text(item, "text", &t->text) || !read_text(item, "salt", &salt) ||
        salt.n % 2 != 0 || salt.n / 2 > BUNDLE_SALT ||
        !hex_read(salt.p, salt.n / 2, t->salt))
        return false;
    t->salt_n = salt.n / 2;
    if (!read_text(data, t->field.p, &t->promised))
        t->promised = (struct text){ "", 0 }; /* which nothing fits */
    return true;
}

/* Left out where there are none. */
static bool
read_texts(struct bundle_leaf *l, const json_t *list, const json_t *data)
{
    size_t n = json_array_size(list); /* 0 for NULL */

    if (list == NULL)
        return true;
    if (!json_is_array(list) || n > BUNDLE_TEXTS)
        return false;
    l->texts = calloc(n + 1, sizeof(*l->texts));
    if (l->texts == NULL)
        return false;
    for (; l->texts_n < n; l->texts_n++)
        if (!read_opening(json_array_get(list, l->texts_n), data,
                          &l->texts[l->texts_n]))
            return false;
    return true;
}

/* What the leaf says. Its texts outlive it inside the list of kept ones. */
static bool
read_leaf(struct bundle_leaf *l, const json_t *item, json_t *kept)
{
    json_t *leaf = read_object(l->leaf.p, l->leaf.n, BUNDLE_BYTES);
    uint64_t version, recorded_at;

    if (leaf == NULL || json_array_append_new(kept, leaf) != 0)
        return false; /* append_new takes the leaf even then */
    if (!read_text(leaf, "stream", &l->stream) ||
        !read_text(leaf, "type", &l->type) ||
        !read_count(leaf, "version", &version) ||
        !read_count(leaf, "recorded_at", &recorded_at))
        return false;
    l->version = (int64_t)version;
    l->recorded_at = (int64_t)recorded_at;
    if (!read_text(json_object_get(leaf, "data"), "code", &l->code))
        l->code = (struct text){ "", 0 };
    return read_texts(l, json_object_get(item, "texts"),
                      json_object_get(leaf, "data"));
}

static bool
read_leaves(struct bundle *b, const json_t *list, json_t *kept)
{
    size_t n = json_array_size(list);

    if (!json_is_array(list) || n == 0 || n > BUNDLE_LEAVES)
        return false;
    b->leaves = calloc(n, sizeof(*b->leaves));
    if (b->leaves == NULL)
        return false;
    while (b->n < n) {
        const json_t *item = json_array_get(list, b->n);
        struct bundle_leaf *l = &b->leaves[b->n++];

        if (!read_count(item, "position", &l->position) ||
            !read_text(item, "leaf", &l->leaf) || !read_path(item, &l->path) ||
            !read_leaf(l, item, kept))
            return false;
    }
    return true;
}

bool
bundle_read(const char *text, size_t n, struct bundle *ret_bundle)
{
    json_t *json = read_object(text, n, BUNDLE_BYTES);
    json_t *kept = json_array();
    uint64_t format;

    *ret_bundle = (struct bundle){ .json = kept };
    if (json == NULL || kept == NULL || json_array_append_new(kept, json) != 0)
        return false;
    return read_count(json, "receipt", &format) && format == 1 &&
           read_text(json, "checkpoint", &ret_bundle->checkpoint) &&
           read_leaves(ret_bundle, json_object_get(json, "leaves"), kept);
}

void
bundle_free(struct bundle *b)
{
    for (size_t i = 0; i < b->n; i++)
        free(b->leaves[i].texts);
    free(b->leaves);
    json_decref(b->json); /* NULL is fine */
    *b = (struct bundle){ .json = NULL };
}

bool
proof_read(const char *text, size_t n, uint64_t *ret_from, uint64_t *ret_to,
           struct path *ret_path)
{
    json_t *json = read_object(text, n, NOTE_BYTES);
    bool ok = json != NULL && read_count(json, "from", ret_from) &&
              read_count(json, "to", ret_to) && read_path(json, ret_path);

    json_decref(json); /* NULL is fine */
    return ok;
}
