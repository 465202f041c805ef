#!/bin/sh
# run: let every fuzz target run for FUZZ_SECONDS (60).
#
#     tests/fuzz/run.sh [NAME...]
#
# A target is a fuzz_NAME.c in tests/fuzz. It first takes every past crash
# (tests/fuzz/regression/NAME), then starts from tests/fuzz/corpus/NAME; what
# it learns stays in build-fuzz/corpus. A finding is left in build-fuzz/found.
set -u
dir=build-fuzz

if [ "${1-}" = --one ]; then
    name=$2
    log=$dir/logs/$name.log
    mkdir -p "$dir/corpus/$name" "$dir/found" "$dir/logs"
    set -- "$dir/corpus/$name"
    [ ! -d "tests/fuzz/corpus/$name" ] || set -- "$@" "tests/fuzz/corpus/$name"
    status=0
    for past in "tests/fuzz/regression/$name"/*; do
        [ ! -f "$past" ] || "$dir/fuzz_$name" "$past" >"$log" 2>&1 || status=1
    done
    [ $status -ne 0 ] ||
        "$dir/fuzz_$name" -max_total_time="${FUZZ_SECONDS:-60}" -max_len=65536 \
            -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 \
            -artifact_prefix="$dir/found/$name-" "$@" >"$log" 2>&1 || status=1
    if [ $status -eq 0 ]; then
        echo "ok       fuzz: $name," \
            "$(sed -n 's/^stat::number_of_executed_units: *//p' "$log") runs"
    else
        echo "FAILED:  fuzz: $name; see $log"
        tail -n 30 "$log"
    fi
    exit $status
fi

[ -f "$dir/build.ninja" ] ||
    CC=clang meson setup "$dir" -Dfuzz=true -Darena_emulate=true \
        -Db_sanitize=address,undefined -Db_lundef=false >/dev/null || exit 1
[ $# -gt 0 ] || set -- $(find tests/fuzz -name 'fuzz_*.c' |
    sed 's|.*/fuzz_||; s|\.c$||' | sort)
ninja -C "$dir" --quiet $(printf 'fuzz_%s ' "$@") || exit 1
printf '%s\n' "$@" | xargs -P "$(nproc)" -n 1 "$0" --one
