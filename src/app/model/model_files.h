/*
 * model_files: the models of a data folder, in DIR/models: NAME.model and
 * beside it NAME.model.card.json, NAME being the SHA-256 of the model in hex.
 * The log names the bytes of both, so that nobody can exchange them unseen.
 */
#ifndef APP_MODEL_MODEL_FILES_H
#define APP_MODEL_MODEL_FILES_H

#include "base/err.h"
#include "learn/figures.h"
#include "model/model.h"

enum { SHA256_HEX = 64 };

/* 64 hex digits, lower case. */
bool model_is_name(struct str name);

/*
 * Copy a model and its card (PATH.card.json) into the folder.
 *
 * Owns:  *ret_name in a.
 * Fails: as card_load; when the card lacks what the registry asks for.
 */
bool model_files_put(struct arena *a, const char *dir, const char *path,
                     struct str *ret_name, struct err *err);

/*
 * Read a model whose digest is name.
 *
 * Owns:  a, in which the bytes stay.
 * Fails: ERR_NOT_FOUND; ERR_CORRUPT when the bytes are others.
 */
bool model_files_load(struct arena *a, const char *dir, struct str name,
                      const struct model **ret_m, struct err *err);

/* Read the card of a model, and its digest (64 hex digits). Fails: as
 * figures_read; ERR_CORRUPT when it is the card of another model. */
bool model_files_card(struct arena *a, const char *dir, struct str name,
                      struct figures *ret_figures, struct str *ret_sha256,
                      struct err *err);

/* The values of the blocks of a model, by the names of its columns: title;
 * detail or body; place (a code). Others are empty. */
void model_values(const struct model *m, struct str title, struct str body,
                  struct str place, struct str ret_values[MODEL_BLOCKS]);

/* Names of all models in the folder; none when there is no folder. Owns: a.
 * Fails: ERR_IO. */
struct model_names {
    struct str *at;
    size_t n;
};
bool model_files_list(struct arena *a, const char *dir,
                      struct model_names *ret_names, struct err *err);

/* Copy all models, with their cards, from one data folder, or backup, to
 * another, over what is there under the same name. Owns: a. Fails: as file_read
 * and file_write. */
bool model_files_copy(struct arena *a, const char *from, const char *to,
                      struct err *err);

#endif
