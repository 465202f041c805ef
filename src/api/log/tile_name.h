/*
 * tile_name: the address of a part of the tree (C2SP tlog-tiles):
 * tile/LEVEL/NUMBER, with .p/WIDTH behind it when the tile is not full yet.
 * NUMBER is written in groups of three digits, all but the last one behind an
 * x: 1234067 is x001/x234/067.
 */
#ifndef API_LOG_TILE_NAME_H
#define API_LOG_TILE_NAME_H

#include "base/str.h"

enum {
    TILE_WIDTH = 256,
    TILE_LEVELS = 64,
    TILE_SEGMENTS = 4 /* behind the level */
};

struct tile_name {
    unsigned level;
    uint64_t number;
    unsigned width; /* 1 to 256; 256 is a full tile */
};

/* Read the segments behind tile/. False when they are not the one right way to
 * write a tile. n is at most TILE_SEGMENTS. */
bool tile_name_parse(struct str level, const struct str *segments, size_t n,
                     struct tile_name *ret_tile);

#endif
