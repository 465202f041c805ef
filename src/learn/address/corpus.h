/*
 * corpus: addresses whose parts people have told, in the form of Neural
 * Chinese Address Parsing: a line "token B-tag" or "token I-tag" a token, an
 * empty line behind each address.
 */
#ifndef LEARN_ADDRESS_CORPUS_H
#define LEARN_ADDRESS_CORPUS_H

#include "address/parts.h"
#include "base/err.h"

struct told {
    const struct token *tokens;
    size_t n;
    const struct part *parts;
    size_t parts_n;
};

struct corpus {
    struct told *at;
    size_t n;
};

/*
 * Owns:  a; texts borrow bytes.
 * Fails: ERR_INPUT with the line: no tag of ours, or an address of more than
 *        PARTS_TOKENS tokens.
 */
bool corpus_read(struct arena *a, struct str bytes, struct corpus *ret_corpus,
                 struct err *err);

#endif
