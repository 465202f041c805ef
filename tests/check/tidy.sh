#!/bin/sh
# tidy: clang-tidy with .clang-tidy on every C file that is not generated.
#
# Takes the compile commands of build-clang (clang.sh makes it). A file that
# was clean is not looked at again until it, one of its headers or .clang-tidy
# changes: the hash of its preprocessed text is kept in build-clang/tidy.
#
# Cannot see: what crosses files; code that a macro leaves out.
set -u
db=build-clang

if [ "${1-}" = --one ]; then
    file=$2
    flags="-std=c17 -Isrc -Itests -I$db -D_GNU_SOURCE"
    case $file in picture/*) flags="$flags $(pkg-config --cflags vips)" ;; esac
    hash=$({ clang $flags -E -C "$file" 2>/dev/null; cat .clang-tidy; } |
        sha256sum | cut -c1-64)
    [ ! -e "$db/tidy/$hash" ] || exit 0
    said=$(clang-tidy -p "$db" --quiet "$file" 2>/dev/null)
    if [ -n "$said" ]; then
        printf '%s\n' "$said" | grep -v '^$'
        exit 1
    fi
    : >"$db/tidy/$hash"
    exit 0
fi

[ -f "$db/compile_commands.json" ] || tests/check/clang.sh || exit 1
mkdir -p "$db/tidy"
find src tests bench verifier picture -name '*.c' ! -path '*/gen/*' ! -path 'tests/fuzz/*' |
    sort | xargs -P "$(nproc)" -n 1 "$0" --one
