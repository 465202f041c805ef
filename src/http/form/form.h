/*
 * form: what the form of a page sends, read into names and values. Made for
 * handlers of pages:
 *
 *     struct form f;
 *     struct http_problem p;
 *
 *     if (!form_read(rq, &f, &p)) { ... p says what is wrong ... return; }
 *     title = form_value(&f, "title");
 *
 * Strict, where browsers are lax: they send well-formed forms only, and what
 * is not well-formed is refused with 400 and the name of the field. Refused
 * are a bad percent sign, text that is not UTF-8 or holds a NUL, a field
 * without a name, a name said twice (give check boxes names of their own),
 * and more than the limits below. A multipart form is refused, too, when it
 * is no plain list of parts: something before, between or behind them, a
 * line that ends in a CR or an LF alone, a multipart inside a part, an encoded
 * part. Files may share a name, as those of one <input type="file" multiple>
 * do; a file that was not chosen (no label, no bytes) is no file.
 *
 * Line ends of values become LF: browsers send CRLF, and count LF against
 * maxlength.
 *
 * Sources: WHATWG URL Standard, application/x-www-form-urlencoded; RFC 7578,
 * multipart/form-data; RFC 2046, section 5.1.
 */
#ifndef HTTP_FORM_FORM_H
#define HTTP_FORM_FORM_H

#include "http/message.h"

enum {
    FORM_FIELDS = 128,    /* of a form, files included */
    FORM_NAME_BYTES = 64, /* of a field */
    FORM_VALUE_BYTES = 128 * 1024,
    FORM_LABEL_BYTES = 200, /* the name a file has at its sender's */
    FORM_HEAD_BYTES = 1024, /* before a part of a multipart form */
    FORM_BOUNDARY_BYTES = 70
};

/* A file that was sent. The label is what its sender calls it, without
 * folders; it says nothing about the bytes, and names nothing here. */
struct form_file {
    struct str name, label, bytes;
};

struct form_files {
    struct form_file *at;
    size_t n, room;
};

struct form {
    struct http_pairs fields; /* in the order of the form */
    struct form_files files;  /* in the order of the form */
};

/*
 * Read the body of a request by its Content-Type.
 *
 * Owns:    texts are in the arena of the request; bytes of files are borrowed
 *          from its body.
 * Refuses: false, with *ret_problem to be answered: 415 not_a_form; 400
 *          malformed_form, said_twice, nested_form, bad_boundary; 413
 *          too_many_fields, field_too_large.
 *          field is the name of the field, or "#3" when the third one has
 *          none that can be read.
 */
bool form_read(const struct http_request *rq, struct form *ret_form,
               struct http_problem *ret_problem);

/* The value of a field; empty when the form has none. */
struct str form_value(const struct form *f, const char *name);

/* Does the form name it at all? (An unticked check box is not sent.) */
bool form_has(const struct form *f, const char *name);

/* The two formats by themselves, for form_read and for tests: as form_read,
 * texts in a. */
bool form_urlencoded(struct arena *a, struct str body, struct form *ret_form,
                     struct http_problem *ret_problem);

/* parameters: what stands behind "multipart/form-data;". */
bool form_multipart(struct arena *a, struct str parameters, struct str body,
                    struct form *ret_form, struct http_problem *ret_problem);

#endif
