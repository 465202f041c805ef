#!/bin/sh
# gen: make src/event/gen/* anew from schema/*.events (with the parts that
# lie in schema/NAME/), src/store/gen/* from sql/, and
# src/text/gen/* from the tables of OpenCC.
#
#     tools/gen.sh GEN_EVENTS GEN_SQL [ROOT]     (ROOT: where src/ lies)
#
# The output is committed; `make check` compares it with a fresh run.
set -eu
gen_events=$1
gen_sql=$2
root=${3:-.}
mkdir -p "$root/src/event/gen" "$root/src/store/gen" "$root/src/text/gen"
for schema in schema/*.events; do
    name=$(basename "$schema" .events)
    for kind in h c; do
        out=$root/src/event/gen/${name}_events.$kind
        find "schema/$name" -name '*.events' 2>/dev/null | LC_ALL=C sort |
            xargs cat "$schema" | "$gen_events" "$name" "$kind" >"$out"
        clang-format --style=file -i "$out"
    done
done
for kind in h c; do
    out=$root/src/store/gen/queries.$kind
    "$gen_sql" "$kind" sql/query/*.sql sql/sqlite/*.sql >"$out"
    clang-format --style=file -i "$out"
done
out=$root/src/text/gen/simplified.c
tools/gen_simplified.sh >"$out"
clang-format --style=file -i "$out"
