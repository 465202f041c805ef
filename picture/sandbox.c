/* What a reader of pictures may do; see picture.h. */
#include <linux/sched.h>
#include <seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include "picture.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif

enum {
    CPU_SECONDS = 20,
    FILES = 16, /* while libraries are loaded */
    MEMORY = 1024 * 1024 * 1024
};

static bool
bound(__rlimit_resource_t what, rlim_t most)
{
    const struct rlimit limit = { most, most };

    return setrlimit(what, &limit) == 0;
}

bool
sandbox_limit(void)
{
    bool ok = bound(RLIMIT_CPU, CPU_SECONDS) && bound(RLIMIT_CORE, 0) &&
              bound(RLIMIT_FSIZE, 0) && bound(RLIMIT_NOFILE, FILES);

#ifndef SANITIZED /* a sanitizer maps terabytes */
    ok = ok && bound(RLIMIT_AS, MEMORY);
#endif
    return ok && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) == 0;
}

/* To compute, to have memory and threads, to read and write what is open. */
static const int allowed[] = {
    SCMP_SYS(read),
    SCMP_SYS(write),
    SCMP_SYS(close),
    SCMP_SYS(lseek),
    SCMP_SYS(fstat),
    SCMP_SYS(newfstatat),
    SCMP_SYS(mmap),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(mprotect),
    SCMP_SYS(madvise),
    SCMP_SYS(brk),
    SCMP_SYS(futex),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(gettid),
    SCMP_SYS(getpid),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
};

bool
sandbox_close(void)
{
    /* what is not allowed fails, as if it were forbidden to this user */
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(1));
    bool ok = filter != NULL;

    for (size_t i = 0; ok && i < sizeof(allowed) / sizeof(allowed[0]); i++)
        ok = seccomp_rule_add(filter, SCMP_ACT_ALLOW, allowed[i], 0) == 0;
    /* threads, no processes; clone3 hides its flags: glibc tries without it */
    ok = ok &&
         seccomp_rule_add(
             filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
             SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD)) == 0 &&
         seccomp_rule_add(filter, SCMP_ACT_ERRNO(38), SCMP_SYS(clone3), 0) ==
             0 &&
         seccomp_load(filter) == 0;
    seccomp_release(filter);
    return ok;
}
