/*
 * appeal: a citizen asks (诉求), a unit answers, the rulebook sets the clocks.
 *
 *   none -> queued -> placed -> dispatched -> handling -> replied -> closed
 *             |                  |      ^       |  ^         |         |
 *             v                  v      |       v  |         v         v
 *          diverted            disputed-+     paused      second    archived
 *          merged                                        handling
 *          withdrawn                                     -> review -> closed
 *
 * This is the pure half of the feature: no clock, no database, no chance. The
 * same state, command and rules give the same events on every machine, today
 * and when the log is replayed in twenty years.
 *
 * The clock of the case (APPEAL_WARNING_CLOSE) never stops for a quarrel
 * between units; the clocks of a unit (sign in, object) start anew with every
 * dispatch. Sources of the rules: docs/ARCHITECTURE.md and the rulebook, which
 * names law and article in every row.
 */
#ifndef APPEAL_APPEAL_H
#define APPEAL_APPEAL_H

#include "event/codec.h"
#include "event/gen/appeal_events.h"
#include "rulebook/rulebook.h"

enum appeal_stage {
    APPEAL_STAGE_NONE,
    APPEAL_STAGE_QUEUED,     /* a person must place it */
    APPEAL_STAGE_PLACED,     /* a person must confirm the unit */
    APPEAL_STAGE_DISPATCHED, /* a unit has it and has not signed in */
    APPEAL_STAGE_DISPUTED,   /* a ruling is due */
    APPEAL_STAGE_HANDLING,   /* signed in; also in second handling */
    APPEAL_STAGE_PAUSED,
    APPEAL_STAGE_REPLIED, /* the citizen is asked */
    APPEAL_STAGE_REVIEW,  /* the panel looks at the unit's duty */
    APPEAL_STAGE_CLOSED,
    APPEAL_STAGE_DIVERTED,
    APPEAL_STAGE_MERGED,
    APPEAL_STAGE_WITHDRAWN,
    APPEAL_STAGE_ARCHIVED
};

/* One of the clocks that run on a case. due 0: it does not run. */
struct appeal_clock {
    int64_t due, warn; /* ms since 1970 UTC; warn 0: no pre-warning */
    int step;          /* the next to fire: 0 pre-warning, 1 .. overdue */
};

enum {
    APPEAL_CLOCKS = APPEAL_WARNING_REVIEW + 1,
    APPEAL_UNITS = 24,
    APPEAL_ATTACHMENTS = 40 /* of a case, whatever the rulebook says */
};

struct appeal_helper {
    struct str unit;
    bool done;
    bool warned; /* that due has passed */
    int64_t due; /* its own clock; 0 for none */
};

/* Somebody wants to see who made a report: asked, then released; or none. */
struct appeal_release {
    struct str account; /* "" for none */
    int64_t hours;      /* for how long he asked */
    int64_t lapses_at;  /* the question; 0 once it was answered */
    int64_t until;      /* released; 0 while it was not */
};

/* Legal hold (法律保全): while it lasts nothing of the case is destroyed. */
struct appeal_held {
    struct str account, unit, basis; /* who asked for it and why */
    int64_t since, until;            /* until 0: there is none */
};

/* What words of the rulebook found in what the citizen wrote. */
struct appeal_felt {
    int degree;                      /* 1..3; 0: nothing */
    enum appeal_judgement judgement; /* none: nobody has looked */
};
enum { APPEAL_FEELINGS = APPEAL_FEELING_MEDIA };

/* What the past events add up to. Start from a zeroed struct. Texts of
 * citizens are not here. */
struct appeal {
    int64_t version;
    enum appeal_stage stage;
    struct id subject_id;
    struct id contact_id; /* of name and number; none: subject_id's */
    struct id answers_id; /* of answers to the form; none: subject_id's */
    int64_t number;
    struct str code;
    enum appeal_channel channel;
    enum appeal_regime regime;
    enum appeal_kind kind;
    enum appeal_privacy privacy;
    struct str place, source, outside_id;
    struct str place_path; /* names of a place outside the rulebook, or "" */
    int64_t received_at, earlier;
    int64_t asked_at; /* received, or reopened last: terms count from here */

