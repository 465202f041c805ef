#!/bin/sh
# rights_test: who may see what, over HTTP: every route as every role against
# the committed matrix; fields by role, relation and purpose; confidential
# cases, reports and reported units; who looked, as citizen and auditor see it;
# marks of exports; what a kill leaves of the log of looks.
#
#     tests/rights_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
json='Content-Type: application/json'

# end SIGNAL: stop the server.
end() {
    kill "-$1" "$server"
    wait "$server" 2>/dev/null
    ended=$?
    server=
}

ask() {
    status=$(curl -s -m 20 -D head -o body -w '%{http_code}' "$@")
    out=$(cat body)
    head=$(tr -d '\r' <head)
    : >body
    : >head
}

# as ROLE UNIT ACCOUNT PURPOSE PATH [ARG...]: one request of staff.
as() {
    role=$1 of=$2 account=$3 purpose=$4 path=$5
    shift 5
    ask -H "@$work/token" -H "X-Gongzhi-Role: $role" -H "X-Gongzhi-Unit: $of" \
        -H "X-Gongzhi-User: $account" -H "X-Gongzhi-Purpose: $purpose" "$@" \
        "$at$path"
}

# do ROLE UNIT ACCOUNT ID COMMAND [FIELDS]
does() {
    printf '{"fields":%s}' "${6:-{\}}" >sent
    as "$1" "$2" "$3" '' "/api/v1/appeals/$4/$5" -H "$json" \
        --data-binary @sent
}

# receive FIELDS: $id, $code, $query_code, $lead.
receive() {
    printf '{"channel":"web","caller":"钱某某","contact":"13911112222",
        "place":"990101002001","place_text":"三单元门口",%s}' "$1" >sent
    ask -H "$json" --data-binary @sent "$at/api/v1/appeals"
    id=$(printf '%s' "$out" | sed 's/.*"id":"\([^"]*\)".*/\1/')
    code=$(printf '%s' "$out" | sed 's/.*"code":"\([^"]*\)".*/\1/')
    query_code=$(printf '%s' "$out" | sed 's/.*"query_code":"\([^"]*\)".*/\1/')
    lead=$(printf '%s' "$out" | sed 's/.*"lead":"\([^"]*\)".*/\1/')
    matter=$(printf '%s' "$out" | sed 's/.*"matter":"\([^"]*\)".*/\1/')
}

# lacks WHAT TEXT...: the answer is 200 and says none of it.
lacks() {
    what=$1
    shift
    [ "$status" = 200 ] || fail "$what" "status $status: $out"
    for text in "$@"; do
        if printf '%s' "$out" | grep -qF -e "$text"; then
            fail "$what" "says $text"
            return
        fi
    done
    [ "$status" != 200 ] || pass "$what"
}

# shown: the groups that the API says were shown.
shown() { printf '%s' "$out" | sed 's/.*"shown":"\([^"]*\)".*/\1/'; }

