#!/bin/sh
# clang: does everything compile with clang too, without a warning?
#
# In a build folder of its own, build-clang. Cannot see: what only gcc warns of.
set -eu
[ -f build-clang/build.ninja ] ||
    CC=clang meson setup build-clang -Dwerror=true -Dtests=true >/dev/null
ninja -C build-clang --quiet
[ ! -f bench/bench.c ] || ninja -C build-clang --quiet gongzhi-bench
