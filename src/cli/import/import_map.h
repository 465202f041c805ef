/*
 * import_map: how the columns of a foreign CSV file become commands. The form
 * is described in rulebook/default/README.md: lines "key = value", "#" begins
 * a comment, "key.WORD = value" translates a word of that column.
 */
#ifndef CLI_IMPORT_MAP_H
#define CLI_IMPORT_MAP_H

#include "base/arena.h"
#include "base/err.h"

struct map_line {
    struct str key, value;
};

struct import_map {
    struct map_line *at;
    size_t n, room;
};

/* Owns: in a. Fails: ERR_INPUT with the line; unknown keys, doubled keys and
 * missing ones (source, time, outside_id, title or text) are faults. */
bool import_map_read(struct arena *a, const char *path,
                     struct import_map *ret_map, struct err *err);

/* The value of a key, or "". */
struct str import_map_get(const struct import_map *m, const char *key);

/* The translation of a word under key ("kind", 投诉), or fallback. */
struct str import_map_word(const struct import_map *m, const char *key,
                           struct str word, struct str fallback);

#endif