# looks SQL: so many rows the log of looks has, in the end.
looks() {
    turn=0
    while [ "$(query city "SELECT count(*) FROM access_read WHERE $1")" != "$2" ] &&
        [ $turn -lt 100 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    query city "SELECT count(*) FROM access_read WHERE $1"
}

new city
serve city
check "the server says where it listens" test -n "$port"

# Every route as every role
python3 "$root/tests/rights/walk.py" "$root" "$port" \
    "$(cat city/programs.token)" >matrix.tsv 2>walk.txt ||
    fail "the walk" "$(tail -n 3 walk.txt)"
if diff "$root/tests/golden/rights_matrix.tsv" matrix.tsv >differs; then
    pass "each role comes where the matrix says ($(wc -l <matrix.tsv) routes)"
else
    fail "each role comes where the matrix says" "$(cat differs)"
fi
same "nobody comes to a page of staff" "" \
    "$(sed -n 's/^[A-Z]*\t\(\/w[^\t]*\)\teverybody/\1/p' matrix.tsv)"
as auditor '' a-1 '' /w -H 'Accept: text/html' -X POST --data x=1
says "what is no route stays none" 405

# An open case: by relation and purpose
receive '"title":"路灯不亮","body":"门口的路灯坏了三天"'
open=$id
unit=$lead
check "a unit has it" test -n "$unit"
as handler "$lead" h-1 '' "/api/v1/appeals/$id"
same "without a purpose: facts" "public case notes" "$(shown)"
lacks "and no person" 钱某某 13911112222 坏了三天 三单元
as handler "$lead" h-1 handling "/api/v1/appeals/$id"
says "the lead sees whom to call" 200 13911112222 钱某某 坏了三天 三单元
same "and is told what he was shown" \
    "public case notes texts point contact relay" "$(shown)"
as handler "$lead" h-1 audit "/api/v1/appeals/$id"
lacks "a purpose of another role is none" 钱某某 坏了三天
as handler U_PERSONNEL h-9 handling "/api/v1/appeals/$id"
same "a unit without part sees that there is a case" public "$(shown)"
lacks "and neither units nor events" '"events"' '"lead"' 坏了三天
as dispatcher U_HOTLINE d-1 dispatching "/api/v1/appeals/$id"
says "who finds the unit reads the text" 200 坏了三天
lacks "but not whose it is" 钱某某 13911112222
as auditor '' a-1 '' "/api/v1/appeals/$id"
lacks "an auditor without a purpose sees no text" 坏了三天
does handler "$lead" h-1 "$id" sign_in
does handler "$lead" h-1 "$id" pause '{"reason":"await_test","approver":"b-2","days":1,"note":"等检测"}'
as mediator '' m-1 '' "/api/v1/appeals/$id"
lacks "notes of staff are not for others" 等检测 h-1

# A confidential case
receive '"title":"路灯不亮","body":"保密的诉求","privacy":"confidential"'
as handler "$lead" h-1 handling "/api/v1/appeals/$id"
lacks "its unit does not see who asked" 钱某某 13911112222
same "but how to reach him" "public case notes texts point contact relay" \
    "$(shown)"
ask -H "@$work/token" -H "X-Gongzhi-Role: handler" -H "X-Gongzhi-User: h-1" \
    -H "X-Gongzhi-Unit: $lead" -H "X-Gongzhi-Purpose: handling" "$at/w/$id"
says "through the platform" 200 '经平台转达' "$code" 保密的诉求
lacks "not masked either" '139****2222' '钱**'
as operator U_HOTLINE o-1 callback "/api/v1/appeals/$id"
says "the hotline connects them" 200 13911112222

# A report: two people, for a time
receive '"title":"路灯不亮","body":"有人倒卖路灯","kind":"report"'
report=$id
report_code=$query_code
as operator U_HOTLINE o-1 intake "/api/v1/appeals/$id"
lacks "who reported is shown to nobody: not to the hotline" 钱某某 13911112222
as officer U_HOTLINE g-1 data_rights "/api/v1/appeals/$id"
lacks "not to the data officer" 钱某某 13911112222
as handler "$lead" h-1 investigation "/api/v1/appeals/$id"
lacks "not to whoever investigates" 钱某某 13911112222
does handler "$lead" h-1 "$id" ask_release '{"cause":"核查时间","hours":2}'
says "he asks" 200 '"appeal_release_asked"'
as handler "$lead" h-1 investigation "/api/v1/appeals/$id"
lacks "asking opens nothing" 钱某某 13911112222
does handler "$lead" h-1 "$id" grant_release '{"account":"h-1"}'
says "he cannot grant it himself" 403 '"rule":"no_right"'
does officer U_HOTLINE h-1 "$id" grant_release '{"account":"h-1"}'
says "nor as somebody else" 409 '"rule":"four_eyes"'
does officer U_HOTLINE g-1 "$id" grant_release '{"account":"h-1"}'
says "a second person does" 200 '"appeal_released"'
as handler "$lead" h-1 investigation "/api/v1/appeals/$id"
says "then he sees" 200 钱某某 13911112222
as handler "$lead" h-2 investigation "/api/v1/appeals/$id"
lacks "and not his colleague" 钱某某 13911112222
as handler "$lead" h-1 handling "/api/v1/appeals/$id"
lacks "nor he for another purpose" 钱某某 13911112222
as officer U_HOTLINE g-1 data_rights "/api/v1/appeals/$id"
lacks "nor who granted it" 钱某某 13911112222
ask -H 'Accept: text/html' "$at/c/$report_code/audit"
says "its citizen sees each step" 200 '申请查看举报人身份' \
    '同意查看举报人身份'
lacks "by unit and post, not by account" 'h-1' 'g-1'

# A reported unit
receive '"title":"路灯不亮","body":"收钱不修","kind":"report","against":"U_MUNICIPAL"'
against=$id
against_code=$code
does dispatcher U_HOTLINE d-1 "$id" place "{\"matter\":\"$matter\"}"
does dispatcher U_HOTLINE d-1 "$id" dispatch '{"lead":"U_MUNICIPAL"}'
check "it is not given to the unit" sh -c \
    "printf '%s' '$out' | grep -q 'reported_unit\|not_at_this_stage'"
for who in handler:h-1:handling operator:o-7:intake supervisor:s-7:supervision \
    auditor:a-7:audit; do
    role=${who%%:*}
    rest=${who#*:}
    as "$role" U_MUNICIPAL "${rest%:*}" "${rest#*:}" "/api/v1/appeals/$id"
    says "of the reported unit, a $role finds no case" 404 \
        '"rule":"no_such_case"'
    ask -H "@$work/token" -H "X-Gongzhi-Role: $role" -H "X-Gongzhi-User: x-1" \
    -H "X-Gongzhi-Unit: U_MUNICIPAL" -H "X-Gongzhi-Purpose: ${rest#*:}" "$at/w/$id"
    says "nor on the page" 404
done
ask -H "@$work/token" -H "X-Gongzhi-Role: operator" -H "X-Gongzhi-User: o-7" \
    -H "X-Gongzhi-Unit: U_MUNICIPAL" --data "code=$against_code" \
    "$at/w/find"
says "nor by its code" 404
ask -H "@$work/token" -H "X-Gongzhi-Role: operator" -H "X-Gongzhi-User: o-1" \
    -H "X-Gongzhi-Unit: U_HOTLINE" --data "code=$against_code" \
    "$at/w/find"
same "where others find it" 303 "$status"
does dispatcher U_MUNICIPAL d-7 "$id" place "{\"matter\":\"$matter\"}"
says "nor by trying a command" 404 '"rule":"no_such_case"'
as operator U_MUNICIPAL o-7 '' /api/v1/appeals
lacks "nor in the list" "$against_code"
as operator U_HOTLINE o-1 '' /api/v1/appeals
says "where others find it" 200 "$against_code"
as dispatcher U_MUNICIPAL d-7 '' /api/v1/appeals.csv
lacks "nor in the table" "$against_code"
as dispatcher U_HOTLINE d-1 '' /api/v1/appeals.csv
says "where others find it" 200 "$against_code"
ask -H "@$work/token" -H "X-Gongzhi-Role: dispatcher" -H "X-Gongzhi-User: d-7" \
    -H "X-Gongzhi-Unit: U_MUNICIPAL" -H "X-Gongzhi-Purpose: dispatching" \
    "$at/w/queue"
lacks "nor in the queue" "$against_code" 收钱不修
ask -H "@$work/token" -H "X-Gongzhi-Role: dispatcher" -H "X-Gongzhi-User: d-1" \
    -H "X-Gongzhi-Unit: U_HOTLINE" -H "X-Gongzhi-Purpose: dispatching" \
    "$at/w/queue"
says "where others find it" 200 "$against_code"

# Other cases of the same citizen
receive '"title":"路灯不亮","body":"再说一次"'
ask -H "@$work/token" -H "X-Gongzhi-Role: handler" -H "X-Gongzhi-User: h-1" \
    -H "X-Gongzhi-Unit: $unit" -H "X-Gongzhi-Purpose: handling" "$at/w/$id"
says "who reads the texts sees that he asked before" 200 "/w/$open\""
lacks "but not that he reported the unit" "/w/$against" "$against_code"
ask -H "@$work/token" -H "X-Gongzhi-Role: operator" -H "X-Gongzhi-User: o-1" \
    -H "X-Gongzhi-Unit: U_HOTLINE" -H "X-Gongzhi-Purpose: intake" "$at/w/$id"
says "as the hotline does" 200 "/w/$against\""
ask -H "@$work/token" -H "X-Gongzhi-Role: handler" -H "X-Gongzhi-User: h-1" \
    -H "X-Gongzhi-Unit: $unit" "$at/w/$id"
lacks "without a purpose nothing joins them" "/w/$open\""

# Lists are of one's own unit
as handler "$unit" h-1 '' "/api/v1/appeals?limit=500"
same "a handler lists his unit's cases" "$unit" "$(printf '%s' "$out" |
    grep -o '"lead":"[^"]*"' | sort -u | sed 's/.*:"//; s/"//')"
as handler "$unit" h-1 '' "/api/v1/appeals?unit=U_POLICE"
says "and no other's" 403 '"field":"unit"'
as handler "$unit" h-1 '' "/api/v1/units/U_POLICE/deadlines.ics"
says "nor another's calendar" 403
as head U_GOV b-1 '' "/api/v1/appeals?unit=$unit"
says "who coordinates a unit lists it" 200 '"appeals":['
as system_admin '' y-1 '' /api/v1/appeals
says "who runs the program lists nothing" 403 '"rule":"no_right"'

# Who looked
for i in 1 2 3 4 5; do
    as handler "$unit" h-1 handling "/api/v1/appeals/$open"
done
same "many looks in an hour for one purpose are one" 1 "$(looks "account = 'h-1'
    AND purpose = 'handling' AND hex(case_id) = upper('$open')" 1)"
same "which says what was seen, and how he stood to it" \
    "$unit|lead|texts point contact" "$(query city "SELECT unit, relation, fields
    FROM access_read WHERE account = 'h-1' AND hex(case_id) = upper('$open')")"
same "a look at who reported is one" 1 "$(looks "account = 'h-1'
    AND fields = 'identity' AND hex(case_id) = upper('$report')" 1)"
same "the identity of who reported is on record" "h-1 identity" \
    "$(query city "SELECT account || ' ' || fields FROM access_read
    WHERE hex(case_id) = upper('$report') AND fields LIKE '%identity%'")"
same "who saw no person looked at nobody" 0 \
    "$(query city "SELECT count(*) FROM access_read WHERE account = 'h-9'")"
ask -H 'Accept: text/html' "$at/c/$report_code/access"
says "the citizen sees unit, role, purpose and what" 200 '谁看过我的资料' \
    '承办人员' '核查举报' '举报人身份'
lacks "not the officer" 'h-1' 'h-2'
as auditor '' a-1 '' "/api/v1/access?account=h-1&case=$report"
says "an auditor sees whom" 200 '"account":"h-1"' '"purpose":"investigation"' \
    '"flags":[' '"exports":['
lacks "of that case alone" "$open"
as auditor '' a-1 '' "/api/v1/access?day=2020-01-01"
says "and of a day" 200 '"reads":[]'
as auditor '' a-1 '' "/api/v1/access?day=yesterday"
says "that is one" 422 '"field":"day"'
as auditor '' a-1 '' "/api/v1/access?case=99"
says "and of a case that is there" 404
ask -H "@$work/token" -H "X-Gongzhi-Role: auditor" -H "X-Gongzhi-User: a-1" "$at/w/access?account=h-1"
says "on a page too" 200 'h-1' '核查举报' '查阅记录'
ask -H "@$work/token" -H "X-Gongzhi-Role: auditor" -H "X-Gongzhi-User: a-1" "$at/w/access?day=yesterday"
says "which says what is wrong" 422 'role="alert"'
check "the log of looks holds no text of anybody" sh -c \
    "! '$gongzhi' -d city export --json | grep access_ |
    grep -qE '钱某某|1391111|路灯'"

ask "$at/metrics"
says "how many looks were written is a figure" 200 'gongzhi_looks_waiting ' \
    'gongzhi_looks_failed_total 0' 'gongzhi_looks_written_total '

run -d city show "$report" --text
says "nor does the command line tell who reported" 0 'contact: (举报人身份' \
    有人倒卖路灯

# A list leads back to who took it
as dispatcher U_HOTLINE d-1 '' /api/v1/appeals.csv
printf '%s\n' "$out" >one.csv
as dispatcher U_HOTLINE d-1 '' /api/v1/appeals.csv
same "the same person on one day: the same" "$(cat one.csv)" "$out"
mark=$(printf '%s\n' "$head" | sed -n 's/.*appeals-\([0-9a-f]*\)\.csv.*/\1/p')
as dispatcher U_HOTLINE d-2 '' /api/v1/appeals.csv
check "another: another id in each row" sh -c \
    "[ \"\$(sed '1d; s/.*,//' one.csv | sort - | uniq | wc -l)\" -gt 3 ] &&
    ! printf '%s' '$out' | sed '1d; s/.*,//' | grep -qFf - one.csv"
turn=0
while [ -z "$(query city "SELECT mark FROM access_export
    WHERE mark = '$mark' AND rows = $(($(wc -l <one.csv) - 1))")" ] && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
same "and it is on record who" "d-1 $(($(wc -l <one.csv) - 1))" \
    "$(query city "SELECT account || ' ' || rows FROM access_export
    WHERE mark = '$mark' ORDER BY taken_at DESC LIMIT 1")"

run -d city trace one.csv
says "it leads to him" 0 "d-1 dispatcher U_HOTLINE" \
    "ids $(($(wc -l <one.csv) - 1))/$(($(wc -l <one.csv) - 1))"
same "first" d-1 "$(printf '%s' "$out" | head -n 1 | cut -d' ' -f1)"
sed -n '1p;3p' one.csv >row.csv
run -d city trace row.csv
same "one row is enough" "0 d-1 ids 1/1" "$status $(printf '%s' "$out" |
    head -n 1 | sed 's/^\([^ ]*\).*\(ids 1.1\).*/\1 \2/')"
