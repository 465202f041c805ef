/* See proxy.h. */
#include "http/guard/proxy.h"

#include <arpa/inet.h>
#include <string.h>

enum { V4_AT = 12, V4_BYTES = 4, V4_LOOPBACK = 127 };

/* "2001:db8:1:2" of an IPv6 address: what one customer has. */
static struct str
address_text(struct arena *a, const unsigned char bytes[PROXY_BYTES])
{
    struct buf b = { .a = a };
    const unsigned char *v4 = bytes + V4_AT;
    struct in6_addr v6;

    memcpy(&v6, bytes, sizeof(v6));
    if (IN6_IS_ADDR_V4MAPPED(&v6)) {
        buf_addf(&b, "%u.%u.%u.%u", v4[0], v4[1], v4[2], v4[3]);
        return buf_str(&b);
    }
    for (int i = 0; i < PROXY_BYTES / 2; i += 2)
        buf_addf(&b, i == 0 ? "%x" : ":%x",
                 (unsigned)bytes[i] << 8 | bytes[i + 1]);
    return buf_str(&b);
}

static void
map_v4(unsigned char bytes[PROXY_BYTES], const void *v4)
{
    memset(bytes, 0, PROXY_BYTES);
    memset(bytes + V4_AT - 2, 0xff, 2);
    memcpy(bytes + V4_AT, v4, V4_BYTES);
}

static bool
read_one(const char *text, unsigned char bytes[PROXY_BYTES])
{
    unsigned char v4[V4_BYTES];

    if (inet_pton(AF_INET, text, v4) != 1)
        return inet_pton(AF_INET6, text, bytes) == 1;
    map_v4(bytes, v4);
    return true;
}

void
proxies_read(const char *text, struct proxies *ret_proxies)
{
    struct str rest = str_of(text), one;
    char copy[INET6_ADDRSTRLEN];

    ret_proxies->n = 0;
    while (ret_proxies->n < PROXIES && str_cut(&rest, ',', &one)) {
        one = str_trim(one);
        if (one.n == 0 || one.n >= sizeof(copy))
            continue;
        memcpy(copy, one.p, one.n);
        copy[one.n] = '\0';
        if (read_one(copy, ret_proxies->at[ret_proxies->n]))
            ret_proxies->n++;
    }
}

/* False when it is neither. */
static bool
end_bytes(const struct sockaddr *a, unsigned char bytes[PROXY_BYTES])
{
    struct sockaddr_in v4;
    struct sockaddr_in6 v6;

    if (a != NULL && a->sa_family == AF_INET) {
        memcpy(&v4, a, sizeof(v4));
        map_v4(bytes, &v4.sin_addr);
        return true;
    }
    if (a == NULL || a->sa_family != AF_INET6)
        return false;
    memcpy(&v6, a, sizeof(v6));
    memcpy(bytes, v6.sin6_addr.s6_addr, PROXY_BYTES);
    return true;
}

bool
proxy_is_loopback(const struct sockaddr *a)
{
    unsigned char bytes[PROXY_BYTES];
    struct in6_addr v6;

    if (!end_bytes(a, bytes))
        return false;
    memcpy(&v6, bytes, sizeof(v6));
    return IN6_IS_ADDR_LOOPBACK(&v6) ||
           (IN6_IS_ADDR_V4MAPPED(&v6) && bytes[V4_AT] == V4_LOOPBACK);
}

static bool
is_believed(const struct proxies *p, const struct sockaddr *end,
            const unsigned char bytes[PROXY_BYTES])
{
    if (p->n == 0)
        return proxy_is_loopback(end);
    for (size_t i = 0; i < p->n; i++)
        if (memcmp(p->at[i], bytes, PROXY_BYTES) == 0)
            return true;
    return false;
}

struct str
proxy_address_of(const struct proxies *p, const struct sockaddr *end,
                 const struct http_request *rq)
{
    struct str rest = http_header(rq, "X-Forwarded-For"), one, last = STR("");
    unsigned char bytes[PROXY_BYTES], said[PROXY_BYTES];

    if (!end_bytes(end, bytes))
        return STR("");
    while (str_cut(&rest, ',', &one))
        last = str_trim(one);
    if (last.n > 0 && is_believed(p, end, bytes) &&
        read_one(arena_cstr(rq->a, last), said))
        return address_text(rq->a, said);
    return address_text(rq->a, bytes);
}

struct str
proxy_address(const struct proxies *p, struct MHD_Connection *conn,
              const struct http_request *rq)
{
    const union MHD_ConnectionInfo *info =
        MHD_get_connection_info(conn, MHD_CONNECTION_INFO_CLIENT_ADDRESS);

    return proxy_address_of(p, info == NULL ? NULL : info->client_addr, rq);
}
