/* See peer.h. */
#include "outbox/peer.h"

#include <curl/curl.h>
#include <stdio.h>
#include <string.h>

#include "base/buf.h"

enum { WAIT_MOST = 24 * 3600, CONNECT_SECONDS = 10 };

bool
peer_start(struct err *err)
{
    if (curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK)
        return fail(err, ERR_IO, "libcurl cannot start");
    return true;
}

void
peer_end(void)
{
    curl_global_cleanup();
}

/* What is on the way. */
struct transfer {
    struct str body; /* of a mail, what is left of it */
    size_t got;      /* bytes of the answer */
    bool too_much;
    struct buf *keep; /* the answer goes here, or NULL */
};

/* Of most answers only the status counts. */
static size_t
swallow(char *p, size_t size, size_t n, void *context)
{
    struct transfer *t = context;

    t->got += size * n;
    t->too_much = t->got > PEER_ANSWER_BYTES;
    if (t->keep != NULL && !t->too_much)
        buf_add(t->keep, (struct str){ p, size * n });
    return t->too_much ? 0 : size * n;
}

static size_t
give(char *p, size_t size, size_t n, void *context)
{
    struct transfer *t = context;
    size_t most = size * n < t->body.n ? size * n : t->body.n;

    if (most > 0)
        memcpy(p, t->body.p, most);
    t->body = (struct str){ t->body.p + most, t->body.n - most };
    return most;
}

static int
look_for_stop(void *context, curl_off_t a, curl_off_t b, curl_off_t c,
              curl_off_t d)
{
    const atomic_bool *stop = context;

    (void)a;
    (void)b;
    (void)c;
    (void)d;
    return atomic_load(stop) ? 1 : 0;
}

static bool
set(CURLcode code)
{
    return code == CURLE_OK;
}

/* The callback only reads it. */
static void *
as_context(const atomic_bool *stop)
{
    void *p;

    memcpy(&p, &stop, sizeof(p));
    return p;
}

static bool
set_common(CURL *c, const struct peer *p, struct transfer *t)
{
    return set(curl_easy_setopt(c, CURLOPT_URL, p->url)) &&
           set(curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L)) &&
           set(curl_easy_setopt(c, CURLOPT_PROXY, "")) &&
           set(curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 0L)) &&
           set(curl_easy_setopt(c, CURLOPT_SSL_VERIFYPEER, 1L)) &&
           set(curl_easy_setopt(c, CURLOPT_SSL_VERIFYHOST, 2L)) &&
           set(curl_easy_setopt(c, CURLOPT_SSLVERSION,
                                (long)CURL_SSLVERSION_TLSv1_2)) &&
           (*p->ca_file == '\0' ||
            set(curl_easy_setopt(c, CURLOPT_CAINFO, p->ca_file))) &&
           set(curl_easy_setopt(c, CURLOPT_TIMEOUT, (long)p->timeout)) &&
           set(curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT,
                                (long)(p->timeout < CONNECT_SECONDS
                                           ? p->timeout
                                           : CONNECT_SECONDS))) &&
           set(curl_easy_setopt(c, CURLOPT_WRITEFUNCTION, swallow)) &&
           set(curl_easy_setopt(c, CURLOPT_WRITEDATA, t)) &&
           set(curl_easy_setopt(c, CURLOPT_XFERINFOFUNCTION, look_for_stop)) &&
           set(curl_easy_setopt(c, CURLOPT_XFERINFODATA,
                                as_context(p->stop))) &&
           set(curl_easy_setopt(c, CURLOPT_NOPROGRESS, 0L));
}

