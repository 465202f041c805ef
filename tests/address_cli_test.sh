#!/bin/sh
# address_cli_test: gongzhi address as its users see it.
#
#     tests/address_cli_test.sh [PROGRAM]
. "$(dirname "$0")/test_kit.sh"

# parts LINE [OPTION...]: the rows without the header, as "tag=text ...".
parts() {
    line=$1
    shift
    printf '%s\n' "$line" | "$gongzhi" address "$@" 2>said | sed 1d |
        awk -F, '{ gsub(/"/, ""); printf "%s%s=%s", (NR > 1 ? " " : ""), $2, $3 }'
}

same "an address by rules" \
    "prov=湖南省 city=长沙市 district=岳麓区 road=枫林一路 roadno=128号 houseno=3栋 cellno=2单元 roomno=501室" \
    "$(parts 湖南省长沙市岳麓区枫林一路128号3栋2单元501室)"
same "in traditional characters" "city=長沙市 district=嶽麓區 road=楓林一路 roadno=１２８號" \
    "$(parts 長沙市嶽麓區楓林一路１２８號)"
same "a crossing" "road=枫林路 assist=与 subroad=金星路 assist=交叉口 assist=东侧" \
    "$(parts 枫林路与金星路交叉口东侧)"
same "a place of the city" \
    "town=云岫街道 community=听松社区 houseno=8号楼 assist=对面 place=990101002002 安澜市/澜城区/云岫街道/听松社区" \
    "$(parts 云岫街道听松社区8号楼对面 --rulebook "$book")"
same "a road is no street office" "road=云岫路 roadno=8号" "$(parts 云岫路8号 --rulebook "$book")"

cp -R "$book" twice
sed 's/,北渡口社区,\(.*\),Beidukou Community,,/,北渡口社区,\1,Beidukou Community,春江小区,/
     s/,西泉社区,\(.*\),Xiquan Community,,/,西泉社区,\1,Xiquan Community,春江小区,/' \
    "$book/places.csv" >twice/places.csv
same "an estate of two communities is told twice" 2 \
    "$(echo 春江小区3栋 | "$gongzhi" address --rulebook twice | grep -c ',perhaps,')"
same "the street says which" "1 990101003001" \
    "$(echo 北渡街道春江小区3栋 | "$gongzhi" address --rulebook twice |
        sed -n 's/^1,place,"\([0-9]*\) .*/\1/p' | awk '{ n++; code = $1 } END { print n, code }')"
awk -F, -v OFS=, '$3 == "community" { $7 = "春江小区" } { print }' "$book/places.csv" >twice/places.csv
same "an estate of every community is told so often" "$(grep -c ',community,' twice/places.csv)" \
    "$(echo 春江小区3栋 | "$gongzhi" address --rulebook twice | grep -c ',perhaps,')"
same "and any of them can be named behind it" 1 \
    "$(echo "春江小区($(awk -F, '$3 == "community" { last = $4 } END { print last }' twice/places.csv))" |
        "$gongzhi" address --rulebook twice | grep -c ',place,')"

echo '云岫街道8号' >one
same "JSON" '{"line":1,"parts":[{"tag":"town","text":"云岫街道"},{"tag":"roadno","text":"8号"}]}' \
    "$("$gongzhi" address --form json one)"
"$gongzhi" address --form tokens one >tokens
same "tokens" "云 B-town
岫 I-town
街 I-town
道 I-town
8 B-roadno
号 I-roadno" "$(cat tokens)"

printf 'abc\377\n8号\n' | "$gongzhi" address >rows 2>said
same "what is no text is an error" 1 $?
check "named by line" grep -q '^-:1: no UTF-8; left out' said
same "and the others are answered" 1 "$(grep -c '^2,' rows)"
{
    printf 'a\0b\n8号\n'
    head -c 20000 /dev/zero | tr '\0' a
    printf '\n9号'
} | "$gongzhi" address >rows 2>said
same "a NUL and a line too long are errors" 1 $?
check "named by line" grep -q '^-:1: the line holds a NUL; left out' said
check "and by line" grep -q '^-:3: the line is too long; left out' said
same "the lines behind them are answered" '2,roadno,"8号"
4,roadno,"9号"' "$(sed 1d rows)"
run address --form xml
says "an unknown form is wrong usage" 2
sed 2s/,city,/,palace,/ "$book/places.csv" >twice/places.csv
run address --rulebook twice one
says "a rulebook with faults is told" 1 "gongzhi check twice"
run address --rulebook missing one
says "and one that is not there" 1 missing
run address missing.txt
says "a missing file is told" 1 missing.txt

# A hundred invented addresses.
awk 'BEGIN { split("澜 桥 云 岫 墨 池 鼓 杏 石 西", w, " ")
    for (i = 0; i < 100; i++) {
        printf "%s B-road\n%s I-road\n路 I-road\n", w[i % 10 + 1], w[int(i / 10) + 1]
        printf "%d B-roadno\n号 I-roadno\n%s B-poi\n苑 I-poi\n", i + 1, w[(i + 3) % 10 + 1]
        printf "%d B-houseno\n栋 I-houseno\n\n", i % 9 + 1
    } }' >told.txt
run train --addresses told.txt --out city.addresses --owner 地名办
says "a parser is learned" 0 "addresses 100" "learned: F1 of whole parts 1.0000" "nobody has approved"
same "its card names the bytes" "$(sha256sum city.addresses | cut -d' ' -f1)" \
    "$(sed -n 's/.*"model_sha256": "\(.*\)",/\1/p' city.addresses.card.json)"
same "it is used" "road=桥岫路 roadno=77号 poi=云苑 houseno=3栋" \
    "$(parts 桥岫路77号云苑3栋 --model city.addresses)"
check "saying that nobody approved it" grep -q 'nobody has approved' said
cp city.addresses first
run train --addresses told.txt --out city.addresses
check "the same addresses give the same parser" cmp first city.addresses
run address --model first one
says "without its card it does not load" 1 "without its card"
head -c 5000 first >short
sed "s/$(sha256sum first | cut -d' ' -f1)/$(sha256sum short | cut -d' ' -f1)/" \
    city.addresses.card.json >short.card.json
run address --model short one
says "nor cut short" 1 "cut short"
run train --addresses one --out other
says "what is no corpus is told by line" 1 "one: line 1"
finish
