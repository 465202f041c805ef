/* From schema/account.events by tools/gen_events; do not edit. */
#include "event/gen/account_events.h"

const char *const account_kind_words[3] = { "", "staff", "resident" };

const char *const account_factor_words[6] = {
    "", "password", "totp", "recovery", "phone", "external"
};

const char *const account_recovery_words[3] = { "", "code", "link" };

const char *const account_link_words[3] = { "", "setup", "reset" };

static const struct field account_opened_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct account_opened_v1, subject_id), 0,
      0, 0, NULL, 0, "Whose personal texts these are: the holder." },
    { "account", FIELD_TEXT, offsetof(struct account_opened_v1, account), 1, 32,
      0, NULL, 0,
      "Its code: its holder signs in with it, and the log names it as actor." },
    { "kind", FIELD_CHOICE, offsetof(struct account_opened_v1, kind), 0, 0, 0,
      account_kind_words,
      sizeof(account_kind_words) / sizeof(account_kind_words[0]),
      "Staff, or a resident." },
    { "name", FIELD_TEXT, offsetof(struct account_opened_v1, name), 0, 80,
      FIELD_PERSONAL, NULL, 0, "The holder's name." },
    { "phone", FIELD_TEXT, offsetof(struct account_opened_v1, phone), 0, 20,
      FIELD_PERSONAL, NULL, 0, "The holder's phone." },
};
const struct payload_type account_opened_v1_type = {
    "account_opened",         1,
    ACCOUNT_OPENED_V1,        sizeof(struct account_opened_v1),
    account_opened_v1_fields, 5,
    "An account was opened.",
};

static const struct field account_granted_v1_fields[] = {
    { "role", FIELD_TEXT, offsetof(struct account_granted_v1, role), 1, 40, 0,
      NULL, 0, "The role." },
    { "unit", FIELD_TEXT, offsetof(struct account_granted_v1, unit), 0, 40, 0,
      NULL, 0, "The unit, or empty for none." },
};
const struct payload_type account_granted_v1_type = {
    "account_granted",
    1,
    ACCOUNT_GRANTED_V1,
    sizeof(struct account_granted_v1),
    account_granted_v1_fields,
    2,
    "The holder may act in this role for this unit.",
};

static const struct field account_revoked_v1_fields[] = {
    { "role", FIELD_TEXT, offsetof(struct account_revoked_v1, role), 1, 40, 0,
      NULL, 0, "The role." },
    { "unit", FIELD_TEXT, offsetof(struct account_revoked_v1, unit), 0, 40, 0,
      NULL, 0, "The unit, or empty for none." },
};
const struct payload_type account_revoked_v1_type = {
    "account_revoked",
    1,
    ACCOUNT_REVOKED_V1,
    sizeof(struct account_revoked_v1),
    account_revoked_v1_fields,
    2,
    "The holder may no longer act so.",
};

static const struct field account_factor_set_v1_fields[] = {
    { "factor", FIELD_CHOICE, offsetof(struct account_factor_set_v1, factor), 0,
      0, 0, account_factor_words,
      sizeof(account_factor_words) / sizeof(account_factor_words[0]),
      "Which; never the secret itself." },
};
const struct payload_type account_factor_set_v1_type = {
    "account_factor_set",
    1,
    ACCOUNT_FACTOR_SET_V1,
    sizeof(struct account_factor_set_v1),
    account_factor_set_v1_fields,
    1,
    "A way to prove who he is was set, or set anew.",
};

static const struct field account_recovered_v1_fields[] = {
    { "how", FIELD_CHOICE, offsetof(struct account_recovered_v1, how), 0, 0, 0,
      account_recovery_words,
      sizeof(account_recovery_words) / sizeof(account_recovery_words[0]),
      "By a recovery code, or by a new set-up link." },
};
const struct payload_type account_recovered_v1_type = {
    "account_recovered",
    1,
    ACCOUNT_RECOVERED_V1,
    sizeof(struct account_recovered_v1),
    account_recovered_v1_fields,
    1,
    "The holder got in again without his usual factor.",
};

