/*
 * proxy: at which address somebody asks. A proxy writes it into
 * X-Forwarded-For; anybody can, so only those count that are named.
 */
#ifndef GUARD_PROXY_H
#define GUARD_PROXY_H

#include <microhttpd.h>

#include "http/message.h"

enum { PROXIES = 16, PROXY_BYTES = 16 };

struct proxies {
    unsigned char at[PROXIES][PROXY_BYTES]; /* IPv6, or IPv4 mapped into it */
    size_t n;                               /* 0: those on this machine */
};

/* Addresses in numbers, joined by commas; NULL or "" are none. What is no
 * address is left out, and what comes after 16. */
void proxies_read(const char *text, struct proxies *ret_proxies);

bool proxy_is_loopback(const struct sockaddr *a); /* NULL is not */

/*
 * What http_request.address says: the last entry of X-Forwarded-For when the
 * other end of the connection is one of the proxies, else the other end.
 *
 * Owns: the arena of rq.
 */
struct str proxy_address(const struct proxies *p, struct MHD_Connection *conn,
                         const struct http_request *rq);

/* The same, of an other end that is known. */
struct str proxy_address_of(const struct proxies *p, const struct sockaddr *end,
                            const struct http_request *rq);

#endif
