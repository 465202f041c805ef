/* knowledge_command: the commands to entries that people look up, by name. */
#ifndef API_KNOWLEDGE_KNOWLEDGE_COMMAND_H
#define API_KNOWLEDGE_KNOWLEDGE_COMMAND_H

#include "event/gen/knowledge_events.h"

/* The command of an entry by its name, for people; NULL when there is none.
 * write has an address of its own. */
const struct payload_type *knowledge_command(struct str name);

#endif
