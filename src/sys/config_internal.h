/* config_internal: what config.c (lines) and config_keys.c (what they mean)
 * share. Not for others. */
#ifndef SYS_CONFIG_INTERNAL_H
#define SYS_CONFIG_INTERNAL_H

#include "sys/config.h"

enum {
    NAME_MOST = 49, /* libinih cuts longer names */
    SECTIONS_MOST = 8 + CONFIG_HOOKS,
    KEYS_MOST = 48
};

/* A file being read. */
struct reading {
    struct arena *a;
    const char *path;
    struct err *err;
    struct str rest; /* lines to come */
    int line;
    bool fault;
    struct config config;
    struct str sections[SECTIONS_MOST];
    size_t sections_n;
    char *base;       /* the struct that the keys of the section fill */
    const char *kind; /* "mail", "webhook" ... */
    bool seen[KEYS_MOST];
};

/* Note the first fault: "PATH:LINE: " and what is said. Returns false. */
bool config_fault(struct reading *r, int line, const char *fmt, ...)
    PRINTF_LIKE(3, 4);

/* A section of that name begins. */
bool config_section(struct reading *r, struct str name);

/* A key of the section. */
bool config_key(struct reading *r, const char *name, const char *value);

/* Is everything there that must be? */
bool config_whole(struct reading *r);

#endif
