/*
 * command_in: how a command comes in over HTTP: its fields and its key for
 * repeats. Who may give it, and what becomes of it, differs by what it is told
 * to.
 */
#ifndef API_COMMAND_IN_H
#define API_COMMAND_IN_H

#include "api/api.h"

/* Where in the body its fields are. */
enum command_body {
    COMMAND_FIELDS, /* {"fields":{...}} and nothing else, or no body */
    COMMAND_BARE    /* the body is the fields */
};

struct command_in {
    struct command cmd; /* type, actor and now are given; data is filled */
    struct str stream;  /* given; empty for what is new */
    struct once key;
    const struct once *once; /* key, or NULL when there was none */
};

/*
 * Read the body and Idempotency-Key. False: refused, and the answer is written:
 * type is NULL (unknown_command), no JSON object, fields that the command does
 * not have or that the program sets, a malformed key.
 * Owns: data is in the arena of rq. c must outlive the command.
 */
bool command_in_read(const struct http_request *rq, struct http_response *rs,
                     enum command_body body, struct command_in *c);

#endif
