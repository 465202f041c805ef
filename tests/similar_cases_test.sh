#!/bin/sh
# similar_cases_test: similar cases over HTTP: found when they came, with the rights
# of whoever asks, each noted as a look; gone when a citizen is erased; the
# index kept over restarts and made anew when it is lost.
#
#     tests/similar_cases_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
json='Content-Type: application/json'

ask() {
    status=$(curl -s -m 20 -H "@$work/token" -o body -w '%{http_code}' "$@")
    out=$(cat body)
}

# receive CONTACT TITLE BODY: $id, $lead.
receive() {
    printf '{"channel":"web","contact":"%s","title":"%s","body":"%s",
        "place":"990101002001"}' "$@" >sent
    ask -H "$json" --data-binary @sent "$at/api/v1/appeals"
    id=$(printf '%s' "$out" | jq -r .id)
    lead=$(printf '%s' "$out" | jq -r '.lead // ""')
}

# similar ROLE UNIT ACCOUNT PURPOSE JSON
similar() {
    printf '%s' "$5" >sent
    ask -H "$json" -H "X-Gongzhi-Role: $1" -H "X-Gongzhi-Unit: $2" \
        -H "X-Gongzhi-User: $3" -H "X-Gongzhi-Purpose: $4" \
        --data-binary @sent "$at/api/v1/similar"
}

# found ROLE UNIT ACCOUNT PURPOSE JSON: the ids, when the index has followed.
found() {
    turn=0
    similar "$@"
    while ! printf '%s' "$out" | jq -e '.behind == 0' >/dev/null &&
        [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
        similar "$@"
    done
    printf '%s' "$out" | jq -r '[.similar[].id] | join(" ")'
}

new city
serve city
receive 13911112222 路灯不亮 幸福路口的路灯坏了三天晚上看不见路
lamp=$id
unit=$lead
receive 13911113333 路灯不亮 公园里的路灯不亮散步的人容易摔倒
park=$id
receive 13911114444 夜间施工 工地夜里还在打桩吵得孩子睡不着
noise=$id
check "a unit has it" test -n "$unit"

question='{"text":"幸福路口路灯坏了好几天"}'
same "the nearest case is first" "$lamp $park" \
    "$(found dispatcher U_HOTLINE d-1 dispatching "$question")"
found dispatcher U_HOTLINE d-1 dispatching "$question" >ids
check "with what is the same in it" sh -c 'jq -e "
    .similar[0].shared[0] == \"幸福路口\" and .similar[0].stage != \"\" and
    .similar[0].share > .similar[1].share and (.similar[0].code | length) == 24
    " body' -
same "as many as are wanted" "$lamp" "$(found dispatcher U_HOTLINE d-1 \
    dispatching '{"text":"幸福路口路灯坏了好几天","limit":1}')"
same "only of a place" "" "$(found dispatcher U_HOTLINE d-1 \
    dispatching '{"text":"幸福路口路灯坏了好几天","place":"88"}')"

# Rights
same "without a purpose nothing is found" "" \
    "$(found dispatcher U_HOTLINE d-1 '' "$question")"
same "an auditor without a purpose neither" "" \
    "$(found auditor '' a-1 '' "$question")"
same "a unit finds its own cases" "$lamp $park" \
    "$(found handler "$unit" h-1 handling "$question")"
same "another unit finds none" "" \
    "$(found handler U_PERSONNEL h-2 handling "$question")"
similar system_admin '' s-1 '' "$question"
same "who reads no texts may not ask" 403 "$status"
ask -H "$json" --data-binary @sent "$at/api/v1/similar"
same "nor may nobody" 403 "$status"
turn=0
while [ "$(query city "SELECT count(*) FROM access_read WHERE account = 'h-1'")" \
    -lt 2 ] && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
same "each case that was shown was looked at, its texts alone" "texts texts" \
    "$(query city "SELECT group_concat(fields, ' ') FROM access_read
        WHERE account = 'h-1'")"

# What is asked
for wrong in '{}' '{"text":""}' '{"text":1}' '{"text":"灯","limit":0}' \
    '{"text":"灯","limit":"x"}' '{"text":"灯","place":1}' \
    '{"text":"灯","other":1}'; do
    similar dispatcher U_HOTLINE d-1 dispatching "$wrong"
    same "refused: $wrong" 422 "$status"
done

# Kept, and made anew
check "no word of a citizen stands in the files" sh -c '! grep -rq 路灯 city/similar'
serve city
same "the index outlives a restart" "$lamp $park" \
    "$(found dispatcher U_HOTLINE d-1 dispatching "$question")"
same "and was not made anew" 1 "$(grep -c 'made anew' log.txt)"
kill -9 $server
wait $server 2>/dev/null
server=
rm "$(ls city/similar/*.seg | head -n 1)"
serve city
same "a file that is lost is made anew" "$lamp $park" \
    "$(found dispatcher U_HOTLINE d-1 dispatching "$question")"
same "which is told" 2 "$(grep -c 'made anew' log.txt)"

# Erased
printf '{"fields":{"basis":"个人信息保护法第四十七条"}}' >sent
ask -H "$json" -H "X-Gongzhi-Role: officer" -H "X-Gongzhi-User: f-1" \
    --data-binary @sent "$at/api/v1/appeals/$lamp/erase"
same "a citizen is erased" 200 "$status"
same "and found no more" "$park" \
    "$(found dispatcher U_HOTLINE d-1 dispatching "$question")"
serve city
same "after a restart neither" "$park" \
    "$(found dispatcher U_HOTLINE d-1 dispatching "$question")"
stop
rm -r city/similar
serve city
same "nor in an index that is new" "$park" \
    "$(found dispatcher U_HOTLINE d-1 dispatching "$question")"
same "others are found as before" "$noise" "$(found dispatcher U_HOTLINE d-1 \
    dispatching '{"text":"夜里打桩","limit":1}')"

finish
