/*
 * cli: the commands of the program. Each gets what stands behind its name and
 * returns the exit status: 0 done, 1 refused or not valid, 2 wrong usage,
 * 3 the world failed.
 */
#ifndef CLI_CLI_H
#define CLI_CLI_H

#include "app/engine.h"

enum { EXIT_DONE, EXIT_REFUSED, EXIT_USAGE, EXIT_FAILED };

struct cli {
    const char *dir;  /* of -d, or NULL */
    const char *name; /* of the command */
    int argc;         /* words behind the name */
    char **argv;
    struct arena *a; /* lives as long as the command */
};

/* An option "--name VALUE" (taken out of argv), or NULL. */
const char *cli_option(struct cli *c, const char *name);

/* Is it there? Leaves it there. */
bool cli_has(const struct cli *c, const char *name);

/* A flag "--name" (taken out of argv). */
bool cli_flag(struct cli *c, const char *name);

/* A number of an option "--name N"; says what is wrong and returns false. */
struct cli_range {
    const char *name;
    unsigned least, most, fallback;
};
bool cli_number(struct cli *c, const struct cli_range *range,
                unsigned *ret_number);

/* The folder of the default rulebook: of this folder, else the installed one.
 */
const char *cli_default_rulebook(void);

/* Read the rulebook of the option --rulebook, else the default one. Says what
 * is wrong. Owns: in c->a. */
bool cli_rulebook(struct cli *c, struct rulebook *ret_book);

/* What is left must be least to most words and no option; else say what is
 * wrong and return false. The usage is said for whatever returns EXIT_USAGE. */
bool cli_words(struct cli *c, int least, int most);

/* The last name of a path, without slashes behind it. Owns: borrows path. */
struct str cli_path_name(const char *path);
/* Write out what was printed. Fails: ERR_IO, also when that failed before. */
bool cli_flush(struct err *err);

/* Open the folder of -d. Says what is wrong and returns false. */
bool cli_open(struct cli *c, enum store_mode mode, int64_t number_block,
              struct engine **ret_engine);

/* Print a failure to standard error and return EXIT_FAILED. */
int cli_fail(const struct cli *c, const struct err *err);

/* Print a refusal with rule, field and the rulebook's words for it. */
int cli_refused(struct engine *e, const struct verdict *v);

/* Name of a phrase in zh-Hans, or the key itself. */
struct str cli_phrase(struct engine *e, const char *prefix, struct str key);

int cmd_init(struct cli *c);
int cmd_check(struct cli *c);
int cmd_due(struct cli *c);
int cmd_code(struct cli *c);
int cmd_place(struct cli *c);
int cmd_mask(struct cli *c);
int cmd_feeling(struct cli *c);
int cmd_address(struct cli *c);
int cmd_reply(struct cli *c);
int cmd_train(struct cli *c);
int cmd_classify(struct cli *c);
int cmd_similar(struct cli *c);
int cmd_topics(struct cli *c);
int cmd_do(struct cli *c);
int cmd_show(struct cli *c);
int cmd_list(struct cli *c);
int cmd_stats(struct cli *c);
int cmd_export(struct cli *c);
int cmd_trace(struct cli *c);
int cmd_import(struct cli *c);
int cmd_tick(struct cli *c);
int cmd_enact(struct cli *c);
int cmd_erase(struct cli *c);
int cmd_retention(struct cli *c);
int cmd_backup(struct cli *c);
int cmd_restore(struct cli *c);
int cmd_verify(struct cli *c);
int cmd_rebuild(struct cli *c);
int cmd_checkpoint(struct cli *c);
int cmd_demo(struct cli *c);
int cmd_serve(struct cli *c);
int cmd_outbox(struct cli *c);
int cmd_account(struct cli *c);
int cmd_model(struct cli *c);

#endif
