/*
 * index: the index of similar texts, in a folder of its own. Segments that
 * never change lie there as files and are mapped; the newest texts are
 * segments in memory. A manifest names the files with their digests, and how
 * far the index has followed whatever it follows.
 *
 * Whatever is wrong with the folder, another key included, it is emptied and
 * the index begins at position 0: all in it can be made anew.
 *
 * One thread adds, drops, commits and flushes (the writer); one tends; any
 * number find at the same time.
 */
#ifndef SIMILAR_DISK_INDEX_H
#define SIMILAR_DISK_INDEX_H

#include "base/err.h"
#include "similar/similar.h"

struct similar_index;

struct similar_options {
    const char *dir; /* made when it is not there, mode 0700 */
    struct term_key key;
    size_t memory_most; /* bytes of segments in memory; 0: 32 MiB */
};

/* One process at a time has a folder open. *ret_anew: it begins empty. Fails:
 * ERR_BUSY, ERR_IO, ERR_FULL, ERR_READ_ONLY. */
bool similar_open(const struct similar_options *o,
                  struct similar_index **ret_index, bool *ret_anew,
                  struct err *err);
void similar_close(struct similar_index *ix); /* does not flush; NULL is fine */

/* As it was given to the last flush. */
uint64_t similar_position(const struct similar_index *ix);
size_t similar_docs(struct similar_index *ix); /* that live */

/* To be found from the next commit on. Commits by itself when many are
 * waiting. A text of the same name goes first, unless the caller knows that
 * there is none (is_new). */
void similar_add(struct similar_index *ix, const struct similar_doc *doc,
                 bool is_new);

/* Is there a text of this name? False for one that waits for the commit. */
bool similar_has(struct similar_index *ix, struct str name);

/* Not found any more from now on; out of the files REWRITE_MS after at (ms
 * since 1970 UTC), see similar_tend. at is the moment of what made it go, so
 * that a restart, after which it is dropped again, does not put that off. What
 * waits is committed first. */
void similar_drop(struct similar_index *ix, struct str name, int64_t at);

/* Make what was added findable. */
void similar_commit(struct similar_index *ix);

/* Has so much gathered in memory that it should be flushed? */
bool similar_is_full(struct similar_index *ix);

/* Commit, write all to disk, and note the position. Fails: ERR_FULL, ERR_IO:
 * then nothing has changed, and it can be tried again. */
bool similar_flush(struct similar_index *ix, uint64_t position,
                   struct err *err);

/*
 * Merge files that are of one size, and write those anew that hold texts that
 * were dropped REWRITE_MS ago. now: ms since 1970 UTC; INT64_MAX rewrites all.
 * *ret_more: something was done, there may be more to do.
 */
enum { REWRITE_MS = 3600 * 1000 };
bool similar_tend(struct similar_index *ix, int64_t now, bool *ret_more,
                  struct err *err);

/* An answer; texts in the arena of the call. */
struct similar_answer {
    struct str name, place, matter;
    int64_t at;
    double score, jaccard;
    struct str shared[SIMILAR_SHARED];
    size_t shared_n;
};

struct similar_answers {
    struct similar_answer *at;
    size_t n;
};

struct similar_answers similar_search(struct similar_index *ix, struct arena *a,
                                      const struct similar_ask *ask);

/* Texts that share at least that part of their pairs with the text asked for
 * (Jaccard index), nearest first. */
struct similar_answers similar_search_repeats(struct similar_index *ix,
                                              struct arena *a,
                                              const struct similar_ask *ask,
                                              double jaccard);

/* For figures: segments in files and in memory, and their bytes. */
struct similar_size {
    size_t files, images;
    uint64_t file_bytes, image_bytes;
};
struct similar_size similar_size(struct similar_index *ix);

#endif
