/*
 * attachment: photos and recordings of cases (附件), as files.
 *
 *     DIR/attachments/ID      the file, sealed (crypto/seal.h) with a key of
 *                             its own; the context is "gongzhi attachment ID"
 *
 * Inside: the photo as we drew it, then its thumbnail; or the recording. The
 * key is a personal text of the event (appeal_attached, file_key), so whoever
 * destroys the citizen's key destroys this one too. The event has the hash of
 * the sealed file, so anybody can see that it is the one that came.
 *
 * The file is on disk before the event is. What no event names is a draft: its
 * key is nowhere but in the form of whoever sent it (ticket), and it is swept
 * away after DRAFT_HOURS. So is what a crash left behind. Files of a citizen
 * who was erased are removed behind the erasure, and again by the sweep.
 */
#ifndef APP_ATTACHMENT_ATTACHMENT_H
#define APP_ATTACHMENT_ATTACHMENT_H

#include "app/appeal/appeal_file.h"
#include "app/engine.h"

enum {
    ATTACHMENT_BYTES = 12 * 1024 * 1024,      /* as it comes */
    ATTACHMENT_FILE_BYTES = 20 * 1024 * 1024, /* sealed, with its thumbnail */
    ATTACHMENT_FILE_MODE = 0600,
    DRAFT_HOURS = 24,
    TICKET_HOURS = 12, /* half: a draft that is taken up is not swept */
    TICKET_BYTES = 700
};

/* What came, made fit to be kept. */
struct attachment {
    struct id file_id;
    enum appeal_attachment_kind kind;
    int64_t bytes, thumb; /* lengths when opened */
    struct str hash, key; /* 64 hex digits */
};

/*
 * Make a photo or a recording harmless, seal it and write it, as a draft. A
 * refusal is a rule in *ret_rule, else NULL.
 *
 * Owns:  a; ret_thumb, for the page, is empty of a recording.
 * Fails: as picture_draw; ERR_FULL, ERR_IO ...
 */
struct attachment_taken {
    struct attachment file;
    struct str thumb;
};
bool attachment_take(struct engine *e, struct arena *a, struct str bytes,
                     struct attachment_taken *ret_taken, const char **ret_rule,
                     struct err *err);

/*
 * A draft as a text for a form, sealed: only we can read and make one. Reading
 * gives false when it is none, or older than TICKET_HOURS. Owns: a.
 */
struct str attachment_ticket(struct engine *e, struct arena *a,
                             const struct attachment *f, int64_t now);
bool attachment_of_ticket(struct engine *e, struct arena *a, struct str ticket,
                          int64_t now, struct attachment *ret_file);

/* The thumbnail of a draft; empty when there is none. Owns: a. */
bool attachment_draft_thumb(struct engine *e, struct arena *a,
                            const struct attachment *f, struct str *ret_thumb,
                            struct err *err);

/* Attach a draft to a case. A repeat changes nothing; a file that another case
 * has is refused (attachment_elsewhere). Fails: as engine_do. */
struct attaching {
    struct str stream;
    struct actor actor;
    const struct attachment *file;
    struct str shows; /* what it shows, in words; or empty */
    struct str once;  /* a key of whoever may send it twice; or empty */
    int64_t now;
};
bool attachment_attach(struct engine *e, struct arena *a,
                       const struct attaching *what,
                       struct verdict *ret_verdict, struct err *err);

/* The n-th attachment of a case, from 1 on; NULL when there is none. */
const struct record *attachment_record(const struct appeal_file *file,
                                       int64_t n);

/* Its bytes, or those of its thumbnail. *ret_erased: it can no longer be
 * read. Fails: ERR_CORRUPT when the file is missing or was changed. Owns: a. */
struct attachment_part {
    const struct record *record; /* its event */
    bool thumb;
};
bool attachment_read(struct engine *e, struct arena *a,
                     const struct attachment_part *part, struct str *ret_bytes,
                     bool *ret_erased, struct err *err);

/* "image/jpeg" and the like, and "jpg". */
const char *attachment_type(enum appeal_attachment_kind kind);
const char *attachment_ending(enum appeal_attachment_kind kind);

/* Remove the files of a case whose keys were destroyed with these subjects: a
 * contact has a key of its own, and no files. What fails is left to the sweep.
 */
struct id_list {
    const struct id *at;
    size_t n;
};
void attachment_drop(struct store *st, struct arena *a,
                     const struct record_list *records,
                     const struct id_list *erased);

/* attachment_keep.c: all files of the folder. */

/* Remove drafts that are too old and files of the erased. */
bool attachment_sweep(struct store *st, int64_t now, struct err *err);

/*
 * Look at the file of every attachment of the log. *ret_ok: all are there and
 * as they came, or their citizen was erased; *ret_report names in words what
 * is not.
 */
bool attachment_verify(struct store *st, struct arena *a, bool *ret_ok,
                       struct str *ret_report, struct err *err);

/* Copy all files from one data folder, or backup, to another. */
bool attachment_copy(struct arena *a, const char *from, const char *to,
                     struct err *err);

/* DIR/attachments and DIR/attachments/ID. Owns: a. */
const char *attachment_folder(struct arena *a, const char *dir);
const char *attachment_path(struct arena *a, const char *dir, struct id id);

#endif
