/*
 * import_rows: a foreign CSV file, read whole, as rows with known columns and
 * the deeds they tell of, in order of time.
 */
#ifndef CLI_IMPORT_ROWS_H
#define CLI_IMPORT_ROWS_H

#include "app/engine.h"
#include "cli/import/import_map.h"

/* What one row says. Texts live in the arena. */
struct import_row {
    size_t line;
    struct str outside_id, title, detail, caller, channel, kind;
    struct str place; /* parts joined by U+001F, widest first */
    struct str place_code;
    struct str point; /* geo:LAT,LON, or "" */
    struct str unit, reply, outcome;
    int64_t at, reply_at; /* ms since 1970 UTC */
};

enum deed_kind { DEED_RECEIVE, DEED_REPLY, DEED_CLOSE };

struct deed {
    int64_t at;
    enum deed_kind kind;
    const struct import_row *row;
    size_t turn; /* breaks ties */
};

struct reject {
    size_t line;
    struct str outside_id;
    struct str why;
};

struct import_rows {
    struct arena *a;
    struct import_row *at; /* fixed once read */
    size_t n, room;
    struct deed *deeds;
    size_t deeds_n;
    struct reject *rejects;
    size_t rejects_n, rejects_room;
};

/* Fails: ERR_INPUT with line and column when the file is no CSV or a column
 * of the map is missing; rows that say nothing usable become rejects. */
bool import_rows_read(struct import_rows *rows, const struct import_map *map,
                      const char *path, struct err *err);

void import_reject(struct import_rows *rows, const struct import_row *row,
                   struct str why);

#endif
