/*
 * model: the page of the registry for everybody (/models), and the one for
 * staff, who change it (/w/models). Templates in templates/model/.
 */
#ifndef PAGES_MODEL_MODEL_H
#define PAGES_MODEL_MODEL_H

#include "api/model/model_view.h"
#include "pages/staff/staff.h"

/* What a label of a model, or a code that is suggested, stands for: a code of
 * the rulebook by its name; another as it is. Owns: arena of the request. */
struct str model_label_name(const struct page *p, enum model_of of,
                            struct str label);

/* A row of figures: of all cases, or of a part of them. Shares in words: "93.1%
 * (91.0–94.9%)". */
struct model_part_line {
    struct str kind, name;
    int64_t cases;
    struct str right, top3, ece;
    struct str gap;    /* to all others; empty: not compared */
    struct str parity; /* of the label that differs most; or empty */
    struct str ratio, opportunity;
};

/* A version in words. */
struct model_told {
    struct str version, state, sha256;
    struct str purpose, data, period, owner;
    int64_t entered_at, approved_at, used_at; /* 0: never */
    struct str approved_because, ended_because;
    bool in_use, not_loaded, no_card;
    struct str right, majority, sure, wrong; /* shares; sure: of all cases */
    const struct model_part_line *parts;
    size_t parts_n;
    bool watched;
    int64_t watched_day; /* ms since 1970 UTC */
    int64_t watched_cases;
    struct str psi, confidence, confidence_was, flags;
    bool moved_some, moved_much; /* by psi: from 0.1 on, from the limit on */
    bool may_approve, may_use, may_retire;
};

struct model_week_line {
    int64_t from; /* ms since 1970 UTC: its Monday */
    int64_t answers, changed, outside;
    struct str rate;
};

/* All models for one thing. */
struct model_line_told {
    struct str of, name, in_use; /* of: its word; in_use: a version, or empty */
    const struct model_told *at;
    size_t at_n;
    const struct model_week_line *weeks;
    size_t weeks_n;
    int64_t answers, changed; /* of these weeks */
    struct str rate;
    bool may_roll_back;
};

struct word_list_told {
    struct str list, purpose, data, period, owner, tested, sha256;
    int64_t rows;
};

struct registry_told {
    const struct models *models; /* what was told */
    const struct model_line_told *lines;
    size_t lines_n;
    const struct word_list_told *lists;
    size_t lists_n;
    struct str rules; /* hash of the rulebook in force */
    bool may_enter;
};

/* Who asks decides on the may_* alone; actor NULL: nobody may anything. Owns:
 * arena of the request. */
bool registry_tell(const struct page *p, const struct actor *actor,
                   struct registry_told *ret_told, struct err *err);

struct models_view {
    struct layout layout;
    struct registry_told told;
};

/* A model that lies in the folder and was not entered. */
struct model_waiting {
    struct str sha256;
    struct option_list of;
};

struct staff_models_view {
    struct staff_frame frame;
    struct registry_told told;
    const struct model_waiting *waiting;
    size_t waiting_n;
    bool done;
    struct str fault;
};

#endif
