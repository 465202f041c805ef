/*
 * template: a letter with {{name}} places, filled once. What is filled in is
 * never looked at again, so that a text of a citizen that holds {{name}}
 * stays as it was written.
 */
#ifndef TEXT_TEMPLATE_H
#define TEXT_TEMPLATE_H

#include "base/buf.h"

struct template_field {
    struct str name, value;
};

/* What {{name}}s may be filled with. */
struct template_fields {
    const struct template_field *at;
    size_t n;
};

/*
 * Append text with its places filled. Controls other than line feed and tab
 * are left out of values; an empty value takes its whole line away when
 * nothing else stands there, and never more than one empty line is left
 * between two paragraphs. A {{ without a name and }} behind it stays.
 *
 * Fails: false when a {{name}} is none of the fields; *ret_unknown is that
 *        name.
 */
bool template_fill(struct buf *out, struct str text,
                   const struct template_fields *fields,
                   struct str *ret_unknown);

#endif