for i in $(seq 60); do
    receive "\"title\":\"路灯 $i\""
done
as dispatcher U_HOTLINE d-2 '' /api/v1/appeals.csv
printf '%s\n' "$out" | sed 's/,[^,]*$//' | sed '2,9d' >cut.csv
turn=0
while [ "$(query city "SELECT max(rows) FROM access_export
    WHERE account = 'd-2'")" -lt 60 ] && [ $turn -lt 100 ]; do
    turn=$((turn + 1))
    sleep 0.05
done
run -d city trace cut.csv
same "without ids and its head, the order leads to him" "d-2" \
    "$(printf '%s' "$out" | head -n 1 | cut -d' ' -f1)"
printf 'code\nx\n' >none.csv
run -d city trace none.csv
says "what is no list" 1 'no column number'

# Ends
as supervisor '' s-1 supervision "/api/v1/appeals/$open"
same "a look is written by itself" 1 "$(looks "account = 's-1'" 1)"
end KILL
same "and is there after a kill" 1 \
    "$(query city "SELECT count(*) FROM access_read WHERE account = 's-1'")"
looked=$(query city 'SELECT count(*) FROM access_read')
serve city
as supervisor '' s-2 supervision "/api/v1/appeals/$open"
end TERM
same "the server ends well" 0 $ended
same "an orderly end loses nothing" $((looked + 1)) \
    "$(query city 'SELECT count(*) FROM access_read')"
rows() { query city 'SELECT * FROM access_read; SELECT * FROM access_export;
    SELECT * FROM appeal_reported' | sort; }
rows >was
run -d city rebuild
rows >is
check "a rebuild makes the same rows" cmp was is
run -d city verify
says "and the log is whole" 0
check "nothing personal in the server's log" sh -c \
    "! grep -qE '钱某某|1391111|坏了三天' log.txt"
finish
