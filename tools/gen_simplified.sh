#!/bin/sh
# gen_simplified: write a table in C: the simplified character of every
# traditional one of the basic block, by OpenCC (package opencc).
#
#     tools/gen_simplified.sh >OUT
set -eu
export LC_ALL=C
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
# Every ideograph of the basic block, one a line, and what OpenCC makes of it.
awk 'BEGIN {
    for (i = 19968; i < 40960; i++)
        printf "%c%c%c\n", 224 + int(i / 4096), 128 + int(i / 64) % 64,
            128 + i % 64
}' >"$work/all"
opencc -c t2s -i "$work/all" -o "$work/simplified"
cat <<'H'
/* Written by tools/gen_simplified.sh with the tables of OpenCC (Apache License
 * 2.0); do not edit. */
#include "text/form/simplified.h"

const char *const simplified_pairs[] = {
H
paste -d ' ' "$work/all" "$work/simplified" |
    awk '$1 != $2 && length($2) == 3 && $2 >= "一" && $2 < "ꀀ" {
        printf "\"%s%s\",%s", $1, $2, ++n % 8 ? " " : "\n"
    }'
cat <<'H'

};

const size_t simplified_pairs_n =
    sizeof(simplified_pairs) / sizeof(*simplified_pairs);
H
