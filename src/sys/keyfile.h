/*
 * keyfile: the secrets of a data folder, in a text file beside it (DIR.keys),
 * mode 0400:
 *
 *     gongzhi-keys 1
 *     master = 64 hex digits     wraps the keys of the subjects
 *     signing = 64 hex digits    secret of the checkpoints (crypto/sign.h)
 *     index = 64 hex digits      keyed hashes
 *
 * For another suite than intl the first line ends in 2 and the second is
 * "suite = " and its name (crypto/suite.h).
 *
 * It is made once, never overwritten, and must never lie in a backup of the
 * data folder: whoever holds both can read what people wrote.
 */
#ifndef SYS_KEYFILE_H
#define SYS_KEYFILE_H

#include "base/err.h"
#include "store/store.h" /* struct keys */

/* Draw new keys and write them. Fails: ERR_TAKEN when the file exists. */
bool keyfile_make(const char *path, enum suite_id suite, struct keys *ret_keys,
                  struct err *err);

/* Fails: ERR_KEY when it is missing, open to others, or not as above. */
bool keyfile_read(const char *path, struct keys *ret_keys, struct err *err);

#endif
