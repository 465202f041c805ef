/*
 * card: what stands about a model in the registry, a JSON file beside it. It
 * names the bytes of the model by their SHA-256, and a model without a card
 * that fits does not load.
 *
 * The card tells for what the model is, from what it was made, how good it is
 * as a whole and for parts of the people (after Mitchell et al., 2019: Model
 * Cards for Model Reporting), and who approved it. docs/model-format.md.
 */
#ifndef LEARN_CARD_H
#define LEARN_CARD_H

#include "learn/learn.h"

enum { CARD_BYTES = 1024 * 1024 }; /* no card is longer */

/* What people say of a model. approved_by is empty until someone approves: a
 * server uses no such model. */
struct card {
    struct str purpose, data, period, owner, version, approved_by;
};

/* The path of the card of a model. Owns: a. */
const char *card_path(struct arena *a, const char *model_path);

/* SHA-256 of bytes as 64 hex digits, as cards name models and the registry
 * names both. Owns: a. */
struct str card_sha256(struct arena *a, struct str bytes);

/* The head of the card of a model of any sort, whose bytes these are, made now;
 * what follows are more members, the last without a comma. */
void card_begin(struct buf *out, struct str model, const struct card *c);

/* End the card and write both. Fails: as file_write. */
bool card_write(const char *model_path, struct str model, struct buf *card,
                struct err *err);

/* Write model and card. Fails: as file_write. */
bool card_save(const char *model_path, const struct card *c,
               const struct model *m, const struct learn_report *r,
               struct err *err);

/* The bytes of a model of any sort and the card that fits them. Owns and
 * fails: as card_load. */
bool card_bytes(struct arena *a, const char *model_path, struct card *ret_card,
                struct str *ret_bytes, struct err *err);

/*
 * Read a model and the card that fits it.
 *
 * Owns:  both live in a.
 * Fails: as file_read; ERR_INPUT when the card is none, lacks something, or
 *        names another model, or the model cannot be read.
 */
bool card_load(struct arena *a, const char *model_path, struct card *ret_card,
               const struct model **ret_m, struct err *err);

#endif
