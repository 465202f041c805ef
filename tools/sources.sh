#!/bin/sh
# sources: write the lists of C files that meson.build uses, from the tree.
#
#     tools/sources.sh [OUT_DIR]     (default: . )
#
# Whether a file is core or shell is read off its folder and name: see
# docs/ARCHITECTURE.md. The lists are committed; `make check` compares them.
set -eu
out=${1:-.}
export LC_ALL=C

# list NAME DIR: a meson list of the paths on standard input, inside DIR.
list() {
    printf '%s = files(\n' "$1"
    sed "s|^$2/||; s|.*|  '&',|"
    printf ')\n'
}

shell_names='_(rows|api|jobs|module|page[a-z_]*)\.c$'
all=$(find src -name '*.c' | sort)
feature=$(echo "$all" | grep '^src/feature/' | grep -v '_test\.c$' || true)
rest=$(echo "$all" | grep -v '^src/feature/' | grep -v '_test\.c$' || true)
head='# Written by tools/sources.sh (`make gen`); do not edit.'

mkdir -p "$out/src" "$out/tests" "$out/bench" "$out/templates"
{
    echo "$head"
    { echo "$rest" |
          grep -E '^src/((base|event|rulebook|text|stats|codes|mask|address|model|topic)/|similar/(segment/)?[^/]*$)' || true
      echo "$feature" | grep -vE "$shell_names" || true
    } | grep . | list core_src src
    { echo "$rest" | grep -E '^src/(callers|similar/disk|sys|crypto|learn|store|http|web|jobs|outbox|identity)/' || true
      echo "$rest" | grep -E '^src/(api|app|pages|cli)/' ||
          true
      echo "$feature" | grep -E "$shell_names" || true
    } | { grep . || true; } | list shell_src src
    echo "$all" | { grep '_test\.c$' || true; } | list test_src src
} >"$out/src/meson.build"
{
    echo "$head"
    tests=$(find tests -name '*.c' ! -path 'tests/fuzz/*' | sort)
    echo "$tests" | { grep '_test\.c$' || true; } | list cross_test_src tests
    echo "$tests" | { grep -v '_test\.c$' || true; } | { grep . || true; } |
        list test_kit_src tests
    printf 'test_scripts = [\n'
    find tests -name '*_test.sh' | sort | sed "s|^tests/||; s|.*|  '&',|"
    printf ']\n'
    find tests/fuzz -name 'fuzz_*.c' | sort | list fuzz_src tests
} >"$out/tests/meson.build"
{
    echo "$head"
    printf 'templates = [\n'
    find templates -name '*.html' | sort |
        sed "s|^templates/||; s|.*|  '&',|"
    printf ']\n'
} >"$out/templates/meson.build"
{
    echo "$head"
    find bench -name '*.c' ! -path 'bench/without/*' ! -path 'bench/text/*' ! -path 'bench/desk/*' | sort |
        list bench_src bench
    { find bench/kit bench/desk -name '*.c'
      printf '%s\n' bench/load.c bench/served.c bench/text/similar_texts.c
    } | sort | list bench_desk_src bench
    find bench/kit bench/text/similar* -name "*.c" | sort | list bench_similar_src bench
    find bench/kit bench/text -name '*.c' ! -name 'similar*' | sort | list bench_text_src bench
} >"$out/bench/meson.build"
