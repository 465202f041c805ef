/*
 * reply: does the share of the question's pairs tell a reply from replies to
 * other questions, and does the check find what a person found in sixty
 * replies (tests/labels/reply.csv)?
 */
#include "text.h"

#include <stdio.h>

#include "app/rules.h"
#include "rulebook/reply/reply.h"

enum { OTHERS = 50 };
#define ELSEWHERE 0.03 /* reply_about_least */

struct answer {
    struct str id, reply;
    struct question question;
    struct pairs title, asked, said;
};

struct answers {
    struct answer *at;
    size_t n, room;
};

static void
read_answers(struct arena *a, const char *path, struct answers *all)
{
    static const char *const names[] = { "id", "title", "detail", "reply" };
    size_t columns[4];
    struct sheet *s;
    struct csv_row row;
    struct err err;
    bool end = false;

    must(sheet_open(a, path, &s, &err), &err);
    for (size_t i = 0; i < 4; i++)
        must(sheet_need(s, str_of(names[i]), &columns[i], &err), &err);
    for (;;) {
        must(sheet_next(s, &row, &end, &err), &err);
        if (end)
            break;
        all->at = arena_grow(a, all->at, all->n, &all->room, sizeof(*all->at));
        all->at[all->n++] = (struct answer){
            .id = arena_str(a, csv_text(&row, columns[0])),
            .question = { arena_str(a, csv_text(&row, columns[1])),
                          arena_str(a, csv_text(&row, columns[2])) },
            .reply = arena_str(a, csv_text(&row, columns[3])),
        };
    }
    sheet_close(s);
}

static double
share(const struct answer *q, const struct answer *r)
{
    return reply_about(q->title, q->asked, r->said);
}

static void
relevance(struct answers *all)
{
    double above = 0, firsts = 0, low = 0, right_low = 0;
    uint64_t state = 20261124;

    if (all->n < 2)
        return;
    for (size_t i = 0; i < all->n; i++) {
        double right = share(&all->at[i], &all->at[i]), best = 0;

        right_low += right < ELSEWHERE;
        for (int k = 0; k < OTHERS; k++) {
            size_t other;
            double wrong;

            state =
                state * UINT64_C(6364136223846793005) + 1442695040888963407U;
            other = (i + 1 + (size_t)(state >> 33) % (all->n - 1)) % all->n;
            wrong = share(&all->at[i], &all->at[other]);
            above += right > wrong ? 1 : right == wrong ? 0.5 : 0;
            low += wrong < ELSEWHERE;
            best = wrong > best ? wrong : best;
        }
        firsts += right > best;
    }
    (void)printf("reply: %zu questions, each with its reply and %d of others: "
                 "AUC %.4f, the right one first %.4f; below 3%% are %.1f%% of "
                 "right and %.1f%% of other replies\n",
                 all->n, OTHERS, above / (double)(all->n * OTHERS),
                 firsts / (double)all->n, 100 * right_low / (double)all->n,
                 100 * low / (double)(all->n * OTHERS));
}

static const struct answer *
find(const struct answers *all, struct str id)
{
    for (size_t i = 0; i < all->n; i++)
        if (str_eq(all->at[i].id, id))
            return &all->at[i];
    return NULL;
}

static bool
lists(struct str list, struct str word)
{
    struct str piece;

    while (str_cut(&list, ';', &piece))
        if (str_eq(piece, word))
            return true;
    return false;
}

static void
completeness(struct arena *a, const struct rulebook *book,
             const struct answers *all, const char *path)
{
    double hit[REPLY_PARTS] = { 0 }, extra[REPLY_PARTS] = { 0 },
           missed[REPLY_PARTS] = { 0 };
    const struct rules r = { book, 0 };
    size_t id, parts, n = 0;
    struct sheet *s;
    struct csv_row row;
    struct err err;
    bool end = false;

    must(sheet_open(a, path, &s, &err), &err);
    must(sheet_need(s, STR("id"), &id, &err), &err);
    must(sheet_need(s, STR("parts"), &parts, &err), &err);
    for (;;) {
        const struct answer *x;
        struct reply_check c;

        must(sheet_next(s, &row, &end, &err), &err);
        if (end)
            break;
        x = find(all, csv_text(&row, id));
        if (x == NULL)
            continue;
        n++;
        rules_check_reply(a, r, &x->question, x->reply, &c);
        for (int k = 0; k < REPLY_PARTS; k++) {
            bool is = lists(csv_text(&row, parts),
                            reply_part_word((enum reply_part)k));

            hit[k] += is && c.has[k];
            extra[k] += !is && c.has[k];
            missed[k] += is && !c.has[k];
        }
    }
    sheet_close(s);
    for (int k = 0; k < REPLY_PARTS; k++)
        (void)printf(
            "  %-8.*s in %.0f of %zu replies: precision %.3f, recall "
            "%.3f\n",
            STR_ARG(reply_part_word((enum reply_part)k)), hit[k] + missed[k], n,
            hit[k] + extra[k] > 0 ? hit[k] / (hit[k] + extra[k]) : 0,
            hit[k] + missed[k] > 0 ? hit[k] / (hit[k] + missed[k]) : 0);
    (void)puts("  (the words of the list were written by who had read these "
               "replies)");
}

void
bench_reply(const char *data)
{
    struct arena *a = arena_open();
    struct fault_list faults = { .a = a };
    const char *path = data_file(a, data, "messages/answered.csv");
    const char *labels = data_file(a, "tests/labels", "reply.csv");
    struct answers all = { .n = 0 };
    struct rulebook_files files;
    struct rulebook book;
    struct err err;

    if (path == NULL || labels == NULL) {
        arena_close(a);
        return;
    }
    must(rulebook_folder(a, "rulebook/default", &files, &err), &err);
    must_do(rulebook_read(a, files.at, files.n, &book, &faults),
            "rulebook/default");
    read_answers(a, path, &all);
    for (size_t i = 0; i < all.n; i++) {
        struct answer *x = &all.at[i];
        struct buf whole = { .a = a };

        buf_add(&whole, x->question.title);
        buf_add_char(&whole, '\n');
        buf_add(&whole, x->question.body);
        x->title = reply_pairs(a, &book, x->question.title);
        x->asked = reply_pairs(a, &book, buf_str(&whole));
        x->said = reply_pairs(a, &book, x->reply);
    }
    relevance(&all);
    completeness(a, &book, &all, labels);
    arena_close(a);
}
