/* Every page; see pages.h. */
#include "pages/pages.h"

static const struct route routes[] = {
    { HTTP_GET, ROUTE_ANYONE, "/", pages_home, "The first page.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/find", pages_find,
      "From a query code to its case.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/assets/{name}", pages_asset,
      "Styles and pictures of the pages.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/prefs", pages_prefs,
      "Choose text size or language.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/report", pages_report,
      "The form to report something.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/report/again", pages_report_again,
      "The form with what was written.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/report/check", pages_report_check,
      "A look over the report.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/report/send", pages_report_send,
      "Take the report in.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}", pages_progress, "How far a case is.",
      "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/receipt", pages_receipt,
      "Its receipt.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/audit", pages_audit,
      "What the log says about it.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/access", pages_looks,
      "Who looked at his data.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/add", pages_add,
      "Add something: the form.", "code" },
    { HTTP_POST, ROUTE_ANYONE, "/c/{code}/add", pages_add_send,
      "Add something.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/file/{n}", pages_file,
      "A photo or recording of his case.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/file/{n}/small", pages_file,
      "The thumbnail of a photo.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/nudge", pages_nudge,
      "Ask for speed: the form.", "code" },
    { HTTP_POST, ROUTE_ANYONE, "/c/{code}/nudge", pages_nudge_send,
      "Ask for speed.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/withdraw", pages_withdraw,
      "Take it back: the form.", "code" },
    { HTTP_POST, ROUTE_ANYONE, "/c/{code}/withdraw", pages_withdraw_send,
      "Take it back.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/c/{code}/rate", pages_rate,
      "Rate the answer: the form.", "code" },
    { HTTP_POST, ROUTE_ANYONE, "/c/{code}/rate", pages_rate_send,
      "Rate the answer.", "code" },
    { HTTP_GET, ROUTE_ANYONE, "/verify", pages_verify,
      "Check a receipt: the form.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/verify", pages_verify_send,
      "Check a receipt, step by step.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/lang", pages_lang, "The languages.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/a11y", pages_a11y, "Accessibility.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/privacy", pages_privacy, "Privacy.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/in", pages_in, "Sign in: the form.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/in", pages_in_send, "Sign in.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/in/totp", pages_second,
      "The second factor: the form.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/in/totp", pages_second_send,
      "The second factor.", "open" },
    { HTTP_POST, ROUTE_STAFF, "/in/as", pages_act_as,
      "Staff: act in another role of one's own.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/in/demo", pages_in_demo,
      "In the fictional city: be anybody.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/in/phone", pages_phone,
      "Residents: prove a phone: the form.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/in/phone", pages_phone_send,
      "Residents: send a code to it.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/in/phone/code", pages_phone_code,
      "Residents: the code: the form.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/in/phone/code", pages_phone_prove,
      "Residents: the code.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/me", pages_me, "Residents: one's own cases.",
      "open" },
    { HTTP_POST, ROUTE_ANYONE, "/me/join", pages_join,
      "Residents: put a case among one's own.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/in/sso", pages_sso,
      "To the provider of a sign-on.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/in/sso/back", pages_sso_back, "Back from it.",
      "open" },
    { HTTP_POST, ROUTE_ANYONE, "/out", pages_out, "Sign out.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/setup/{token}", pages_setup,
      "Set an account up: the form.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/setup/{token}", pages_setup_send,
      "Set an account up.", "open" },
    { HTTP_GET, ROUTE_ANYONE, "/me/sessions", pages_sessions,
      "Where one is signed in.", "open" },
    { HTTP_POST, ROUTE_ANYONE, "/me/sessions", pages_sessions_end,
      "Sign out everywhere else.", "open" },
    { HTTP_GET, ROUTE_STAFF, "/w", pages_inbox,
      "Staff: open cases by remaining time.", "staff" },
    { HTTP_GET, ROUTE_STAFF, "/w/queue", pages_queue,
      "Staff: what waits for a person.", "list case" },
    { HTTP_GET, ROUTE_STAFF, "/w/rulebook", pages_rulebook,
      "Staff: the rules in force and coming.", "staff" },
    { HTTP_POST, ROUTE_STAFF, "/w/rulebook", pages_rulebook_enact,
      "Staff: enact new rules, or check them.", "authorise rulebook" },
    { HTTP_GET, ROUTE_STAFF, "/w/access", pages_access,
      "Staff: who looked at what.", "audit reads" },
    { HTTP_GET, ROUTE_STAFF, "/w/holds", pages_holds,
      "Staff: cases under legal hold.", "see sharing" },
    { HTTP_GET, ROUTE_STAFF, "/w/sharing", pages_sharing,
      "Staff: to whom personal data were given.", "see sharing" },
    { HTTP_POST, ROUTE_STAFF, "/w/purpose", pages_purpose,
      "Staff: for what somebody looks.", "staff" },
    { HTTP_POST, ROUTE_STAFF, "/w/find", pages_look,
      "Staff: from a code to its case.", "see public" },
    { HTTP_GET, ROUTE_STAFF, "/w/{id}", pages_case, "Staff: one case.",
      "see public" },
    { HTTP_GET, ROUTE_STAFF, "/w/{id}/file/{n}", pages_case_file,
      "Staff: a photo or recording of a case.", "see texts" },
    { HTTP_GET, ROUTE_STAFF, "/w/{id}/file/{n}/small", pages_case_file,
      "Staff: the thumbnail of a photo.", "see texts" },
    { HTTP_POST, ROUTE_STAFF, "/w/{id}/attach", pages_case_attach,
      "Staff: add photos or a recording.", "do attach" },
    { HTTP_POST, ROUTE_STAFF, "/w/{id}/{command}", pages_case_do,
      "Staff: a command to a case.", "do" },
};

struct route_table
site_routes(struct arena *a)
{
    const struct route_table api = api_routes();
    const size_t n = sizeof(routes) / sizeof(routes[0]);
    struct route *all = arena_alloc(a, (api.n + n) * sizeof(*all));

    for (size_t i = 0; i < api.n; i++)
        all[i] = api.at[i];
    for (size_t i = 0; i < n; i++)
        all[api.n + i] = routes[i];
    return (struct route_table){ all, api.n + n };
}

/* Where files are sent. */
static const struct route large[] = {
    { HTTP_POST, ROUTE_ANYONE, "/report/check", NULL, NULL, NULL },
    { HTTP_POST, ROUTE_ANYONE, "/c/{code}/add", NULL, NULL, NULL },
    { HTTP_POST, ROUTE_STAFF, "/w/{id}/attach", NULL, NULL, NULL },
    { HTTP_POST, ROUTE_LOCAL, "/api/v1/appeals/{id}/files", NULL, NULL, NULL },
    { HTTP_POST, ROUTE_ANYONE, "/api/v1/c/{query_code}/files", NULL, NULL,
      NULL },
};

struct route_table
site_large(void)
{
    return (struct route_table){ large, sizeof(large) / sizeof(large[0]) };
}
