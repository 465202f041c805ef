/*
 * folder: confirmed cases of a data folder, for what learns from them: those
 * that were answered, so that nobody objected to matter and unit any more.
 * Blocks are title and detail, both joined.
 */
#ifndef CLI_LEARN_FOLDER_H
#define CLI_LEARN_FOLDER_H

#include "cli/learn/cases.h"

/*
 * Read all. label says what is learned: matter, matter_top (the matter at the
 * top), kind, level, unit. A case whose texts were erased, or that has no such
 * label, is passed over. Figures by place are by street, by the first nine
 * digits of its code.
 *
 * Owns:  a.
 * Fails: as engine_open; ERR_INPUT for another label.
 */
struct folder_from {
    const char *dir, *label;
};
bool folder_cases(struct arena *a, const struct folder_from *from,
                  struct cases *ret_cases, struct err *err);

#endif
