/* Reading a receipt of any version; see appeal.h. */
#include "feature/appeal/appeal.h"

static struct appeal_received_v3
from_v1(const struct appeal_received_v1 *e)
{
    return (struct appeal_received_v3){
        .subject_id = e->subject_id,
        .number = e->number,
        .code = e->code,
        .channel = e->channel,
        .regime = e->regime,
        .kind = e->kind,
        .privacy = e->privacy,
        .place = e->place,
        .source = e->source,
        .outside_id = e->outside_id,
        .earlier = e->earlier,
        .title = e->title,
        .body = e->body,
        .place_text = e->place_text,
        .caller = e->caller,
        .contact = e->contact,
    };
}

static struct appeal_received_v3
from_v2(const struct appeal_received_v2 *e)
{
    return (struct appeal_received_v3){
        .subject_id = e->subject_id,
        .number = e->number,
        .code = e->code,
        .channel = e->channel,
        .regime = e->regime,
        .kind = e->kind,
        .privacy = e->privacy,
        .place = e->place,
        .place_path = e->place_path,
        .source = e->source,
        .outside_id = e->outside_id,
        .earlier = e->earlier,
        .title = e->title,
        .body = e->body,
        .place_text = e->place_text,
        .point = e->point,
        .caller = e->caller,
        .contact = e->contact,
    };
}

bool
appeal_received(const struct event *ev, struct appeal_received_v3 *ret)
{
    if (ev->type == &appeal_received_v1_type)
        *ret = from_v1(ev->data);
    else if (ev->type == &appeal_received_v2_type)
        *ret = from_v2(ev->data);
    else if (ev->type == &appeal_received_v3_type)
        *ret = *(const struct appeal_received_v3 *)ev->data;
    else
        return false;
    return true;
}
