/* See appeal_consent.h. */
#include "feature/appeal/intake/appeal_consent.h"

#include "feature/appeal/appeal_ask.h"
#include "feature/appeal/intake/appeal_answers.h"

static bool
is_language(struct str tag)
{
    return str_eq(tag, STR("zh-Hans")) || str_eq(tag, STR("zh-Hant")) ||
           str_eq(tag, STR("en"));
}

struct verdict
appeal_consent_check(struct rules r, struct str matter,
                     const struct appeal_receive *c)
{
    const bool told = c->notice.n > 0;
    const bool agreed =
        c->agreed_publish != 0 || c->agreed_sensitive != 0 || c->guardian != 0;

    if (told && rules_notice_part(r, c->notice, STR("purpose")) == NULL)
        return refuse(REFUSED_VALUE, "unknown_notice", "notice");
    if (told && !is_language(c->notice_lang))
        return refuse(REFUSED_VALUE, "unknown_choice", "notice_lang");
    if (told && c->told == APPEAL_TOLD_NONE)
        return refuse(REFUSED_VALUE, "required", "told");
    if (!told &&
        (agreed || c->told != APPEAL_TOLD_NONE || c->notice_lang.n > 0))
        return refuse(REFUSED_VALUE, "not_told", "notice");
    if (c->agreed_sensitive == 0 &&
        answers_are_sensitive(r, matter, c->answers))
        return refuse(REFUSED_RULE, "no_consent", "agreed_sensitive");
    return accept();
}

struct verdict
appeal_withdraw_consent(const struct ask *q)
{
    const struct appeal_withdraw_consent *c = q->cmd->data;
    const struct appeal_consent_withdrawn_v1 e = { .consent = c->consent };
    const bool given = c->consent == APPEAL_CONSENT_PUBLISH
                           ? q->s->agreed_publish
                           : q->s->agreed_sensitive;

    if (!given)
        return refuse(REFUSED_RULE, "no_consent", "consent");
    return emit_appeal_consent_withdrawn_v1(q->out, &e);
}

void
appeal_apply_consent(struct appeal *s, const struct event *ev)
{
    const struct appeal_consent_withdrawn_v1 *e = ev->data;

    if (e->consent == APPEAL_CONSENT_PUBLISH) {
        s->agreed_publish = false;
    } else {
        s->agreed_sensitive = false;
        s->took_back_sensitive = true;
    }
}

bool
appeal_may_be_published(const struct appeal *s)
{
    return s->privacy == APPEAL_PRIVACY_OPEN &&
           (s->agreed_publish || !s->was_asked);
}