static const struct field account_phone_proved_v1_fields[] = {
    { "subject_id", FIELD_ID,
      offsetof(struct account_phone_proved_v1, subject_id), 0, 0, 0, NULL, 0,
      "Whose personal texts these are: the holder." },
    { "phone", FIELD_TEXT, offsetof(struct account_phone_proved_v1, phone), 1,
      20, FIELD_PERSONAL, NULL, 0, "The phone." },
};
const struct payload_type account_phone_proved_v1_type = {
    "account_phone_proved",
    1,
    ACCOUNT_PHONE_PROVED_V1,
    sizeof(struct account_phone_proved_v1),
    account_phone_proved_v1_fields,
    2,
    "The holder proved by a code that a phone is his.",
};

static const struct field account_case_joined_v1_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct account_case_joined_v1, case_id), 0,
      0, 0, NULL, 0, "The case." },
};
const struct payload_type account_case_joined_v1_type = {
    "account_case_joined",
    1,
    ACCOUNT_CASE_JOINED_V1,
    sizeof(struct account_case_joined_v1),
    account_case_joined_v1_fields,
    1,
    "The holder put a case among his own, by its query code.",
};

static const struct field account_locked_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct account_locked_v1, reason), 0, 200,
      0, NULL, 0, "Why, without personal data." },
};
const struct payload_type account_locked_v1_type = {
    "account_locked",
    1,
    ACCOUNT_LOCKED_V1,
    sizeof(struct account_locked_v1),
    account_locked_v1_fields,
    1,
    "Nobody signs in with it until it is unlocked.",
};

const struct payload_type account_unlocked_v1_type = {
    "account_unlocked",
    1,
    ACCOUNT_UNLOCKED_V1,
    sizeof(struct account_unlocked_v1),
    NULL,
    0,
    "It can be used again.",
};

static const struct field account_closed_v1_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct account_closed_v1, reason), 0, 200,
      0, NULL, 0, "Why, without personal data." },
};
const struct payload_type account_closed_v1_type = {
    "account_closed",         1,
    ACCOUNT_CLOSED_V1,        sizeof(struct account_closed_v1),
    account_closed_v1_fields, 1,
    "It is closed for good.",
};

static const struct field account_erased_v1_fields[] = {
    { "basis", FIELD_TEXT, offsetof(struct account_erased_v1, basis), 1, 200, 0,
      NULL, 0, "The legal basis." },
};
const struct payload_type account_erased_v1_type = {
    "account_erased",
    1,
    ACCOUNT_ERASED_V1,
    sizeof(struct account_erased_v1),
    account_erased_v1_fields,
    1,
    "The holder's personal texts were destroyed.",
};

static const struct field account_renamed_v1_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct account_renamed_v1, subject_id),
      0, 0, 0, NULL, 0, "Whose personal texts these are: the holder." },
    { "name", FIELD_TEXT, offsetof(struct account_renamed_v1, name), 1, 80,
      FIELD_PERSONAL, NULL, 0, "The holder's name." },
};
const struct payload_type account_renamed_v1_type = {
    "account_renamed",
    1,
    ACCOUNT_RENAMED_V1,
    sizeof(struct account_renamed_v1),
    account_renamed_v1_fields,
    2,
    "Its holder is called otherwise.",
};

static const struct field account_link_given_v1_fields[] = {
    { "purpose", FIELD_CHOICE, offsetof(struct account_link_given_v1, purpose),
      0, 0, 0, account_link_words,
      sizeof(account_link_words) / sizeof(account_link_words[0]),
      "For the first time, or anew." },
};
const struct payload_type account_link_given_v1_type = {
    "account_link_given",
    1,
    ACCOUNT_LINK_GIVEN_V1,
    sizeof(struct account_link_given_v1),
    account_link_given_v1_fields,
    1,
    "A link by which it is set up was given out.",
};

