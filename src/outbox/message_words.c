/* The words of a message; see message.h. */
#include "outbox/message.h"

#include <string.h>

#include "app/appeal/appeal_file.h"
#include "base/utf8.h"
#include "feature/appeal/correct/appeal_correct.h"
#include "text/template.h"

enum { FIELDS_MOST = 96, SMS_CHARS = 300 };

/* Every place of a letter that can be filled, so that one without a value
 * stays empty. gongzhi-rulebook(5) tells what they are. */
static const char *const known[] = {
    "alternative", "answer_by",  "approver", "basis",
    "because",     "case_code",  "cause",    "citizen",
    "contact_by",  "date",       "due",      "due_arithmetic",
    "due_at",      "due_basis",  "due_was",  "exit",
    "failures",    "hotline",    "into",     "level",
    "matter",      "n",          "need",     "note",
    "object_by",   "office",     "outcome",  "place",
    "post",        "query_code", "rate_by",  "reason",
    "received_at", "recipient",  "say",      "sign_by",
    "site",        "text",       "title",    "to",
    "unit",        "until",      "what",     "whose",
};

/* Those that an SMS may have: words of the rulebook, codes and times. */
static const char *const short_known[] = {
    "case_code", "date",   "due",  "due_at",     "exit", "hotline",
    "matter",    "office", "post", "query_code", "say",  "recipient",
    "sign_by",   "site",   "unit", "until",      "what", "whose",
};

struct filling {
    const struct message *m;
    struct template_field at[FIELDS_MOST];
    size_t n;
};

/* The first value of a name counts. */
static void
set(struct filling *f, const char *name, struct str value)
{
    for (size_t i = 0; i < f->n; i++)
        if (str_eq(f->at[i].name, str_of(name)))
            return;
    if (f->n < FIELDS_MOST)
        f->at[f->n++] = (struct template_field){ str_of(name), value };
}

static struct str
phrase(const struct message *m, const char *prefix, struct str key)
{
    const struct rulebook *book = m->rules.book;
    size_t n = strlen(prefix);

    for (size_t i = 0; i < book->phrases_n; i++) {
        const struct phrase *p = &book->phrases[i];

        if (p->key.n == n + key.n && str_starts(p->key, str_of(prefix)) &&
            str_ends(p->key, key))
            return p->name.hans;
    }
    return key;
}

/* 2026年9月18日 10:05, in China. */
static struct str
moment_words(struct arena *a, int64_t at, bool time)
{
    struct buf b = { .a = a };
    struct date d = day_to_date(moment_day(at));
    int64_t minutes = (at - day_start(moment_day(at))) / MINUTE_MS;

    if (at == 0)
        return STR("");
    buf_addf(&b, "%d年%d月%d日", d.year, d.month, d.day);
    if (time && minutes == 24 * 60 - 1)
        buf_add(&b, STR(" 24:00"));
    else if (time)
        buf_addf(&b, " %02d:%02d", (int)(minutes / 60), (int)(minutes % 60));
    return buf_str(&b);
}

static void
set_time(struct filling *f, const char *name, int64_t at)
{
    if (at != 0)
        set(f, name, moment_words(f->m->a, at, true));
}

static struct str
unit_name(const struct message *m, struct str code)
{
    const struct unit *u = rules_unit(m->rules, code);

    if (u != NULL)
        return u->name.hans;
    return str_starts(code, STR("~")) ? (struct str){ code.p + 1, code.n - 1 }
                                      : code;
}

/* A sealed text of a record; empty when there is none any more. */
static bool
sealed(const struct message *m, const struct record *r, const char *field,
       struct str *ret_text, struct err *err)
{
    const struct appeal_text wanted = { r, field, "send" };
    bool erased;

    return appeal_file_text(m->e, m->a, &wanted, ret_text, &erased, err);
}

/* What the record says under a name: names instead of codes. */
static struct str
value_words(const struct filling *f, const struct field *field,
            const void *data)
{
    const struct message *m = f->m;
    struct str name = str_of(field->name);
    struct buf b = { .a = m->a };

    switch (field->kind) {
    case FIELD_TEXT:
        if (str_eq(name, STR("what")))
            return phrase(m, "event.", field_text(field, data));
        return field_text(field, data);
    case FIELD_CHOICE:
        return phrase(m, str_eq(name, STR("what")) ? "step." : "outcome.",
                      field_choice(field, data));
    case FIELD_INT:
        buf_add_i64(&b, field_number(field, data));
        return buf_str(&b);
    case FIELD_TIME:
        return moment_words(m->a, field_number(field, data), true);
    case FIELD_ID:
        break;
    }
    return STR("");
}

/* Is it a place of letters that a record may fill? */
static bool
is_known(struct str name)
{
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        if (str_eq(name, str_of(known[i])))
            return true;
    return false;
}

