/* raw_client: a client of HTTP that tests control to the byte. */
#ifndef CONTRACT_RAW_CLIENT_H
#define CONTRACT_RAW_CLIENT_H

#include <stdbool.h>
#include <stddef.h>

/* Connect to a port of 127.0.0.1; -1 when nobody listens. */
int raw_connect(int port);

/*
 * Send a request and read one whole answer, head and body, as text into
 * answer. False when the server went away before, or the answer has no length
 * or no room.
 */
bool raw_ask(int s, const char *request, char *answer, size_t room);

#endif
