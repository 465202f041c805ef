#!/bin/sh
# full_disk_test: a disk that gets full under load. No write goes through,
# reading goes on, with room again taking in goes on, and what was acknowledged
# is there, whatever is killed. Played twice: files that may not grow, and a
# small disk of its own (tmpfs), where every file hits the end.
#
#     tests/full_disk_test.sh [PROGRAM]
#
# The small disk needs a mount namespace; where none is to be had that part is
# skipped. Listens on free ports of 127.0.0.1 only.
if [ -z "${FULL_DISK_SPACE-}" ]; then
    FULL_DISK_SPACE=none
    for space in "unshare -m" "unshare -rm"; do
        if $space mount -t tmpfs none /mnt 2>/dev/null; then
            FULL_DISK_SPACE=own
            break
        fi
        space=
    done
    export FULL_DISK_SPACE
    exec $space sh "$0" "$@"
fi
. "$(dirname "$0")/test_kit.sh"
server=
trap '[ -z "$server" ] || kill -9 $server 2>/dev/null
    umount disk 2>/dev/null; rm -rf "$work"' EXIT

end_server() {
    kill -TERM $server
    wait $server
    same "it ends well" 0 $?
    server=
}

kill_server() {
    kill -9 $server
    wait $server 2>/dev/null
    server=
}

json='Content-Type: application/json'
printf '{"channel":"web","title":"路灯不亮","contact":"13911112222"}' >one.json
post() {
    status=$(curl -s -m 20 -D head -o body -w '%{http_code}' -H "$json" \
        --data-binary @one.json "$at/api/v1/appeals")
    out=$(cat head body)
}

# load N: N messages in four connections at once; it goes on meanwhile.
load() {
    rm -f load.*
    load=
    for i in 1 2 3 4; do
        curl -s -m 60 -H "$json" --data-binary @one.json \
            -H "@$work/token" "$at/api/v1/appeals#[1-$(($1 / 4))]" >"load.$i" 2>/dev/null &
        load="$load $!"
    done
}

# loaded N: wait for all answers; each is a receipt or a clear no.
loaded() {
    wait $load
    cat load.* >answers
    check "some were refused meanwhile ($(grep -c '"status":503' answers))" \
        grep -q '"status":503' answers
    same "and all others got a receipt" "$1" \
        "$(grep -cE '"status":503|"query_code"' answers)"
    sed -n 's/^{"id":"\([0-9a-f]*\)".*/\1/p' answers >>receipts
}

# is_full: what a full disk looks like from outside.
is_full() {
    post
    says "full: 503" 503 '"status":503' 'Retry-After: 30' \
        'application/problem+json'
    for page in "/api/v1/c/$query_code" "/c/$query_code" /report /w/queue /healthz; do
        status=$(curl -s -m 20 -o body -w '%{http_code}' \
            -H "@$work/token" -H 'X-Gongzhi-Role: dispatcher' -H 'X-Gongzhi-User: d-1' "$at$page")
        same "reading goes on: $(echo $page | cut -d/ -f1-4)" 200 "$status"
    done
}

# taken WHEN: a message is taken in.
taken() {
    post
    says "$1: a receipt" 201 '"query_code"'
    sed -n 's/^{"id":"\([0-9a-f]*\)".*/\1/p' body >>receipts
}

# all_there DIR: every receipt, and nothing that was refused.
all_there() {
    run -d "$1" verify
    says "the log verifies" 0 "完整无误"
    sort -o receipts receipts
    query "$1" 'SELECT lower(hex(id)) FROM appeal' | sort >there
    same "and holds every receipt" "" "$(comm -23 receipts there | head -n 3)"
    same "and nothing else" "" "$(comm -13 receipts there | head -n 3)"
}

# Files that may not grow
new full
serve full
: >receipts
taken "before"
query_code=$(sed -n 's/.*"query_code":"\([^"]*\)".*/\1/p' body)
load 1600
sleep 0.3
prlimit --pid $server --fsize=1:
is_full
sleep 0.2
prlimit --pid $server --fsize=unlimited:
taken "with room again"
loaded 1600
end_server
all_there full

# A small disk
if [ $FULL_DISK_SPACE = none ]; then
    skip "no mount namespace here: no small disk"
    finish
fi
mkdir disk
mount -t tmpfs -o size=32m none disk
new disk/city
head -c 6291456 /dev/zero >disk/first
head -c 6291456 /dev/zero >disk/second
serve disk/city
: >receipts
taken "before"
query_code=$(sed -n 's/.*"query_code":"\([^"]*\)".*/\1/p' body)
load 6000
loaded 6000
is_full
rm disk/first
taken "with room again"
load 4000
loaded 4000
is_full
kill_server
rm disk/second
serve disk/city
taken "after a kill"
kill_server
all_there disk/city
serve disk/city
taken "after a kill"
end_server
umount disk
finish
