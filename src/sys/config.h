/*
 * config: the file of a server, gongzhi.conf(5): where it listens, and how
 * messages leave it. INI: sections in brackets, `key = value` a line, comments
 * behind # or ; at the start of a line. Whatever is not known, doubled or out
 * of its limits is a fault that names file and line; nothing is guessed.
 *
 * Secrets stand in files of their own, which others may not read.
 */
#ifndef SYS_CONFIG_H
#define SYS_CONFIG_H

#include "base/arena.h"
#include "base/err.h"

enum {
    CONFIG_BYTES = 64 * 1024,
    CONFIG_LINE = 190,
    CONFIG_HOOKS = 8,
    CONFIG_HOURLY_MOST = 1000000
};

/* An outgoing mail server. url empty: none. */
struct config_mail {
    const char *url; /* smtp://HOST[:PORT] or smtps://HOST[:PORT] */
    bool tls;        /* STARTTLS must succeed, else nothing is sent */
    const char *user, *password, *password_file;
    const char *from;      /* address */
    const char *from_name; /* for people */
    const char *ca_file;
    int line; /* of the section, for messages; 0: none */
};

/* An SMS gateway; see gongzhi-api(7). url empty: none. */
struct config_sms {
    const char *url;
    const char *token, *token_file;
    const char *sign; /* in front of each text: 【安澜12345】 */
    const char *ca_file;
    int line;
};

struct config_hook {
    const char *name; /* a-z 0-9 - */
    const char *url;
    const char *secret; /* "whsec_" and base64 */
    const char *secret_file;
    const char *events; /* types joined by commas, or "*" */
    int events_line;
    const char *ca_file;
    int line;
};

struct config_outbox {
    int64_t attempts;      /* then a message has failed */
    int64_t first_retry;   /* seconds; doubled each time */
    int64_t longest_retry; /* seconds */
    int64_t timeout;       /* seconds, of one attempt */
    int64_t max_age;       /* hours: older messages are dropped */
    int64_t hook_patience; /* hours: then a failing webhook is disabled */
};

/* How often, an hour, and so many at once. */
struct config_limits {
    int64_t intake;  /* an address sends messages */
    int64_t look_up; /* an address comes with codes */
    int64_t acts;    /* something is done with a case by its code */
    int64_t sign_in; /* an address tries to sign in */
    int64_t codes;   /* an address asks for codes to phones */
    int64_t phone;   /* codes go to a phone */
};

/* Signing in. */
struct config_sign_in {
    const char *origin; /* https://HOST[:PORT] that people see; "": this
                           machine only, over http */
    int64_t idle;       /* minutes without a request end a session */
    int64_t longest;    /* hours, whatever happens */
    int64_t link;       /* hours a set-up link serves */
    int line;
};

/* Sign-on with a provider of OpenID Connect. issuer empty: none. */
struct config_oidc {
    const char *issuer; /* https://HOST[/PATH], as the provider writes it */
    const char *client_id;
    const char *secret, *secret_file; /* "": a public client */
    const char *name;                 /* for people: "统一身份认证" */
    const char *staff_claim; /* whose value is the code of a staff account */
    const char *ca_file;
    bool residents; /* whoever has no account gets a resident's */
    int line;
};

struct config {
    const char *path;   /* "" when there is no file */
    const char *listen; /* ADDRESS:PORT */
    const char *proxy;  /* addresses joined by commas, whose X-Forwarded-For is
                           believed; "": this machine */
    int64_t workers;
    struct config_limits limits;
    struct config_mail mail;
    struct config_sms sms;
    struct config_outbox outbox;
    struct config_sign_in sign_in;
    struct config_oidc oidc;
    struct config_hook hooks[CONFIG_HOOKS];
    size_t hooks_n;
};

/* What holds without a file. */
struct config config_default(void);

/*
 * Read the text of a file: everything but the secrets. path is its name in
 * messages, and the folder of relative names of files.
 *
 * Owns:  texts are in a.
 * Fails: ERR_INPUT "PATH:LINE: ...".
 */
bool config_parse(struct arena *a, struct str text, const char *path,
                  struct config *ret_config, struct err *err);

/*
 * Read the file and the secrets it names.
 *
 * Fails: also ERR_NOT_FOUND, ERR_IO; ERR_KEY for a secret that is missing,
 *        readable by others or malformed.
 */
bool config_read(struct arena *a, const char *path, struct config *ret_config,
                 struct err *err);

/* DIR.conf, whether or not DIR ends in a slash. Owns: a. */
const char *config_beside(struct arena *a, const char *dir);

#endif
