/*
 * point: where something is on the map, as people and programs write it.
 *
 * Degrees are kept as whole numbers of 1e-7 degrees (about a centimetre), so
 * that nothing is lost by rounding. They are meant in CGCS2000, the reference
 * system of Chinese surveying since 2008; maps on phones give GCJ-02, which is
 * shifted by some hundred metres and must be turned back before it comes here.
 *
 * 0,0 lies in the sea west of Africa and stands for "not known".
 */
#ifndef TEXT_POINT_H
#define TEXT_POINT_H

#include "base/buf.h"

enum { DEGREE = 10000000, LON_MAX = 180, LAT_MAX = 90 };

struct point {
    int32_t lon, lat; /* 1e-7 degrees, east and north positive */
};

static inline bool
point_is_known(struct point p)
{
    return p.lon != 0 || p.lat != 0;
}

/*
 * Read decimal degrees from -limit to limit (180, 90) with at most seven
 * decimals: "116.4", "-0.0000001". False on anything else; no sign +, no
 * exponent, no blank, no bare dot.
 */
bool degree_parse(struct str s, int limit, int32_t *ret_degrees);

/* Write degrees in the shortest form: "116.4". */
void degree_put(struct buf *b, int32_t degrees);

/*
 * Read "geo:LAT,LON", a geo URI (RFC 5870) of two coordinates without
 * parameters. Latitude comes first there. False on anything else.
 */
bool point_parse(struct str s, struct point *ret_point);

/* Write "geo:LAT,LON". */
void point_put(struct buf *b, struct point p);

#endif
