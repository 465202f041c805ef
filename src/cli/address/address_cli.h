/* address_cli: what the commands address and train --addresses share. */
#ifndef CLI_ADDRESS_ADDRESS_CLI_H
#define CLI_ADDRESS_ADDRESS_CLI_H

#include "cli/cli.h"
#include "learn/card.h"

/* Learn a parser of addresses from the file at path into out. What the card
 * does not say is said from what was read. Returns the exit status. */
int address_train(struct cli *c, const char *path, const char *out,
                  struct card *card);

#endif
