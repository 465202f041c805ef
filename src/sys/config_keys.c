/* What the keys of gongzhi.conf(5) mean and may hold; see config.h. */
#include "sys/config_internal.h"

#include <arpa/inet.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "sys/file.h"

enum key_kind {
    KEY_TEXT,     /* up to max characters */
    KEY_WORD,     /* the same, visible ASCII */
    KEY_NUMBER,   /* min..max */
    KEY_HOURLY,   /* min..max/hour */
    KEY_PROXIES,  /* addresses in numbers, joined by commas */
    KEY_SMTP,     /* smtp:// or smtps:// */
    KEY_HTTP,     /* https://, and http:// on this machine */
    KEY_ORIGIN,   /* the same without a path */
    KEY_STARTTLS, /* required or no */
    KEY_YES,      /* yes or no */
    KEY_ADDRESS,  /* of mail */
    KEY_FILE      /* relative to the folder of the configuration */
};

struct key {
    const char *kind, *name;
    enum key_kind is;
    size_t at; /* offset in the struct of the section */
    int64_t min, max;
};

/* PROXIES_MOST: as many as http/guard/proxy.h keeps. */
enum { PROXIES_MOST = 16 };
enum { FILE_MOST = 150, TEXT_MOST = 40, WORD_MOST = 80, SECRET_BYTES = 512 };

/* clang-format off */
#define KEY(section, type, member, what, lo, hi) \
    { section, #member, what, offsetof(struct type, member), lo, hi }
/* clang-format on */

static const struct key keys[] = {
    KEY("serve", config, listen, KEY_WORD, 3, WORD_MOST),
    KEY("serve", config, proxy, KEY_PROXIES, 1, FILE_MOST),
    KEY("serve", config, workers, KEY_NUMBER, 1, 256),
    KEY("limits", config_limits, intake, KEY_HOURLY, 1, CONFIG_HOURLY_MOST),
    KEY("limits", config_limits, look_up, KEY_HOURLY, 1, CONFIG_HOURLY_MOST),
    KEY("limits", config_limits, acts, KEY_HOURLY, 1, CONFIG_HOURLY_MOST),
    KEY("limits", config_limits, sign_in, KEY_HOURLY, 1, CONFIG_HOURLY_MOST),
    KEY("limits", config_limits, codes, KEY_HOURLY, 1, CONFIG_HOURLY_MOST),
    KEY("limits", config_limits, phone, KEY_HOURLY, 1, CONFIG_HOURLY_MOST),
    KEY("mail", config_mail, url, KEY_SMTP, 1, FILE_MOST),
    { "mail", "starttls", KEY_STARTTLS, offsetof(struct config_mail, tls), 0,
      0 },
    KEY("mail", config_mail, user, KEY_WORD, 1, WORD_MOST),
    KEY("mail", config_mail, password_file, KEY_FILE, 1, FILE_MOST),
    KEY("mail", config_mail, from, KEY_ADDRESS, 3, WORD_MOST),
    KEY("mail", config_mail, from_name, KEY_TEXT, 1, TEXT_MOST),
    KEY("mail", config_mail, ca_file, KEY_FILE, 1, FILE_MOST),
    KEY("sms", config_sms, url, KEY_HTTP, 1, FILE_MOST),
    KEY("sms", config_sms, token_file, KEY_FILE, 1, FILE_MOST),
    KEY("sms", config_sms, sign, KEY_TEXT, 1, TEXT_MOST),
    KEY("sms", config_sms, ca_file, KEY_FILE, 1, FILE_MOST),
    KEY("webhook", config_hook, url, KEY_HTTP, 1, FILE_MOST),
    KEY("webhook", config_hook, secret_file, KEY_FILE, 1, FILE_MOST),
    KEY("webhook", config_hook, events, KEY_TEXT, 1, FILE_MOST),
    KEY("webhook", config_hook, ca_file, KEY_FILE, 1, FILE_MOST),
    KEY("outbox", config_outbox, attempts, KEY_NUMBER, 1, 100),
    KEY("outbox", config_outbox, first_retry, KEY_NUMBER, 1, 3600),
    KEY("outbox", config_outbox, longest_retry, KEY_NUMBER, 1, 86400),
    KEY("outbox", config_outbox, timeout, KEY_NUMBER, 1, 120),
    KEY("outbox", config_outbox, max_age, KEY_NUMBER, 1, 8760),
    { "outbox", "webhook_patience", KEY_NUMBER,
      offsetof(struct config_outbox, hook_patience), 1, 8760 },
    KEY("sign_in", config_sign_in, origin, KEY_ORIGIN, 1, FILE_MOST),
    KEY("sign_in", config_sign_in, idle, KEY_NUMBER, 1, 1440),
    KEY("sign_in", config_sign_in, longest, KEY_NUMBER, 1, 720),
    KEY("sign_in", config_sign_in, link, KEY_NUMBER, 1, 168),
    KEY("oidc", config_oidc, issuer, KEY_HTTP, 1, FILE_MOST),
    KEY("oidc", config_oidc, client_id, KEY_WORD, 1, WORD_MOST),
    { "oidc", "client_secret_file", KEY_FILE,
      offsetof(struct config_oidc, secret_file), 1, FILE_MOST },
    KEY("oidc", config_oidc, name, KEY_TEXT, 1, TEXT_MOST),
    KEY("oidc", config_oidc, staff_claim, KEY_WORD, 1, TEXT_MOST),
    KEY("oidc", config_oidc, residents, KEY_YES, 0, 0),
    KEY("oidc", config_oidc, ca_file, KEY_FILE, 1, FILE_MOST),
};

enum { KEYS = sizeof(keys) / sizeof(keys[0]) };
_Static_assert((int)KEYS <= (int)KEYS_MOST, "room for what was seen");

static bool
is_hook_name(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (strchr("abcdefghijklmnopqrstuvwxyz0123456789-", s.p[i]) == NULL)
            return false;
    return s.n > 0 && s.n <= 30;
}

static bool
open_hook(struct reading *r, struct str name)
{
    struct config *c = &r->config;
    struct config_hook *h;

    if (!is_hook_name(name))
        return config_fault(r, r->line,
                            "the name of a webhook is up to 30 of a-z 0-9 -");
    if (c->hooks_n == CONFIG_HOOKS)
        return config_fault(r, r->line, "more than %d webhooks", CONFIG_HOOKS);
    h = &c->hooks[c->hooks_n++];
    *h = (struct config_hook){ .name = arena_cstr(r->a, name),
                               .url = "",
                               .secret = "",
                               .secret_file = "",
                               .events = "*",
                               .ca_file = "",
                               .line = r->line };
    r->base = (char *)h;
    r->kind = "webhook";
    return true;
}

bool
config_section(struct reading *r, struct str name)
{
    struct config *c = &r->config;
    const struct {
        const char *kind;
        void *base;
        int *line;
    } known[] = { { "serve", c, NULL },
                  { "limits", &c->limits, NULL },
                  { "mail", &c->mail, &c->mail.line },
                  { "sms", &c->sms, &c->sms.line },
                  { "outbox", &c->outbox, NULL },
                  { "sign_in", &c->sign_in, &c->sign_in.line },
                  { "oidc", &c->oidc, &c->oidc.line } };

    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (str_eq(name, str_of(known[i].kind))) {
            r->base = known[i].base;
            r->kind = known[i].kind;
            if (known[i].line != NULL)
                *known[i].line = r->line;
            return true;
        }
    if (str_starts(name, STR("webhook ")))
        return open_hook(r, str_trim((struct str){ name.p + 8, name.n - 8 }));
    return config_fault(r, r->line,
                        "unknown section; there are serve, limits, mail, sms, "
                        "outbox, sign_in, oidc and webhook NAME");
}

static bool
is_visible(struct str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] <= ' ' || s.p[i] > '~')
            return false;
    return true;
}

