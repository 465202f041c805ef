#!/bin/sh
# gen_all: write every generated and committed file anew: src/*/gen/, the
# lists of sources, the page of the events.
#
#     tools/gen_all.sh [ROOT]     (ROOT: where to write; default: .)
set -eu
root=${1:-.}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir -p "$root/man"
[ "$root" = . ] || cp .clang-format "$root/"
for tool in gen_events gen_sql; do
    "${CC:-cc}" -std=c17 -O1 -D_GNU_SOURCE -o "$work/$tool" "tools/$tool.c"
done
tools/gen.sh "$work/gen_events" "$work/gen_sql" "$root"
for schema in schema/*.events; do
    echo "#file $(basename "$schema" .events)"
    cat "$schema"
    find "${schema%.events}" -name '*.events' 2>/dev/null | LC_ALL=C sort |
        xargs -r cat
done | awk -f tools/gen_man.awk >"$root/man/gongzhi-events.5"
tools/sources.sh "$root"
