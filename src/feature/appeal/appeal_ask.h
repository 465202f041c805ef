/*
 * appeal_ask: what the appeal_decide_*.c files share. Not for others.
 */
#ifndef APPEAL_ASK_H
#define APPEAL_ASK_H

#include "feature/appeal/appeal.h"

/* One question to the rules. */
struct ask {
    const struct appeal *s;
    const struct command *cmd;
    const struct appeal_rules *rules;
    struct event_list *out;
};

typedef struct verdict answer(const struct ask *q);

/* Every command has one; the table stands in appeal_decide.c. */
answer appeal_receive, appeal_divert, appeal_merge, appeal_place,
    appeal_dispatch, appeal_inform;
answer appeal_sign_in, appeal_object, appeal_rule, appeal_confer,
    appeal_conclude, appeal_assist_done, appeal_whistle, appeal_answer_whistle;
answer appeal_contact, appeal_feedback, appeal_pause, appeal_resume,
    appeal_extend, appeal_reply, appeal_add_material, appeal_attach,
    appeal_nudge, appeal_withdraw, appeal_remind, appeal_supervise,
    appeal_escalate;
answer appeal_rate, appeal_callback, appeal_review, appeal_reopen,
    appeal_archive, appeal_close_history;
answer appeal_accuse, appeal_ask_release, appeal_grant_release,
    appeal_refuse_release; /* rights/appeal_release.c */
answer appeal_expire, appeal_hold, appeal_lift_hold, appeal_provide,
    appeal_erase;               /* keep/ */
answer appeal_withdraw_consent; /* intake/appeal_consent.c */
answer appeal_correct;          /* correct/ */
answer appeal_judge_feeling;    /* feeling/ */
answer appeal_tick;

/* Is the case, or the one being taken in, against the unit? */
bool ask_is_reported(const struct ask *q, struct str unit);

/* What names a unit at the receipt, and what ends a release when its time has
 * come. */
struct verdict ask_accuse(const struct ask *q, struct str unit);
struct verdict ask_end_release(const struct ask *q);

/* What ends a hold when its time has come, and what notes that a case goes to
 * a unit outside the rulebook (nothing for others). */
struct verdict ask_end_hold(const struct ask *q);
struct verdict ask_provide_lead(const struct ask *q, struct str lead);

/* A term of the rulebook as moments. */
struct times {
    int64_t due, warn; /* warn 0: no pre-warning */
    struct str basis;
};

/*
 * The deadline of a step for a level, counted from start. level "" asks for
 * the row of all levels.
 * Fails: false with *ret_why no_deadline or calendar_missing.
 */
bool ask_times(const struct ask *q, struct str level, const char *step,
               int64_t start, struct times *ret_times, const char **ret_why);

/* The same, but a step without a row (or calendar) has no clock: due 0. */
struct times ask_times_or_none(const struct ask *q, struct str level,
                               const char *step, int64_t start);

/* Promise and dispatch: what follows once matter and level are known. */
struct placing {
    struct str matter, place, level, lead; /* lead "": the catalogue's */
    enum appeal_how how;
    int hop; /* of the dispatch */
};
struct verdict ask_promise(const struct ask *q, const struct placing *p,
                           int64_t from);
struct verdict ask_dispatch(const struct ask *q, const struct placing *p);
struct verdict ask_queue(const struct ask *q, enum appeal_queue_reason reason,
                         struct str candidates);

/* Give it to a unit, anew or after a quarrel. */
struct handover {
    struct str lead, basis;
    enum appeal_how how;
    int hop;
    bool ruled;
    struct str level;
};
struct verdict ask_handover(const struct ask *q, const struct handover *h);

/* What had been suggested, beside what a person chose now; nothing when the
 * command does not say. */
struct verdict ask_note_suggested(const struct ask *q, struct str suggested,
                                  enum appeal_suggestion of, struct str chosen);

/* The case ends in this way. */
struct verdict ask_close(const struct ask *q, enum appeal_close_reason reason);

/* Is it an imported case? No unit was asked to do anything by a time. */
bool ask_is_history(const struct ask *q);

/* The clock of an assisting unit, or none. */
int64_t ask_assist_by(const struct ask *q, struct str level);

/* Minutes of now after due; 0 when in time or nothing was due. */
int64_t minutes_late(int64_t due, int64_t now);

/* The reason must be listed under its kind. */
struct verdict ask_reason(const struct ask *q, const char *kind,
                          struct str code);

/* The unit must be known to the rulebook or be external (~name). */
bool ask_knows_unit(const struct ask *q, struct str unit);

bool is_role(const struct ask *q, struct str role);
bool helps(const struct appeal_helper *list, size_t n, struct str unit);
bool has_text(const struct str *list, size_t n, struct str text);

/* The clock that the citizen was promised: of this handling. */
const struct appeal_clock *answer_clock(const struct appeal *s);

#endif
