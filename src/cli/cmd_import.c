/*
 * import: history goes through the whole pipeline, row by row in order of
 * time, each at its own time; timers fire between; nobody is told. A run that
 * broke off goes on where it stopped, and a second run adds nothing, because
 * every row claims its source and outside id.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "app/place/place.h"
#include "cli/cli.h"
#include "cli/import/import_rows.h"
#include "event/fill.h"
#include "feature/appeal/appeal.h"
#include "sys/clock.h"
#include "sys/file.h"
#include "text/csv.h"

enum { DEEDS_A_COMMIT = 500 };

struct counts {
    uint64_t received, placed, diverted, queued, replies, closed, known, fired;
};

struct import {
    struct cli *c;
    struct engine *e;
    struct arena *a; /* of one deed */
    struct import_rows rows;
    struct str source;
    struct counts n;
    int64_t began;
};

static const struct actor importer = {
    .role = { "importer", 8 },
    .id = { NULL, 0 },
    .unit = { NULL, 0 },
};

/* The case of a row that was taken before. */
static bool
find_row(struct import *im, const struct import_row *r, struct id *ret_id,
         bool *ret_found, struct err *err)
{
    const struct value v[2] = { value_text(im->source),
                                value_text(r->outside_id) };
    struct cursor *c;

    if (!store_query(engine_store(im->e), QUERY_APPEAL_BY_SOURCE, v, 2, &c,
                     err))
        return false;
    err->kind = ERR_NONE;
    *ret_found = cursor_next(c, err);
    if (*ret_found)
        *ret_id = cursor_id(c);
    cursor_close(c);
    return err->kind == ERR_NONE;
}

/* A name that the rulebook does not know becomes an external one. */
static struct str
external(struct arena *a, struct str name)
{
    struct buf b = { .a = a };

    buf_add_char(&b, '~');
    for (size_t i = 0; i < name.n; i++)
        if (name.p[i] != '\x1f')
            buf_add_char(&b, name.p[i]);
    return buf_str(&b);
}

static struct str
place_code(struct import *im, const struct import_row *r)
{
    struct rules rules = engine_rules(im->e, r->at);
    struct str rest = r->place, part, found = STR("");
    const struct division *v;

    if (r->place_code.n > 0 &&
        (rules_place(rules, r->place_code) != NULL ||
         division_coded(place_divisions(), r->place_code) != NULL))
        return r->place_code;
    if (r->place.n == 0)
        return found;
    if (place_is_outside(im->a, rules, r->place, &v))
        return external(im->a, r->place); /* the engine finds its code */
    while (str_cut(&rest, '\x1f', &part)) {
        const struct place *p = rules_place_named(rules, part);

        if (p != NULL)
            found = p->code;
    }
    return found.n > 0 ? found : external(im->a, r->place);
}

static struct str
unit_code(struct import *im, const struct import_row *r)
{
    const struct unit *u;

    if (r->unit.n == 0)
        return STR("");
    u = rules_unit_named(engine_rules(im->e, r->at), r->unit);
    return u != NULL ? u->code : external(im->a, r->unit);
}

static void
count_outcome(struct import *im, const struct outcome *o)
{
    for (size_t i = 0; i < o->events_n; i++) {
        im->n.placed += o->events[i].type == &appeal_placed_v1_type;
        im->n.diverted += o->events[i].type == &appeal_diverted_v1_type;
        im->n.queued += o->events[i].type == &appeal_queued_v1_type;
    }
}

static void
reject_verdict(struct import *im, const struct import_row *r,
               const struct verdict *v)
{
    struct buf why = { .a = im->rows.a };

    buf_addf(&why, "%s: %s", v->field == NULL ? "row" : v->field, v->rule);
    import_reject(&im->rows, r, buf_str(&why));
}

