/*
 * reply: is a reply complete and plain? Advice to its writer before it is sent;
 * it stops nothing.
 *
 * What it should have, by the words of reply.csv: the basis (a law or document
 * by name), the result, a contact (a word for it with a number behind it), and
 * a time of something done or to be done (a month in figures that is not the
 * date at the end, or a word for a term). What is not plain: sentences of more
 * than reply_sentence_most (70) characters, and words of offices for which the
 * list has plainer ones. Whether it is about the question: the mean of the
 * share of the title's pairs of Chinese characters that come again in it and of
 * the cosine of its pairs and those of title and body.
 */
#ifndef RULEBOOK_REPLY_REPLY_H
#define RULEBOOK_REPLY_REPLY_H

#include "rulebook/rulebook.h"

enum reply_part { REPLY_BASIS, REPLY_RESULT, REPLY_CONTACT, REPLY_TIME };
enum { REPLY_PARTS = 4, REPLY_JARGON_MOST = 8 };

struct reply_check {
    bool has[REPLY_PARTS];
    size_t sentences_long;
    const struct reply_row *jargon[REPLY_JARGON_MOST]; /* each once */
    size_t jargon_n;
    int about;      /* percent; -1 when the question has no pair */
    bool elsewhere; /* about is below reply_about_least (3) */
};

struct question {
    struct str title, body;
};

/* Nothing is found under a rulebook without reply.csv. The jargon is the
 * book's. Owns: work space in a. */
void rules_check_reply(struct arena *a, struct rules r,
                       const struct question *question, struct str reply,
                       struct reply_check *ret_check);

/* "basis", "result", "contact", "time" */
struct str reply_part_word(enum reply_part part);

/*
 * The different pairs of Chinese characters of a text, in order, as two
 * characters in a number. Owns: in a.
 */
struct pairs {
    const uint32_t *at;
    size_t n;
};
struct pairs reply_pairs(struct arena *a, const struct rulebook *book,
                         struct str text);

/* 0 to 1: how much a reply is about a question; both are the whole question's
 * pairs and those of its title. */
double reply_about(struct pairs title, struct pairs question,
                   struct pairs reply);

/* What rulebook_read makes of reply.csv, once. Owns: in a. NULL without it. */
const struct reply_reader *reply_reader_new(struct arena *a,
                                            const struct rulebook *book);

#endif
