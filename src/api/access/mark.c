/* See mark.h. */
#include "api/access/mark.h"

enum { MARK_BYTES = 8, ROW_BYTES = 6, ORDER_BYTES = 1 };

struct str
mark_of(const struct store *st, struct arena *a, const struct actor *actor,
        int32_t day)
{
    unsigned char hash[MARK_BYTES];
    struct buf text = { .a = a }, hex = { .a = a };

    buf_addf(&text, "%.*s:%.*s@%.*s %d", STR_ARG(actor->role),
             STR_ARG(actor->id), STR_ARG(actor->unit), (int)day);
    store_keyed_hash(st, STR("export"), buf_str(&text), hash, sizeof(hash));
    buf_add_hex(&hex, hash, sizeof(hash));
    return buf_str(&hex);
}

static void
row_hash(const struct store *st, const char *purpose, struct str mark,
         int64_t number, unsigned char *hash, size_t n)
{
    char bytes[64];
    struct str text = { bytes, 0 };

    for (; text.n < mark.n && text.n < sizeof(bytes) - sizeof(number); text.n++)
        bytes[text.n] = mark.p[text.n];
    for (size_t i = 0; i < sizeof(number); i++)
        bytes[text.n++] = (char)(number >> (8 * i));
    store_keyed_hash(st, str_of(purpose), text, hash, n);
}

struct str
mark_row(const struct store *st, struct arena *a, struct str mark,
         int64_t number)
{
    unsigned char hash[ROW_BYTES];
    struct buf hex = { .a = a };

    row_hash(st, "export row", mark, number, hash, sizeof(hash));
    buf_add_hex(&hex, hash, sizeof(hash));
    return buf_str(&hex);
}

void
mark_order(const struct store *st, struct str mark, const int64_t *numbers,
           size_t n, size_t *order)
{
    for (size_t i = 0; i < n; i++)
        order[i] = i;
    for (size_t i = 0; i + 1 < n; i++) {
        unsigned char hash[ORDER_BYTES];

        row_hash(st, "export order", mark, numbers[i], hash, sizeof(hash));
        if ((hash[0] & 1) == 0)
            continue;
        order[i] = i + 1;
        order[i + 1] = i;
        i++; /* a row moves by one place at most */
    }
}
