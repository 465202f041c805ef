/* The command similar: an index of texts in a folder, and what is like a text
 * in it. The key of the terms lies beside the folder, as that of a data folder
 * does. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "cli/cli.h"
#include "cli/similar/similar_cli.h"
#include "sys/file.h"
#include "sys/random.h"
#include "text/csv.h"

#define REPEATS_FROM 0.7 /* Jaccard index */

enum { QUERY_MOST = 1024 * 1024, TEN = 10 };

struct asking {
    struct cli *c;
    struct similar_index *ix;
    size_t most, asked;
    bool repeats, json;
};

/* The key of DIR.key; made when there is none. */
static bool
read_key(struct cli *c, const char *dir, struct term_key *ret_key,
         struct err *err)
{
    struct buf path = { .a = c->a };
    struct str bytes, name = str_of(dir);

    while (name.n > 1 && name.p[name.n - 1] == '/')
        name.n--;
    buf_add(&path, name);
    buf_add(&path, STR(".key"));
    if (!file_exists(buf_cstr(&path))) {
        random_bytes(ret_key, sizeof(*ret_key));
        bytes = (struct str){ (const char *)ret_key, sizeof(*ret_key) };
        return file_write_new(buf_cstr(&path), bytes, 0600, err);
    }
    if (!file_read(c->a, buf_cstr(&path), sizeof(*ret_key), &bytes, err))
        return false;
    if (bytes.n != sizeof(*ret_key) || (file_mode(buf_cstr(&path)) & 077) != 0)
        return fail(err, ERR_KEY, "%s is no key, or open to others",
                    buf_cstr(&path));
    memcpy(ret_key, bytes.p, sizeof(*ret_key));
    return true;
}

static void
put_number(struct buf *out, double n)
{
    buf_addf(out, "%.4f", n);
}

void
similar_put_csv(struct buf *out, size_t n,
                const struct similar_answers *answers)
{
    for (size_t i = 0; i < answers->n; i++) {
        const struct similar_answer *r = &answers->at[i];
        struct buf shared = { .a = out->a };

        for (size_t k = 0; k < r->shared_n; k++) {
            buf_add(&shared, k == 0 ? STR("") : STR(" "));
            buf_add(&shared, r->shared[k]);
        }
        buf_addf(out, "%zu,%zu,", n, i + 1);
        csv_put_cell(out, r->name);
        buf_add_char(out, ',');
        put_number(out, r->score);
        buf_add_char(out, ',');
        put_number(out, r->jaccard);
        buf_add_char(out, ',');
        csv_put_cell(out, r->place);
        buf_add_char(out, ',');
        csv_put_cell(out, r->matter);
        buf_add_char(out, ',');
        if (r->at != 0)
            moment_put(out, r->at);
        buf_add_char(out, ',');
        csv_put_cell(out, buf_str(&shared));
        buf_add_char(out, '\n');
    }
}

static void
put_member(struct buf *out, const char *name, struct str text)
{
    buf_addf(out, ",\"%s\":", name);
    buf_add_json(out, text);
}

static void
put_answer(struct buf *out, const struct similar_answer *r)
{
    struct buf time = { .a = out->a };

    if (r->at != 0)
        moment_put(&time, r->at);
    buf_add(out, STR("{\"id\":"));
    buf_add_json(out, r->name);
    buf_add(out, STR(",\"score\":"));
    put_number(out, r->score);
    buf_add(out, STR(",\"share\":"));
    put_number(out, r->jaccard);
    put_member(out, "place", r->place);
    put_member(out, "matter", r->matter);
    put_member(out, "time", buf_str(&time));
    buf_add(out, STR(",\"shared\":["));
    for (size_t k = 0; k < r->shared_n; k++) {
        buf_add(out, k == 0 ? STR("") : STR(","));
        buf_add_json(out, r->shared[k]);
    }
    buf_add(out, STR("]}"));
}

void
similar_put_json(struct buf *out, size_t n,
                 const struct similar_answers *answers)
{
    buf_addf(out, "{\"query\":%zu,\"found\":[", n);
    for (size_t i = 0; i < answers->n; i++) {
        buf_add(out, i == 0 ? STR("") : STR(","));
        put_answer(out, &answers->at[i]);
    }
    buf_add(out, STR("]}\n"));
}

