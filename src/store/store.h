/*
 * store: the log, its readings, and what lies beside it; the whole interface
 * to a database. sqlite_*.c implement it on SQLite; PostgreSQL fits behind
 * the same functions.
 *
 *   log       leaves in order, the Merkle tree over them, signed checkpoints
 *   readings  tables that follow from the log (rebuild makes them anew)
 *   beside    sealed personal texts and their keys, outbox, enacted rulebooks,
 *             number blocks: never touched by a rebuild
 *
 * Events, sealed texts, rows, timer, outbox and checkpoint of one append
 * commit together or not at all, and are on disk when store_append returns.
 * All functions may be called from many threads at once, but one struct
 * store_bulk holder excludes all other appends.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include "base/err.h"
#include "crypto/suite.h" /* which algorithms */
#include "event/codec.h"
#include "store/gen/queries.h" /* enum query: names of sql/query/ */

struct store;

/* Secrets of a data folder; kept beside it in DIR.keys (sys/keyfile.h). */
enum { KEY_BYTES = 32 };

struct keys {
    enum suite_id suite;
    unsigned char master[KEY_BYTES];  /* wraps the keys of the subjects */
    unsigned char signing[KEY_BYTES]; /* secret of the checkpoints: sign.h */
    unsigned char index[KEY_BYTES];   /* keyed hashes and query codes */
};

enum store_mode { STORE_READ, STORE_WRITE };

struct store_options {
    const char *dir;
    enum store_mode mode;
    const struct registry *registry;
    const struct keys *keys; /* NULL: read without personal texts */
    int unsafe_sync_off;     /* tests only: synchronous=OFF */
    const char *vfs;         /* tests only: name of a test VFS, or NULL */
};

/*
 * Make the data folder with an empty log of the given origin (its name in
 * checkpoints), a canary under the master key and a checkpoint of size 0.
 * Fails: ERR_TAKEN when it already holds a log.
 */
bool store_create(const struct store_options *o, struct str origin,
                  struct err *err);

/* Fails: ERR_NOT_FOUND, ERR_BUSY (another process writes), ERR_KEY (the
 * canary does not open), ERR_CORRUPT, ERR_READ_ONLY. */
bool store_open(const struct store_options *o, struct store **ret_store,
                struct err *err);
void store_close(struct store *st); /* NULL is fine */

/* Whoever writes says where it can be reached (printable ASCII, at most 127
 * bytes): others are told so when they get ERR_BUSY. */
void store_say_where(struct store *st, struct str where);

/* A value of a row or parameter. */
enum value_kind { VALUE_NULL, VALUE_INT, VALUE_TEXT, VALUE_BYTES };

struct value {
    enum value_kind kind;
    int64_t i;
    struct str s; /* text or bytes, borrowed */
};

static inline struct value
value_int(int64_t i)
{
    return (struct value){ VALUE_INT, i, { NULL, 0 } };
}
static inline struct value
value_text(struct str s)
{
    return (struct value){ VALUE_TEXT, 0, s };
}
static inline struct value
value_bytes(const void *p, size_t n)
{
    return (struct value){ VALUE_BYTES, 0, { p, n } };
}

enum { ROW_VALUES = 24 };

/* One change of a reading: a named writing query and its $1, $2, ... */
struct row {
    enum query query;
    struct value v[ROW_VALUES];
    size_t n;
};

struct row_list {
    struct arena *a;
    struct row *at;
    size_t n, room;
};

/* A message to the outside, by reference to the event that caused it. */
struct notice {
    struct str kind;      /* sms, mail, webhook, letter */
    struct str recipient; /* citizen, unit:CODE, post:...; no personal data */
    struct str letter;    /* name of the letter or phrase */
    size_t event;         /* index of the event in the append */
};

struct append {
    struct str stream;
    int64_t expected; /* version of the stream that the events follow */
    const struct event_list *events; /* fresh ones; texts are sealed here */
    struct str actor;
    int64_t occurred_at;
    int64_t recorded_at;
    const struct row *rows; /* changes of the readings */
    size_t rows_n;
    int64_t due_was, due_next; /* the stream's timer; 0 for none */
    const struct notice *notices;
    size_t notices_n;
    const struct id *erase; /* subjects whose keys are destroyed */
    size_t erase_n;
    struct str document_hash, document; /* a rulebook to keep, or empty */
};

struct appended {
    uint64_t position; /* leaf number of the first event */
    size_t n;
};

