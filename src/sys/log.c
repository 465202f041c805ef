/* See log.h. */
#include "sys/log.h"

#include <unistd.h>

#include "base/date.h"
#include "sys/clock.h"

static void
begin(struct buf *line, const char *kind)
{
    buf_add(line, STR("{\"time\":\""));
    moment_put(line, clock_now());
    buf_addf(line, "\",\"kind\":\"%s\"", kind);
}

/* One write a line, so that lines of threads do not mix. */
static void
end(struct buf *line)
{
    buf_add(line, STR("}\n"));
    /* when standard error is gone there is nobody to tell */
    if (write(STDERR_FILENO, line->p, line->n) < 0)
        return;
}

void
log_request(struct arena *a, const struct log_request *r)
{
    struct buf line = { .a = a };

    begin(&line, "request");
    buf_addf(&line, ",\"method\":\"%s\",\"route\":", r->method);
    buf_add_json(&line, r->route == NULL ? STR("-") : str_of(r->route));
    buf_addf(&line, ",\"status\":%u,\"ms\":%lld.%03lld,\"bytes\":%zu",
             r->status, (long long)(r->ns / 1000000),
             (long long)(r->ns / 1000 % 1000), r->bytes);
    end(&line);
}

void
log_failure(const char *what, const struct err *err)
{
    struct arena *a = arena_open();
    struct buf line = { .a = a };

    begin(&line, "failure");
    buf_add(&line, STR(",\"what\":"));
    buf_add_json(&line, str_of(what));
    buf_add(&line, STR(",\"text\":"));
    buf_add_json(&line, str_of(err->text));
    end(&line);
    arena_close(a);
}

void
log_event(const char *what)
{
    struct arena *a = arena_open();
    struct buf line = { .a = a };

    begin(&line, "event");
    buf_add(&line, STR(",\"what\":"));
    buf_add_json(&line, str_of(what));
    end(&line);
    arena_close(a);
}
