/* form_internal: what the two formats of forms share. Not for others. */
#ifndef HTTP_FORM_FORM_INTERNAL_H
#define HTTP_FORM_FORM_INTERNAL_H

#include "http/form/form.h"

/* A form that is being read. */
struct form_reader {
    struct arena *a;
    struct form *form;
    struct http_problem *problem;
    size_t n; /* the field we are at, from 1 */
};

/* Each says what is wrong with the field we are at, and returns false. name
 * may be empty. */
bool form_say(struct form_reader *r, const struct http_problem *p,
              struct str name);
bool form_malformed(struct form_reader *r, struct str name);
bool form_too_large(struct form_reader *r, struct str name);

/* Room for one more field, or false with a problem. */
bool form_next(struct form_reader *r);

/* A name that may be used: there, not too long, not used before; by a file,
 * when it is one, only as the name of files. */
bool form_name_ok(struct form_reader *r, struct str name, bool file);

/* Keep a field whose name is ok. The value is text; line ends become LF. */
bool form_keep(struct form_reader *r, struct str name, struct str value);

#endif
