/*
 * gongzhi-verify: check what a city's log proves, without the city's program.
 *
 * It stands alone: no file of it is shared with the server, so that a fault of
 * the one is not a fault of the other. Needs libcrypto and jansson:
 *
 *     cc -std=c17 -D_GNU_SOURCE -o gongzhi-verify $(ls *.c | grep -v _test) \
 *         -lcrypto -ljansson
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check.h"
#include "file.h"

static int
usage(void)
{
    (void)fputs(
        "用法 usage: gongzhi-verify [-v] -k KEY | -K FILE COMMAND\n"
        "    checkpoint NOTE             签名 the signature\n"
        "    size NOTE                   片叶数 its size\n"
        "    receipt RECEIPT             回执 a receipt\n"
        "    consistency OLD NEW PROOF   两个检查点 two checkpoints\n"
        "    remember STATE NOTE [PROOF] 对照并记住 compare and remember\n"
        "    log LEAVES NOTE...          整份日志 a whole log\n",
        stderr);
    return EXIT_USAGE;
}

static int
run(struct checker *k, int n, char *const *words)
{
    const char *name = n > 0 ? words[0] : "";

    if (strcmp(name, "checkpoint") == 0 && n == 2)
        return check_checkpoint(k, words[1]);
    if (strcmp(name, "size") == 0 && n == 2)
        return check_size(k, words[1]);
    if (strcmp(name, "receipt") == 0 && n == 2)
        return check_receipt(k, words[1]);
    if (strcmp(name, "consistency") == 0 && n == 4)
        return check_consistency(k, words[1], words[2], words[3]);
    if (strcmp(name, "remember") == 0 && (n == 3 || n == 4))
        return check_remember(k, words[1], words[2], n == 4 ? words[3] : NULL);
    if (strcmp(name, "log") == 0 && n >= 3)
        return check_log(k, words[1], words + 2, n - 2);
    return usage();
}

static int
with_key(struct checker *k, const char *text, size_t n)
{
    if (key_read(k->h, text, n, &k->key))
        return EXIT_GOOD;
    if (key_is_foreign(text, n)) {
        (void)fputs("gongzhi-verify: 不认识此日志用的算法 this log is of "
                    "algorithms that are not known here\n",
                    stderr);
        return EXIT_FOREIGN;
    }
    (void)fputs("gongzhi-verify: 公钥不对 this is no verifier key "
                "(NAME+ID+BASE64)\n",
                stderr);
    return EXIT_UNREAD;
}

static int
with_key_file(struct checker *k, const char *path)
{
    char *bytes;
    size_t n;
    int status;

    if (!file_bytes(path, KEY_BYTES, &bytes, &n))
        return EXIT_UNREAD;
    status = with_key(k, bytes, n);
    free(bytes);
    return status;
}

int
main(int argc, char **argv)
{
    struct checker k = { .verbose = false };
    const char *key = NULL, *key_file = NULL;
    int option, status;

    while ((option = getopt(argc, argv, "+vk:K:")) != -1)
        switch (option) {
        case 'v':
            k.verbose = true;
            break;
        case 'k':
            key = optarg;
            break;
        case 'K':
            key_file = optarg;
            break;
        default:
            return usage();
        }
    if ((key == NULL) == (key_file == NULL) || optind == argc)
        return usage();
    k.h = hasher_new(HASH_SHA256); /* the key may say another */
    status = key != NULL ? with_key(&k, key, strlen(key))
                         : with_key_file(&k, key_file);
    if (status == EXIT_GOOD)
        status = run(&k, argc - optind, argv + optind);
    hasher_free(k.h);
    if (fflush(stdout) != 0)
        return EXIT_UNREAD;
    return status;
}
