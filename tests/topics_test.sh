#!/bin/sh
# topics_test: topics over HTTP: found as cases come, with the rights of whoever
# asks, masked; gone when a citizen is erased; found again after a restart.
#
#     tests/topics_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
json='Content-Type: application/json'

ask() {
    status=$(curl -s -m 20 -H "@$work/token" -o body -w '%{http_code}' "$@")
    out=$(cat body)
}

# receive CONTACT PRIVACY TITLE: $id.
receive() {
    printf '{"channel":"web","contact":"%s","privacy":"%s","title":"%s",
        "body":"请尽快处理","place":"990101002001"}' "$@" >sent
    ask -H "$json" --data-binary @sent "$at/api/v1/appeals"
    id=$(printf '%s' "$out" | jq -r .id)
}

# topics PATH ROLE
topics() {
    ask -H "X-Gongzhi-Role: $2" -H "X-Gongzhi-User: d-1" \
        -H "X-Gongzhi-Unit: U_HOTLINE" "$at/api/v1/topics$1"
}

# until FILTER: ask until jq says that it is so.
until_so() {
    turn=0
    topics "" dispatcher
    while ! printf '%s' "$out" | jq -e "$1" >/dev/null && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.1
        topics "" dispatcher
    done
    printf '%s' "$out" | jq -e "$1" >/dev/null
}

new city
serve city
topics "" dispatcher
same "no topics at first" "200 0" "$status $(printf '%s' "$out" | jq .all)"
receive 13911110001 open 河东新苑旁边搅拌站夜间噪音
first=$id
receive 13911110002 open 河东新苑搅拌站粉尘污染电话13812345678
receive 13911110002 open 河东新苑搅拌站粉尘污染还在
receive 13911110003 confidential 河东新苑搅拌站老板行贿
receive 13911110004 open 幼儿园收费太高
check "two people are no topic" until_so '.all == 0 and .behind == 0'
receive 13911110005 open 投诉河东新苑搅拌站何时搬走电话13812345678
last=$id
check "three are, and confidence is kept" until_so \
    '.all == 1 and .topics[0].people == 3 and .topics[0].cases == 4'
topics "" dispatcher
number=$(printf '%s' "$out" | jq '.topics[0].topic')
check "its name has place and matter" sh -c 'printf "%s" "$1" | jq -e "
    .topics[0].name | contains(\"河东新苑\") and contains(\"搅拌站\")"' - "$out"
same "and no number of a person" 0 "$(printf '%s' "$out" | grep -c 13812345678)"

topics "/$number" dispatcher
same "its cases are links" "200 4 /api/v1/appeals/$first" "$status $(printf '%s' "$out" |
    jq -r '"\(.members | length) \(.members[0].href)"')"
topics "/12345" dispatcher
same "another number is nothing" 404 "$status"
topics "?limit=0" dispatcher
same "a limit has bounds" 422 "$status"
topics "" handler
same "who has no right is refused" 403 "$status"

stop
serve city
check "after a restart it is found again" until_so \
    ".all == 1 and .topics[0].topic == $number and .topics[0].cases == 4"
printf '{"fields":{"basis":"个人信息保护法第四十七条"}}' >sent
ask -H "$json" -H "X-Gongzhi-Role: officer" -H "X-Gongzhi-User: o-1" \
    --data-binary @sent "$at/api/v1/appeals/$last/erase"
check "an erased case leaves, and two are no topic" until_so \
    '.all == 0 and .behind == 0'
finish
