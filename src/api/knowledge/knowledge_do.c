/* See knowledge_do.h. */
#include "api/knowledge/knowledge_do.h"

#include "api/answer.h"
#include "sys/clock.h"

const struct payload_type *
knowledge_command(struct str name)
{
    if (str_eq(name, STR("write")) || str_eq(name, STR("tick")))
        return NULL;
    for (size_t i = 0; i < KNOWLEDGE_TYPES_N; i++)
        if (knowledge_types[i]->version == 0 &&
            str_eq(name, str_of(knowledge_types[i]->name)))
            return knowledge_types[i];
    return NULL;
}

bool
knowledge_do(const struct http_request *rq, const struct knowledge_order *order,
             struct outcome *ret_outcome, struct err *err)
{
    const struct order o = {
        order->file == NULL ? knowledge_stream(rq->a, id_new())
                            : order->file->stream,
        order->cmd,
        order->once,
    };

    return engine_do_once(api_of(rq)->engine, rq->a, &o, ret_outcome, err);
}
