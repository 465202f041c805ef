/* Two checkpoints of different days, and remembering the newest one. See
 * check.h. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bundle.h"
#include "check.h"
#include "file.h"

/* Does the log of one checkpoint go on from that of the other? */
static int
compare(struct checker *k, const struct checkpoint *old,
        const struct checkpoint *new, const char *proof)
{
    struct consistency what = { old->size, new->size, old->root, new->root };
    struct path path = { .n = 0 };
    uint64_t from = 0, to = 0;
    char *bytes;
    size_t n;
    bool ok;

    if (old->size == new->size || old->size == 0)
        return old->size == 0 || digest_same(&old->root, &new->root) ? EXIT_GOOD
                                                                     : EXIT_BAD;
    if (proof == NULL) {
        (void)printf(
            "需要证明 a proof is needed: /log/consistency?from=%" PRIu64
            "&to=%" PRIu64 "\n",
            old->size, new->size);
        return EXIT_UNREAD;
    }
    if (!file_bytes(proof, NOTE_BYTES, &bytes, &n))
        return EXIT_UNREAD;
    ok = proof_read(bytes, n, &from, &to, &path);
    free(bytes);
    if (!ok || from != old->size || to != new->size) {
        (void)printf("%s: 不是从 %" PRIu64 " 到 %" PRIu64
                     " 的证明 this is no proof from the one to the other\n",
                     proof, old->size, new->size);
        return EXIT_UNREAD;
    }
    return proves_consistency(k->h, &what, &path) ? EXIT_GOOD : EXIT_BAD;
}

static void
print_contradiction(const struct checkpoint *old, const struct checkpoint *new)
{
    if (old->size == new->size)
        (void)printf("不符 BAD: 同为 %" PRIu64
                     " 片叶，却签了两个树根：日志被改写，或给不同的人看不同的"
                     "日志 two roots are signed for the same size: the log was "
                     "rewritten, or different people are shown different "
                     "logs. 请保存这两份签名 Keep both notes: together they "
                     "prove it\n",
                     old->size);
    else
        (void)printf("不符 BAD: 证明不成立：%" PRIu64 " 片叶的日志不是 %" PRIu64
                     " 片叶的开头 the proof does not hold: the one log is not "
                     "the beginning of the other. 请保存文件 Keep the files\n",
                     old->size, new->size);
}

int
check_consistency(struct checker *k, const char *old_note, const char *new_note,
                  const char *proof)
{
    struct seen old, new = { .bytes = NULL };
    int status = seen_read(k, old_note, &old);

    if (status == EXIT_GOOD)
        status = seen_read(k, new_note, &new);
    if (status == EXIT_GOOD && old.c.size > new.c.size) {
        (void)printf("次序反了 the other way round: %s 有 %" PRIu64
                     " 片叶，%s 只有 %" PRIu64 "\n",
                     old_note, old.c.size, new_note, new.c.size);
        status = EXIT_USAGE;
    } else if (status == EXIT_GOOD) {
        status = compare(k, &old.c, &new.c, proof);
        if (status == EXIT_GOOD)
            (void)printf("符合 good: %" PRIu64 " 片叶的日志接着长到 %" PRIu64
                         "，之前的没有改动 the log only grew\n",
                         old.c.size, new.c.size);
        else if (status == EXIT_BAD)
            print_contradiction(&old.c, &new.c);
    }
    seen_free(&old);
    seen_free(&new);
    return status;
}

/* The note that contradicts what is remembered is kept beside it. */
static void
keep_evidence(const char *state, const struct seen *new)
{
    size_t room = strlen(state) + sizeof(".against");
    char *path = malloc(room);

    if (path == NULL)
        abort(); /* nothing can be said about anything */
    (void)snprintf(path, room, "%s.against", state);
    if (!file_is_there(path) && file_put(path, new->bytes, new->n))
        (void)printf("已存 kept: %s\n", path);
    free(path);
}

/* What is remembered and what is seen now, the smaller one first. */
static int
compare_remembered(struct checker *k, const char *state, const char *proof,
                   const struct seen *new)
{
    struct seen old;
    int status = seen_read(k, state, &old);
    bool shrank = status == EXIT_GOOD && new->c.size < old.c.size;
    const struct checkpoint *less = shrank ? &new->c : &old.c;
    const struct checkpoint *more = shrank ? &old.c : &new->c;

    if (shrank && proof == NULL) {
        (void)printf("不符 BAD: 日志变短了：记得 %" PRIu64 " 片叶，现在只有 "
                     "%" PRIu64 " 片 the log is shorter than it was\n",
                     old.c.size, new->c.size);
        status = EXIT_BAD;
    } else if (status == EXIT_GOOD) {
        status = compare(k, less, more, proof);
        if (status == EXIT_BAD)
            print_contradiction(less, more);
    }
    if (status == EXIT_BAD)
        keep_evidence(state, new);
    if (status == EXIT_GOOD && !shrank && !file_put(state, new->bytes, new->n))
        status = EXIT_UNREAD;
    if (status == EXIT_GOOD)
        (void)printf("符合 good: %" PRIu64 " → %" PRIu64 " 片叶 leaves%s\n",
                     old.c.size, new->c.size,
                     shrank ? "，是旧的一份，不记 an older one, not remembered"
                            : "，已记住 remembered");
    seen_free(&old);
    return status;
}

int
check_remember(struct checker *k, const char *state, const char *note,
               const char *proof)
{
    struct seen new;
    int status = seen_read(k, note, &new);

    if (status == EXIT_GOOD && file_is_there(state)) {
        status = compare_remembered(k, state, proof, &new);
    } else if (status == EXIT_GOOD) {
        status = file_put(state, new.bytes, new.n) ? EXIT_GOOD : EXIT_UNREAD;
        if (status == EXIT_GOOD)
            (void)printf("符合 good: %" PRIu64
                         " 片叶，第一次记住 leaves, remembered for the first "
                         "time\n",
                         new.c.size);
    }
    seen_free(&new);
    return status;
}
