#!/bin/sh
# knowledge_test: entries that people look up, over HTTP: written by a unit,
# published by another person, found by anybody, gone when withdrawn or over;
# who may do what; kept over a restart and a rebuild.
#
#     tests/knowledge_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
json='Content-Type: application/json'

ask() {
    status=$(curl -s -m 20 -H "@$work/token" -o body -w '%{http_code}' "$@")
    out=$(cat body)
}

# as ROLE UNIT ACCOUNT PATH [ARG...]
as() {
    role=$1 of=$2 account=$3 path=$4
    shift 4
    ask -H "$json" -H "X-Gongzhi-Role: $role" -H "X-Gongzhi-Unit: $of" \
        -H "X-Gongzhi-User: $account" "$@" "$at$path"
}

# does ROLE UNIT ACCOUNT COMMAND [FIELDS]: to the entry $id.
does() {
    printf '{"fields":%s}' "${5:-{\}}" >sent
    as "$1" "$2" "$3" "/api/v1/knowledge/$id/$4" --data-binary @sent
}

rule() { printf '%s' "$out" | jq -r '.rule // ""'; }

# found QUERY: the titles that anybody finds.
found() {
    curl -s -m 20 -G --data-urlencode "q=$1" "$at/open/knowledge" |
        jq -r '[.knowledge[].title] | join(" ")'
}

new city
serve city
cat >water.json <<'EOF'
{"title":"停水了怎么查恢复时间","question":"家里没水了，什么时候来水？",
 "answer":"在供水公告里按街道查，也可以打热线问。","matter":"M0201",
 "basis":"城市供水条例","unit":"U_WATER","valid_until":"2099-12-31"}
EOF
matter=$(awk -F, 'NR > 1 && $2 != "" { print $1; exit }' "$book/matters.csv")
sed -i "s/M0201/$matter/" water.json
as handler U_WATER h-1 /api/v1/knowledge --data-binary @water.json
same "a unit writes an entry" 201 "$status"
id=$(printf '%s' "$out" | jq -r .id)
same "which waits for nobody yet" written \
    "$(printf '%s' "$out" | jq -r .draft)"
same "and is found by nobody" "" "$(found 停水)"
as handler U_ROADS h-9 /api/v1/knowledge --data-binary @water.json
same "another unit does not write for it" 403 "$status"
does head U_WATER k-1 approve
same "nothing is published before it was submitted" knowledge_stage "$(rule)"
as handler U_WATER h-1 "/api/v1/knowledge/$id/submit" --data-binary '{"note":"x"}'
same "a command has fields and nothing beside them" want_fields_only "$(rule)"
does handler U_WATER h-1 submit
same "it is submitted" submitted "$(printf '%s' "$out" | jq -r .draft)"
does handler U_WATER h-1 approve
same "not approved by a role that may not" 403 "$status"
does head U_WATER h-1 approve
same "nor by the account that wrote it, in another role" four_eyes "$(rule)"
does head U_SOUTH k-2 approve
same "nor by the head of another unit" 403 "$status"
does head U_WATER k-1 send_back '{"note":"请写明热线号码"}'
same "it is sent back with a reason" "written 请写明热线号码" \
    "$(printf '%s' "$out" | jq -r '.draft + " " + .note')"
sed 's/热线问/热线 12345 问/' water.json >again.json
does handler U_WATER h-1 revise "$(cat again.json)"
does handler U_WATER h-1 submit
does legal_officer U_HOTLINE l-1 approve
same "and published by another" "published 1" \
    "$(printf '%s' "$out" | jq -r '"\(.live) \(.edition)"')"
same "anybody finds it" 停水了怎么查恢复时间 "$(found '我家停水了怎么办')"
same "in traditional characters too" 停水了怎么查恢复时间 \
    "$(found '停水了怎麼查恢復時間')"
