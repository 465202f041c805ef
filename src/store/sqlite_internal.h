/*
 * sqlite_internal: what the files of the SQLite store share. Nothing outside
 * src/store includes it.
 *
 * Connections. Exactly one connection writes and checkpoints; it belongs to
 * whoever holds the turn (the writer thread, a bulk, a rebuild). Every other
 * one is read-only, lies in a pool and is used by one thread at a time.
 *
 * The tree. Roots of full tiles are in memory, and the leaf hashes since the
 * last full tile of the last commit; what a failed commit added is cut off.
 */
#ifndef STORE_SQLITE_INTERNAL_H
#define STORE_SQLITE_INTERNAL_H

#include <pthread.h>
#include <sqlite3.h>
#include <stdatomic.h>

#include "crypto/suite.h"
#include "event/merkle.h"
#include "event/note.h"
#include "store/store.h"

enum {
    TILE_HASHES = 256,
    TILE_BYTES = TILE_HASHES * HASH_BYTES,
    TREE_LEVELS = 8,
    SALT_BYTES = 16,
    CLOCK_SLACK_MS = 120 * 1000,
    NOTICES_A_LEAF = 16,
    ARENA_POOL = 64,
    SLOT_BYTES = 64,
    SLOT_BLOCK_FIRST = 8,
    SLOT_BLOCK_MOST = 4096,
    SLOTS_MODE = 0600,
    CHECKPOINT_PAGES = 2000, /* of the write-ahead log: 16 MiB */
    BUSY_MS = 5000
};

/* Statements of the store's own; texts in sqlite_conn.c. */
enum own_sql {
    SQL_BEGIN,
    SQL_COMMIT,
    SQL_ROLLBACK,
    SQL_SAVEPOINT,
    SQL_RELEASE,
    SQL_BACK,
    SQL_READ,
    SQL_READ_END,
    SQL_SIZE,
    SQL_LAST,
    SQL_VERSION,
    SQL_BATCH_ADD,
    SQL_SEALED_ADD,
    SQL_KEY,
    SQL_KEY_ADD,
    SQL_KEY_ERASE,
    SQL_SLOT_LAST,
    SQL_SLOTS_ERASED,
    SQL_COPY,
    SQL_KEYS_HERE,
    SQL_KEYS_MOVED,
    SQL_TIMER_DROP,
    SQL_TIMER_ADD,
    SQL_OUTBOX_ADD,
    SQL_DOCUMENT_ADD,
    SQL_DOCUMENT,
    SQL_TILE_ADD,
    SQL_TILE,
    SQL_TILES,
    SQL_TILES_COUNT,
    SQL_CHECKPOINT_ADD,
    SQL_CHECKPOINT,
    SQL_CHECKPOINTS,
    SQL_LOAD,
    SQL_LEAVES,
    SQL_PLACE,
    SQL_SEALED,
    SQL_SEALED_AT,
    SQL_DUE,
    SQL_RESERVE,
    SQL_FOLLOWER,
    SQL_FOLLOWER_SET,
    SQL_META,
    SQL_META_ADD,
    SQL_STREAMS,
    SQL_VERSIONS,
    SQL_COUNT
};

struct conn {
    sqlite3 *db;
    sqlite3_stmt *own[SQL_COUNT];
    sqlite3_stmt *named[QUERY_COUNT];
    int slot[QUERY_COUNT][ROW_VALUES]; /* of $1, $2, ...; 0 when not used */
    struct conn *next;                 /* in the pool */
};

struct hashes {
    struct hash *at;
    size_t n, room;
};

struct tree {
    merkle_hash *h;
    pthread_rwlock_t lock;
    uint64_t size, committed;
    struct merkle_range range, committed_range;
    uint64_t tail_from; /* leaf of tail.at[0]; a multiple of TILE_HASHES */
    struct hashes tail;
    struct hashes upper[TREE_LEVELS]; /* [l]: roots of 256^l leaves; l > 0 */
};

/* A turn at the writing connection; first come, first served. */
struct turn {
    pthread_mutex_t lock;
    pthread_cond_t moved;
    uint64_t next, now;
};

