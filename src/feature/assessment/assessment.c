/* See assessment.h. */
#include "feature/assessment/assessment.h"

static struct verdict
refer(const struct command *cmd, struct rules now, int64_t failures,
      struct event_list *out)
{
    const struct assessment_assess *c = cmd->data;
    const struct unit_referred_v1 e = {
        .unit = c->unit,
        .discipline =
            rules_setting(now, STR("discipline_unit"), STR("U_DISCIPLINE")),
        .personnel =
            rules_setting(now, STR("personnel_unit"), STR("U_PERSONNEL")),
        .failures = failures,
        .rules = now.book->hash,
    };

    return emit_unit_referred_v1(out, &e);
}

/* Failures in a row: an older one than the window no longer counts. */
static int64_t
failures_with_this(const struct assessment *s, int64_t now_at, struct rules now)
{
    int64_t months = rules_number(now, STR("review_window_months"), 12);
    int64_t window = months * 30 * DAY_MS + months * 10 * HOUR_MS;

    if (s->failures == 0 || now_at - s->failed_at > window)
        return 1;
    return s->failures + 1;
}

struct verdict
assessment_decide(const struct assessment *s, const struct command *cmd,
                  struct rules now, struct event_list *out)
{
    const struct assessment_assess *c = cmd->data;
    const struct duty_passed_v1 passed = { c->case_id, c->position };
    struct duty_failed_v1 failed = { .case_id = c->case_id,
                                     .position = c->position };
    struct verdict v = payload_check(cmd->type, cmd->data);
    size_t before = out->n;

    if (v.reason != ACCEPTED)
        return v;
    if (!str_eq(cmd->actor.role, STR("system")))
        return refuse(REFUSED_RIGHT, "no_right", NULL);
    if (s->version > 0 && c->position <= s->position)
        return refuse(REFUSED_RULE, "already_counted", "position");
    if (c->failed == 0)
        return emit_duty_passed_v1(out, &passed);
    failed.failures = failures_with_this(s, cmd->now, now);
    v = emit_duty_failed_v1(out, &failed);
    if (v.reason == ACCEPTED &&
        failed.failures >= rules_number(now, STR("review_failures"), 2))
        v = refer(cmd, now, failed.failures, out);
    if (v.reason != ACCEPTED)
        out->n = before;
    return v;
}

void
assessment_apply(struct assessment *s, const struct event *ev,
                 int64_t occurred_at)
{
    s->version++;
    switch ((enum assessment_event)ev->type->tag) {
    case DUTY_PASSED_V1:
        s->position = ((const struct duty_passed_v1 *)ev->data)->position;
        s->failures = 0;
        break;
    case DUTY_FAILED_V1:
        s->position = ((const struct duty_failed_v1 *)ev->data)->position;
        s->failures = ((const struct duty_failed_v1 *)ev->data)->failures;
        s->failed_at = occurred_at;
        break;
    case UNIT_REFERRED_V1:
        s->failures = 0; /* the row begins anew */
        s->referrals++;
        break;
    }
}
