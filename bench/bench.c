/*
 * bench: durable intake beside the bare database, in one run.
 *
 *     SIZE=1000000 SECONDS=4 ROUNDS=3 build/gongzhi-bench [SCRATCH_DIR]
 *     SECONDS=600 build/gongzhi-bench soak [SCRATCH_DIR]
 *     build/gongzhi-bench cost [SCRATCH_DIR]              (cost.c alone)
 *
 * A folder is filled to 10^4 cases and then to SIZE. At both sizes the rounds
 * take turns: the bare database commits rows of as many bytes as a case takes,
 * the engine takes in messages from 64 threads, and the program itself serves
 * 64 and 256 connections of another process. The medians are printed. Times of
 * a shared machine vary; read the ratios.
 */
#include "bench.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "bare.h"
#include "event/gen/appeal_events.h"
#include "load.h"
#include "message.h"
#include "served.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { THREADS = 64, MANY = 256, FILL_A_COMMIT = 1000 };

static void
take_in(struct bench *b, struct arena *a, long n)
{
    const struct message m = message_of(a, n);
    const struct appeal_receive c = {
        .channel = APPEAL_CHANNEL_WEB,
        .title = m.title,
        .body = m.body,
        .contact = m.contact,
        .place = m.place,
    };
    const struct command cmd = {
        .type = &appeal_receive_type,
        .data = &c,
        .actor = { .role = STR("citizen") },
        .now = clock_now(),
    };
    struct outcome o;
    struct err err;

    must(engine_receive(b->e, a, &cmd, &o, &err), &err);
    must_do(o.verdict.reason == ACCEPTED, "a message");
}

static void *
worker(void *context)
{
    struct bench *b = context;
    struct arena *a = arena_open();

    while (!atomic_load(&b->stop)) {
        take_in(b, a, atomic_fetch_add(&b->done, 1));
        arena_reset(a);
    }
    arena_close(a);
    return NULL;
}

static double
engine_rate(struct bench *b)
{
    pthread_t t[THREADS];
    long before = atomic_load(&b->done);
    int64_t began = clock_ticks();

    atomic_store(&b->stop, false);
    for (int i = 0; i < THREADS; i++)
        (void)pthread_create(&t[i], NULL, worker, b);
    (void)usleep((useconds_t)(b->seconds * 1e6));
    atomic_store(&b->stop, true);
    for (int i = 0; i < THREADS; i++)
        (void)pthread_join(t[i], NULL);
    return (double)(atomic_load(&b->done) - before) /
           ((double)(clock_ticks() - began) / 1e9);
}

void
bench_open(struct bench *b)
{
    const struct engine_options o = {
        .dir = b->dir,
        .mode = STORE_WRITE,
        .number_block = FILL_A_COMMIT,
    };
    struct err err;

    must(engine_open(&o, &b->e, &err), &err);
}

void
bench_close(struct bench *b)
{
    engine_close(b->e);
    b->e = NULL;
}

double
bench_fill(struct bench *b, long upto)
{
    struct arena *a = arena_open();
    long before = atomic_load(&b->done);
    int64_t began = clock_ticks();
    struct err err;

    bench_open(b);
    must(store_bulk_begin(engine_store(b->e), &err), &err);
    while (atomic_load(&b->done) < upto) {
        take_in(b, a, atomic_fetch_add(&b->done, 1));
        arena_reset(a);
        if (atomic_load(&b->done) % FILL_A_COMMIT != 0)
            continue;
        must(store_bulk_commit(engine_store(b->e), &err), &err);
        must(store_bulk_begin(engine_store(b->e), &err), &err);
        if (atomic_load(&b->done) % 50000 == 0)
            (void)fprintf(stderr, "bench: %ld of %ld cases\n",
                          atomic_load(&b->done), upto);
    }
    must(store_bulk_commit(engine_store(b->e), &err), &err);
    bench_close(b);
    arena_close(a);
    return (double)(upto - before) / ((double)(clock_ticks() - began) / 1e9);
}

static double
folder_bytes(const char *dir)
{
    struct arena *a = arena_open();
    struct buf path = { .a = a };
    struct stat st;
    double n = 0;

    buf_addf(&path, "%s/log.db", dir);
    if (stat(buf_cstr(&path), &st) == 0)
        n = (double)st.st_size;
    arena_close(a);
    return n;
}

void
bench_put_intake(void *context, struct buf *out, long n)
{
    struct bench *b = context;
    struct buf body = { .a = out->a };

    (void)n;
    message_put(&body, atomic_fetch_add(&b->done, 1));
    load_put_post(out, "/api/v1/appeals", buf_str(&body));
}

