/*
 * parser: the parts of an address, by a learned model. The weights come from
 * src/learn/address; here they are only read and applied.
 *
 *     tokens -> clues of each -> scores of states -> best chain -> parts
 *
 * A model holds no text: a clue is kept as 32 bits of a hash. Its file is
 * told in docs/model-format.md.
 */
#ifndef ADDRESS_PARSER_H
#define ADDRESS_PARSER_H

#include "address/clues.h"
#include "base/buf.h"

/* Of a file at most. */
enum { PARSER_CLUES = 2 * 1024 * 1024, PARSER_WEIGHTS = 8 * 1024 * 1024 };

struct parser;

/*
 * Take a model apart.
 *
 * Owns:  a holds what is worked out.
 * Fails: *ret_why says what is wrong, in English; static.
 */
bool parser_read(struct arena *a, struct str bytes, const struct parser **ret_p,
                 const char **ret_why);

/* The file of p. */
void parser_write(const struct parser *p, struct buf *out);

size_t parser_trained_on(const struct parser *p); /* lines */
size_t parser_weights(const struct parser *p);

/* The parts of n tokens, at most PARTS_TOKENS. ret_parts has room for n.
 * Returns how many. */
size_t parser_parts(const struct parser *p, const struct gazette *g,
                    const struct token *tokens, size_t n,
                    struct part *ret_parts);

#endif
