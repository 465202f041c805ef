#!/bin/sh
# topics_cli_test: gongzhi topics as its users see it.
#
#     tests/topics_cli_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

cat >some.csv <<'END'
id,user,title,time,detail,against,agree,place
a1,u1,河东新苑旁边的搅拌站夜间噪音,2026-09-01T10:00+08:00,睡不着,0,3,330106
a2,u2,投诉河东新苑附近搅拌站粉尘污染,2026/9/2 8:00:00,,0,0,330106
a3,u3,河东新苑搅拌站何时搬走,2026/9/3 8:00:00,,1,0,330108
a4,u3,河东新苑搅拌站何时搬走？,2026/9/4 8:00:00,,,,330106
b1,u4,东风路公交车站牌被撞倒,2026/9/4 9:00:00,,0,0,
END
run topics some.csv
says "a topic has name, place, span and members" 0 '"name":"河东新苑 搅拌站' \
    '"where":"河东新苑"' '"place":"330106"' '"messages":4,"people":3' \
    '"agree":3,"against":1' '"from":"2026-09-01T10:00:00+08:00"' \
    '"members":["a1","a2","a3","a4"]'
same "one person is no topic" 1 "$(echo "$out" | grep -c '"topic"')"
same "unless he is asked for" 2 \
    "$("$gongzhi" topics --people 1 some.csv | jq -s length)"
same "the order of rows does not matter" "$out" \
    "$({ sed -n 1p some.csv; sed 1d some.csv | sort -r; } | "$gongzhi" topics -)"
# 2 + 1.5 + 1 people, 14 days later half of it: u3's last is a4
heat=$("$gongzhi" topics --by heat --half-life 1 --now 2026-09-05T08:00:00+08:00 \
    some.csv | jq .heat)
check "heat halves with each half life" sh -c 'awk "BEGIN {
    h = 2 * 2 ^ (-94 / 24) + 2 ^ -3 + 1.5 / 2
    exit !($1 - h < .01 && h - $1 < .01) }"' - "$heat"
same "the window lets go" 2 \
    "$("$gongzhi" topics --window 1 --people 1 some.csv | jq -s 'map(.messages) | add')"

printf 'id,title,time,agree\n1,x,,\n,x,2026-09-01,\n3,,2026-09-01,\n4,x,2026-09-01,-1\n5,y,2026-09-01,\n5,y,2026-09-01,\n' >bad.csv
run topics --people 1 bad.csv
says "rows that cannot be used are told, the others are taken" 1 "bad.csv:2: " \
    "bad.csv:3: " "bad.csv:4: " "bad.csv:5: " "bad.csv:7: " '"members":["5"]'
printf 'id,title\n1,x\n' >short.csv
run topics short.csv
says "a column that is missing is named" 1 "time"
run topics --by size some.csv
same "there is no such order" 2 "$status"
finish