/* Copy the text that stands after name in an answer, up to a quote. */
static bool
copy_value(struct str answer, struct str name, char ret_value[CODE_BYTES])
{
    size_t at = str_find(answer, name);
    struct str value;

    if (at == SIZE_MAX)
        return false;
    value = (struct str){ answer.p + at + name.n, answer.n - at - name.n };
    value.n = str_find(value, STR("\""));
    if (value.n >= CODE_BYTES)
        return false;
    (void)snprintf(ret_value, CODE_BYTES, "%.*s", STR_ARG(value));
    return true;
}

/* Some new cases are kept for reading their pages. */
void
bench_keep_case(void *context, struct str answer)
{
    struct bench *b = context;
    struct bench_case *c = &b->cases[b->cases_n % CODES];

    b->cases_n += copy_value(answer, STR("\"query_code\":\""), c->code) &&
                  copy_value(answer, STR("{\"id\":\""), c->id);
}

struct load_result
bench_intake(struct bench *b, const struct served *s, int connections,
             double rate)
{
    const struct load_plan p = {
        .port = s->port,
        .connections = connections,
        .seconds = b->seconds,
        .rate = rate,
        .put = bench_put_intake,
        .got = bench_keep_case,
        .context = b,
    };
    struct load_result r;

    must_do(load_run(&p, &r) && r.failed == 0, "an intake over HTTP");
    return r;
}

static double
bare_rate(struct bench *b, int threads)
{
    static const char *const beside[] = { "", "-wal", "-shm" };
    struct arena *a = arena_open();
    double rate = -1;

    for (int k = 0; k < 4; k++) { /* none is left from before, nor after */
        struct buf path = { .a = a };

        if (k == 3) {
            buf_addf(&path, "%s/bare.db", b->scratch);
            rate = bare_commit_rate(buf_cstr(&path), (size_t)b->bytes, threads,
                                    b->seconds);
            continue;
        }
        buf_addf(&path, "%s/bare.db%s", b->scratch, beside[k]);
        (void)unlink(buf_cstr(&path));
    }
    arena_close(a);
    must_do(rate > 0, "the bare database");
    return rate;
}

/* What a round measures. */
enum figure {
    BARE,
    BARE_MANY,
    ENGINE,
    HTTP,
    HTTP_MANY,
    SERVER_US, /* processor time an intake over HTTP, at MANY */
    LOAD_US,
    START_S,
    FIRST_S, /* the first intake after a start */
    MIB,
    FIGURES
};

struct figures {
    double at[FIGURES][ROUNDS_MOST];
};

/* Seconds; the index of callers is read meanwhile. */
static double
first_intake(struct bench *b, const struct served *s)
{
    const struct load_plan p = {
        .port = s->port,
        .connections = 1,
        .seconds = 60,
        .requests = 1,
        .put = bench_put_intake,
        .context = b,
    };
    struct load_result r;

    must_do(load_run(&p, &r) && r.done == 1, "the first intake over HTTP");
    return r.p50_ms / 1e3;
}

static void
round_of_http(struct bench *b, struct figures *f, int k)
{
    struct load_result r;
    struct served s;
    double cpu;

    must_do(served_start("gongzhi", b->dir, &s), "gongzhi serve");
    f->at[START_S][k] = s.start_s;
    f->at[FIRST_S][k] = first_intake(b, &s);
    r = bench_intake(b, &s, THREADS, 0);
    f->at[HTTP][k] = (double)r.done / r.seconds;
    cpu = served_cpu(&s);
    r = bench_intake(b, &s, MANY, 0);
    f->at[HTTP_MANY][k] = (double)r.done / r.seconds;
    f->at[SERVER_US][k] = (served_cpu(&s) - cpu) * 1e6 / (double)r.done;
    f->at[LOAD_US][k] = r.cpu_s * 1e6 / (double)r.done;
    f->at[MIB][k] = served_mib(&s);
    if (k + 1 == b->rounds)
        pages_measure(b, &s);
    must_do(served_stop(&s), "the end of gongzhi serve");
}

static void
one_round(struct bench *b, struct figures *f, int k)
{
    double before = folder_bytes(b->dir);
    long was = atomic_load(&b->done);

    bench_open(b);
    f->at[ENGINE][k] = engine_rate(b);
    bench_close(b);
    b->bytes =
        (folder_bytes(b->dir) - before) / (double)(atomic_load(&b->done) - was);
    f->at[BARE][k] = bare_rate(b, THREADS);
    round_of_http(b, f, k);
    f->at[BARE_MANY][k] = bare_rate(b, MANY);
    (void)fprintf(stderr, "bench: round %d of %d\n", k + 1, b->rounds);
}