/* Where a URL leads: HOST or [ADDRESS], without the port. */
static bool
url_host(struct str rest, bool path, struct str *ret_host)
{
    size_t n = 0, end;
    int64_t port;

    if (str_starts(rest, STR("["))) {
        n = str_find(rest, STR("]"));
        if (n == SIZE_MAX)
            return false;
        n++;
    }
    while (n < rest.n && strchr("abcdefghijklmnopqrstuvwxyz"
                                "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-",
                                rest.p[n]) != NULL)
        n++;
    *ret_host = (struct str){ rest.p, n };
    if (n < rest.n && rest.p[n] == ':') {
        for (end = n + 1; end < rest.n && rest.p[end] != '/';)
            end++;
        if (!str_i64((struct str){ rest.p + n + 1, end - n - 1 }, &port) ||
            port < 1 || port > 65535)
            return false;
        n = end;
    }
    return ret_host->n > 0 && (n == rest.n || (path && rest.p[n] == '/'));
}

static bool
is_this_machine(struct str host)
{
    return str_eq(host, STR("localhost")) || str_eq(host, STR("127.0.0.1")) ||
           str_eq(host, STR("[::1]"));
}

/* A URL of a scheme, which must lead to this machine when it is open. */
static bool
is_url(struct str s, const char *scheme, bool path, bool open)
{
    struct str start = str_of(scheme), host;

    if (!str_starts(s, start) || !is_visible(s) ||
        memchr(s.p, '@', s.n) != NULL || memchr(s.p, '#', s.n) != NULL)
        return false;
    s = (struct str){ s.p + start.n, s.n - start.n };
    return url_host(s, path, &host) && (!open || is_this_machine(host));
}

