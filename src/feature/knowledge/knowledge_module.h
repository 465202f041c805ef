/* knowledge_module: the face of the feature to the program. */
#ifndef KNOWLEDGE_MODULE_H
#define KNOWLEDGE_MODULE_H

#include "app/module.h"

extern const struct module knowledge_module;

#endif
