#!/bin/sh
# demo_test: the demo city while it is served: appeals arrive and are worked
# on, it ends on a signal, it goes on after that and after a kill.
#
#     tests/demo_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
server=
trap '[ -z "$server" ] || kill -9 $server 2>/dev/null; rm -rf "$work"' EXIT

# begin: start the city and wait for its address.
begin() {
    : >said
    : >errors
    "$gongzhi" -d city demo --serve --listen 127.0.0.1:0 --pace 300 \
        --days 5 --rulebook "$book" >said 2>errors &
    server=$!
    turn=0
    while ! grep -q ready said && kill -0 $server 2>/dev/null &&
        [ $turn -lt 1200 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    at=$(sed -n 's|^\(http://127\.0\.0\.1:[0-9]*\)/ .*|\1|p' said)
    believe city
}

# end SIGNAL: end it; $status tells how.
end() {
    kill "-$1" $server
    wait $server
    status=$?
    server=
    out=$(cat errors)
}

# ask PATH: $out gets the answer.
ask() {
    out=$(curl -s -m 20 -H "@$work/token" -H 'X-Gongzhi-Role: supervisor' \
        -H 'X-Gongzhi-User: s1' "$at$1")
    status=$?
}

# appears WHAT QUERY: a case that came after the start is in such a list of the
# API in the end.
appears() {
    turn=0
    ask "/api/v1/appeals?after=$newest&$2"
    while ! printf '%s\n' "$out" | grep -q '"number":' && [ $turn -lt 300 ]; do
        turn=$((turn + 1))
        sleep 0.1
        ask "/api/v1/appeals?after=$newest&$2"
    done
    says "$1" 0 '"number":'
}

begin
check "the city is made, played and served" test -n "$at"
newest=$(query city "SELECT MAX(number) FROM appeal")
status=0
out=$(cat said)
says "it says that nobody exists, and where to look" 0 \
    "a fictional city" "$at/report" "$at/w" "$at/api/v1/openapi.json" \
    "$at/metrics" "$at/healthz"
out=$(curl -s -m 20 "$at/in")
says "the first time too one may sign in as anybody" 0 'action="/in/demo"'
code=$(sed -n 's|^ *http://[^/]*/c/\([0-9A-Z-]*\) .*|\1|p' said)
ask "/api/v1/c/$code"
says "the code it names is one of a case" 0 '"stage":' '"events":['
appears "appeals arrive" "limit=1"
appears "units sign in" "stage=handling"
appears "units reply" "stage=replied"
ask /metrics
says "cases of every kind" 0 'gongzhi_cases{stage="queued"}' \
    'gongzhi_cases{stage="disputed"}' 'gongzhi_cases{stage="paused"}' \
    'gongzhi_cases{stage="diverted"}' 'gongzhi_jobs_failed_total 0'
check "nothing failed" sh -c '! grep -q "\"kind\":\"failure\"" errors'
run -d city demo --serve --listen 127.0.0.1:0
says "a second one keeps out" 3 "city"
end TERM
says "it ends on SIGTERM" 0 '"stopping"'

newest=$(query city "SELECT MAX(number) FROM appeal")
begin
check "started again it goes on" grep -q "played on from there to now" errors
appears "and appeals arrive again" "limit=1"
end KILL
says "killed" 137

begin
check "after a kill it goes on" test -n "$at"
taken=${at#http://}
run -d other demo --serve --days 1 --rulebook "$book" --listen "$taken"
says "a port in use is named with a way out" 1 "choose another port" "LISTEN="
end INT
says "it ends on SIGINT" 0 '"stopping"'
run -d city verify
says "and nothing was lost" 0 "完整无误"

new mine
run -d mine demo --serve --listen 127.0.0.1:0
says "a city that is no demo is left alone" 1 "holds no finished demo"
run -d none demo --serve --pace 0
says "a pace of none" 2 "--pace 0: want appeals a minute, 1 to 600"
check "makes no folder" test ! -e none

# A history that was stopped half-way
run -d half demo --days 3 --rulebook "$book"
rm half/demo.done
run -d half demo
says "a stopped history is not told" 1 "holds no finished demo"
finish