const struct payload_type account_signed_out_v1_type = {
    "account_signed_out",
    1,
    ACCOUNT_SIGNED_OUT_V1,
    sizeof(struct account_signed_out_v1),
    NULL,
    0,
    "All its sessions were ended for it.",
};

const struct payload_type account_reset_v1_type = {
    "account_reset",
    1,
    ACCOUNT_RESET_V1,
    sizeof(struct account_reset_v1),
    NULL,
    0,
    "What it was signed in with was taken away; its sessions ended.",
};

static const struct field account_open_fields[] = {
    { "subject_id", FIELD_ID, offsetof(struct account_open, subject_id), 0, 0,
      0, NULL, 0, "Set by the engine." },
    { "account", FIELD_TEXT, offsetof(struct account_open, account), 1, 32, 0,
      NULL, 0, "Its code." },
    { "kind", FIELD_CHOICE, offsetof(struct account_open, kind), 0, 0, 0,
      account_kind_words,
      sizeof(account_kind_words) / sizeof(account_kind_words[0]),
      "Staff, or a resident." },
    { "name", FIELD_TEXT, offsetof(struct account_open, name), 0, 80, 0, NULL,
      0, "The holder's name." },
    { "phone", FIELD_TEXT, offsetof(struct account_open, phone), 0, 20, 0, NULL,
      0, "The holder's phone." },
};
const struct payload_type account_open_type = {
    "open",
    0,
    ACCOUNT_OPEN,
    sizeof(struct account_open),
    account_open_fields,
    5,
    "Open an account.",
};

static const struct field account_grant_fields[] = {
    { "role", FIELD_TEXT, offsetof(struct account_grant, role), 1, 40, 0, NULL,
      0, "The role." },
    { "unit", FIELD_TEXT, offsetof(struct account_grant, unit), 0, 40, 0, NULL,
      0, "The unit." },
};
const struct payload_type account_grant_type = {
    "grant",
    0,
    ACCOUNT_GRANT,
    sizeof(struct account_grant),
    account_grant_fields,
    2,
    "Let the holder act in a role for a unit.",
};

static const struct field account_revoke_fields[] = {
    { "role", FIELD_TEXT, offsetof(struct account_revoke, role), 1, 40, 0, NULL,
      0, "The role." },
    { "unit", FIELD_TEXT, offsetof(struct account_revoke, unit), 0, 40, 0, NULL,
      0, "The unit." },
};
const struct payload_type account_revoke_type = {
    "revoke",
    0,
    ACCOUNT_REVOKE,
    sizeof(struct account_revoke),
    account_revoke_fields,
    2,
    "Take a role back.",
};

static const struct field account_set_factor_fields[] = {
    { "factor", FIELD_CHOICE, offsetof(struct account_set_factor, factor), 0, 0,
      0, account_factor_words,
      sizeof(account_factor_words) / sizeof(account_factor_words[0]),
      "Which." },
};
const struct payload_type account_set_factor_type = {
    "set_factor",
    0,
    ACCOUNT_SET_FACTOR,
    sizeof(struct account_set_factor),
    account_set_factor_fields,
    1,
    "Note that a factor was set.",
};

static const struct field account_recover_fields[] = {
    { "how", FIELD_CHOICE, offsetof(struct account_recover, how), 0, 0, 0,
      account_recovery_words,
      sizeof(account_recovery_words) / sizeof(account_recovery_words[0]),
      "How." },
};
const struct payload_type account_recover_type = {
    "recover",
    0,
    ACCOUNT_RECOVER,
    sizeof(struct account_recover),
    account_recover_fields,
    1,
    "Note that the holder got in again.",
};

static const struct field account_prove_phone_fields[] = {
    { "phone", FIELD_TEXT, offsetof(struct account_prove_phone, phone), 1, 20,
      0, NULL, 0, "The phone." },
};
const struct payload_type account_prove_phone_type = {
    "prove_phone",
    0,
    ACCOUNT_PROVE_PHONE,
    sizeof(struct account_prove_phone),
    account_prove_phone_fields,
    1,
    "Note that a phone is the holder's.",
};

