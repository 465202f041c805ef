/* assessment_module: the face of the feature to the program. */
#ifndef ASSESSMENT_MODULE_H
#define ASSESSMENT_MODULE_H

#include "app/module.h"

extern const struct module assessment_module;

#endif
