/* See appeal_consent.h. */
#include "feature/appeal/intake/appeal_consent.h"

#include "feature/appeal/appeal_ask.h"
#include "feature/appeal/intake/appeal_answers.h"
#include "feature/appeal/keep/appeal_keep.h"

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

/* They are destroyed unless somebody must keep them, or older receipts hold
 * them under the key of the texts. */
static enum appeal_answers_end
how_answers_end(const struct ask *q)
{
    struct appeal_bar bar;

    return !id_is_none(q->s->answers_id) &&
                   appeal_may_erase(q->s, q->rules->now, q->cmd->now, &bar)
               ? APPEAL_ANSWERS_END_DESTROYED
               : APPEAL_ANSWERS_END_HIDDEN;
}

struct verdict
appeal_withdraw_consent(const struct ask *q)
{
    const struct appeal_withdraw_consent *c = q->cmd->data;
    struct appeal_consent_withdrawn_v2 e = { .consent = c->consent };
    const bool given = c->consent == APPEAL_CONSENT_PUBLISH
                           ? q->s->agreed_publish
                           : q->s->agreed_sensitive;

    if (!given)
        return refuse(REFUSED_RULE, "no_consent", "consent");
    if (c->consent == APPEAL_CONSENT_SENSITIVE)
        e.how = how_answers_end(q);
    return emit_appeal_consent_withdrawn_v2(q->out, &e);
}

static void
took_back(struct appeal *s, const struct appeal_consent_withdrawn_v2 *e)
{
    if (e->consent == APPEAL_CONSENT_PUBLISH) {
        s->agreed_publish = false;
    } else {
        s->agreed_sensitive = false;
        s->took_back_sensitive = true;
        s->answers_gone = e->how == APPEAL_ANSWERS_END_DESTROYED;
    }
}

void
appeal_apply_consent(struct appeal *s, const struct event *ev)
{
    struct appeal_consent_withdrawn_v2 first = { .consent = 0 };

    if (ev->type == &appeal_answered_v1_type) {
        s->answers_id =
            ((const struct appeal_answered_v1 *)ev->data)->subject_id;
    } else if (ev->type == &appeal_consent_withdrawn_v2_type) {
        took_back(s, ev->data);
    } else {
        first.consent =
            ((const struct appeal_consent_withdrawn_v1 *)ev->data)->consent;
        took_back(s, &first);
    }
}

bool
appeal_may_be_published(const struct appeal *s)
{
    return s->privacy == APPEAL_PRIVACY_OPEN &&
           (s->agreed_publish || !s->was_asked);
}
