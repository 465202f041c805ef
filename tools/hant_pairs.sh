#!/bin/sh
# hant_pairs: write src/mask/hant.c anew: the traditional characters of those
# that src/mask knows, by OpenCC (package opencc).
set -eu
export LC_ALL=C.UTF-8
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed 's/\(.\)/\1\n/g' src/mask/words.c src/mask/find_*.c src/mask/sheet.c |
    sort -u >"$work/used"
# Every ideograph of the basic block, one a line, and what OpenCC makes of it.
i=19968
while [ $i -lt 40960 ]; do
    printf "\\$(printf %o $((0xE0 | i >> 12)))\\$(printf %o $((0x80 | i >> 6 & 63)))\\$(printf %o $((0x80 | i & 63)))\n"
    i=$((i + 1))
done >"$work/all"
opencc -c t2s -i "$work/all" -o "$work/simplified"
paste -d ' ' "$work/all" "$work/simplified" |
    awk -v used="$work/used" '
    BEGIN { while ((getline c <used) > 0) known[c] = 1 }
    $1 != $2 && $2 in known { print }' >"$work/pairs"
{
    cat <<'H'
/*
 * hant: the simplified character of a traditional one, for the characters
 * that src/mask knows. Written by tools/hant_pairs.sh; do not edit.
 */
#include "mask/sheet.h"

/* Pairs of characters, in order. */
static const char *const pairs[] = {
H
    awk '{ printf "%s\"%s%s\",", NR % 8 == 1 ? "    " : " ", $1, $2
           if (NR % 8 == 0) print "" } END { if (NR % 8) print "" }' "$work/pairs"
    cat <<'H'
};

static uint32_t
char_of(const char *p)
{
    const unsigned char *u = (const unsigned char *)p;

    return (u[0] & 0xFU) << 12 | (u[1] & 0x3FU) << 6 | (u[2] & 0x3FU);
}

uint32_t
mask_simplified(uint32_t c)
{
    size_t low = 0, high = sizeof(pairs) / sizeof(*pairs);

    if (c < 0x4E00 || c > 0x9FFF)
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
} >"$work/hant.c"
clang-format --style=file --assume-filename=src/mask/hant.c <"$work/hant.c" \
    >src/mask/hant.c
