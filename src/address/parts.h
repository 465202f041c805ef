/*
 * parts: what the parts of a Chinese address are. A line is cut into tokens;
 * a part is a run of tokens under one tag, and every token lies in a part.
 *
 *     长沙市岳麓区枫林路 12 号 3 栋
 *     city  district road no   house
 *
 * The tags are those of the guidelines of Neural Chinese Address Parsing (Li,
 * Lu, Xie and Li, NAACL 2019): a road has a number, houses, cells, floors and
 * rooms follow; poi is a place by its name; assist a word such as 对面; person
 * who is in the house; redundant what says nothing.
 */
#ifndef ADDRESS_PARTS_H
#define ADDRESS_PARTS_H

#include "base/arena.h"

/* A model's file holds these numbers. */
enum part_tag {
    PART_COUNTRY,
    PART_PROV,
    PART_CITY,
    PART_DISTRICT,
    PART_DEVZONE,
    PART_TOWN,
    PART_COMMUNITY,
    PART_ROAD,
    PART_SUBROAD,
    PART_ROADNO,
    PART_SUBROADNO,
    PART_POI,
    PART_SUBPOI,
    PART_HOUSENO,
    PART_CELLNO,
    PART_FLOORNO,
    PART_ROOMNO,
    PART_PERSON,
    PART_ASSIST,
    PART_REDUNDANT,
    PART_OTHERINFO,
    PART_TAGS
};

/* "prov" "city" ... as in those guidelines. */
struct str part_tag_word(enum part_tag tag);

/* Case does not count. False: there is none of this name. */
bool part_tag_named(struct str word, enum part_tag *ret_tag);

enum token_kind {
    TOKEN_HAN,
    TOKEN_NUMERAL, /* 一 to 十, 零, 百, 甲 to 癸 */
    TOKEN_DIGITS,
    TOKEN_LETTERS,
    TOKEN_SIGN
};

/* A run of digits, a run of Latin letters, or one other character. Two tokens
 * have the same hash when they are the same in half width, lower case and
 * simplified characters. */
struct token {
    struct str text;
    uint32_t hash;
    enum token_kind kind;
};

enum { PARTS_TOKENS = 256 }; /* of a line; what follows is not read */

/* A token that somebody else cut; what it is. */
struct token token_of(struct str text);

/* The tokens of a line, blanks left out, at most PARTS_TOKENS. Bytes that are
 * not UTF-8 are left out. Returns how many. Owns: texts borrow line. */
size_t tokens_of(struct str line, struct token *ret_tokens);

/* Tokens from first, n of them. */
struct part {
    enum part_tag tag;
    size_t first, n;
};

/* The texts of the tokens of a part, joined. Owns: a. */
struct str part_text(struct arena *a, const struct token *tokens,
                     struct part p);

#endif
