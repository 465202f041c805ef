/*
 * feeling: strong emotion and risk in what a citizen writes, by the words of
 * feelings.csv. It says which words decided; a person confirms or sets aside.
 * What is found may raise attention and never lowers anything.
 *
 * Texts and words are compared in the form of text/form (width, traditional
 * characters), signs put between two Chinese characters left out (上*访). Of
 * words that lie in one another the longest counts, of one word its strongest
 * place. A word behind a negation (deny) in the same part of a sentence does
 * not count, one behind a degree word (很, 有点) counts so many percent. What
 * lies inside a longer exception (老年大学) is nothing. The order of the rows
 * means nothing.
 *
 * Points of a kind = sum of the weights of its words that count. Its level is
 * 1, 2 or 3 from settings feeling_level_1 (10), _2 (20), _3 (40) points on.
 *
 * Kinds: docs/feeling-guidelines.md.
 */
#ifndef RULEBOOK_FEELING_FEELING_H
#define RULEBOOK_FEELING_FEELING_H

#include "rulebook/rulebook.h"

enum feeling_kind {
    FEELING_EMOTION,    /* 强烈情绪 */
    FEELING_LIFE,       /* 生命安全 */
    FEELING_COLLECTIVE, /* 群体行动 */
    FEELING_VULNERABLE, /* 弱势群体 */
    FEELING_MEDIA,      /* 媒体曝光 */
    FEELING_KINDS
};

enum { FEELING_LEVELS = 3 };

/* A place of a text where a word of a kind stands. */
struct feeling_hit {
    enum feeling_kind kind;
    size_t word;  /* index in the book's feelings */
    size_t text;  /* index of the text */
    size_t at, n; /* bytes of that text */
    int points;   /* after degree; 0 when it is denied */
    bool counts;  /* it is the strongest place of its word: points are its */
};

struct feeling {
    int points[FEELING_KINDS];
    int level[FEELING_KINDS]; /* 0..3 */
    const struct feeling_hit *hits;
    size_t hits_n; /* in order of text and place, denied ones too */
};

/*
 * What the texts (a title and a body, say) tell together. Nothing under a
 * rulebook without feelings.csv. Linear in their length but for sorting the
 * words found.
 *
 * Owns: the hits, in a.
 */
void rules_feel(struct arena *a, struct rules r, const struct str *texts,
                size_t n, struct feeling *ret_feeling);

/* "emotion", "life" ... */
struct str feeling_word(enum feeling_kind kind);

/* False when word is none. */
bool feeling_named(struct str word, enum feeling_kind *ret_kind);

/* What rulebook_read makes of the words, once. Owns: in a. NULL when there are
 * none. */
const struct feeling_finder *feeling_finder_new(struct arena *a,
                                                const struct rulebook *book);

#endif
