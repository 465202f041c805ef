/* account_module: the face of the feature to the program. */
#ifndef ACCOUNT_MODULE_H
#define ACCOUNT_MODULE_H

#include "app/module.h"

extern const struct module account_module;

#endif
