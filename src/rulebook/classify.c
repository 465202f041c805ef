/* See classify.h. */
#include "rulebook/classify.h"

#include <string.h>

/* What is being gathered from one message. */
struct search {
    struct arena *a;
    struct rules r;
    unsigned char *seen; /* by word: 1 in the body, 2 in the title too */
    size_t *found;       /* the words seen, in order of the rulebook */
    size_t found_n, found_room;
    struct matter_points *scores; /* by matter of the book */
    int raised[3];                /* urgency, risk, difficulty */
    const struct word *exit;
};

static bool
holds(const struct basis *b, int32_t day)
{
    return b->from <= day && day <= b->to;
}

/* Put a word where it belongs: of thousands a message has a few. */
static void
note_word(struct search *s, size_t word)
{
    size_t at;

    s->found = arena_grow(s->a, s->found, s->found_n, &s->found_room,
                          sizeof(*s->found));
    for (at = s->found_n++; at > 0 && s->found[at - 1] > word; at--)
        s->found[at] = s->found[at - 1];
    s->found[at] = word;
}

static void
look(struct search *s, struct str text, unsigned char mark)
{
    size_t n = 0;
    const struct match *m =
        matcher_find(s->r.book->matcher, s->a, text_normalise(s->a, text), &n);

    for (size_t i = 0; i < n; i++) {
        if (s->seen[m[i].value] == 0)
            note_word(s, m[i].value);
        s->seen[m[i].value] |= mark;
    }
}

static void
raise_to(int *value, struct str target)
{
    int64_t v;

    if (str_i64(target, &v) && v > *value && v <= 3)
        *value = (int)v;
}

static void
add_points(struct search *s, const struct word *w, bool in_title)
{
    const struct matter *m = rules_matter(s->r, w->target);
    int64_t factor =
        in_title ? rules_number(s->r, STR("classify_title_factor"), 2) : 1;

    if (m == NULL)
        return;
    s->scores[m - s->r.book->matters].matter = m;
    s->scores[m - s->r.book->matters].points += w->weight * factor;
}

static void
count_word(struct search *s, size_t i)
{
    const struct word *w = &s->r.book->words[i];

    switch (w->kind) {
    case WORD_MATTER:
        add_points(s, w, (s->seen[i] & 2) != 0);
        break;
    case WORD_URGENCY:
        raise_to(&s->raised[0], w->target);
        break;
    case WORD_RISK:
        raise_to(&s->raised[1], w->target);
        break;
    case WORD_DIFFICULTY:
        raise_to(&s->raised[2], w->target);
        break;
    case WORD_EXIT:
        if (s->exit == NULL || w->weight > s->exit->weight)
            s->exit = w;
        break;
    case WORD_NONE:
        break;
    }
}

/* The two best matters; the order of the rulebook breaks ties. */
static void
best_two(const struct search *s, struct matter_points ret_best[2])
{
    memset(ret_best, 0, 2 * sizeof(ret_best[0]));
    for (size_t i = 0; i < s->r.book->matters_n; i++) {
        const struct matter_points *sc = &s->scores[i];

        if (sc->points <= 0)
            continue;
        if (sc->points > ret_best[0].points) {
            ret_best[1] = ret_best[0];
            ret_best[0] = *sc;
        } else if (sc->points > ret_best[1].points) {
            ret_best[1] = *sc;
        }
    }
}

static void
put_points(struct buf *b, struct str what, int64_t points)
{
    if (b->n > 0)
        buf_add(b, STR(", "));
    buf_add(b, what);
    buf_add_char(b, ' ');
    buf_add_i64(b, points);
}

/* The words that spoke for the matter, at most six. */
static struct str
because(const struct search *s, const struct matter *m)
{
    struct buf b = { .a = s->a };
    int left = 6;

    for (size_t i = 0; i < s->found_n && left > 0; i++) {
        const struct word *w = &s->r.book->words[s->found[i]];

        if (w->kind != WORD_MATTER || !str_eq(w->target, m->code) ||
            !holds(&w->basis, s->r.day))
            continue;
        put_points(&b, w->word, w->weight);
        left--;
    }
    return buf_str(&b);
}

static int
larger(int a, int b)
{
    return a > b ? a : b;
}

/* Those that have points come first, and the rest is left. */
static size_t
with_points(struct matter_points *scores, size_t n)
{
    size_t kept = 0;

    for (size_t i = 0; i < n; i++)
        if (scores[i].points > 0)
            scores[kept++] = scores[i];
    return kept;
}

