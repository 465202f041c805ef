/* See mail.h. */
#include "outbox/mail.h"

#include "base/date.h"
#include "base/utf8.h"
#include "event/base64.h"

enum {
    WORD_BYTES = 42, /* of text in an encoded word: 56 of 75 characters */
    LINE_BYTES = 57  /* of a body in a line: 76 characters */
};

/* Day and time in China, as RFC 5322 section 3.3 writes them. */
static void
put_date(struct buf *out, int64_t at)
{
    static const char *const days[] = { "Mon", "Tue", "Wed", "Thu",
                                        "Fri", "Sat", "Sun" };
    static const char *const months[] = { "Jan", "Feb", "Mar", "Apr",
                                          "May", "Jun", "Jul", "Aug",
                                          "Sep", "Oct", "Nov", "Dec" };
    int32_t day = moment_day(at);
    struct date d = day_to_date(day);
    int64_t seconds = (at - day_start(day)) / SECOND_MS;

    buf_addf(out, "%s, %02d %s %04d %02d:%02d:%02d +0800",
             days[day_weekday(day)], d.day, months[d.month - 1], d.year,
             (int)(seconds / 3600), (int)(seconds / 60 % 60),
             (int)(seconds % 60));
}

/* The text without controls; what is no UTF-8 is left out. */
static struct str
clean(struct arena *a, struct str s)
{
    struct buf b = { .a = a };

    while (s.n > 0) {
        uint32_t c = 0;
        size_t n = utf8_next(s, &c);

        if (n > 0 && (c < 0x20 || (c >= 0x7f && c < 0xa0)))
            buf_add_char(&b, ' ');
        else if (n > 0)
            buf_add(&b, (struct str){ s.p, n });
        n = n == 0 ? 1 : n;
        s = (struct str){ s.p + n, s.n - n };
    }
    return buf_str(&b);
}

/* As encoded words, none of which splits a character. */
static void
put_words(struct buf *out, struct str text)
{
    struct str s = clean(out->a, text);

    while (s.n > 0) {
        size_t n = 0;

        for (;;) {
            uint32_t c = 0;
            size_t one = utf8_next((struct str){ s.p + n, s.n - n }, &c);

            if (one == 0 || n + one > WORD_BYTES)
                break;
            n += one;
        }
        buf_add(out, STR("=?UTF-8?B?"));
        base64_put(out, s.p, n);
        buf_add(out, STR("?="));
        s = (struct str){ s.p + n, s.n - n };
        if (s.n > 0)
            buf_add(out, STR("\r\n "));
    }
}

/* A text has lines that end in CRLF before it is encoded (RFC 2045, 6.8). */
static void
put_body(struct buf *out, struct str body)
{
    struct buf lines = { .a = out->a };

    for (size_t i = 0; i < body.n; i++) {
        if (body.p[i] == '\n')
            buf_add_char(&lines, '\r');
        if (body.p[i] != '\r')
            buf_add_char(&lines, body.p[i]);
    }
    buf_add(&lines, STR("\r\n"));
    for (size_t i = 0; i < lines.n; i += LINE_BYTES) {
        size_t n = lines.n - i < LINE_BYTES ? lines.n - i : LINE_BYTES;

        base64_put(out, lines.p + i, n);
        buf_add(out, STR("\r\n"));
    }
}

void
mail_put(struct buf *out, const struct mail *m)
{
    size_t at = str_find(m->from, STR("@"));

    buf_add(out, STR("Date: "));
    put_date(out, m->at);
    buf_add(out, STR("\r\nFrom: "));
    put_words(out, m->from_name);
    buf_addf(out, "%s<%.*s>\r\nTo: <%.*s>\r\n",
             m->from_name.n > 0 ? "\r\n " : "", STR_ARG(m->from),
             STR_ARG(m->to));
    buf_addf(out, "Message-ID: <%.*s@%.*s>\r\nSubject: ", STR_ARG(m->key),
             (int)(m->from.n - at - 1), m->from.p + at + 1);
    put_words(out, m->subject);
    buf_add(out, STR("\r\nMIME-Version: 1.0\r\n"
                     "Content-Type: text/plain; charset=utf-8\r\n"
                     "Content-Transfer-Encoding: base64\r\n"
                     "Auto-Submitted: auto-generated\r\n\r\n"));
    put_body(out, m->body);
}
