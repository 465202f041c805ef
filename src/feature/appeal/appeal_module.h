/* appeal_module: the face of the feature to the program. */
#ifndef APPEAL_MODULE_H
#define APPEAL_MODULE_H

#include "app/module.h"

extern const struct module appeal_module;

/* Rows of the readings; see sql/query/appeal.sql. */
void appeal_rows(const struct change *c, struct row_list *out);

/* Whom a change is told to. Imported history tells nobody. */
size_t appeal_notices(struct arena *a, const struct change *c,
                      struct notice **ret_notices);

#endif
