/*
 * request_carry: what a granted request changes in a case (a deletion, a
 * correction), and that it was done. Called for each event request_charged by
 * who follows the log (engine_react), which begins where it stopped: what a
 * crash leaves undone or not noted is done at the next start. Done twice it
 * changes nothing.
 */
#ifndef APP_REQUEST_REQUEST_CARRY_H
#define APP_REQUEST_REQUEST_CARRY_H

#include "app/engine.h"

/* The command is given to the case in the name of who granted the request.
 * When the case refuses, the rule is noted in the request. */
bool request_carry(struct engine *e, struct arena *a,
                   const struct record *charged, struct err *err);

#endif
