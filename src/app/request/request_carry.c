/* See request_carry.h. */
#include "app/request/request_carry.h"

#include <string.h>

#include "app/appeal/appeal_file.h"
#include "app/request/request_file.h"

static const char erase_basis[] = "个人信息保护法 第四十七条";
static const char correct_basis[] = "个人信息保护法 第四十六条";

/* "officer:g-1@U_HOTLINE" as it was before it was written. */
static struct actor
actor_of(struct str text)
{
    struct actor a = { .role = text };
    size_t at = str_find(text, STR("@")), colon;

    if (at != SIZE_MAX) {
        a.unit = (struct str){ text.p + at + 1, text.n - at - 1 };
        a.role.n = at;
    }
    colon = str_find(a.role, STR(":"));
    if (colon != SIZE_MAX) {
        a.id = (struct str){ text.p + colon + 1, a.role.n - colon - 1 };
        a.role.n = colon;
    }
    return a;
}

/* How it should read, from the sealed texts of the request. */
static bool
read_correction(struct engine *e, struct arena *a,
                const struct request_file *file, struct appeal_correct *c,
                struct err *err)
{
    const struct {
        const char *field;
        struct str *text;
    } wanted[] = { { "new_name", &c->caller },
                   { "new_contact", &c->contact },
                   { "statement", &c->statement } };

    for (size_t i = 0; i < file->records.n; i++) {
        const struct record *r = &file->records.at[i];

        for (size_t k = 0; k < sizeof(wanted) / sizeof(wanted[0]); k++) {
            const struct appeal_text t = { r, wanted[k].field, "carry out" };
            bool erased;

            if (r->type == &request_correction_v1_type &&
                !appeal_file_text(e, a, &t, wanted[k].text, &erased, err))
                return false;
        }
    }
    return true;
}

/* The command to the case; false: failed. */
static bool
make_command(struct engine *e, struct arena *a, const struct request_file *file,
             struct command *cmd, struct err *err)
{
    struct appeal_erase *erase = arena_new(a, struct appeal_erase);
    struct appeal_correct *correct = arena_new(a, struct appeal_correct);

    if (file->s.kind == REQUEST_KIND_DELETE) {
        erase->basis = str_of(erase_basis);
        cmd->type = &appeal_erase_type;
        cmd->data = erase;
        return true;
    }
    correct->basis = str_of(correct_basis);
    correct->request = file->id;
    cmd->type = &appeal_correct_type;
    cmd->data = correct;
    return read_correction(e, a, file, correct, err);
}

/* A case whose texts are gone already needs no second deletion. */
static bool
is_refused(const struct command *cmd, const struct verdict *v)
{
    return v->reason != ACCEPTED && (cmd->type != &appeal_erase_type ||
                                     strcmp(v->rule, "person_erased") != 0);
}

bool
request_carry(struct engine *e, struct arena *a, const struct record *charged,
              struct err *err)
{
    const struct request_charged_v1 *ch = charged->data;
    struct request_act act = { ch->case_id, ch->command, { NULL, 0 } };
    struct command cmd = { .actor = actor_of(charged->actor),
                           .now = charged->occurred_at };
    const struct command note = {
        &request_act_type, &act, { .role = STR("system") }, charged->occurred_at
    };
    struct str hex = charged->stream, feature;
    struct request_file file;
    struct outcome o;

    (void)str_cut(&hex, '/', &feature);
    if (!request_file_load(e, a, hex, &file, err))
        return false;
    if (!request_is_left(&file.s, ch->case_id))
        return true;
    if (!make_command(e, a, &file, &cmd, err) ||
        !engine_do(e, a, appeal_stream(a, ch->case_id), &cmd, &o, err))
        return false;
    if (is_refused(&cmd, &o.verdict))
        act.rule = str_of(o.verdict.rule);
    return engine_do(e, a, charged->stream, &note, &o, err);
}
