/* model_module: the face of the feature to the program. */
#ifndef MODEL_MODULE_H
#define MODEL_MODULE_H

#include "app/module.h"

extern const struct module model_module;

#endif
