#!/bin/sh
# reply_cli_test: gongzhi reply as its users see it.
#
#     tests/reply_cli_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

cat >rows.csv <<'END'
id,title,detail,time,reply,reply_time
1,路灯不亮,门口路灯不亮,2026/9/1 8:00:00,"根据《城市照明管理规定》，门口路灯已修复，9月3日验收。如有问题请拨打0990-1234567联系我们。感谢您的来信和监督。2026年9月4日",2026/9/4 9:00:00
2,小区积水,门口积水,2026-09-01,已转有关部门核处,
3,x
4,路灯不亮,门口路灯不亮,2026/2/1,已修复,2026/2/31
END
run reply --rulebook "$book" rows.csv
says "rows of another length are told" 1 "rows.csv:4: another number of cells"
same "a whole reply, and its days" '"1",yes,yes,yes,yes,' \
    "$(printf '%s\n' "$out" | sed -n '/^"1"/s/\(yes,yes,yes,yes,\).*/\1/p')"
same "its days" 3 "$(printf '%s\n' "$out" | sed -n '/^"1"/s/.*,//p')"
same "a day that does not exist tells no days" '' \
    "$(printf '%s\n' "$out" | sed -n '/^"4"/s/.*,//p')"
same "one that only passes it on" '"2",no,no,no,no,0,0,"核处; 有关部门",' \
    "$(printf '%s\n' "$out" | grep '^"2"' | sed 's/"有关部门; 核处"/"核处; 有关部门"/')"
printf 'id,reply\n1,x\n' >less.csv
run reply --rulebook "$book" less.csv
says "a column that is not there" 1 "no column detail"
run reply --rulebook "$book" --rulebok rows.csv
says "an unknown option" 2 "--rulebok"

# The same over HTTP
new city
serve city
ask() {
    status=$(curl -s -o body -w '%{http_code}' -H "@$work/token" \
        -H 'X-Gongzhi-Role: handler' -H 'Content-Type: application/json' \
        --data-binary "$1" "$at/api/v1/reply_check")
    out=$(cat body)
}
ask '{"title":"路灯不亮","text":"路灯已修复，已转有关部门核处"}'
says "the API says what is there and what is not" 200 '"basis":false' \
    '"result":true' '"elsewhere":false' '"word":"核处","instead":"查处理"'
ask '{"title":"路灯不亮"}'
says "a reply must be there" 422 required
ask '{"text":"x","more":1}'
says "and nothing else" 422 unknown_field '"field":"more"'
ask '{"text":""}'
says "that says something" 422 required '"field":"text"'
ask '{"text":"x","title":1}'
says "texts are texts" 422 want_text_or_number '"field":"title"'

finish