/* The keys of the subjects: vault/slots.c. */
struct slots {
    pthread_mutex_t lock; /* of all but fd and doomed */
    int fd;               /* -1: not there */
    int64_t next;         /* the next one to give away */
    int64_t from;         /* pool[0] is the key of this slot */
    size_t n;             /* in the pool, given away ones too */
    size_t block;         /* how many to draw next */
    unsigned char pool[SLOT_BLOCK_MOST][SEAL_KEY_BYTES];
    int64_t *doomed; /* of subjects erased in the transaction; the turn's */
    size_t doomed_n, doomed_room;
};

struct job;

struct store {
    struct arena *a; /* as long as the store */
    const char *dir;
    struct store_options o;
    struct keys keys;
    bool has_keys;
    struct str origin;
    const struct suite *suite;
    unsigned char public_key[SUITE_KEY_MOST];
    unsigned char key_id[NOTE_KEY_ID_BYTES];

    int lock_fd;
    bool immutable; /* read-only folder, nobody writes */

    pthread_mutex_t pool_lock; /* of both */
    struct conn *pool;
    struct arena *arenas[ARENA_POOL]; /* for prepare; empty */
    size_t arenas_n;

    struct slots slots;

    struct conn *writer; /* NULL when opened for reading */
    struct turn turn;
    struct tree tree;
    int64_t newest, newest_committed; /* recorded_at */
    atomic_int wal_pages;
    bool broken;    /* the transaction of a bulk was lost */
    bool scrub_due; /* something erased is still in the write-ahead log */

    pthread_mutex_t queue_lock;
    pthread_cond_t queue_filled; /* by the monotonic clock */
    struct job *queue, **queue_end;
    size_t queue_n, queue_want; /* worth waiting for: see gather */
    int64_t commit_ns;          /* how long the last commit took */
    bool stop, thread_runs;
    pthread_t thread;
};

/* sqlite_conn.c: connections and statements */
bool sql_fail(struct err *err, sqlite3 *db, const char *what);
bool conn_open(struct store *st, bool writes, struct conn **ret_conn,
               struct err *err);
void conn_close(struct conn *c);
sqlite3_stmt *conn_own(struct conn *c, enum own_sql which, struct err *err);
sqlite3_stmt *conn_named(struct conn *c, enum query q, struct err *err);
bool conn_run(struct conn *c, enum own_sql which, struct err *err);
bool conn_exec(struct conn *c, const char *sql, struct err *err);
void bind_int(sqlite3_stmt *s, int i, int64_t v);
void bind_str(sqlite3_stmt *s, int i, struct str text);
void bind_bytes(sqlite3_stmt *s, int i, const void *p, size_t n);
bool bind_values(const int *slots, sqlite3_stmt *s, const struct value *v,
                 size_t n, bool copy);
bool step_end(struct conn *c, sqlite3_stmt *s, struct err *err);
/* 1: a row; 0: no more, and reset; -1: failed, and reset */
int step_row(struct conn *c, sqlite3_stmt *s, struct err *err);
struct str column_str(sqlite3_stmt *s, int i);

struct conn *conn_take(struct store *st, struct err *err);
void conn_give(struct store *st, struct conn *c);

/* sqlite_bulk.c */
bool in_bulk(const struct store *st);

/* sqlite_writer.c */
bool writable(const struct store *st, struct err *err);
void turn_take(struct turn *t);
void turn_give(struct turn *t);
bool writer_start(struct store *st, struct err *err);
void writer_stop(struct store *st);
bool writer_begin(struct store *st, struct err *err);
bool writer_commit(struct store *st, struct err *err);
void writer_back(struct store *st);

/* rebuild.c: move the write-ahead log into the database when it is long, or
 * all of it when something was erased */
void shorten_log(struct store *st);

/* sqlite_prepare.c: what the calling thread does before its append waits */
struct sealed {
    struct id subject;
    struct str envelope;
    int64_t slot; /* of a new key; 0: it has one */
};

struct prepared {
    struct str leaves; /* joined by newlines */
    struct hash *hashes;
    struct sealed *sealed;
    size_t sealed_n;
};
bool prepare(struct store *st, struct arena *a, const struct append *ap,
             bool look_up, struct prepared *ret_prepared, struct err *err);

/* sqlite_append.c: one append inside the writer's transaction. When apply fails
 * the transaction must be given up; try leaves nothing behind, but copies every
 * page it changes. *ret_key_race: with another key it may succeed. */
bool append_apply(struct store *st, const struct append *ap,
                  const struct prepared *p, struct appended *ret_appended,
                  bool *ret_key_race, struct err *err);
