#!/bin/sh
# import_test: real history goes through the whole pipeline, once.
#
#     tests/import_test.sh [PROGRAM]
#
# The three real files are looked for in $GONGZHI_SHARED, else ../shared; where
# they are not, only made-up rows are imported.
. "$(dirname "$0")/test_kit.sh"
shared=${GONGZHI_SHARED:-$root/../shared}/data
maps=$book/import

# take DIR NAME FILE: import FILE by NAME.map.
take() {
    run -d "$1" import --map "$maps/$2.map" --rules-as-of 2026-01-01 "$3"
}
# tables DIR FILE: every table, as text.
tables() {
    for table in $(query "$1" "SELECT name FROM sqlite_schema
        WHERE type = 'table' ORDER BY name"); do
        echo "-- $table"
        query "$1" ".dump $table"
    done >"$2"
}
cases() { query "$1" "SELECT count(*) FROM appeal"; }
records() { query "$1" "SELECT sum(n) FROM batch"; }

# Made-up rows: what cannot be taken is named with its line and why.
new small
{
    echo 'id,user,title,time,detail,against,agree'
    echo '1,u1,路灯不亮,2019/2/28 11:25:05,小区门口的路灯不亮,0,0'
    echo '2,u1,路灯不亮,2019/13/28 11:25:05,没有这个月,0,0'
    echo ',u1,路灯不亮,2019/2/28 11:25:05,没有编号,0,0'
    echo '1,u2,井盖坏了,2019/3/28 11:25:05,编号重复,0,0'
    echo '3,u1,,2019/2/28 11:25:05,,0,0'
    echo '4,u1,"有""引号""的标题",2019/3/1 11:25:05,"两行'
    echo '文字",0,0'
    echo '"=5""x",u1,路灯不亮,昨天,时间读不出,0,0'
    awk 'BEGIN { printf "6,u1,太长,2019/3/1 11:25:05,"
        for (i = 0; i < 20001; i++) printf "字"
        print ",0,0" }'
    echo '7,u1,路灯不亮,2019/2/30 11:25:05,没有这一天,0,0'
} >rows.csv
take small supported rows.csv
says "two rows of nine are taken" 0 "2 件 taken" "0 件早已导入" \
    "import-supported.rejects.csv"
cp small/import-supported.rejects.csv rejects
# rejected WHAT LINE_OF_THE_REJECT_FILE
rejected() { check "rejected: $1" grep -qF "$2" rejects; }
rejected "no such month" '3,"2","time:'
rejected "no id" '4,"","outside_id:'
rejected "an id for the second time" '5,"1","outside_id: 与第 2 行'
rejected "no words" '6,"3","title:'
rejected "no time, behind a row of two lines" "9,\"'=5\"\"x\",\"time:"
rejected "too long" '10,"6","detail: 超过 20000'
rejected "no such day" '11,"7","time:'
same "no other" 8 "$(wc -l <rejects)"
before=$(records small)
take small supported rows.csv
says "a second run takes nothing" 0 "0 件 taken" "2 件早已导入"
same "and adds nothing" "$before" "$(records small)"

# wrong WHAT TEXT: the file as a whole cannot be read; nothing is taken.
wrong() {
    take small supported broken.csv
    says "$1" 1 "broken.csv:$2"
    same "$1: nothing is taken" "$before" "$(records small)"
}
head='id,user,title,time,detail,against,agree'
printf '%s\n8,u,好,2019/2/28 11:25:05,x,0,0\n9,u,"没有完' "$head" >broken.csv
wrong "a quote that never ends" 3:5:
printf '%s\n8,u,"坏"了,2019/2/28 11:25:05,x,0,0\n' "$head" >broken.csv
wrong "a quote inside a cell" 2:
printf 'id,user,title,detail\n8,u,x,x\n' >broken.csv
wrong "a column that is missing" "1: no column time"
: >broken.csv
wrong "an empty file" ""
echo 'colour = red' >bad.map
run -d small import --map bad.map rows.csv
says "a map with an unknown key" 1 "bad.map:1:" "unknown key"
run -d small import --map "$maps/supported.map" nowhere.csv
says "a file that is not there" 1 "nowhere.csv"
run -d small import --map "$maps/supported.map" --rules-as-of soon rows.csv
says "a day that is none" 2 "--rules-as-of"
run -d small verify
says "the log is whole" 0 "完整无误"

# Where: codes and names of the whole country, points, places of the rulebook.
new where
cat >where.map <<'E'
source = where
time = time
title = title
outside_id = id
place_code = code
place = province+city+street
lon = lon
lat = lat
E
cat >where.csv <<'E'
id,time,title,code,province,city,street,lon,lat
1,2019/2/28 11:25:05,路灯不亮,430104,,,,,
2,2019/2/28 11:25:05,路灯不亮,,湖南省,长沙市,岳麓区新港街道,,
3,2019/2/28 11:25:05,路灯不亮,990101002002001,,,,0.0403123456789,0.0658
4,2019/2/28 11:25:05,路灯不亮,000,,安澜市,新港街道,0,0
5,2019/2/28 11:25:05,路灯不亮,,,,朝阳区,,
6,2019/2/28 11:25:05,路灯不亮,,,,,120.5,91
7,2019/2/28 11:25:05,路灯不亮,,,,,0.0403,0.0658
E
run -d where import --map where.map --rules-as-of 2026-01-01 where.csv
says "places in the country and points" 0 "6 件 taken"
same "each place has its code, what is not certain its name" \
    "430104 430104 990101002002001 990101011 ~朝阳区 990101002002001" \
    "$(query where "SELECT group_concat(place, ' ') FROM
        (SELECT place FROM appeal ORDER BY number)")"
