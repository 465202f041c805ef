#!/bin/sh
# hant_pairs: write src/text/form/simplified.c anew: the simplified character
# of every traditional one of the basic block, by OpenCC (package opencc).
set -eu
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Every ideograph of the basic block, one a line, and what OpenCC makes of it.
i=19968
while [ $i -lt 40960 ]; do
    printf "\\$(printf %o $((0xE0 | i >> 12)))\\$(printf %o $((0x80 | i >> 6 & 63)))\\$(printf %o $((0x80 | i & 63)))\n"
    i=$((i + 1))
done >"$work/all"
opencc -c t2s -i "$work/all" -o "$work/simplified"
paste -d ' ' "$work/all" "$work/simplified" |
    awk '$1 != $2 && length($2) == 3 && $2 >= "一" && $2 < "ꀀ" { print }' >"$work/pairs"
{
    cat <<'H'
/*
 * simplified: the simplified character of a traditional one. Written by
 * tools/hant_pairs.sh with the tables of OpenCC (Apache License 2.0); do not
 * edit.
 */
#include "text/form/form.h"

/* Pairs of characters, in order. */
static const char *const pairs[] = {
H
    awk '{ printf "%s\"%s%s\",", NR % 8 == 1 ? "    " : " ", $1, $2
           if (NR % 8 == 0) print "" } END { if (NR % 8) print "" }' "$work/pairs"
    cat <<'H'
};

enum { FIRST = 0x4E00, LAST = 0x9FFF };

static uint32_t
char_of(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;

    return (u[0] & 0xFU) << 12 | (u[1] & 0x3FU) << 6 | (u[2] & 0x3FU);
}

uint32_t
char_simplified(uint32_t c)
{
    size_t low = 0, high = sizeof(pairs) / sizeof(*pairs);

    if (c < FIRST || c > LAST)
        return c;
    while (low < high) {
        size_t middle = (low + high) / 2;
        uint32_t v = char_of(pairs[middle]);

        if (v == c)
            return char_of(pairs[middle] + 3);
        if (v < c)
            low = middle + 1;
        else
            high = middle;
    }
    return c;
}
H
} >"$work/simplified.c"
clang-format --style=file --assume-filename=src/text/form/simplified.c \
    <"$work/simplified.c" >src/text/form/simplified.c