bool append_try(struct store *st, const struct append *ap,
                const struct prepared *p, struct appended *ret_appended,
                bool *ret_key_race, struct err *err);
bool row_apply(struct conn *c, const struct row *row, struct err *err);
bool timer_set(struct conn *c, struct str stream, int64_t due, struct err *err);

/* vault/vault.c */
struct text_item {
    uint32_t event; /* index in its append */
    struct str field, salt, text;
};
void vault_item_put(struct buf *out, const struct text_item *t);
bool vault_item_next(struct str *rest, struct text_item *ret_item);
void vault_commitment(const struct store *st, const struct text_item *t,
                      unsigned char out[HASH_BYTES]);
struct vault_place {
    struct id subject;
    struct str stream;
    int64_t version; /* of the first leaf of the append */
};
struct str vault_seal(const struct store *st, struct arena *a,
                      const struct vault_place *at,
                      const unsigned char key[SEAL_KEY_BYTES], struct str pack);
bool vault_open(struct arena *a, const struct vault_place *at,
                const unsigned char key[SEAL_KEY_BYTES], struct str envelope,
                struct str *ret_pack);
/* The slot of a subject's key. 1: found; 0: none yet; -1: failed. */
int slot_of(struct conn *c, struct id subject, int64_t *ret_slot,
            bool *ret_erased, struct err *err);
bool vault_canary_add(struct store *st, struct conn *c, struct err *err);
bool vault_canary_check(struct store *st, struct conn *c, struct err *err);

/* vault/slots.c: the keys that the vault seals with */
enum slot_is { SLOT_EMPTY, SLOT_FULL }; /* empty: overwritten, or not there */
const char *slots_path(struct arena *a, const char *dir);
void slots_init(struct store *st);
bool slots_create(struct store *st, struct err *err);
bool slots_open(struct store *st, struct err *err);
void slots_close(struct store *st);
bool slots_take(struct store *st, int64_t *ret_slot,
                unsigned char key[SEAL_KEY_BYTES], struct err *err);
/* Fails: ERR_CORRUPT when what lies there does not open. */
bool slots_get(struct store *st, int64_t slot,
               unsigned char key[SEAL_KEY_BYTES], enum slot_is *ret_is,
               struct err *err);
void slots_header(const struct store *st, unsigned char out[SLOT_BYTES]);
void slot_wrap(const struct store *st, int64_t slot,
               const unsigned char key[SEAL_KEY_BYTES],
               unsigned char out[SLOT_BYTES]);
bool slot_unwrap(const struct store *st, int64_t slot, struct str wrapped,
                 unsigned char key[SEAL_KEY_BYTES]);
/* Name a slot to overwrite once the transaction is durable; then do it. */
void slots_doom(struct store *st, int64_t slot);
bool slots_wipe(struct store *st, struct err *err);

/* vault/slots_move.c: from folders that kept the keys in the database */
bool slots_move(struct store *st, struct err *err);
bool slots_move_end(struct store *st, struct err *err);

/* tree.c */
void tree_init(struct tree *t, merkle_hash *h);
void tree_free(struct tree *t);
void tree_append(struct tree *t, struct hash leaf);
void tree_committed(struct tree *t);
void tree_back(struct tree *t);
bool tree_load(struct store *st, struct conn *c, struct err *err);
bool tree_save(struct store *st, struct err *err); /* tiles and checkpoint */
/* Where the hashes are: the context of tree_node, which is a get of
 * merkle_nodes. The tree's lock is held. */
struct tree_source {
    struct tree *t;
    struct conn *c;
    struct err *err;
};
bool tree_node(void *context, unsigned height, uint64_t index,
               struct hash *ret_node);
/* The 256 leaf hashes of a full tile that is on disk. */
bool tree_leaf_tile(merkle_hash *h, struct conn *c, uint64_t number,
                    struct hash *out, struct err *err);
struct str checkpoint_sign(const struct store *st, struct arena *a,
                           const struct merkle_range *range);

/* sqlite_read.c */
bool size_on_disk(struct conn *c, uint64_t *ret_size, struct err *err);
bool load_stream(struct store *st, struct conn *c, struct str stream,
                 struct record_list *list, struct err *err);
bool meta_get(struct conn *c, struct arena *a, const char *key,
              struct str *ret_value, struct err *err);
/* Leaves are joined by newlines; *rest starts as all of them. */
bool leaf_next(struct str *rest, struct str *ret_leaf);

#endif
