#!/bin/sh
# run: run the test programs of a build folder and count their tests.
#
#     tests/run.sh BUILD [NAME...]      (all programs, or those named)
#
# A program is a cmocka program or a *_test.sh; each writes TAP. One that
# crashes, hangs, or ends before its plan is a failure. The last line is
# `N passed, N failed`, with `, N skipped` when there are any; what was
# skipped or failed is named above it. Exit status 1 when anything failed.
#
# Tests find the project in the working directory, the program in $GONGZHI,
# and a folder of their own, removed afterwards, in $TMPDIR.
set -u
limit=${TEST_SECONDS:-900}

# One program: its output goes to $OUT/NAME.log, with its exit status.
if [ "${1-}" = --one ]; then
    name=$(basename "$2" .sh)
    mkdir -p "$TMPDIR/$name"
    case $2 in
    *.sh) set -- sh "tests/$2" ;;
    *) set -- "$BUILD/$2" ;;
    esac
    TMPDIR=$TMPDIR/$name CMOCKA_MESSAGE_OUTPUT=TAP \
        timeout -k 10 "$limit" "$@" >"$OUT/$name.log" 2>&1 </dev/null
    echo "exit $?" >>"$OUT/$name.log"
    exit 0
fi

build=$1
shift
BUILD=$(cd "$build" && pwd)
OUT=$BUILD/test-logs
GONGZHI=$BUILD/gongzhi
TMPDIR=$(mktemp -d "${TMPDIR:-/tmp}/gongzhi-test.XXXXXX")
chmod 755 "$TMPDIR" # a test may look at it as another user
export BUILD OUT GONGZHI TMPDIR
trap 'rm -rf "$TMPDIR"' EXIT
trap 'exit 1' INT TERM
rm -rf "$OUT"
mkdir -p "$OUT"

[ $# -gt 0 ] || set -- $(cat "$BUILD/tests.list")
[ $# -gt 0 ] || { echo "0 passed, 0 failed"; exit 0; }
printf '%s\n' "$@" | xargs -P "${JOBS:-$(nproc)}" -n 1 "$0" --one

for name in "$@"; do
    name=$(basename "$name" .sh)
    awk -v program="$name" '
    /^1\.\.[0-9]+/ { plan += substr($0, 4) + 0; next }
    /^(not )?ok [0-9]+/ {
        seen++
        what = $0
        sub(/^(not )?ok [0-9]+ *(- )?/, "", what)
        if (what ~ /^# *SKIP/ || what ~ / # *SKIP/) {
            skipped++
            sub(/^# *SKIP */, "", what)
            print "skipped: " program ": " what
        } else if ($1 == "not") {
            failed++
            print "FAILED:  " program ": " what
            told = 1
            next
        } else {
            passed++
        }
        told = 0
        next
    }
    /^exit [0-9]+$/ { status = $2 }
    { if (told && /^#/) print "         " $0; tail[NR % 15] = $0 }
    END {
        if (seen < plan || seen == 0 || (status != 0 && failed == 0)) {
            failed++
            print "FAILED:  " program ": ended with status " status \
                " after " seen + 0 " of " plan + 0 " tests; its last words:"
            for (i = NR - 14; i < NR; i++)
                if (i > 0 && tail[i % 15] != "")
                    print "         " tail[i % 15]
        }
        printf "ran      %-28s %d passed, %d failed\n", program, passed, failed
        print passed + 0, failed + 0, skipped + 0 >"'"$OUT/$name.tally"'"
    }' "$OUT/$name.log"
done

cat "$OUT"/*.tally | awk '
    { passed += $1; failed += $2; skipped += $3 }
    END {
        line = passed + 0 " passed, " failed + 0 " failed"
        if (skipped > 0) line = line ", " skipped " skipped"
        print line
        exit failed > 0
    }'
