/* notices: the privacy notice in its versions, as the page of privacy shows
 * them; templates/resident/privacy.html, notice.html. */
#ifndef PAGES_RESIDENT_NOTICES_H
#define PAGES_RESIDENT_NOTICES_H

#include "web/layout.h"

struct notice_line {
    enum say part;
    struct str text;
};

struct notice_version {
    struct str version, from, to; /* days; to is empty while it lasts */
    const struct notice_line *lines;
    size_t lines_n;
};

struct former_notice {
    struct notice_version notice;
};

struct privacy_view {
    struct layout layout;
    bool has_now;
    struct notice_version now;
    const struct former_notice *former; /* newest first */
    size_t former_n;
};

#endif
