/*
 * bench: the engine beside the bare database, in one run.
 *
 *     SIZE=1000000 build/gongzhi-bench [SCRATCH_DIR]
 *
 * A folder is filled to 10^4 cases and then to SIZE; at both, 64 threads take
 * in messages for some seconds (classified, dispatched, deadlines, sealed,
 * durable), and right after it the bare database commits rows of as many
 * bytes as a case took. Times of a shared machine vary; read the ratios.
 */
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/engine.h"
#include "bare.h"
#include "event/gen/appeal_events.h"
#include "sys/clock.h"
#include "sys/file.h"

enum { THREADS = 64, FILL_A_COMMIT = 1000 };

static const double SECONDS = 8;

struct bench {
    const char *dir;
    struct engine *e;
    atomic_bool stop;
    atomic_long done;
    atomic_long refused;
    int64_t began; /* moment of the first message */
};

/* One of many messages: what, where, which house. */
static void
message(struct arena *a, long n, struct appeal_receive *c)
{
    static const char *const what[] = {
        "路灯不亮，晚上看不清路", "小区电梯停运三天没有人修",
        "工地夜间施工噪音太大",   "自来水发黄有异味",
        "物业乱收停车费",         "垃圾堆积无人清运",
        "公交车等了一个小时不来", "学校门口交通拥堵",
    };
    static const char *const street[] = {
        "990101002", "990101003", "990101004", "990101005",
        "990101006", "990101007", "990101008", "990101009",
    };
    struct buf title = { .a = a }, body = { .a = a }, contact = { .a = a };

    buf_addf(&title, "%s", what[n % 8]);
    buf_addf(&body,
             "您好，我住在%ld号楼%ld单元，%s，已经反映过两次，一直没有解决，"
             "影响老人和孩子出行，请有关部门尽快到现场核实处理并答复。",
             n % 97, n % 7, what[n % 8]);
    buf_addf(&contact, "1990%07ld", n % 9999991);
    *c = (struct appeal_receive){
        .channel = APPEAL_CHANNEL_HOTLINE,
        .title = buf_str(&title),
        .body = buf_str(&body),
        .contact = buf_str(&contact),
        .place = str_of(street[n / 8 % 8]),
    };
}

static bool
take_in(struct bench *b, struct arena *a, long n)
{
    struct appeal_receive c;
    struct command cmd = {
        .type = &appeal_receive_type,
        .data = &c,
        .actor = { .role = STR("operator"), .unit = STR("U_HOTLINE") },
        .now = b->began + n * 10,
    };
    struct outcome o;
    struct err err;

    message(a, n, &c);
    if (!engine_receive(b->e, a, &cmd, &o, &err)) {
        (void)fprintf(stderr, "bench: %s\n", err.text);
        exit(3);
    }
    return o.verdict.reason == ACCEPTED;
}

static void *
worker(void *context)
{
    struct bench *b = context;
    struct arena *a = arena_open();

    while (!atomic_load(&b->stop)) {
        if (!take_in(b, a, atomic_fetch_add(&b->done, 1)))
            atomic_fetch_add(&b->refused, 1);
        arena_reset(a);
    }
    arena_close(a);
    return NULL;
}

static double
intake_rate(struct bench *b)
{
    pthread_t t[THREADS];
    long before = atomic_load(&b->done);
    int64_t began = clock_ticks();
    double s;

    atomic_store(&b->stop, false);
    for (int i = 0; i < THREADS; i++)
        (void)pthread_create(&t[i], NULL, worker, b);
    (void)usleep((useconds_t)(SECONDS * 1e6));
    atomic_store(&b->stop, true);
    for (int i = 0; i < THREADS; i++)
        (void)pthread_join(t[i], NULL);
    s = (double)(clock_ticks() - began) / 1e9;
    return (double)(atomic_load(&b->done) - before) / s;
}

static void
must(bool ok, const struct err *err)
{
    if (ok)
        return;
    (void)fprintf(stderr, "bench: %s\n", err->text);
    exit(3);
}

