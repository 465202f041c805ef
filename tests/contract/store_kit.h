/*
 * store_kit: a small log to test the store with: one stream a case, with a
 * personal text, a row and a timer.
 */
#ifndef CONTRACT_STORE_KIT_H
#define CONTRACT_STORE_KIT_H

#include "store/store.h"

struct kit {
    char dir[128]; /* the data folder; a fresh one */
    struct keys keys;
    struct store_options o;
    struct store *st;
    struct arena *a;
};

extern const struct registry kit_registry;

void kit_start(struct kit *k, const char *vfs); /* make and open */
void kit_reopen(struct kit *k, enum store_mode mode);
void kit_close(struct kit *k); /* the store only */
void kit_end(struct kit *k);   /* and remove the folder */

/* For cmocka: a fresh kit before each test, gone after it. One at a time. */
int kit_setup(void **state);
int kit_setup_sm(void **state); /* of the suite sm: crypto/suite.h */
int kit_teardown(void **state);

/* A test of the store as both suites have to pass it. */
#define KIT_TEST(name)                                                         \
    cmocka_unit_test_setup_teardown(name, kit_setup, kit_teardown),            \
    {                                                                          \
#name " with sm", name, kit_setup_sm, kit_teardown, NULL               \
    }

/* The stream, subject and recorded_at of case number n (from 1). */
struct str kit_stream(struct arena *a, int64_t n);
struct id kit_subject(int64_t n);
int64_t kit_time(int64_t n);

/* A ready append of the case's first event; change it before use. */
struct append kit_received(struct arena *a, int64_t n, const char *body);
/* A second event with a text, version 2. */
struct append kit_fed_back(struct arena *a, int64_t n, const char *text);

/* The row of a case as these appends write it. */
struct row *kit_row(struct arena *a, int64_t n, int64_t version,
                    const char *stage);

bool kit_add(struct kit *k, int64_t n, struct err *err);
void kit_add_many(struct kit *k, int64_t from, int64_t to);

/* More than a tile: cases 1 to KIT_CASES in one commit, then three more. */
enum { KIT_CASES = 300 };
void kit_fill(struct kit *k);

/* The report, or why there is none. */
const char *kit_verify(struct kit *k, struct str outside, bool *ret_ok);

/* The first column of the first row, of the file as it lies there. */
struct str kit_blob(struct kit *k, const char *sql);

/* The slot of case n in subjects.keys as it lies there: 64 bytes. */
enum { KIT_SLOT_BYTES = 64 };
struct str kit_slot(struct kit *k, int64_t n);

/* The body of case n, or "(erased)" or "(failed)". */
const char *kit_body(struct kit *k, int64_t n);

/* Run SQL on the closed log as its owner could; guards of the log are off. */
void kit_tamper(const struct kit *k, const char *sql);

/* Does any file of the folder hold these bytes? */
bool kit_files_hold(const struct kit *k, const void *p, size_t n);

#endif
