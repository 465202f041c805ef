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

/* What people say of a model. approved_by is empty until someone approves: a
 * server uses no such model. */
struct card {
    struct str purpose, data, period, owner, version, approved_by;
};

/* The path of the card of a model. Owns: a. */
const char *card_path(struct arena *a, const char *model_path);

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