/* The connection or what came over it failed. */
static struct attempt
broken(CURLcode code, const struct peer *p)
{
    switch ((int)code) {
    case CURLE_ABORTED_BY_CALLBACK:
        if (atomic_load(p->stop))
            return (struct attempt){ SENT_STOPPED, "stopping", 0 };
        return (struct attempt){ SENT_NOT_NOW, "bad_answer", 0 };
    case CURLE_OPERATION_TIMEDOUT:
        return (struct attempt){ SENT_NOT_NOW, "timeout", 0 };
    case CURLE_LOGIN_DENIED:
        return (struct attempt){ SENT_NOT_NOW, "auth", 0 };
    case CURLE_USE_SSL_FAILED:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
        return (struct attempt){ SENT_NOT_NOW, "tls", 0 };
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
        return (struct attempt){ SENT_NOT_NOW, "connect", 0 };
    default:
        return (struct attempt){ SENT_NOT_NOW, "bad_answer", 0 };
    }
}

static long
status_of(CURL *c)
{
    long status = 0;

    (void)curl_easy_getinfo(c, CURLINFO_RESPONSE_CODE, &status);
    return status;
}

static int64_t
wait_of(CURL *c)
{
    curl_off_t wait = 0;

    (void)curl_easy_getinfo(c, CURLINFO_RETRY_AFTER, &wait);
    return wait < 0 ? 0 : wait > WAIT_MOST ? WAIT_MOST : (int64_t)wait;
}

/* An answer of HTTP. A redirect is no acceptance. */
static struct attempt
judge_http(CURL *c, long status)
{
    if (status >= 200 && status < 300)
        return (struct attempt){ SENT_ACCEPTED, "", 0 };
    if (status == 429 || status == 503)
        return (struct attempt){ SENT_NOT_NOW, "busy", wait_of(c) };
    if (status >= 500)
        return (struct attempt){ SENT_NOT_NOW, "server_error", wait_of(c) };
    if (status == 401 || status == 403 || status == 407)
        return (struct attempt){ SENT_NOT_NOW, "auth", 0 };
    if (status == 408)
        return (struct attempt){ SENT_LATER, "timeout", wait_of(c) };
    if (status == 410)
        return (struct attempt){ SENT_REFUSED, "gone", 0 };
    if (status >= 400)
        return (struct attempt){ SENT_REFUSED, "rejected", 0 };
    return (struct attempt){ SENT_NOT_NOW, "bad_answer", 0 };
}

struct attempt
peer_post(const struct peer *p, const struct post *post)
{
    struct attempt result = { SENT_LATER, "bad_answer", 0 };
    struct transfer t = { .got = 0 };
    struct curl_slist *headers = NULL, *more;
    CURL *c = curl_easy_init();
    CURLcode code;
    bool ok = c != NULL;

    for (size_t i = 0; ok && post->headers[i] != NULL; i++) {
        more = curl_slist_append(headers, post->headers[i]);
        ok = more != NULL;
        headers = ok ? more : headers;
    }
    if (ok && set_common(c, p, &t) &&
        set(curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https")) &&
        set(curl_easy_setopt(c, CURLOPT_HTTPHEADER, headers)) &&
        set(curl_easy_setopt(c, CURLOPT_USERAGENT,
                             "gongzhi/" GONGZHI_VERSION)) &&
        set(curl_easy_setopt(c, CURLOPT_POST, 1L)) &&
        set(curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE,
                             (curl_off_t)post->body.n)) &&
        set(curl_easy_setopt(c, CURLOPT_POSTFIELDS, post->body.p))) {
        code = curl_easy_perform(c);
        result = code == CURLE_OK || t.too_much ? judge_http(c, status_of(c))
                                                : broken(code, p);
    }
    curl_slist_free_all(headers);
    curl_easy_cleanup(c);
    return result;
}

