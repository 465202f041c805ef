/*
 * file: whole files and folders.
 */
#ifndef SYS_FILE_H
#define SYS_FILE_H

#include "base/arena.h"
#include "base/err.h"

/* Fails: ERR_NOT_FOUND, ERR_INPUT (more than limit bytes), ERR_IO. */
bool file_read(struct arena *a, const char *path, size_t limit,
               struct str *ret_bytes, struct err *err);

/*
 * Replace a file as a whole: a reader sees the old bytes or the new ones, and
 * the new ones are on disk when this returns. mode as in chmod.
 */
bool file_write(const char *path, struct str bytes, unsigned mode,
                struct err *err);

/* Write a file that must not exist yet. Fails: ERR_TAKEN. */
bool file_write_new(const char *path, struct str bytes, unsigned mode,
                    struct err *err);

/* Names in a folder without . and .., in order of their bytes. Owns: a. */
struct name_list {
    const char **at;
    size_t n, room;
};
bool file_list(struct arena *a, const char *dir, struct name_list *ret_names,
               struct err *err);

bool file_exists(const char *path);

/* The permission bits (0777), or -1 when there is no such file. */
int file_mode(const char *path);

/* Make a folder (mode 0700) unless it is there. */
bool file_make_dir(const char *dir, struct err *err);

/* Make the names in a folder durable. */
bool file_sync_dir(const char *dir, struct err *err);

/* Turn the errno of a failed call into err and return false. */
bool file_fail(struct err *err, const char *what, const char *path);

#endif
