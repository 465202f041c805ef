/*
 * sign: the pages on which people say who they are: signing in and out,
 * setting an account up, where one is signed in. Templates in templates/sign/.
 */
#ifndef PAGES_SIGN_SIGN_H
#define PAGES_SIGN_SIGN_H

#include "identity/session.h"
#include "identity/setup.h"
#include "identity/sign_in.h"
#include "pages/own/own.h"
#include "pages/staff/staff.h"

/* Somebody of the fictional city. */
struct demo_person {
    struct str who;  /* sent: role:unit:account */
    struct str name; /* in words */
};

struct in_view {
    struct layout layout;
    struct str account, back; /* as it was sent */
    bool wrong, wait, busy;   /* what is said above the form */
    int64_t minutes;          /* of wait */
    struct str sso;           /* name of a sign-on elsewhere, or empty */
    struct str phone;         /* where residents use one, or empty */
    bool others;              /* one of these two */
    bool demo;
    const struct demo_person *people;
    size_t people_n;
};

struct second_view {
    struct layout layout;
    struct str back;
    bool wrong, wait;
    int64_t minutes;
};

struct code_line {
    struct str code;
};

struct setup_view {
    struct layout layout;
    struct str action, account;
    struct str sso, token; /* a sign-on elsewhere may take its place */
    bool staff, reset;
    bool is_short, is_long, is_common, is_account, bad_code, busy;
    struct safe_html picture; /* of the secret */
    struct str secret;        /* in groups of four */
    bool done;
    struct code_line codes[RECOVERY_CODES]; /* when done */
    size_t codes_n;
};

struct phone_view {
    struct layout layout;
    struct str number; /* as written; masked once it was sent to */
    struct str back;   /* as it was sent */
    struct str again;  /* where he writes his number */
    bool wrong, bad_number, wait, unsent, over, bad_code;
    int64_t minutes;
    struct str code; /* shown in the demo alone */
};

struct me_view {
    struct layout layout;
    const struct own_case *cases;
    size_t cases_n;
    bool phone;        /* he has proved one */
    bool may_prove;    /* codes can be sent */
    bool wrong;        /* no such query code */
    struct str code;   /* as written */
    struct str hidden; /* his phone, masked */
};

struct out_view {
    struct layout layout;
    struct str name, to; /* of the provider */
};

/* To the provider; account: which a set-up link joins him to, or empty. */
struct on_view {
    struct layout layout;
    struct str name, to; /* of the provider */
    struct str account;
};

struct session_row {
    struct str acting, agent;
    bool here;
    int64_t made_at, seen_at;
};

struct sessions_view {
    struct layout layout;
    const struct session_row *rows;
    size_t rows_n;
    bool others; /* there is more than this one */
    bool staff, low;
    int64_t codes_left;
};

/* Over a connection where anybody may listen nobody signs in: false, and the
 * answer says so. */
bool sign_is_safe(struct page *p);

/* Where somebody who has just come in goes; by way of the second factor. */
struct str sign_next(enum visitor_kind kind, struct str back);
struct str sign_second(struct arena *a, struct str back);

/* An address on the way by phone, which ends at back, or at his own cases. */
struct str sign_by_phone(struct arena *a, struct str path, struct str back);

#endif
