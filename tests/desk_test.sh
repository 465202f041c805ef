#!/bin/sh
# desk_test: the operator's desk and the handling path over HTTP: what would
# become of a text, cases like it, texts said again, entries that answer it;
# which units handled such cases, and whose answers are shown to whom.
#
#     tests/desk_test.sh [PROGRAM]
#
# Listens on a free port of 127.0.0.1 only.
. "$(dirname "$0")/test_kit.sh"
json='Content-Type: application/json'

ask() {
    status=$(curl -s -m 20 -H "@$work/token" -o body -w '%{http_code}' "$@")
    out=$(cat body)
}

# as ROLE UNIT ACCOUNT PURPOSE PATH JSON
as() {
    printf '%s' "$6" >sent
    ask -H "$json" -H "X-Gongzhi-Role: $1" -H "X-Gongzhi-Unit: $2" \
        -H "X-Gongzhi-User: $3" -H "X-Gongzhi-Purpose: $4" \
        --data-binary @sent "$at$5"
}

got() { printf '%s' "$out" | jq -r "$1"; }

# receive CONTACT TITLE BODY: $id, $lead.
receive() {
    printf '{"channel":"web","contact":"%s","title":"%s","body":"%s",
        "place":"990101002001"}' "$@" >sent
    ask -H "$json" --data-binary @sent "$at/api/v1/appeals"
    id=$(got .id)
    lead=$(got '.lead // ""')
}

# tells COMMAND FIELDS: the lead to the case.
tells() {
    as handler "$lead" h-1 '' "/api/v1/appeals/$id/$1" "{\"fields\":$2}"
}

# desk ROLE UNIT PURPOSE JSON: when the index has followed.
desk() {
    turn=0
    as "$1" "$2" t-1 "$3" /api/v1/desk "$4"
    while [ "$(got .behind)" != 0 ] && [ $turn -lt 200 ]; do
        turn=$((turn + 1))
        sleep 0.05
        as "$1" "$2" t-1 "$3" /api/v1/desk "$4"
    done
}

new city
serve city
for n in 1 2 3 4; do
    receive "1391111222$n" 路灯不亮 "幸福路口第 $n 盏路灯坏了三天晚上看不见路"
    unit=$lead
    tells sign_in '{}'
    tells contact '{"reached":1,"how":"phone"}'
    tells reply "{\"outcome\":\"supported\",
        \"text\":\"已换第 $n 盏灯，请联系张建国 13811112222 核实\"}"
done
receive 13911113333 夜间施工 工地夜里还在打桩吵得孩子睡不着

said='{"text":"幸福路口的路灯坏了好几天晚上看不见路"}'
desk operator U_HOTLINE intake "$said"
same "the desk answers" 200 "$status"
check "it says matter, level, unit and time, with reasons" jq -e '
    .suggestion | (.matter | startswith("M")) and .level == "L3" and
    (.unit | length) > 0 and .confidence > 0 and (.because | length) > 0 and
    (.due_at | length) > 0' body
same "the same that the intake does" "$unit" "$(got .suggestion.unit)"
matter=$(got .suggestion.matter)
check "and similar cases" jq -e '.similar | length == 4' body
same "which are not the same text" false "$(got .repeat)"
desk operator U_HOTLINE intake \
    '{"text":"路灯不亮 幸福路口第 2 盏路灯坏了三天晚上看不见路"}'
same "a text said again is flagged" "true true" "$(got '"\(.repeat) \(.similar[0].repeat)"')"
desk operator U_HOTLINE '' "$said"
same "without a purpose no case is shown" 0 "$(got '.similar | length')"
desk operator U_HOTLINE intake '{"text":"楼上正在着火"}'
check "an emergency has its exit" jq -e '.suggestion.exit == "E1"' body
desk operator U_HOTLINE intake '{"text":"你们好"}'
check "what is not sure has no matter, and says why" jq -e '
    .suggestion.matter == "" and (.suggestion.why | length) > 0' body
desk operator U_HOTLINE intake '{"text":"你们好","matter":"'"$matter"'","place":"990101002001"}'
same "with the matter given the unit follows" "$matter $unit" \
    "$(got '.suggestion | "\(.matter) \(.unit)"')"

# What can be answered at once
as operator U_HOTLINE o-1 '' /api/v1/knowledge '{"title":"路灯不亮找谁修",
    "question":"路灯坏了多久修好？","answer":"三天内修好。","basis":"虚构的规定",
    "unit":"'"$unit"'"}'
