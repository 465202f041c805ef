/* See look.h. */
#include "api/access/look.h"

#include "api/access/viewer.h"
#include "api/answer.h"
#include "sys/clock.h"

/* The view of whoever asks; of what it reads of a person, the groups are
 * noted. */
static bool
look_at(const struct http_request *rq, const struct appeal_file *file,
        unsigned groups, struct appeal_view *ret_view, struct err *err)
{
    struct rules r = answer_rules(rq);
    struct viewer who = viewer_of(rq, r);
    const struct appeal_viewer viewer = { who.actor, who.purpose, clock_now() };
    struct appeal_view view = appeal_view(&file->s, &viewer, r);
    const struct access_look look = {
        .case_id = file->id,
        .viewer = who.actor,
        .purpose = who.purpose,
        .relation = access_nearest(view.relations),
        .groups = appeal_view_personal(&view) & groups,
        .now = viewer.now,
    };

    *ret_view = view;
    return look.groups == 0 || access_note(api_of(rq)->access, &look, err);
}

bool
look_begin(const struct http_request *rq, const struct appeal_file *file,
           struct appeal_view *ret_view, struct err *err)
{
    return look_at(rq, file, ACCESS_PERSONAL, ret_view, err);
}

bool
look_texts(const struct http_request *rq, const struct appeal_file *file,
           bool *ret_shown, struct err *err)
{
    struct appeal_view view;

    if (!look_at(rq, file, ACCESS_TEXTS, &view, err))
        return false;
    *ret_shown = (appeal_view_personal(&view) & ACCESS_TEXTS) != 0;
    return true;
}

bool
look_knows_file(const struct http_request *rq, const struct appeal_file *file)
{
    struct rules r = answer_rules(rq);
    struct viewer who = viewer_of(rq, r);
    const struct appeal_viewer viewer = { who.actor, who.purpose, clock_now() };

    return (appeal_view(&file->s, &viewer, r).groups & ACCESS_PUBLIC) != 0;
}

bool
look_knows(const struct http_request *rq, struct id case_id, bool *ret_knows,
           struct err *err)
{
    struct appeal_file file;

    if (!appeal_file_of(api_of(rq)->engine, rq->a, case_id, &file, err))
        return false;
    *ret_knows = look_knows_file(rq, &file);
    return true;
}
