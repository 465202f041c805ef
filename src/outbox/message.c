/* Whom a row of the outbox goes to; see message.h. */
#include "outbox/message.h"

#include "app/appeal/appeal_file.h"
#include "event/gen/assessment_events.h"
#include "feature/appeal/correct/appeal_correct.h"
#include "text/address.h"

/* Repeats carry the same key; nobody learns from it which message it is. */
static void
make_key(struct message *m)
{
    unsigned char key[KEY_HEX / 2];
    struct buf text = { .a = m->a }, hex = { .a = m->a };

    buf_addf(&text, "%lld/%lld", (long long)m->row->id,
             (long long)m->row->created_at);
    store_keyed_hash(engine_store(m->e), STR("outbox/0"), buf_str(&text), key,
                     sizeof(key));
    buf_add_hex(&hex, key, sizeof(key));
    m->key = buf_str(&hex);
}

static const struct record *
find_cause(const struct message *m)
{
    uint64_t position = (uint64_t)m->row->id / NOTICES_A_LEAF;

    for (size_t i = 0; i < m->records.n; i++)
        if (m->records.at[i].position == position)
            return &m->records.at[i];
    return NULL;
}

/* The state after the append that the cause was part of: a receipt tells the
 * times that were promised with it. */
static void
fold(struct message *m)
{
    struct appeal *s = arena_new(m->a, struct appeal);

    for (size_t i = 0; i < m->records.n; i++) {
        const struct record *r = &m->records.at[i];
        const struct event ev = { r->type, r->data };

        if (r->version > m->cause->version &&
            r->recorded_at != m->cause->recorded_at)
            break;
        appeal_apply(s, &ev, r->occurred_at);
    }
    m->state = s;
}

static bool
is_erased(const struct message *m)
{
    for (size_t i = 0; i < m->records.n; i++)
        if (m->records.at[i].type == &appeal_erased_v1_type ||
            m->records.at[i].type == &appeal_deidentified_v1_type)
            return true;
    return false;
}

static bool
address_citizen(struct message *m, struct err *err)
{
    const struct appeal_text wanted = {
        appeal_contact_record(&m->records, "contact"), "contact", "send"
    };
    const struct appeal *s = m->state;
    struct str contact;
    bool erased = is_erased(m);

    if (!erased &&
        !appeal_file_text(m->e, m->a, &wanted, &contact, &erased, err))
        return false;
    if (erased) {
        m->drop = "erased";
        return true;
    }
    contact = str_trim(contact);
    if (contact.n == 0)
        m->drop = "no_contact";
    else if (address_is_mail(contact))
        m->email = contact;
    else if (!address_mobile(m->a, contact, &m->phone))
        m->drop = "not_sendable";
    /* a diverted case has a letter of its own that says more */
    if (s->stage == APPEAL_STAGE_DIVERTED &&
        str_eq(m->row->letter, STR("receipt")))
        m->drop = "superseded";
    return true;
}

/* The duty desk of a unit; its leader is told through it. */
static void
address_unit(struct message *m)
{
    static const char *const prefixes[] = { "unit:", "leader:", "post:" };
    struct str code = m->row->recipient;

    for (size_t i = 0; i < sizeof(prefixes) / sizeof(prefixes[0]); i++) {
        struct str prefix = str_of(prefixes[i]);

        if (str_starts(code, prefix))
            code = (struct str){ code.p + prefix.n, code.n - prefix.n };
    }
    m->unit = rules_unit(m->rules, code);
    if (m->unit == NULL) {
        m->drop = "unknown_unit";
        return;
    }
    if (address_is_mail(m->unit->email))
        m->email = m->unit->email;
    if (!address_mobile(m->a, m->unit->phone, &m->phone) && m->email.n == 0)
        m->drop = "no_address";
}

bool
message_load(struct engine *e, struct arena *a, const struct outbox_row *row,
             int64_t now, struct message *ret_message, struct err *err)
{
    struct message *m = ret_message;

    *m = (struct message){ .a = a, .e = e, .row = row, .now = now };
    m->rules = engine_rules(e, now);
    m->records = (struct record_list){ .a = a };
    make_key(m);
    if (!store_load(engine_store(e), row->stream, &m->records, err))
        return false;
    m->cause = find_cause(m);
    if (m->cause == NULL || m->rules.book == NULL) {
        m->drop = "no_cause";
        return true;
    }
    if (str_starts(row->stream, STR("appeal/")))
        fold(m);
    if (!str_eq(row->recipient, STR("citizen"))) {
        address_unit(m);
        return true;
    }
    if (m->state == NULL) {
        m->drop = "no_cause";
        return true;
    }
    return address_citizen(m, err);
}
