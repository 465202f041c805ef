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

/* What was enacted, in that order; from 0 to rulebooks_count. */
struct rulebook_enacted {
    const struct rulebook *book;
    int32_t from;       /* day */
    int64_t enacted_at; /* ms since 1970 UTC */
    struct str by;
};
enum { RULEBOOKS = 256 }; /* there can be no more */
size_t rulebooks_count(struct rulebooks *rb);
struct rulebook_enacted rulebooks_at(struct rulebooks *rb, size_t i);

/* The rules of a day: the newest enactment from that day or earlier, else the
 * first one. */
struct rules rulebooks_on(struct rulebooks *rb, int32_t day);

/* The rules a case was promised under; book NULL when the hash is unknown. */
struct rules rulebooks_promised(struct rulebooks *rb, struct str hash,
                                int32_t day);

/* The files of one rulebook; room is for arena_grow. */
struct rulebook_files {
    struct rulebook_file *at;
    size_t n, room;
};

/* Is it the name of a file that belongs to a rulebook: units.csv, reply.md?
 * The program passes over those that it does not know. */
bool rulebook_wants(struct str name);

/* Read the files of a folder and of its folder letters/. Owns: a. Fails: as
 * file_read; ERR_NOT_FOUND when there are none; ERR_INPUT for too many bytes.
 */
bool rulebook_folder(struct arena *a, const char *dir,
                     struct rulebook_files *ret_files, struct err *err);

/* Read the tables, and check what they mean. Owns: a. False with all faults
 * that there are. */
bool rulebook_judge(struct arena *a, const struct rulebook_files *files,
                    struct rulebook *ret_book, struct fault_list *faults);

/* The files as one text that can be kept and hashed: for each file "PATH\nSIZE
 * \n" and its bytes, in order of names, those of folders last. Sorts files.
 * Owns: a. */
struct str rulebook_pack(struct arena *a, struct rulebook_files *files);
bool rulebook_unpack(struct arena *a, struct str bytes,
                     struct rulebook_files *ret_files);

/* SHA-256 of the packed bytes, 64 hex digits in a. */
struct str rulebook_hash(struct arena *a, enum suite_id suite,
                         struct str bytes);

#endif
