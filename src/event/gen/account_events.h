/* From schema/account.events by tools/gen_events; do not edit. */
#ifndef GEN_ACCOUNT_EVENTS_H
#define GEN_ACCOUNT_EVENTS_H

#include "event/event.h"

enum account_kind {
    ACCOUNT_KIND_NONE,
    ACCOUNT_KIND_STAFF,
    ACCOUNT_KIND_RESIDENT,
};
extern const char *const account_kind_words[3];

enum account_factor {
    ACCOUNT_FACTOR_NONE,
    ACCOUNT_FACTOR_PASSWORD,
    ACCOUNT_FACTOR_TOTP,
    ACCOUNT_FACTOR_RECOVERY,
    ACCOUNT_FACTOR_PHONE,
    ACCOUNT_FACTOR_EXTERNAL,
};
extern const char *const account_factor_words[6];

enum account_recovery {
    ACCOUNT_RECOVERY_NONE,
    ACCOUNT_RECOVERY_CODE,
    ACCOUNT_RECOVERY_LINK,
};
extern const char *const account_recovery_words[3];

enum account_link {
    ACCOUNT_LINK_NONE,
    ACCOUNT_LINK_SETUP,
    ACCOUNT_LINK_RESET,
};
extern const char *const account_link_words[3];

enum account_event {
    ACCOUNT_OPENED_V1,
    ACCOUNT_GRANTED_V1,
    ACCOUNT_REVOKED_V1,
    ACCOUNT_FACTOR_SET_V1,
    ACCOUNT_RECOVERED_V1,
    ACCOUNT_PHONE_PROVED_V1,
    ACCOUNT_CASE_JOINED_V1,
    ACCOUNT_LOCKED_V1,
    ACCOUNT_UNLOCKED_V1,
    ACCOUNT_CLOSED_V1,
    ACCOUNT_ERASED_V1,
    ACCOUNT_RENAMED_V1,
    ACCOUNT_LINK_GIVEN_V1,
    ACCOUNT_SIGNED_OUT_V1,
    ACCOUNT_RESET_V1,
};

enum account_command {
    ACCOUNT_OPEN,
    ACCOUNT_GRANT,
    ACCOUNT_REVOKE,
    ACCOUNT_SET_FACTOR,
    ACCOUNT_RECOVER,
    ACCOUNT_PROVE_PHONE,
    ACCOUNT_JOIN_CASE,
    ACCOUNT_LOCK,
    ACCOUNT_UNLOCK,
    ACCOUNT_CLOSE,
    ACCOUNT_ERASE,
    ACCOUNT_RENAME,
    ACCOUNT_GIVE_LINK,
    ACCOUNT_SIGN_OUT,
    ACCOUNT_RESET,
};

/* An account was opened. */
struct account_opened_v1 {
    struct id subject_id; /* Whose personal texts these are: the holder. */
    struct str account;   /* Its code: its holder signs in with it, and the log
                             names it as actor. */
    enum account_kind kind; /* Staff, or a resident. */
    struct personal name;   /* The holder's name. */
    struct personal phone;  /* The holder's phone. */
};
extern const struct payload_type account_opened_v1_type;
static inline struct verdict
emit_account_opened_v1(struct event_list *out,
                       const struct account_opened_v1 *e)
{
    return event_emit(out, &account_opened_v1_type, e);
}

/* The holder may act in this role for this unit. */
struct account_granted_v1 {
    struct str role; /* The role. */
    struct str unit; /* The unit, or empty for none. */
};
extern const struct payload_type account_granted_v1_type;
static inline struct verdict
emit_account_granted_v1(struct event_list *out,
                        const struct account_granted_v1 *e)
{
    return event_emit(out, &account_granted_v1_type, e);
}

/* The holder may no longer act so. */
struct account_revoked_v1 {
    struct str role; /* The role. */
    struct str unit; /* The unit, or empty for none. */
};
extern const struct payload_type account_revoked_v1_type;
static inline struct verdict
emit_account_revoked_v1(struct event_list *out,
                        const struct account_revoked_v1 *e)
{
    return event_emit(out, &account_revoked_v1_type, e);
}

/* A way to prove who he is was set, or set anew. */
struct account_factor_set_v1 {
    enum account_factor factor; /* Which; never the secret itself. */
};
extern const struct payload_type account_factor_set_v1_type;
static inline struct verdict
emit_account_factor_set_v1(struct event_list *out,
                           const struct account_factor_set_v1 *e)
{
    return event_emit(out, &account_factor_set_v1_type, e);
}

/* The holder got in again without his usual factor. */
struct account_recovered_v1 {
    enum account_recovery
        how; /* By a recovery code, or by a new set-up link. */
};
extern const struct payload_type account_recovered_v1_type;
static inline struct verdict
emit_account_recovered_v1(struct event_list *out,
                          const struct account_recovered_v1 *e)
{
    return event_emit(out, &account_recovered_v1_type, e);
}

/* The holder proved by a code that a phone is his. */
struct account_phone_proved_v1 {
    struct id subject_id;  /* Whose personal texts these are: the holder. */
    struct personal phone; /* The phone. */
};
extern const struct payload_type account_phone_proved_v1_type;
static inline struct verdict
emit_account_phone_proved_v1(struct event_list *out,
                             const struct account_phone_proved_v1 *e)
{
    return event_emit(out, &account_phone_proved_v1_type, e);
}

/* The holder put a case among his own, by its query code. */
struct account_case_joined_v1 {
    struct id case_id; /* The case. */
};
extern const struct payload_type account_case_joined_v1_type;
static inline struct verdict
emit_account_case_joined_v1(struct event_list *out,
                            const struct account_case_joined_v1 *e)
{
    return event_emit(out, &account_case_joined_v1_type, e);
}

