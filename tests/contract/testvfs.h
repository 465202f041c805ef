/*
 * testvfs: a disk that tests can pull the plug of. The SQLite VFS "drop"
 * keeps what is written in memory until xSync; when the process is killed,
 * everything not synced is gone, as after a power failure. It can also be
 * full. One writing process at a time. Test code only.
 */
#ifndef CONTRACT_TESTVFS_H
#define CONTRACT_TESTVFS_H

#include <stdint.h>

#define TESTVFS_NAME "drop"

/* Once a process, before any store is opened with it. */
void testvfs_register(void);

/* From now on so many bytes can be written; negative: no limit. */
void testvfs_room(int64_t bytes);

#endif