check "a point off the earth is rejected" \
    grep -qF '7,"6","point:' where/import-where.rejects.csv
where_code=$(query where "SELECT code FROM appeal ORDER BY number LIMIT 2, 1")
run -d where show --text "$where_code"
says "a point has seven decimals" 0 "point: geo:0.0658,0.0403123" \
    "安澜市/澜城区/云岫街道/听松社区/听松社区第一网格 (990101002002001)"
run -d where show "$where_code"
same "and is hidden like all personal texts" 0 \
    "$(printf '%s\n' "$out" | grep -c 'geo:')"
printf 'source=x\ntime=t\ntitle=t\noutside_id=i\nlon=l\n' >half.map
run -d where import --map half.map where.csv
says "lon without lat" 1 "half.map" "lon and lat"

# kill -9 in the middle: what was acknowledged stays, a second run goes on.
# broken_off DIR NAME FILE: killed while it imports, and run again.
broken_off() {
    new "$1"
    "$gongzhi" -d "$1" import --map "$maps/$2.map" --rules-as-of 2026-01-01 \
        "$3" >/dev/null 2>&1 &
    writer=$!
    turn=0
    while [ "$(cases "$1")" = 0 ] && [ $turn -lt 600 ]; do
        turn=$((turn + 1))
        sleep 0.05
    done
    kill -9 $writer 2>/dev/null
    wait $writer 2>/dev/null
    part=$(cases "$1")
    all=$(($(wc -l <"$3") - 1))
    check "killed in the middle ($part of $all rows)" \
        test "$part" -gt 0 -a "$part" -lt "$all"
    run -d "$1" verify
    says "the log is whole after kill -9" 0 "完整无误"
    take "$1" "$2" "$3"
    says "the second run knows the rows of the first" 0 "$part 件早已导入"
    same "and has as many cases as an unbroken one" "$all" "$(cases "$1")"
    run -d "$1" verify
    says "and the log is whole" 0 "完整无误"
}
awk 'BEGIN { print "id,user,title,time,detail,against,agree"
    for (i = 1; i <= 20000; i++)
        printf "%d,u%d,路灯不亮,2019/2/%d 11:25:05,小区,0,0\n", i, i % 99,
            i % 28 + 1 }' >many.csv
broken_off many supported many.csv

# The real files
real() {
    for file in messages/supported messages/answered appeals/events; do
        [ -f "$shared/$file.csv" ] || return 1
    done
}
if ! real; then
    skip "no real files in $(basename "$(dirname "$shared")")/data"
    finish
fi
new city
for file in messages/supported messages/answered appeals/events; do
    name=${file#*/}
    take city "$name" "$shared/$file.csv"
    says "$name.csv comes in" 0 "导入 import $name" "0 件早已导入"
    echo "# $(printf '%s\n' "$out" | head -n 4 | tr -s '\n ' ' ')"
    taken=$(printf '%s\n' "$out" | sed -n '1s/.*: \([0-9]*\) 件 taken.*/\1/p')
    refused=$(($(wc -l <"city/import-$name.rejects.csv") - 1))
    same "$name: each row is taken or rejected" \
        "$(sqlite3 :memory: ".mode csv" ".import '$shared/$file.csv' t" \
            "SELECT count(*) FROM t")" "$((taken + refused))"
    if [ "$name" = supported ]; then
        share=$(printf '%s\n' "$out" |
            sed -n 's/.*placed .*(\([0-9]*\)[.0-9]*%).*/\1/p')
        check "at least 60% of supported.csv are placed ($share%)" \
            test "$share" -ge 60
    fi
done
tables city after_import
same "history sends nothing to anyone" 0 \
    "$(query city "SELECT count(*) FROM outbox")"
run -d city verify
says "verify holds" 0 "完整无误"
run -d city rebuild
says "rebuild" 0 "$(records city)"
tables city after_rebuild
if cmp -s after_import after_rebuild; then
    pass "rebuild leaves every table as it was, byte for byte"
else
    fail "rebuild leaves every table as it was, byte for byte" \
        "$(diff after_import after_rebuild | cut -c1-200 | head -n 8)"
fi
before=$(records city)
for file in messages/supported messages/answered appeals/events; do
    take city "${file#*/}" "$shared/$file.csv"
    says "a second run of ${file#*/}.csv takes nothing" 0 "0 件 taken"
done
same "and adds no record" "$before" "$(records city)"
tables city after_second
if grep -v '"counter"' after_import | grep -vF 'INTO counter' >a &&
    grep -v '"counter"' after_second | grep -vF 'INTO counter' >b &&
    cmp -s a b; then
    pass "nor changes a table, but for reserved numbers"
else
    fail "nor changes a table, but for reserved numbers" \
        "$(diff a b | cut -c1-200 | head -n 8)"
fi
broken_off again supported "$shared/messages/supported.csv"

finish
