/*
 * rules: the rulebooks a data folder has enacted, loaded once each.
 */
#ifndef APP_RULES_H
#define APP_RULES_H

#include "rulebook/rulebook.h"
#include "store/store.h"

struct rulebooks;

struct rulebooks *rulebooks_open(struct store *st);
void rulebooks_close(struct rulebooks *rb); /* NULL is fine */

/* Read the city stream again: what was enacted, from which day. Others may use
 * the rulebooks meanwhile; what they got stays as it is. */
bool rulebooks_load(struct rulebooks *rb, struct err *err);

/* The rules of a day: the newest enactment from that day or earlier, else the
 * first one. */
struct rules rulebooks_on(struct rulebooks *rb, int32_t day);

/* The rules a case was promised under; book NULL when the hash is unknown. */
struct rules rulebooks_promised(struct rulebooks *rb, struct str hash,
                                int32_t day);

/* A folder's files as one text that can be kept and hashed: for each file in
 * order of names "PATH\nSIZE\n" and its bytes. Owns: a. */
bool rulebook_pack(struct arena *a, const char *dir, struct str *ret_bytes,
                   struct err *err);
bool rulebook_unpack(struct arena *a, struct str bytes,
                     struct rulebook_file **ret_files, size_t *ret_n);

/* SHA-256 of the packed bytes, 64 hex digits in a. */
struct str rulebook_hash(struct arena *a, struct str bytes);

#endif