static bool
is_address(struct str s)
{
    size_t at = str_find(s, STR("@"));

    return is_visible(s) && at != SIZE_MAX && at > 0 && at + 1 < s.n &&
           strpbrk(s.p, "<>\",;:\\()") == NULL &&
           memchr(s.p + at + 1, '@', s.n - at - 1) == NULL;
}

static bool
are_proxies(struct reading *r, struct str s)
{
    unsigned char bytes[16];
    struct str one;
    const char *text;
    int n = 0;

    while (str_cut(&s, ',', &one)) {
        if (++n > PROXIES_MOST)
            return false;
        text = arena_cstr(r->a, str_trim(one));
        if (inet_pton(AF_INET, text, bytes) != 1 &&
            inet_pton(AF_INET6, text, bytes) != 1)
            return false;
    }
    return true;
}

/* A name of a file, from the folder of the configuration. */
static const char *
beside(struct reading *r, const char *name)
{
    const char *slash = strrchr(r->path, '/');
    struct buf b = { .a = r->a };

    if (name[0] != '/' && slash != NULL)
        buf_add(&b, (struct str){ r->path, (size_t)(slash - r->path) + 1 });
    buf_add(&b, str_of(name));
    return buf_cstr(&b);
}

/* What the value should be, or NULL when it is right. */
static const char *
should_be(struct reading *r, const struct key *k, struct str s)
{
    bool fits =
        str_chars(s) >= (size_t)k->min && str_chars(s) <= (size_t)k->max;

    switch (k->is) {
    case KEY_TEXT:
    case KEY_FILE:
        return fits ? NULL : "a text, not empty and not too long";
    case KEY_WORD:
        return fits && is_visible(s) ? NULL : "visible ASCII without blanks";
    case KEY_SMTP:
        return is_url(s, "smtp://", false, false) ||
                       is_url(s, "smtps://", false, false)
                   ? NULL
                   : "smtp://HOST:PORT or smtps://HOST:PORT";
    case KEY_HTTP:
        return is_url(s, "https://", true, false) ||
                       is_url(s, "http://", true, true)
                   ? NULL
                   : "https://HOST/PATH (http:// only on this machine)";
    case KEY_ORIGIN:
        return is_url(s, "https://", false, false) ||
                       is_url(s, "http://", false, true)
                   ? NULL
                   : "https://HOST without a path (http:// only on this "
                     "machine)";
    case KEY_STARTTLS:
        return str_eq(s, STR("required")) || str_eq(s, STR("no"))
                   ? NULL
                   : "required or no";
    case KEY_YES:
        return str_eq(s, STR("yes")) || str_eq(s, STR("no")) ? NULL
                                                             : "yes or no";
    case KEY_ADDRESS:
        return fits && is_address(s) ? NULL : "NAME@HOST";
    case KEY_PROXIES:
        return fits && are_proxies(r, s)
                   ? NULL
                   : "addresses in numbers, 16 at most, divided by commas";
    case KEY_NUMBER:
    case KEY_HOURLY:
        break;
    }
    return NULL;
}

static bool
keep(struct reading *r, const struct key *k, const char *value)
{
    const char *text = k->is == KEY_FILE ? beside(r, value) : value;
    struct str s = str_of(value);
    const char *should = should_be(r, k, s);
    int64_t v = 0;
    bool number = k->is == KEY_NUMBER || k->is == KEY_HOURLY;
    bool yes = str_eq(s, STR("required")) || str_eq(s, STR("yes"));

    if (k->is == KEY_HOURLY) {
        if (!str_ends(s, STR("/hour")))
            return config_fault(r, r->line, "%s: want a number and /hour",
                                k->name);
        s.n -= sizeof("/hour") - 1;
    }
    if (number && (!str_i64(s, &v) || v < k->min || v > k->max))
        return config_fault(r, r->line, "%s: want a number from %lld to %lld",
                            k->name, (long long)k->min, (long long)k->max);
    if (should != NULL)
        return config_fault(r, r->line, "%s: want %s", k->name, should);
    text = arena_cstr(r->a, str_of(text));
    if (number)
        memcpy(r->base + k->at, &v, sizeof(v));
    else if (k->is == KEY_STARTTLS || k->is == KEY_YES)
        memcpy(r->base + k->at, &yes, sizeof(yes));
    else
        memcpy(r->base + k->at, &text, sizeof(text));
    return true;
}

bool
config_key(struct reading *r, const char *name, const char *value)
{
    for (size_t i = 0; i < KEYS; i++) {
        if (strcmp(keys[i].kind, r->kind) != 0 ||
            strcmp(keys[i].name, name) != 0)
            continue;
        if (r->seen[i])
            return config_fault(r, r->line, "%s stands twice", name);
        r->seen[i] = true;
        if (strcmp(name, "events") == 0)
            r->config.hooks[r->config.hooks_n - 1].events_line = r->line;
        return keep(r, &keys[i], value);
    }
    return config_fault(r, r->line, "section [%s] has no key %s", r->kind,
                        name);
}

