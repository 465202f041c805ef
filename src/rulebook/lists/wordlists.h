/*
 * wordlists: what the registry says of the word lists of a rulebook
 * (wordlists.csv): for what they are, from what they were made, who answers for
 * them, and how they were tested.
 */
#ifndef RULEBOOK_LISTS_WORDLISTS_H
#define RULEBOOK_LISTS_WORDLISTS_H

#include "rulebook/rulebook.h"

/* Number i of the rows of the rulebook, if it holds on the day; else NULL. */
const struct wordlist *rules_wordlist(struct rules r, size_t i);

/* What its file holds; all empty when that is not known. */
struct wordlist_file rules_wordlist_file(struct rules r, size_t i);

#endif
