/*
 * request_file: one request about one's own data, as everybody looks at it who
 * shows it: its records in order and what they add up to. Texts of a record:
 * appeal_file_text.
 */
#ifndef APP_REQUEST_REQUEST_FILE_H
#define APP_REQUEST_REQUEST_FILE_H

#include "app/engine.h"
#include "feature/request/request.h"

struct request_file {
    struct id id;
    struct str hex;    /* 32 hex digits: how it is named in addresses */
    struct str stream; /* "request/ID" */
    struct record_list records;
    struct request s;
};

/* By its 32 hex digits. Owns: a. Fails: ERR_NOT_FOUND when there is none. */
bool request_file_load(struct engine *e, struct arena *a, struct str hex,
                       struct request_file *ret_file, struct err *err);

/* "request/" and the id. Owns: a. */
struct str request_stream(struct arena *a, struct id id);

#endif