static bool
need(struct reading *r, int line, const char *value, const char *what)
{
    return *value != '\0' || config_fault(r, line, "%s is missing", what);
}

static bool
mail_whole(struct reading *r)
{
    const struct config_mail *m = &r->config.mail;
    struct str host;
    bool smtps = str_starts(str_of(m->url), STR("smtps://"));
    size_t scheme = smtps ? 8 : 7;

    if (m->line == 0)
        return true;
    if (!need(r, m->line, m->url, "url") || !need(r, m->line, m->from, "from"))
        return false;
    if ((*m->user == '\0') != (*m->password_file == '\0'))
        return config_fault(r, m->line, "user and password_file go together");
    if (*m->user != '\0' && !m->tls && !smtps &&
        url_host(str_of(m->url + scheme), false, &host) &&
        !is_this_machine(host))
        return config_fault(r, m->line,
                            "a password needs TLS: set starttls = required");
    return true;
}

static bool
oidc_whole(struct reading *r)
{
    const struct config_oidc *o = &r->config.oidc;

    if (o->line == 0)
        return true;
    if (*r->config.sign_in.origin == '\0')
        return config_fault(r, o->line,
                            "a sign-on needs the origin of [sign_in]");
    return need(r, o->line, o->issuer, "issuer") &&
           need(r, o->line, o->client_id, "client_id") &&
           need(r, o->line, o->name, "name");
}

bool
config_whole(struct reading *r)
{
    struct config *c = &r->config;

    if (c->outbox.first_retry > c->outbox.longest_retry)
        return config_fault(r, r->line,
                            "first_retry is longer than longest_retry");
    if (c->sms.line != 0 &&
        (!need(r, c->sms.line, c->sms.url, "url") ||
         !need(r, c->sms.line, c->sms.token_file, "token_file")))
        return false;
    for (size_t i = 0; i < c->hooks_n; i++)
        if (!need(r, c->hooks[i].line, c->hooks[i].url, "url") ||
            !need(r, c->hooks[i].line, c->hooks[i].secret_file, "secret_file"))
            return false;
    return mail_whole(r) && oidc_whole(r);
}

/* One line of visible ASCII, which nobody else may read. */
static bool
read_secret(struct arena *a, const struct config *c, int line, const char *file,
            const char **ret_secret, struct err *err)
{
    int mode = file_mode(file);
    struct str text;

    if (*file == '\0')
        return true;
    if (mode < 0)
        return fail(err, ERR_KEY, "%s:%d: the secret file %s is not there",
                    c->path, line, file);
    if ((mode & 077) != 0)
        return fail(err, ERR_KEY,
                    "%s:%d: others may read or write the secret file %s; run "
                    "chmod 600 %s",
                    c->path, line, file, file);
    if (!file_read(a, file, SECRET_BYTES, &text, err))
        return false;
    text = str_trim(text);
    if (text.n == 0 || !is_visible(text))
        return fail(err, ERR_KEY,
                    "%s:%d: the secret file %s must hold one line of visible "
                    "ASCII",
                    c->path, line, file);
    *ret_secret = arena_cstr(a, text);
    return true;
}

/* A certificate file that is not there would be noticed far too late. */
static bool
has_ca(const struct config *c, int line, const char *file, struct err *err)
{
    return *file == '\0' || file_exists(file) ||
           fail(err, ERR_NOT_FOUND, "%s:%d: the ca_file %s is not there",
                c->path, line, file);
}

bool
config_read(struct arena *a, const char *path, struct config *ret_config,
            struct err *err)
{
    struct config c;
    struct str text;

    if (!file_read(a, path, CONFIG_BYTES, &text, err) ||
        !config_parse(a, text, path, &c, err) ||
        !read_secret(a, &c, c.mail.line, c.mail.password_file, &c.mail.password,
                     err) ||
        !has_ca(&c, c.mail.line, c.mail.ca_file, err) ||
        !read_secret(a, &c, c.oidc.line, c.oidc.secret_file, &c.oidc.secret,
                     err) ||
        !has_ca(&c, c.oidc.line, c.oidc.ca_file, err) ||
        !read_secret(a, &c, c.sms.line, c.sms.token_file, &c.sms.token, err) ||
        !has_ca(&c, c.sms.line, c.sms.ca_file, err))
        return false;
    for (size_t i = 0; i < c.hooks_n; i++)
        if (!read_secret(a, &c, c.hooks[i].line, c.hooks[i].secret_file,
                         &c.hooks[i].secret, err) ||
            !has_ca(&c, c.hooks[i].line, c.hooks[i].ca_file, err))
            return false;
    *ret_config = c;
    return true;
}