static double
fill(struct bench *b, long upto)
{
    struct arena *a = arena_open();
    long before = atomic_load(&b->done);
    int64_t began = clock_ticks();
    struct err err;

    must(store_bulk_begin(engine_store(b->e), &err), &err);
    while (atomic_load(&b->done) < upto) {
        (void)take_in(b, a, atomic_fetch_add(&b->done, 1));
        arena_reset(a);
        if (atomic_load(&b->done) % FILL_A_COMMIT != 0)
            continue;
        must(store_bulk_commit(engine_store(b->e), &err), &err);
        must(store_bulk_begin(engine_store(b->e), &err), &err);
    }
    must(store_bulk_commit(engine_store(b->e), &err), &err);
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

static long
resident_kib(void)
{
    FILE *f = fopen("/proc/self/statm", "r");
    char line[128] = "", *second;
    long resident = 0;

    if (f == NULL)
        return 0;
    if (fgets(line, sizeof(line), f) != NULL &&
        (second = strchr(line, ' ')) != NULL)
        resident = strtol(second, NULL, 10);
    (void)fclose(f);
    return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

static void
reopen(struct bench *b)
{
    const struct engine_options o = {
        .dir = b->dir,
        .mode = STORE_WRITE,
        .number_block = 1000,
    };
    struct err err;

    engine_close(b->e);
    must(engine_open(&o, &b->e, &err), &err);
}

static double
measure_at(struct bench *b, const char *scratch, long cases)
{
    struct arena *a = arena_open();
    struct buf path = { .a = a };
    double filled = 0, before, bytes, intake, bare, opened;
    int64_t began;
    long at;

    if (cases > atomic_load(&b->done))
        filled = fill(b, cases);
    reopen(b);
    at = atomic_load(&b->done);
    before = folder_bytes(b->dir);
    intake = intake_rate(b);
    began = clock_ticks();
    reopen(b);
    opened = (double)(clock_ticks() - began) / 1e9;
    bytes =
        (folder_bytes(b->dir) - before) / (double)(atomic_load(&b->done) - at);
    buf_addf(&path, "%s/bare-%ld.db", scratch, cases);
    bare = bare_commit_rate(buf_cstr(&path), (size_t)bytes, THREADS, SECONDS);
    (void)printf("%9ld  %10.0f  %10.0f  %5.2f  %10.0f  %9.0f  %8.3f  %8.0f\n",
                 cases, bare, intake, intake / bare, filled, bytes, opened,
                 (double)resident_kib() / 1024);
    (void)fflush(stdout);
    arena_close(a);
    return intake;
}

static void
run(struct bench *b, const char *scratch, long size)
{
    double small, large;

    (void)printf("%d threads, %.0f s each; SQLite WAL, synchronous=FULL\n",
                 THREADS, SECONDS);
    (void)puts("    cases  bare row/s    intake/s  ratio    import/s  "
               "bytes/case  start s  resident MiB");
    small = measure_at(b, scratch, 10000);
    large = measure_at(b, scratch, size);
    (void)printf("intake at %ld cases is %.2f of the rate at 10000; "
                 "refused: %ld\n",
                 size, large / small, atomic_load(&b->refused));
}

/* Remove the files of a folder and the folder. */
static void
clear_dir(struct arena *a, const char *dir)
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
clear(struct arena *a, const char *scratch, const char *city)
{
    clear_dir(a, city);
    clear_dir(a, scratch);
}

int
main(int argc, char *argv[])
{
    const char *size = getenv("SIZE");
    char scratch[] = "/tmp/gongzhi-bench.XXXXXX";
    const char *where = argc > 1 ? argv[1] : mkdtemp(scratch);
    struct arena *a = arena_open();
    struct buf dir = { .a = a };
    struct bench b = { .began = clock_now() - 20 * DAY_MS };
    struct engine_birth birth = {
        .rulebook_dir = "rulebook/default",
        .from_day = moment_day(b.began),
        .now = b.began,
    };
    struct err err;
    long n = size != NULL && size[0] != '\0' ? strtol(size, NULL, 10) : 1000000;

    if (where == NULL || n < 20000) {
        (void)fputs("bench: SIZE must be at least 20000\n", stderr);
        return 2;
    }
    buf_addf(&dir, "%s/city", where);
    birth.dir = b.dir = buf_cstr(&dir);
    must(engine_create(&birth, &err), &err);
    reopen(&b);
    run(&b, where, n);
    engine_close(b.e);
    if (argc <= 1)
        clear(a, where, b.dir);
    arena_close(a);
    return 0;
}
