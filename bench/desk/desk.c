/*
 * desk: how long an operator waits for the desk (POST /api/v1/desk: suggestion,
 * similar cases and entries in one answer) when a data folder is full, and for
 * the handling path.
 *
 *     gongzhi-bench-desk [DATA]      SIZE=1000000 REQUESTS=2000
 *
 * DATA (default ../shared/data) has messages/supported.csv. The folder is
 * filled with SIZE made-up cases: clauses of real messages in a new order, so
 * that words are as common as people use them. Questions are made-up texts that
 * are not among them, and real ones. Each case of an answer is a look, written
 * down as in use. Files lie in a folder of /tmp and are removed.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../load.h"
#include "../served.h"
#include "../text/similar.h"
#include "app/engine.h"
#include "event/gen/appeal_events.h"
#include "event/gen/knowledge_events.h"
#include "sys/clock.h"

enum {
    A_COMMIT = 5000,
    ENTRIES = 1000,  /* to be looked up */
    TITLE_MOST = 60, /* bytes, about */
    STREETS = 8,
    WAIT_MOST = 7200, /* seconds until the index has followed */
    SECONDS_MOST = 300
};

/* Texts from this number on are not in the folder. */
#define FRESH UINT64_C(1000000000)

struct bench {
    struct arena *a;
    const char *scratch, *dir;
    struct messages m;
    struct engine *e;
    long size, requests;
    const char *path; /* that is asked */
    bool real;        /* questions are real messages */
    long behind;
};

static void
make_city(struct bench *b)
{
    struct buf dir = { .a = b->a };
    struct engine_birth birth = { .rulebook_dir = "rulebook/default",
                                  .now = clock_now() };
    struct err err;

    buf_addf(&dir, "%s/city", b->scratch);
    birth.dir = b->dir = buf_cstr(&dir);
    birth.from_day = moment_day(birth.now);
    must(engine_create(&birth, &err), &err);
}

static struct str
place_of(struct arena *a, uint64_t n)
{
    struct buf b = { .a = a };

    buf_addf(&b, "99010100%d", (int)(n % STREETS) + 2);
    return buf_str(&b);
}

static struct str
title_of(struct str text)
{
    size_t n = text.n < TITLE_MOST ? text.n : TITLE_MOST;

    while (n > 0 && n < text.n && ((unsigned char)text.p[n] & 0xC0) == 0x80)
        n--;
    return (struct str){ text.p, n };
}

static void
take_in(struct bench *b, struct arena *a, uint64_t n)
{
    struct str text = messages_shuffled(&b->m, a, n);
    const struct appeal_receive receive = {
        .channel = APPEAL_CHANNEL_WEB,
        .title = title_of(text),
        .body = text,
        .place = place_of(a, n),
    };
    const struct command cmd = {
        &appeal_receive_type, &receive, { .role = STR("citizen") }, clock_now()
    };
    struct outcome o;
    struct err err;

    must(engine_receive(b->e, a, &cmd, &o, &err), &err);
    must_do(o.verdict.reason == ACCEPTED, "an intake");
}

static void
tell(struct bench *b, struct arena *a, struct str stream,
     const struct command *cmd)
{
    struct outcome o;
    struct err err;

    must(engine_do(b->e, a, stream, cmd, &o, &err), &err);
    must_do(o.verdict.reason == ACCEPTED, "an entry");
}

/* An entry that is published, made of the title and the clauses of a message.
 */
static void
publish(struct bench *b, struct arena *a, uint64_t n)
{
    const struct actor writer = { STR("operator"), STR("o-1"),
                                  STR("U_HOTLINE") };
    const struct actor reviewer = { STR("legal_officer"), STR("l-1"),
                                    STR("U_HOTLINE") };
    const struct message *m = &b->m.at[n % b->m.n];
    const struct knowledge_write write = {
        .title = title_of(m->title.n > 0 ? m->title : STR("-")),
        .question = title_of(m->body.n > 0 ? m->body : STR("-")),
        .answer = messages_shuffled(&b->m, a, FRESH * 2 + n),
        .basis = STR("-"),
        .unit = STR("U_HOTLINE"),
    };
    const struct knowledge_submit submit = { 0 };
    const struct knowledge_approve approve = { 0 };
    const int64_t now = clock_now();
    struct buf stream = { .a = a };

    buf_add(&stream, STR("knowledge/"));
    id_put(&stream, id_new());
    tell(b, a, buf_str(&stream),
         &(struct command){ &knowledge_write_type, &write, writer, now });
    tell(b, a, buf_str(&stream),
         &(struct command){ &knowledge_submit_type, &submit, writer, now });
    tell(b, a, buf_str(&stream),
         &(struct command){ &knowledge_approve_type, &approve, reviewer, now });
}

static void
fill(struct bench *b)
{
    const struct engine_options o = { .dir = b->dir,
                                      .mode = STORE_WRITE,
                                      .number_block = A_COMMIT };
    struct arena *a = arena_open();
    struct err err;

    must(engine_open(&o, &b->e, &err), &err);
    must(store_bulk_begin(engine_store(b->e), &err), &err);
    for (uint64_t i = 0; i < ENTRIES; i++) {
        publish(b, a, i);
        arena_reset(a);
    }
    for (long i = 0; i < b->size; i++) {
        take_in(b, a, (uint64_t)i);
        arena_reset(a);
        if (i % A_COMMIT != 0)
            continue;
        must(store_bulk_commit(engine_store(b->e), &err), &err);
        must(store_bulk_begin(engine_store(b->e), &err), &err);
        if (i % 100000 == 0)
            (void)fprintf(stderr, "bench: %ld of %ld cases\n", i, b->size);
    }
    must(store_bulk_commit(engine_store(b->e), &err), &err);
    engine_close(b->e);
    arena_close(a);
}