    struct str matter, level;
    int urgency, risk, clarity, difficulty;
    struct str rules;  /* hash of the rulebook it was promised under */
    int32_t rules_day; /* its day */
    struct appeal_clock clock[APPEAL_CLOCKS]; /* by enum appeal_warning */

    struct str first_unit; /* accountable wherever the case moves */
    struct str lead;
    int hops; /* units that have led, in order */
    struct str led[APPEAL_UNITS];
    size_t led_n;
    struct str objected[APPEAL_UNITS]; /* each unit objects once */
    size_t objected_n;
    int64_t dispatched_at; /* the first time */
    int64_t lost;          /* minutes between first dispatch and ruling */
    bool ruled;
    bool circled; /* only a ruling moves it on */
    struct appeal_helper helpers[APPEAL_UNITS];
    size_t helpers_n;
    struct appeal_helper summoned[APPEAL_UNITS];
    size_t summoned_n;
    struct str reported[APPEAL_UNITS]; /* the case is against these */
    size_t reported_n;
    struct appeal_release release;
    struct id attached[APPEAL_ATTACHMENTS]; /* names of files, in order */
    size_t attached_n;
    bool was_asked; /* for consent: not in old receipts, nor in imported ones
                     * that tell of no notice */
    bool agreed_publish, agreed_sensitive; /* and he did, and still does */
    bool took_back_sensitive;
    bool answers_gone; /* their key is destroyed */

    bool contacted; /* the citizen was reached */
    int tries;      /* to reach him, without success */
    int round;      /* 1 first handling, 2 second */
    int extensions, nudges, unreached, reopened, warned;
    bool reviewed_count, conferring, supervised, erased;
    int64_t paused_at, pause_until;
    int64_t replied_at, silence_at, late; /* late: minutes */
    enum appeal_outcome outcome;
    enum appeal_solved solved;
    enum appeal_satisfied satisfied;
    enum appeal_close_reason closed_how;
    int64_t closed_at;
    int64_t deidentified_at; /* name and number are gone; 0: they are not */
    struct appeal_held hold;
    struct id corrected_for; /* the last request by which it was put right */
    struct appeal_felt felt[APPEAL_FEELINGS]; /* by enum feeling_kind */
    struct id merged_into;
    int64_t informed_version; /* of the case it was merged into */
};

struct appeal_rules {
    struct rules now;      /* in force when the command is given */
    struct rules promised; /* under which the case was promised its times */
};

/*
 * Say what happens when cmd meets s.
 *
 * Owns:  events go to out and borrow the texts of s and cmd, which must live
 *        as long as out->a.
 * Fails: the reason with rule and field; out is unchanged.
 */
struct verdict appeal_decide(const struct appeal *s, const struct command *cmd,
                             const struct appeal_rules *rules,
                             struct event_list *out);

/*
 * Move s past one record. Never refuses: what happened, happened.
 *
 * Owns:  s borrows the texts of the record.
 */
void appeal_apply(struct appeal *s, const struct event *ev,
                  int64_t occurred_at);

/*
 * What a receipt says, in whichever version it was written: what its version
 * did not know is empty. False when ev is another event.
 *
 * Owns: texts are borrowed from ev.
 */
bool appeal_received(const struct event *ev, struct appeal_received_v3 *ret);

/* When the case wants a tick next, or 0. promised: for the overdue chain. */
int64_t appeal_next_due(const struct appeal *s, struct rules promised);

/*
 * How the actor's unit stands to the case, as bits of enum access_relation
 * (rulebook/access/access.h). A unit that the case is against stands in no
 * other relation.
 */
unsigned appeal_relations(const struct appeal *s, const struct actor *a,
                          struct rules r);

/* May this actor give this command to this case now? For menus. */
bool appeal_may(const struct appeal *s, const struct payload_type *command,
                const struct actor *actor, struct rules now);

/* none queued placed dispatched ... */
struct str appeal_stage_word(enum appeal_stage stage);

/* Is somebody still to do something? */
bool appeal_is_open(const struct appeal *s);

#endif