same "and not by what has nothing to do with it" "" "$(found '公园的长椅坏了')"
ask "$at/open/knowledge?matter=$matter"
check "with what is written there" sh -c 'jq -e "
    .knowledge | length == 1 and .[0].basis == \"城市供水条例\" and
    (.[0].answer | contains(\"12345\")) and .[0].unit == \"U_WATER\"" body' -
ask "$at/open/knowledge?matter=M9999"
same "nothing under another matter" 0 \
    "$(printf '%s' "$out" | jq '.knowledge | length')"

# Lists of the staff
as auditor '' a-1 '/api/v1/knowledge?live=published&unit=U_WATER'
same "staff lists them" "$id" \
    "$(printf '%s' "$out" | jq -r '[.knowledge[].id] | join(" ")')"
as auditor '' a-1 '/api/v1/knowledge?soon=1'
same "not among those that are soon over" 0 \
    "$(printf '%s' "$out" | jq '.knowledge | length')"
as auditor '' a-1 '/api/v1/knowledge?after=rubbish'
same "a malformed place to go on from is refused" 422 "$status"
ask "$at/api/v1/knowledge"
same "the list is for staff" 403 "$status"
as auditor '' a-1 /api/v1/knowledge/00000000000000000000000000000001
same "what is not there" 404 "$status"

# A reply rests on it
printf '{"channel":"hotline","title":"家里停水","body":"家里停水两天了",
    "contact":"13911112222","place":"990101002001"}' >sent
ask -H "$json" --data-binary @sent "$at/api/v1/appeals"
case=$(printf '%s' "$out" | jq -r .id)
lead=$(printf '%s' "$out" | jq -r '.lead // ""')
# tells COMMAND FIELDS: the lead to the case.
tells() {
    printf '{"fields":%s}' "$2" >sent
    as handler "$lead" h-1 "/api/v1/appeals/$case/$1" --data-binary @sent
}
tells sign_in '{}'
tells contact '{"reached":1,"how":"phone"}'
tells reply '{"outcome":"supported","text":"已恢复供水",
    "knowledge":"00000000000000000000000000000001"}'
same "not on one that is not there" no_such_knowledge "$(rule)"
tells reply "{\"outcome\":\"supported\",\"text\":\"已恢复供水\",
    \"knowledge\":\"$id\"}"
same "a reply may name an entry" 200 "$status"
as auditor '' a-1 "/api/v1/knowledge/$id"
same "and is counted with it" 1 "$(printf '%s' "$out" | jq .used)"

# A newer text
sed 's/停水了怎么查恢复时间/停水恢复时间查询/; s/2099/2098/' water.json >new.json
does operator U_HOTLINE o-1 revise "$(cat new.json)"
same "while a newer text is written" 停水了怎么查恢复时间 "$(found 停水恢复时间)"
does operator U_HOTLINE o-1 submit
does approver U_WATER p-1 approve
same "and then the newer one is found" 停水恢复时间查询 "$(found 停水恢复时间)"
day=$(date -d '+10 days' +%F)
sed "s/2099-12-31/$day/" water.json >soon.json
does operator U_HOTLINE o-1 revise "$(cat soon.json)"
does operator U_HOTLINE o-1 submit
does approver U_WATER p-1 approve
as auditor '' a-1 '/api/v1/knowledge?soon=1'
same "one that is soon over is listed" "$id" \
    "$(printf '%s' "$out" | jq -r '[.knowledge[].id] | join(" ")')"
does operator U_HOTLINE o-1 revise "$(sed 's/2099-12-31/2001-01-01/' water.json)"
same "none that is over already" knowledge_over "$(rule)"
does operator U_HOTLINE o-1 revise "$(sed 's/2099-12-31/morgen/' water.json)"
same "a day must be one" not_a_day "$(rule)"
does operator U_HOTLINE o-1 revise "$(sed 's/U_WATER/U_NONE/' water.json)"
same "a unit must be one" unknown_unit "$(rule)"
does operator U_HOTLINE o-1 tick
same "nobody plays the clock" 404 "$status"

# The same again
as handler U_WATER h-1 /api/v1/knowledge --data-binary @water.json \
    -H 'Idempotency-Key: 0123456789abcdef'
first=$(printf '%s' "$out" | jq -r .id)
as handler U_WATER h-1 /api/v1/knowledge --data-binary @water.json \
    -H 'Idempotency-Key: 0123456789abcdef'
same "a request sent twice writes once" "200 $first" \
    "$status $(printf '%s' "$out" | jq -r .id)"

# Over a restart and a rebuild
stop
run -d city rebuild
says "the readings are made anew" 0
serve city
same "and it is still found" 停水了怎么查恢复时间 "$(found 停水)"
as auditor '' a-1 "/api/v1/knowledge/$id"
same "with the replies that rest on it" 1 "$(printf '%s' "$out" | jq .used)"
does operator U_HOTLINE o-1 withdraw '{"reason":"公告搬家了"}'
same "a wrong answer is withdrawn" withdrawn \
    "$(printf '%s' "$out" | jq -r .live)"
same "and found no more" "" "$(found 停水)"
as operator U_HOTLINE o-1 /api/v1/openapi.json
check "the description knows its commands" sh -c 'jq -e "
    .components.schemas | has(\"knowledge_write\") and
    has(\"knowledge_send_back\") and (has(\"knowledge_tick\") | not)" body' -
stop
run -d city verify
says "the log is whole" 0
finish
