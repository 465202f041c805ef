/*
 * upload: a rulebook as a form with files brings it, for programs and for the
 * page of the staff alike:
 *
 *     from      the day from which it is in force, YYYY-MM-DD
 *     tables    each file of the rulebook folder, under its own name
 *     letters   each file of its folder letters/
 *     dry_run   1: only check it
 */
#ifndef API_RULEBOOK_UPLOAD_H
#define API_RULEBOOK_UPLOAD_H

#include "app/engine.h"
#include "http/form/form.h"

/* Why nothing, or not all, was done. */
enum upload_end {
    UPLOAD_DONE,    /* enacted; with dry_run, it could be */
    UPLOAD_REFUSED, /* a field is wrong: verdict */
    UPLOAD_FAULTY,  /* the rulebook is: faults */
    UPLOAD_TAKEN,   /* it was enacted before: err */
    UPLOAD_FAILED   /* err */
};

struct upload {
    struct arena *a;
    struct actor by; /* set by the caller, as is a */
    struct verdict verdict;
    struct fault_list faults;
    struct err err;
    struct rulebook_files files;
    int32_t from; /* day */
    bool dry_run;
    struct str hash;
};

/*
 * Read the form and enact what it brings. When UPLOAD_DONE is returned
 * without dry_run, it is on disk and in force in this process.
 *
 * Owns: everything in u->a; bytes are borrowed from the form.
 */
enum upload_end upload_enact(struct engine *e, const struct form *form,
                             struct upload *u);

/* "in_force", "coming" or "replaced": what became of the nth rulebook, seen
 * on a day. Replaced is one that no later day will be under. */
struct str upload_standing(struct rulebooks *rb, size_t nth, int32_t today);

#endif