/* The fields of the event itself, personal ones for the citizen alone. */
static bool
set_record(struct filling *f, struct err *err)
{
    const struct record *r = f->m->cause;

    for (size_t i = 0; i < r->type->fields_n; i++) {
        const struct field *field = &r->type->fields[i];
        struct str text;

        if (!is_known(str_of(field->name)))
            continue;
        if ((field->flags & FIELD_PERSONAL) == 0) {
            set(f, field->name, value_words(f, field, r->data));
        } else if (f->m->unit == NULL && f->m->state != NULL) {
            if (!sealed(f->m, r, field->name, &text, err))
                return false;
            set(f, field->name, text);
        }
    }
    return true;
}

static struct str
record_text(const struct message *m, const char *name)
{
    const struct field *field = payload_field(m->cause->type, str_of(name));

    return field == NULL || field->kind != FIELD_TEXT ||
                   (field->flags & FIELD_PERSONAL) != 0
               ? STR("")
               : field_text(field, m->cause->data);
}

/* Codes of the event that stand for rows of the rulebook. */
static void
set_listed(struct filling *f)
{
    static const char *const kinds[] = { "pause", "extend", "reopen",
                                         "explain" };
    const struct message *m = f->m;
    struct str reason = record_text(m, "reason");
    const struct exit_rule *x = rules_exit(m->rules, record_text(m, "exit"));
    struct str unit = record_text(m, "unit");

    for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++) {
        const struct reason_rule *r =
            rules_reason(m->rules, str_of(kinds[i]), reason);

        if (r == NULL)
            continue;
        set(f, "reason", r->name.hans);
        set(f, "basis", r->basis.text);
        break;
    }
    if (x != NULL) {
        set(f, "exit", x->name.hans);
        set(f, "say", x->say.hans);
        set(f, "basis", x->basis.text);
    }
    if (unit.n > 0)
        set(f, "whose", unit_name(m, unit));
}

static void
set_times(struct filling *f, const struct appeal *s)
{
    const struct message *m = f->m;
    struct str regime = str_of(appeal_regime_words[s->regime]);
    const struct rules then =
        rulebooks_promised(engine_rulebooks(m->e), s->rules, s->rules_day);
    const struct appeal_clock *due =
        &s->clock[s->round > 1 ? APPEAL_WARNING_SECOND : APPEAL_WARNING_CLOSE];
    const struct deadline *d = NULL;
    struct buf why = { .a = m->a };

    set_time(f, "received_at", s->received_at);
    set_time(f, "due", due->due);
    set_time(f, "contact_by", s->clock[APPEAL_WARNING_CONTACT].due);
    set_time(f, "rate_by", s->silence_at);
    if (then.book != NULL && s->level.n > 0)
        d = rules_deadline(then, regime, s->level, STR("close"));
    if (d == NULL)
        return;
    set(f, "due_basis", d->basis.text);
    calendar_explain(&then.book->calendar, s->asked_at, d->term, &why);
    set(f, "due_arithmetic", str_trim(buf_str(&why)));
}

/* The code of the case this one was merged into. */
static bool
set_into(struct filling *f, const struct appeal *s, struct err *err)
{
    const void *other;

    if (id_is_none(s->merged_into))
        return true;
    if (!engine_state(f->m->e, f->m->a, appeal_stream(f->m->a, s->merged_into),
                      &other, err))
        return false;
    if (other != NULL)
        set(f, "into", ((const struct appeal *)other)->code);
    return true;
}

/* What only the citizen of the case may read. */
static bool
set_citizen(struct filling *f, const struct appeal *s, struct err *err)
{
    const struct message *m = f->m;
    struct buf code = { .a = m->a };
    struct str text;

    engine_query_code(m->e, s->number, &code);
    set(f, "query_code", buf_str(&code));
    if (!sealed(m, &m->records.at[0], "title", &text, err))
        return false;
    set(f, "title", text);
    if (!sealed(m, appeal_contact_record(&m->records, "caller"), "caller",
                &text, err))
        return false;
    set(f, "citizen", text.n > 0 ? text : phrase(m, "letter.", STR("citizen")));
    return set_into(f, s, err);
}

static bool
set_case(struct filling *f, struct err *err)
{
    const struct message *m = f->m;
    const struct appeal *s = m->state;
    const struct matter *matter = rules_matter(m->rules, s->matter);
    const struct place *place = rules_place(m->rules, s->place);

    set(f, "case_code", s->code);
    if (matter != NULL)
        set(f, "matter", matter->name.hans);
    if (s->level.n > 0)
        set(f, "level", phrase(m, "level.", s->level));
    if (place != NULL)
        set(f, "place", place->name.hans);
    if (s->lead.n > 0)
        set(f, "unit", unit_name(m, s->lead));
    set_times(f, s);
    return m->unit != NULL || set_citizen(f, s, err);
}

