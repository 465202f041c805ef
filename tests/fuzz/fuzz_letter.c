/*
 * Any letter, filled with any texts, becomes a mail whose head is ours: ASCII,
 * lines that end in CRLF and fit, one header a name. Input: pieces divided by
 * a zero byte: letter, value, contact, subject.
 */
#include <stdlib.h>
#include <string.h>

#include "outbox/mail.h"
#include "text/address.h"
#include "text/template.h"

enum { HEADERS = 9, LINE_MOST = 998, PIECE_MOST = 4096 };

int LLVMFuzzerTestOneInput(const unsigned char *data, size_t size);

static void
must(bool claim)
{
    if (!claim)
        abort();
}

static struct str
piece(struct str *rest)
{
    const char *end = rest->n == 0 ? NULL : memchr(rest->p, 0, rest->n);
    size_t n = end == NULL ? rest->n : (size_t)(end - rest->p);
    struct str s = { rest->p, n };

    *rest = (struct str){ rest->p + n + (end != NULL),
                          rest->n - n - (end != NULL) };
    return s.n > PIECE_MOST ? (struct str){ s.p, PIECE_MOST } : s;
}

/* The head ends at the first empty line and has our headers only. */
static void
must_be_ours(struct str mail)
{
    size_t end = str_find(mail, STR("\r\n\r\n")), at = 0, headers = 0;

    must(end != SIZE_MAX);
    while (at < end) {
        struct str rest = { mail.p + at, end + 2 - at };
        size_t n = str_find(rest, STR("\r\n"));

        must(n != SIZE_MAX && n > 0 && n <= LINE_MOST);
        for (size_t i = 0; i < n; i++)
            must(rest.p[i] >= ' ' && rest.p[i] <= '~');
        headers += rest.p[0] != ' ';
        at += n + 2;
    }
    must(headers == HEADERS);
    for (size_t i = end + 4; i < mail.n; i++)
        must(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                    "0123456789+/=\r\n",
                    mail.p[i]) != NULL);
}

int
LLVMFuzzerTestOneInput(const unsigned char *data, size_t size)
{
    struct arena *a = arena_open();
    struct str rest = { (const char *)data, size }, number, unknown;
    struct str letter = piece(&rest), value = piece(&rest);
    struct str contact = piece(&rest), subject = piece(&rest);
    const struct template_field at[] = { { STR("title"), value },
                                         { STR("none"), STR("") } };
    const struct template_fields fields = { at, 2 };
    struct buf body = { .a = a }, out = { .a = a };
    struct mail m = { .from = STR("a@b.example"),
                      .from_name = value,
                      .to = STR("c@d.example"),
                      .key = STR("0"),
                      .subject = subject };

    if (template_fill(&body, letter, &fields, &unknown)) {
        must(memchr(body.n == 0 ? "" : body.p, '\r', body.n) == NULL);
        must(body.n <= letter.n + letter.n / 9 * value.n + 1);
    } else {
        must(unknown.n > 0);
    }
    m.body = buf_str(&body);
    if (address_is_mail(contact))
        m.to = contact;
    if (address_mobile(a, contact, &number))
        must(number.n == 14 && number.p[0] == '+');
    mail_put(&out, &m);
    must_be_ours(buf_str(&out));
    arena_close(a);
    return 0;
}
