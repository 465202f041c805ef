#!/bin/sh
# purity: the core touches no clock, file, socket, database or random source.
#
#     tests/check/purity.sh BUILD
#
# What libcore.a needs from outside must stand in a list below, and it has no
# variable that could be written to: a core that remembers is no function of
# its arguments. Run it on a plain build: sanitizers and coverage add symbols.
#
# Cannot see: system calls written in assembler, a clock read through a
# function pointer that was handed in.
set -u
lib=${1:-build}/libcore.a
[ -f "$lib" ] || { echo "purity: $lib is not built"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# By anyone: memory, text, libcsv, which parses bytes it is given, utf8proc's
# table of characters, three functions of numbers, and the guards that the
# compiler puts in.
tr -s ' ' '\n' >"$work/all" <<'E'
memchr memcmp memcpy memmove memset
strchr strcmp strlen strncmp strrchr strstr strspn strcspn
snprintf vsnprintf qsort bsearch
csv_init csv_parse csv_fini csv_free csv_set_delim csv_set_blk_size
csv_set_space_func csv_set_term_func csv_strerror csv_error
utf8proc_decompose_char exp log sqrt
__assert_fail _GLOBAL_OFFSET_TABLE_
__stack_chk_fail __vsnprintf_chk __snprintf_chk __memcpy_chk __memmove_chk __memset_chk
E
# By base/arena.c alone: memory, and the last words when there is none.
tr -s ' ' '\n' >"$work/arena" <<'E'
malloc calloc free abort fwrite stderr
E

# Lines "object symbol" of what an object needs and the library has not.
nm -A "$lib" | awk '
    { split($1, path, ":"); symbol = $NF; kind = $(NF - 1) }
    kind == "U" { n++; object[n] = path[2]; needs[n] = symbol; next }
    { defined[symbol] = 1 }
    END {
        for (i = 1; i <= n; i++)
            if (!(needs[i] in defined))
                print object[i], needs[i]
    }' | sort -u >"$work/needs"

awk -v all="$work/all" -v arena="$work/arena" '
    BEGIN {
        while ((getline s <all) > 0) anyone[s] = 1
        while ((getline s <arena) > 0) keeper[s] = 1
    }
    $2 in anyone { next }
    $2 in keeper && $1 ~ /base_arena\.c/ { next }
    { print "purity: " $1 " uses " $2 }
' "$work/needs" >"$work/faults"

objdump -t "$lib" | awk '
    /file format/ { object = $1 }
    / O / {
        section = $0
        sub(/.* O /, "", section)
        sub(/[ \t].*/, "", section)
        if (section ~ /^\.(data|bss|tdata|tbss)|^\*COM\*/ &&
            section !~ /^\.data\.rel\.ro/)
            print "purity: " object " has the variable " $NF
    }
' >>"$work/faults"

cat "$work/faults"
[ ! -s "$work/faults" ]
