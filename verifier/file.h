/*
 * file: whole files in and out; "-" is standard input.
 */
#ifndef VERIFIER_FILE_H
#define VERIFIER_FILE_H

#include <stdbool.h>
#include <stddef.h>

/* Read a file of at most that many bytes. *ret_bytes is to be freed. Says what
 * is wrong and returns false. */
bool file_bytes(const char *path, size_t most, char **ret_bytes, size_t *ret_n);

bool file_is_there(const char *path);

/* Put bytes into a file, all or none: a reader sees the old file or the new
 * one, also after a crash. Says what is wrong and returns false. */
bool file_put(const char *path, const char *bytes, size_t n);

#endif
