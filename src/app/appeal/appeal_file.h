/*
 * appeal_file: one case as everybody looks at it who shows it: its records in
 * order, what they add up to, and its personal texts one by one.
 */
#ifndef APP_APPEAL_APPEAL_FILE_H
#define APP_APPEAL_APPEAL_FILE_H

#include "app/engine.h"
#include "feature/appeal/appeal.h"

struct appeal_file {
    struct id id;
    struct str stream; /* "appeal/ID" */
    struct record_list records;
    struct appeal s;
};

/*
 * Load a case by case code, query code or 32 hex digits.
 * Owns: a. Fails: ERR_NOT_FOUND when there is none; as store_load.
 */
bool appeal_file_load(struct engine *e, struct arena *a, struct str code,
                      struct appeal_file *ret_file, struct err *err);

/* The same by its id. */
bool appeal_file_of(struct engine *e, struct arena *a, struct id id,
                    struct appeal_file *ret_file, struct err *err);

/*
 * A personal text of a record; empty when nothing was said. *ret_erased: its
 * key was destroyed. purpose is a word of docs/privacy.md.
 */
struct appeal_text {
    const struct record *record;
    const char *field, *purpose;
};
bool appeal_file_text(struct engine *e, struct arena *a,
                      const struct appeal_text *wanted, struct str *ret_text,
                      bool *ret_erased, struct err *err);

/* What the citizen wrote when the case came: title and body of its first
 * record, of which there must be one. Owns: a. Fails: as store_text. */
struct appeal_words {
    struct str title, body;
    bool erased; /* the key of one of them was destroyed: both are empty */
};
bool appeal_file_words(struct engine *e, struct arena *a,
                       const struct record_list *records, const char *purpose,
                       struct appeal_words *ret_words, struct err *err);

#endif
