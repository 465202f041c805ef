/*
 * division: the national division codes (统计用区划代码), by which a place
 * anywhere in the country gets one code and one path of names.
 *
 * Two digits name the province, two more the city, two more the county or
 * district (GB/T 2260), three more the street or town. What is called 市辖区,
 * 县 or 省直辖县级行政区划 at the level of cities is a heading of the table,
 * nothing that people say; paths leave it out.
 *
 * Bytes in, table out; the table borrows the bytes. Nothing is guessed: when
 * words fit two places that do not lie in each other, both are told.
 */
#ifndef CODES_DIVISION_H
#define CODES_DIVISION_H

#include "base/buf.h"
#include "base/err.h"

enum division_level {
    DIVISION_NONE,
    DIVISION_PROVINCE,
    DIVISION_CITY,
    DIVISION_COUNTY,
    DIVISION_STREET
};

struct division {
    uint32_t code; /* nine digits; zeros behind the level's own */
    enum division_level level;
    struct str name; /* zh-Hans */
};

struct divisions {
    const struct division *at; /* in order of their codes */
    size_t n;
};

/*
 * Read the bytes of divisions.csv: a line "code,name" each, in order of the
 * codes, under a heading.
 *
 * Owns:  the table lives in a; names borrow bytes.
 * Fails: ERR_INPUT with the line.
 */
bool divisions_read(struct arena *a, struct str bytes,
                    struct divisions *ret_divisions, struct err *err);

/*
 * The division of a code of 2, 4, 6, 9 or 12 digits. Of twelve the last three
 * name a village, which the table does not hold: the street is meant.
 * NULL when there is none.
 */
const struct division *division_coded(const struct divisions *d,
                                      struct str code);

/* Does v lie in outer, or is it outer? */
bool division_holds(const struct division *outer, const struct division *v);

enum division_how {
    DIVISION_ANYWHERE, /* the words may begin at any level */
    DIVISION_FROM_TOP  /* they must begin with a whole name of province or
                          city: for texts that only perhaps name a place */
};

/* What words name. */
enum { DIVISION_CANDIDATES = 8 };

struct division_find {
    const struct division *at[DIVISION_CANDIDATES];
    size_t n; /* 0 unknown, 1 found, more: ambiguous; may exceed the room */
    struct str rest; /* of the text, behind the names: street and number */
};

/*
 * The place that the beginning of a text names: names of levels one inside the
 * other, any may be left out, blanks and /-,，、· may stand between. A name
 * counts without its ending (湖南 for 湖南省) when the text, a separator or
 * the name of an inner place follows; a street only behind another name. The
 * longest reading wins; of readings as long as each other, the one that holds
 * all others.
 *
 * Owns: work space in a.
 */
void division_find(struct arena *a, const struct divisions *d, struct str text,
                   enum division_how how, struct division_find *ret_find);

/* The name as it is spoken, without ending and peoples: 恩施 of
 * 恩施土家族苗族自治州. Two characters are left at least. Owns: borrows name.
 */
struct str division_spoken(struct str name);

/* Is it a heading of the table (市辖区)? */
bool division_is_heading(const struct division *v);

/* Six digits, or nine for a street. */
void division_put_code(struct buf *b, const struct division *v);

/* The names from the province down, joined by "/": 湖南省/长沙市/岳麓区. */
void division_put_path(struct buf *b, const struct divisions *d,
                       const struct division *v);

/* "province" "city" "county" "street" */
struct str division_level_word(enum division_level level);

#endif