/*
 * Append and wait until it is durable. Encoding, sealing and hashing happen
 * in the calling thread; a writer thread commits what is waiting together.
 *
 * Fails: ERR_CONFLICT (expected is not the version), ERR_TAKEN (a unique row
 *        exists), ERR_CLOCK (recorded_at lies more than two minutes before the
 *        newest record), ERR_FULL, ERR_READ_ONLY, ERR_KEY (the subject's key
 *        was destroyed), ERR_IO. Nothing is kept then; but an append with
 *        erase that fails with ERR_IO may be recorded: its keys are then
 *        destroyed when the folder is opened next.
 */
bool store_append(struct store *st, const struct append *ap,
                  struct appended *ret_appended, struct err *err);

/*
 * The same without waiting: done is called once, when the append is durable or
 * has failed; by the writer's thread, or before this returns. It must be quick
 * and leave the store alone. ap, what it points to, a and h live until then.
 * Not inside a bulk.
 *
 * Fails, in h: as store_append; ERR_CONFLICT also where that would have tried
 * again by itself.
 */
struct handed {
    void (*done)(void *context);
    void *context;
    bool ok;
    struct appended appended;
    struct err err; /* when not ok */
};
void store_hand_over(struct store *st, struct arena *a, const struct append *ap,
                     struct handed *h);

/*
 * Bulk: the appends of the calling thread between begin and commit are one
 * transaction, durable when commit returns; the same thread's readings see
 * them. For imports and rebuilds.
 */
bool store_bulk_begin(struct store *st, struct err *err);
bool store_bulk_commit(struct store *st, struct err *err);
void store_bulk_abandon(struct store *st);

/* All records of a stream in order. Owns: list->a. */
bool store_load(struct store *st, struct str stream, struct record_list *list,
                struct err *err);

/* Up to max leaves from a position on, verbatim. Owns: a. */
struct leaf_list {
    struct str *at;
    size_t n;
};
bool store_leaves(struct store *st, struct arena *a, uint64_t from, size_t max,
                  struct leaf_list *ret_leaves, struct err *err);

uint64_t store_size(struct store *st); /* count of leaves */

/*
 * The text of a personal field of a record. *ret_erased is set and the text
 * empty when its key was destroyed. purpose is a word of docs/privacy.md.
 */
struct text_request {
    struct str stream;
    int64_t version; /* of the record */
    struct id subject;
    struct str field;
    struct str purpose;
};
bool store_text(struct store *st, struct arena *a,
                const struct text_request *rq, struct str *ret_text,
                bool *ret_erased, struct err *err);

/* The same with the salt of its commitment, which shows with the text that the
 * leaf is about this text: SHA-256(salt || field || text). For the person
 * itself. Empty when nothing was said or it was erased. */
struct opening {
    struct str salt, text;
};
bool store_opening(struct store *st, struct arena *a,
                   const struct text_request *rq, struct opening *ret_opening,
                   bool *ret_erased, struct err *err);

/* Reading rows: open, next until false, close. Columns are taken in order;
 * texts are borrowed until the next call. */
struct cursor;
bool store_query(struct store *st, enum query q, const struct value *params,
                 size_t params_n, struct cursor **ret_cursor, struct err *err);
bool cursor_next(struct cursor *c, struct err *err); /* err->kind on failure */
int64_t cursor_int(struct cursor *c);
struct str cursor_text(struct cursor *c); /* text or bytes; empty for NULL */
struct id cursor_id(struct cursor *c);
void cursor_close(struct cursor *c);

/* Streams whose timer is due at or before a moment, earliest first. */
struct due_stream {
    struct str stream;
    int64_t due_at;
};
struct due_list {
    struct due_stream *at;
    size_t n;
};
bool store_due(struct store *st, struct arena *a, int64_t until, size_t max,
               struct due_list *ret_due, struct err *err);

/* Reserve n numbers; *ret_first is the first. Gaps are allowed, repeats not. */
bool store_reserve(struct store *st, struct str counter, int64_t n,
                   int64_t *ret_first, struct err *err);

/* An enacted rulebook by its hash. */
bool store_document(struct store *st, struct arena *a, struct str hash,
                    struct str *ret_bytes, struct err *err);

/* Where a follower of the log stands; set together with bulk or alone. */
bool store_follower(struct store *st, struct str name, uint64_t *ret_position,
                    struct err *err);
bool store_follower_set(struct store *st, struct str name, uint64_t position,
                        struct err *err);

/* keyed hash under the index key: first n <= 32 bytes of the suite's
 * HMAC. */
void store_keyed_hash(const struct store *st, struct str purpose,
                      struct str text, unsigned char *ret_bytes, size_t n);

