/*
 * sheet: a text laid out for the finders of mask, one cell a character, and
 * what they have found in it. Private to src/mask.
 */
#ifndef MASK_SHEET_H
#define MASK_SHEET_H

#include "mask/mask.h"

/* What a word may be for; a word may be for several. */
enum word_use {
    WORD_SURNAME = 1 << 0,
    WORD_SURNAME_WEAK = 1 << 1, /* a surname that is mostly another word */
    WORD_GIVEN = 1 << 2,        /* a character of given names */
    WORD_NEVER = 1 << 3,        /* a character never in a given name */
    WORD_ROLE = 1 << 4,         /* stands before a name: 业主 */
    WORD_CALL = 1 << 5,         /* says that a name follows: 姓名 */
    WORD_TITLE = 1 << 6,        /* stands behind a name: 先生 */
    WORD_TOLD = 1 << 7,         /* behind a name, less surely: 电话 */
    WORD_COMMON = 1 << 8,       /* a word of the language, no name */
    WORD_PHONE = 1 << 9,        /* a number of a phone may follow */
    WORD_CARD = 1 << 10,        /* a number of an account may follow */
    WORD_PERMIT = 1 << 11,      /* a number of a passport may follow */
    WORD_CHAT = 1 << 12,        /* a name on WeChat or QQ may follow */
    WORD_PLATE = 1 << 13,       /* a plate may follow */
    WORD_ROAD = 1 << 14,        /* a house number may follow */
    WORD_ESTATE = 1 << 15,      /* ends the name of a compound: 小区 */
    WORD_BEFORE = 1 << 16,      /* cannot be part of a compound's name */
    WORD_PLACE = 1 << 17,       /* a place or firm named after the name */
    WORD_RARE = 1 << 18         /* a character seldom in a given name */
};

enum { WORD_CHARS_MOST = 8, NOT_A_CHAR = 0xFFFD };

struct cell {
    uint32_t c;      /* half-width, small letter, simplified; 0 at the end */
    uint32_t at;     /* byte where it stands in the text */
    uint32_t starts; /* uses of words that begin here */
    uint32_t ends;   /* uses of words that end before it */
    uint8_t common;  /* characters of the longest common word that begins */
    uint8_t surname; /* characters of the longest surname that begins */
    uint8_t role;    /* characters of the longest part or post that ends */
    uint8_t place;   /* characters of the longest word with a use of a place */
    uint8_t kind;    /* MASK_KINDS: nothing found */
    bool first;      /* of a span */
    uint8_t keep;    /* of the first: characters that may stay */
};

struct sheet {
    struct arena *a;
    struct str text;
    struct cell *at; /* n of them, and one more that is no character */
    size_t n;
    bool hant;
};

/* Characters that the sheet may be asked for at any index, also outside. */
static inline uint32_t
sheet_char(const struct sheet *s, size_t i)
{
    return i < s->n ? s->at[i].c : 0;
}

/* The digit that a character is, or -1. With han also 一, 零, 幺 and so on. */
int sheet_digit(const struct sheet *s, size_t i, bool han);

bool sheet_is_letter(const struct sheet *s, size_t i);
bool sheet_is_han(const struct sheet *s, size_t i);

/* Does a word of these uses end before i, with at most gap characters of
 * "号码是为：: " and the like between? */
bool sheet_cued(const struct sheet *s, size_t i, uint32_t uses, size_t gap);

/* Note that the characters from..to tell something, unless something was
 * found there before. */
bool sheet_take(struct sheet *s, enum mask_kind kind, size_t from, size_t to);

void find_numbers(struct sheet *s);   /* identity, phones, cards */
void find_codes(struct sheet *s);     /* credit codes, plates, permits */
void find_mail(struct sheet *s);      /* mail */
void find_accounts(struct sheet *s);  /* names on WeChat and QQ */
void find_doors(struct sheet *s);     /* house, building, door */
void find_compounds(struct sheet *s); /* names of compounds */
void find_names(struct sheet *s);     /* people */

/* The words: pieces divided by blanks, and what they are for. */
struct word_list {
    uint32_t uses;
    const char *words;
};
extern const struct word_list mask_words[];
extern const size_t mask_words_n;
extern const struct word_list mask_common_words[];
extern const size_t mask_common_words_n;

#endif
