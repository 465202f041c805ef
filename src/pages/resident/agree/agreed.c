/* See agreed.h. */
#include "pages/resident/agree/agreed.h"

struct agreed_view
agreed_view(const struct appeal_file *file, struct str code)
{
    const struct record *r = &file->records.at[0];
    const struct event ev = { r->type, r->data };
    struct agreed_view v = { .code = code };
    struct appeal_received_v3 e;

    if (!appeal_received(&ev, &e))
        return v;
    v.notice = e.notice;
    v.publish = (struct consent_line){
        .given = file->s.agreed_publish,
        .taken_back = e.agreed_publish != 0 && !file->s.agreed_publish,
    };
    v.sensitive = (struct consent_line){
        .given = file->s.agreed_sensitive,
        .taken_back = e.agreed_sensitive != 0 && !file->s.agreed_sensitive,
    };
    v.guardian = e.guardian != 0;
    v.any = v.publish.given || v.sensitive.given;
    return v;
}
