/* case: everything about one case; templates/staff/case.html. */
#ifndef PAGES_STAFF_CASE_H
#define PAGES_STAFF_CASE_H

#include "api/access/look.h"
#include "pages/case_words.h"
#include "pages/desk/path_view.h"
#include "pages/files/drafts.h"
#include "pages/model/suggested.h"
#include "pages/staff/commands.h"

struct clock_line {
    struct str name;
    struct left left;
    struct counted counted;
};

struct text_line {
    enum say label;
    struct str text;
    bool erased;
};

/* A place of a text where a word decided. */
struct sign_line {
    struct str before, word, after;
};

/* A kind of feeling or risk that was found; no signs for who may not read the
 * texts. */
struct feeling_line {
    struct str name, judgement; /* judgement: empty while nobody has looked */
    int64_t degree;
    bool aside;
    const struct sign_line *signs;
    size_t signs_n;
};

/* A word of offices in a reply, and plainer ones. */
struct jargon_line {
    struct str word, instead;
};

/* What a reply lacks that was sent to be looked at. */
struct advice_view {
    bool shown, complete;
    bool no_basis, no_result, no_contact, no_time;
    bool elsewhere; /* hardly a word of the question comes again */
    int64_t sentences_long;
    int64_t waited; /* ms since the citizen asked */
    const struct jargon_line *jargon;
    size_t jargon_n;
};

struct repeat_line {
    struct str id, code, stage;
    bool may_merge;
    struct str action, once;
};

struct said_line {
    enum say label;
    struct str text;
};

struct event_line {
    struct str what, who;
    int64_t at, leaf;
    const struct said_line *said;
    size_t said_n;
};

/* A fact and where it comes from; former: a later one took its place. */
struct fact_line {
    struct str name, value, source, who;
    int64_t at, leaf, version;
    bool former;
};

/* How long the case is kept. Moments of 0 are none. */
struct keep_view {
    bool held;
    struct str hold_basis, hold_unit;
    int64_t hold_until;
    int64_t gone_at;                     /* name and number */
    int64_t contact_due, texts_due;      /* when their time ends */
    struct str contact_rule, texts_rule; /* the basis of each */
};

struct case_view {
    struct staff_frame frame;
    struct str id, code, stage, level, matter, place, channel, kind, privacy;
    struct str lead, first_unit;
    bool urgent, moved, masked;
    struct appeal_view shown;
    bool facts;         /* are facts of the case shown? */
    bool no_purpose;    /* a purpose would show more */
    struct str relay;   /* the number to call instead of his own, or empty */
    int64_t hops, lost; /* lost: ms */
    int64_t received_at;
    const struct clock_line *clocks;
    size_t clocks_n;
    const struct text_line *texts;
    size_t texts_n;
    struct advice_view advice;
    const struct feeling_line *feelings;
    size_t feelings_n;
    const struct repeat_line *repeats;
    size_t repeats_n;
    const struct event_line *events;
    size_t events_n;
    struct keep_view keep;
    struct suggested suggested; /* while a person must decide */
    const struct fact_line *sources;
    size_t sources_n;
    const struct command_view *first; /* none or one */
    size_t first_n;
    const struct command_view *more;
    size_t more_n;
    bool more_open;
    bool may_path, path_shown; /* how cases like it were handled */
    struct path_view path;
    struct option_list units, matters, places; /* of the datalists */
    struct str done;                           /* the command, in words */
    struct shown_list files;
    struct str once; /* of the form that adds to them */
    bool may_attach, wrong_files;
    bool wrong;
    struct str wrong_text, wrong_at; /* what, and the id of the field */
};

/* By id or case code. False: there is none, and the page is written. */
bool case_load(struct page *p, struct appeal_file *ret_file);

/* The page, after a command was refused with what was sent. */
void case_put(struct staff *s, const struct appeal_file *file,
              const struct refused *refused, unsigned status);

/* The parts; false on a failure. */
void case_clocks(const struct page *p, const struct appeal_file *file,
                 struct case_view *v);
bool case_texts(const struct staff *s, const struct appeal_file *file,
                struct case_view *v, struct err *err);
bool case_feelings(const struct staff *s, const struct appeal_file *file,
                   struct case_view *v, struct err *err); /* after v->shown */
bool case_advice(const struct staff *s, const struct appeal_file *file,
                 const struct refused *refused, struct case_view *v,
                 struct err *err); /* after v->shown */
bool case_files(struct staff *s, const struct appeal_file *file,
                struct case_view *v, struct err *err);
bool case_events(const struct page *p, const struct appeal_file *file,
                 struct case_view *v, struct err *err); /* after v->shown */
void case_keep(const struct page *p, const struct appeal_file *file,
               struct case_view *v);
bool case_sources(const struct page *p, const struct appeal_file *file,
                  struct case_view *v, struct err *err); /* after v->shown */

/* A field of a record as the desk reads it. */
bool field_said(const struct page *p, const struct record *r,
                const struct field *f, struct str *ret_text, struct err *err);
void case_commands(const struct staff *s, const struct appeal_file *file,
                   const struct refused *refused, struct case_view *v);

#endif
