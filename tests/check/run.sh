#!/bin/sh
# run: all checks, one after another, on a finished plain build.
#
#     tests/check/run.sh BUILD [NAME...]
#
# Every check is a script here that prints its findings and exits 1 when there
# are any. The last line is `N passed, N failed`.
set -u
build=$1
shift
[ $# -gt 0 ] ||
    set -- format gen layers sizes headers purity rulebook man clang tidy
passed=0
failed=0
for name in "$@"; do
    if "$(dirname "$0")/$name.sh" "$build"; then
        echo "ok       check: $name"
        passed=$((passed + 1))
    else
        echo "FAILED:  check: $name"
        failed=$((failed + 1))
    fi
done
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
