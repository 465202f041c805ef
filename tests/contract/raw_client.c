/* See raw_client.h. */
#include "contract/raw_client.h"

#include <arpa/inet.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

int
raw_connect(int port)
{
    struct sockaddr_in a = { .sin_family = AF_INET };
    int s = socket(AF_INET, SOCK_STREAM, 0);

    a.sin_port = htons((uint16_t)port);
    a.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (s >= 0 && connect(s, (struct sockaddr *)&a, sizeof(a)) == 0)
        return s;
    if (s >= 0)
        (void)close(s);
    return -1;
}

static bool
is_whole(const char *text, size_t n)
{
    static const char name[] = "Content-Length: ";
    const char *end = strstr(text, "\r\n\r\n");
    const char *length = strstr(text, name);

    return end != NULL && length != NULL &&
           n >= (size_t)(end + 4 - text) +
                    strtoul(length + strlen(name), NULL, 10);
}

bool
raw_ask(int s, const char *request, char *answer, size_t room)
{
    size_t n = 0;

    answer[0] = '\0';
    if (send(s, request, strlen(request), MSG_NOSIGNAL) < 0)
        return false;
    while (!is_whole(answer, n)) {
        ssize_t more = recv(s, answer + n, room - 1 - n, 0);

        if (more <= 0)
            return false;
        n += (size_t)more;
        answer[n] = '\0';
    }
    return true;
}
