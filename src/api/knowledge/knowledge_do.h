/*
 * knowledge_do: commands to entries that people look up, as pages and API give
 * them.
 */
#ifndef API_KNOWLEDGE_KNOWLEDGE_DO_H
#define API_KNOWLEDGE_KNOWLEDGE_DO_H

#include "api/api.h"
#include "app/knowledge/knowledge_file.h"

/* The command of an entry by its name, for people; NULL when there is none.
 * write has an address of its own. */
const struct payload_type *knowledge_command(struct str name);

/* Carry a command out: a new entry when file is NULL. once NULL: no key. Owns:
 * arena of rq. */
struct knowledge_order {
    const struct knowledge_file *file;
    const struct command *cmd;
    const struct once *once;
};
bool knowledge_do(const struct http_request *rq,
                  const struct knowledge_order *order,
                  struct outcome *ret_outcome, struct err *err);

#endif