/*
 * Small secrets that lie beside the log, sealed under the master key by the
 * suite of the log; what older versions sealed otherwise opens too. context
 * names where one lies; it opens nowhere else. Owns: a. Opening fails with
 * false: no keys, another context, or changed.
 */
struct str store_seal(const struct store *st, struct arena *a,
                      struct str context, struct str plain);
bool store_unseal(const struct store *st, struct arena *a, struct str context,
                  struct str envelope, struct str *ret_plain);

/* A signed checkpoint: the newest, or the newest of at most that size.
 * Owns: a. */
bool store_checkpoint(struct store *st, struct arena *a, uint64_t size,
                      struct str *ret_note, struct err *err);
/* Read such a note. False when it is not of this log, or its signature is not
 * good. */
struct checkpoint;
bool store_checkpoint_open(const struct store *st, struct str note,
                           struct checkpoint *ret_checkpoint);
/* The key that checks it, as C2SP signed-note writes one. Owns: a. */
struct str store_verifier_key(const struct store *st, struct arena *a);
struct str store_origin(const struct store *st);
const char *store_dir(const struct store *st);       /* the data folder */
struct str store_public_key(const struct store *st); /* see sign.h */
enum suite_id store_suite(const struct store *st);

/* Proofs, RFC 6962 section 2.1; hashes of 32 bytes one after another. */
bool store_inclusion(struct store *st, struct arena *a, uint64_t position,
                     uint64_t size, struct str *ret_path, struct err *err);
bool store_consistency(struct store *st, struct arena *a, uint64_t size1,
                       uint64_t size2, struct str *ret_path, struct err *err);

/*
 * Hashes of a level of the tree: n <= 256 from the one of number first on, 32
 * bytes each. Hash i of level l is the root of the leaves i * 256^l to
 * (i + 1) * 256^l - 1; level 0 are the leaf hashes themselves. They must lie
 * in one tile: first / 256 is that of the last one too.
 * Owns: a. Fails: ERR_NOT_FOUND when the tree has not all of them.
 */
struct tree_part {
    unsigned level;
    uint64_t first;
    size_t n;
};
bool store_hashes(struct store *st, struct arena *a,
                  const struct tree_part *part, struct str *ret_hashes,
                  struct err *err);

/*
 * Verify everything: leaves canonical, positions and versions without gap,
 * commitments of texts that can be opened, tiles, every checkpoint's
 * signature and root, and a checkpoint kept outside (NULL for none).
 * *ret_report says in words what was checked or the first leaf that does not
 * fit. False only when the store could not be read.
 */
struct verify_result {
    bool ok;
    uint64_t leaves, checkpoints, texts;
    uint64_t missing; /* sealed packs whose key is gone without an erasure */
    struct str report;
};
bool store_verify(struct store *st, struct arena *a, struct str outside,
                  struct verify_result *ret_result, struct err *err);

/*
 * Empty all readings, timers included, in one transaction, then let make write
 * them from the records of one stream after another. Everything beside the
 * log stays.
 */
struct rebuild {
    bool (*stream_rows)(void *context, struct arena *a,
                        const struct record_list *records,
                        struct row_list *ret_rows, int64_t *ret_due,
                        struct err *err);
    void *context;
    void (*progress)(void *context, uint64_t done, uint64_t all);
};
bool store_rebuild(struct store *st, const struct rebuild *how,
                   struct err *err);

/*
 * Copies. A backup is a new folder with the log and all beside it, but neither
 * the subjects' keys nor readings: it can be kept for years. Anybody who may
 * read the folder can make one while another process writes. Fails: ERR_TAKEN,
 * ERR_IO ...
 */
bool store_backup(struct store *st, const char *to, struct err *err);

/*
 * Copy the subjects' keys to folder/subjects-MOMENT.keys. In the copies that
 * are there already, what was erased since is overwritten; those older than
 * keep_ms are overwritten as a whole and removed.
 */
struct key_copies {
    const char *folder;
    int64_t now, keep_ms;
};
struct key_copied {
    size_t kept, destroyed; /* copies */
};
bool store_backup_keys(struct store *st, const struct key_copies *how,
                       struct key_copied *ret_copied, struct err *err);

/*
 * Make the data folder to out of a backup opened for reading and a copy of its
 * keys, or with none: then no text opens. Opening it to write destroys again
 * what the log says was erased; then it wants a rebuild.
 */
bool store_restore(struct store *from, const char *to, const char *keys,
                   struct err *err);

/* Push what an erasure dropped out of the write-ahead log too (keyed hashes;
 * keys never were in it). *ret_clean is false
 * while another process still reads the old pages. */
bool store_scrub(struct store *st, bool *ret_clean, struct err *err);

#endif