static void
ask(struct asking *as, struct str text)
{
    struct arena *a = arena_open();
    const struct similar_ask question = { .text = text,
                                          .place = STR(""),
                                          .matter = STR(""),
                                          .from = INT64_MIN,
                                          .to = INT64_MAX,
                                          .k = as->most };
    struct similar_answers answers;
    struct buf out = { .a = a };

    if (as->repeats)
        answers = similar_search_repeats(as->ix, a, &question, REPEATS_FROM);
    else
        answers = similar_search(as->ix, a, &question);
    as->asked++;
    if (as->json)
        similar_put_json(&out, as->asked, &answers);
    else
        similar_put_csv(&out, as->asked, &answers);
    if (out.n > 0)
        (void)fwrite(out.p, 1, out.n, stdout); /* flushed at the end */
    arena_close(a);
}

/* Each line of standard input is a query. */
static bool
ask_lines(struct asking *as, struct err *err)
{
    char *line = NULL;
    size_t room = 0;
    ssize_t n;
    bool ok = true;

    while (ok && (n = getline(&line, &room, stdin)) >= 0) {
        if (n > 0 && line[n - 1] == '\n')
            n--;
        if (n > QUERY_MOST)
            ok = fail(err, ERR_INPUT, "line %zu has more than %d bytes",
                      as->asked + 1, QUERY_MOST);
        else
            ask(as, (struct str){ line, (size_t)n });
    }
    free(line);
    if (ok && ferror(stdin))
        ok = fail(err, ERR_IO, "standard input cannot be read");
    return ok;
}

static bool
ask_all(struct asking *as, const char *query, struct err *err)
{
    bool ok = true;

    if (!as->json)
        (void)printf("query,rank,id,score,share,place,matter,time,shared\n");
    if (query != NULL)
        ask(as, str_of(query));
    else
        ok = ask_lines(as, err);
    if (fflush(stdout) != 0)
        ok = fail(err, ERR_IO, "standard output cannot be written");
    return ok;
}

static bool
add(struct similar_index *ix, const char *path, size_t *ret_wrong,
    struct err *err)
{
    struct add_done done = { 0, 0, 0 };
    bool ok = similar_add_file(ix, path, &done, err);

    (void)fprintf(stderr,
                  "新增 added %zu, 已有 known %zu, 有误 wrong %zu, "
                  "共有 in all %zu\n",
                  done.added, done.known, done.wrong, similar_docs(ix));
    *ret_wrong = done.wrong;
    return ok;
}

/* Only adding makes an index: whoever asks one that is not there has
 * misspelt it. */
static bool
is_index(struct cli *c, const char *dir, struct err *err)
{
    struct buf path = { .a = c->a };

    buf_addf(&path, "%s/manifest", dir);
    return file_exists(buf_cstr(&path)) ||
           fail(err, ERR_NOT_FOUND, "there is no index in %s", dir);
}

int
cmd_similar(struct cli *c)
{
    const char *dir = cli_option(c, "--index"), *file = cli_option(c, "--add"),
               *query = cli_option(c, "--query");
    struct similar_options o = { .dir = dir };
    struct asking as = { .c = c };
    const struct cli_range range = { "--most", 1, SIMILAR_MOST, TEN };
    unsigned most;
    size_t wrong = 0;
    struct err err;
    bool anew, ok;

    as.json = cli_flag(c, "--json");
    as.repeats = cli_flag(c, "--repeats");
    if (!cli_number(c, &range, &most) || !cli_words(c, 0, 0))
        return EXIT_USAGE;
    if (dir == NULL) {
        (void)fprintf(stderr, "gongzhi similar: --index DIR is missing\n");
        return EXIT_USAGE;
    }
    as.most = most;
    if ((file == NULL && !is_index(c, dir, &err)) ||
        !read_key(c, dir, &o.key, &err) ||
        !similar_open(&o, &as.ix, &anew, &err))
        return cli_fail(c, &err);
    ok = file == NULL || add(as.ix, file, &wrong, &err);
    if (ok && (file == NULL || query != NULL))
        ok = ask_all(&as, query, &err);
    similar_close(as.ix);
    if (!ok)
        return cli_fail(c, &err);
    return wrong > 0 ? EXIT_REFUSED : EXIT_DONE;
}
