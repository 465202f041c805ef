/* request_module: the face of the feature to the program. */
#ifndef REQUEST_MODULE_H
#define REQUEST_MODULE_H

#include "app/module.h"

extern const struct module request_module;

#endif
