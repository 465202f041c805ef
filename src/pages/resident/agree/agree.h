/*
 * agree: the part of the check page that asks what the form of the matter
 * asks (rulebook/forms/forms.h), says by which notice the citizen is told, and
 * lets him agree: to publication, to sensitive data, as a guardian, each apart
 * and none ticked before (个人信息保护法 第十四条, 第十七条, 第二十五条,
 * 第二十九条, 第三十一条); templates/resident/agree.html. And what he agreed
 * to, for the pages of his case: templates/resident/agreed.html.
 */
#ifndef PAGES_RESIDENT_AGREE_H
#define PAGES_RESIDENT_AGREE_H

#include "event/gen/appeal_events.h"
#include "pages/page.h"

/* Of a choice. */
struct asked_option {
    struct str value, words;
    bool selected;
};

struct asked_field {
    struct str id;   /* of the element, and its name in the form */
    struct str name; /* in answers */
    struct str label, hint, why, value;
    struct str error; /* in words, or empty */
    int64_t most;     /* characters */
    bool required, number, choice;
    const struct asked_option *options;
    size_t options_n;
};

struct agree_view {
    const struct asked_field *fields;
    size_t fields_n, faults_n;
    struct str notice; /* the version he is told; empty: there is none */
    bool may_publish;  /* what is confidential or anonymous never is */
    bool asks_sensitive;
    bool publish, sensitive, guardian; /* ticked by himself */
    bool no_consent; /* a sensitive answer without its consent */
    bool new_notice; /* it changed while he filled the form in */
};

/* A report on its way. */
struct asking {
    const struct form *form;
    struct str title, body;
    bool open;   /* neither confidential nor anonymous */
    bool judged; /* he sent it: say what is wrong */
};

void agree_view(const struct page *p, const struct asking *asking,
                struct agree_view *ret_view);

/* Answers, notice and consents of the form into the command. Not told by the
 * page: no consent is read. Owns: texts in the arena of the request. */
void agree_read(const struct page *p, const struct form *form,
                struct appeal_receive *c);

/* What was filled in, to be carried through the first page and back. */
struct carried {
    struct str name, value;
};
struct carried_list {
    struct carried *at;
    size_t n;
};
struct carried_list agree_carried(const struct page *p,
                                  const struct form *form);

#endif
