/*
 * scenario_run: play a story of tests/scenario through the real engine,
 * on a fresh data folder that is removed afterwards.
 *
 * A story is lines of words and pieces: `word name | key: value | key: value`.
 * tests/scenario/README.md
 * tells the words. The scenario_*.c files share what stands below.
 */
#ifndef SCENARIO_RUN_H
#define SCENARIO_RUN_H

#include "app/engine.h"

/*
 * Play the story at path; rulebook is the folder that its `rules` line enacts.
 *
 * Owns:  *ret_why lives in a.
 * Fails: false with "path:line: what happened".
 */
bool scenario_run(struct arena *a, const char *path, const char *rulebook,
                  struct str *ret_why);

enum { PIECES = 24, CASES = 26 };

struct piece {
    struct str key, value;
};

struct line {
    size_t number;
    struct str head; /* what stands before the first | */
    struct piece piece[PIECES];
    size_t n;
};

struct story_case {
    bool known;
    struct id id;
    int64_t number;
    bool request; /* about one's own data, and no case */
};

struct story {
    struct arena *a;
    const char *rulebook;
    const char *root; /* holds the data folder and changed rulebooks */
    const char *dir;  /* the data folder */
    struct engine *e;
    int64_t now;
    int64_t recorded_at; /* of all records: the log's clock never goes back */
    uint64_t mark; /* leaves before the last command or step of the clock */
    int books;     /* changed rulebooks so far */
    struct story_case cases[CASES];
    bool was_command; /* the line before; then verdict and size hold */
    struct verdict verdict;
    uint64_t size; /* leaves before the command */
    struct err err;
};

/* The answer of a word; false with st->err filled. */
typedef bool word_answer(struct story *st, const struct line *l);

/* Words that look at what is. */
word_answer check_expect, check_happened, check_count;
word_answer check_unit, check_outbox, check_text, check_contact, check_verify;

/* asked R | stage: closed | outcome: granted */
word_answer check_asked;

/* What stands behind "ACTOR request": COMMAND R, and the pieces of l. False:
 * failed; else the answer is st->verdict. */
bool put_request(struct story *st, const struct line *l, struct actor actor,
                 struct str rest);

/* enact DAY | FILE | words of the row | column: value */
word_answer enact_changed;

/* The records of a case or request (a letter) or of a unit's assessment. Owns:
 * st->a. */
bool load_named(struct story *st, struct str name, struct record_list *records);

/* Take the next word of *rest; "" when none is left. */
struct str next_word(struct str *rest);

/* The place of a letter A to Z; NULL: it is none. */
struct story_case *story_slot(struct story *st, struct str letter);

/* The case of a letter, or NULL with st->err filled. */
const struct story_case *find_case(struct story *st, struct str letter);

/* The value of a piece, or "". */
struct str piece_of(const struct line *l, const char *key);

#endif