static bool
receive(struct import *im, const struct import_row *r, struct err *err)
{
    struct appeal_receive c = {
        .title = r->title,
        .body = r->detail,
        .contact = r->caller,
        .place = place_code(im, r),
        .point = r->point,
        .lead = unit_code(im, r),
        .source = im->source,
        .outside_id = r->outside_id,
    };
    const struct command cmd = { &appeal_receive_type, &c, importer, r->at };
    struct verdict v =
        payload_set(&appeal_receive_type, &c, STR("channel"),
                    r->channel.n > 0 ? r->channel : STR("import"));
    struct outcome o;

    if (v.reason == ACCEPTED)
        v = payload_set(&appeal_receive_type, &c, STR("kind"), r->kind);
    if (v.reason != ACCEPTED) {
        reject_verdict(im, r, &v);
        return true;
    }
    if (!engine_receive(im->e, im->a, &cmd, &o, err))
        return false;
    if (o.verdict.reason != ACCEPTED) {
        reject_verdict(im, r, &o.verdict);
        return true;
    }
    im->n.received++;
    count_outcome(im, &o);
    return true;
}

/* What the old system did afterwards; a case that has ended is left alone. */
static bool
go_on(struct import *im, const struct deed *d, struct id id, struct err *err)
{
    struct appeal_reply reply = { .outcome = APPEAL_OUTCOME_UNSTATED,
                                  .text = d->row->reply };
    struct appeal_close_history close = { .outcome = APPEAL_HISTORY_NONE };
    struct command cmd = { &appeal_reply_type, &reply, importer, d->at };
    struct outcome o;

    if (d->kind == DEED_CLOSE) {
        struct verdict v = payload_set(&appeal_close_history_type, &close,
                                       STR("outcome"), d->row->outcome);

        cmd.type = &appeal_close_history_type;
        cmd.data = &close;
        if (v.reason != ACCEPTED) {
            reject_verdict(im, d->row, &v);
            return true;
        }
    }
    if (!engine_do(im->e, im->a, appeal_stream(im->a, id), &cmd, &o, err))
        return false;
    if (o.verdict.reason == ACCEPTED) {
        im->n.replies += d->kind == DEED_REPLY;
        im->n.closed += d->kind == DEED_CLOSE;
    } else {
        reject_verdict(im, d->row, &o.verdict);
    }
    return true;
}

/* Was this deed done before, or is the case at its end? */
static bool
is_done(struct import *im, const struct deed *d, struct id id, bool *ret_done,
        struct err *err)
{
    const void *state;
    const struct appeal *s;

    *ret_done = d->kind == DEED_RECEIVE;
    if (*ret_done)
        return true;
    if (!engine_state(im->e, im->a, appeal_stream(im->a, id), &state, err))
        return false;
    s = state;
    *ret_done = s == NULL || s->replied_at != 0 || !appeal_is_open(s);
    return true;
}

static bool
do_deed(struct import *im, const struct deed *d, struct err *err)
{
    struct id id = { { 0 } };
    uint64_t fired = 0;
    bool found, done = false;

    if (!find_row(im, d->row, &id, &found, err))
        return false;
    if (found && !is_done(im, d, id, &done, err))
        return false;
    if (done || (!found && d->kind != DEED_RECEIVE)) {
        im->n.known += d->kind == DEED_RECEIVE;
        return true;
    }
    if (!engine_timers(im->e, d->at, true, &fired, err))
        return false;
    im->n.fired += fired;
    return found ? go_on(im, d, id, err) : receive(im, d->row, err);
}

static void
progress(const struct import *im, size_t done)
{
    double s = (double)(clock_ticks() - im->began) / 1e9;

    if (isatty(STDERR_FILENO))
        (void)fprintf(stderr, "\r%zu / %zu  %.0f/s ", done, im->rows.deeds_n,
                      s > 0 ? (double)done / s : 0.0);
}

static bool
run_deeds(struct import *im, struct err *err)
{
    for (size_t i = 0; i < im->rows.deeds_n; i++) {
        arena_reset(im->a);
        if (!do_deed(im, &im->rows.deeds[i], err))
            return false;
        if ((i + 1) % DEEDS_A_COMMIT != 0)
            continue;
        progress(im, i + 1);
        if (!store_bulk_commit(engine_store(im->e), err) ||
            !store_bulk_begin(engine_store(im->e), err))
            return false;
    }
    return true;
}

