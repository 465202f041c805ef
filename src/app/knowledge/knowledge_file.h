/*
 * knowledge_file: one entry that people look up, as staff sees it: its records
 * in order and what they add up to.
 */
#ifndef APP_KNOWLEDGE_KNOWLEDGE_FILE_H
#define APP_KNOWLEDGE_KNOWLEDGE_FILE_H

#include "app/engine.h"
#include "feature/knowledge/knowledge.h"

struct knowledge_file {
    struct id id;
    struct str hex;    /* 32 hex digits: how it is named in addresses */
    struct str stream; /* "knowledge/ID" */
    struct record_list records;
    struct knowledge s;
};

/* By its 32 hex digits. Owns: a. Fails: ERR_NOT_FOUND when there is none. */
bool knowledge_file_load(struct engine *e, struct arena *a, struct str hex,
                         struct knowledge_file *ret_file, struct err *err);

/* "knowledge/" and the id. Owns: a. */
struct str knowledge_stream(struct arena *a, struct id id);

#endif