static void
put_ask(void *context, struct buf *out, long n)
{
    struct bench *b = context;
    struct buf body = { .a = out->a };
    struct str text =
        b->real ? b->m.at[(size_t)n * 7919 % b->m.n].body
                : messages_shuffled(&b->m, out->a, FRESH + (uint64_t)n);

    buf_add(&body, STR("{\"text\":"));
    buf_add_json(&body, text.n > 0 ? text : STR("-"));
    buf_add(&body, STR(",\"place\":"));
    buf_add_json(&body, place_of(out->a, (uint64_t)n));
    buf_add_char(&body, '}');
    load_put_ask(out, b->path, buf_str(&body));
}

static void
read_behind(void *context, struct str answer)
{
    struct bench *b = context;
    const struct str name = STR("\"behind\":");
    size_t at = str_find(answer, name), n = 0;
    int64_t behind = -1;
    struct str rest;

    if (at != SIZE_MAX) {
        rest = (struct str){ answer.p + at + name.n, answer.n - at - name.n };
        while (n < rest.n && rest.p[n] >= '0' && rest.p[n] <= '9')
            n++;
        (void)str_i64((struct str){ rest.p, n }, &behind);
    }
    b->behind = (long)behind;
}

static struct load_result
ask(struct bench *b, const struct served *s, int connections, long requests)
{
    const struct load_plan p = {
        .port = s->port,
        .connections = connections,
        .seconds = SECONDS_MOST,
        .requests = requests,
        .put = put_ask,
        .got = read_behind,
        .context = b,
    };
    struct load_result r;

    must_do(load_run(&p, &r), b->path);
    return r;
}

/* Until the index has followed; what is asked meanwhile may be refused. */
static double
wait_for_index(struct bench *b, const struct served *s)
{
    int64_t began = clock_ticks();

    for (int i = 0; i < WAIT_MOST; i++) {
        struct load_result r = ask(b, s, 1, 1);

        if (r.failed == 0 && r.done > 0 && b->behind == 0)
            return (double)(clock_ticks() - began) / 1e9;
        (void)sleep(1);
    }
    must_do(false, "waiting for the index");
    return 0;
}

static void
measure(struct bench *b, const struct served *s, const char *what)
{
    for (int connections = 1; connections <= 2; connections++) {
        double cpu = served_cpu(s);
        struct load_result r = ask(b, s, connections, b->requests);

        must_do(r.failed == 0 && r.done > 0, b->path);
        (void)printf("  %s, %d connection%s: p50 %.1f ms, p99 %.1f ms; server "
                     "%.1f ms of processor each (%ld requests)\n",
                     what, connections, connections == 1 ? "" : "s", r.p50_ms,
                     r.p99_ms, (served_cpu(s) - cpu) * 1e3 / (double)r.done,
                     r.done);
        (void)fflush(stdout);
    }
}

static void
run(struct bench *b)
{
    struct served s;

    fill(b);
    must_do(served_start("gongzhi", b->dir, &s), "gongzhi serve");
    b->path = "/api/v1/desk";
    (void)printf("%ld cases, %d entries; the index had followed after %.0f s\n",
                 b->size, ENTRIES, wait_for_index(b, &s));
    measure(b, &s, "desk, texts that are new");
    b->real = true;
    measure(b, &s, "desk, real messages");
    b->path = "/api/v1/path";
    measure(b, &s, "handling path, real messages");
    (void)printf("  resident %.0f MiB\n", served_mib(&s));
    must_do(served_stop(&s), "the end of gongzhi serve");
}

/* Files of a folder, then the folder; folders in it have their own turn. */
static void
clear(struct arena *a, const char *dir)
{
    DIR *d = opendir(dir);
    const struct dirent *entry;

    while (d != NULL && (entry = readdir(d)) != NULL) {
        struct buf path = { .a = a };

        buf_addf(&path, "%s/%s", dir, entry->d_name);
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0)
            (void)remove(buf_cstr(&path));
    }
    if (d != NULL)
        (void)closedir(d);
    (void)rmdir(dir);
}

int
main(int argc, char *argv[])
{
    static char made[] = "/tmp/gongzhi-bench-desk.XXXXXX";
    static struct bench b;
    const char *file;
    struct buf index;

    b.a = arena_open();
    b.size = env_number("SIZE", 1000000);
    b.requests = env_number("REQUESTS", 2000);
    file = data_file(b.a, argc > 1 ? argv[1] : "../shared/data",
                     "messages/supported.csv");
    if (file == NULL || b.size < 1 || b.requests < 1)
        return 2;
    b.m.a = b.a;
    messages_read(&b.m, file);
    b.scratch = mkdtemp(made);
    must_do(b.scratch != NULL, "making a folder");
    make_city(&b);
    run(&b);
    index = (struct buf){ .a = b.a };
    buf_addf(&index, "%s/similar", b.dir);
    clear(b.a, buf_cstr(&index));
    clear(b.a, b.dir);
    clear(b.a, b.scratch);
    arena_close(b.a);
    return 0;
}