/* What any letter may say, and what is not known yet. */
static void
set_rest(struct filling *f)
{
    static const char *const pending[] = { "matter", "level", "unit", "due",
                                           "contact_by" };
    const struct message *m = f->m;
    struct str hotline = rules_setting(m->rules, STR("hotline_unit"), STR(""));

    set(f, "office", unit_name(m, hotline));
    set(f, "hotline",
        rules_setting(m->rules, STR("hotline_phone"), STR("12345")));
    set(f, "site", rules_setting(m->rules, STR("site_url"), STR("")));
    set(f, "date", moment_words(m->a, m->now, false));
    if (m->unit != NULL) {
        set(f, "recipient", m->unit->name.hans);
        set(f, "post", m->unit->leader);
    }
    for (size_t i = 0; i < sizeof(pending) / sizeof(pending[0]); i++)
        set(f, pending[i], phrase(m, "letter.", STR("pending")));
    for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++)
        set(f, known[i], STR(""));
}

static bool
gather(const struct message *m, struct filling *f, struct err *err)
{
    f->m = m;
    f->n = 0;
    set_listed(f);
    if (m->state != NULL && !set_case(f, err))
        return false;
    if (!set_record(f, err))
        return false;
    set_rest(f);
    return true;
}

/* receipt, or unit-dispatch. Demands that were not met are explained. */
static struct str
letter_name(const struct message *m)
{
    const struct appeal_replied_v1 *reply =
        m->cause->type == &appeal_replied_v1_type ? m->cause->data : NULL;
    struct buf b = { .a = m->a };

    if (m->unit != NULL)
        buf_add(&b, STR("unit-"));
    else if (reply != NULL && str_eq(m->row->letter, STR("reply")) &&
             (reply->outcome == APPEAL_OUTCOME_EXPLAINED ||
              reply->outcome == APPEAL_OUTCOME_UNSUPPORTED))
        return STR("explanation");
    buf_add(&b, m->row->letter);
    return buf_str(&b);
}

static const struct letter *
find_letter(const struct message *m, struct str name)
{
    const struct rulebook *book = m->rules.book;

    for (size_t i = 0; i < book->letters_n; i++)
        if (str_eq(book->letters[i].name, name))
            return &book->letters[i];
    return NULL;
}

/* The heading "# ..." of a letter is the subject. */
static void
split(const struct message *m, struct str text, struct words *w)
{
    const struct appeal *s = m->state;
    struct buf subject = { .a = m->a };
    struct str rest = text, first;

    if (str_cut(&rest, '\n', &first) && str_starts(first, STR("# "))) {
        buf_add(&subject, str_trim((struct str){ first.p + 2, first.n - 2 }));
        text = rest;
    }
    if (s != NULL) {
        buf_add_char(&subject, ' ');
        buf_add(&subject, s->code);
    }
    w->subject = buf_str(&subject);
    w->body = str_trim(text);
}

bool
message_mail(const struct message *m, struct words *ret_words, struct err *err)
{
    const struct letter *letter = find_letter(m, letter_name(m));
    struct buf text = { .a = m->a };
    struct template_fields fields;
    struct filling f;
    struct str unknown;

    *ret_words = (struct words){ .drop = NULL };
    if (letter == NULL) {
        ret_words->drop = "no_letter";
        return true;
    }
    if (!gather(m, &f, err))
        return false;
    fields = (struct template_fields){ f.at, f.n };
    if (template_fill(&text, letter->text, &fields, &unknown))
        split(m, buf_str(&text), ret_words);
    else
        ret_words->drop = "bad_letter";
    return true;
}

static bool
is_short(struct str name)
{
    for (size_t i = 0; i < sizeof(short_known) / sizeof(short_known[0]); i++)
        if (str_eq(name, str_of(short_known[i])))
            return true;
    return false;
}

bool
message_sms(const struct message *m, struct words *ret_words, struct err *err)
{
    struct str name = letter_name(m), text;
    struct buf b = { .a = m->a };
    struct template_fields fields;
    struct filling f;
    struct str unknown;
    size_t n = 0;

    *ret_words = (struct words){ .drop = NULL };
    name = str_eq(name, STR("explanation")) ? STR("reply") : name;
    text = phrase(m, "sms.", name);
    if (str_eq(text, name)) {
        ret_words->drop = "no_letter";
        return true;
    }
    if (!gather(m, &f, err))
        return false;
    for (size_t i = 0; i < f.n; i++)
        if (is_short(f.at[i].name))
            f.at[n++] = f.at[i];
    fields = (struct template_fields){ f.at, n };
    if (template_fill(&b, text, &fields, &unknown))
        ret_words->text = utf8_head(str_trim(buf_str(&b)), SMS_CHARS);
    else
        ret_words->drop = "bad_letter";
    return true;
}
