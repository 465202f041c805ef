/* Starting gongzhi-picture for one photo; see picture.h. */
#include "app/attachment/picture.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "app/attachment/bytes.h"
#include "base/buf.h"
#include "sys/clock.h"
#include "sys/file.h"

/* As picture/picture.h says. */
enum {
    END_GOOD = 0,
    END_BROKEN = 10,
    END_UNKNOWN = 11,
    END_TOO_LARGE = 12,
    HEAD_BYTES = 20,
    ANSWER_MOST = 16 * 1024 * 1024,
    PIECE = 64 * 1024,
    LONG_SIDE = 2560,
    SECOND_NS = 1000000000,
    LOOK_NS = 5000000 /* whether it has ended */
};

static struct {
    pthread_mutex_t lock;
    pthread_cond_t freed;
    unsigned at_work, waiting;
} queue = { PTHREAD_MUTEX_INITIALIZER, PTHREAD_COND_INITIALIZER, 0, 0 };

static bool
queue_enter(struct err *err)
{
    bool full;

    (void)pthread_mutex_lock(&queue.lock);
    full = queue.at_work == PICTURES_AT_ONCE && queue.waiting == PICTURES_WAIT;
    if (!full) {
        queue.waiting++;
        while (queue.at_work == PICTURES_AT_ONCE)
            (void)pthread_cond_wait(&queue.freed, &queue.lock);
        queue.waiting--;
        queue.at_work++;
    }
    (void)pthread_mutex_unlock(&queue.lock);
    return !full || fail(err, ERR_BUSY, "too many photos at once");
}

static void
queue_leave(void)
{
    (void)pthread_mutex_lock(&queue.lock);
    queue.at_work--;
    (void)pthread_cond_signal(&queue.freed);
    (void)pthread_mutex_unlock(&queue.lock);
}

bool
picture_is_one(struct str s)
{
    return bytes_are(s, 0, STR("\xff\xd8\xff")) ||
           bytes_are(s, 0, STR("\x89PNG\r\n\x1a\n")) ||
           (bytes_are(s, 0, STR("RIFF")) && bytes_are(s, 8, STR("WEBP"))) ||
           bytes_are(s, 4, STR("ftypheic")) ||
           bytes_are(s, 4, STR("ftypheix")) || bytes_are(s, 4, STR("ftypmif1"));
}

/* The program beside this one. */
static bool
find_program(char path[PATH_MAX], struct err *err)
{
    ssize_t n = readlink("/proc/self/exe", path, PATH_MAX - 1);
    char *slash;

    if (n < 0)
        return file_fail(err, "cannot read", "/proc/self/exe");
    path[n] = '\0';
    slash = strrchr(path, '/');
    if (slash == NULL ||
        (size_t)(slash + 1 - path) + sizeof("gongzhi-picture") > PATH_MAX)
        return fail(err, ERR_IO, "where is gongzhi-picture?");
    memcpy(slash + 1, "gongzhi-picture", sizeof("gongzhi-picture"));
    return true;
}

bool
picture_is_ready(void)
{
    char path[PATH_MAX];
    struct err ignored; /* it says no more than the answer */

    return find_program(path, &ignored) && access(path, X_OK) == 0;
}

/* With nothing of ours: no file but the socket, no environment, no signals
 * held back. */
static int
spawn(const char *path, int socket, pid_t *ret_pid)
{
    static char name[] = "gongzhi-picture", one[] = "VIPS_CONCURRENCY=1",
                arenas[] = "MALLOC_ARENA_MAX=1", language[] = "LC_ALL=C";
    char *const argv[] = { name, NULL };
    char *const env[] = { one, arenas, language, NULL };
    posix_spawn_file_actions_t files;
    posix_spawnattr_t how;
    sigset_t none, pipe;
    int failed;

    (void)sigemptyset(&none);
    (void)sigemptyset(&pipe);
    (void)sigaddset(&pipe, SIGPIPE);
    (void)posix_spawnattr_init(&how);
    (void)posix_spawnattr_setsigmask(&how, &none);
    (void)posix_spawnattr_setsigdefault(&how, &pipe);
    (void)posix_spawnattr_setflags(&how, POSIX_SPAWN_SETSIGMASK |
                                             POSIX_SPAWN_SETSIGDEF);
    (void)posix_spawn_file_actions_init(&files);
    (void)posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
    (void)posix_spawn_file_actions_adddup2(&files, socket, STDOUT_FILENO);
    (void)posix_spawn_file_actions_addopen(&files, STDERR_FILENO, "/dev/null",
                                           O_WRONLY, 0);
    (void)posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    failed = posix_spawn(ret_pid, path, &files, &how, argv, env);
    (void)posix_spawn_file_actions_destroy(&files);
    (void)posix_spawnattr_destroy(&how);
    return failed;
}

/* One talk with it. */
struct talk {
    int socket;
    struct str rest; /* to be sent */
    struct buf got;
    int64_t until; /* by the monotonic clock, ns */
};

