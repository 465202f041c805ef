#!/bin/sh
# headers: does each header compile alone and twice, and define no object?
#
# A header of the core is compiled as plain C17, one of the shell with
# _GNU_SOURCE. Cannot see: an include that is not needed.
set -u
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
status=0
for header in $(find src tests bench verifier -name '*.h' | sort); do
    inside=${header#src/}
    flags=-D_GNU_SOURCE
    case $inside in
    base/* | event/* | rulebook/* | text/* | stats/*) flags= ;;
    esac
    printf '#include "%s"\n#include "%s"\nextern int none;\n' \
        "$inside" "$inside" >"$work/t.c"
    if ! "${CC:-cc}" -std=c17 -Wall -Wextra -Wpedantic -Werror $flags \
        -Isrc -I. -I"${1:-build}" -c -o "$work/t.o" "$work/t.c"; then
        echo "headers: $header does not compile alone"
        status=1
    elif nm "$work/t.o" | grep -q ' [BDTRC] '; then
        echo "headers: $header defines an object or a function"
        status=1
    fi
done
exit $status