static int
by_size(const void *a, const void *b)
{
    const double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

double
bench_median(double *at, int n)
{
    qsort(at, (size_t)n, sizeof(double), by_size);
    return at[n / 2];
}

static double
median(const struct bench *b, struct figures *f, enum figure which)
{
    return bench_median(f->at[which], b->rounds);
}

/* Of the ratios of each round, whose parts were measured side by side. */
static double
ratio(const struct bench *b, const struct figures *f, enum figure one,
      enum figure other)
{
    double r[ROUNDS_MOST];

    for (int k = 0; k < b->rounds; k++)
        r[k] = f->at[one][k] / f->at[other][k];
    return bench_median(r, b->rounds);
}

static double
measure_at(struct bench *b, long cases)
{
    struct figures f;
    double filled = 0, rate;

    if (cases > atomic_load(&b->done))
        filled = bench_fill(b, cases);
    (void)printf("%ld cases; filled at %.0f a second, without HTTP\n", cases,
                 filled);
    for (int k = 0; k < b->rounds; k++)
        one_round(b, &f, k);
    (void)printf("  ratios: engine, %d threads %.2f; HTTP, %d connections "
                 "%.2f; HTTP, %d connections %.2f\n",
                 THREADS, ratio(b, &f, ENGINE, BARE), THREADS,
                 ratio(b, &f, HTTP, BARE), MANY,
                 ratio(b, &f, HTTP_MANY, BARE_MANY));
    rate = median(b, &f, HTTP_MANY);
    (void)printf("  a second: bare %.0f and %.0f; engine %.0f; HTTP %.0f and "
                 "%.0f\n",
                 median(b, &f, BARE), median(b, &f, BARE_MANY),
                 median(b, &f, ENGINE), median(b, &f, HTTP), rate);
    (void)printf("  processor time an intake: server %.0f us, load %.0f us\n",
                 median(b, &f, SERVER_US), median(b, &f, LOAD_US));
    (void)printf("  %.0f bytes a case; start %.2f s, the first intake after it "
                 "%.2f s; resident %.0f MiB\n",
                 b->bytes, median(b, &f, START_S), median(b, &f, FIRST_S),
                 median(b, &f, MIB));
    (void)fflush(stdout);
    return rate;
}

static void
run(struct bench *b, long size)
{
    double small, large;

    (void)printf("%d rounds of %.0f s each; SQLite WAL, synchronous=FULL\n",
                 b->rounds, b->seconds);
    cost_measure(b);
    small = measure_at(b, 10000);
    large = measure_at(b, size);
    (void)printf("intake over HTTP at %ld cases is %.2f of its rate at 10000\n",
                 size, large / small);
}

void
bench_clear(struct arena *a, const char *dir)
{
    struct name_list names = { 0 };
    struct err err;

    if (!file_list(a, dir, &names, &err))
        return;
    for (size_t i = 0; i < names.n; i++) {
        struct buf path = { .a = a };

        buf_addf(&path, "%s/%s", dir, names.at[i]);
        (void)unlink(buf_cstr(&path)); /* a folder stays for its own turn */
    }
    (void)rmdir(dir);
}

static void
make_city(struct bench *b, struct arena *a)
{
    struct buf dir = { .a = a };
    struct engine_birth birth = { .rulebook_dir = "rulebook/default",
                                  .now = clock_now() };
    struct err err;

    buf_addf(&dir, "%s/city", b->scratch);
    birth.dir = b->dir = buf_cstr(&dir);
    birth.from_day = moment_day(birth.now);
    must(engine_create(&birth, &err), &err);
}

int
main(int argc, char *argv[])
{
    static char made[] = "/tmp/gongzhi-bench.XXXXXX";
    static struct bench b;
    bool soak = argc > 1 && strcmp(argv[1], "soak") == 0;
    bool cost = argc > 1 && strcmp(argv[1], "cost") == 0;
    const char *given =
        argc > 1 + (soak || cost) ? argv[1 + (soak || cost)] : NULL;
    struct arena *a = arena_open();
    long size = env_number("SIZE", 1000000);
    int status = 0;

    b.rounds = (int)env_number("ROUNDS", 3);
    b.seconds = (double)env_number("SECONDS", soak ? 600 : 4);
    if (size < 20000 || b.rounds < 1 || b.rounds > ROUNDS_MOST ||
        b.seconds < 1) {
        (void)fputs("bench: SIZE from 20000, ROUNDS 1 to 15, SECONDS from 1\n",
                    stderr);
        return 2;
    }
    b.scratch = given != NULL ? given : mkdtemp(made);
    must_do(b.scratch != NULL, "making a folder");
    make_city(&b, a);
    if (soak)
        status = soak_run(&b);
    else if (cost)
        cost_measure(&b);
    else
        run(&b, size);
    if (given == NULL) {
        bench_clear(a, b.dir);
        bench_clear(a, b.scratch);
    }
    arena_close(a);
    return status;
}
