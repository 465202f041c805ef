/* served: the program itself, serving a data folder in a process of its own. */
#ifndef BENCH_SERVED_H
#define BENCH_SERVED_H

#include <stdbool.h>
#include <sys/types.h>

struct served {
    pid_t pid;
    int port;
    double start_s; /* from fork to ready */
};

/* Makes a data folder with the demo city's rulebook. program: the name of one
 * that lies beside this one, here and below. */
bool served_init(const char *program, const char *dir);

/* False when it does not get ready. */
bool served_start(const char *program, const char *dir,
                  struct served *ret_served);

/* Ends it and waits; false when it did not end well. */
bool served_stop(struct served *s);

double served_cpu(const struct served *s); /* seconds so far */
double served_mib(const struct served *s); /* resident */

#endif
