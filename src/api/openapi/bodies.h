/*
 * bodies: of the description of the API (api/openapi/openapi.c), what a POST
 * takes: the schemas of the declared commands with their limits, and which of
 * them an address takes. All of it is JSON, put behind what stands in out.
 */
#ifndef API_OPENAPI_BODIES_H
#define API_OPENAPI_BODIES_H

#include "api/api.h"
#include "base/buf.h"

/* A member whose value is JSON already. */
void openapi_raw(struct buf *out, const char *name, const char *json);

/* An act that needs no fields and may be repeated. */
bool openapi_is_bare(const struct route *r);

/* A POST that changes nothing and asks as one who reads. */
bool openapi_only_asks(const struct route *r);

/* The names of the commands that an address with {command} takes, each between
 * before and after, with commas. */
void openapi_commands(struct buf *out, const struct route *r,
                      const char *before, const char *after);

/* The member requestBody; nothing of a route that takes none. */
void openapi_body(struct buf *out, const struct route *r);

/* The member components: every schema that a $ref names, and how a program
 * shows that it may ask. */
void openapi_schemas(struct buf *out);

#endif
