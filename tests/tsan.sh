#!/bin/sh
# tsan: data races of the serving program: its tests, and then a living demo
# city that many ask at once, on a build with ThreadSanitizer.
#
#     tests/tsan.sh BUILD [NAME...]      (or only these tests)
#
# First it makes sure that a race is found. A race anywhere, also in a server
# that a test kills, is a failure, and is printed. It cannot see races inside
# libraries, which are not built for it. Tests that cannot run skip.
set -eu
build=$(cd "$1" && pwd)
shift
work=$(mktemp -d "${TMPDIR:-/tmp}/gongzhi-tsan.XXXXXX")
server=
trap '[ -z "$server" ] || kill -9 $server 2>/dev/null; rm -rf "$work"' EXIT
export TSAN_OPTIONS="exitcode=66 second_deadlock_stack=1 log_path=$work/race"

# A race that is there must be found.
cat >"$work/racy.c" <<'END'
#include <pthread.h>
static int n;
static void *add(void *p) { n++; return p; }
int main(void)
{
    pthread_t t;
    pthread_create(&t, 0, add, 0);
    n++;
    pthread_join(t, 0);
    return n == 7;
}
END
cc -fsanitize=thread -g -pthread -o "$work/racy" "$work/racy.c"
"$work/racy" || true
ls "$work"/race.* >/dev/null 2>&1 ||
    { echo "tsan: a race was not found" >&2; exit 1; }
rm "$work"/race.*
nm "$build/gongzhi" | grep -q __tsan ||
    { echo "tsan: $build is no build with -Db_sanitize=thread" >&2; exit 1; }

failed=0
if [ $# -eq 0 ]; then
    city=yes
    set -- serve_test.sh pages_test.sh staff_pages_test.sh feeds_test.sh \
        outbox_test.sh http_attack_test.sh full_disk_test.sh
fi
tests/run.sh "$build" "$@" || failed=1

# ask PATH...: ask for each address again and again.
ask() {
    for turn in 1 2 3 4 5 6 7 8 9 10; do
        for path in "$@"; do
            curl -s -m 60 -o /dev/null -b "$work/jar" \
                "$at$path" || true
        done
    done
}

# write: messages, in four connections at once.
write() {
    printf '{"channel":"web","title":"路灯不亮","contact":"139111122%02d"}' \
        "$1" >"$work/$1.json"
    curl -s -m 60 -o /dev/null -H 'Content-Type: application/json' \
        --data-binary "@$work/$1.json" "$at/api/v1/appeals#[1-40]" || true
}

if [ -n "${city-}" ]; then
    "$build/gongzhi" -d "$work/city" demo --days 5 --serve \
        --listen 127.0.0.1:0 --pace 60 >"$work/out" 2>"$work/log" &
    server=$!
    turn=0
    while ! grep -q ready "$work/out" && [ $turn -lt 1200 ]; do
        turn=$((turn + 1))
        sleep 0.1
    done
    at=$(grep -o 'http://127\.0\.0\.1:[0-9]*' "$work/out" | head -n 1)
    curl -s -m 60 -o /dev/null -c "$work/jar" \
        -d 'role=adjudicator&unit=U_HOTLINE&account=t1' "$at/in/demo"
    callers=
    for i in 1 2 3 4; do
        write $i &
        callers="$callers $!"
        ask / /report /w /w/queue /api/v1/appeals /metrics /healthz \
            /api/v1/outbox /open/cases.geojson /api/v1/log/checkpoint \
            '/api/v1/log/consistency?from=3' /api/v1/appeals.csv &
        callers="$callers $!"
    done
    sleep 3
    kill -HUP $server
    wait $callers
    kill -TERM $server
    status=0
    wait $server || status=$?
    server=
    echo "the demo city ended with status $status after $(grep -c '"status":' \
        "$work/log") requests"
    [ $status -eq 0 ] || failed=1
fi
for race in "$work"/race.*; do
    [ -e "$race" ] || continue
    failed=1
    cat "$race"
done
[ $failed -eq 0 ] && echo "no data race"
exit $failed