static void
send_some(struct talk *t)
{
    ssize_t n =
        send(t->socket, t->rest.p, t->rest.n < PIECE ? t->rest.n : PIECE,
             MSG_NOSIGNAL | MSG_DONTWAIT);

    if (n < 0 && errno != EAGAIN && errno != EINTR)
        t->rest.n = 0; /* it wants no more: it answers already, or has ended */
    if (n > 0)
        t->rest = (struct str){ t->rest.p + n, t->rest.n - (size_t)n };
    if (t->rest.n == 0)
        (void)shutdown(t->socket, SHUT_WR);
}

/* False: that was all, or too much. */
static bool
take_some(struct talk *t)
{
    char piece[PIECE];
    ssize_t n = recv(t->socket, piece, sizeof(piece), MSG_DONTWAIT);

    if (n < 0)
        return errno == EAGAIN || errno == EINTR;
    if (n > 0)
        buf_add(&t->got, (struct str){ piece, (size_t)n });
    return n > 0 && t->got.n <= ANSWER_MOST;
}

/* Until it ends its answer, or its time is over. */
static void
talk(struct talk *t)
{
    for (;;) {
        struct pollfd p = { t->socket, POLLIN, 0 };
        int64_t left = (t->until - clock_ticks()) / 1000000;

        if (t->rest.n > 0)
            p.events |= POLLOUT;
        if (left <= 0 || (poll(&p, 1, (int)left) < 0 && errno != EINTR))
            return;
        if ((p.revents & POLLOUT) != 0 && t->rest.n > 0)
            send_some(t);
        if ((p.revents & (POLLIN | POLLHUP | POLLERR)) != 0 && !take_some(t))
            return;
    }
}

/* Its exit status; -1 when it was killed, by us or by its own bounds. */
static int
wait_for_end(pid_t pid, int64_t until)
{
    int status = 0;
    pid_t got = 0;

    while ((got = waitpid(pid, &status, WNOHANG)) == 0 &&
           clock_ticks() < until) {
        const struct timespec look = { 0, LOOK_NS };

        (void)nanosleep(&look, NULL); /* a shorter sleep looks more often */
    }
    if (got == 0) {
        (void)kill(pid, SIGKILL);
        while ((got = waitpid(pid, &status, 0)) < 0 && errno == EINTR)
            continue;
    }
    return got == pid && WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/* Two JPEGs of the lengths that stand before them, and nothing else. */
static bool
read_answer(struct str got, struct picture *ret_picture)
{
    size_t photo, thumb;

    if (got.n < HEAD_BYTES || !bytes_are(got, 0, STR("GZP1")))
        return false;
    photo = bytes_big(got, 4, 4);
    thumb = bytes_big(got, 8, 4);
    if (photo > got.n || thumb > got.n || HEAD_BYTES + photo + thumb != got.n ||
        bytes_big(got, 12, 4) > LONG_SIDE || bytes_big(got, 16, 4) > LONG_SIDE)
        return false;
    ret_picture->photo = (struct str){ got.p + HEAD_BYTES, photo };
    ret_picture->thumb = (struct str){ got.p + HEAD_BYTES + photo, thumb };
    return bytes_are(ret_picture->photo, 0, STR("\xff\xd8\xff")) &&
           bytes_are(ret_picture->thumb, 0, STR("\xff\xd8\xff"));
}

static const char *
rule_of(int end, bool readable)
{
    if (end == END_GOOD && readable)
        return NULL;
    if (end == END_BROKEN)
        return "attachment_unread";
    if (end == END_UNKNOWN)
        return "attachment_kind";
    return end == END_TOO_LARGE ? "attachment_large" : "attachment_damaged";
}

static bool
draw(struct arena *a, struct str bytes, struct picture *ret_picture,
     const char **ret_rule, struct err *err)
{
    struct talk t = { .rest = bytes, .got = { .a = a } };
    char path[PATH_MAX];
    int pair[2], failed, end;
    pid_t pid;

    if (!find_program(path, err))
        return false;
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair) != 0)
        return file_fail(err, "cannot make", "a socket");
    failed = spawn(path, pair[1], &pid);
    (void)close(pair[1]); /* the child's */
    if (failed != 0) {
        (void)close(pair[0]); /* nothing was said */
        errno = failed;
        (void)file_fail(err, "cannot start", path);
        err->kind = ERR_IO; /* it is not what was asked for that is missing */
        return false;
    }
    t.socket = pair[0];
    t.until = clock_ticks() + PICTURE_SECONDS * (int64_t)SECOND_NS;
    talk(&t);
    (void)close(pair[0]); /* whatever it still says is not heard */
    end = wait_for_end(pid, t.until);
    *ret_rule = rule_of(end, read_answer(buf_str(&t.got), ret_picture));
    return true;
}

bool
picture_draw(struct arena *a, struct str bytes, struct picture *ret_picture,
             const char **ret_rule, struct err *err)
{
    bool ok;

    if (!queue_enter(err))
        return false;
    ok = draw(a, bytes, ret_picture, ret_rule, err);
    queue_leave();
    return ok;
}
