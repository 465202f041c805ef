/* index_internal: what the files of disk/ share. Not for others. */
#ifndef SIMILAR_DISK_INDEX_INTERNAL_H
#define SIMILAR_DISK_INDEX_INTERNAL_H

#include <pthread.h>

#include "base/buf.h"
#include "crypto/digest.h"
#include "similar/disk/index.h"

enum {
    SLOTS_MOST = MERGE_MOST,
    IMAGES_MOST = 16,
    FILES_MOST = 40, /* then some are merged, whatever their sizes */
    FILE_NAME = 32
};

/* A segment that is in use: a file when it has a name, else in memory. */
struct slot {
    struct segment_part part;
    unsigned char *dead; /* part.dead, or NULL */
    size_t dead_n;
    int64_t dead_since; /* ms since 1970 UTC; of the first */
    char name[FILE_NAME];
    unsigned char digest[DIGEST_BYTES];
    struct arena *arena; /* of one in memory */
};

struct similar_index {
    const char *dir;
    int folder; /* locked as long as it is open */
    struct arena *a;
    struct term_key key;
    size_t memory_most;
    struct builder *builder; /* what waits for the commit */
    struct arena *waiting, *work;

    pthread_rwlock_t lock;   /* of slots: held while they are read */
    pthread_mutex_t change;  /* of the manifest, and of files that come and
                              * go; taken before the lock */
    pthread_mutex_t tending; /* by one at a time; taken before change */
    struct slot slots[SLOTS_MOST];
    size_t n, files; /* files first */
    uint64_t position, next_file;
};

/* Make the folder and lock it for this process. Fails: ERR_BUSY. */
bool folder_take(struct similar_index *ix, struct err *err);

const char *index_path(struct arena *a, const struct similar_index *ix,
                       const char *name);

/* Map a file of the folder and look whether it is a segment with that digest
 * (NULL: any; it is worked out). Fails: ERR_CORRUPT, ERR_IO. */
bool slot_map(const struct similar_index *ix, struct slot *s,
              const unsigned char *digest, struct err *err);
void slot_close(struct slot *s);
void slot_kill(struct slot *s, uint32_t doc, int64_t since);

/* Write one segment out of several to a new file and map it. *ret_slot has no
 * name when none of the texts lives. */
struct merge_job {
    const struct segment_part *parts;
    size_t n;
    uint64_t number; /* of the file */
};
bool slot_write(const struct similar_index *ix, const struct merge_job *job,
                struct slot *ret_slot, struct err *err);

/* The folder as the manifest says. *ret_ok is false when it is not in order;
 * fails when the world refuses. */
bool manifest_read(struct similar_index *ix, bool *ret_ok, struct err *err);

/* change is held. */
bool manifest_write(struct similar_index *ix, struct err *err);

/* Remove all files but those that are in use. */
bool manifest_sweep(struct similar_index *ix, struct err *err);

#endif