/* Nobody signs in with it until it is unlocked. */
struct account_locked_v1 {
    struct str reason; /* Why, without personal data. */
};
extern const struct payload_type account_locked_v1_type;
static inline struct verdict
emit_account_locked_v1(struct event_list *out,
                       const struct account_locked_v1 *e)
{
    return event_emit(out, &account_locked_v1_type, e);
}

/* It can be used again. */
struct account_unlocked_v1 {
    char unused; /* C has no empty struct */
};
extern const struct payload_type account_unlocked_v1_type;
static inline struct verdict
emit_account_unlocked_v1(struct event_list *out,
                         const struct account_unlocked_v1 *e)
{
    return event_emit(out, &account_unlocked_v1_type, e);
}

/* It is closed for good. */
struct account_closed_v1 {
    struct str reason; /* Why, without personal data. */
};
extern const struct payload_type account_closed_v1_type;
static inline struct verdict
emit_account_closed_v1(struct event_list *out,
                       const struct account_closed_v1 *e)
{
    return event_emit(out, &account_closed_v1_type, e);
}

/* The holder's personal texts were destroyed. */
struct account_erased_v1 {
    struct str basis; /* The legal basis. */
};
extern const struct payload_type account_erased_v1_type;
static inline struct verdict
emit_account_erased_v1(struct event_list *out,
                       const struct account_erased_v1 *e)
{
    return event_emit(out, &account_erased_v1_type, e);
}

/* Its holder is called otherwise. */
struct account_renamed_v1 {
    struct id subject_id; /* Whose personal texts these are: the holder. */
    struct personal name; /* The holder's name. */
};
extern const struct payload_type account_renamed_v1_type;
static inline struct verdict
emit_account_renamed_v1(struct event_list *out,
                        const struct account_renamed_v1 *e)
{
    return event_emit(out, &account_renamed_v1_type, e);
}

/* A link by which it is set up was given out. */
struct account_link_given_v1 {
    enum account_link purpose; /* For the first time, or anew. */
};
extern const struct payload_type account_link_given_v1_type;
static inline struct verdict
emit_account_link_given_v1(struct event_list *out,
                           const struct account_link_given_v1 *e)
{
    return event_emit(out, &account_link_given_v1_type, e);
}

/* All its sessions were ended for it. */
struct account_signed_out_v1 {
    char unused; /* C has no empty struct */
};
extern const struct payload_type account_signed_out_v1_type;
static inline struct verdict
emit_account_signed_out_v1(struct event_list *out,
                           const struct account_signed_out_v1 *e)
{
    return event_emit(out, &account_signed_out_v1_type, e);
}

/* What it was signed in with was taken away; its sessions ended. */
struct account_reset_v1 {
    char unused; /* C has no empty struct */
};
extern const struct payload_type account_reset_v1_type;
static inline struct verdict
emit_account_reset_v1(struct event_list *out, const struct account_reset_v1 *e)
{
    return event_emit(out, &account_reset_v1_type, e);
}

/* Open an account. */
struct account_open {
    struct id subject_id;   /* Set by the engine. */
    struct str account;     /* Its code. */
    enum account_kind kind; /* Staff, or a resident. */
    struct str name;        /* The holder's name. */
    struct str phone;       /* The holder's phone. */
};
extern const struct payload_type account_open_type;

/* Let the holder act in a role for a unit. */
struct account_grant {
    struct str role; /* The role. */
    struct str unit; /* The unit. */
};
extern const struct payload_type account_grant_type;

/* Take a role back. */
struct account_revoke {
    struct str role; /* The role. */
    struct str unit; /* The unit. */
};
extern const struct payload_type account_revoke_type;

/* Note that a factor was set. */
struct account_set_factor {
    enum account_factor factor; /* Which. */
};
extern const struct payload_type account_set_factor_type;

/* Note that the holder got in again. */
struct account_recover {
    enum account_recovery how; /* How. */
};
extern const struct payload_type account_recover_type;

/* Note that a phone is the holder's. */
struct account_prove_phone {
    struct str phone; /* The phone. */
};
extern const struct payload_type account_prove_phone_type;

/* Put a case among the holder's. */
struct account_join_case {
    struct id case_id; /* The case. */
};
extern const struct payload_type account_join_case_type;

/* Let nobody sign in with it. */
struct account_lock {
    struct str reason; /* Why. */
};
extern const struct payload_type account_lock_type;

/* Let it be used again. */
struct account_unlock {
    char unused; /* C has no empty struct */
};
extern const struct payload_type account_unlock_type;

/* Close it for good. */
struct account_close {
    struct str reason; /* Why. */
};
extern const struct payload_type account_close_type;

/* Destroy the holder's personal texts. */
struct account_erase {
    struct str basis; /* The legal basis. */
};
extern const struct payload_type account_erase_type;

/* Call its holder otherwise. */
struct account_rename {
    struct str name; /* The holder's name. */
};
extern const struct payload_type account_rename_type;

/* Note that a set-up link was given out. */
struct account_give_link {
    enum account_link purpose; /* For the first time, or anew. */
};
extern const struct payload_type account_give_link_type;

/* Note that all its sessions end. */
struct account_sign_out {
    char unused; /* C has no empty struct */
};
extern const struct payload_type account_sign_out_type;

/* Note that what it was signed in with is taken away. */
struct account_reset {
    char unused; /* C has no empty struct */
};
extern const struct payload_type account_reset_type;

/* All events and commands above. */
enum { ACCOUNT_TYPES_N = 30 };
extern const struct payload_type *const account_types[];

#endif
