/* See sms.h. */
#include "outbox/sms/sms.h"

#include "base/buf.h"

static const char *
header(struct arena *a, struct str name, struct str value)
{
    struct buf b = { .a = a };

    buf_add(&b, name);
    buf_add(&b, value);
    return buf_cstr(&b);
}

struct attempt
sms_hand(const struct config_sms *c, const struct peer *p, struct arena *a,
         const struct sms *m)
{
    const char *const headers[] = {
        "Content-Type: application/json",
        "Expect:",
        header(a, STR("Authorization: Bearer "), str_of(c->token)),
        header(a, STR("Idempotency-Key: "), m->key),
        NULL,
    };
    struct buf body = { .a = a }, text = { .a = a };
    struct post post = { .headers = headers };

    buf_add(&text, str_of(c->sign));
    buf_add(&text, m->text);
    buf_add(&body, STR("{\"to\":"));
    buf_add_json(&body, m->to);
    buf_add(&body, STR(",\"text\":"));
    buf_add_json(&body, buf_str(&text));
    buf_add(&body, STR(",\"key\":"));
    buf_add_json(&body, m->key);
    buf_add_char(&body, '}');
    post.body = buf_str(&body);
    return peer_post(p, &post);
}
