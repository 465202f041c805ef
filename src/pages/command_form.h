/*
 * command_form: a command from the form of a page, and the words for what is
 * wrong with it.
 */
#ifndef PAGES_COMMAND_FORM_H
#define PAGES_COMMAND_FORM_H

#include "pages/page.h"

/*
 * A fresh payload from the fields of the form that are fields of the command;
 * others are passed over, and so are those that the engine sets.
 *
 * Owns:  *ret_data in the arena of the request; borrows the form.
 * Fails: as payload_set, with the field.
 */
struct verdict command_form(const struct page *p,
                            const struct payload_type *type,
                            const struct form *form, const void **ret_data);

/* A random key of 32 hex digits for a form that must count once: it is sent
 * along in the field "once". Owns: arena of the request. */
struct str once_key(const struct page *p);

/* What makes a form with such a key count once: in a repeat what (who sends
 * what to where) and every field must be the same. False: it has no key. */
bool page_once(const struct page *p, const struct form *form, struct str what,
               struct once *ret_once);

/*
 * Carry it out, once when the form has a key. False: failed, and the page of
 * the failure is written. A refusal is an outcome.
 */
struct page_order {
    struct str stream; /* empty: receive */
    const struct payload_type *type;
    const void *data;
    struct actor actor;
    const struct form *form;
};
bool page_do(struct page *p, const struct page_order *order,
             struct outcome *ret_outcome);

/* The rulebook's words for a refusal, in the visitor's language. */
struct str refusal_words(const struct page *p, const struct verdict *v);

#endif
