/* card_load: a model and its card from their files. See card.h. */
#include "learn/card.h"

#include <jansson.h>
#include <string.h>

#include "crypto/digest.h"
#include "sys/file.h"

const char *
card_path(struct arena *a, const char *model_path)
{
    struct buf p = { .a = a };

    buf_addf(&p, "%s.card.json", model_path);
    return buf_cstr(&p);
}

struct str
card_sha256(struct arena *a, struct str bytes)
{
    unsigned char digest[DIGEST_BYTES];
    struct buf hex = { .a = a };

    digest_sha256(bytes.p, bytes.n, digest);
    buf_add_hex(&hex, digest, sizeof(digest));
    return buf_str(&hex);
}

/* A text of the card; may_be_empty says whether it must say something. */
static bool
take_text(struct arena *a, const json_t *card, const char *key,
          bool may_be_empty, struct str *ret, struct err *err)
{
    const json_t *v = json_object_get(card, key);

    if (!json_is_string(v) || (!may_be_empty && json_string_length(v) == 0))
        return fail(err, ERR_INPUT, "the card says nothing under \"%s\"", key);
    *ret = arena_str(
        a, (struct str){ json_string_value(v), json_string_length(v) });
    return true;
}

/* What must be there besides texts. */
static bool
has_figures(const json_t *card, struct err *err)
{
    static const char *const objects[] = { "figures", "threshold" };
    static const char *const lists[] = { "labels", "blocks", "groups" };

    for (size_t i = 0; i < sizeof(objects) / sizeof(*objects); i++)
        if (!json_is_object(json_object_get(card, objects[i])))
            return fail(err, ERR_INPUT, "the card says nothing under \"%s\"",
                        objects[i]);
    for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++)
        if (!json_is_array(json_object_get(card, lists[i])))
            return fail(err, ERR_INPUT, "the card says nothing under \"%s\"",
                        lists[i]);
    return true;
}

static bool
take_card(struct arena *a, const json_t *j, struct card *c,
          struct str *ret_digest, struct err *err)
{
    return take_text(a, j, "model_sha256", false, ret_digest, err) &&
           take_text(a, j, "purpose", false, &c->purpose, err) &&
           take_text(a, j, "data", false, &c->data, err) &&
           take_text(a, j, "period", true, &c->period, err) &&
           take_text(a, j, "version", false, &c->version, err) &&
           take_text(a, j, "owner", true, &c->owner, err) &&
           take_text(a, j, "approved_by", true, &c->approved_by, err) &&
           has_figures(j, err);
}

static bool
read_card(struct arena *a, const char *path, struct card *ret_card,
          struct str *ret_digest, struct err *err)
{
    struct str bytes;
    struct err inner;
    json_t *j;
    bool ok;

    if (!file_read(a, path, CARD_BYTES, &bytes, err))
        return false;
    j = json_loadb(bytes.p, bytes.n, JSON_REJECT_DUPLICATES, NULL);
    if (json_is_object(j))
        ok = take_card(a, j, ret_card, ret_digest, &inner);
    else
        ok = fail(&inner, ERR_INPUT, "the card is no JSON object");
    json_decref(j);
    return ok || fail(err, inner.kind, "%s: %s", path, inner.text);
}

bool
card_bytes(struct arena *a, const char *model_path, struct card *ret_card,
           struct str *ret_bytes, struct err *err)
{
    struct str bytes, sha256, named = STR("");
    struct err inner;

    if (!file_read(a, model_path, MODEL_BYTES, &bytes, err))
        return false;
    if (!read_card(a, card_path(a, model_path), ret_card, &named, &inner))
        return fail(err, inner.kind,
                    "%.400s; a model without its card does not load",
                    inner.text);
    sha256 = card_sha256(a, bytes);
    if (!str_eq(named, sha256))
        return fail(err, ERR_INPUT,
                    "%s: the card is of another model (SHA-256 %.*s); a model "
                    "without its card does not load",
                    model_path, STR_ARG(sha256));
    *ret_bytes = bytes;
    return true;
}

bool
card_load(struct arena *a, const char *model_path, struct card *ret_card,
          const struct model **ret_m, struct err *err)
{
    struct str bytes = STR("");
    const char *why;

    if (!card_bytes(a, model_path, ret_card, &bytes, err))
        return false;
    if (!model_read(a, bytes, ret_m, &why))
        return fail(err, ERR_INPUT, "%s: %s", model_path, why);
    return true;
}