static bool
set_fetch(CURL *c, const struct fetch *f)
{
    return set(curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https")) &&
           set(curl_easy_setopt(c, CURLOPT_USERAGENT,
                                "gongzhi/" GONGZHI_VERSION)) &&
           (*f->user == '\0' ||
            (set(curl_easy_setopt(c, CURLOPT_HTTPAUTH, (long)CURLAUTH_BASIC)) &&
             set(curl_easy_setopt(c, CURLOPT_USERNAME, f->user)) &&
             set(curl_easy_setopt(c, CURLOPT_PASSWORD, f->password)))) &&
           (f->form.n == 0 ||
            (set(curl_easy_setopt(c, CURLOPT_POST, 1L)) &&
             set(curl_easy_setopt(c, CURLOPT_POSTFIELDSIZE_LARGE,
                                  (curl_off_t)f->form.n)) &&
             set(curl_easy_setopt(c, CURLOPT_POSTFIELDS, f->form.p))));
}

bool
peer_fetch(const struct peer *p, const struct fetch *f, struct arena *a,
           long *ret_status, struct str *ret_body, const char **ret_why)
{
    struct buf body = { .a = a };
    struct transfer t = { .keep = &body };
    CURL *c = curl_easy_init();
    CURLcode code = CURLE_FAILED_INIT;

    *ret_status = 0;
    *ret_why = "bad_answer";
    if (c != NULL && set_common(c, p, &t) && set_fetch(c, f)) {
        code = curl_easy_perform(c);
        *ret_why = t.too_much ? "too_large" : broken(code, p).reason;
    }
    if (code == CURLE_OK)
        *ret_status = status_of(c);
    curl_easy_cleanup(c);
    *ret_body = buf_str(&body);
    return code == CURLE_OK;
}

/* RFC 5321, section 4.2.1: 4yz may pass, 5yz does not. */
static struct attempt
judge_smtp(CURLcode code, long status, const struct peer *p)
{
    if (code == CURLE_OK)
        return (struct attempt){ SENT_ACCEPTED, "", 0 };
    if (code == CURLE_LOGIN_DENIED || code == CURLE_OPERATION_TIMEDOUT ||
        code == CURLE_ABORTED_BY_CALLBACK || code == CURLE_COULDNT_CONNECT)
        return broken(code, p);
    if (status == 421)
        return (struct attempt){ SENT_NOT_NOW, "busy", 0 };
    if (status >= 400 && status < 500)
        return (struct attempt){ SENT_LATER, "busy", 0 };
    if (status == 530 || status == 534 || status == 535 || status == 538)
        return (struct attempt){ SENT_NOT_NOW, "auth", 0 };
    if (status >= 500 && status < 600 &&
        (code == CURLE_SEND_ERROR || code == CURLE_WEIRD_SERVER_REPLY))
        return (struct attempt){ SENT_REFUSED, "rejected", 0 };
    return broken(code, p);
}

static bool
set_mail(CURL *c, const struct handing *h, struct curl_slist *to,
         struct transfer *t)
{
    return set(curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "smtp,smtps")) &&
           set(curl_easy_setopt(
               c, CURLOPT_USE_SSL,
               (long)(h->tls ? CURLUSESSL_ALL : CURLUSESSL_NONE))) &&
           (*h->user == '\0' ||
            (set(curl_easy_setopt(c, CURLOPT_USERNAME, h->user)) &&
             set(curl_easy_setopt(c, CURLOPT_PASSWORD, h->password)))) &&
           set(curl_easy_setopt(c, CURLOPT_MAIL_FROM, h->from)) &&
           set(curl_easy_setopt(c, CURLOPT_MAIL_RCPT, to)) &&
           set(curl_easy_setopt(c, CURLOPT_READFUNCTION, give)) &&
           set(curl_easy_setopt(c, CURLOPT_READDATA, t)) &&
           set(curl_easy_setopt(c, CURLOPT_UPLOAD, 1L));
}

struct attempt
peer_mail(const struct peer *p, const struct handing *h)
{
    struct attempt result = { SENT_LATER, "bad_answer", 0 };
    struct transfer t = { .body = h->mail };
    CURL *c = curl_easy_init();
    struct curl_slist *to = curl_slist_append(NULL, h->to);

    if (c != NULL && to != NULL && set_common(c, p, &t) &&
        set_mail(c, h, to, &t)) {
        CURLcode code = curl_easy_perform(c);

        result = judge_smtp(code, status_of(c), p);
    }
    curl_slist_free_all(to);
    curl_easy_cleanup(c);
    return result;
}