static void
conclude(const struct search *s, struct finding *f)
{
    struct matter_points best[2];
    struct buf near = { .a = s->a };
    int64_t least = rules_number(s->r, STR("classify_points_min"), 30);
    int64_t sure = rules_number(s->r, STR("confidence_min"), 520);

    best_two(s, best);
    for (size_t i = 0; i < 2 && best[i].points > 0; i++)
        put_points(&near, best[i].matter->code, best[i].points);
    f->candidates = buf_str(&near);
    f->points = s->scores;
    f->points_n = with_points(s->scores, s->r.book->matters_n);
    if (best[0].points < least || best[0].points <= 0) {
        f->why = FINDING_NO_MATCH;
        return;
    }
    f->confidence =
        (int)(best[0].points * 1000 / (best[0].points + best[1].points));
    if (f->confidence < sure) {
        f->why = FINDING_AMBIGUOUS;
        return;
    }
    f->matter = best[0].matter->code;
    f->because = because(s, best[0].matter);
    f->urgency = larger(best[0].matter->urgency, s->raised[0]);
    f->risk = larger(best[0].matter->risk, s->raised[1]);
    f->clarity = best[0].matter->clarity;
    f->difficulty = larger(best[0].matter->difficulty, s->raised[2]);
}

void
rules_classify(struct arena *a, struct rules r, struct str title,
               struct str body, struct finding *ret_finding)
{
    struct search s = {
        .a = a,
        .r = r,
        .seen = arena_alloc(a, r.book->words_n + 1),
        .scores = arena_alloc(a, (r.book->matters_n + 1) *
                                     sizeof(struct matter_points)),
    };
    struct finding f;

    memset(&f, 0, sizeof(f));
    look(&s, title, 2);
    look(&s, body, 1);
    for (size_t i = 0; i < s.found_n; i++)
        if (holds(&r.book->words[s.found[i]].basis, r.day))
            count_word(&s, s.found[i]);
    if (s.exit != NULL) {
        f.exit = s.exit->target;
        f.exit_because = s.exit->word;
    }
    conclude(&s, &f);
    f.place = rules_find_place(a, r, title);
    if (f.place.n == 0)
        f.place = rules_find_place(a, r, body);
    *ret_finding = f;
}

/* Does place b lie in place a (or is it a)? */
static bool
lies_in(struct rules r, struct str a, const struct place *b)
{
    for (int depth = 0; b != NULL && depth < 8; depth++) {
        if (str_eq(b->code, a))
            return true;
        b = rules_place(r, b->parent);
    }
    return false;
}

struct str
rules_find_place(struct arena *a, struct rules r, struct str text)
{
    size_t n = 0;
    const struct match *m =
        matcher_find(r.book->gazetteer, a, text_normalise(a, text), &n);
    struct str found = STR("");

    for (size_t i = 0; i < n; i++) {
        const struct place *p = &r.book->places[m[i].value];

        if (!holds(&p->basis, r.day))
            continue;
        if (found.n == 0 || lies_in(r, found, p))
            found = p->code;
        else if (!lies_in(r, p->code, rules_place(r, found)))
            return STR(""); /* two different places: a person must say */
    }
    return found;
}

/* cos of degrees from -90 to 90, right to five decimals. A series of our own:
 * the library of each machine may round otherwise. */
static double
cosine(double degrees)
{
    const double x = degrees * 3.14159265358979 / 180, y = x * x;

    return 1 -
           y / 2 * (1 - y / 12 * (1 - y / 30 * (1 - y / 56 * (1 - y / 90))));
}

/* The square of the metres between two points that lie near each other; the
 * earth is a sphere of 40,030 km around. */
static double
square_metres(struct point a, struct point b)
{
    const double metres = 40030000.0 / 360 / DEGREE;
    int64_t east = (int64_t)a.lon - b.lon;
    double x, y = (double)((int64_t)a.lat - b.lat) * metres;

    if (east > 180 * (int64_t)DEGREE)
        east -= 360 * (int64_t)DEGREE;
    else if (east < -180 * (int64_t)DEGREE)
        east += 360 * (int64_t)DEGREE;
    x = (double)east * metres * cosine((double)a.lat / DEGREE);
    return x * x + y * y;
}

static bool
is_smallest(const struct place *p)
{
    return str_eq(p->kind, STR("community")) || str_eq(p->kind, STR("grid"));
}

struct str
rules_place_near(struct rules r, struct point p, int64_t metres)
{
    double least = (double)metres * (double)metres;
    struct str found = STR("");

    for (size_t i = 0; i < r.book->places_n; i++) {
        const struct place *pl = &r.book->places[i];
        const struct point at = { pl->lon, pl->lat };
        double d;

        if (!point_is_known(at) || !is_smallest(pl) ||
            !holds(&pl->basis, r.day))
            continue;
        d = square_metres(p, at);
        if (d < least || (found.n == 0 && d <= least)) {
            least = d;
            found = pl->code;
        }
    }
    return found;
}