static bool
run(struct import *im, struct err *err)
{
    struct store *st = engine_store(im->e);
    bool ok;

    if (!store_bulk_begin(st, err))
        return false;
    ok = run_deeds(im, err) && engine_react(im->e, err);
    if (!ok) {
        store_bulk_abandon(st);
        return false;
    }
    return store_bulk_commit(st, err);
}

static bool
write_rejects(struct import *im, struct buf *ret_path, struct err *err)
{
    struct buf out = { .a = im->c->a };

    buf_addf(ret_path, "%s/import-%.*s.rejects.csv", im->c->dir,
             STR_ARG(im->source));
    buf_add(&out, STR("line,outside_id,why\n"));
    for (size_t i = 0; i < im->rows.rejects_n; i++) {
        const struct reject *r = &im->rows.rejects[i];

        buf_addf(&out, "%zu,", r->line);
        csv_put_cell(&out, r->outside_id);
        buf_add_char(&out, ',');
        csv_put_cell(&out, r->why);
        buf_add_char(&out, '\n');
    }
    return file_write(buf_cstr(ret_path), buf_str(&out), 0600, err);
}

static double
percent(uint64_t part, uint64_t all)
{
    return all == 0 ? 0 : 100.0 * (double)part / (double)all;
}

static void
print_counts(const struct import *im, struct str rejects_path)
{
    const struct counts *n = &im->n;

    (void)printf(
        "导入 import %.*s: %llu 件 taken, %llu 件早已导入 known before\n"
        "  定类派单 placed    %llu (%.1f%%)\n"
        "  依法分流 diverted  %llu (%.1f%%)\n"
        "  待人工   queued    %llu (%.1f%%)\n"
        "  答复     replies   %llu\n"
        "  办结     closed    %llu\n"
        "  计时触发 timers    %llu\n"
        "  拒收     rejected  %zu  (%.*s)\n"
        "  用时     seconds   %.1f\n",
        STR_ARG(im->source), (unsigned long long)n->received,
        (unsigned long long)n->known, (unsigned long long)n->placed,
        percent(n->placed, n->received), (unsigned long long)n->diverted,
        percent(n->diverted, n->received), (unsigned long long)n->queued,
        percent(n->queued, n->received), (unsigned long long)n->replies,
        (unsigned long long)n->closed, (unsigned long long)n->fired,
        im->rows.rejects_n, STR_ARG(rejects_path),
        (double)(clock_ticks() - im->began) / 1e9);
}

static int
import(struct import *im, const char *map_path, int32_t as_of)
{
    struct buf path = { .a = im->c->a };
    struct import_map map;
    struct err err;

    if (!import_map_read(im->c->a, map_path, &map, &err) ||
        !import_rows_read(&im->rows, &map, im->c->argv[0], &err))
        return cli_fail(im->c, &err);
    im->source = import_map_get(&map, "source");
    if (!cli_open(im->c, STORE_WRITE, DEEDS_A_COMMIT, &im->e))
        return EXIT_FAILED;
    engine_rules_as_of(im->e, as_of);
    if (!run(im, &err) || !write_rejects(im, &path, &err)) {
        engine_close(im->e);
        return cli_fail(im->c, &err);
    }
    engine_close(im->e);
    print_counts(im, buf_str(&path));
    return EXIT_DONE;
}

int
cmd_import(struct cli *c)
{
    const char *map = cli_option(c, "--map");
    const char *day = cli_option(c, "--rules-as-of");
    struct import im = { .c = c, .began = clock_ticks() };
    int32_t as_of = 0;
    int status;

    if (day != NULL && !day_parse(str_of(day), &as_of)) {
        (void)fprintf(stderr,
                      "gongzhi import: --rules-as-of %s: want "
                      "YYYY-MM-DD\n",
                      day);
        return EXIT_USAGE;
    }
    if (map == NULL || !cli_words(c, 1, 1))
        return EXIT_USAGE;
    im.a = arena_open();
    im.rows.a = arena_open();
    status = import(&im, map, as_of);
    arena_close(im.rows.a);
    arena_close(im.a);
    return status;
}
