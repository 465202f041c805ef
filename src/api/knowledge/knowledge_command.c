/* See knowledge_command.h. */
#include "api/knowledge/knowledge_command.h"

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
