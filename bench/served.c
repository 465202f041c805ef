/* See served.h. */
#include "served.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "load.h"
#include "sys/clock.h"

enum { PATH_BYTES = 4096 };

/* build/NAME, beside build/gongzhi-bench. */
static void
program_path(const char *name, char ret_path[PATH_BYTES])
{
    size_t room = PATH_BYTES - strlen(name) - 1;
    ssize_t n = readlink("/proc/self/exe", ret_path, room);
    char *slash;

    ret_path[n < 0 ? 0 : n] = '\0';
    slash = strrchr(ret_path, '/');
    memcpy(slash == NULL ? ret_path : slash + 1, name, strlen(name) + 1);
}

bool
served_init(const char *program, const char *dir)
{
    char path[PATH_BYTES];
    int status = 0;
    pid_t pid;

    program_path(program, path);
    pid = fork();
    if (pid == 0) {
        (void)dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        (void)execl(path, path, "-d", dir, "init", "--rulebook",
                    "rulebook/default", (char *)NULL);
        _exit(127);
    }
    return pid > 0 && waitpid(pid, &status, 0) == pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

static void
be_the_server(const char *program, const char *dir, int out)
{
    char path[PATH_BYTES];
    int log = open("/dev/null", O_WRONLY);

    program_path(program, path);
    (void)dup2(out, STDOUT_FILENO);
    (void)dup2(log, STDERR_FILENO); /* one line a request */
    (void)execl(path, path, "-d", dir, "serve", "--listen", "127.0.0.1:0",
                (char *)NULL);
    _exit(127);
}

bool
served_start(const char *program, const char *dir, struct served *ret_served)
{
    struct served s = { .port = 0 };
    int64_t began = clock_ticks();
    char line[256] = "";
    const char *colon;
    int ends[2];
    FILE *f;

    if (pipe(ends) != 0 || (s.pid = fork()) < 0)
        return false;
    if (s.pid == 0)
        be_the_server(program, dir, ends[1]);
    (void)close(ends[1]);
    f = fdopen(ends[0], "r");
    if (f == NULL)
        return false;
    while (s.port == 0 && fgets(line, sizeof(line), f) != NULL)
        if (strstr(line, " ready") != NULL &&
            (colon = strrchr(line, ':')) != NULL)
            s.port = (int)strtol(colon + 1, NULL, 10);
    (void)fclose(f);
    s.start_s = (double)(clock_ticks() - began) / 1e9;
    *ret_served = s;
    return s.port > 0 && load_believe(dir);
}

bool
served_stop(struct served *s)
{
    int status = 0;

    (void)kill(s->pid, SIGTERM);
    return waitpid(s->pid, &status, 0) == s->pid && WIFEXITED(status) &&
           WEXITSTATUS(status) == 0;
}

/* Field of a line of /proc/PID/stat behind the name; utime is 11. */
static double
stat_field(const struct served *s, int field)
{
    char path[64], line[1024] = "";
    const char *at;
    FILE *f;

    (void)snprintf(path, sizeof(path), "/proc/%d/stat", (int)s->pid);
    f = fopen(path, "r");
    if (f == NULL)
        return 0;
    if (fgets(line, sizeof(line), f) == NULL)
        line[0] = '\0';
    (void)fclose(f);
    at = strrchr(line, ')');
    for (int i = -1; at != NULL && i < field; i++) {
        at = strchr(at + 1, ' ');
    }
    return at == NULL ? 0 : strtod(at, NULL);
}

double
served_cpu(const struct served *s)
{
    return (stat_field(s, 11) + stat_field(s, 12)) /
           (double)sysconf(_SC_CLK_TCK);
}

double
served_mib(const struct served *s)
{
    return stat_field(s, 21) * (double)sysconf(_SC_PAGESIZE) / 1024 / 1024;
}