entry=$(got .id)
as operator U_HOTLINE o-1 '' "/api/v1/knowledge/$entry/submit" '{}'
as legal_officer U_HOTLINE l-1 '' "/api/v1/knowledge/$entry/approve" '{}'
desk operator U_HOTLINE intake "$said"
same "an entry that answers it is there" 路灯不亮找谁修 \
    "$(got '.knowledge[0].title')"
desk operator U_HOTLINE intake '{"text":"工地夜里还在打桩"}'
same "and not where it does not" 0 "$(got '.knowledge | length')"

# Refusals
as operator U_HOTLINE o-1 intake /api/v1/desk '{}'
same "a text is needed" "422 text" "$status $(got .field)"
as operator U_HOTLINE o-1 intake /api/v1/desk '{"text":"x","matter":"M9999"}'
same "a matter must be one" unknown_matter "$(got .rule)"
as operator U_HOTLINE o-1 intake /api/v1/desk '{"text":"x","place":"1"}'
same "a place must be one" unknown_place "$(got .rule)"
as operator U_HOTLINE o-1 intake /api/v1/desk '{"text":1}'
same "a text is a text" "422 want_text_or_number text" "$status $(got .rule) $(got .field)"
as operator U_HOTLINE o-1 intake /api/v1/desk '{"text":"x","more":"y"}'
same "nothing else is taken, and what it was is said" "unknown_field more" \
    "$(got .rule) $(got .field)"
as system_admin '' s-1 '' /api/v1/desk "$said"
same "the desk is not for those who read no texts" 403 "$status"

# The handling path
receive 13911115555 路灯坏了 幸福路口的路灯又坏了看不见路
tells sign_in '{}'
tells contact '{"reached":1,"how":"phone"}'
tells reply "{\"outcome\":\"supported\",\"text\":\"已修\",
    \"knowledge\":\"$entry\"}"
desk operator U_HOTLINE intake "$said"
as operator U_HOTLINE o-1 intake /api/v1/path "$said"
same "the path answers" 200 "$status"
check "by unit: cases, in time, working time" jq -e --arg unit "$unit" '
    .units | length == 1 and .[0].unit == $unit and .[0].cases == 5 and
    .[0].on_time == 5 and .[0].timed == 5 and .[0].median_minutes == 0' body
check "nobody rated, so no figure is made up" jq -e '
    .units[0] | has("satisfied_permille") | not' body
same "the newest answers" 3 "$(got '.replies | length')"
check "without what tells who somebody is" sh -c '! grep -q 13811112222 body'
same "and the entry that one rests on" "路灯不亮找谁修 1" \
    "$(got '.knowledge[0] | "\(.title) \(.used)"')"
as handler "$unit" h-1 handling /api/v1/path "$said"
same "a unit reads its own answers" 3 "$(got '.replies | length')"
as handler U_PERSONNEL h-2 handling /api/v1/path "$said"
same "another unit sees the figures" 5 "$(got '.units[0].cases')"
same "and no answer" 0 "$(got '.replies | length')"
as handler U_PERSONNEL h-2 handling /api/v1/path '{"text":"工地夜里还在打桩"}'
same "of few cases no unit is named" 0 "$(got '.units | length')"

# Of a case that stands in the index itself: it is not what others are measured by
for n in 1 2 3; do
    receive "1391111666$n" 一二三 "呼噜呼噜响个不停，第 $n 回了"
done
receive 13911117777 四五六 "呼噜呼噜响个不停$(printf '，%s' 甲乙丙丁 戊己庚辛 壬癸子丑 \
    寅卯辰巳 午未申酉 戌亥鼠牛 虎兔龙蛇 马羊猴鸡)"
desk operator U_HOTLINE intake '{"text":"呼噜呼噜响个不停"}'
ask -H 'X-Gongzhi-Role: operator' -H 'X-Gongzhi-Unit: U_HOTLINE' \
    -H 'X-Gongzhi-User: o-1' -H 'X-Gongzhi-Purpose: intake' "$at/w/$id?path=1"
check "those nearest to it are added up" grep -q '看了 3 件相近' body
stop
looks=$(query city "SELECT count(*) FROM access_read WHERE account = 'h-2'")
same "who read no text left no look" 0 "$looks"
check "who did has left them" test \
    "$(query city "SELECT count(*) FROM access_read WHERE account = 'h-1' AND purpose = 'handling'")" -ge 3
run -d city verify
says "the log is whole" 0
finish
