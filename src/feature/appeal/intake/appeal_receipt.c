/* Reading a receipt of any version; see appeal.h. */
#include "feature/appeal/appeal.h"

bool
appeal_received(const struct event *ev, struct appeal_received_v3 *ret)
{
    *ret = (struct appeal_received_v3){ .number = 0 };
    if (ev->type == &appeal_received_v3_type)
        *ret = *(const struct appeal_received_v3 *)ev->data;
    else if (ev->type == &appeal_received_v2_type ||
             ev->type == &appeal_received_v1_type)
        payload_carry(ev, &appeal_received_v3_type, ret);
    else
        return false;
    return true;
}