static const struct field account_join_case_fields[] = {
    { "case_id", FIELD_ID, offsetof(struct account_join_case, case_id), 0, 0, 0,
      NULL, 0, "The case." },
};
const struct payload_type account_join_case_type = {
    "join_case",
    0,
    ACCOUNT_JOIN_CASE,
    sizeof(struct account_join_case),
    account_join_case_fields,
    1,
    "Put a case among the holder's.",
};

static const struct field account_lock_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct account_lock, reason), 0, 200, 0,
      NULL, 0, "Why." },
};
const struct payload_type account_lock_type = {
    "lock",
    0,
    ACCOUNT_LOCK,
    sizeof(struct account_lock),
    account_lock_fields,
    1,
    "Let nobody sign in with it.",
};

const struct payload_type account_unlock_type = {
    "unlock", 0, ACCOUNT_UNLOCK,          sizeof(struct account_unlock),
    NULL,     0, "Let it be used again.",
};

static const struct field account_close_fields[] = {
    { "reason", FIELD_TEXT, offsetof(struct account_close, reason), 0, 200, 0,
      NULL, 0, "Why." },
};
const struct payload_type account_close_type = {
    "close",
    0,
    ACCOUNT_CLOSE,
    sizeof(struct account_close),
    account_close_fields,
    1,
    "Close it for good.",
};

static const struct field account_erase_fields[] = {
    { "basis", FIELD_TEXT, offsetof(struct account_erase, basis), 1, 200, 0,
      NULL, 0, "The legal basis." },
};
const struct payload_type account_erase_type = {
    "erase",
    0,
    ACCOUNT_ERASE,
    sizeof(struct account_erase),
    account_erase_fields,
    1,
    "Destroy the holder's personal texts.",
};

static const struct field account_rename_fields[] = {
    { "name", FIELD_TEXT, offsetof(struct account_rename, name), 1, 80, 0, NULL,
      0, "The holder's name." },
};
const struct payload_type account_rename_type = {
    "rename",
    0,
    ACCOUNT_RENAME,
    sizeof(struct account_rename),
    account_rename_fields,
    1,
    "Call its holder otherwise.",
};

static const struct field account_give_link_fields[] = {
    { "purpose", FIELD_CHOICE, offsetof(struct account_give_link, purpose), 0,
      0, 0, account_link_words,
      sizeof(account_link_words) / sizeof(account_link_words[0]),
      "For the first time, or anew." },
};
const struct payload_type account_give_link_type = {
    "give_link",
    0,
    ACCOUNT_GIVE_LINK,
    sizeof(struct account_give_link),
    account_give_link_fields,
    1,
    "Note that a set-up link was given out.",
};

const struct payload_type account_sign_out_type = {
    "sign_out",
    0,
    ACCOUNT_SIGN_OUT,
    sizeof(struct account_sign_out),
    NULL,
    0,
    "Note that all its sessions end.",
};

const struct payload_type account_reset_type = {
    "reset",
    0,
    ACCOUNT_RESET,
    sizeof(struct account_reset),
    NULL,
    0,
    "Note that what it was signed in with is taken away.",
};

const struct payload_type *const account_types[] = {
    &account_opened_v1_type,      &account_granted_v1_type,
    &account_revoked_v1_type,     &account_factor_set_v1_type,
    &account_recovered_v1_type,   &account_phone_proved_v1_type,
    &account_case_joined_v1_type, &account_locked_v1_type,
    &account_unlocked_v1_type,    &account_closed_v1_type,
    &account_erased_v1_type,      &account_renamed_v1_type,
    &account_link_given_v1_type,  &account_signed_out_v1_type,
    &account_reset_v1_type,       &account_open_type,
    &account_grant_type,          &account_revoke_type,
    &account_set_factor_type,     &account_recover_type,
    &account_prove_phone_type,    &account_join_case_type,
    &account_lock_type,           &account_unlock_type,
    &account_close_type,          &account_erase_type,
    &account_rename_type,         &account_give_link_type,
    &account_sign_out_type,       &account_reset_type,
};
